import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A question with what must be found and shown. */
export interface Case {
  question: string;
  /** Campaign chosen in the panel. */
  campaign: string | null;
  /** Year the answer must be about. */
  year: number | null;
  /** Every passage that answers, `text#anchor`. */
  gold: string[];
  /** Words that must stand in what is shown. */
  answer: string[];
}

/** One half of the questions, and the two families that no text answers. */
export interface EvaluationSet {
  name: string;
  cases: Case[];
  neighbours: string[];
  offTopic: string[];
}

const answerable = z.array(
  z.object({
    question: z.string(),
    campaign: z.string().nullable(),
    year: z.number().nullable(),
    gold: z.array(z.string()).min(1),
    answer: z.array(z.string()).min(1),
  }),
);

const folder = join(import.meta.dirname, '..', '..', 'test', 'questions');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

type Half = 'seen' | 'unseen';

const NAMES: Record<Half, string> = { seen: 'moitié vue', unseen: 'moitié jamais vue' };

/** The half named after `--half`, null without the option; throws when it is neither of the two. */
export function halfOf(args: string[]): Half | null {
  const at = args.indexOf('--half');
  if (at === -1) return null;
  const named = args[at + 1];
  if (named !== 'seen' && named !== 'unseen') throw new Error('--half: seen ou unseen');
  return named;
}

function half(suffix: Half): EvaluationSet {
  return {
    name: NAMES[suffix],
    cases: answerable.parse(read(suffix)),
    neighbours: z.array(z.string()).parse(read(`neighbours-${suffix}`)),
    offTopic: z.array(z.string()).parse(read(`off-topic-${suffix}`)),
  };
}

/** The half that tuning looked at, and the one it never did: apart, always; or one of them. */
export const readSets = (only: Half | null = null): EvaluationSet[] =>
  (only === null ? (['seen', 'unseen'] as const) : [only]).map(half);
