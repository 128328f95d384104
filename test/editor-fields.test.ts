import { describe, expect, test } from 'vitest';
import { completenessOf } from '@/knowledge/profile/completeness';
import { type Edit, setValue, valueAt } from '@/knowledge/profile/edit';
import {
  BANK_FIELDS,
  DOSSIER_FIELDS,
  ESSMS_FIELDS,
  type Field,
  INDICATOR_FIELDS,
  LINE_FIELDS,
  ORGANISME_FIELDS,
  PROJECT_FIELDS,
} from '@/knowledge/profile/fields';
import { refusalOf } from '@/knowledge/profile/refusal';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Essms, Organisme } from '@/knowledge/profile/schema';
import { editText, shownValue, typedValue } from '@/knowledge/profile/typed';
import { sampleWith } from './profiles/build';

const grappe = sampleGrappe();
const [organisme] = grappe.organismes;
const [essms] = grappe.essms;
const [dossier] = grappe.dossiers;
const [line] = grappe.project.expenses;
const [indicator] = grappe.project.indicators;
if (!organisme || !essms || !dossier || !line || !indicator) throw new Error('the sample grappe is empty');

/** Every table of fields, with a row it describes and where it is. */
const TABLES: [string, readonly Field<never>[], object, string[]][] = [
  ['organisme', ORGANISME_FIELDS, organisme, ['organismes', organisme.id]],
  ['essms', ESSMS_FIELDS, essms, ['essms', essms.id]],
  ['project', PROJECT_FIELDS, grappe.project, ['project']],
  ['bank', BANK_FIELDS, grappe.bank, ['bank']],
  ['dossier', DOSSIER_FIELDS, dossier, ['dossiers', dossier.id]],
  ['line', LINE_FIELDS, line, ['project', 'expenses', line.id]],
  ['indicator', INDICATOR_FIELDS, indicator, ['project', 'indicators', indicator.id]],
];

describe.each(TABLES)('the fields of %s', (_name, fields, row, base) => {
  test('are data of the profile, each once', () => {
    const paths = fields.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(valueAt(row, path.split('.')), path).not.toBeUndefined();
  });
  test('have examples that their own check accepts, and that the profile keeps', () => {
    for (const field of fields.filter(({ example }) => example !== '')) {
      const { value, reason, storable } = typedValue(field, field.example);
      expect({ path: field.path, reason, storable }).toEqual({
        path: field.path,
        reason: null,
        storable: true,
      });
      const edits: Edit[] = setValue(grappe, [...base, ...field.path.split('.')], value);
      expect(refusalOf(grappe, edits), field.path).toBeNull();
    }
  });
  test('show the sample’s values so that typing them again changes nothing', () => {
    for (const field of fields) {
      const value = valueAt(row, field.path.split('.'));
      if (field.kind === 'organisme') continue; // chosen in a list, by id
      const again = field.kind === 'choice' ? shownValue(field, value) : editText(field, value);
      expect(typedValue(field, again), field.path).toMatchObject({ value, storable: true });
    }
  });
});

test('every datum that completeness asks for has a field', () => {
  const empty = sampleWith((draft) => {
    for (const one of draft.organismes) Object.assign(one, { siren: '', naf: '', phone: '' });
    for (const one of draft.essms) Object.assign(one, { finess: '', capacity: null, open: null });
    Object.assign(draft.project, { title: '', startDate: '', governance: '' });
    Object.assign(draft.bank, { iban: '', bic: '' });
  });
  const known: Record<string, readonly { path: string }[]> = {
    organismes: [...ORGANISME_FIELDS, { path: 'porteurId' }],
    essms: ESSMS_FIELDS,
    project: [...PROJECT_FIELDS, { path: 'indicators' }],
    budget: LINE_FIELDS,
    bank: BANK_FIELDS,
    dossiers: [...DOSSIER_FIELDS, { path: 'campaign' }, { path: 'essmsIds' }, { path: 'pieces' }],
  };
  const gaps = completenessOf(empty).flatMap(({ id, missing }) => missing.map(({ path }) => ({ id, path })));
  expect(gaps.length).toBeGreaterThan(60);
  for (const { id, path } of gaps)
    expect(
      known[id]?.some((field) => field.path === path),
      `${id} ${path}`,
    ).toBe(true);
});

const fieldOf = <Row>(fields: readonly Field<Row>[], path: string): Field<Row> => {
  const field = fields.find((one) => one.path === path);
  if (!field) throw new Error(`no field ${path}`);
  return field;
};

describe('what is typed', () => {
  const capacity = fieldOf(ESSMS_FIELDS, 'capacity');
  const amount = fieldOf(ESSMS_FIELDS, 'requestedCents');
  const day = fieldOf(PROJECT_FIELDS, 'startDate');

  test.each([
    ['84', 84],
    [' 1\u202f234 ', 1234],
    ['84,0', 84],
    ['', null],
  ])('« %s » places', (text, value) => {
    expect(typedValue(capacity, text)).toEqual({ value, reason: null, storable: true });
  });
  test.each(['12,5', '-3', 'beaucoup', '99999999'])('« %s » places is refused in words', (text) => {
    expect(typedValue(capacity, text)).toMatchObject({
      storable: false,
      reason: expect.stringMatching(/\.$/),
    });
  });
  test.each([
    ['12 500', 1_250_000],
    ['12\u00a0500,5\u00a0€', 1_250_050],
    ['0.99', 99],
    ['-10', -1000],
  ])('« %s » euros', (text, value) => {
    expect(typedValue(amount, text)).toEqual({ value, reason: null, storable: true });
  });
  test('thousands written with a point or a comma are asked again, never guessed', () => {
    for (const text of ['12.500', '12,500', '1.250,00', '12 500 $'])
      expect(typedValue(amount, text).storable, text).toBe(false);
  });
  test.each([
    ['31/12/2026', '2026-12-31'],
    ['1-2-2026', '2026-02-01'],
    ['2026-12-31', '2026-12-31'],
  ])('the day « %s »', (text, value) => {
    expect(typedValue(day, text).value).toBe(value);
  });
  test.each(['30/02/2026', '2026-13-01', 'demain', '0002-11-21', '0202-11-21', '1/1/1026'])(
    '« %s » is no day',
    (text) => {
      expect(typedValue(day, text).storable).toBe(false);
    },
  );
  test('a wrong number that fits is kept and told; one too long is told and not kept', () => {
    const siren = fieldOf(ORGANISME_FIELDS, 'siren');
    expect(typedValue(siren, '123 456 789')).toMatchObject({ value: '123456789', storable: true });
    expect(typedValue(siren, '123 456 789').reason).toContain('La clé de ce SIREN');
    expect(typedValue(siren, '123 456 782 00010')).toMatchObject({ storable: false });
    expect(typedValue(siren, '123 456 782 00010').reason).toContain('un SIRET');
  });
});

describe('what looks odd beside the rest', () => {
  const warnEssms = (path: string, change: Partial<Essms>): string | null => {
    const changed = { ...essms, ...change };
    return fieldOf(ESSMS_FIELDS, path).warn?.(changed, grappe) ?? null;
  };
  test.each([
    ['finess', { finess: organisme.finessJuridique }, 'désigne l’organisme, pas l’établissement'],
    ['finess', { finess: organisme.siren }, 'C’est le SIREN de'],
    ['finess', { finess: grappe.essms[1]?.finess ?? '' }, 'porte déjà ce FINESS'],
    ['siret', { siret: '12345678200010' }, 'ne commence pas par le SIREN'],
    ['departement', { departement: '59' }, 'd’habitude dans le département 13'],
    ['field', { field: 'PJM' as const }, 'relève d’habitude du champ PA'],
    ['hours.eligible', { hours: { eligible: 2, total: 1 } }, 'plus d’heures éligibles'],
  ])('%s', (path, change, words) => {
    expect(warnEssms(path, {})).toBeNull();
    expect(warnEssms(path, change)).toContain(words);
  });
  test('a SIRET whose SIREN is another’s', () => {
    const warn = (change: Partial<Organisme>) =>
      fieldOf(ORGANISME_FIELDS, 'siret').warn?.({ ...organisme, ...change }, grappe) ?? null;
    expect(warn({})).toBeNull();
    expect(warn({ siret: '12345678200010' })).toContain('diffèrent');
  });
});
