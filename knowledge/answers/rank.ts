import { type Corpus, type Entry, holdsCue, isGap, mentionsYear } from './corpus';
import { nearness } from './nearness';
import type { Question } from './question';
import { firstScores } from './score';

export interface Ranked {
  entry: Entry;
  score: number;
}

/** Passages looked at again, with the order of the words. */
const LOOKED_AT_AGAIN = 60;
/** A passage common to all campaigns comes just after one of the campaign asked for. */
const GENERAL_PRIOR = 0.8;
/** A passage bound to no region comes after those of the region the question names. */
const OTHER_REGION_PRIOR = 0.75;
/** A passage of another call that only mentions the year. */
const OTHER_YEAR_PRIOR = 0.6;
/** A passage asked about by its year, for a question that names none. */
const DATED_PRIOR = 0.93;
/** A passage without what the question expects, a date for instance, is a lesser candidate. */
const WITHOUT_CUE = 0.75;

/**
 * Whether a passage may be used: of the campaign chosen, of a year and of a region the question
 * names, or bound to none. A campaign says its region, so that a question about it may name another.
 * Passages of other campaigns never mix into an answer.
 */
export function inScope(entry: Entry, question: Question, campaign: string | null): boolean {
  const { campaigns } = entry.passage;
  if (campaign !== null && campaigns.length > 0 && !campaigns.includes(campaign)) return false;
  const { years, regions } = question;
  if (years.length > 0 && isDated(entry) && !years.some((year) => mentionsYear(entry, year))) return false;
  if (campaign !== null || regions.length === 0 || entry.regions.length === 0) return true;
  return regions.some((code) => entry.regions.includes(code) || entry.index.regions.includes(code));
}

function isDated({ campaignYears, index }: Entry): boolean {
  return campaignYears.length > 0 || index.asked.length > 0 || index.mentioned.length > 0;
}

/** Whether the question or the choice of a campaign leaves some passages out. */
export function isLimited({ years, regions }: Question, campaign: string | null): boolean {
  return campaign !== null || years.length > 0 || regions.length > 0;
}

/** Passages of the very region and year asked for come first, then those bound to no campaign. */
function prior(entry: Entry, { regions, years }: Question): number {
  const elsewhere = regions.length > 0 && !regions.some((code) => entry.regions.includes(code));
  const general = entry.campaignYears.length === 0;
  const otherYear = !general && years.length > 0 && !years.some((year) => entry.campaignYears.includes(year));
  const dated = years.length === 0 && entry.index.asked.length > 0;
  return (
    (dated ? DATED_PRIOR : 1) *
    (elsewhere ? OTHER_REGION_PRIOR : 1) *
    (otherYear ? OTHER_YEAR_PRIOR : 1) *
    (general ? GENERAL_PRIOR : 1)
  );
}

function expected(entry: Entry, { kind }: Question): number {
  return isGap(entry) || holdsCue(entry, kind) ? 1 : WITHOUT_CUE;
}

/** Keeps the best of what it is given: a list of 10,000 is never sorted, nor made. */
function shortlist(most: number) {
  const byScore = (a: Ranked, b: Ranked) => b.score - a.score;
  let kept: Ranked[] = [];
  let least = 0;
  return {
    /** Score that a passage must pass to be kept. */
    least: () => least,
    add(ranked: Ranked): void {
      if (ranked.score > least) kept.push(ranked);
      if (kept.length < 4 * most) return;
      kept = kept.sort(byScore).slice(0, most);
      least = kept.at(-1)?.score ?? 0;
    },
    best: () => kept.sort(byScore).slice(0, most),
  };
}

/** The passages in scope that share a word with the question, best first: sixty at most. */
export function rank(corpus: Corpus, question: Question, campaign: string | null): Ranked[] {
  const limited = isLimited(question, campaign);
  const { docs, scores } = firstScores(corpus, question);
  const list = shortlist(LOOKED_AT_AGAIN);
  const weightOf = (entry: Entry) => expected(entry, question) * prior(entry, question);
  for (const doc of docs) {
    const score = scores[doc] ?? 0;
    const entry = corpus.entries[doc];
    // No weight is above 1: what does not pass before it is weighed never will.
    if (score <= list.least() || !entry || (limited && !inScope(entry, question, campaign))) continue;
    list.add({ entry, score: weightOf(entry) * score });
  }
  const first = list.best();
  const near = nearness(
    question,
    first.map(({ entry }) => entry),
  );
  return first
    .map(({ entry, score }, place) => ({ entry, score: score + weightOf(entry) * (near[place] ?? 0) }))
    .sort((a, b) => b.score - a.score);
}
