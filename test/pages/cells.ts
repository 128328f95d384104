import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { fieldOf } from './snapshots';

/** A cell of a table: its column, the rank of its row, its own label and what the row prints, if anything. */
export const cellOf = (column: string, index: number, label = column, printed = ''): FieldSnapshot =>
  fieldOf(label, {
    ref: `${column}${index}`,
    row: { table: 't1', index, column: 0 },
    texts: [
      { source: 'label', text: label, distance: 0 },
      { source: 'column', text: column, distance: 0 },
      ...(printed === '' ? [] : [{ source: 'row' as const, text: printed, distance: 0 }]),
    ],
  });
