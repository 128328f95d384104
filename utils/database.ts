import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { z } from 'zod';
import { parseProfile } from '@/knowledge/profile/parse';
import type { Profile } from '@/knowledge/profile/schema';

/**
 * The memory of the extension: one IndexedDB database of the extension origin. Every write is one
 * transaction, every read is checked by a schema, every failure is an `Error` in French.
 */
const NAME = 'assistant-galis';
const VERSION = 1;
/** Fills kept in the journal; the oldest leave first. */
const MAX_FILLS = 50;

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
});
/** Choices of the user, none of them secret; each falls back to the empty string. */
export type Settings = z.infer<typeof settingsSchema>;

const fillSchema = z.object({
  id: z.number().int().optional(),
  key: z.string().min(1).max(500),
  at: z.string().max(40),
  entries: z.array(z.unknown()).max(100_000),
});
/** A fill that can be undone: `key` names the tab and step, `at` is an ISO instant. */
export type FillRecord = z.infer<typeof fillSchema>;

interface Schema extends DBSchema {
  profiles: { key: string; value: { id: string } };
  settings: { key: string; value: unknown };
  fills: { key: number; value: FillRecord; indexes: { key: string } };
}
type Database = IDBPDatabase<Schema>;
const STORES = ['profiles', 'settings', 'fills'] as const;
type Store = (typeof STORES)[number];

/** A stored grappe that cannot be read: kept as it is, listed apart. `reason` is in French. */
export interface DamagedProfile {
  id: string;
  reason: string;
}

const MESSAGES: Record<string, string> = {
  QuotaExceededError:
    'Il n’y a plus de place pour les données sur cet ordinateur : rien n’a été modifié. Libérez de l’espace disque, puis recommencez.',
  VersionError:
    'Les données viennent d’une version plus récente de l’assistant. Mettez l’extension à jour : rien n’est perdu.',
  InvalidStateError: 'Le navigateur a fermé la base de données. Rechargez cette page : rien n’a été modifié.',
  BlockedError:
    'Un autre onglet de l’assistant retient la base de données. Fermez les autres onglets, puis rechargez cette page.',
};

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

const explain = (error: unknown): Error =>
  new Error(
    MESSAGES[nameOf(error)] ??
      'Le navigateur n’a pas pu lire ou écrire les données sur cet ordinateur : rien n’a été modifié.',
    { cause: error },
  );

let connection: Promise<Database> | undefined;

function open(): Promise<Database> {
  const { promise: blocked, reject } = Promise.withResolvers<never>();
  const opening = openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('profiles', { keyPath: 'id' });
      db.createObjectStore('settings');
      db.createObjectStore('fills', { keyPath: 'id', autoIncrement: true }).createIndex('key', 'key');
    },
    blocked() {
      reject(new DOMException('blocked', 'BlockedError'));
      opening.then((db) => db.close()).catch(() => {}); // nobody waits for it any more
    },
    blocking: () => void closeDatabase(), // a newer extension wants to upgrade
    terminated() {
      connection = undefined;
    },
  });
  return Promise.race([opening, blocked]);
}

function connect(): Promise<Database> {
  connection ??= open().catch((error: unknown) => {
    connection = undefined;
    throw error;
  });
  return connection;
}

/** Closes the connection, so that the database can be upgraded or deleted; the next call reopens it. */
export async function closeDatabase(): Promise<void> {
  const closing = connection;
  connection = undefined;
  (await closing)?.close();
}

/** Runs a piece of work, once more on a new connection when the browser had closed the first. */
async function run<T>(work: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await work(await connect()).catch(async (error: unknown) => {
      if (nameOf(error) !== 'InvalidStateError') throw error;
      connection = undefined;
      return work(await connect());
    });
  } catch (error) {
    throw explain(error);
  }
}

const writing = (db: Database) => db.transaction(STORES, 'readwrite', { durability: 'strict' });

/** Undoes what a failed piece of work already wrote. */
function abort(tx: ReturnType<typeof writing>): void {
  try {
    tx.abort();
  } catch {
    // The failure has already aborted it.
  }
}

/** One transaction: all its writes are kept, or none. Then tells every page of the extension. */
async function write<T>(store: Store, work: (tx: ReturnType<typeof writing>) => Promise<T>): Promise<T> {
  const result = await run(async (db) => {
    const tx = writing(db);
    const finished = tx.done.then(
      () => null,
      (error: unknown) => error,
    );
    const outcome = await work(tx).catch((error: unknown) => {
      abort(tx);
      throw error;
    });
    const failure = await finished;
    if (failure !== null) throw failure;
    return outcome;
  });
  announce(store);
  return result;
}

const attempt = (id: string, stored: unknown): { profile: Profile } | { damaged: DamagedProfile } => {
  try {
    return { profile: parseProfile(stored) };
  } catch (error) {
    return { damaged: { id, reason: error instanceof Error ? error.message : String(error) } };
  }
};

/** Every stored grappe, by id; those that cannot be read are reported, the others still come. */
export function listProfiles(): Promise<{ profiles: Profile[]; damaged: DamagedProfile[] }> {
  return run(async (db) => {
    const { store } = db.transaction('profiles');
    const [ids, rows] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const read = ids.map((id, i) => attempt(id, rows[i]));
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

/** Writes some grappes and removes others in one transaction: an import, or the undo of one. */
export async function replaceProfiles(saved: Profile[], removedIds: string[]): Promise<void> {
  const checked = saved.map((profile, rank) => parseProfile(profile, rank));
  await write('profiles', async (tx) => {
    const store = tx.objectStore('profiles');
    // Async callbacks: a request that throws at once becomes a rejection like the others.
    await Promise.all(removedIds.map(async (id) => store.delete(id)));
    await Promise.all(checked.map(async (p) => store.put(p)));
  });
}

/** Writes grappes, replacing those of the same id, all or none. Throws in French. */
export const saveProfiles = (profiles: Profile[]): Promise<void> => replaceProfiles(profiles, []);

/** Removes one grappe; nothing happens when there is none of this id. */
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
  await write('settings', async (tx) => {
    const store = tx.objectStore('settings');
    await Promise.all(Object.entries(changes).map(async ([key, value]) => store.put(value, key)));
  });
}

/** Writes a fill in the journal and returns its id; only the last ones are kept. */
export async function saveFill(record: FillRecord): Promise<number> {
  const { id, ...rest } = fillSchema.parse(record);
  return write('fills', async (tx) => {
    const store = tx.objectStore('fills');
    const key = await store.put(id === undefined ? rest : { id, ...rest });
    const old = (await store.getAllKeys()).slice(0, -MAX_FILLS);
    await Promise.all(old.map(async (oldKey) => store.delete(oldKey)));
    return key;
  });
}

/** The last readable fill of this tab and step, or null. */
export function lastFill(tabKey: string): Promise<FillRecord | null> {
  return run(async (db) => {
    const fills = await db.getAllFromIndex('fills', 'key', tabKey);
    const readable = fills.map((fill) => fillSchema.safeParse(fill).data ?? null);
    return readable.findLast((fill) => fill !== null) ?? null;
  });
}

/** Removes a fill of the journal, once it is undone. */
export async function deleteFill(id: number): Promise<void> {
  await write('fills', (tx) => tx.objectStore('fills').delete(id));
}

const changeSchema = z.object({ store: z.enum(STORES), source: z.string() });
/** Tells this page's own writes from those of the other pages. */
const SOURCE = crypto.randomUUID();

function announce(store: Store): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage({ store, source: SOURCE });
  channel.close();
}

/** Calls back after each write, from any page; `here` is true for this page's. Returns the way to stop. */
export function onDatabaseChange(callback: (change: { store: Store; here: boolean }) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    const change = changeSchema.safeParse(data);
    if (change.success) callback({ store: change.data.store, here: change.data.source === SOURCE });
  };
  return () => channel.close();
}
