import { describe, expect, it } from 'vitest';
import { amounts } from '@/knowledge/amounts';
import { tranchesOf, trancheWords } from '@/knowledge/amounts/tranches';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import {
  call,
  figure,
  gap,
  grappe,
  homeService,
  manyEssms,
  oneDossier,
  oneEssms,
  rate,
} from './amounts-invented';

/** Every call and grappe here is invented: the texts' own examples are in amounts.test.ts. */

const compute = (profile: Profile, campaign: Campaign = call()) =>
  amounts({ profile, campaign, date: '2024-03-01' });

/** Spaces of any kind read as one. */
const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, ' ');
const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `e${from + index}`);
const unknownWords = ({ unknown }: ReturnType<typeof amounts>) =>
  plain(unknown.map(({ label }) => label).join('\n'));

describe('one rate', () => {
  it('writes its count, its unit, its tranche, its formula, its result and its source', () => {
    const [line] = compute(grappe({ essms: manyEssms(3) })).lines;
    expect(line).toMatchObject({
      id: 'forfait',
      unitCents: 100_000,
      count: 3,
      tranche: { from: 1, to: null },
      resultCents: 300_000,
      complete: true,
      own: false,
      confidence: 'secondary',
      source: { text: 'divergences', anchor: 'about' },
    });
    expect(plain(line?.formula)).toBe('3 ESSMS × 1 000 € = 3 000 €');
  });

  it('counts a ceiling at its maximum and keeps it out of the firm part', () => {
    const computed = compute(
      grappe({ essms: manyEssms(2) }),
      call({ rates: [rate(), rate({ id: 'plafond', ceiling: true })] }),
    );
    expect([computed.knownCents, computed.firmCents]).toEqual([400_000, 200_000]);
    expect(plain(computed.lines[1]?.formula)).toBe('2 ESSMS × jusqu’à 1 000 € = 2 000 €');
    expect(computed.notes.join(' ')).toContain('maximum');
  });

  it('shows what the other source says', () => {
    const disputed = {
      ...figure(2_500_000),
      confidence: 'contradicted' as const,
      alternatives: [{ value: 1_000_000, source: { text: 'divergences', anchor: 'equipment' } }],
      note: 'Deux versions circulent.',
    };
    const [line] = compute(
      grappe({ essms: manyEssms(1) }),
      call({ rates: [rate({ amountCents: disputed })] }),
    ).lines;
    expect(
      line?.remarks.map(({ text, confidence, source }) => [plain(text), confidence, source.anchor]),
    ).toEqual([
      ['Deux versions circulent.', 'contradicted', 'about'],
      ['Une autre source donne 10 000 € par ESSMS.', 'contradicted', 'equipment'],
    ]);
  });

  it.each([
    ['acquisition', 2],
    ['conformite', undefined],
  ] as const)('pays an acquisition only: project of %s, %s ESSMS', (type, count) => {
    const computed = compute(
      grappe({ essms: manyEssms(2), project: { type } }),
      call({ rates: [rate({ types: ['acquisition'] })] }),
    );
    expect(computed.lines[0]?.count).toBe(count);
  });
});

describe('tranches', () => {
  const rates = [rate({ id: 'bas', to: 49 }), rate({ id: 'haut', from: 50, amountCents: figure(20_000) })];
  it.each([
    [1, [['bas', 1]]],
    [49, [['bas', 49]]],
    [
      50,
      [
        ['bas', 49],
        ['haut', 1],
      ],
    ],
    [
      51,
      [
        ['bas', 49],
        ['haut', 2],
      ],
    ],
  ])('of %i ESSMS', (size, expected) => {
    const computed = compute(grappe({ essms: manyEssms(size) }), call({ rates }));
    expect(computed.lines.map(({ id, count }) => [id, count])).toEqual(expected);
    expect(computed.tranches).toEqual([
      { from: 1, to: 49, count: Math.min(size, 49), paid: true },
      { from: 50, to: null, count: Math.max(0, size - 49), paid: true },
    ]);
  });

  it('are found in whatever order the rates stand, those nobody pays with the others', () => {
    const scattered = [
      rate({ from: 31, to: 60 }),
      rate({ from: 1, to: 10 }),
      rate({ from: 3, to: 5 }),
      rate({ from: 100 }),
    ];
    expect(tranchesOf(scattered, 40).map(({ from, to, count, paid }) => [from, to, count, paid])).toEqual([
      [1, 2, 2, true],
      [3, 5, 3, true],
      [6, 10, 5, true],
      [11, 30, 20, false],
      [31, 60, 10, true],
      [61, 99, 0, false],
      [100, null, 0, true],
    ]);
  });

  it.each([
    [1, null, 'tous les ESSMS'],
    [50, null, 'à partir du 50e'],
    [1, 49, 'du 1er au 49e'],
    [1, 1, 'le 1er'],
    [1050, 1050, 'le 1 050e'],
  ])('from %s to %s are « %s »', (from, to, words) => {
    expect(plain(trancheWords({ from, to }))).toBe(words);
  });

  it('are none when every rank is paid alike', () => {
    expect(compute(grappe({ essms: manyEssms(60) })).tranches).toEqual([]);
  });

  it('say that the order is ours only when it matters', () => {
    const mixed = grappe({ essms: [...manyEssms(2), homeService(3, 1, 2)] });
    expect(compute(mixed, call({ rates })).notes.join(' ')).toContain('leur ordre dans la grappe');
    expect(compute(mixed).notes.join(' ')).not.toContain('ordre');
    expect(compute(grappe({ essms: manyEssms(60) }), call({ rates })).notes.join(' ')).not.toContain('ordre');
  });
});

describe('at most so many ESSMS in a project', () => {
  const capped = call({ rates: [rate({ maxEssms: figure(30) })] });
  it.each([
    [29, 29, 0],
    [30, 30, 0],
    [31, 30, 1],
    [45, 30, 15],
  ])('%i ESSMS: %i paid, %i not', (size, paid, beyond) => {
    const computed = compute(grappe({ essms: manyEssms(size) }), capped);
    expect(computed.knownCents).toBe(paid * 100_000);
    expect(computed.lines[0]?.count).toBe(paid);
    const said = plain(computed.lines[0]?.remarks.map(({ text }) => text).join());
    expect(said).toBe(
      beyond === 0 ? '' : `30 ESSMS payés au plus par projet : ${beyond} ESSMS au-delà ne comptent pas.`,
    );
  });

  it('are counted for each rate apart: « chacun dans la limite de 30 »', () => {
    const rates = [
      rate({ id: 'a', types: ['acquisition'], maxEssms: figure(3) }),
      rate({ id: 'c', types: ['conformite'], maxEssms: figure(3) }),
    ];
    const dossiers = [oneDossier('d1', ids(1, 4)), oneDossier('d2', ids(5, 6), { type: 'conformite' })];
    const mixed = grappe({ essms: manyEssms(6), dossiers, project: { type: 'mixte' } });
    const computed = compute(mixed, call({ rates }));
    expect(computed.lines.map(({ id, count }) => [id, count])).toEqual([
      ['a', 3],
      ['c', 2],
    ]);
    expect(computed.notes.join(' ')).toContain('leur ordre dans la grappe');
  });

  it('are those of the whole grappe, not of each dossier', () => {
    const dossiers = [oneDossier('d1', ids(1, 20)), oneDossier('d2', ids(21, 40))];
    const computed = compute(grappe({ essms: manyEssms(40), dossiers }), capped);
    expect(computed.dossiers.map(({ knownCents }) => knownCents)).toEqual([2_000_000, 1_000_000]);
  });
});

describe('only small organismes', () => {
  it('and so many ESSMS at most: those of a large organisme take no place', () => {
    const both = call({ rates: [rate({ maxEssms: figure(1), onlyOrganismesBelow: figure(2) })] });
    const rows = [...manyEssms(2), oneEssms(3, { organismeId: 'b' }), oneEssms(4, { organismeId: 'c' })];
    const dossiers = [oneDossier('d1', ['e3']), oneDossier('d2', ['e1', 'e4'])];
    const { lines, dossiers: parts } = compute(grappe({ essms: rows, dossiers }), both);
    const remarksOf = (some: typeof lines) =>
      some.flatMap(({ remarks }) => remarks.map(({ text }) => plain(text)));
    expect([lines[0]?.count, lines[0]?.resultCents]).toEqual([1, 100_000]);
    expect(remarksOf(lines)).toEqual([
      '1 ESSMS payés au plus par projet : 1 ESSMS au-delà ne comptent pas.',
      'Seulement pour un organisme de moins de 2 ESSMS : 2 ESSMS d’organismes plus grands ne comptent pas.',
    ]);
    // A dossier of which nothing is paid says why all the same.
    expect(parts[1]?.lines.map(({ count, resultCents }) => [count, resultCents])).toEqual([[0, 0]]);
  });

  const equipment = call({ rates: [rate({ onlyOrganismesBelow: figure(15) })] });
  it.each([
    [14, 14],
    [15, 0],
    [16, 0],
  ])('an organisme of %i ESSMS has %i of them paid', (size, paid) => {
    const computed = compute(grappe({ essms: manyEssms(size) }), equipment);
    expect(computed.knownCents).toBe(paid * 100_000);
    expect(computed.lines).toHaveLength(1);
    expect(computed.lines[0]?.remarks).toHaveLength(paid === 0 ? 1 : 0);
    expect(computed.notes.join(' ')).toContain('taille d’un organisme');
  });

  it('gives nothing to nobody even when its figure was not found', () => {
    const silent = call({ rates: [rate({ amountCents: gap, onlyOrganismesBelow: figure(15) })] });
    const computed = compute(grappe({ essms: manyEssms(15) }), silent);
    expect(computed.lines[0]).toMatchObject({ count: 0, resultCents: 0, complete: true });
    expect(computed.unknown).toEqual([]);
  });

  it('judges each organisme apart and counts no excluded ESSMS', () => {
    const computed = compute(
      grappe({
        essms: [...manyEssms(15), oneEssms(16, { organismeId: 'b' }), oneEssms(17, { open: false })],
      }),
      equipment,
    );
    expect(computed.knownCents).toBe(100_000);
    const closed = grappe({ essms: [...manyEssms(14), oneEssms(15, { open: false })] });
    expect(compute(closed, equipment).knownCents).toBe(14 * 100_000);
  });

  it('asks for the organisme of an ESSMS that has none', () => {
    const computed = compute(grappe({ essms: [oneEssms(1), oneEssms(2, { organismeId: '' })] }), equipment);
    expect(computed.knownCents).toBe(100_000);
    expect(computed.lines[0]?.complete).toBe(false);
    expect(unknownWords(computed)).toContain('organisme à renseigner pour Établissement inventé 2');
    expect(computed.unknown[0]?.missing).toEqual([
      { id: 'essms.e2.organismeId', label: 'organisme gestionnaire (Établissement inventé 2)' },
    ]);
  });
});

describe('only a software that is référencé Ségur', () => {
  const complement = call({ rates: [rate({ onlySegurReferenced: true })] });
  const withSoftware = (segurReferenced: boolean | null) =>
    compute(grappe({ essms: manyEssms(2), project: { segurReferenced } }), complement);

  it('pays, does not pay, or asks', () => {
    expect(withSoftware(true).knownCents).toBe(200_000);
    expect(withSoftware(false).lines).toEqual([]);
    const asked = withSoftware(null);
    expect(asked.lines[0]).toMatchObject({ count: 2, resultCents: null, complete: false });
    expect(unknownWords(asked)).toContain('référencé Ségur');
    expect(asked.unknown[0]?.missing[0]?.id).toBe('project.segurReferenced');
  });

  it('asks nothing when no ESSMS is in the tranche', () => {
    const high = call({ rates: [rate({ onlySegurReferenced: true, from: 50 })] });
    const computed = compute(grappe({ essms: manyEssms(2), project: { segurReferenced: null } }), high);
    expect(computed.unknown).toEqual([]);
  });
});

describe('home services', () => {
  it('are paid for their eligible hours, to the nearest cent', () => {
    const computed = compute(grappe({ essms: [oneEssms(1), homeService(2, 1, 3), homeService(3, 2, 3)] }));
    const [line] = computed.lines;
    expect(line?.children.map(({ id, resultCents }) => [id, resultCents])).toEqual([
      ['forfait.full', 100_000],
      ['forfait.e2', 33_333],
      ['forfait.e3', 66_667],
    ]);
    expect(plain(line?.formula)).toBe('1 000 € + 2 ESSMS au prorata, 1 000 € = 2 000 €');
    expect(plain(line?.children[1]?.formula)).toBe('1 000 € × 1 h ÷ 3 h = 333,33 €');
    expect(line?.children[1]?.tranche).toEqual({ from: 2, to: 2 });
  });

  it('have a line of their own, and so have those paid in full and those to specify', () => {
    const rows = [oneEssms(1), homeService(2, 1, 2), homeService(3, null, null), oneEssms(4)];
    const mixed = call({ rates: [rate({ amountCents: { ...figure(100_000), note: 'Une note.' } })] });
    const [line] = compute(grappe({ essms: rows }), mixed).lines;
    const { children: _children, ...model } = line ?? { children: [] };
    const child = { ...model, remarks: [], payments: [], children: [] };
    const written = line?.children.map((one) => ({ ...one, formula: plain(one.formula) }));
    expect(written).toEqual([
      {
        ...child,
        id: 'forfait.full',
        label: 'ESSMS aidés en entier',
        count: 2,
        resultCents: 200_000,
        complete: true,
        formula: '2 ESSMS × 1 000 € = 2 000 €',
      },
      {
        ...child,
        id: 'forfait.e2',
        label: 'Établissement inventé 2, au prorata des heures éligibles',
        count: 1,
        tranche: { from: 2, to: 2 },
        resultCents: 50_000,
        complete: true,
        formula: '1 000 € × 1 h ÷ 2 h = 500 €',
      },
      {
        ...child,
        id: 'forfait.open',
        label: 'ESSMS à préciser',
        count: 1,
        resultCents: null,
        complete: false,
        formula: '1 ESSMS à préciser',
      },
    ]);
  });

  it('are not in the formula when there are none', () => {
    const [line] = compute(grappe({ essms: [oneEssms(1), homeService(2, null, null)] })).lines;
    expect(plain(line?.formula)).toBe('1 000 €');
    const [waiting] = compute(grappe({ essms: [homeService(1, null, null)] })).lines;
    expect(plain(waiting?.formula)).toBe('1 ESSMS × 1 000 €, à préciser');
  });

  it('are paid in full when every hour is eligible, or when the call holds no prorata', () => {
    const whole = compute(grappe({ essms: [homeService(1, 10, 10)] }));
    expect([whole.lines[0]?.children, whole.knownCents, whole.unknown]).toEqual([[], 100_000, []]);
    const free = compute(grappe({ essms: [homeService(1, 1, 3)] }), call({ principles: {} }));
    expect(free.knownCents).toBe(100_000);
  });

  it.each([
    [null, null],
    [null, 10],
    [10, null],
    [0, null],
    [0, 0],
    [11, 10],
  ])('wait for their hours: %s out of %s', (eligible, total) => {
    const computed = compute(grappe({ essms: [oneEssms(1), homeService(2, eligible, total)] }));
    expect(computed.knownCents).toBe(100_000);
    expect(computed.lines[0]).toMatchObject({ count: 2, complete: false });
    expect(unknownWords(computed)).toContain('Heures éligibles');
    expect(computed.unknown[0]?.missing.length).toBeGreaterThan(0);
  });

  it('give nothing for no eligible hour at all', () => {
    expect(compute(grappe({ essms: [homeService(1, 0, 10)] })).lines[0]).toMatchObject({
      resultCents: 0,
      complete: true,
    });
  });
});

describe('what the profile does not say', () => {
  it('is the type of a mixed project: counted with both types, computed with none', () => {
    const rates = [
      rate({ id: 'a', types: ['acquisition'] }),
      rate({ id: 'c', types: ['conformite'] }),
      rate(),
    ];
    const computed = compute(grappe({ essms: manyEssms(2), project: { type: 'mixte' } }), call({ rates }));
    expect(computed.lines.map(({ id, resultCents }) => [id, resultCents])).toEqual([
      ['a', null],
      ['c', null],
      ['forfait', 200_000],
    ]);
    expect(unknownWords(computed)).toContain('Type de projet');
  });

  it('is asked for the ESSMS that need it only', () => {
    const computed = compute(
      grappe({
        essms: manyEssms(3),
        project: { type: 'mixte' },
        dossiers: [oneDossier('d1', ['e1', 'e2'])],
      }),
      call({ rates: [rate({ types: ['acquisition'] })] }),
    );
    expect(computed.lines[0]).toMatchObject({ count: 3, resultCents: 200_000, complete: false });
    expect(computed.lines[0]?.children.map(({ id, count }) => [id, count])).toEqual([
      ['forfait.full', 2],
      ['forfait.open', 1],
    ]);
  });

  it('is the list of ESSMS', () => {
    const computed = compute(grappe({ essms: [] }));
    expect(computed.lines).toEqual([]);
    expect(computed.unknown[0]).toMatchObject({ rate: '', missing: [{ id: 'essms' }] });
  });

  it('is the eligibility of an ESSMS of unknown category, counted all the same', () => {
    const computed = compute(grappe({ essms: [oneEssms(1, { category: '' })] }));
    expect(computed.knownCents).toBe(100_000);
    expect(unknownWords(computed)).toContain('éligibilité');
  });
});

describe('excluded ESSMS', () => {
  it('have no rank and are named', () => {
    const rows = [oneEssms(1, { open: false }), oneEssms(2, { category: '362' }), ...manyEssms(50).slice(2)];
    const computed = compute(grappe({ essms: rows }), call({ rates: [rate({ from: 49 })] }));
    expect(computed.count).toBe(48);
    expect(computed.lines).toEqual([]);
    expect(computed.notes.join(' ')).toContain('Établissement inventé 1\u202f; Établissement inventé 2');
  });
});

describe('a figure no text gives', () => {
  const silent = call({ rates: [rate({ amountCents: gap })] });
  const mine = { id: 'x', campaign: 'appel-invente', rate: 'forfait', label: '', amountCents: 123_400 };

  it('is unknown, never zero', () => {
    const computed = compute(grappe({ essms: manyEssms(2) }), silent);
    expect(computed.lines[0]).toMatchObject({
      unitCents: null,
      resultCents: null,
      complete: false,
      count: 2,
    });
    expect(plain(computed.lines[0]?.formula)).toBe('2 ESSMS × montant non trouvé');
    expect(computed.lines[0]?.remarks).toEqual([]);
    expect(computed.knownCents).toBe(0);
    expect(computed.unknown).toEqual([
      {
        label: expect.stringContaining('Le barème inventé n’a pas été trouvé.'),
        source: { text: 'divergences', anchor: 'not-found-regional-rates' },
        rate: 'forfait',
        missing: [],
      },
    ]);
  });

  it('may be the user’s own, counted apart and said so', () => {
    const computed = compute(grappe({ essms: manyEssms(2), project: { ownRates: [mine] } }), silent);
    expect(computed.lines[0]).toMatchObject({ own: true, resultCents: 246_800, confidence: 'not-found' });
    expect(plain(computed.lines[0]?.formula)).toBe('2 ESSMS × 1 234 € (votre chiffre) = 2 468 €');
    expect(computed.lines[0]?.remarks.map(({ text }) => text)).toEqual([
      'Votre chiffre, aucun texte trouvé ne le donne. Le barème inventé n’a pas été trouvé.',
    ]);
    const bare = call({ rates: [rate({ amountCents: { ...gap, note: '' } })] });
    expect(
      compute(grappe({ essms: manyEssms(2), project: { ownRates: [mine] } }), bare).lines[0]?.remarks[0]
        ?.text,
    ).toBe('Votre chiffre, aucun texte trouvé ne le donne.');
    expect([computed.knownCents, computed.firmCents, computed.ownCents]).toEqual([0, 0, 246_800]);
    expect(computed.unknown).toEqual([]);
    expect(computed.notes.join(' ')).toContain('aucun texte trouvé ne les donne');
  });

  it('belongs to its call and its rate, and never replaces a figure of the texts', () => {
    const other = { ...mine, campaign: 'autre' };
    expect(compute(grappe({ essms: manyEssms(2), project: { ownRates: [other] } }), silent).ownCents).toBe(0);
    const told = compute(grappe({ essms: manyEssms(2), project: { ownRates: [mine] } }));
    expect([told.knownCents, told.ownCents]).toEqual([200_000, 0]);
  });
});
