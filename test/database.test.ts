import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import {
  closeDatabase,
  deleteFill,
  deleteProfile,
  getProfile,
  getSettings,
  lastFill,
  listProfiles,
  onDatabaseChange,
  replaceProfiles,
  saveFill,
  saveProfiles,
  saveSettings,
} from '@/utils/database';
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
    const holder = await openDB('assistant-galis', 1);
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((name) => open(name, 2));
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
    const upgraded = await openDB('assistant-galis', 2);
    expect(upgraded.version).toBe(2);
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

describe('journal of fills', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 8, minutes)).toISOString();
  const fill = (key: string, minutes = 0, profileId = 'grappe-exemple') => ({
    key,
    at: at(minutes),
    profileId,
    entries: [{ ref: 'r1', before: '' }],
  });
  const WEEK = 7 * 24 * 60;

  test('the last fill of a step comes back until it is deleted', async () => {
    await saveFill(fill('d1 identification', 0));
    await saveFill(fill('d1 budget', 1));
    const id = await saveFill(fill('d1 identification', 2));
    expect(await lastFill('d1 identification')).toEqual({ id, ...fill('d1 identification', 2) });
    await deleteFill(id);
    expect((await lastFill('d1 identification'))?.at).toBe(at(0));
    expect(await lastFill('d2 identification')).toBeNull();
  });
  test('a fill saved with its id is changed in place', async () => {
    const id = await saveFill(fill('a', 1));
    expect(await saveFill({ id, ...fill('a', 2) })).toBe(id);
    expect((await lastFill('a'))?.at).toBe(at(2));
  });
  test('only the last fifty are kept', async () => {
    await saveFill(fill('first'));
    for (let i = 0; i < 50; i++) await saveFill(fill('next', i));
    expect(await lastFill('first')).toBeNull();
    expect((await lastFill('next'))?.at).toBe(at(49));
  });
  test('a fill older than a week, or of an unreadable instant, leaves with the next one', async () => {
    await saveFill(fill('old', 0));
    await saveFill(fill('week', 1));
    await tamper({ id: 900, ...fill('undated'), at: 'hier' }, 'fills');
    await saveFill(fill('new', WEEK + 1));
    const kept = await Promise.all(['old', 'week', 'undated', 'new'].map(lastFill));
    expect(kept.map((one) => one?.key)).toEqual([undefined, 'week', undefined, 'new']);
    const db = await openDB('assistant-galis');
    expect(await db.count('fills')).toBe(2);
    db.close();
  });
  test('a fill whose instant is none is refused', async () => {
    await expect(saveFill({ ...fill('a'), at: 'hier' })).rejects.toThrow();
    expect(await lastFill('a')).toBeNull();
  });
  test('the grappe of a fill is empty when it was not said', async () => {
    await saveFill({ key: 'a', at: at(0), entries: [] });
    expect((await lastFill('a'))?.profileId).toBe('');
  });
  test('a deleted grappe leaves nothing in the journal, the fills of the others stay', async () => {
    await saveProfiles([sampleGrappe(), other()]);
    await saveFill(fill('of the deleted'));
    await saveFill(fill('of the other', 0, 'autre'));
    await saveFill(fill('of nobody known', 0, ''));
    await deleteProfile('grappe-exemple');
    const keys = ['of the deleted', 'of the other', 'of nobody known'];
    const kept = await Promise.all(keys.map(lastFill));
    expect(kept.map((one) => one?.key)).toEqual([undefined, 'of the other', undefined]);
  });
  test('the grappe and its fills leave together, or not at all', async () => {
    await saveProfiles([sampleGrappe()]);
    await saveFill(fill('a'));
    const remove = IDBObjectStore.prototype.delete;
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'fills') throw new DOMException('broken', 'UnknownError');
      return remove.call(this, key);
    });
    await expect(deleteProfile('grappe-exemple')).rejects.toThrow('rien n’a été modifié');
    vi.restoreAllMocks();
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
    expect((await lastFill('a'))?.key).toBe('a');
  });
  test('an import that only replaces leaves the journal alone', async () => {
    await saveProfiles([sampleGrappe()]);
    await saveFill(fill('a'));
    await saveProfiles([renamed('Renommée (exemple fictif)')]);
    expect((await lastFill('a'))?.key).toBe('a');
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
