import type { Day, Reference } from '@/knowledge/source';
import type { Capture } from '@/knowledge/texts/text';

/** A word-for-word extract of a passage, with what is needed to show and open it. */
export interface Citation {
  text: string;
  anchor: string;
  title: string;
  date: Day;
  /** What the date is, and where the address leads, when it is not the source itself; in French. */
  dateNote?: string;
  url: string;
  urlNote?: string;
  /** Substring of the passage's body. */
  quote: string;
  /** Of a text that the user captured, and the page of the PDF; absent for the texts of the package. */
  capture?: Capture & { page?: number };
}

/**
 * How near the texts are: `found` (the nearest passage speaks of it), `near` (passages speak of
 * it, nothing says they answer), `none` (the texts at hand do not say).
 */
export type Band = 'found' | 'near' | 'none';

/** What citations stand for in an answer; one group per reason to show them. */
export interface Section {
  /** Fixed French wording shown above the quotations. */
  lead: string;
  citations: Citation[];
}

/** What the rules and the amounts say, computed for the grappe or read in the file of the call. */
export interface Computed {
  title: string;
  /** French sentences, the result first. */
  lines: string[];
  /** How the figure was made, « 15 × 3 000 € = 45 000 € » for instance. */
  formula?: string;
  tone: 'ok' | 'warn' | 'bad' | 'info';
  /** Where each figure stands. */
  citations: Citation[];
}

export interface Answer {
  question: string;
  /** Shown before the passages; absent when nothing of the question can be computed. */
  computed?: Computed[];
  /** False exactly when the band is `none`. */
  found: boolean;
  band: Band;
  /** French text made only of what was computed, quotations and fixed wording. */
  answer: string;
  /** Every quotation of the answer, in its order. */
  citations: Citation[];
  /** Words of the question, and things it names, that the passages shown do not hold. */
  missingWords: string[];
  /** The same citations, grouped under the wording that introduces them. */
  sections?: Section[];
  /** Fixed sentences shown before and after the sections. */
  opening?: string[];
  closing?: string[];
  /** Words no text holds, and the word searched instead. */
  corrections?: { typed: string; used: string }[];
  /** Passages of other campaigns, years or regions that speak of it; never mixed into the answer. */
  elsewhere?: Reference[];
  /** The texts are silent, but the file of the call gives a part of what is asked. */
  partial?: true;
  /** When the texts are silent: the passages nearest to the question, best first; none answers it. */
  nearest?: Reference[];
}
