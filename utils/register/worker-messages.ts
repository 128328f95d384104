import { z } from 'zod';

/** What the page asks of the worker of the register, and what it answers. */
export interface BuildRequest {
  file: File;
  /** ISO instant. */
  now: string;
}

/** Answers of the worker, in order: any number of `progress`, then `done` or `failed`. */
export const buildAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    progress: z.object({
      bytesRead: z.number(),
      bytesTotal: z.number(),
      establishments: z.number(),
      phase: z.enum(['lecture', 'index']),
    }),
  }),
  z.object({ kind: z.literal('done') }),
  /** `message` is in French. */
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type BuildAnswer = z.infer<typeof buildAnswerSchema>;
