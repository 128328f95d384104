import { type Corpus, type Entry, isAbsent, isGap } from './corpus';
import { satisfies } from './coverage';
import { type Extract, extract } from './extract';
import { type LikelihoodSignals, likelihoodOf, likelihoodSignalsOf } from './likelihood';
import { meritOf, type Signals, signalsOf } from './merit';
import { subjectsIn } from './neighbours';
import type { Constraint, Question } from './question';
import { inScope, isLimited, type Ranked, rank } from './rank';

/** A passage weighed as an answer. */
export interface Candidate {
  entry: Entry;
  score: number;
  signals: Signals;
  /** How much of the question it says, 0 to 1. */
  strength: number;
  /** How likely it is to speak of what is asked, 0 to 1. */
  likelihood: number;
  likelihoodSignals: LikelihoodSignals;
  extract: Extract;
  /** What the question names and the passage does not. */
  unmet: Constraint[];
  /** The passage says that what is asked was not found. */
  absent: boolean;
}

/** Share of each signal in the strength; chosen by hand on test/questions. */
const SHARES = { passage: 0.4, heading: 0.5, sentence: 0.1 };
/** Strength from which a passage is said to speak of the question, and to be the nearest answer. */
export const CUTS = { near: 0.38, found: 0.6 };
/** Likelihood from which a passage may be shown, and from which it is the nearest answer. */
export const LIKELY = { near: 0.33, found: 0.85 };
/** Passages looked at closely. */
const CLOSE = 15;

function candidate(
  question: Question,
  constraints: Constraint[],
  { ranked, ...around }: { ranked: Ranked; bestScore: number; scope: string | null },
): Candidate {
  const { entry, score } = ranked;
  const best = extract(question, entry);
  const unmet = constraints.filter(
    (constraint) =>
      !satisfies(entry, constraint) && !(constraint.kind === 'region' && isForAll(entry, around.scope)),
  );
  const signals = signalsOf(question, { ranked, ...around, extract: best, unmet });
  const { passage, heading, sentence, aptness } = signals;
  const likelihoodSignals = likelihoodSignalsOf(question, entry, { sentence, aptness, unmet });
  return {
    entry,
    score,
    signals,
    likelihoodSignals,
    likelihood: likelihoodOf(likelihoodSignals),
    strength: SHARES.passage * passage + SHARES.heading * heading + SHARES.sentence * sentence,
    extract: best,
    unmet,
    absent: isGap(entry) || isAbsent(entry, new Set(question.words.map((word) => word.stem))),
  };
}

/** Whether a passage of the very call searched holds for every region, as it names none. */
function isForAll({ passage, index, regions }: Entry, scope: string | null): boolean {
  const own = scope !== null && passage.campaigns.includes(scope);
  return own && regions.length === 0 && index.regions.length === 0;
}

/** The neighbouring subjects that the question names. */
const subjectsOf = ({ folded }: Question): Constraint[] =>
  subjectsIn(folded).map((subject) => ({ kind: 'subject', shown: subject, key: subject }));

/** The few best passages in scope, weighed, best first. */
export function candidates(corpus: Corpus, question: Question, scope: string | null): Candidate[] {
  const ranked = rank(corpus, question, scope).slice(0, CLOSE);
  const constraints = [...question.constraints, ...subjectsOf(question)];
  const bestScore = ranked[0]?.score ?? 1;
  return ranked
    .map((each) => candidate(question, constraints, { ranked: each, bestScore, scope }))
    .sort((a, b) => meritOf(b.signals) - meritOf(a.signals));
}

/** The three best passages that speak of the question and that its campaign, year or region leaves out. */
export function elsewhere(corpus: Corpus, question: Question, campaign: string | null): Entry[] {
  if (!isLimited(question, campaign)) return [];
  const free: Question = { ...question, years: [], regions: [] };
  return candidates(corpus, free, null)
    .filter(({ likelihood }) => likelihood >= LIKELY.near)
    .map(({ entry }) => entry)
    .filter((entry) => !isGap(entry) && !inScope(entry, question, campaign))
    .slice(0, 3);
}

/** Whether a passage deserves to be shown next to the best one. */
export function isClose(other: Candidate, best: Candidate): boolean {
  return other.likelihood >= LIKELY.near && other.score >= 0.5 * best.score;
}

/** Whether it says nearly as much as the best one, so that their figures may be compared. */
export function isAsGood(other: Candidate, best: Candidate): boolean {
  return other.likelihood >= LIKELY.found && other.score >= 0.75 * best.score;
}

/** The same for a passage of another call, when the question names none: each may be the right one. */
export function isRival(question: Question, other: Candidate, best: Candidate): boolean {
  if (question.kind === 'who' && !other.extract.cue) return false;
  const figures = question.kind === 'date' || question.kind === 'amount';
  if (!figures || !other.extract.cue) return isClose(other, best);
  return other.strength >= CUTS.near && other.score >= 0.5 * best.score;
}
