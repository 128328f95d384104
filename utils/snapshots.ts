import { z } from 'zod';
import { needsMigration } from '@/knowledge/profile/migrations';
import { isRecord } from '@/knowledge/profile/parse';
import { run, type Writing, write } from './connection';

/** How many earlier states of one grappe are kept: the oldest leave first. */
const KEPT = 5;

const snapshotSchema = z.object({
  id: z.number(),
  profileId: z.string(),
  /** ISO instant. */
  takenAt: z.string(),
  /** In French, for instance « avant l’import de membres.xlsx ». */
  reason: z.string(),
  row: z.looseObject({ id: z.string() }),
});
/** A grappe exactly as it was stored before something large was written over it. */
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Adds, in this transaction, the stored state of a grappe, and lets the oldest go. */
export async function keepSnapshot(
  tx: Writing,
  profileId: string,
  takenAt: string,
  reason: string,
): Promise<void> {
  const row = await tx.objectStore('profiles').get(profileId);
  if (row === undefined) return;
  const store = tx.objectStore('snapshots');
  await store.add({ profileId, takenAt, reason, row });
  const ids = await store.index('profileId').getAllKeys(profileId);
  await Promise.all(ids.slice(0, Math.max(0, ids.length - KEPT)).map(async (id) => store.delete(id)));
}

/** Keeps, in this transaction, each stored grappe of an older form that is about to be written over. */
export async function keepOlderForms(tx: Writing, ids: string[], takenAt: string): Promise<void> {
  const store = tx.objectStore('profiles');
  for (const id of ids) {
    const row: unknown = await store.get(id);
    if (isRecord(row) && needsMigration(row))
      await keepSnapshot(tx, id, takenAt, 'avant le passage à une nouvelle version du profil');
  }
}

/** Earlier states of one grappe, the latest first; those that cannot be read are left out. */
export async function listSnapshots(profileId: string): Promise<Snapshot[]> {
  const stored = await run((db) => db.getAllFromIndex('snapshots', 'profileId', profileId));
  return stored
    .map((row) => snapshotSchema.safeParse(row).data)
    .filter((row) => row !== undefined)
    .toReversed();
}

/** Removes, in this transaction, the earlier states of grappes that are deleted. */
export async function dropSnapshots(tx: Writing, profileIds: string[]): Promise<void> {
  const store = tx.objectStore('snapshots');
  for (const profileId of profileIds) {
    const ids = await store.index('profileId').getAllKeys(profileId);
    await Promise.all(ids.map(async (id) => store.delete(id)));
  }
}

/** Puts back, in this transaction, earlier states that left with their grappe. */
export async function putSnapshots(tx: Writing, snapshots: readonly Snapshot[]): Promise<void> {
  const store = tx.objectStore('snapshots');
  for (const snapshot of snapshots) await store.put(snapshot);
}

/** Takes a snapshot of a grappe on its own, before a large change. Throws in French. */
export const takeSnapshot = (profileId: string, takenAt: string, reason: string): Promise<void> =>
  write(['snapshots'], (tx) => keepSnapshot(tx, profileId, takenAt, reason));
