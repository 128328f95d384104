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
 * editor, mentioned once, told differently by two sources (both are then kept and shown), or not
 * found at all.
 */
export type Confidence = 'official' | 'secondary' | 'single-mention' | 'contradicted' | 'not-found';

/** A value taken from a text. `verifiedOn` is an ISO day. */
export interface Parameter<T> {
  value: T;
  source: Reference;
  verifiedOn: Day;
  confidence: Exclude<Confidence, 'not-found'>;
  /** What another source says, when the texts disagree. */
  alternatives?: { value: T; source: Reference }[];
  /** A sentence in French for the reader, when reality is odd. */
  note?: string;
}

/**
 * What the texts should give and was not found: shown as such, never zero, never guessed. `source` is
 * the passage that says so.
 */
export interface Gap {
  value: null;
  source: Reference;
  verifiedOn: Day;
  confidence: 'not-found';
  /** A sentence in French: what was looked for. */
  note: string;
}

/** A value that a text gives, or the statement that it was not found. */
export type Told<T> = Parameter<T> | Gap;

/** An ISO day, `YYYY-MM-DD`. Dates are always arguments: knowledge never reads a clock. */
export type Day = string;
