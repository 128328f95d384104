import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Cell } from '@/knowledge/import/table';
import type { SheetBook } from '@/knowledge/sheets/book';
import { guarded, unguarded } from '@/knowledge/sheets/guard';
import { readPaste, readWorkbook } from '@/utils/spreadsheet/read';
import { writeXlsx } from '@/utils/spreadsheet/write';
import { openArchive } from '@/utils/spreadsheet/zip';

const bookOf = (rows: Cell[][], formats: ('text' | 'integer' | 'euros' | 'day')[]): SheetBook => ({
  title: 'Essai',
  sheets: [
    {
      kind: 'table',
      name: 'ESSMS',
      columns: formats.map((format, i) => ({ header: `colonne ${i}`, width: 12, format, help: '' })),
      rows,
      blankRows: 3,
    },
  ],
});

const DANGEROUS = [
  '=1+1',
  '=HYPERLINK("http://x","y")',
  '+33 4 65 71 00 12',
  '-2+3',
  '- un tiret',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1',
  "'=déjà gardé",
  "''=deux fois",
  '＝1+1',
];

describe('text that a spreadsheet would run', () => {
  test.each(DANGEROUS)('%j is guarded, and comes back', (text) => {
    expect(guarded(text)).toMatch(/^'/);
    expect(unguarded(guarded(text))).toBe(text);
  });

  test.each(['EHPAD L’Étoile', "l'été", "'06200", '010000012', ' =1', ''])('%j is left as it is', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  test('any text comes back from its guard', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\na ") }), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  test('an export holds no formula, and its texts stay harmless once saved as CSV', async () => {
    const bytes = await writeXlsx(
      bookOf(
        DANGEROUS.map((text) => [text]),
        ['text'],
      ),
    );
    const archive = openArchive(bytes);
    for (const name of archive.names.filter((one) => one.startsWith('xl/worksheets/sheet')))
      expect(new TextDecoder().decode(await archive.read(name))).not.toContain('<f');
    const written = (await readXlsx(bytes)).sheets[0]?.rows.slice(1, DANGEROUS.length + 1) ?? [];
    for (const [cell] of written) expect(String(cell)).toMatch(/^'/);
    const csv = written.map(([cell]) => `"${String(cell).replaceAll('"', '""')}";x`).join('\n');
    expect(readPaste(csv).sheets[0]?.rows.map(([cell]) => cell)).toEqual(
      DANGEROUS.map((text) => text.replace('\r', '\n')),
    );
  });

  test('they come back through our own import exactly', async () => {
    const bytes = await writeXlsx(
      bookOf(
        DANGEROUS.map((text) => [text]),
        ['text'],
      ),
    );
    const { sheets } = await readWorkbook(bytes, 'x.xlsx');
    expect(sheets[0]?.rows.slice(1)).toEqual(DANGEROUS.map((text) => [text]));
  });
});

test('any table written as XLSX is read back equal', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: fc.constantFrom(...'01=+-@\'"<>&;,\t\n\r_x0041é\u00a0'), minLength: 1 }),
    fc.constantFrom('_x000D_', '010000012', '1,5', 'TRUE', '#N/A'),
  );
  const day = fc
    .date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const row = fc.tuple(
    text,
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: 0, max: 1e13 }).map((cents) => cents / 100),
    fc.option(day),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const bytes = await writeXlsx(bookOf(rows, ['text', 'integer', 'euros', 'day', 'text']));
      const { sheets } = await readWorkbook(bytes, 'x.xlsx');
      expect(sheets[0]?.rows.slice(1)).toEqual(rows);
    }),
    { numRuns: 60 },
  );
}, 20_000);

test('what is typed in an empty cell of an identifier keeps its zeros: the cell is a text', async () => {
  const bytes = await writeXlsx(bookOf([], ['text', 'integer']));
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  expect(sheets[0]?.cells?.get('2,0')?.style?.numFmt).toBe('@');
  expect(sheets[0]?.freezePane).toEqual({ rows: 1 });
});

test('a text longer than Excel takes is cut, and ends with an ellipsis', async () => {
  const bytes = await writeXlsx(bookOf([['é'.repeat(40_000)], [`=${'x'.repeat(40_000)}`]], ['text']));
  const rows = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
  for (const [cell] of rows.slice(1, 3)) expect(String(cell)).toMatch(/^.{32766}…$/);
});
