import type { Band } from './answer';
import { type Corpus, type Entry, isGap } from './corpus';
import { coverage, satisfies } from './coverage';
import { saysNothingFound } from './cues';
import { type Extract, extract } from './extract';
import type { Constraint, Question } from './question';
import { inScope, type Ranked, rank } from './rank';

/** A passage weighed as an answer. */
export interface Candidate {
  entry: Entry;
  score: number;
  /** How much of the question it says, 0 to 1. */
  strength: number;
  extract: Extract;
  /** What the question names and the passage does not. */
  unmet: Constraint[];
}

/** Share of each signal in the strength; chosen by hand on test/questions. */
const SHARES = { passage: 0.45, heading: 0.35, sentence: 0.2 };
/** Strength from which a passage is said to speak of the question, and to be the nearest answer. */
const CUTS = { near: 0.33, found: 0.6 };
/** Strength under which a question is taken to be about something else. */
const OFF_TOPIC = 0.25;
/** Strength from which the best passage is kept although another says that the texts are silent. */
const SURE = 0.9;
/** Passages looked at closely. */
const CLOSE = 6;

function candidate(question: Question, { entry, score }: Ranked): Candidate {
  const passage = coverage(question, entry.stems);
  const heading = Math.max(...entry.headings.map((stems) => coverage(question, stems)));
  const best = extract(question, entry);
  return {
    entry,
    score,
    strength: SHARES.passage * passage + SHARES.heading * heading + SHARES.sentence * best.coverage,
    extract: best,
    unmet: question.constraints.filter((constraint) => !satisfies(entry, constraint)),
  };
}

/** Half rank, half strength; what the question names and the passage does not counts against it. */
function merit({ score, strength, unmet }: Candidate, bestScore: number): number {
  return 0.5 * (score / bestScore) + 0.5 * strength - 0.15 * unmet.length;
}

/** The few best passages in scope, weighed, best first. */
export function candidates(corpus: Corpus, question: Question, campaign: string | null): Candidate[] {
  const ranked = rank(corpus, question, campaign).slice(0, CLOSE);
  const bestScore = ranked[0]?.score ?? 1;
  return ranked
    .map((each) => candidate(question, each))
    .sort((a, b) => merit(b, bestScore) - merit(a, bestScore));
}

/** The passages that speak of the question and that its campaign, year or region leaves out. */
export function elsewhere(corpus: Corpus, question: Question, campaign: string | null): Entry[] {
  const free: Question = { ...question, years: [], regions: [] };
  return candidates(corpus, free, null)
    .filter(({ entry, strength }) => strength >= CUTS.near && !inScope(entry, question, campaign))
    .map(({ entry }) => entry);
}

/** Whether a passage deserves to be shown next to the best one. */
export function isClose(other: Candidate, best: Candidate): boolean {
  return other.strength >= CUTS.found && other.score >= 0.75 * best.score;
}

/** The same for a passage of another call, when the question names none: each may be the right one. */
export function isRival(question: Question, other: Candidate, best: Candidate): boolean {
  const figures = question.kind === 'date' || question.kind === 'amount';
  if (!figures || !other.extract.cue) return isClose(other, best);
  return other.strength >= CUTS.near && other.score >= 0.5 * best.score;
}

/** Whether a passage only says that what is asked was not found. */
export function isSilent({ entry, extract, strength }: Candidate): boolean {
  return isGap(entry) || (strength >= CUTS.found && !extract.cue && saysNothingFound(entry.body));
}

/**
 * The passage saying that the texts are silent on the question: it comes first and nothing else
 * says as much, or it is near a best passage that lacks what was asked.
 */
export function silence(question: Question, found: Candidate[]): Candidate | undefined {
  const gap = found.find((each) => isSilent(each) && each.strength >= CUTS.near && each.unmet.length === 0);
  const speaking = found.find((each) => !isSilent(each));
  if (!gap || !speaking) return gap;
  const lead = speaking.strength - gap.strength;
  const answers = speaking.extract.cue && question.kind !== 'other' && speaking.unmet.length === 0;
  if (answers ? lead > -0.05 : speaking.strength >= SURE && lead > 0) return undefined;
  if (gap.score >= speaking.score) return gap;
  const lacking = !speaking.extract.cue ? lead < 0.1 : question.unknown.length > 0 && lead < 0;
  return lacking && gap.score >= 0.6 * speaking.score ? gap : undefined;
}

/** Whether nothing at all speaks of the question, as when it is about something else. */
export function isOffTopic(best: Candidate | undefined): boolean {
  return best === undefined || best.strength < OFF_TOPIC;
}

/** Whether the passage mentions the year asked for without being about it. */
function isOffYear({ years }: Question, { entry }: Candidate): boolean {
  return years.some((year) => entry.mentionedYears.has(year)) && !years.some((year) => entry.years.has(year));
}

/**
 * The band of the best passage. Each of these costs one band: something named that it does not
 * speak of, a year it only mentions, a kind of answer its sentences do not hold, a word that no
 * text knows when a date or a figure is asked. With such a word, nothing is ever `found`.
 */
export function bandOf(question: Question, best: Candidate): Band {
  const bands: Band[] = ['none', 'near', 'found'];
  const reached = best.strength >= CUTS.found ? 2 : best.strength >= CUTS.near ? 1 : 0;
  const stranger = question.unknown.length > 0;
  const doubts = [isOffYear(question, best), !best.extract.cue, stranger && question.kind !== 'other'];
  const losses = best.unmet.length + doubts.filter(Boolean).length;
  const ceiling = stranger ? 1 : 2;
  return bands[Math.max(0, Math.min(ceiling, reached - losses))] ?? 'none';
}
