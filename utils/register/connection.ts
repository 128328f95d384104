import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { failureOf, KeptConnection } from '../kept-connection';

/**
 * The database of the public registers, apart from that of the grappes: it can be lost or rebuilt
 * without harm. Every failure is an `Error` in French.
 */
export const NAME = 'assistant-galis-registre';

/** Sorted numbers of one kind, and where each record is: block × 64 + line. */
export interface KeyTable {
  keys: Float64Array;
  refs: Uint32Array;
}
/** The numbers of an index: establishment, its SIRET, its legal person; legal person, its SIREN. */
export const KINDS = ['et', 'siret', 'ofEj', 'ej', 'siren'] as const;
export type Kind = (typeof KINDS)[number];
/** The tables of an index, or of a part of it. */
export type KeyTables = Record<Kind, KeyTable>;

interface Schema extends DBSchema {
  /** `ready`: the indexes in use; `building`: the one being built. */
  meta: { key: string; value: unknown };
  /** Lines of JSON, 64 at most: [generation, rank]. */
  blocks: { key: [number, number]; value: string };
  /** Numbers of the blocks written together, not sorted yet: [generation, first block]. */
  chunks: { key: [number, number]; value: KeyTables };
  tables: { key: [number, Kind]; value: KeyTable };
  /** Answers of the public API, with their instant. */
  answers: { key: string; value: unknown };
}
export type Database = IDBPDatabase<Schema>;

const MESSAGES: Record<string, string> = {
  QuotaExceededError:
    'Il n’y a plus de place sur cet ordinateur pour l’index du registre. Ce qui était lu est gardé et l’ancien index reste en service : libérez de l’espace disque, puis déposez à nouveau le même fichier, la lecture reprendra où elle s’est arrêtée.',
  VersionError:
    'L’index du registre vient d’une version plus récente de l’assistant. Mettez l’extension à jour.',
  InvalidStateError: 'Le navigateur a fermé l’index du registre. Rechargez cette page.',
};

const explain = (error: unknown): Error =>
  new Error(
    MESSAGES[failureOf(error)] ??
      'Le navigateur n’a pas pu lire ou écrire l’index du registre sur cet ordinateur. Rechargez cette page ; l’ancien index est gardé.',
    { cause: error },
  );

const open = (lost: () => void): Promise<Database> =>
  openDB<Schema>(NAME, 1, {
    upgrade(db) {
      for (const store of ['meta', 'blocks', 'chunks', 'tables', 'answers'] as const)
        db.createObjectStore(store);
    },
    blocking: () => void closeRegister(), // a newer extension wants to upgrade
    terminated: lost,
  });

const connection = new KeptConnection<Schema>({ open, explain });

/** Closes the connection; the next call reopens it. */
export const closeRegister = connection.close;

/** Runs a piece of work on the database. Throws in French. */
export const run = <T>(work: (db: Database) => Promise<T>): Promise<T> => connection.run(work);

/** Makes all these writes and waits for the transaction; when one fails, undoes the others and throws. */
export async function allOrNone(
  tx: { abort(): void; done: Promise<void> },
  writes: (() => Promise<unknown>)[],
): Promise<void> {
  const finished = tx.done.then(
    () => null,
    (error: unknown) => error,
  );
  try {
    // Async callbacks: a request that throws at once becomes a rejection like the others.
    await Promise.all(writes.map(async (write) => write()));
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // The failure has already aborted it.
    }
    await finished;
    throw error;
  }
  const failure = await finished;
  if (failure !== null) throw failure;
}
