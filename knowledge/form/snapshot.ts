/**
 * What the overlay sees of one frame of the page: plain data, no rule, no DOM node. Written by
 * `utils/page`, read by recognition. Every text comes from the page and is untrusted: cleaned of
 * control characters, capped, and only ever shown as text.
 */

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'date'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'switch'
  /** A text box with a list, or a box that only opens a list: its options are known once it is open. */
  | 'combobox'
  /** A text of several paragraphs in an editor of the page (contenteditable). */
  | 'editable'
  | 'file'
  | 'password'
  /** A value the portal shows with a label but without any control to write in. */
  | 'locked';

/** Where a text about a field was found; kept apart, never one soup. */
export type TextSource =
  | 'label'
  | 'group'
  | 'column'
  | 'row'
  | 'section'
  | 'help'
  | 'placeholder'
  | 'title'
  | 'name';

export interface FieldText {
  source: TextSource;
  text: string;
  /** 0 for the field's own texts, 1 for those of its group, then one more per heading above. */
  distance: number;
}

export interface FieldOption {
  /** Text as shown. */
  text: string;
  disabled: boolean;
}

/** Place of a field in a repeated group or a table. */
export interface RowPlace {
  /** Key of the table in this snapshot. */
  table: string;
  /** Rank of the row, from 0. */
  index: number;
  /** Rank of the column, from 0. */
  column: number;
}

export interface FieldSnapshot {
  /** Unique in the frame, stable as long as the element lives. */
  ref: string;
  /** What the field looked like when it was reviewed; checked again before any write. */
  fingerprint: string;
  kind: FieldKind;
  /** Best label, cleaned of asterisks and colons. */
  label: string;
  texts: FieldText[];
  /**
   * Current value: text of the control, text of the chosen option, ISO for a native date,
   * « true »/« false » for a lone checkbox or a switch, texts joined by « | » for several boxes.
   */
  value: string;
  options: FieldOption[];
  required: boolean;
  disabled: boolean;
  readOnly: boolean;
  maxLength: number | null;
  /** Format hinted by the page: input type, placeholder, pattern. */
  format: { type: string; placeholder: string; pattern: string; min: string; max: string };
  /** Error message the page shows for the field, or empty. */
  error: string;
  row: RowPlace | null;
  /** The select, typeahead or combobox only accepts a listed item. */
  listOnly: boolean;
}

/** Part of a longer list on screen: rows `from` to `to` (from 1) of `total`; null when not printed. */
export interface Paging {
  from: number | null;
  to: number | null;
  total: number | null;
}

/** A table or repeated group whose rows hold fields. */
export interface TableSnapshot {
  key: string;
  caption: string;
  columns: string[];
  rows: number;
  /** The page shows the table a few rows at a time; null when all its rows are on screen. */
  paging: Paging | null;
  /** Reference of a plain « add a row » button, or null when there is none. */
  addRef: string | null;
  addLabel: string;
}

export interface FrameSnapshot {
  /** Names this load of the document: another load is another page, even at the same address. */
  document: string;
  /** Address of the frame without its query. */
  url: string;
  /** Title of the step: last visible main heading. */
  step: string;
  headings: string[];
  /** The page says it is still loading. */
  loading: boolean;
  fields: FieldSnapshot[];
  tables: TableSnapshot[];
  /** The page held more fields than the overlay reads. */
  truncated: boolean;
}
