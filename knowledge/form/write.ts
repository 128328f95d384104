import type { FieldKind } from './snapshot';

/** One approved write: which field, as reviewed, and what to put in it. */
export interface WriteInstruction {
  ref: string;
  fingerprint: string;
  kind: FieldKind;
  /** Text to write; for a choice, the text of the option; « true » or « false » for a box. Empty clears. */
  text: string;
  /** Value the field held when it was reviewed; the write is dropped if it holds another one now. */
  expected: string;
  /** Another field of the same row that must still hold this value: rows move. */
  guard: { ref: string; value: string } | null;
  /** Only in the very element, never in one that looks the same: an old value goes back where it was. */
  sameElement?: true;
}

/**
 * What became of one write. `written` only says that the recipe was played: whether the page kept
 * it is told by the `ReadBack` asked for once its scripts have run.
 */
export type WriteStatus =
  | 'written'
  | 'vanished'
  | 'locked'
  | 'hidden'
  | 'too-long'
  | 'no-option'
  | 'user-changed'
  | 'row-moved'
  | 'forbidden'
  | 'not-undoable'
  | 'sends';

export interface WriteResult {
  ref: string;
  status: WriteStatus;
  before: string;
  /** What the field holds right after the write. */
  after: string;
}

/** What a field holds once the page is quiet; asked again a second later, since some pages rewrite. */
export interface ReadBack {
  ref: string;
  /** The element is still in the page. */
  present: boolean;
  value: string;
  /** Message of refusal shown by the page, or empty. */
  error: string;
}
