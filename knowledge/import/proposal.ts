import type { EditPath } from '@/knowledge/profile/edit';
import type { ValueSource } from '@/knowledge/profile/schema';
import type { RegisterSource } from '@/knowledge/register/record';

/**
 * What an import would do, line by line and cell by cell, before anything is written. Built by
 * `propose()`, corrected by the user's choices, turned into edits by `editsOf()`.
 */

/** What a column of a sheet is for: a path in a row, under the list it belongs to. `''`: nothing. */
export type TargetId =
  | `essms.${string}`
  | `organisme.${string}`
  | `bank.${string}`
  | `project.${string}`
  | '';

/** A column of the table found, what it was taken for, and why. */
export interface Column {
  /** Rank in the row, from 0. */
  index: number;
  /** As written; empty when the table has no header. */
  header: string;
  /** A few distinct values, as written. */
  samples: string[];
  target: TargetId;
  /** 0 to 1; 1 for a choice of the user, now or at an earlier import of the same columns. */
  confidence: number;
  /** In French: « 58 valeurs sur 60 sont des FINESS valides ». */
  why: string;
}

/** The table of one sheet: where it starts and what its columns are. */
export interface Table {
  sheet: string;
  /** Rank of the header row, null when there is none. */
  headerRow: number | null;
  /** Ranks of the rows of data, blank ones and totals left out. */
  rows: number[];
  columns: Column[];
  /** Same for the same columns: the mapping is remembered under it. */
  signature: string;
  /** The sheet is read sideways: labels in a column, values beside. `rows` are then columns. */
  transposed?: boolean;
  /** Rows left out, with the reason in French: totals, titles between the lines. */
  skipped?: { line: number; why: string }[];
  /** Lines, from 1, of the headers of other tables of the same sheet, whose lines are not read. */
  otherTables?: number[];
}

/** What was found wrong or doubtful with a line or a cell. */
export interface Remark {
  /** Stable name, for tests and icons: `finess-key`, `finess-juridique`, `siren`, `closed`, `duplicate`… */
  code: string;
  /** `refused`: the line cannot be imported; `confirm`: somebody must look; `note`: worth knowing. */
  level: 'refused' | 'confirm' | 'note';
  /** In French: what was found, what was expected, what it probably is. */
  text: string;
  /** The column concerned, when there is one. */
  target?: TargetId;
  /** Establishments to pick from, when an EJ stands for its ET: their FINESS and names. */
  choices?: { finess: string; name: string; category: string; commune: string }[];
}

/** One value of a line, beside what the profile holds. */
export interface ProposedCell {
  target: TargetId;
  /** Where it would be written; the row of an addition does not exist yet. */
  path: EditPath;
  /** In French, for instance « adresse, code postal ». */
  label: string;
  before: unknown;
  after: unknown;
  /** Both as a person reads them. */
  beforeText: string;
  afterText: string;
  source: ValueSource;
  /** The box at the start: ticked only where nothing is lost and nothing sensitive changes. */
  accepted: boolean;
  /**
   * Bank details and identity. Never ticked by us where something exists: the bank, the number of an
   * establishment, the name, the numbers and the legal representative of an organisme. In a new line
   * nothing existing changes: name and numbers of a new organisme are ticked with it, its legal
   * representative is not.
   */
  sensitive: boolean;
  /** In French, why it is not ticked; empty when it is. */
  why: string;
  /** Cannot be written whatever the box says: the value does not fit (too long). */
  blocked?: boolean;
}

/** One line of the import. */
export interface ProposedLine {
  /** Unique in the proposal. */
  id: string;
  /** Line as the sheet numbers it, from 1; 0 for a line that comes from the register alone. */
  line: number;
  /** As a person would name it: « EHPAD La Rade, 13 078 001 2 ». */
  title: string;
  kind: 'essms' | 'organisme' | 'bank' | 'project';
  /** `add`: a new row; `change`: an existing one; `same`: already there as it is; `refused`. */
  action: 'add' | 'change' | 'same' | 'refused';
  /** Box at the start; false for what must be confirmed or is refused. */
  accepted: boolean;
  remarks: Remark[];
  cells: ProposedCell[];
  /** What the sheet says, as written, for the list of refusals. */
  raw: string;
}

/** A whole import, to be reviewed. Counts are derived: see `countsOf()`. */
export interface Proposal {
  /** « membres.xlsx, feuille ESSMS ». */
  name: string;
  lines: ProposedLine[];
  /** Register used to verify, null when none. */
  register: RegisterSource | null;
  /** In French, about the whole file. */
  notes: string[];
}
