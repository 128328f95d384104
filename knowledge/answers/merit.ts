import { type Entry, isGap, viewOf } from './corpus';
import { aptness, coverage } from './coverage';
import { kindOf } from './cues';
import type { Extract } from './extract';
import { searchable } from './normalise';
import type { Constraint, Question } from './question';
import type { Ranked } from './rank';

/** What sets a passage before or after the others that share words with the question. */
export interface Signals {
  /** Its score over the best one, 0 to 1, and the logarithm of it. */
  score: number;
  logScore: number;
  /** How much of the question it says: the whole passage, its heading or a variant, a sentence; 0 to 1. */
  passage: number;
  heading: number;
  sentence: number;
  /** How much of that heading or variant is asked, 0 to 1. */
  aptness: number;
  /** 1 when a line of its heading asks for the same kind of answer. */
  sameKind: number;
  /** 1 without the figure, the address or, asked who, the name expected. */
  withoutCue: number;
  withoutName: number;
  /** Number of things the question names and it does not. */
  year: number;
  region: number;
  named: number;
  /** 1 when it only says the texts are silent; and again when a figure is asked. */
  gap: number;
  gapOfFigure: number;
  /** 1 when it is of the campaign searched, of none, or of one that the question does not tell. */
  scoped: number;
  general: number;
  apart: number;
}

/**
 * Weights of a linear model, fitted by `npm run fit` on the half of test/questions that tuning may see
 * and on the questions written before it: which passage answers, among the fifteen that rank first.
 */
const WEIGHTS: Signals = {
  score: 2.9,
  logScore: 2.7,
  passage: 1.4,
  heading: 1,
  sentence: 0.8,
  aptness: 2,
  sameKind: 1.4,
  withoutCue: -1.3,
  withoutName: -2.5,
  year: -0.9,
  region: -0.3,
  named: -0.6,
  gap: -0.5,
  gapOfFigure: -0.6,
  scoped: 0.7,
  general: -1,
  apart: -0.6,
};

export const SIGNALS = Object.keys(WEIGHTS) as (keyof Signals)[];

/** Share of a heading that is of no use when it says more than what is asked. */
const EXCESS = 0.4;

/** The heading or variant that says the question best: how much of it, 0 to 1, and how apt it is. */
export function headingOf(question: Question, entry: Entry): { said: number; apt: number } {
  const { headings, title } = viewOf(entry);
  return headings
    .map((line) => {
      const apt = aptness(question, line, title);
      return { said: coverage(question, line) * (1 - EXCESS + EXCESS * apt), apt };
    })
    .reduce((best, line) => (line.said > best.said ? line : best));
}

const asksAlike = ({ kind }: Question, { passage }: Entry): boolean =>
  kind !== 'other' &&
  [passage.heading, ...passage.variants].some((line) => kindOf(searchable(line)) === kind);

interface Looked {
  ranked: Ranked;
  /** Score of the first of the passages ranked. */
  bestScore: number;
  /** Campaign searched. */
  scope: string | null;
  extract: Extract;
  unmet: Constraint[];
}

/** What a passage shows of a question, side by side with the best ranked. */
export function signalsOf(
  question: Question,
  { ranked: { entry, score }, bestScore, scope, extract, unmet }: Looked,
): Signals {
  const { said, apt } = headingOf(question, entry);
  const { campaigns } = entry.passage;
  const lacking = (kind: Constraint['kind']) => unmet.filter((one) => one.kind === kind).length;
  const flag = (is: boolean) => Number(is);
  const figure = question.kind !== 'other' && question.kind !== 'who';
  return {
    score: score / bestScore,
    logScore: Math.log(score / bestScore),
    passage: coverage(question, viewOf(entry).stems),
    heading: said,
    sentence: extract.coverage,
    aptness: apt,
    sameKind: flag(asksAlike(question, entry)),
    withoutCue: flag(figure && !extract.cue),
    withoutName: flag(question.kind === 'who' && !extract.cue),
    year: lacking('year'),
    region: lacking('region'),
    named: unmet.length - lacking('year') - lacking('region'),
    gap: flag(isGap(entry)),
    gapOfFigure: flag(isGap(entry) && question.kind !== 'other'),
    scoped: flag(scope !== null && campaigns.includes(scope)),
    general: flag(entry.campaignYears.length === 0),
    apart: flag(scope === null && question.years.length === 0 && entry.campaignYears.length > 0),
  };
}

/** Merit of a passage as the answer: only its order among the passages of one question means something. */
export const meritOf = (signals: Signals): number =>
  SIGNALS.reduce((sum, name) => sum + WEIGHTS[name] * signals[name], 0);
