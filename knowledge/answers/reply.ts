import type { Situation } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import type { Answer, Citation, Computed, Section } from './answer';
import { candidates, elsewhere } from './candidates';
import { citationOf } from './citation';
import { compose, type Draft, missingOf, type Shown, silent } from './compose';
import { compute } from './computed';
import type { Corpus, Entry } from './corpus';
import { campaignOf, type Question, readQuestion } from './question';
import * as wording from './wording';

/** Longest question read, in characters. */
const LONGEST_QUESTION = 2000;

export interface ReplyOptions {
  corpus: Corpus;
  /** Id of the campaign chosen; without one, all campaigns are searched. */
  campaign?: string | null;
  /** ISO day the question is asked, for « cette année ». */
  date?: string;
  /** The grappe of the asker, with its call and the day: what is asked of it is computed. */
  situation?: Situation;
}

/**
 * Answers a question: first what the rules or the file of a call give, then quotations copied from
 * the nearest passages, in three bands, and « les textes ne le disent pas » when they are silent.
 * Never fails, whatever is asked.
 */
export function reply(question: string, { corpus, campaign = null, date, situation }: ReplyOptions): Answer {
  const asked = question.trim();
  const text = asked.slice(0, LONGEST_QUESTION);
  const read = readQuestion(text, corpus, date);
  if (asked === '') return finish(question, read, nothingAsked(), { missing: [], others: [], computed: [] });
  const {
    computed,
    known,
    silent: isSilent,
  } = compute(corpus, { text, question: read, campaign, situation });
  const scope = campaignOf(read, corpus, campaign);
  const found = candidates(corpus, read, scope);
  const others = elsewhere(corpus, read, scope);
  const composed = compose(corpus, read, found, { scope, campaign, others });
  const draft = known
    ? answeredBefore(composed)
    : isSilent && composed.band !== 'none'
      ? silent(corpus, undefined, campaign)
      : composed;
  const isGiven = computed.some(({ citations }) => citations.length > 0);
  const partial = draft.band === 'none' && isGiven && !isSilent;
  if (partial) draft.opening = draft.opening.map((line) => (line === wording.SILENT ? wording.PARTLY : line));
  if (draft.band !== 'found' && others.length > 0) draft.closing.unshift(wording.ELSEWHERE);
  if (asked.length > LONGEST_QUESTION) draft.closing.push(wording.TRUNCATED);
  const missing = known ? [] : missingOf(read, found[0]);
  return { ...finish(question, read, draft, { missing, others, computed }), ...(partial && { partial }) };
}

function nothingAsked(): Draft {
  return { band: 'none', sections: [], opening: [wording.EMPTY], closing: [], nearest: [] };
}

/** What was computed answers: silent texts have nothing to add, the others are shown after it. */
function answeredBefore({ band, sections }: Draft): Draft {
  return { band: 'found', sections: band === 'none' ? [] : sections, opening: [], closing: [], nearest: [] };
}

interface Around {
  missing: string[];
  others: Entry[];
  computed: Computed[];
}

function finish(
  question: string,
  read: Question,
  draft: Draft,
  { missing, others, computed }: Around,
): Answer {
  const sections = draft.sections
    .map(({ lead, shown }) => ({ lead, citations: shown.flatMap(citationsOf) }))
    .filter(({ citations }) => citations.length > 0);
  const found = draft.band !== 'none';
  const first = computed.map(spellComputed);
  // What was not found is told after the sentence that says the texts are silent.
  const before = found ? [...first, ...draft.opening] : [...draft.opening, ...first];
  return {
    question,
    ...(computed.length > 0 && { computed }),
    found,
    band: draft.band,
    answer: [...before, ...sections.map(spell), ...draft.closing].join('\n\n'),
    citations: [
      ...computed.flatMap(({ citations }) => citations),
      ...sections.flatMap(({ citations }) => citations),
    ],
    missingWords: missing,
    sections,
    opening: draft.opening,
    closing: draft.closing,
    corrections: read.corrections,
    elsewhere: others.map(referenceTo),
    ...(draft.nearest.length > 0 && { nearest: draft.nearest.map(referenceTo) }),
  };
}

const referenceTo = ({ passage: { text, anchor } }: Entry): Reference => ({ text, anchor });

/** Only what stands in the passage, word for word, leaves as a quotation. */
function citationsOf({ entry, quotes }: Shown): Citation[] {
  return quotes.flatMap((quote) => citationOf(entry, quote) ?? []);
}

/** What was computed, its formula, and the quotations it rests on. */
function spellComputed({ title, lines, formula, citations }: Computed): string {
  const head = [`${title}\u00A0:`, ...lines, ...(formula ? [wording.formula(formula)] : [])];
  return [...head, ...quoted(citations)].join('\n');
}

/** Quotations, each run of one text followed by its origin. */
function quoted(citations: Citation[]): string[] {
  return citations.map((citation, rank) => {
    const quote = wording.quoted(citation.quote);
    const last = citations[rank + 1]?.text !== citation.text;
    return last ? `${quote}\n— ${wording.origin(citation)}` : quote;
  });
}

/** The quotations under their lead. */
function spell({ lead, citations }: Section): string {
  return [`${lead}\u00A0:`, ...quoted(citations)].join('\n');
}

/** The answer as text with the address of each source, to copy or print. */
export function withSources({ question, answer, citations }: Answer): string {
  const sources = [...new Set(citations.map(wording.withAddress))];
  const parts = [question, answer];
  if (sources.length > 0) parts.push([wording.SOURCES, ...sources].join('\n'));
  return parts.join('\n\n');
}
