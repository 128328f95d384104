import { describe, expect, it } from 'vitest';
import type { Campaign, ExpectedPiece } from '@/knowledge/campaigns/campaign';
import {
  type Dossier,
  type Essms,
  type Organisme,
  organisme,
  type Profile,
} from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Situation } from '@/knowledge/rules/rule';
import { call, figure, gap, grappe, homeService, manyEssms, oneDossier, oneEssms } from './amounts-invented';

/** The dossiers, their pieces and their software, on calls no text describes: all of it is invented. */

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

interface Seen {
  essms?: Essms[];
  dossiers?: Dossier[];
  organismes?: Organisme[];
  porteurId?: string;
  project?: Partial<Profile['project']>;
  shown?: Situation['shown'];
}

const say = (
  rule: string,
  campaign: Partial<Campaign>,
  { organismes = [], porteurId = '', shown, ...rows }: Seen,
): string[] => {
  const profile = { ...grappe({ essms: [], ...rows }), organismes, porteurId };
  return assess({ profile, campaign: call(campaign), date: '2024-03-01', ...(shown && { shown }) })
    .filter((one) => one.rule === rule)
    .map(({ status, message }) => `${status}: ${plain(message)}`);
};

const piece = (id: string, changes: Partial<ExpectedPiece> = {}): ExpectedPiece => ({
  id,
  label: `pièce inventée ${id}`,
  status: 'required',
  source: { text: 'divergences', anchor: 'about' },
  confidence: 'official',
  ...changes,
});
const has = (id: string, present: boolean | null) => ({ id, label: id, present });

describe('the share of comfort', () => {
  const pieces = [piece('comfort-share', { status: 'conditional' })];
  const joined = (rows: Essms[], own: Dossier['pieces']) =>
    say(
      'comfort-piece',
      { pieces },
      {
        essms: rows,
        dossiers: [
          oneDossier(
            'd1',
            rows.map(({ id }) => id),
            { pieces: own },
          ),
        ],
      },
    );

  it('concerns the home services that may do comfort services, and no other ESSMS', () => {
    expect(joined([oneEssms(1)], [has('comfort-share', false)])).toEqual([]);
    expect(joined([homeService(1, 5, 5)], [has('comfort-share', false)])).toEqual([]);
    expect(joined([oneEssms(1), homeService(2, 1, 2)], [has('comfort-share', true)])).toEqual([
      'met: Répartition prête (Établissement inventé 2).',
    ]);
  });

  it('is lacking for those whose hours are known', () => {
    const rows = [homeService(1, null, 2), homeService(2, 1, null), homeService(3, 1, 2)];
    expect(joined(rows, [has('comfort-share', false)])).toEqual([
      'broken: Répartition à joindre pour chaque service à domicile mixte : Établissement inventé 3.',
    ]);
    expect(joined(rows.slice(0, 2), [has('comfort-share', false)])).toEqual([
      'unknown: À renseigner : heures éligibles par an (Établissement inventé 1) ; heures totales par an (Établissement inventé 2).',
    ]);
  });

  it('is asked while the dossier does not list it', () => {
    expect(joined([homeService(1, 1, 2)], [])).toEqual([
      'unknown: À renseigner : répartition aide essentielle et confort.',
    ]);
  });
});

describe('the agreement of the national entity', () => {
  const pieces = [piece('national-agreement', { status: 'conditional' })];
  const member = (id: string, affiliated: boolean | null) =>
    organisme.parse({ id, raisonSociale: `Association inventée ${id}`, nationalEntity: { affiliated } });
  const joined = (members: Organisme[], own: Dossier['pieces'], porteurId = 'p') =>
    say(
      'national-agreement-piece',
      { pieces },
      {
        essms: [oneEssms(1, { organismeId: 'm' })],
        dossiers: [oneDossier('d1', ['e1'], { pieces: own })],
        organismes: members,
        porteurId,
      },
    );

  it('concerns the porteur and the members of the dossier that have one', () => {
    const lacking = [has('national-agreement', false)];
    expect(joined([member('p', false), member('m', false), member('x', true)], lacking)).toEqual([]);
    expect(joined([member('p', true), member('m', false)], lacking)).toEqual([
      'broken: Accord écrit à joindre pour : Association inventée p.',
    ]);
    expect(joined([member('p', null), member('m', true)], lacking)).toEqual([
      'broken: Accord écrit à joindre pour : Association inventée m.',
    ]);
    expect(joined([member('p', true), member('m', true)], [has('national-agreement', true)])).toEqual([
      'met: Accord prêt (Association inventée p ; Association inventée m).',
    ]);
  });

  it('is asked while nobody knows', () => {
    expect(joined([member('p', null), member('m', false)], [])).toEqual([
      'unknown: À renseigner : rattachement national (Association inventée p).',
    ]);
    expect(joined([member('p', true)], [])).toEqual([
      'unknown: À renseigner : accord écrit de l’entité nationale.',
    ]);
  });
});

describe('the pieces of a dossier', () => {
  const pieces = [piece('a'), piece('b', { status: 'template' }), piece('c', { status: 'invited' })];
  const joined = (own: Dossier['pieces'], changes: Partial<Campaign> = { pieces }) =>
    say('pieces', changes, { essms: manyEssms(1), dossiers: [oneDossier('d1', ['e1'], { pieces: own })] });

  it('are those the call demands or gives a template for', () => {
    expect(joined([has('a', true), has('b', true)])).toEqual([
      'met: Prêt : pièce inventée a ; pièce inventée b.',
    ]);
    expect(joined([has('a', true), has('b', false)])).toEqual([
      'broken: Manque : pièce inventée b. Préparez et joignez.',
    ]);
    expect(joined([has('b', null)])).toEqual([
      'unknown: À renseigner : pièce inventée a ; pièce inventée b.',
    ]);
  });

  it('are not known when the list was not found', () => {
    expect(joined([], { pieces: [] })).toEqual([
      'unknown: Non trouvé dans les textes : liste des pièces à joindre. Demandez-le au financeur (Financeur inventé).',
    ]);
    expect(joined([], { pieces: [], piecesList: figure('Aucune pièce.') })).toEqual([]);
    expect(joined([], { pieces: [], personal: true })).toEqual([]);
  });
});

describe('the form of a dossier', () => {
  const form = (fields: Campaign['fields'], changes: Partial<Dossier> = {}) =>
    say('dossier-form', { fields }, { dossiers: [oneDossier('d1', [], { field: 'PA', ...changes })] });

  it('exists for the fields the call describes', () => {
    expect(form(figure<('PA' | 'PH')[]>(['PA', 'PH']))).toEqual([
      'met: Un formulaire existe pour le champ PA.',
    ]);
    expect(form(figure<('PA' | 'PH')[]>(['PA', 'PH']), { field: 'PDE' })).toEqual([
      'broken: Les textes décrivent un formulaire pour PA et PH, pas pour PDE. Demandez au financeur lequel prendre.',
    ]);
    expect(form(gap)).toEqual([
      'unknown: Non trouvé dans les textes : formulaire à prendre. Demandez-le au financeur (Financeur inventé).',
    ]);
    expect(form(figure<'PA'[]>(['PA']), { type: null })).toEqual(['unknown: À renseigner : type de projet.']);
    expect(form(null)).toEqual([]);
  });
});

describe('the dossiers whose call is not said', () => {
  const unsaid = oneDossier('d2', [], { campaign: '' });
  it('may hold what is missing from the others', () => {
    const dossiers = [oneDossier('d1', ['e1'], { requestedCents: 1 }), unsaid];
    const project = { requestedCents: 2 };
    const asked = ['unknown: À renseigner : appel à projets (d2).'];
    expect(say('one-dossier', {}, { essms: manyEssms(2), dossiers })).toEqual(asked);
    expect(say('requested-total', {}, { essms: manyEssms(2), dossiers, project })).toEqual(asked);
    expect(say('one-dossier', {}, { essms: manyEssms(2), dossiers: dossiers.slice(0, 1) })[0]).toMatch(
      /^broken/,
    );
  });
});

describe('a FINESS typed on the page', () => {
  const member = organisme.parse({
    id: 'a',
    raisonSociale: 'Association inventée',
    finessJuridique: '139800015',
  });
  it('is that of an organisme in the field of the FINESS only', () => {
    const principles = { 'own-finess': figure<true>(true) };
    const typed = (field: 'essms.finess' | 'porteur.finessJuridique') =>
      say(
        'page-finess',
        { principles },
        {
          organismes: [member],
          porteurId: 'a',
          shown: [
            { field, value: '139800015', recordId: null, label: '' },
            { field: 'porteur.raisonSociale', value: '139800015', recordId: null, label: '' },
          ],
        },
      );
    expect(typed('essms.finess')).toHaveLength(1);
    expect(typed('porteur.finessJuridique')).toEqual([]);
  });
});

describe('European money', () => {
  it('is told once, by the wider rule when the call holds it', () => {
    const structural = { 'no-european-structural-funds': figure<true>(true) };
    const any = { ...structural, 'no-european-money': figure<true>(true) };
    const told = (principles: Campaign['principles']) =>
      ['european-aid', 'european-money'].map(
        (rule) => say(rule, { principles }, { project: { europeanAid: false } }).length,
      );
    expect([told(structural), told(any), told({})]).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });
});

describe('a software that is not référencé Ségur', () => {
  const principle = figure<true>(true);
  const of = (principles: Campaign['principles'], ...fields: Essms['field'][]) =>
    say(
      'segur-referenced',
      { principles: { 'segur-conformity': principle, ...principles } },
      {
        essms: fields.map((field, index) => oneEssms(index + 1, { field })),
        project: { segurReferenced: false },
      },
    )[0];
  const AHI_PJM = { 'segur-not-for-ahi-pjm': principle };
  const PJM = { 'segur-not-for-pjm': principle };
  const REGISTERED = { 'segur-ahi-registered': principle };
  const broken = expect.stringMatching(/^broken: Logiciel non référencé Ségur/);
  const unplaced = expect.stringMatching(/^unknown: À renseigner : champ \(PA, PH…\)/);
  const registration = expect.stringMatching(
    /^unknown: Logiciel non référencé : pour l’AHI.*À renseigner : inscription de l’éditeur au guichet du référencement Ségur\.$/,
  );
  const met = (only: string) => expect.stringContaining(`non exigé d’un projet uniquement ${only}.`);

  it.each<[string, Campaign['principles'], Essms['field'][], unknown]>([
    ['no exception', {}, ['AHI', 'PJM'], broken],
    ['no exception, a field unknown', {}, [null], broken],
    ['AHI and PJM apart', AHI_PJM, ['AHI', 'PJM'], met('AHI ou PJM')],
    ['AHI and PJM apart, an old person among them', AHI_PJM, ['AHI', 'PA'], broken],
    ['AHI and PJM apart, a field unknown', AHI_PJM, ['AHI', null], unplaced],
    ['AHI and PJM apart, a field unknown beside another', AHI_PJM, ['PA', null], broken],
    ['AHI and PJM apart, no ESSMS', AHI_PJM, [], broken],
    ['PJM apart', PJM, ['PJM', 'PJM'], met('PJM')],
    ['PJM apart, with AHI', PJM, ['PJM', 'AHI'], broken],
    ['PJM apart, a field unknown', PJM, ['PJM', null], unplaced],
    ['AHI registered', REGISTERED, ['AHI', 'PJM'], registration],
    ['AHI registered, PJM alone', { ...PJM, ...REGISTERED }, ['PJM'], met('PJM')],
    ['AHI registered, with PJM apart', { ...PJM, ...REGISTERED }, ['PJM', 'AHI'], registration],
    ['AHI registered, an old person among them', REGISTERED, ['AHI', 'PA'], broken],
    ['AHI registered, a field unknown', REGISTERED, ['AHI', null], unplaced],
    ['AHI registered, no ESSMS', REGISTERED, [], broken],
  ])('%s', (_, principles, fields, expected) => expect(of(principles, ...fields)).toEqual(expected));
});

describe('the software of a project', () => {
  const named = (software: string) =>
    say(
      'one-dui',
      { principles: { 'one-dui-per-project': figure<true>(true) } },
      { project: { software } },
    )[0];

  it.each(['Alpha', 'Alpha/Bêta', 'Alpha & Bêta', 'Alphaet Bêta', 'Alpha,', 'Alpha ; - ', '+ Alpha'])(
    'is one: « %s »',
    (software) => expect(named(software)).toMatch(/^met/),
  );

  it.each([
    'Alpha,Bêta',
    'Alpha , Bêta',
    'Alpha;  Bêta',
    'Alpha et Bêta',
    'Alpha  ET  Bêta',
    'Alpha ou Bêta',
    'Alpha puis Bêta',
    'Alpha / Bêta',
    'Alpha + Bêta',
    'Alpha, -, Bêta',
  ])('is two: « %s »', (software) =>
    expect(named(software)).toBe(
      'broken: 2 logiciels sont nommés (Alpha ; Bêta) : un projet n’en a qu’un. Gardez un seul DUI.',
    ),
  );
});

it('the types of project a call takes may not have been found', () => {
  expect(say('call-type', { projectTypes: gap }, {})).toEqual([
    'unknown: Non trouvé dans les textes : types de projet. Demandez-le au financeur (Financeur inventé).',
  ]);
});
