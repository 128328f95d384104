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
async function tamper(value: { id: string }): Promise<void> {
  const db = await openDB('assistant-galis');
  await db.put('profiles', value);
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
    expect(damaged).toEqual([{ id: 'autre', reason: expect.stringContaining('version du profil') }]);
    await expect(getProfile('autre')).rejects.toThrow('version du profil');
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
  const fill = (key: string, at: string) => ({ key, at, entries: [{ ref: 'r1', before: '' }] });
  test('the last fill of a step comes back until it is deleted', async () => {
    await saveFill(fill('12#identification', '2026-11-21T08:00:00Z'));
    await saveFill(fill('12#budget', '2026-11-21T08:01:00Z'));
    const id = await saveFill(fill('12#identification', '2026-11-21T08:02:00Z'));
    expect(await lastFill('12#identification')).toEqual({
      id,
      ...fill('12#identification', '2026-11-21T08:02:00Z'),
    });
    await deleteFill(id);
    expect((await lastFill('12#identification'))?.at).toBe('2026-11-21T08:00:00Z');
    expect(await lastFill('13#identification')).toBeNull();
  });
  test('a fill saved with its id is changed in place', async () => {
    const id = await saveFill(fill('a', '1'));
    expect(await saveFill({ id, ...fill('a', '2') })).toBe(id);
    expect((await lastFill('a'))?.at).toBe('2');
  });
  test('only the last fifty are kept', async () => {
    await saveFill(fill('first', '0'));
    for (let i = 0; i < 50; i++) await saveFill(fill('next', String(i)));
    expect(await lastFill('first')).toBeNull();
    expect((await lastFill('next'))?.at).toBe('49');
  });
});

test('every page hears of a write, and knows its own', async () => {
  const heard: unknown[] = [];
  const stop = onDatabaseChange((change) => heard.push(change));
  await saveProfiles([sampleGrappe()]);
  const elsewhere = new BroadcastChannel('assistant-galis');
  elsewhere.postMessage({ store: 'settings', source: 'another page' });
  elsewhere.postMessage({ nonsense: true });
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(heard).toEqual([
    { store: 'profiles', here: true },
    { store: 'settings', here: false },
  ]);
  stop();
  elsewhere.close();
});
