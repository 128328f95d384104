import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Confidence, Day } from '@/knowledge/source';

/** One source text restated in our own words: a Markdown file of this folder. */
export interface SourceText {
  /** File name without its extension; stable, part of every `Reference`. */
  id: string;
  title: string;
  issuer: string;
  /** Day of the source itself. */
  date: Day;
  url: string;
  /** Campaigns it speaks of; empty when it is general. */
  campaigns: Campaign['id'][];
  confidence: Exclude<Confidence, 'contradicted'>;
  verifiedOn: Day;
  passages: Passage[];
}

/** One `## heading {#anchor}` of a text: a question, the ways people type it, and its answer. */
export interface Passage {
  text: SourceText['id'];
  anchor: string;
  heading: string;
  variants: string[];
  /** Paragraphs joined by a blank line, plain text. Quotations are substrings of it. */
  body: string;
  /** Campaigns of this passage; those of its text unless the passage names its own. */
  campaigns: Campaign['id'][];
}
