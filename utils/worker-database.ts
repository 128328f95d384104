import { DATABASE, upgradeStores, VERSION } from './stores';

/**
 * The database as the worker opens it: plain IndexedDB, no library. Its size is budgeted, and it may
 * be the first to open the database.
 */
export const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = (): Promise<IDBDatabase> => {
  const opening = indexedDB.open(DATABASE, VERSION);
  opening.onupgradeneeded = ({ oldVersion }) => {
    if (opening.transaction) upgradeStores(opening.result, opening.transaction, oldVersion);
  };
  return settled(opening);
};

/** One transaction on a connection of its own: the worker may be stopped right after. */
export const writing = async <T>(stores: string[], work: (tx: IDBTransaction) => Promise<T>): Promise<T> => {
  const db = await open();
  try {
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error);
    });
    const result = await work(tx);
    await done;
    return result;
  } finally {
    db.close();
  }
};
