import { analyse } from './analyse';
import { type Entry, holdsCue } from './corpus';
import { coverage } from './coverage';
import { hasCue, saysNothingFound } from './cues';
import { searchable } from './normalise';
import type { Question } from './question';
import { type Slice, sentences } from './sentences';

export interface Extract {
  /** Slices of the body, in its order, without overlap. */
  slices: Slice[];
  /** Coverage of the question by the best sentence, 0 to 1. */
  coverage: number;
  /** Whether the slices hold what the kind of question expects: a date, an amount, an address… */
  cue: boolean;
}

interface Weighed {
  slice: Slice;
  coverage: number;
  value: number;
}

function weigh(question: Question, slice: Slice, rank: number): Weighed {
  const words = analyse(slice.text, 'passage');
  const covered = coverage(question, new Set(words.map((word) => word.stem)));
  const cue = question.kind !== 'other' && hasCue(question.kind, searchable(slice.text)) ? 0.3 : 0;
  const verdict = /^(?:Oui|Non)\b/.test(slice.text) ? 0.3 : 0;
  const silent = saysNothingFound(searchable(slice.text)) ? -0.2 : 0;
  const length = 0.1 * Math.min(1, words.length / 30) - 0.03 * rank;
  return { slice, coverage: covered, value: covered + cue + verdict + silent + length };
}

/** A paragraph up to this length is quoted whole, so that no caveat is cut off; in characters. */
const SHORT_PARAGRAPH = 350;

function paragraphAround(body: string, { start }: Slice): Slice {
  const from = body.lastIndexOf('\n', start) + 1;
  const end = body.indexOf('\n', start);
  const to = end === -1 ? body.length : end;
  return { start: from, end: to, text: body.slice(from, to) };
}

/** The slices in the order of the body, each completed to its paragraph when that is short. */
function completed(body: string, slices: Slice[]): Slice[] {
  const result: Slice[] = [];
  for (const slice of [...slices].sort((a, b) => a.start - b.start)) {
    const paragraph = paragraphAround(body, slice);
    const short = paragraph.end - paragraph.start <= SHORT_PARAGRAPH;
    if (slice.start >= (result.at(-1)?.end ?? 0)) result.push(short ? paragraph : slice);
  }
  return result;
}

/** The two sentences of a passage that say most of the question, copied with their short paragraph. */
export function extract(question: Question, entry: Entry): Extract {
  const { body } = entry.passage;
  const weighed = sentences(body)
    .map((slice, rank) => weigh(question, slice, rank))
    .sort((a, b) => b.value - a.value);
  const best = weighed.slice(0, 2);
  return {
    slices: completed(
      body,
      best.map(({ slice }) => slice),
    ),
    coverage: Math.max(0, ...weighed.map((each) => each.coverage)),
    cue:
      (question.kind !== 'who' || holdsCue(entry, 'who')) &&
      best.some(({ slice }) => hasCue(question.kind, searchable(slice.text))),
  };
}
