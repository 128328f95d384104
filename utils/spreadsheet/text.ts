import Papa from 'papaparse';
import type { Cell, Workbook } from '@/knowledge/import/table';
import { unguarded } from '@/knowledge/sheets/guard';
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError } from './errors';

/** Reads tables written as text: CSV of every encoding and separator, and what is pasted. */

/** In order of preference when two explain a file as well. */
const SEPARATORS = [
  { mark: ';', name: 'point-virgule' },
  { mark: '\t', name: 'tabulation' },
  { mark: ',', name: 'virgule' },
  { mark: '|', name: 'barre verticale', unusual: true },
] as const;
/** Share of the lines a separator must cut alike to be beyond doubt. */
const SURE = 0.8;
/** Lines looked at to guess the separator. */
const SAMPLE_LINES = 200;
/** Lines read at most, blank ones included. */
const MAX_LINES = 60_000;

const startsWith = (bytes: Uint8Array, ...marks: number[]): boolean =>
  marks.every((mark, i) => bytes[i] === mark);

/** UTF-16 without a mark: every other byte of French text is zero. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : null;
}

/** Text of bytes, and the encoding found, as told to the user. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf))
    return { text: new TextDecoder().decode(bytes), encoding: 'UTF-8' };
  const marked =
    (startsWith(bytes, 0xff, 0xfe) && 'utf-16le') || (startsWith(bytes, 0xfe, 0xff) && 'utf-16be');
  const wide = marked || utf16WithoutMark(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** `quoted` false: a quotation mark is a character like another. */
const parse = (text: string, separator: string, quoted = true, lines = MAX_LINES) =>
  Papa.parse<string[]>(text, {
    delimiter: separator,
    newline: '\n',
    preview: lines,
    quoteChar: quoted ? '"' : '\u0000',
  });

const isBlank = (row: string[]): boolean => row.every((cell) => cell.trim() === '');

/** Share of the lines that have the most common number of cells, above one; 0 when it splits nothing. */
function regularity(text: string, separator: string): number {
  const widths = new Map<number, number>();
  const rows = parse(text, separator, true, SAMPLE_LINES).data.filter((row) => !isBlank(row));
  for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  return Math.max(0, ...widths.values()) / Math.max(1, rows.length);
}

/** The separator that cuts the most lines in as many cells, and what to say of it when it is doubtful. */
function guessSeparator(text: string): { mark: string; notes: string[] } | null {
  const scored = SEPARATORS.map((separator) => ({ separator, score: regularity(text, separator.mark) }));
  const best = scored.reduce((a, b) => (b.score > a.score + 0.05 ? b : a));
  const { mark, name } = best.separator;
  if (best.score === 0) return null;
  const isPlain = best.score >= SURE && !('unusual' in best.separator);
  return { mark, notes: isPlain ? [] : [`Séparateur deviné : ${name}.`] };
}

function withinLimits(rows: Cell[][], notes: string[]): Cell[][] {
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length > MAX_ROWS || rows.length >= MAX_LINES) throw new SheetError('too-many-rows');
  if (filled.reduce((sum, row) => sum + row.length, 0) > MAX_CELLS) throw new SheetError('too-many-cells');
  if (filled.every((row) => row.length <= MAX_COLUMNS)) return rows;
  notes.push(`Colonnes au-delà de la ${MAX_COLUMNS}e laissées de côté.`);
  return rows.map((row) => row.slice(0, MAX_COLUMNS));
}

function splitRows(text: string, separator: string, notes: string[]): Cell[][] {
  const quoted = parse(text, separator);
  const lost = quoted.errors.find((error) => error.code === 'MissingQuotes');
  if (lost) notes.push('Un guillemet n’est jamais refermé : les guillemets ont été lus comme du texte.');
  const { data } = lost ? parse(text, separator, false) : quoted;
  const rows: Cell[][] = data.map((row) => (isBlank(row) ? [] : row.map(unguarded)));
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  return withinLimits(rows, notes);
}

/** Rows of a text, a plain list when nothing separates its lines; line ends of every system are taken, and Excel’s « sep=; » first line is obeyed. */
function readRows(text: string): { rows: Cell[][]; notes: string[] } {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const declared = /^sep=(.)\n/i.exec(clean);
  const body = declared ? clean.slice(declared[0].length - 1) : clean;
  const named = SEPARATORS.find(({ mark }) => mark === declared?.[1]);
  const { mark, notes } = named
    ? { ...named, notes: [] }
    : (guessSeparator(body) ?? { mark: '\t', notes: [] });
  const rows = splitRows(body, mark, notes);
  if (rows.length === 0) throw new SheetError('empty');
  return { rows, notes };
}

/**
 * A CSV or any text file: every cell is a string exactly as written (leading zeros, « 1,5 »), the guard of our exports removed.
 * @throws {SheetError} `empty`, `too-many-rows`, `too-many-cells`.
 */
export function readTextFile(text: string, encoding: string, name: string): Workbook {
  const { rows, notes } = readRows(text);
  const title = name.replace(/\.[^.]*$/, '');
  const guessed = encoding === 'UTF-8' ? [] : [`Encodage deviné : ${encoding}.`];
  return { name, kind: 'csv', sheets: [{ name: title, rows }], notes: [...guessed, ...notes] };
}

/**
 * What was pasted: cells copied from a spreadsheet, lines of CSV, or a plain list.
 * @throws {SheetError} `empty`, `too-many-rows`, `too-many-cells`.
 */
export function readPaste(text: string): Workbook {
  const { rows, notes } = readRows(text);
  return { name: 'bloc collé', kind: 'paste', sheets: [{ name: 'bloc collé', rows }], notes };
}
