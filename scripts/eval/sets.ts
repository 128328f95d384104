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

function half(name: string, suffix: 'seen' | 'unseen'): EvaluationSet {
  return {
    name,
    cases: answerable.parse(read(suffix)),
    neighbours: z.array(z.string()).parse(read(`neighbours-${suffix}`)),
    offTopic: z.array(z.string()).parse(read(`off-topic-${suffix}`)),
  };
}

/** The half that tuning looked at, and the one it never did: apart, always. */
export const readSets = (): EvaluationSet[] => [
  half('moitié vue', 'seen'),
  half('moitié jamais vue', 'unseen'),
];
