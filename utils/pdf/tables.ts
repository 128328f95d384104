import type { Table } from '@/knowledge/texts/blocks';
import { joinLines } from '@/knowledge/texts/pasted';
import { type Cell, type Line, textOf } from './lines';

/** Rows of a table, recognised by their cells that stand under each other. */

/** How far from its column a cell may start, in parts of the size of its letters. */
const ALIGNED = 1.2;
/** A gap between lines above this many times the smallest begins a new row. */
const ROW_GAP = 1.3;
const LONGEST_GAP = 4;
const BULLET = /^(?:[-–—•*▪‣◦·\uf0b7o✓➢►]|\(?(?:\d{1,2}|[a-h])[.)°])$/;

/** A bullet and its text are two cells of no table. */
export const isBulleted = ({ cells: [first, second] }: Line): boolean =>
  first !== undefined && second !== undefined && BULLET.test(first.text);

const isRow = (line: Line | undefined): line is Line =>
  line !== undefined && line.cells.length > 1 && !isBulleted(line);

const aligned = (cell: Cell, x: number, size: number): boolean => Math.abs(cell.x - x) <= size * ALIGNED;

/** Columns two lines have in common, by where their cells start or end. */
const shared = (a: Line, b: Line): number =>
  a.cells.filter((one) =>
    b.cells.some((other) => aligned(one, other.x, a.size) || Math.abs(one.right - other.right) <= a.size),
  ).length;

/** How many lines from this one on make a table; 0 when it is none. */
export function tableLength(lines: readonly Line[], from: number): number {
  const first = lines[from];
  if (!isRow(first)) return 0;
  let rows = 1;
  let end = from + 1;
  let widest = first;
  for (let at = from + 1; at < lines.length; at += 1) {
    const [line, before] = [lines[at], lines[at - 1]];
    if (!line || !before || line.page !== first.page || line.y - before.y > line.size * LONGEST_GAP) break;
    if (isRow(line) && shared(line, widest) > 1) {
      rows += 1;
      end = at + 1;
      if (line.cells.length > widest.cells.length) widest = line;
    } else if (!isContinuation(line, widest, before)) break;
  }
  return rows > 1 ? end - from : 0;
}

/** The rest of a cell: one text that starts under one of the columns, close below. */
const isContinuation = (line: Line, widest: Line, before: Line): boolean =>
  line.cells.length < widest.cells.length &&
  line.y - before.y < line.size * 1.7 &&
  line.cells.every(
    (cell) =>
      widest.cells.some(({ x }) => aligned(cell, x, line.size)) &&
      !widest.cells.some(({ x }) => x > cell.x + line.size && cell.right > x + line.size),
  );

/** The column a cell stands in: the last that starts before its middle. */
function columnOf(cell: Cell, columns: readonly number[], size: number): number {
  const middle = (cell.x + cell.right) / 2;
  const at = columns.findLastIndex(
    (x) => x <= Math.max(cell.x + size * ALIGNED, Math.min(middle, cell.x + size)),
  );
  return Math.max(0, at);
}

/** The table that some lines make. */
export function tableOf(lines: readonly Line[]): Table {
  const widest = lines.reduce((most, line) => (line.cells.length > most.cells.length ? line : most));
  const columns = widest.cells.map(({ x }) => x);
  const gaps = lines.slice(1).map((line, at) => line.y - (lines[at]?.y ?? line.y));
  const least = Math.min(...gaps.filter((gap) => gap > 0));
  const rows: { cells: string[]; bold: boolean }[] = [];
  for (const [at, line] of lines.entries()) {
    const cells = columns.map(() => '');
    for (const cell of line.cells) {
      const column = columnOf(cell, columns, line.size);
      cells[column] = joinLines(cells[column] ?? '', cell.text);
    }
    const gap = gaps[at - 1] ?? 0;
    const last = rows.at(-1);
    const isSpaced = gaps.some((one) => one > least * ROW_GAP);
    const goesOn = last && (isSpaced ? gap <= least * ROW_GAP : cells[0] === '');
    if (goesOn) last.cells = last.cells.map((before, column) => joined(before, cells[column] ?? ''));
    else rows.push({ cells, bold: line.bold });
  }
  const [first, ...others] = rows;
  const isHeader = first?.bold === true && others.some(({ bold }) => !bold);
  return {
    kind: 'table',
    caption: '',
    header: isHeader ? first.cells : [],
    rows: (isHeader ? others : rows).map(({ cells }) => cells),
    page: lines[0]?.page,
  };
}

const joined = (before: string, after: string): string => (after === '' ? before : joinLines(before, after));

/** A line of a table of contents tells nothing that its page does not. */
export const isContents = (line: Line): boolean => /(?:\.\s?){5,}\s*\d{1,4}$/.test(textOf(line));
