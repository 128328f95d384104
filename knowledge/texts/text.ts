import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Confidence, Day } from '@/knowledge/source';

/** One source text restated in our own words: a Markdown file of this folder. */
export interface SourceText {
  /** File name without its extension; stable, part of every `Reference`. */
  id: string;
  title: string;
  issuer: string;
  /** Day of the source itself; of something near when `dateNote` says so. */
  date: Day;
  /** In French, what `date` is when the day of publication is not known. */
  dateNote?: string | undefined;
  url: string;
  /** In French, what `url` leads to when it is not the page that was read. */
  urlNote?: string | undefined;
  /** Campaigns it speaks of; empty when it is general. */
  campaigns: Campaign['id'][];
  confidence: Exclude<Confidence, 'contradicted'>;
  verifiedOn: Day;
  passages: Passage[];
  /** How the user took it in; absent for the texts of the package, which alone are « base vérifiée ». */
  capture?: Capture;
}

/** Where a text that the user kept comes from. */
export interface Capture {
  kind: 'page' | 'pdf' | 'docx' | 'paste';
  /** ISO instant. */
  capturedAt: string;
  /** SHA-256 of the text as read, in hexadecimal. */
  hash: string;
  /** Name of the file given, when there was one. */
  fileName?: string;
  /** INSEE code of the région the user says it speaks of; absent when of none or of all. */
  region?: string;
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
  /** What the passage says was not found: a question that holds every word of one item asks for it. */
  absent?: string[];
  /** True in a text about divergences when the sources of this passage do not disagree. */
  agreed?: boolean;
  /** Page of the PDF it stands on, from 1. */
  page?: number;
  /** A captured passage that speaks to an assistant: it can be searched, never sent to a model. */
  addressed?: boolean;
}
