/**
 * What a spreadsheet, a text file or a pasted block is once read: plain cells, whatever it came
 * from. Read by `utils/spreadsheet`, understood by the rest of this folder.
 */

/** Text as typed, number, yes or no, ISO day of a date cell as text, or nothing. */
export type Cell = string | number | boolean | null;

export interface Sheet {
  name: string;
  /** Row 0 is line 1 of the sheet; rows may be of unequal lengths. Merged cells repeat their value. */
  rows: Cell[][];
}

export interface Workbook {
  /** Name of the file, or « bloc collé ». */
  name: string;
  kind: 'xlsx' | 'ods' | 'csv' | 'paste';
  sheets: Sheet[];
  /** In French: what was noticed while reading (encoding, separator, hidden sheets left out…). */
  notes: string[];
}
