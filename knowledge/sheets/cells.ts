import type { Cell } from '@/knowledge/import/table';
import { valueAt } from '@/knowledge/profile/edit';
import type { SheetColumn } from './columns';

/** A value of a profile as a person reads it in a sheet, and as the import reads it back. */
function cellOf(value: unknown, { format, list }: SheetColumn): Cell {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return format === 'euros' ? value / 100 : value;
  if (typeof value !== 'string' || value === '') return null;
  // « 500 » is written as the list proposes it: « 500 — EHPAD ».
  return list?.values.find((label) => label.startsWith(`${value} — `)) ?? value;
}

/** The cells of a row of a profile, one for each column. */
export const cellsOf = (row: unknown, columns: readonly SheetColumn[]): Cell[] =>
  columns.map((column) => cellOf(valueAt(row, column.path.split('.')), column));
