import { z } from 'zod';
import { run, type Writing, write } from './connection';

/** Fills kept in the journal; the oldest leave first. */
const MAX_FILLS = 50;
/** A fill holds bank and personal data in clear, and the page it wrote in is long gone: it leaves too. */
const MAX_AGE = 7 * 86_400_000;

const fillSchema = z.object({
  id: z.number().int().optional(),
  key: z.string().min(1).max(500),
  at: z.iso.datetime(),
  profileId: z.string().max(64).default(''),
  entries: z.array(z.unknown()).max(100_000),
});
/**
 * A fill that can be undone: `key` names the document (page load) and step, `at` is an ISO instant,
 * `profileId` the grappe whose data it holds.
 */
export type FillRecord = z.infer<typeof fillSchema>;

/** Writes a fill in the journal and returns its id; only the last ones are kept, and for a week. */
export async function saveFill(record: z.input<typeof fillSchema>): Promise<number> {
  const { id, ...rest } = fillSchema.parse(record);
  return write(['fills'], async (tx) => {
    const saved = await tx.objectStore('fills').put(id === undefined ? rest : { id, ...rest });
    await dropOld(tx, rest.at);
    return saved;
  });
}

/** `now` is an ISO instant; a fill whose own instant cannot be read leaves as an old one. */
async function dropOld(tx: Writing, now: string): Promise<void> {
  const store = tx.objectStore('fills');
  const oldest = Date.parse(now) - MAX_AGE;
  const [ids, fills] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const recent = ids.filter((_, i) => Date.parse(fillSchema.safeParse(fills[i]).data?.at ?? '') >= oldest);
  const kept = new Set(recent.slice(-MAX_FILLS));
  await Promise.all(ids.filter((id) => !kept.has(id)).map(async (id) => store.delete(id)));
}

/** The last readable fill of this document and step, or null. */
export function lastFill(key: string): Promise<FillRecord | null> {
  return run(async (db) => {
    const fills = await db.getAllFromIndex('fills', 'key', key);
    const readable = fills.map((fill) => fillSchema.safeParse(fill).data ?? null);
    return readable.findLast((fill) => fill !== null) ?? null;
  });
}

/** Removes a fill of the journal, once it is undone. */
export async function deleteFill(id: number): Promise<void> {
  await write(['fills'], (tx) => tx.objectStore('fills').delete(id));
}

/** Removes, in this transaction, the fills that hold the data of no stored grappe. */
export async function dropOrphanFills(tx: Writing): Promise<void> {
  const store = tx.objectStore('fills');
  const [profileIds, ids, fills] = await Promise.all([
    tx.objectStore('profiles').getAllKeys(),
    store.getAllKeys(),
    store.getAll(),
  ]);
  const orphans = ids.filter((_, i) => !profileIds.includes(fills[i]?.profileId ?? ''));
  await Promise.all(orphans.map(async (id) => store.delete(id)));
}
