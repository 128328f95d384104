/**
 * The stores of the extension's database and how an older one becomes this one. Plain IndexedDB and
 * no import: the worker opens the same database, and its size is budgeted.
 */
export const DATABASE = 'assistant-galis';
export const VERSION = 6;

/** Creates what a database of an earlier version lacks; what it holds stays. */
export const upgradeStores = (db: IDBDatabase, tx: IDBTransaction, from: number): void => {
  if (from < 1) {
    db.createObjectStore('profiles', { keyPath: 'id' });
    db.createObjectStore('settings');
    db.createObjectStore('fills', { keyPath: 'id', autoIncrement: true }).createIndex('key', 'key');
  }
  if (from < 2)
    db.createObjectStore('snapshots', { keyPath: 'id', autoIncrement: true }).createIndex(
      'profileId',
      'profileId',
    );
  if (from < 3) {
    db.createObjectStore('corrections', { keyPath: 'signature' });
    db.createObjectStore('steps', { keyPath: 'key' });
    db.createObjectStore('typed', { keyPath: 'id', autoIncrement: true }).createIndex('url', 'url');
    indexFills(tx.objectStore('fills'));
  }
  if (from < 4) db.createObjectStore('campaigns', { keyPath: 'id' });
  if (from < 5) {
    db.createObjectStore('captures', { keyPath: 'id' });
    db.createObjectStore('asked', { keyPath: 'id', autoIncrement: true }).createIndex(
      'profileId',
      'profileId',
    );
    db.createObjectStore('assistant');
  }
  if (from < 6) indexCaptures(tx.objectStore('captures'));
};

/** What tells a text already there, and how many passages each has: a text is then added without reading the others. */
const indexCaptures = (captures: IDBObjectStore): void => {
  captures.createIndex('hash', 'source.capture.hash');
  captures.createIndex('url', 'source.url');
  captures.createIndex('fileName', 'source.capture.fileName');
  captures.createIndex('passages', 'source.passages.length');
};

/** `at`: instant of the fill. `heldAt`: the same, only as long as the values are kept. */
const indexFills = (fills: IDBObjectStore): void => {
  fills.createIndex('at', 'at');
  fills.createIndex('heldAt', 'heldAt');
  const reading = fills.openCursor();
  reading.onsuccess = () => {
    const cursor = reading.result;
    if (!cursor) return;
    cursor.update({ ...cursor.value, heldAt: cursor.value.at });
    cursor.continue();
  };
};
