import type { Answer, Band } from '@/knowledge/answers/answer';
import { type Corpus, corpusOf, entryAt, mentionsYear } from '@/knowledge/answers/corpus';
import { searchable } from '@/knowledge/answers/normalise';
import { reply } from '@/knowledge/answers/reply';
import type { Segment } from '@/knowledge/answers/segment';
import { ALSO } from '@/knowledge/answers/wording';
import { campaigns } from '@/knowledge/campaigns';
import type { Engine } from './engines';
import type { Case } from './sets';

/** Quality of a ranking, each between 0 and 1. */
export interface Retrieval {
  first: number;
  five: number;
  /** Mean reciprocal rank and discounted gain of the first ten. */
  mrr: number;
  ndcg: number;
}

const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const gain = (hits: boolean[]): number =>
  hits.reduce((sum, hit, rank) => sum + (hit ? 1 / Math.log2(rank + 2) : 0), 0);

/** Whether the passages that answer come first. */
export function retrieval({ search }: Engine, cases: Case[]): Retrieval {
  const rows = cases.map(({ question, campaign, gold }) => {
    const hits = search(question, campaign)
      .slice(0, 10)
      .map((id) => gold.includes(id));
    const rank = hits.indexOf(true);
    const ideal = gain(Array.from({ length: Math.min(10, gold.length) }, () => true));
    return { rank, ndcg: gain(hits) / ideal };
  });
  const within = (most: number) => mean(rows.map(({ rank }) => Number(rank >= 0 && rank < most)));
  return {
    first: within(1),
    five: within(5),
    mrr: mean(rows.map(({ rank }) => (rank >= 0 ? 1 / (rank + 1) : 0))),
    ndcg: mean(rows.map(({ ndcg }) => ndcg)),
  };
}

/** The same questions typed without accents, capitals or apostrophes. */
export const withoutAccents = (cases: Case[]): Case[] =>
  cases.map((one) => ({
    ...one,
    question: one.question.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', ' ').toLowerCase(),
  }));

/** The same questions with one letter missing in their longest word. */
export const withOneSlip = (cases: Case[]): Case[] =>
  cases.map((one) => {
    const longest = [...one.question.matchAll(/\p{Ll}{5,}/gu)]
      .map(([word]) => word)
      .reduce((a, b) => (b.length > a.length ? b : a), '');
    return { ...one, question: one.question.replace(longest, longest.slice(0, 2) + longest.slice(3)) };
  });

const ask = (corpus: Corpus, { question, campaign }: Pick<Case, 'question' | 'campaign'>): Answer =>
  reply(question, { corpus, campaign });

/** Whether a text holds every word expected. */
const holdsAll = (text: string, { answer }: Case): boolean => {
  const shown = searchable(text);
  return answer.every((fact) => shown.includes(searchable(fact)));
};

/** Share of the questions whose answer stands in the sentences shown, those of the folded passages included. */
export const answered = (corpus: Corpus, cases: Case[]): number =>
  mean(cases.map((one) => Number(holdsAll(ask(corpus, one).answer, one))));

/** The same before anything is unfolded: what was computed, and the passages above the folded ones. */
export function answeredAtOnce(corpus: Corpus, cases: Case[]): number {
  const atOnce = ({ computed = [], sections = [] }: Answer): string[] => [
    ...computed.flatMap(({ lines }) => lines),
    ...sections
      .filter(({ lead }) => lead !== ALSO)
      .flatMap(({ citations }) => citations.map(({ quote }) => quote)),
  ];
  return mean(cases.map((one) => Number(holdsAll(atOnce(ask(corpus, one)).join('\n'), one))));
}

/** Of the answers given to questions about a year: the share led by a passage of that year or of none. */
export function rightYear(corpus: Corpus, cases: Case[]): { share: number; of: number } {
  const rows = cases.flatMap((one) => {
    const { year } = one;
    const [lead] = year === null ? [] : ask(corpus, one).citations;
    const entry = lead && entryAt(corpus, lead);
    if (year === null || !entry) return [];
    return [Number(entry.campaignYears.length === 0 || mentionsYear(entry, year))];
  });
  return { share: mean(rows), of: rows.length };
}

/** Share of each band. */
export type Bands = Record<Band, number>;

function bandsOf(bands: Band[]): Bands {
  const share = (band: Band) => mean(bands.map((one) => Number(one === band)));
  return { found: share('found'), near: share('near'), none: share('none') };
}

/** How far the assistant commits itself to questions that no text answers. */
export const engagement = (corpus: Corpus, questions: string[]): Bands =>
  bandsOf(questions.map((question) => ask(corpus, { question, campaign: null }).band));

/** A corpus without some passages, named `text#anchor`. */
export function without(corpus: Corpus, gold: string[]): Corpus {
  const segments = corpus.segments.map((segment): Segment => {
    const { text, index } = segment;
    const isKept = text.passages.map(({ anchor }) => !gold.includes(`${text.id}#${anchor}`));
    if (isKept.every(Boolean)) return segment;
    const kept = <T>(list: T[]) => list.filter((_, rank) => isKept[rank]);
    return {
      text: { ...text, passages: kept(text.passages) },
      index: { ...index, passages: kept(index.passages) },
    };
  });
  return corpusOf(segments, campaigns);
}

/** The same questions with the passages that answer them taken away: the hardest to abstain from. */
export const goldRemoved = (corpus: Corpus, cases: Case[]): Bands =>
  bandsOf(cases.map((one) => ask(without(corpus, one.gold), one).band));
