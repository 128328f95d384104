/**
 * Where a fact comes from. Every number, date and rule taken from a text points at a passage of
 * `knowledge/texts/`, says when somebody last checked it, and how far it can be trusted.
 */

/** A passage of the corpus: the id of a text and the anchor of one of its headings. */
export interface Reference {
  text: string;
  anchor: string;
}

/**
 * How far a fact can be trusted: confirmed by an official text, found in the press or with an
 * editor, mentioned once, or told differently by two sources (both are then kept and shown).
 */
export type Confidence = 'official' | 'secondary' | 'single-mention' | 'contradicted';

/** A value taken from a text. `verifiedOn` is an ISO day. */
export interface Parameter<T> {
  value: T;
  source: Reference;
  verifiedOn: string;
  confidence: Confidence;
  /** What another source says, when the texts disagree. */
  alternatives?: { value: T; source: Reference }[];
  /** A sentence in French for the reader, when reality is odd. */
  note?: string;
}

/** An ISO day, `YYYY-MM-DD`. Dates are always arguments: knowledge never reads a clock. */
export type Day = string;
