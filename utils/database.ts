import { z } from 'zod';
import { applyEdits, type Edit, sameJson } from '@/knowledge/profile/edit';
import { ProfileError, parseProfile } from '@/knowledge/profile/parse';
import type { Profile } from '@/knowledge/profile/schema';
import { dropAsked } from './asked';
import { run, type Writing, write } from './connection';
import { dropOrphanFills } from './journal';
import { dropSnapshots, keepOlderForms, keepSnapshot, putSnapshots, type Snapshot } from './snapshots';

/**
 * The memory of the extension: grappes, settings and the journal of fills. Every write is one
 * transaction, every read is checked by a schema, every failure is an `Error` in French.
 */
export { closeDatabase, onDatabaseChange } from './connection';
export {
  deleteCorrection,
  exportCorrections,
  importCorrections,
  listCorrections,
  saveCorrection,
} from './corrections';
export {
  allFills,
  deleteFill,
  type FillRecord,
  type FillSummary,
  fillsOfStep,
  journalCsv,
  journalFile,
  lastFill,
  listFills,
  saveFill,
} from './journal';
export { listSnapshots, type Snapshot, takeSnapshot } from './snapshots';
export { lastStep, stepKey, stepSeen } from './steps';
export { dropTyped, forgetTyped, listTyped, typedTexts } from './typed';

const settingsSchema = z.object({
  /** Profile shown everywhere; empty before the first import. */
  currentProfileId: z.string().max(64).catch(''),
  campaignId: z.string().max(64).catch(''),
  /** Dossier on screen in the portal; empty for the whole grappe. */
  dossierId: z.string().max(64).catch(''),
  /** ISO day of « Simuler au »; empty for today. */
  referenceDate: z.union([z.literal(''), z.iso.date()]).catch(''),
  /** ISO instant of the last backup file written; empty when there is none. */
  lastBackupAt: z.string().max(40).catch(''),
  /** Changes of the grappes since that backup. */
  changesSinceBackup: z.number().int().min(0).catch(0),
  /** The « boîte noire » keeps the long texts typed in the portal; on until the user says otherwise. */
  blackBox: z.boolean().catch(true),
  /** The person asked to be told of the deadlines; the browser's permission is asked when she switches it on. */
  notify: z.boolean().catch(false),
});
/** Choices of the user, none of them secret; each falls back to the empty string, zero, no or, for the « boîte noire », yes. */
export type Settings = z.infer<typeof settingsSchema>;

/** A stored grappe that cannot be read: kept as it is, listed apart. `reason` is in French. */
export interface DamagedProfile {
  id: string;
  reason: string;
  /** What is stored, untouched. */
  row: { id: string };
}

const attempt = (stored: { id: string }): { profile: Profile } | { damaged: DamagedProfile } => {
  try {
    return { profile: parseProfile(stored) };
  } catch (error) {
    return {
      damaged: { id: stored.id, reason: error instanceof Error ? error.message : String(error), row: stored },
    };
  }
};

/** Every stored grappe, by id; those that cannot be read are reported, the others still come. */
export function listProfiles(): Promise<{ profiles: Profile[]; damaged: DamagedProfile[] }> {
  return run(async (db) => {
    const { store } = db.transaction('profiles');
    const read = (await store.getAll()).map(attempt);
    return {
      profiles: read.flatMap((r) => ('profile' in r ? [r.profile] : [])),
      damaged: read.flatMap((r) => ('damaged' in r ? [r.damaged] : [])),
    };
  });
}

/** One grappe, or null when there is none of this id. Throws when it is stored but unreadable. */
export async function getProfile(id: string): Promise<Profile | null> {
  const stored = await run((db) => db.get('profiles', id));
  return stored === undefined ? null : parseProfile(stored);
}

interface Replacing {
  /** Damaged rows to put back exactly as they were. */
  unread?: DamagedProfile[];
  /** In French, keeps each grappe that is written over, under that reason. */
  snapshot?: string;
  /** Earlier states to put back with the grappes they are of. */
  versions?: Snapshot[];
  /** Grappes that must still be stored as they are here: somebody decided on what they held. */
  expected?: Profile[];
}

/** Refuses, in this transaction, to write over what another window has written meanwhile. */
async function refuseMoved(tx: Writing, expected: readonly Profile[]): Promise<void> {
  for (const grappe of expected) {
    const stored = await tx.objectStore('profiles').get(grappe.id);
    if (stored === undefined || !sameJson(parseProfile(stored), grappe))
      throw new ProfileError(
        `« ${grappe.name || 'Grappe sans nom'} » vient de changer dans une autre fenêtre : recommencez à partir de ce qu’elle est maintenant.`,
      );
  }
}

/**
 * Writes some grappes and removes others in one transaction: an import, or the undo of one. What is
 * removed leaves the journal and the questions too. Throws in French, nothing written.
 */
export async function replaceProfiles(
  saved: Profile[],
  removedIds: string[],
  { unread = [], snapshot = '', versions = [], expected = [] }: Replacing = {},
): Promise<void> {
  const checked = saved.map((profile, rank) => parseProfile(profile, rank));
  const takenAt = new Date().toISOString();
  await write(removedIds.length > 0 ? ['profiles', 'fills'] : ['profiles'], async (tx) => {
    const store = tx.objectStore('profiles');
    const ids = checked.map(({ id }) => id);
    await refuseMoved(tx, expected);
    if (snapshot === '') await keepOlderForms(tx, ids, takenAt);
    else for (const id of ids) await keepSnapshot(tx, id, takenAt, snapshot);
    // Async callbacks: a request that throws at once becomes a rejection like the others.
    await Promise.all(removedIds.map(async (id) => store.delete(id)));
    await Promise.all([...checked, ...unread.map(({ row }) => row)].map(async (row) => store.put(row)));
    await putSnapshots(tx, versions);
    await countChanges(tx, 1);
    if (removedIds.length > 0) {
      await dropOrphanFills(tx);
      await dropSnapshots(tx, removedIds);
      await dropAsked(tx, removedIds);
    }
  });
}

/** Counts, in this transaction, what a backup made now would add to the last one. */
export async function countChanges(tx: Writing, n: number): Promise<void> {
  const store = tx.objectStore('settings');
  const before = settingsSchema.shape.changesSinceBackup.parse(await store.get('changesSinceBackup'));
  await store.put(before + n, 'changesSinceBackup');
}

/** What became of some edits: saved, or not at all because somebody else had written in between. */
export type EditResult =
  | { ok: true; profile: Profile }
  | { ok: false; conflicts: Edit[]; profile: Profile | null };

/**
 * Applies edits to a grappe as it is stored now, in one transaction: read, apply, check, write. An
 * edit that finds another value than the one it expects stops them all; `profile` is then what is
 * stored (null when the grappe was deleted meanwhile). `now` is an ISO instant; `snapshot`, in
 * French, keeps the state before under that reason. Throws in French, nothing written.
 */
export async function editProfile(
  id: string,
  edits: readonly Edit[],
  now: string,
  snapshot = '',
): Promise<EditResult> {
  return write(['profiles'], async (tx) => {
    const store = tx.objectStore('profiles');
    const stored = await store.get(id);
    if (stored === undefined) return { ok: false, conflicts: [...edits], profile: null };
    const current = parseProfile(stored);
    const outcome = applyEdits(current, edits);
    if (!outcome.ok) return { ...outcome, profile: current };
    const profile = parseProfile({ ...outcome.profile, updatedAt: now });
    await keepOlderForms(tx, [id], now);
    if (snapshot !== '') await keepSnapshot(tx, id, now, snapshot);
    await store.put(profile);
    await countChanges(tx, 1);
    return { ok: true, profile };
  });
}

/** Writes grappes, replacing those of the same id, all or none. Throws in French. */
export const saveProfiles = (profiles: Profile[]): Promise<void> => replaceProfiles(profiles, []);

/** Removes one grappe and its fills; nothing happens when there is none of this id. */
export const deleteProfile = (id: string): Promise<void> => replaceProfiles([], [id]);

/** The choices of the user; what is absent or unreadable is the empty string. */
export function getSettings(): Promise<Settings> {
  return run(async (db) => {
    const { store } = db.transaction('settings');
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return settingsSchema.parse(Object.fromEntries(keys.map((key, i) => [key, values[i]])));
  });
}

/** Changes some choices, in one transaction, and leaves the others. */
export async function saveSettings(changes: Partial<Settings>): Promise<void> {
  await write(['settings'], async (tx) => {
    const store = tx.objectStore('settings');
    await Promise.all(Object.entries(changes).map(async ([key, value]) => store.put(value, key)));
  });
}

/** Keys of the remembered mappings in the store of settings. */
const mappingKey = (signature: string): string => `mapping:${signature}`;
const mappingSchema = z.record(z.string().max(300), z.string().max(80));

/** What each column was for, the last time a sheet with these columns was imported; null when never. */
export async function getColumnMapping(signature: string): Promise<Record<string, string> | null> {
  const stored = await run((db) => db.get('settings', mappingKey(signature)));
  return mappingSchema.safeParse(stored).data ?? null;
}

/** Remembers what each column of a sheet is for: header → target. */
export async function saveColumnMapping(signature: string, mapping: Record<string, string>): Promise<void> {
  // No page shows it: none has to read everything again.
  await write([], (tx) => tx.objectStore('settings').put(mapping, mappingKey(signature)));
}
