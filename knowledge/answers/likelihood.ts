import type { Entry } from './corpus';
import { viewOf } from './corpus';
import { aptness, coverage, isSaid } from './coverage';
import type { Constraint, Question } from './question';

/** What tells a passage that speaks of what is asked from one that only shares words with it. */
export interface LikelihoodSignals {
  /** Best coverage of the question by a heading or variant, its words that no text knows left out; 0 to 1. */
  heading: number;
  /** How much of that line is asked, 0 to 1. */
  aptness: number;
  /** Best coverage of the question by one sentence, 0 to 1. */
  sentence: number;
  /** Share of the worth of the question, 0 to 1, in words that no text knows. */
  unknown: number;
  /** Worth of the rarest word of the question that the passage does not say, over that of a word of no text. */
  missed: number;
  /** 1 without the acronym, or the neighbouring subject, that the question names. */
  acronym: number;
  subject: number;
}

/**
 * Weights of a logistic regression, fitted by `npm run fit` on the half of test/questions that tuning may
 * see and on the questions written before it, against those about neighbouring subjects and other things.
 */
const BASE = 1.4;
const WEIGHTS: LikelihoodSignals = {
  heading: 0.93,
  aptness: 1.95,
  sentence: 1.24,
  unknown: -2.59,
  missed: -2.17,
  acronym: -0.25,
  subject: -4.08,
};

export const LIKELIHOOD_SIGNALS = Object.keys(WEIGHTS) as (keyof LikelihoodSignals)[];

/** About the worth of a word that no text of the package holds. */
const RARE = 6;

interface Looked {
  /** Best coverage of the question by one sentence, and how apt its best heading is. */
  sentence: number;
  aptness: number;
  /** What the question names and the passage does not. */
  unmet: Constraint[];
}

export function likelihoodSignalsOf(question: Question, entry: Entry, looked: Looked): LikelihoodSignals {
  const { headings, title, stems } = viewOf(entry);
  const unknown = new Set(question.unknown);
  const worths = question.worths.map((worth, rank) => {
    const word = question.words[rank];
    return word && unknown.has(word) ? 0 : worth;
  });
  const known = { ...question, worths };
  const sum = (list: number[]) => list.reduce((total, worth) => total + worth, 0);
  const total = sum(question.worths);
  const said = isSaid(question, stems);
  const lacks = (kind: Constraint['kind']) => Number(looked.unmet.some((one) => one.kind === kind));
  return {
    heading: Math.max(...headings.map((line) => coverage(known, line) * aptness(known, line, title))),
    aptness: looked.aptness,
    sentence: looked.sentence,
    unknown: total === 0 ? 1 : 1 - sum(worths) / total,
    missed: Math.max(0, ...question.worths.filter((_, rank) => !said[rank])) / RARE,
    acronym: lacks('acronym'),
    subject: lacks('subject'),
  };
}

/** How likely a passage is to speak of what is asked, 0 to 1. */
export function likelihoodOf(signals: LikelihoodSignals): number {
  const sum = LIKELIHOOD_SIGNALS.reduce((total, name) => total + WEIGHTS[name] * signals[name], BASE);
  return 1 / (1 + Math.exp(-sum));
}
