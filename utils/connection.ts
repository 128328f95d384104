import { type DBSchema, type IDBPDatabase, openDB, unwrap } from 'idb';
import { z } from 'zod';
import { ProfileError } from '@/knowledge/profile/parse';
import { failureOf, KeptConnection } from './kept-connection';
import { DATABASE, upgradeStores, VERSION } from './stores';

/**
 * The IndexedDB database of the extension origin: one connection, one transaction for each write,
 * every failure an `Error` in French. What the stores hold is read and checked elsewhere.
 */
/** A fill as stored. `heldAt` is its instant, as long as its entries hold values. */
export interface FillRow {
  id?: number;
  key: string;
  profileId?: string;
  heldAt?: string;
  entries?: unknown[];
}

interface Schema extends DBSchema {
  profiles: { key: string; value: { id: string } };
  settings: { key: string; value: unknown };
  fills: {
    key: number;
    value: FillRow;
    indexes: { key: string; at: string; heldAt: string };
  };
  snapshots: {
    key: number;
    value: { id?: number; profileId: string; takenAt: string; reason: string; row: { id: string } };
    indexes: { profileId: string };
  };
  corrections: { key: string; value: { signature: string } };
  steps: { key: string; value: { key: string; lastAt: string } };
  typed: { key: number; value: { id?: number; url: string }; indexes: { url: string } };
  campaigns: { key: string; value: { id: string } };
  captures: {
    key: string;
    value: { id: string };
    indexes: { hash: string; url: string; fileName: string; passages: number };
  };
  asked: { key: number; value: { id?: number; profileId: string }; indexes: { profileId: string } };
  assistant: { key: string; value: unknown };
}
type Database = IDBPDatabase<Schema>;
const STORES = [
  'profiles',
  'settings',
  'fills',
  'snapshots',
  'corrections',
  'steps',
  'typed',
  'campaigns',
  'captures',
  'asked',
  'assistant',
] as const;
type Store = (typeof STORES)[number];

const MESSAGES: Record<string, string> = {
  QuotaExceededError:
    'Il n’y a plus de place pour les données sur cet ordinateur : rien n’a été modifié. Libérez de l’espace disque, puis recommencez.',
  VersionError:
    'Les données viennent d’une version plus récente de l’assistant. Mettez l’extension à jour : rien n’est perdu.',
  InvalidStateError: 'Le navigateur a fermé la base de données. Rechargez cette page : rien n’a été modifié.',
  BlockedError:
    'Un autre onglet de l’assistant retient la base de données. Fermez les autres onglets, puis rechargez cette page.',
};

function explain(error: unknown): Error {
  if (error instanceof ProfileError) return error; // what was to be written is wrong, and it says why
  return new Error(
    MESSAGES[failureOf(error)] ??
      'Le navigateur n’a pas pu lire ou écrire les données sur cet ordinateur : rien n’a été modifié.',
    { cause: error },
  );
}

function open(lost: () => void): Promise<Database> {
  const { promise: blocked, reject } = Promise.withResolvers<never>();
  const opening = openDB<Schema>(DATABASE, VERSION, {
    upgrade: (db, from, _, tx) => upgradeStores(unwrap(db), unwrap(tx), from),
    blocked() {
      reject(new DOMException('blocked', 'BlockedError'));
      opening.then((db) => db.close()).catch(() => {}); // nobody waits for it any more
    },
    blocking: () => void closeDatabase(), // a newer extension wants to upgrade
    terminated: lost,
  });
  return Promise.race([opening, blocked]);
}

const connection = new KeptConnection<Schema>({ open, explain });

/** Closes the connection, so that the database can be upgraded or deleted; the next call reopens it. */
export const closeDatabase = connection.close;

/** Runs a piece of work, once more on a new connection when the browser had closed the first. Throws in French. */
export const run = <T>(work: (db: Database) => Promise<T>): Promise<T> => connection.run(work);

const writing = (db: Database) => db.transaction(STORES, 'readwrite', { durability: 'strict' });
/** A transaction that may write in every store. */
export type Writing = ReturnType<typeof writing>;

/** Undoes what a failed piece of work already wrote. */
function abort(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // The failure has already aborted it.
  }
}

/**
 * One transaction: all its writes are kept, or none. Then tells every page of the extension that
 * these stores changed. Throws in French.
 */
export async function write<T>(changed: Store[], work: (tx: Writing) => Promise<T>): Promise<T> {
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
  announce(changed);
  return result;
}

const changeSchema = z.object({ store: z.enum(STORES), source: z.string() });
/** Tells this page's own writes from those of the other pages. */
const SOURCE = crypto.randomUUID();

function announce(changed: Store[]): void {
  const channel = new BroadcastChannel(DATABASE);
  for (const store of changed) channel.postMessage({ store, source: SOURCE });
  channel.close();
}

/** Calls back after each write, from any page; `here` is true for this page's. Returns the way to stop. */
export function onDatabaseChange(callback: (change: { store: Store; here: boolean }) => void): () => void {
  const channel = new BroadcastChannel(DATABASE);
  channel.onmessage = ({ data }) => {
    const change = changeSchema.safeParse(data);
    if (change.success) callback({ store: change.data.store, here: change.data.source === SOURCE });
  };
  return () => channel.close();
}
