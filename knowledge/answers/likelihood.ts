import type { Entry } from './corpus';
import { viewOf } from './corpus';
import { aptness, coverage } from './coverage';
import type { Constraint, Question } from './question';

/**
 * Weights of a logistic regression, fitted on the half of test/questions that tuning may see: whether
 * a passage speaks of what is asked, against questions about neighbouring subjects and other things.
 */
const WEIGHTS = { base: 0.87, heading: 5.4, sentence: 1.42, unknown: -6.27, acronym: -2.25 };

interface Signals {
  /** Best coverage of the question by one sentence, 0 to 1. */
  sentence: number;
  /** What the question names and the passage does not. */
  unmet: Constraint[];
}

/** How likely a passage is to speak of what is asked, 0 to 1, from the words that some text knows. */
export function likelihoodOf(question: Question, entry: Entry, { sentence, unmet }: Signals): number {
  const { headings, title } = viewOf(entry);
  const unknown = new Set(question.unknown);
  const worths = question.worths.map((worth, rank) => {
    const word = question.words[rank];
    return word && unknown.has(word) ? 0 : worth;
  });
  const known = { ...question, worths };
  const heading = Math.max(...headings.map((line) => coverage(known, line) * aptness(known, line, title)));
  const share = question.unknown.length / Math.max(1, question.words.length);
  const sum =
    WEIGHTS.base +
    WEIGHTS.heading * heading +
    WEIGHTS.sentence * sentence +
    WEIGHTS.unknown * share +
    (unmet.some(({ kind }) => kind === 'acronym') ? WEIGHTS.acronym : 0);
  return 1 / (1 + Math.exp(-sum));
}
