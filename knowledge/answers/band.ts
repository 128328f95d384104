import type { Band } from './answer';
import { type Candidate, CUTS, LIKELY } from './candidates';
import { isAboutYear, mentionsYear, viewOf } from './corpus';
import { coverage, isSaid } from './coverage';
import { saysNothingFound } from './cues';
import type { Question } from './question';

/** Likelihood under which a question is taken to be about something else. */
const OFF_TOPIC = 0.12;
/** Share of unknown words from which a question left without an answer is about something else. */
const MOSTLY_UNKNOWN = 0.6;
/** Strength from which the best passage is kept although another says that the texts are silent. */
const SURE = 0.9;
/** Strength under which a passage that says the texts are silent is silent about something else. */
const LEAST_STRENGTH = 0.1;
/** Worth of the words of a question under which it is too vague: less than one rather rare word. */
const LEAST_WORTH = 2.5;

/** Whether a passage only says that what is asked was not found. */
export function isSilent({ entry, extract, strength, absent }: Candidate): boolean {
  return absent || (strength >= CUTS.found && !extract.cue && saysNothingFound(viewOf(entry).body));
}

/** Whether a passage speaks of all that is named; a list of addresses answers for every region. */
function isMet(question: Question, { unmet }: Candidate): boolean {
  return unmet.every(({ kind }) => kind === 'region' && question.kind === 'contact');
}

/**
 * The passage saying that the texts are silent on the question: it comes first and nothing else
 * says as much, or it is near a best passage that lacks what was asked.
 */
export function silence(question: Question, found: Candidate[]): Candidate | undefined {
  const gap = found.find(
    (each) =>
      isSilent(each) &&
      each.strength >= LEAST_STRENGTH &&
      each.likelihood >= LIKELY.near &&
      isMet(question, each),
  );
  const speaking = found.find((each) => !isSilent(each));
  if (!gap || !speaking) return gap;
  if (speaking === found[0] && speaking.strength >= gap.strength) return undefined;
  if (speaking.score < 0.8 * gap.score) return gap;
  // A passage that holds the date or figure asked, or says all of the question, is worth more.
  const lead = speaking.strength - gap.strength;
  const answers = speaking.extract.cue && question.kind !== 'other' && speaking.unmet.length === 0;
  if (answers ? lead > -0.15 : speaking.strength >= SURE && lead > 0) return undefined;
  if (gap.score >= speaking.score) return gap;
  const lacking = !speaking.extract.cue || speaking.unmet.length > 0;
  const doubtful = lacking ? lead < 0.1 : question.unknown.length > 0 && lead < 0;
  return doubtful && gap.score >= 0.6 * speaking.score ? gap : undefined;
}

/** Share of a question's worth, 0 to 1, that lies in words no text knows. */
function unknownShare({ words, worths, unknown }: Question): number {
  const total = worths.reduce((sum, worth) => sum + worth, 0);
  const strange = words.reduce(
    (sum, word, rank) => sum + (unknown.includes(word) ? (worths[rank] ?? 0) : 0),
    0,
  );
  return total === 0 ? 0 : strange / total;
}

/** Whether nothing at all speaks of the question, as when it is about something else. */
export function isOffTopic(question: Question, best: Candidate | undefined): boolean {
  if (best === undefined || best.likelihood < OFF_TOPIC) return true;
  return question.kind === 'other' && unknownShare(question) >= MOSTLY_UNKNOWN;
}

/** Whether the passage mentions the year asked for without being about it. */
function isOffYear({ years }: Question, { entry }: Candidate): boolean {
  return years.some((year) => mentionsYear(entry, year)) && !years.some((year) => isAboutYear(entry, year));
}

/** Whether the question says too little for any passage to be the nearest. */
export function isVague({ kind, worths }: Question): boolean {
  // « Jusqu’à quand » asks for a date without a word that counts; « combien » alone asks for anything.
  if (kind !== 'other' && kind !== 'count' && kind !== 'who') return false;
  return worths.reduce((sum, worth) => sum + worth, 0) < LEAST_WORTH;
}

/** Kinds of questions whose answer is a figure: that of another year or of nobody would mislead. */
const FIGURES = new Set<Question['kind']>(['hour', 'date', 'amount', 'count']);

/** Whether the passage lacks what cannot be lacking: the subject named, or the year of a figure. */
function isBesidePoint({ kind, years }: Question, { entry, unmet }: Candidate): boolean {
  const otherYear = years.length > 0 && !years.some((year) => mentionsYear(entry, year));
  return unmet.some((one) => one.kind === 'subject') || (otherYear && FIGURES.has(kind));
}

/** Of three words or more that count, only one is said, and it is no acronym: a coincidence. */
function isCoincidence(question: Question, { entry }: Candidate): boolean {
  const said = isSaid(question, viewOf(entry).stems);
  const counting = question.words.filter((_, rank) => (question.worths[rank] ?? 0) > 0);
  const met = question.words.filter((word, rank) => said[rank] && counting.includes(word));
  return counting.length >= 3 && met.length <= 1 && !met.some(({ acronym }) => acronym);
}

/** Asked who, a passage that says less than half of the question names somebody else. */
function isOfAnother(question: Question, { entry }: Candidate): boolean {
  return question.kind === 'who' && coverage(question, viewOf(entry).stems) < 0.5;
}

/** Kinds of questions that a passage without the address, the hour or the name does not answer at all. */
const EXACT = new Set<Question['kind']>(['hour', 'contact', 'who']);

/**
 * The band of the best passage: by its likelihood, and never `found` when the question is vague or
 * holds a word no text knows, nor when the passage lacks something named, the kind of answer asked,
 * or only mentions the year.
 */
export function bandOf(question: Question, best: Candidate): Band {
  const { likelihood, strength, extract } = best;
  if (isBesidePoint(question, best) || (!extract.cue && EXACT.has(question.kind))) return 'none';
  if (likelihood < LIKELY.near || isOfAnother(question, best) || isCoincidence(question, best)) return 'none';
  const doubts = [
    likelihood < LIKELY.found,
    strength < CUTS.found,
    isVague(question),
    question.unknown.length > 0,
    best.unmet.length > 0,
    !extract.cue,
    isOffYear(question, best),
  ];
  return doubts.some(Boolean) ? 'near' : 'found';
}
