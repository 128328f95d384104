import { type Corpus, type Entry, type Frequencies, isGap, rarity } from './corpus';
import { hasCue } from './cues';
import type { Question } from './question';
import { namesRegion } from './regions';

export interface Ranked {
  entry: Entry;
  score: number;
}

/** Saturation of repeated words, the usual value. */
const K1 = 1.2;
/** A passage common to all campaigns comes just after one of the campaign asked for. */
const GENERAL_PRIOR = 0.9;
/** A passage bound to no region comes after those of the region the question names. */
const OTHER_REGION_PRIOR = 0.75;
/** A passage of another call that only mentions the year. */
const OTHER_YEAR_PRIOR = 0.6;

/**
 * Whether a passage may be used: of the campaign chosen, of a year and of a region the question
 * names, or bound to none. A campaign says its region, so that a question about it may name another.
 * Passages of other campaigns never mix into an answer.
 */
export function inScope(entry: Entry, question: Question, campaign: string | null): boolean {
  const { campaigns } = entry.passage;
  if (campaign !== null && campaigns.length > 0 && !campaigns.includes(campaign)) return false;
  const { years, regions } = question;
  const dated = years.length > 0 && entry.mentionedYears.size > 0;
  if (dated && !years.some((year) => entry.mentionedYears.has(year))) return false;
  if (campaign !== null || regions.length === 0 || entry.regions.size === 0) return true;
  return regions.some((code) => entry.regions.has(code) || namesRegion(entry.folded, code));
}

function part(corpus: Corpus, entry: Entry, kind: keyof Frequencies, key: string): number {
  const frequency = entry.frequencies[kind].get(key) ?? 0;
  if (frequency === 0) return 0;
  return (rarity(corpus, kind, key) * frequency * (K1 + 1)) / (frequency + K1);
}

function scoreOf(corpus: Corpus, entry: Entry, question: Question): number {
  let score = 0;
  for (const word of question.words) {
    score += 0.5 * part(corpus, entry, 'exact', word.exact) + 0.5 * part(corpus, entry, 'stem', word.stem);
  }
  return score + expansionScore(corpus, entry, question);
}

/** Of the other ways to say one part of the question, only the best one counts. */
function expansionScore(corpus: Corpus, entry: Entry, question: Question): number {
  const best = new Map<string, number>();
  for (const { row, start, stems, weight } of question.expansions) {
    if (!stems.every((key) => entry.stems.has(key))) continue;
    const sum = stems.reduce((total, key) => total + part(corpus, entry, 'stem', key), 0);
    const key = `${row} ${start}`;
    best.set(key, Math.max(best.get(key) ?? 0, (weight * sum) / Math.sqrt(stems.length)));
  }
  return [...best.values()].reduce((total, value) => total + value, 0);
}

/** Passages of the very region and year asked for come first, then those bound to no campaign. */
function prior(entry: Entry, { regions, years }: Question): number {
  const elsewhere = regions.length > 0 && !regions.some((code) => entry.regions.has(code));
  const general = entry.campaignYears.size === 0;
  const otherYear = !general && years.length > 0 && !years.some((year) => entry.campaignYears.has(year));
  return (
    (elsewhere ? OTHER_REGION_PRIOR : 1) * (otherYear ? OTHER_YEAR_PRIOR : 1) * (general ? GENERAL_PRIOR : 1)
  );
}

/** A passage without what the question expects, a date for instance, is a lesser candidate. */
const WITHOUT_CUE = 0.75;

function expected(entry: Entry, question: Question): number {
  const holds = hasCue(question.kind, entry.body) && (question.kind !== 'who' || entry.asksWho);
  return isGap(entry) || holds ? 1 : WITHOUT_CUE;
}

function weigh(corpus: Corpus, entry: Entry, question: Question): number {
  return expected(entry, question) * prior(entry, question) * scoreOf(corpus, entry, question);
}

/** The passages in scope that share a word with the question, best first. */
export function rank(corpus: Corpus, question: Question, campaign: string | null): Ranked[] {
  return corpus.entries
    .filter((entry) => inScope(entry, question, campaign))
    .map((entry) => ({ entry, score: weigh(corpus, entry, question) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
