import type { Cell } from '@/knowledge/import/table';

/** What a workbook to write holds, whatever writes it. */

/** `text` keeps leading zeros; `euros` are numbers of euros; `day` are ISO days, written as dates. */
export type CellFormat = 'text' | 'integer' | 'euros' | 'day';

/** A column of a table: its header, how its cells are typed, what helps to fill them. */
export interface BookColumn {
  header: string;
  /** In characters. */
  width: number;
  format: CellFormat;
  /** Shown beside the cell when it is selected; at most 255 characters. */
  help: string;
  /** Values proposed; `only` when nothing else is accepted. */
  list?: { values: readonly string[]; only: boolean };
}

/** A table: the header is its first line, frozen. */
export interface TableSheet {
  kind: 'table';
  name: string;
  columns: readonly BookColumn[];
  /** As many cells in each as there are columns. */
  rows: readonly (readonly Cell[])[];
  /** Empty lines ready to be filled, after the rows. */
  blankRows: number;
}

/** A page of text, one line to a row. */
export interface NoteSheet {
  kind: 'note';
  name: string;
  lines: readonly { style: 'title' | 'heading' | 'text'; text: string }[];
}

export interface SheetBook {
  title: string;
  sheets: readonly (TableSheet | NoteSheet)[];
}
