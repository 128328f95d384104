import type { Table } from './proposal';
import type { Cell, Sheet } from './table';
import { textOf } from './values';

/** Cells as rows and columns; a sheet of labels followed by their values is read sideways. */
export type Grid = readonly (readonly Cell[])[];

const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/** The cells of a row that hold something, as text. */
export const textsOf = (row: readonly Cell[] | undefined): string[] =>
  (row ?? []).flatMap((cell) => (isBlank(cell) ? [] : [textOf(cell).trim()]));

/** True when a row holds nothing. */
export const isBlankRow = (row: readonly Cell[] | undefined): boolean =>
  row === undefined || row.every(isBlank);

/** Only a small sheet can be a list of labels followed by their values. */
const SIDEWAYS_ROWS = 150;
const SIDEWAYS_COLUMNS = 12;

/** The sheet with its rows as columns, or null when it is too large to be read so. */
export function sideways({ rows }: Sheet): Grid | null {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (rows.length > SIDEWAYS_ROWS || width < 2 || width > SIDEWAYS_COLUMNS) return null;
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));
}

/** The cells a table is made of, its rows being rows. */
export const gridOf = (sheet: Sheet, table: Pick<Table, 'transposed'>): Grid =>
  (table.transposed ? sideways(sheet) : null) ?? sheet.rows;
