/** A cell: the id of its row and the key of its column. */
export interface Place {
  row: string;
  column: string;
}

/** Row of the headers, which the arrows reach too. */
export const HEADER = '#header';
/** Column of the checkboxes. */
export const SELECT = '#select';

export type Move =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'start'
  | 'end'
  | 'top'
  | 'bottom';

/** What is on screen: ids of the rows, keys of the columns, both in order. */
export interface Sheet {
  rows: readonly string[];
  columns: readonly string[];
  /** Rows a page holds. */
  page: number;
}

const clamp = (n: number, least: number, most: number): number => Math.max(least, Math.min(most, n));

/** Rank of a place; the headers are row -1. A row that is gone counts as the first one. */
export const rankOf = ({ rows, columns }: Sheet, { row, column }: Place): [number, number] => [
  row === HEADER ? -1 : Math.max(0, rows.indexOf(row)),
  Math.max(0, columns.indexOf(column)),
];

/** The place at a rank, the nearest one when there is none. */
export function placeAt({ rows, columns }: Sheet, row: number, column: number): Place {
  return {
    row: rows[clamp(row, -1, rows.length - 1)] ?? HEADER,
    column: columns[clamp(column, 0, columns.length - 1)] ?? SELECT,
  };
}

/** Where a move leads from a place. */
export function moved(sheet: Sheet, from: Place, move: Move): Place {
  const [row, column] = rankOf(sheet, from);
  const [lastRow, lastColumn] = [sheet.rows.length - 1, sheet.columns.length - 1];
  const targets: Record<Move, [number, number]> = {
    up: [row - 1, column],
    down: [row + 1, column],
    left: [row, column - 1],
    right: [row, column + 1],
    pageUp: [Math.max(Math.min(row, 0), row - sheet.page), column],
    pageDown: [row + sheet.page, column],
    rowStart: [row, 0],
    rowEnd: [row, lastColumn],
    start: [0, 0],
    end: [lastRow, lastColumn],
    top: [0, column],
    bottom: [lastRow, column],
  };
  const [r, c] = targets[move];
  return placeAt(sheet, r, c);
}

/** Ranks of the cells between two places, both included. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export function rangeBetween(sheet: Sheet, from: Place, to: Place): Range {
  const [[r1, c1], [r2, c2]] = [rankOf(sheet, from), rankOf(sheet, to)];
  return {
    top: Math.max(0, Math.min(r1, r2)),
    bottom: Math.max(r1, r2),
    left: Math.min(c1, c2),
    right: Math.max(c1, c2),
  };
}
