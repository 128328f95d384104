import type { Day } from '@/knowledge/source';

/** A word-for-word extract of a passage, with what is needed to show and open it. */
export interface Citation {
  text: string;
  anchor: string;
  title: string;
  date: Day;
  url: string;
  /** Substring of the passage's body. */
  quote: string;
}

/**
 * How near the texts are: `found` (the nearest passage speaks of it), `near` (passages speak of
 * it, nothing says they answer), `none` (the texts at hand do not say).
 */
export type Band = 'found' | 'near' | 'none';

export interface Answer {
  question: string;
  /** False exactly when the band is `none`. */
  found: boolean;
  band: Band;
  /** French text made only of quotations and fixed wording. */
  answer: string;
  citations: Citation[];
  /** Content words of the question that no text holds. */
  missingWords: string[];
}
