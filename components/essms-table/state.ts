import { formatCount } from '@/knowledge/profile/format';
import type { Write } from './changes';
import { DEFAULT_KEYS } from './columns';
import type { PastePlan, Refusal } from './paste';
import { type Place, SELECT } from './places';
import { type Filter, NO_FILTER, type Sort } from './view';

/** A cell being edited; `text` is what the first key typed, null to start from what the cell holds. */
export interface Editing extends Place {
  text: string | null;
}

/** What the table asks before it writes. */
export type Question =
  | { kind: 'paste'; plan: PastePlan }
  | { kind: 'delete'; ids: ReadonlySet<string> }
  | { kind: 'clear'; writes: readonly Write[] };

/** What the table has just done, with the cells it refused. */
export interface Outcome {
  text: string;
  tone: 'ok' | 'warn';
  refused: readonly Refusal[];
}

/** Everything the table remembers that is not the grappe. */
export interface State {
  filter: Filter;
  sort: Sort | null;
  keys: readonly string[];
  active: Place;
  /** Other corner of the range of cells, or null when one cell only is active. */
  anchor: Place | null;
  editing: Editing | null;
  selected: ReadonlySet<string>;
  /** Row of the last checkbox, where a shift-click starts. */
  lastChecked: string | null;
  question: Question | null;
  outcome: Outcome | null;
}

export const initialState = (): State => ({
  filter: NO_FILTER,
  sort: null,
  keys: DEFAULT_KEYS,
  active: { row: '', column: 'name' },
  anchor: null,
  editing: null,
  selected: new Set(),
  lastChecked: null,
  question: null,
  outcome: null,
});

/** Columns on screen, the checkboxes first. */
export const sheetColumns = (keys: readonly string[]): readonly string[] => [SELECT, ...keys];

/** « 1 ligne », « 12 lignes ». */
export const plural = (n: number, one: string, many: string): string =>
  `${formatCount(n)}\u00a0${n > 1 ? many : one}`;

/** The outcome of an action that did what was asked. */
export const done = (text: string): Outcome => ({ text, tone: 'ok', refused: [] });

/** The outcome of an action the reader should look at again. */
export const warn = (text: string): Outcome => ({ text, tone: 'warn', refused: [] });
