import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlannedField, type ReviewInput, review } from '@/knowledge/form/plan';
import { pagesOnScreen } from '@/knowledge/form/seen';
import type { Paging } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { frameOf, tableOf } from './pages/snapshots';

/** A table that the page shows a few rows at a time. */
const grappe = sampleGrappe();
const COLUMNS = ['N° FINESS', 'Dénomination'];

const frameWith = (keys: string[], paging: Paging | null, printed: string[] = []) => {
  const { table, fields } = tableOf(
    'Structures engagées',
    COLUMNS,
    keys.map((key) => [key, '']),
    printed,
  );
  return { frameId: 0, snapshot: frameOf(fields, { tables: [{ ...table, paging }] }) };
};

const seen = (
  keys: string[],
  paging: Paging | null,
  input: Partial<ReviewInput> = {},
  printed: string[] = [],
) => review([frameWith(keys, paging, printed)], { profile: grappe, campaign: null, ...input });

const keyOf = (fields: PlannedField[], row: number) =>
  fields.find(({ field }) => field.row?.index === row && field.row.column === 0);

const page = (from: number, to: number, total: number): Paging => ({ from, to, total });

describe('rows of other pages', () => {
  test('an empty row waits until every page was opened, and says so', () => {
    const { fields, tables } = seen(['130990013', ''], page(1, 2, 6));
    const free = keyOf(fields, 1);
    expect([free?.state, free?.instruction]).toEqual(['no-value', null]);
    expect(free?.evidence.join()).toMatch(/ouvrez d’abord les autres pages du tableau/);
    expect(tables[0]).toMatchObject({ unseen: 4, paging: { total: 6 } });
  });

  test('a row with its number, or printed with its name, is filled at once', () => {
    const [first, second] = grappe.essms;
    const { fields } = seen([second?.finess ?? '', ''], page(1, 2, 6), {}, ['', first?.name ?? '']);
    expect(fields.find(({ field }) => field.row?.index === 0 && field.row.column === 1)?.proposed).toBe(
      second?.name,
    );
    expect(keyOf(fields, 1)?.proposed).toBe(first?.finess);
  });

  test('once all were seen, a structure of another page is not given twice', () => {
    const others = grappe.essms.slice(0, 5).map(({ finess }) => finess);
    const { fields, tables } = seen([''], page(6, 6, 6), {
      seenRows: new Map([['essms', new Set(others)]]),
      seenRanges: new Map([['essms', [{ from: 1, to: 5 }]]]),
    });
    expect(keyOf(fields, 0)?.proposed).toBe(grappe.essms[5]?.finess);
    expect(tables[0]).toMatchObject({ unseen: 0, missing: grappe.essms.length - 6 });
  });

  test('rows that the assistant added itself hide nothing', () => {
    const { fields } = seen([''], page(1, 1, 3), { ownTables: new Set(['essms']) });
    expect(keyOf(fields, 0)?.proposed).toBe(grappe.essms[0]?.finess);
  });

  test('a page that does not say how many rows there are is never known whole', () => {
    const { fields, tables } = seen([''], { from: null, to: null, total: null });
    expect(keyOf(fields, 0)?.state).toBe('no-value');
    expect(tables[0]?.unseen).toBe(1);
  });

  test('without a column that names the rows, a paged table is left alone', () => {
    const { table, fields } = tableOf('Dépenses', ['Montant TTC'], [[''], ['']]);
    const snapshot = frameOf(fields, { tables: [{ ...table, paging: page(1, 2, 2) }] });
    const planned = review([{ frameId: 0, snapshot }], { profile: grappe, campaign: null }).fields;
    expect(planned.map(({ instruction }) => instruction)).toEqual([null, null]);
  });
});

test('page after page, in any order, each structure has at most one row', () => {
  const size = 4;
  const rows = fc.shuffledSubarray([...grappe.essms.map(({ finess }) => finess), ...Array(6).fill('')], {
    minLength: 8,
  });
  fc.assert(
    fc.property(rows, fc.func(fc.nat(100)), (initial, order) => {
      const held = [...initial];
      const count = Math.ceil(held.length / size);
      const visits = Array.from({ length: count }, (_, at) => at).toSorted((a, b) => order(a) - order(b));
      const names = new Map<number, string[]>();
      const ranges = new Map<number, { from: number; to: number }>();
      for (const at of [...visits, ...visits]) {
        const keys = held.slice(at * size, (at + 1) * size);
        const paging = page(at * size + 1, at * size + keys.length, held.length);
        const others = [...names].filter(([one]) => one !== at).flatMap(([, of]) => of);
        const input = {
          seenRows: new Map([['essms', new Set(others)]]),
          seenRanges: new Map([['essms', [...ranges.values()]]]),
        };
        const { fields } = seen(keys, paging, input);
        for (const { field, instruction, driver } of fields)
          if (driver && instruction) held[at * size + (field.row?.index ?? 0)] = instruction.text;
        const filled = frameWith(held.slice(at * size, (at + 1) * size), paging);
        for (const shown of pagesOnScreen([filled])) names.set(at, shown.names);
        ranges.set(at, { from: paging.from ?? 0, to: paging.to ?? 0 });
      }
      const given = held.filter((key) => key !== '');
      expect(new Set(given).size).toBe(given.length);
      expect(initial.every((key, at) => key === '' || held[at] === key)).toBe(true);
      expect(given).toHaveLength(Math.min(held.length, grappe.essms.length));
    }),
    { numRuns: 60 },
  );
});
