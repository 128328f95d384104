import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPaste, readWorkbook, type SheetError } from '@/utils/spreadsheet/read';

/** People and organisations are invented. */

const ROWS = [
  ['FINESS', 'Établissement', 'Prix', 'Remarque'],
  ['010000012', 'EHPAD « L’Œuvre » à Noël', '1,5', 'deux\nlignes; et, des | marques\t"citées"'],
  ['2A0000018', 'Foyer de l’Île', '1 200,50', ''],
];

const cell = (text: string): string => (/[;,\t|"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (separator: string, end = '\r\n'): string =>
  ROWS.map((row) => row.map(cell).join(separator)).join(end);

const utf16 = (text: string, little: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...Array(text.length).keys()].forEach((i) => {
    view.setUint16(i * 2, text.charCodeAt(i), little);
  });
  return new Uint8Array(view.buffer);
};

/** The few characters of windows-1252 that are not those of Latin 1. */
const CP1252: Record<string, number> = { '’': 0x92, '«': 0xab, '»': 0xbb, Œ: 0x8c, '€': 0x80 };
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from([...text], (letter) => CP1252[letter] ?? letter.charCodeAt(0));

const ENCODINGS: Record<string, [write: (text: string) => Uint8Array, found: string]> = {
  'UTF-8': [(text) => new TextEncoder().encode(text), 'UTF-8'],
  'UTF-8 with a BOM': [(text) => new TextEncoder().encode(`\uFEFF${text}`), 'UTF-8'],
  'UTF-16 LE': [(text) => utf16(text, true), 'UTF-16'],
  'UTF-16 LE with a BOM': [(text) => utf16(`\uFEFF${text}`, true), 'UTF-16'],
  'UTF-16 BE': [(text) => utf16(text, false), 'UTF-16'],
  'UTF-16 BE with a BOM': [(text) => utf16(`\uFEFF${text}`, false), 'UTF-16'],
  'windows-1252': [windows1252, 'windows-1252'],
};

const matrix = Object.keys(ENCODINGS).flatMap((encoding) =>
  [';', ',', '\t', '|'].map((separator) => [encoding, separator] as const),
);

test.each(matrix)('a CSV in %s cut by "%s" keeps every cell as written', async (encoding, separator) => {
  const [write, found] = ENCODINGS[encoding] ?? [];
  const bytes = write?.(csv(separator)) ?? new Uint8Array();
  const book = await readWorkbook(bytes, 'membres.csv');
  expect(book.sheets).toEqual([{ name: 'membres', rows: ROWS }]);
  const doubts = [...(found === 'UTF-8' ? [] : [found]), ...(separator === '|' ? ['barre verticale'] : [])];
  expect(book.notes).toEqual(doubts.map((doubt) => expect.stringContaining(String(doubt))));
  expect(book.kind).toBe('csv');
});

const rowsOf = async (text: string) =>
  (await readWorkbook(new TextEncoder().encode(text), 'liste.csv')).sheets[0]?.rows;

describe('lines and separators', () => {
  test.each(['\n', '\r', '\r\n'])('line ends of every system (%j)', async (end) => {
    expect(await rowsOf(csv(';', end))).toEqual(ROWS);
  });

  test('a decimal comma is no separator', async () => {
    expect(await rowsOf('Nom;Prix\nA;1,5\nB;2,5\nC;3,5')).toEqual([
      ['Nom', 'Prix'],
      ['A', '1,5'],
      ['B', '2,5'],
      ['C', '3,5'],
    ]);
  });

  test('a bare list is one column', async () => {
    expect(await rowsOf('010000012\n13 078 001 2\n\n2A0000018\n\n')).toEqual([
      ['010000012'],
      ['13 078 001 2'],
      [],
      ['2A0000018'],
    ]);
  });

  test('the first line of Excel that names the separator is obeyed, and keeps its number', async () => {
    expect(await rowsOf('sep=|\nNom|Ville\nA;B|C')).toEqual([[], ['Nom', 'Ville'], ['A;B', 'C']]);
  });

  test('a quotation mark never closed does not swallow the rest of the file', async () => {
    const book = await readWorkbook(new TextEncoder().encode('Nom;Ville\n"A;Arles\nB;Nice'), 'x.csv');
    expect(book.sheets[0]?.rows).toEqual([
      ['Nom', 'Ville'],
      ['"A', 'Arles'],
      ['B', 'Nice'],
    ]);
    expect(book.notes.join()).toContain('guillemet');
  });

  test('a CSV whose name ends in .xlsx is read for what it is', async () => {
    expect((await readWorkbook(new TextEncoder().encode('a;b\n1;2'), 'x.xlsx')).kind).toBe('csv');
  });
});

describe('what is pasted', () => {
  test('cells of a spreadsheet, with a line break inside one', () => {
    const book = readPaste('Nom\tVille\r\n"EHPAD\nLa Rade"\tToulon\r\n');
    expect(book).toMatchObject({ name: 'bloc collé', kind: 'paste' });
    expect(book.sheets[0]?.rows).toEqual([
      ['Nom', 'Ville'],
      ['EHPAD\nLa Rade', 'Toulon'],
    ]);
  });

  test('lines cut by semicolons, or none', () => {
    expect(readPaste('010000012;A\n020000023;B').sheets[0]?.rows).toEqual([
      ['010000012', 'A'],
      ['020000023', 'B'],
    ]);
    expect(readPaste('010000012\n020000023').sheets[0]?.rows).toEqual([['010000012'], ['020000023']]);
  });

  test('nothing', () => {
    expect(() => readPaste(' \n\t\n')).toThrow(/aucune donnée.*Rien n’a été modifié/);
  });
});

test('any table written as CSV is read back equal', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aé09 ;,\t|"\n=+-@\'’') });
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(table, (rows) => {
      // Headers fix the separator; every cell is quoted, its guard is tested elsewhere.
      const header = (rows[0] ?? []).map((_, i) => `c${i}`);
      const plain = rows.map((row) => row.map((one) => one.replace(/^['=+\-@\t\n]+/, 'x')));
      const written = [header, ...plain, header]
        .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'))
        .join('\n');
      const expected = [header, ...plain, header].map((row) =>
        row.every((one) => one.trim() === '') ? [] : row,
      );
      expect(readPaste(written).sheets[0]?.rows).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

const lines = (count: number): Uint8Array => new TextEncoder().encode('130780012;A\n'.repeat(count));
const refused = (bytes: Uint8Array) =>
  readWorkbook(bytes, 'x.csv').then(
    () => 'read',
    (error: SheetError) => error.code,
  );

test('20 000 lines are read, 20 001 and a million are refused', async () => {
  expect((await readWorkbook(lines(20_000), 'x.csv')).sheets[0]?.rows).toHaveLength(20_000);
  expect(await refused(lines(20_001))).toBe('too-many-rows');
  expect(await refused(lines(1_000_000))).toBe('too-many-rows');
}, 20_000);
