import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import type { FieldId } from '@/knowledge/form/field-id';
import { essmsField } from '@/knowledge/profile/schema';
import { departements } from '@/knowledge/reference/territories';
import { mergeShown } from '@/knowledge/rules/shown';
import { buildProfile } from './cases/build';
import fieldsFile from './cases/fields/page.json';

/** Each field of the page that tells a datum of the grappe: what it says, what it fills, what it contradicts. */

/** A field of `cases/fields/page.json`. */
const told = z.strictObject({
  field: z.custom<FieldId>((value) => typeof value === 'string'),
  /** The datum in the message. */
  name: z.string(),
  /** What the page shows, and the words of the message for it and for the value of the grappe. */
  page: z.string(),
  onPage: z.string(),
  inGrappe: z.string(),
  /** Where it goes in the grappe of the cases, and what it is then. */
  path: z.string(),
  becomes: z.union([z.string(), z.number(), z.boolean()]),
  /** Another writing of the value of the grappe. */
  same: z.string(),
  /** Id of the row it stands in. */
  row: z.string().optional(),
});
type Told = z.infer<typeof told>;

const fields = z.record(z.string(), z.array(told)).parse(fieldsFile);

/** Data of the porteur the grappe of the cases leaves empty or says otherwise, so that the page may differ. */
const FILLED = {
  'organismes.1.representative.phone': '0102030405',
  'organismes.1.nationalEntity.writtenAgreement': false,
  'essms.1.siret': '00013990700018',
  'essms.1.requestedCents': 100_000,
};

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key) - 1];
    return typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined;
  }, value);

const EMPTY: Record<string, null> = Object.fromEntries(
  [
    'nationalEntity.affiliated',
    'nationalEntity.writtenAgreement',
    'selfAssessments.anapMaturity',
    'selfAssessments.siManagement',
    'selfAssessments.protectionMeasures',
  ].map((key) => [`organismes.1.${key}`, null]),
);
const NULLABLE = /Cents$|\.type$|\.field$|firstRequest|segurReferenced|nationalScope|europeanAid/;
const emptyAt = (path: string) => (path in EMPTY || NULLABLE.test(path) ? null : '');

const shownOn = (change: object, { field, row }: Told, value: string, dossierId: string) =>
  mergeShown({
    profile: buildProfile({ ...FILLED, ...change }, 'paca-2023'),
    campaign: paca2023,
    date: '2023-03-01',
    dossierId,
    shown: [{ field, value, recordId: row ?? null, label: '' }],
  });

function tells(rows: Told[], dossierId: string) {
  it.each(rows.map((one) => [one.field, one] as const))('%s that differs is followed and told', (_, one) => {
    const { profile, conflicts } = shownOn({}, one, one.page, dossierId);
    expect(valueAt(profile, one.path)).toBe(one.becomes);
    expect(
      conflicts.map(({ name, onPage, inGrappe }) => ({
        name: plain(name),
        onPage: plain(onPage),
        inGrappe: plain(inGrappe),
      })),
    ).toEqual([{ name: one.name, onPage: one.onPage, inGrappe: one.inGrappe }]);
  });

  it.each(rows.map((one) => [one.field, one] as const))('%s written otherwise is the same', (_, one) => {
    const { profile, conflicts } = shownOn({}, one, one.same, dossierId);
    expect(conflicts).toEqual([]);
    expect(profile).toEqual(buildProfile(FILLED, 'paca-2023'));
  });

  it.each(rows.map((one) => [one.field, one] as const))('%s fills a hole in silence', (_, one) => {
    const hole = { [one.path]: emptyAt(one.path) };
    const { profile, conflicts } = shownOn(hole, one, one.page, dossierId);
    expect(conflicts).toEqual([]);
    expect(profile).toEqual(buildProfile({ ...FILLED, [one.path]: one.becomes }, 'paca-2023'));
  });

  it.each(rows.map((one) => [one.field, one] as const))('%s left empty says nothing', (_, one) => {
    const { profile, conflicts } = shownOn({}, one, ' ', dossierId);
    expect([profile, conflicts]).toEqual([buildProfile(FILLED, 'paca-2023'), []]);
  });
}

/** Of the whole grappe, a page asks for the project; else for the dossier on screen. */
describe.each(Object.entries(fields))('a field of the %s', (group, rows) =>
  tells(rows, group === 'grappe' ? group : 'dossier-1'),
);

describe('a text that is not clear', () => {
  const read = (field: FieldId, value: string, { row, label = '' }: { row?: string; label?: string } = {}) =>
    mergeShown({
      profile: buildProfile({}, 'paca-2023'),
      campaign: paca2023,
      date: '2023-03-01',
      dossierId: 'dossier-1',
      shown: [{ field, value, recordId: row ?? null, label }],
    }).conflicts.map(({ onPage }) => plain(onPage));

  it.each([
    ['essms.category', 'EHPAD', 'catégorie EHPAD'],
    ['essms.category', '1234', 'catégorie 1234'],
    ['essms.category', '5001 et 500', 'catégorie 500'],
  ] as const)('%s « %s » is kept as it is: %s', (field, value, words) =>
    expect(read(field, value, { row: 'e1' })).toEqual([words]),
  );

  it.each([
    ['project.startDate', '2024'],
    ['project.startDate', 'le 01/02/2024 au plus tard'],
    ['project.type', 'autre'],
    ['criteria.noEuropeanAid', 'ouiche'],
    ['criteria.noEuropeanAid', 'Sans objet, oui'],
    ['project.firstRequest', 'troisième'],
  ] as const)('%s « %s » says nothing', (field, value) => expect(read(field, value)).toEqual([]));

  it.each([
    ['12 k€', ''],
    ['12K€', ''],
    ['12', 'Montant en k €'],
    ['12 M€', ''],
    ['12 kiloeuros', ''],
    ['12', 'Montant (kilo-euros)'],
    ['12', 'en milliers d’euros'],
    ['1 million', ''],
    ['12', 'en Millions'],
    ['douze', ''],
  ])('an amount « %s » (%s) says nothing', (value, label) =>
    expect(read('project.requested', value, { label })).toEqual([]),
  );

  it.each([
    ['Achat d’un logiciel', []],
    ['Acquérir un DUI', []],
    ['Projet d’achat', []],
    ['Montée de version', ['mise en conformité']],
    ['Mise en conformité', ['mise en conformité']],
    ['Rachat', []],
    ['Non-conformités', []],
  ])('the type « %s »', (value, said) => expect(read('project.type', value)).toEqual(said));

  it.each([
    ['13', []],
    ['13-Bouches-du-Rhône', []],
    ['Bouches-du-Rhône', []],
    ['84', ['84']],
    ['var', ['83']],
    ['Nulle part', []],
  ])('the département « %s »', (value, said) =>
    expect(read('essms.departement', value, { row: 'e1' })).toEqual(said),
  );

  it('a département is read by its name and by its code', () => {
    const unread = departements.filter(({ code, name }) => {
      const said = code === '13' ? [] : [code];
      return ![name, code].every(
        (text) => read('essms.departement', text, { row: 'e1' }).join() === said.join(),
      );
    });
    expect(unread).toEqual([]);
  });

  it('a dossier is never of a mixed type: it is told, and followed in nothing', () => {
    const { profile, conflicts } = mergeShown({
      profile: buildProfile({}, 'paca-2023'),
      campaign: paca2023,
      date: '2023-03-01',
      dossierId: 'dossier-1',
      shown: [{ field: 'project.type', value: 'Mixte', recordId: null, label: '' }],
    });
    expect(profile).toEqual(buildProfile({}, 'paca-2023'));
    expect(conflicts.map(({ onPage }) => onPage)).toEqual(['mixte']);
  });
});

describe('a first request', () => {
  const read = (value: string, firstRequest: boolean) =>
    mergeShown({
      profile: buildProfile({ 'project.firstRequest': firstRequest }, 'paca-2023'),
      campaign: paca2023,
      date: '2023-03-01',
      shown: [{ field: 'project.firstRequest', value, recordId: null, label: '' }],
    }).conflicts.map(({ onPage, inGrappe }) => `${onPage} / ${inGrappe}`);

  it('is read in the words of a list, however they end', () => {
    expect(read('Première demande', false)).toEqual(['première demande / renouvellement']);
    expect(read('Renouvellement de la demande', true)).toEqual(['renouvellement / première demande']);
    expect(read('Ce n’est pas un renouvellement', true)).toEqual([]);
    expect(read('Réponse : non', true)).toEqual([]);
  });
});

it('rows of the page that the grappe does not hold are told one by one', () => {
  const row = (value: string) => ({ field: 'essms.finess' as const, value, recordId: null, label: '' });
  const { conflicts } = mergeShown({
    profile: buildProfile({}, 'paca-2023'),
    campaign: paca2023,
    date: '2023-03-01',
    shown: [row('130782634'), row('130782634'), row('750712184'), row('139900013')],
  });
  expect(
    conflicts.map(({ name, onPage, inGrappe, subject }) => [name, onPage, inGrappe, subject.kind]),
  ).toEqual(
    ['130782634', '750712184'].map((finess) => [
      'FINESS géographique',
      finess,
      'aucun ESSMS de ce numéro',
      'grappe',
    ]),
  );
});

it('of one datum shown twice, the page is taken at its first word', () => {
  const shown = ['Alpha', 'Bêta'].map((value) => ({
    field: 'project.software' as const,
    value,
    recordId: null,
    label: '',
  }));
  const { profile, conflicts } = mergeShown({
    profile: buildProfile({}, 'paca-2023'),
    campaign: paca2023,
    date: '2023-03-01',
    shown,
  });
  expect([profile.project.software, conflicts.map(({ onPage }) => onPage)]).toEqual(['Alpha', ['Alpha']]);
});

describe('a count or a question on all the ESSMS', () => {
  const said = (field: FieldId, value: string, change = {}, dossierId = 'dossier-1') =>
    mergeShown({
      profile: buildProfile(change, 'paca-2023'),
      campaign: paca2023,
      date: '2023-03-01',
      dossierId,
      shown: [{ field, value, recordId: null, label: '' }],
    }).conflicts.map(({ name, onPage, inGrappe, subject }) => [
      plain(name),
      plain(onPage),
      plain(inGrappe),
      subject.kind,
    ]);
  const profile = buildProfile({}, 'paca-2023');

  it.each(essmsField.options)('project.essms%s is compared', (field) => {
    const count = profile.essms.filter((one) => one.field === field).length;
    expect(said(`project.essms${field}`, String(count))).toEqual([]);
    expect(said(`project.essms${field}`, '99')).toEqual([
      [`Nombre d’ESSMS du champ ${field}`, '99', String(count), 'grappe'],
    ]);
    expect(said(`project.essms${field}`, '99', { 'essms.2.field': null })).toEqual([]);
    expect(said(`project.essms${field}`, '99', { essms: 0 })).toEqual([]);
    expect(said(`project.essms${field}`, 'douze')).toEqual([]);
  });

  it('the number of ESSMS is', () => {
    expect(said('project.essmsCount', '1 015')).toEqual([['Nombre d’ESSMS', '1 015', '15', 'grappe']]);
    expect(said('project.essmsCount', '15')).toEqual([]);
    expect([said('project.essmsCount', '14,5'), said('project.essmsCount', '-14')]).toEqual([[], []]);
    expect(said('project.essmsCount', '14', { essms: 0 })).toEqual([]);
    expect(said('project.essmsCount', '14', {}, 'disparu')).toEqual([]);
  });

  it.each([
    ['criteria.minimumEssms', 'Non', 'Nombre minimum d’ESSMS atteint', 'non', 'oui', {}],
    ['criteria.allL312', 'Oui', 'Toutes de l’article L. 312-1', 'oui', 'non', { 'essms.1.category': '362' }],
    ['criteria.allFiness', 'Non', 'Un FINESS géographique pour chacune', 'non', 'oui', {}],
    ['criteria.noDoubleFunding', 'Oui', 'Double financement du même logiciel', 'oui', 'non', {}],
  ] as const)('%s is', (field, page, name, onPage, inGrappe, change) => {
    expect(said(field, page, change)).toEqual([[name, onPage, inGrappe, 'grappe']]);
    expect(said(field, page === 'Oui' ? 'Non' : 'Oui', change)).toEqual([]);
  });
});
