import { z } from 'zod';
import type { Answer } from '@/knowledge/answers/answer';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import { run, type Writing, write } from './connection';

/** The questions asked, kept on this computer, each grappe its own. Every failure is an `Error` in French. */

/** Questions kept of one grappe: the oldest leave first, those that were reported last. */
export const MAX_ASKED = 200;

const text = z.string().max(2000);
const citation = z.looseObject({
  text: z.string(),
  anchor: z.string(),
  title: z.string(),
  date: z.string(),
  dateNote: z.string().optional(),
  url: z.string(),
  urlNote: z.string().optional(),
  quote: z.string(),
  capture: z
    .looseObject({
      kind: z.enum(['page', 'pdf', 'docx', 'paste']),
      capturedAt: z.string(),
      hash: z.string(),
      fileName: z.string().optional(),
      page: z.number().optional(),
    })
    .optional(),
});
const reference = z.looseObject({ text: z.string(), anchor: z.string() });
const computed = z.looseObject({
  title: z.string(),
  lines: z.array(z.string()),
  formula: z.string().optional(),
  tone: z.enum(['ok', 'warn', 'bad', 'info']),
  citations: z.array(citation),
});
/** Loose: what a later version adds to an answer is kept as it is. */
const answerSchema: z.ZodType<Answer> = z.looseObject({
  question: text,
  computed: z.array(computed).optional(),
  found: z.boolean(),
  band: z.enum(['found', 'near', 'none']),
  answer: z.string(),
  citations: z.array(citation),
  missingWords: z.array(z.string()),
  sections: z.array(z.looseObject({ lead: z.string(), citations: z.array(citation) })).optional(),
  opening: z.array(z.string()).optional(),
  closing: z.array(z.string()).optional(),
  corrections: z.array(z.looseObject({ typed: z.string(), used: z.string() })).optional(),
  elsewhere: z.array(reference).optional(),
  nearest: z.array(reference).optional(),
});

const writtenAnswer: z.ZodType<WrittenAnswer> = z.looseObject({
  provider: z.string(),
  status: z.enum(['streaming', 'done', 'stopped', 'failed', 'silent', 'unverified']),
  sentences: z.array(
    z.looseObject({
      text: z.string(),
      citations: z.array(citation),
      state: z.enum(['verified', 'doubtful', 'struck']),
      reason: z.string(),
    }),
  ),
  tools: z.array(computed),
  problem: z.string(),
});
/** What a model wrote, as it was checked that day. */
const writtenSchema = z.object({ writtenAt: z.iso.datetime(), answer: writtenAnswer });
/** What a model wrote of a question, and when. */
export type Written = z.infer<typeof writtenSchema>;

const reportSchema = z.object({
  reason: z.enum(['wrong-source', 'incomplete', 'missing']),
  /** What the answer should have said, as typed; empty when the person does not know. */
  expected: text,
  note: text,
});
/** What the person says is wrong with an answer. */
export type Report = z.infer<typeof reportSchema>;

const newSchema = z.object({
  /** Empty when there was no grappe. */
  profileId: z.string().max(64),
  /** Call the answer was limited to; empty when none was chosen. */
  campaignId: z.string().max(64),
  askedAt: z.iso.datetime(),
  question: text.min(1),
  /** The answer as it was given; absent when it cannot be read any more. */
  answer: answerSchema.optional().catch(undefined),
  /** What a model wrote about it, when it was asked to. */
  written: writtenSchema.optional().catch(undefined),
  report: reportSchema.optional().catch(undefined),
});
const rowSchema = newSchema.extend({ id: z.number().int() });
/** A question as kept. */
export type Asked = z.infer<typeof rowSchema>;
/** A row exactly as it was stored, readable or not, to be put back. */
export type StoredAsked = { id?: number; profileId: string };

/** The questions of a grappe (empty id: asked with none), latest first; unreadable rows are left out, not deleted. */
export async function listAsked(profileId: string): Promise<Asked[]> {
  const rows = await run((db) => db.getAllFromIndex('asked', 'profileId', profileId));
  return rows.flatMap((row) => rowSchema.safeParse(row).data ?? []).toReversed();
}

/**
 * Keeps a question and its answer, and returns it with its id. The same question on the same call takes
 * the place of the earlier one, unless that one was reported, and takes what a model wrote with it when the
 * answer is the same; beyond 200 the oldest leave.
 */
export async function keepAsked(asked: z.input<typeof newSchema>): Promise<Asked> {
  const row = newSchema.parse(asked);
  return write(['asked'], async (tx) => {
    const store = tx.objectStore('asked');
    const before = (await store.index('profileId').getAll(row.profileId)).flatMap(
      (one) => rowSchema.safeParse(one).data ?? [],
    );
    for (const id of leaving(before, row)) await store.delete(id);
    const written = before.findLast((one) => isSame(one, row) && isAnsweredAlike(one, row))?.written;
    const kept = written && !row.written ? { ...row, written } : row;
    return { ...kept, id: await store.add(kept) };
  });
}

type New = z.infer<typeof newSchema>;

/** Asked before on the same call; what was reported stays as it is. */
const isSame = (one: Asked, row: New): boolean =>
  !one.report && one.question === row.question && one.campaignId === row.campaignId;

const isAnsweredAlike = (one: Asked, row: New): boolean =>
  one.answer !== undefined && one.answer.answer === row.answer?.answer;

/** Ids of the rows, oldest first, that make room for a new one. */
function leaving(before: Asked[], row: New): number[] {
  const others = before.filter((one) => !isSame(one, row));
  const byWorth = [...others.filter(({ report }) => !report), ...others.filter(({ report }) => report)];
  const beyond = byWorth.slice(0, Math.max(0, others.length + 1 - MAX_ASKED));
  return [...before.filter((one) => isSame(one, row)), ...beyond].map(({ id }) => id);
}

/** Keeps what the person says of an answer, or forgets it when null; nothing when the question is gone. */
export async function reportAsked(id: number, report: Report | null): Promise<void> {
  const kept = report === null ? undefined : reportSchema.parse(report);
  await change(id, ({ report: _, ...rest }) => (kept === undefined ? rest : { ...rest, report: kept }));
}

/** Keeps what a model wrote beside the answer, in the place of what it wrote before; nothing when the question is gone. */
export async function keepWritten(id: number, written: Written): Promise<void> {
  const kept = writtenSchema.parse(written);
  await change(id, (row) => ({ ...row, written: kept }));
}

async function change(id: number, edit: (row: Asked) => Asked): Promise<void> {
  await write(['asked'], async (tx) => {
    const store = tx.objectStore('asked');
    const row = rowSchema.safeParse(await store.get(id)).data;
    if (row) await store.put(edit(row));
  });
}

/** Removes one question of a grappe, or all of them when no id is given; returns what was stored. */
export async function removeAsked(profileId: string, id?: number): Promise<StoredAsked[]> {
  return write(['asked'], async (tx) => {
    const store = tx.objectStore('asked');
    const rows: StoredAsked[] = await store.index('profileId').getAll(profileId);
    const removed = rows.filter((row) => id === undefined || row.id === id);
    for (const row of removed) if (row.id !== undefined) await store.delete(row.id);
    return removed;
  });
}

/** Puts back what was removed. */
export async function restoreAsked(rows: readonly StoredAsked[]): Promise<void> {
  await write(['asked'], async (tx) => {
    for (const row of rows) await tx.objectStore('asked').put(row);
  });
}

/** Removes, in this transaction, the questions of grappes that are deleted. */
export async function dropAsked(tx: Writing, profileIds: readonly string[]): Promise<void> {
  const store = tx.objectStore('asked');
  for (const profileId of profileIds) {
    const ids = await store.index('profileId').getAllKeys(profileId);
    await Promise.all(ids.map(async (id) => store.delete(id)));
  }
}
