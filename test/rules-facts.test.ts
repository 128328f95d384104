import { describe, expect, it } from 'vitest';
import { dossier, type Essms, organisme, type Profile } from '@/knowledge/profile/schema';
import {
  dossierLabel,
  essmsLabel,
  essmsOf,
  gatherFacts,
  isAddictologyOrAse,
  isHomeService,
  mayDoComfort,
  missingHours,
  missingRegions,
  organismeLabel,
  regionOfEssms,
  typeOf,
} from '@/knowledge/rules/facts';
import { counted, frenchNumber, listed, quoted, sameName, sameSoftware } from '@/knowledge/rules/french';
import { dossierSubject, essmsSubject, grappeSubject, organismeSubject } from '@/knowledge/rules/subjects';
import { call, figure, grappe, homeService, manyEssms, oneDossier, oneEssms } from './amounts-invented';

/** What the rules share: words, look-ups and the perimeter. Every call and grappe here is invented. */

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const factsOf = (profile: Profile, changes: Parameters<typeof call>[0] = {}) =>
  gatherFacts({ profile, campaign: call(changes), date: '2024-03-01' });

const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

describe('French', () => {
  it.each([
    [0, 'jour', '0 jour'],
    [1, 'jour', '1 jour'],
    [2, 'jour', '2 jours'],
    [2, 'ESSMS', '2 ESSMS'],
    [1200, 'dossier', '1 200 dossiers'],
  ])('counts %i « %s »', (count, noun, words) => expect(plain(counted(count, noun))).toBe(words));

  it.each([
    [41600, '41 600'],
    [71.46, '71,5'],
    [0.04, '0'],
  ])('writes %d', (value, words) => expect(plain(frenchNumber(value))).toBe(words));

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c', 'd'], 'a ; b ; c ; d'],
    [['a', 'b', 'c', 'd', 'e'], 'a ; b ; c ; d et 1 autre'],
    [['a', 'b', 'c', 'd', 'e', 'f'], 'a ; b ; c ; d et 2 autres'],
  ])('lists %j', (items, words) => expect(plain(listed(items))).toBe(words));

  it('lists as many as told', () => expect(plain(listed(['a', 'b', 'c'], 1))).toBe('a et 2 autres'));

  it('quotes', () => expect(quoted('x')).toBe('«\u00a0x\u00a0»'));

  it.each([
    ['Logiciel Inventé 2', 'logiciel-invente2', true],
    ['Même', 'Même', true],
    ['Éa', 'EA', true],
    ['Logiciel 1', 'Logiciel 2', false],
  ])('takes the software « %s » and « %s » for one: %s', (one, other, same) =>
    expect(sameSoftware(one, other)).toBe(same),
  );

  it.each([
    ['Association Les Tilleuls inventés', 'LES TILLEULS INVENTES', true],
    ['Tilleuls', 'Tilleuls inventés', true],
    ['Tilleuls inventés', 'Tilleuls', true],
    ['Élan inventé', 'elan-inventé', true],
    ['Tilleuls inventés', 'Tilleuls rêvés', false],
    ['Association', 'Association', false],
    ['Tilleuls', '', false],
    ['', 'Tilleuls', false],
    ['L’Association', 'Tilleuls', false],
    ...[
      'association',
      'assoc',
      'asso',
      'fondation',
      'mutuelle',
      'de',
      'des',
      'du',
      'la',
      'le',
      'les',
      'l',
      'd',
      'et',
      'pour',
    ].map((word): [string, string, boolean] => [`${word} Tilleuls`, 'Tilleuls Rêvés', true]),
  ])('takes the name « %s » and « %s » for one: %s', (one, other, same) =>
    expect(sameName(one, other)).toBe(same),
  );
});

describe('a label', () => {
  it('of an ESSMS is its name, else its number, else that it has none', () => {
    expect(essmsLabel(oneEssms(1))).toBe('Établissement inventé 1');
    expect(essmsLabel(oneEssms(1, { name: '' }))).toBe('FINESS X00000001');
    expect(essmsLabel(oneEssms(1, { name: '', finess: '' }))).toBe('ESSMS sans nom');
  });

  it('of an organisme is its name, else its sigle, else that it has none', () => {
    const label = (changes: object) => organismeLabel(organisme.parse({ id: 'o', ...changes }));
    expect(label({ raisonSociale: 'Association inventée', sigle: 'AI' })).toBe('Association inventée');
    expect(label({ sigle: 'AI' })).toBe('AI');
    expect(label({})).toBe('Organisme sans nom');
  });

  it('of a dossier is its number, else what it asks for', () => {
    const label = (changes: object) => dossierLabel(dossier.parse({ id: 'd', ...changes }));
    expect(label({ number: 'N 1', type: 'conformite', field: 'PA' })).toBe('N 1');
    expect(label({ type: 'conformite', field: 'PA' })).toBe('Dossier mise en conformité PA');
    expect(label({ type: 'acquisition' })).toBe('Dossier acquisition');
    expect(label({ field: 'PH' })).toBe('Dossier PH');
    expect(label({})).toBe('Dossier');
  });

  it('of a subject is the same, with its kind and its id', () => {
    const one = grappe({ essms: [] });
    expect(grappeSubject(one)).toEqual({ kind: 'grappe', id: 'g', label: 'Grappe inventée' });
    expect(grappeSubject({ ...one, name: '' }).label).toBe('La grappe');
    expect(essmsSubject(oneEssms(1))).toEqual({ kind: 'essms', id: 'e1', label: 'Établissement inventé 1' });
    expect(organismeSubject(organisme.parse({ id: 'o' }))).toEqual({
      kind: 'organisme',
      id: 'o',
      label: 'Organisme sans nom',
    });
    expect(dossierSubject(oneDossier('d1', []))).toEqual({ kind: 'dossier', id: 'd1', label: 'd1' });
  });
});

describe('the look-ups', () => {
  const dossiers = [
    oneDossier('d1', ['e1', 'e1', 'parti']),
    oneDossier('d2', ['e1', 'e2']),
    oneDossier('d3', ['e1'], { campaign: 'autre' }),
    oneDossier('d4', ['e1'], { campaign: '' }),
  ];
  const rows = [oneEssms(1), oneEssms(2), oneEssms(3, { finess: 'x00000001' }), oneEssms(4, { finess: '' })];
  const organismes = [
    { id: 'a', siren: '000139907', finessJuridique: '2a9800015' },
    { id: 'b', siren: '000139907', finessJuridique: '2A9800015' },
    { id: 'c' },
  ].map((one) => organisme.parse(one));
  const facts = factsOf({ ...grappe({ essms: rows, dossiers }), organismes });

  it('find the dossiers of an ESSMS, each once, in the call only', () => {
    expect(ids(facts.dossiers)).toEqual(['d1', 'd2']);
    expect(ids(facts.withoutCall)).toEqual(['d4']);
    expect(ids(facts.dossiersOf('e1'))).toEqual(['d1', 'd2']);
    expect(ids(facts.dossiersOf('e2'))).toEqual(['d2']);
    expect(facts.dossiersOf('e3')).toEqual([]);
  });

  it('find the ESSMS of a dossier, without those that left the grappe', () => {
    expect(ids(essmsOf(oneDossier('d', ['e2', 'parti', 'e1']), facts))).toEqual(['e2', 'e1']);
  });

  it('find ESSMS and organismes by their numbers, however written, the first one first', () => {
    expect([...facts.byFiness].map(([key, some]) => [key, ids(some)])).toEqual([
      ['X00000001', ['e1', 'e3']],
      ['X00000002', ['e2']],
    ]);
    expect([...facts.byFinessJuridique].map(([key, { id }]) => [key, id])).toEqual([['2A9800015', 'a']]);
    expect([...facts.bySiren].map(([key, { id }]) => [key, id])).toEqual([['000139907', 'a']]);
    expect([...facts.organismeById.keys()]).toEqual(['a', 'b', 'c']);
    expect(facts.finessOf(oneEssms(9)).value).toBe('X00000009');
  });

  it('compare software without spaces nor accents', () => {
    expect(facts.sameSoftware('Inventé 1', 'INVENTE1')).toBe(true);
    expect(facts.sameSoftware('Inventé 1', 'Inventé 2')).toBe(false);
    expect(facts.sameSoftware('Inventé 2', 'Inventé 2')).toBe(true);
  });

  it('tell what is asked for an ESSMS: by its dossier, else by a project that is not mixed', () => {
    const typed = (type: Profile['project']['type'], own: Profile['dossiers']) => {
      const profile = grappe({ essms: manyEssms(1), dossiers: own, project: { type } });
      return typeOf(oneEssms(1), { profile, facts: factsOf(profile) });
    };
    expect(typed('acquisition', [oneDossier('d', ['e1'], { type: 'conformite' })])).toBe('conformite');
    expect(typed('acquisition', [oneDossier('d', ['e1'], { type: null })])).toBe('acquisition');
    expect(typed('conformite', [])).toBe('conformite');
    expect(typed('mixte', [])).toBeNull();
    expect(typed(null, [])).toBeNull();
  });
});

describe('the place of an ESSMS', () => {
  const placed = (departement: string, postcode = '') =>
    oneEssms(1, { departement, address: { ...oneEssms(1).address, postcode } });

  it('is that of its département, else of its postcode', () => {
    expect(regionOfEssms(placed('13'))?.code).toBe('93');
    expect(regionOfEssms(placed('', '97100'))?.code).toBe('01');
    expect(regionOfEssms(placed('13', '97100'))?.code).toBe('93');
    expect(regionOfEssms(placed(''))).toBeNull();
  });

  it('is asked when it is not known', () => {
    expect(missingRegions([placed('13'), placed('')]).map(({ id, label }) => `${id} ${label}`)).toEqual([
      'essms.e1.departement département (Établissement inventé 1)',
    ]);
    const facts = factsOf(grappe({ essms: [placed('13'), placed('84'), placed('75'), placed('')] }));
    expect([...facts.regionCodes]).toEqual(['93', '11']);
    expect(facts.missingRegions).toHaveLength(1);
  });
});

describe('a home service', () => {
  it('is of a category that is eligible in part', () => {
    expect(isHomeService(homeService(1, 1, 2))).toBe(true);
    expect(isHomeService(oneEssms(1))).toBe(false);
  });

  it('may do comfort services until its hours say otherwise', () => {
    expect(mayDoComfort(homeService(1, null, null))).toBe(true);
    expect(mayDoComfort(homeService(1, null, 10))).toBe(true);
    expect(mayDoComfort(homeService(1, 5, 10))).toBe(true);
    expect(mayDoComfort(homeService(1, 10, 10))).toBe(false);
    expect(mayDoComfort(oneEssms(1))).toBe(false);
  });

  it('is asked for the hours it does not give', () => {
    const asked = (eligible: number | null, total: number | null) =>
      missingHours(homeService(1, eligible, total)).map(({ id, label }) => `${id} ${label}`);
    const total = 'essms.e1.hours.total heures totales par an (Établissement inventé 1)';
    const eligible = 'essms.e1.hours.eligible heures éligibles par an (Établissement inventé 1)';
    expect([asked(null, null), asked(1, null), asked(null, 1), asked(0, 0)]).toEqual([
      [total, eligible],
      [total],
      [eligible],
      [],
    ]);
  });
});

describe('addictologie and child welfare', () => {
  it.each<[string, Essms['field'], boolean | null]>([
    ['197', null, true],
    ['197 ', 'PDS', true],
    ['178', 'PA', true],
    ['500', 'PDE', true],
    ['500', 'PA', false],
    ['', 'PH', false],
    ['', null, null],
    ['', 'PDS', null],
    ['500', null, false],
    ['175', 'PDS', false],
    ['640', null, null],
    ['175', null, true],
    ['640', 'PDS', false],
    ['640', 'DOM', false],
    ['999', null, null],
  ])('of category « %s » and field %s: %s', (category, field, expected) =>
    expect(isAddictologyOrAse(oneEssms(1, { category, field }))).toBe(expected),
  );
});

describe('the perimeter', () => {
  const sorted = (rows: Essms[], changes: Parameters<typeof call>[0] = {}) => {
    const { eligible, excluded, repeated, doubtful, missing } = factsOf(
      grappe({ essms: rows }),
      changes,
    ).perimeter;
    return {
      eligible: ids(eligible).join(),
      excluded: ids(excluded).join(),
      repeated: ids(repeated).join(),
      doubtful: ids(doubtful).join(),
      missing: missing.map(({ id, label }) => `${id} ${plain(label)}`),
    };
  };
  const none = { eligible: '', excluded: '', repeated: '', doubtful: '', missing: [] };

  it.each<[string, Partial<Essms>, Partial<ReturnType<typeof sorted>>]>([
    ['open and of a category of the article', {}, { eligible: 'e1' }],
    ['not said to be open', { open: null }, { eligible: 'e1' }],
    ['a home service', { category: '460' }, { eligible: 'e1' }],
    ['closed', { open: false }, { excluded: 'e1' }],
    ['of a category outside of the article', { category: '362' }, { excluded: 'e1' }],
    [
      'without a FINESS',
      { finess: '' },
      { doubtful: 'e1', missing: ['essms.e1.finess FINESS géographique (Établissement inventé 1)'] },
    ],
    [
      'without a category',
      { category: '' },
      { doubtful: 'e1', missing: ['essms.e1.category catégorie FINESS (Établissement inventé 1)'] },
    ],
    [
      'of a category nobody knows',
      { category: '999' },
      {
        doubtful: 'e1',
        missing: ['essms.e1.category catégorie FINESS « 999 » non reconnue (Établissement inventé 1)'],
      },
    ],
    [
      'without either',
      { category: '', finess: '' },
      {
        doubtful: 'e1',
        missing: [
          'essms.e1.finess FINESS géographique (Établissement inventé 1)',
          'essms.e1.category catégorie FINESS (Établissement inventé 1)',
        ],
      },
    ],
  ])('of an ESSMS %s', (_, changes, expected) =>
    expect(sorted([oneEssms(1, changes)])).toEqual({ ...none, ...expected }),
  );

  it('counts a FINESS once, and knows which repetition would count', () => {
    const finess = oneEssms(1).finess;
    const rows = [
      oneEssms(1),
      oneEssms(2, { finess }),
      oneEssms(3, { finess, category: '460' }),
      oneEssms(4, { finess, category: '' }),
      oneEssms(5, { finess, open: false }),
      oneEssms(6, { finess: '' }),
      oneEssms(7, { finess: '' }),
    ];
    expect(sorted(rows)).toMatchObject({
      eligible: 'e1',
      excluded: 'e2,e3,e4,e5',
      repeated: 'e2,e3',
      doubtful: 'e6,e7',
    });
  });

  it('leaves out what the call bars, and doubts of what may be', () => {
    const principles = { 'no-addictology-ase': figure<true>(true) };
    const rows = [oneEssms(1), oneEssms(2, { category: '640' }), oneEssms(3, { field: 'PDE' })];
    expect(sorted(rows)).toMatchObject({ eligible: 'e1,e2,e3' });
    expect(sorted(rows, { principles })).toEqual({
      ...none,
      eligible: 'e1',
      excluded: 'e3',
      doubtful: 'e2',
      missing: ['essms.e2.field champ (PA, PH…) (Établissement inventé 2)'],
    });
    const twice = [oneEssms(1), oneEssms(2, { finess: oneEssms(1).finess, category: '640' })];
    expect(sorted(twice, { principles })).toMatchObject({ excluded: 'e2', repeated: '' });
  });
});
