import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import {
  closeDatabase,
  deleteProfile,
  getProfile,
  getSettings,
  listProfiles,
  onDatabaseChange,
  replaceProfiles,
  saveProfiles,
  saveSettings,
} from '@/utils/database';
import { VERSION } from '@/utils/stores';
import { nationalGrappe, sampleWith } from './profiles/build';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Writes behind the back of the module, as a bug or an older version would. */
async function tamper(value: object, store = 'profiles'): Promise<void> {
  const db = await openDB('assistant-galis');
  await db.put(store, value);
  db.close();
}

const renamed = (name: string) =>
  sampleWith((draft) => {
    draft.name = name;
  });
const other = () =>
  sampleWith((draft) => {
    draft.id = 'autre';
    draft.name = 'Autre grappe (exemple fictif)';
  });

describe('grappes', () => {
  test('what is saved comes back identical, after the database was closed too', async () => {
    await saveProfiles([sampleGrappe(), nationalGrappe(500)]);
    await closeDatabase();
    const { profiles, damaged } = await listProfiles();
    expect(profiles).toEqual([sampleGrappe(), nationalGrappe(500)]);
    expect(damaged).toEqual([]);
    expect(await getProfile('grappe-exemple')).toEqual(sampleGrappe());
    expect(await getProfile('inconnue')).toBeNull();
  });
  test('saving again replaces, deleting removes', async () => {
    await saveProfiles([sampleGrappe(), other()]);
    await saveProfiles([renamed('Renommée (exemple fictif)')]);
    await deleteProfile('autre');
    const { profiles } = await listProfiles();
    expect(profiles.map((p) => p.name)).toEqual(['Renommée (exemple fictif)']);
  });
  test('an import and its undo are one transaction each', async () => {
    await saveProfiles([sampleGrappe()]);
    await replaceProfiles([other()], ['grappe-exemple']);
    expect((await listProfiles()).profiles.map((p) => p.id)).toEqual(['autre']);
  });
  test('a bad grappe stops the whole save, in French', async () => {
    await saveProfiles([sampleGrappe()]);
    const bad = sampleWith((draft) => {
      draft.id = 'mauvaise';
      draft.project.startDate = '2023-02-30';
    });
    await expect(saveProfiles([other(), bad])).rejects.toThrow('projet, date de début');
    expect((await listProfiles()).profiles.map((p) => p.id)).toEqual(['grappe-exemple']);
  });
});

describe('damage', () => {
  test('a corrupted grappe is reported, the others are still read', async () => {
    await saveProfiles([sampleGrappe(), other()]);
    await tamper({ id: 'autre' });
    const { profiles, damaged } = await listProfiles();
    expect(profiles.map((p) => p.id)).toEqual(['grappe-exemple']);
    expect(damaged).toEqual([
      { id: 'autre', reason: expect.stringContaining('version du profil'), row: { id: 'autre' } },
    ]);
    await expect(getProfile('autre')).rejects.toThrow('version du profil');
  });
  test('a corrupted grappe that was replaced is put back exactly as it was', async () => {
    const row = { id: 'autre', schemaVersion: 99, novelty: { kept: [1, null] } };
    await saveProfiles([sampleGrappe()]);
    await tamper(row);
    const { damaged } = await listProfiles();
    await saveProfiles([other()]);
    await replaceProfiles([], ['grappe-exemple'], { unread: damaged });
    expect(await listProfiles()).toEqual({
      profiles: [],
      damaged: [{ id: 'autre', reason: expect.stringContaining('plus récente'), row }],
    });
  });
  test('a failure in the middle of a save leaves every grappe as it was', async () => {
    await saveProfiles([sampleGrappe()]);
    const put = IDBObjectStore.prototype.put;
    let calls = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      calls += 1;
      if (calls === 2) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    });
    await expect(saveProfiles([renamed('Jamais écrite (exemple fictif)'), other()])).rejects.toThrow(
      'Il n’y a plus de place',
    );
    vi.restoreAllMocks();
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
  });
  test('a database of a newer extension is refused and left alone', async () => {
    (await openDB('assistant-galis', 7)).close();
    await expect(listProfiles()).rejects.toThrow('version plus récente');
  });
  test('another page that keeps an old database open is named', async () => {
    await saveProfiles([sampleGrappe()]);
    await closeDatabase();
    const holder = await openDB('assistant-galis');
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((name) => open(name, VERSION + 1));
    await expect(listProfiles()).rejects.toThrow('Un autre onglet de l’assistant');
    holder.close();
  });
  test('a connection closed by the browser is opened again', async () => {
    await saveProfiles([sampleGrappe()]);
    const closed = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closing', 'InvalidStateError');
    });
    expect((await listProfiles()).profiles).toHaveLength(1);
    expect(closed).toHaveBeenCalledTimes(2);
  });
  test('the page lets a newer extension upgrade the database', async () => {
    await saveProfiles([sampleGrappe()]);
    const upgraded = await openDB('assistant-galis', VERSION + 1);
    expect(upgraded.version).toBe(VERSION + 1);
    upgraded.close();
  });
});

describe('settings', () => {
  test('start empty and change one by one', async () => {
    const empty = await getSettings();
    expect(empty).toMatchObject({
      currentProfileId: '',
      campaignId: '',
      referenceDate: '',
      lastBackupAt: '',
    });
    await saveSettings({ campaignId: 'paca-2023' });
    await saveSettings({ referenceDate: '2023-03-01' });
    expect(await getSettings()).toEqual({ ...empty, campaignId: 'paca-2023', referenceDate: '2023-03-01' });
  });
  test('a date that is none falls back to today', async () => {
    await saveSettings({ referenceDate: 'demain' });
    expect((await getSettings()).referenceDate).toBe('');
  });
});

test('every page hears of a write, and knows its own', async () => {
  const heard: unknown[] = [];
  const stop = onDatabaseChange((change) => heard.push(change));
  await saveProfiles([sampleGrappe()]);
  await deleteProfile('grappe-exemple');
  const elsewhere = new BroadcastChannel('assistant-galis');
  elsewhere.postMessage({ store: 'settings', source: 'another page' });
  elsewhere.postMessage({ nonsense: true });
  await vi.waitFor(() => expect(heard).toHaveLength(4));
  expect(heard).toEqual([
    { store: 'profiles', here: true },
    { store: 'profiles', here: true },
    { store: 'fills', here: true },
    { store: 'settings', here: false },
  ]);
  stop();
  elsewhere.close();
});
