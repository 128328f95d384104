import type { Answer, Citation, Section } from './answer';
import { candidates, elsewhere } from './candidates';
import { verify } from './cite';
import { compose, type Draft, missingOf, type Shown } from './compose';
import type { Corpus, Entry } from './corpus';
import { type Question, readQuestion } from './question';
import * as wording from './wording';

/** Longest question read, in characters. */
const LONGEST_QUESTION = 2000;

export interface ReplyOptions {
  corpus: Corpus;
  /** Id of the campaign chosen; without one, all campaigns are searched. */
  campaign?: string | null;
  /** ISO day the question is asked, for « cette année ». */
  date?: string;
}

/**
 * Answers a question from the corpus alone: quotations copied from the nearest passages, in three
 * bands, and « les textes ne le disent pas » when they are silent. Never fails, whatever is asked.
 */
export function reply(question: string, { corpus, campaign = null, date }: ReplyOptions): Answer {
  const asked = question.trim();
  const read = readQuestion(asked.slice(0, LONGEST_QUESTION), corpus, date);
  if (asked === '') return finish(question, read, nothingAsked(), [], []);
  const found = candidates(corpus, read, campaign);
  const others = elsewhere(corpus, read, campaign);
  const draft = compose(corpus, read, found, campaign, others);
  if (draft.band !== 'found' && others.length > 0) draft.closing.unshift(wording.ELSEWHERE);
  if (asked.length > LONGEST_QUESTION) draft.closing.push(wording.TRUNCATED);
  return finish(question, read, draft, missingOf(read, found[0]), others);
}

function nothingAsked(): Draft {
  return { band: 'none', sections: [], opening: [wording.EMPTY], closing: [] };
}

function finish(
  question: string,
  read: Question,
  draft: Draft,
  missingWords: string[],
  others: Entry[],
): Answer {
  const sections = draft.sections
    .map(({ lead, shown }) => ({ lead, citations: shown.flatMap(citationsOf) }))
    .filter(({ citations }) => citations.length > 0);
  return {
    question,
    found: draft.band !== 'none',
    band: draft.band,
    answer: [...draft.opening, ...sections.map(spell), ...draft.closing].join('\n\n'),
    citations: sections.flatMap(({ citations }) => citations),
    missingWords,
    sections,
    opening: draft.opening,
    closing: draft.closing,
    corrections: read.corrections,
    elsewhere: others.map(({ passage }) => ({ text: passage.text, anchor: passage.anchor })),
  };
}

/** Only what stands in the passage, word for word, leaves as a quotation. */
function citationsOf({ entry, quotes }: Shown): Citation[] {
  const { text, passage } = entry;
  const { id, title, date, url, dateNote, urlNote } = text;
  const notes = { ...(dateNote && { dateNote }), ...(urlNote && { urlNote }) };
  const source = { text: id, anchor: passage.anchor, title, date, url, ...notes };
  return quotes
    .filter((quote) => passage.body.includes(quote) && verify(quote, passage.body) !== null)
    .map((quote) => ({ ...source, quote }));
}

/** The quotations under their lead, each run of one text followed by its origin. */
function spell({ lead, citations }: Section): string {
  const lines = citations.map((citation, rank) => {
    const quote = wording.quoted(citation.quote);
    const last = citations[rank + 1]?.text !== citation.text;
    return last ? `${quote}\n— ${wording.origin(citation)}` : quote;
  });
  return [`${lead}\u00A0:`, ...lines].join('\n');
}

/** The answer as text with the address of each source, to copy or print. */
export function withSources({ question, answer, citations }: Answer): string {
  const sources = [...new Set(citations.map(wording.withAddress))];
  const parts = [question, answer];
  if (sources.length > 0) parts.push([wording.SOURCES, ...sources].join('\n'));
  return parts.join('\n\n');
}
