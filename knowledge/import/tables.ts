import { fold } from '@/knowledge/form/words';
import { compact, isDate } from '@/knowledge/identifiers/check';
import { NOTE_HEADINGS } from '@/knowledge/sheets/columns';
import { evidenceOf } from './evidence';
import { type Grid, isBlankRow, sideways, textsOf } from './grid';
import { headerLikeness, memberTarget, type Subject } from './headers';
import type { Table } from './proposal';
import { type RawColumn, type Recognition, recogniseColumns } from './recognise';
import type { Cell, Sheet, Workbook } from './table';
import { textOf } from './values';

/** A header is looked for in the first rows only: titles and explanations come above it. */
const HEADER_ROWS = 40;

/** Columns beyond are left aside. */
const MOST_COLUMNS = 120;

const IDENTIFIER = /^(?:\d{8,9}|2[AB]\d{7}|\d{13,14})$/;

const isIdentifier = (text: string): boolean => IDENTIFIER.test(compact(text.slice(0, 40))) && !isDate(text);

/** True for the cells of a header: words, no number. */
const isWords = (text: string): boolean => /\p{L}/u.test(text) && !isIdentifier(text) && !/@.+\./.test(text);

const RECOGNISED = 0.55;

/** How much a row looks like a header: what its cells resemble, less what looks like data. */
function headerWeight(row: readonly Cell[] | undefined): number {
  const texts = textsOf(row);
  return texts.reduce((sum, text) => {
    if (!isWords(text)) return sum - 0.6;
    const like = text.length > 160 ? 0 : headerLikeness(text);
    return like >= RECOGNISED ? sum + like : sum;
  }, 0);
}

/** Rank of the row that looks most like a header, or null. */
function bestHeader(grid: Grid): number | null {
  let best: { at: number; weight: number } | null = null;
  for (let at = 0; at < Math.min(HEADER_ROWS, grid.length); at += 1) {
    const weight = headerWeight(grid[at]);
    if (weight >= 0.9 && weight > (best?.weight ?? 0) + 0.01) best = { at, weight };
  }
  return best?.at ?? null;
}

/** Without known words: the row of words just above the first row that holds a number. */
function wordsAboveData(grid: Grid): number | null {
  const first = grid.findIndex((row) => textsOf(row).some(isIdentifier));
  if (first <= 0) return null;
  let above = first - 1;
  while (above > 0 && isBlankRow(grid[above])) above -= 1;
  const texts = textsOf(grid[above]);
  const isHeader =
    texts.length > 0 && texts.every(isWords) && texts.length * 2 >= textsOf(grid[first]).length;
  return isHeader ? above : null;
}

const isWordsRow = (row: readonly Cell[] | undefined): boolean => {
  const texts = textsOf(row);
  // A merged title repeats itself over the whole row: it heads no column.
  return texts.length > 1 && texts.every(isWords) && new Set(texts).size > 1;
};

/** Ranks of the rows a header may be made of: one row, or that row and its neighbour. */
function headerChoices(grid: Grid): number[][] {
  const at = bestHeader(grid) ?? wordsAboveData(grid);
  if (at === null) return [[]];
  const below = isWordsRow(grid[at + 1]) && headerWeight(grid[at + 1]) > 0 ? [[at, at + 1]] : [];
  const above = at > 0 && isWordsRow(grid[at - 1]) ? [[at - 1, at]] : [];
  return [[at], ...above, ...below];
}

/** The header of a column over one row or two: « Organisme gestionnaire – SIREN ». */
function headerText(grid: Grid, ranks: number[], column: number): string {
  const texts = ranks.map((rank) =>
    textOf(grid[rank]?.[column] ?? null)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return [...new Set(texts)].filter((text) => text !== '').join(' – ');
}

const TOTAL = /^(?:sous[\s-]*)?(?:total|totaux|somme|ensemble|moyenne)\b/;

/** Why a row of the body is no line of data, or null. */
function skipReason(row: readonly Cell[], header: readonly Cell[] | undefined, width: number): string | null {
  const first = row.find((cell) => cell !== null && cell !== '');
  if (typeof first !== 'string') return null;
  if (first.length < 60 && TOTAL.test(fold(first)) && !row.some((cell) => isIdentifier(textOf(cell))))
    return 'ligne de total';
  const filled = row.reduce<number>((n, cell) => (cell === null || cell === '' ? n : n + 1), 0);
  const said = filled <= 1 || width < 3 ? textsOf(row) : null;
  if (said?.length === 1 && width >= 3 && isWords(said[0] ?? '')) return 'titre ou remarque';
  if (
    header &&
    first === header.find((cell) => cell !== null && cell !== '') &&
    textsOf(row).join() === textsOf(header).join()
  )
    return 'en-tête répété';
  // A merged title repeats itself over the row.
  return filled >= 3 && row.every((cell) => cell === first || cell === null || cell === '')
    ? 'titre ou remarque'
    : null;
}

const LETTER = /\p{L}/u;

/** From this likeness on, a cell is the header of a column rather than a value that resembles one. */
const PLAIN_HEADER = 0.9;

/** The header of another table, with other columns: several plain headers, no value, not the same ones. */
function headsAnother(row: readonly Cell[], header: readonly Cell[] | undefined): boolean {
  // Nearly every row of data has a cell without letters: told at once, there are thousands of them.
  const isData = row.some((cell) => cell !== null && cell !== '' && !LETTER.test(String(cell)));
  if (isData || !isWordsRow(row)) return false;
  const texts = textsOf(row);
  const plain = texts.filter((text) => text.length <= 160 && headerLikeness(text) >= PLAIN_HEADER).length;
  return (
    plain >= 2 &&
    plain * 2 >= texts.length &&
    texts.map(fold).join('|') !== textsOf(header).map(fold).join('|')
  );
}

/** True when lines with a number follow, before the table under study: a title or a legend has none. */
const hasData = (grid: Grid, from: number, to: number): boolean =>
  grid.slice(from, to).some((row) => textsOf(row).some(isIdentifier));

interface Body {
  rows: number[];
  /** Rank of the header of another table, where this one stops. */
  next: number | null;
  skipped: { line: number; why: string }[];
}

function bodyOf(grid: Grid, from: number, header: readonly Cell[] | undefined, width: number): Body {
  const rows: number[] = [];
  const skipped: Body['skipped'] = [];
  for (let at = from; at < grid.length; at += 1) {
    const row = grid[at];
    if (row === undefined || isBlankRow(row)) continue;
    if (header && rows.length > 0 && headsAnother(row, header)) return { rows, skipped, next: at };
    const why = skipReason(row, header, width);
    if (why === null) rows.push(at);
    else skipped.push({ line: at + 1, why });
  }
  return { rows, skipped, next: null };
}

/** Rows whose cells are looked at to tell what a column is. */
const SPREAD = 180;

function rawColumns(grid: Grid, ranks: number[], rows: number[]): RawColumn[] {
  const step = Math.max(1, Math.floor(rows.length / SPREAD));
  const looked = rows.filter((_, i) => i % step === 0);
  const widths = [...ranks, ...looked].map((rank) => grid[rank]?.length ?? 0);
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...widths));
  return Array.from({ length: width }, (_, index) => ({
    index,
    header: headerText(grid, ranks, index),
    evidence: evidenceOf(looked.map((rank) => grid[rank]?.[index] ?? null)),
  })).filter(({ header, evidence }) => header !== '' || evidence.sampled > 0);
}

const signatureOf = ({ columns }: Recognition): string =>
  columns.some(({ header }) => header !== '')
    ? columns.map(({ header }) => fold(header)).join(' | ')
    : `sans en-tête : ${columns.map(({ index, target }) => `${index}=${target}`).join(' | ')}`;

/** Ranks of the headers of tables that come before the one under study. */
function tablesAbove(grid: Grid, first: number, header: readonly Cell[]): number[] {
  return Array.from({ length: first }, (_, at) => at).filter(
    (at) => headsAnother(grid[at] ?? [], header) && hasData(grid, at + 1, first),
  );
}

interface Found {
  table: Table;
  total: number;
}

function tableAt(sheet: Sheet, grid: Grid, ranks: number[], subjects?: readonly Subject[]): Found {
  const last = ranks.at(-1);
  const header = last === undefined ? undefined : grid[last];
  const width = header ? textsOf(header).length : 0;
  const { rows, skipped, next } = bodyOf(grid, (last ?? -1) + 1, header, width);
  const others = header ? tablesAbove(grid, ranks[0] ?? 0, header) : [];
  if (next !== null) others.push(next);
  const found = recogniseColumns(rawColumns(grid, ranks, rows), sheet.name, subjects);
  return {
    total: rows.length === 0 ? Number.NEGATIVE_INFINITY : found.total,
    table: {
      sheet: sheet.name,
      headerRow: last ?? null,
      rows,
      columns: found.columns,
      signature: signatureOf(found),
      skipped,
      ...(others.length > 0 ? { otherTables: others.map((rank) => rank + 1) } : {}),
    },
  };
}

const better = (a: Found, b: Found): Found => (b.total > a.total + 0.05 ? b : a);

const SIDEWAYS_SUBJECTS: readonly Subject[] = ['bank', 'project', 'organisme', 'essms'];

/** A sheet read sideways must explain more than the same sheet read straight. */
function sidewaysTable(sheet: Sheet): Found | null {
  const grid = sideways(sheet);
  if (grid === null) return null;
  const at = bestHeader(grid);
  if (at === null) return null;
  const found = tableAt(sheet, grid, [at], SIDEWAYS_SUBJECTS);
  return { ...found, table: { ...found.table, transposed: true } };
}

function tableOf(sheet: Sheet): Found {
  const straight = headerChoices(sheet.rows)
    .map((ranks) => tableAt(sheet, sheet.rows, ranks))
    .reduce(better);
  const turned = sidewaysTable(sheet);
  return turned !== null && turned.total > straight.total + 1 ? turned : straight;
}

const headings = new Set(Object.values(NOTE_HEADINGS).map(fold));

/** A sheet of our own workbooks that is only there to be read: budget, files, project, guide. */
function isForReading({ rows }: Sheet): boolean {
  const header = textsOf(rows[0]);
  if (header.length > 1 && header.every((text) => memberTarget(text) === '')) return true;
  return rows.slice(0, HEADER_ROWS).some((row) => headings.has(fold(textsOf(row)[0] ?? '')));
}

/** Sheets that explain how to fill the others hold no data. */
const GUIDE = /mode d.emploi|guide|lisez|notice|listes?$|aide|param[eè]tres/i;

/**
 * The table of each sheet that holds one, the most telling first. A table nothing is recognised in
 * is kept, last, so that a person can say what its columns are. The sheets of our own workbooks that
 * are only there to be read are left out.
 */
export function tablesOf({ sheets }: Workbook): Table[] {
  const weight = ({ table, total }: Found): number =>
    total -
    (GUIDE.test(table.sheet) ? 3 : 0) +
    (table.columns.some(({ target }) => target === 'essms.finess') ? 2 : 0);
  return sheets
    .filter((sheet) => !isForReading(sheet))
    .map(tableOf)
    .filter(({ table }) => table.rows.length > 0)
    .toSorted((a, b) => weight(b) - weight(a))
    .map(({ table }) => table);
}
