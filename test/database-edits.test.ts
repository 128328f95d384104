import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { invertEdits, setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { listCampaigns, saveCampaign } from '@/utils/campaigns';
import {
  closeDatabase,
  deleteProfile,
  editProfile,
  getColumnMapping,
  getProfile,
  getSettings,
  lastFill,
  lastStep,
  listCorrections,
  listProfiles,
  listSnapshots,
  listTyped,
  saveColumnMapping,
  saveProfiles,
} from '@/utils/database';
import { VERSION } from '@/utils/stores';
import { callOf } from './campaigns/build';

const NOW = '2026-11-22T09:00:00.000Z';
const grappe = sampleGrappe();
const title = (text: string) => setValue(grappe, ['project', 'title'], text);

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  await saveProfiles([grappe]);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('edits of a stored grappe', () => {
  test('are written together, with the instant, and counted for the next backup', async () => {
    const before = (await getSettings()).changesSinceBackup;
    const edits = [...title('Nouveau'), ...setValue(grappe, ['bank', 'holder'], 'Autre titulaire (fictif)')];
    const result = await editProfile(grappe.id, edits, NOW);
    expect(result).toMatchObject({ ok: true, profile: { project: { title: 'Nouveau' }, updatedAt: NOW } });
    expect(await getProfile(grappe.id)).toEqual(result.profile);
    expect((await getSettings()).changesSinceBackup).toBe(before + 1);
    expect(await listSnapshots(grappe.id)).toEqual([]);
  });

  test('of two windows both stay when they touch different values', async () => {
    await editProfile(grappe.id, title('Fenêtre 1'), NOW);
    await editProfile(grappe.id, setValue(grappe, ['bank', 'holder'], 'Fenêtre 2'), NOW);
    expect(await getProfile(grappe.id)).toMatchObject({
      project: { title: 'Fenêtre 1' },
      bank: { holder: 'Fenêtre 2' },
    });
  });

  test('that cross another window’s are refused, and what is stored is given back', async () => {
    await editProfile(grappe.id, title('Fenêtre 1'), NOW);
    const edits = [...title('Fenêtre 2'), ...setValue(grappe, ['bank', 'holder'], 'Fenêtre 2')];
    const result = await editProfile(grappe.id, edits, NOW);
    expect(result).toMatchObject({
      ok: false,
      conflicts: [{ path: ['project', 'title'], after: 'Fenêtre 2' }],
      profile: { project: { title: 'Fenêtre 1' } },
    });
    expect((await getProfile(grappe.id))?.bank).toEqual(grappe.bank);
  });

  test('of a grappe deleted meanwhile change nothing', async () => {
    await deleteProfile(grappe.id);
    expect(await editProfile(grappe.id, title('Trop tard'), NOW)).toMatchObject({ ok: false, profile: null });
    expect((await listProfiles()).profiles).toEqual([]);
  });

  test('that give a value the schema refuses are refused in French', async () => {
    const edits = setValue(grappe, ['project', 'startDate'], '2023-02-30');
    await expect(editProfile(grappe.id, edits, NOW)).rejects.toThrow('projet, date de début');
    expect(await getProfile(grappe.id)).toEqual(grappe);
  });

  test('when the disk is full leave the grappe as it was', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(editProfile(grappe.id, title('Perdu'), NOW, 'avant l’import')).rejects.toThrow(
      'plus de place',
    );
    vi.restoreAllMocks();
    expect(await getProfile(grappe.id)).toEqual(grappe);
    expect(await listSnapshots(grappe.id)).toEqual([]);
  });
});

describe('snapshots', () => {
  test('keep the state before an import, the five latest, until the grappe is deleted', async () => {
    let current = grappe;
    for (let n = 1; n <= 7; n++) {
      const edits = setValue(current, ['project', 'title'], `Titre ${n}`);
      const result = await editProfile(grappe.id, edits, NOW, `avant l’import n° ${n}`);
      if (result.ok) current = result.profile;
    }
    const kept = await listSnapshots(grappe.id);
    expect(kept.map(({ reason }) => reason)).toEqual([7, 6, 5, 4, 3].map((n) => `avant l’import n° ${n}`));
    expect(kept[0]?.row).toMatchObject({ project: { title: 'Titre 6' } });
    await deleteProfile(grappe.id);
    expect(await listSnapshots(grappe.id)).toEqual([]);
  });

  test('keep an older form exactly as it was before it is written over', async () => {
    const file: unknown = JSON.parse(
      readFileSync(`${import.meta.dirname}/profiles/sauvegarde-v1.json`, 'utf8'),
    );
    const rows = (file as { profiles: { id: string }[] }).profiles;
    const db = await openDB('assistant-galis');
    for (const row of rows) await db.put('profiles', row);
    db.close();
    const { profiles, damaged } = await listProfiles();
    expect(damaged).toEqual([]);
    for (const row of rows) {
      const read = profiles.find(({ id }) => id === row.id);
      if (!read) throw new Error('not read');
      expect(await listSnapshots(row.id)).toEqual([]);
      const edits = setValue(read, ['name'], 'Renommée (exemple fictif)');
      expect((await editProfile(row.id, edits, NOW)).ok).toBe(true);
      expect(await listSnapshots(row.id)).toMatchObject([{ row, takenAt: NOW }]);
      await editProfile(row.id, invertEdits(edits), NOW);
      expect(await listSnapshots(row.id)).toHaveLength(1);
    }
  });
});

test('what the columns of a sheet are for is remembered by signature', async () => {
  expect(await getColumnMapping('nom|finess')).toBeNull();
  await saveColumnMapping('nom|finess', { nom: 'essms.name', finess: 'essms.finess' });
  expect(await getColumnMapping('nom|finess')).toEqual({ nom: 'essms.name', finess: 'essms.finess' });
  expect(await getColumnMapping('autre')).toBeNull();
  expect((await getSettings()).currentProfileId).toBe('');
});

test('a database of the first version is upgraded with all it holds', async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const old = await openDB('assistant-galis', 1, {
    upgrade(db) {
      db.createObjectStore('profiles', { keyPath: 'id' });
      db.createObjectStore('settings');
      db.createObjectStore('fills', { keyPath: 'id', autoIncrement: true }).createIndex('key', 'key');
    },
  });
  await old.put('profiles', grappe);
  await old.put('settings', grappe.id, 'currentProfileId');
  old.close();
  expect(await getProfile(grappe.id)).toEqual(grappe);
  expect((await getSettings()).currentProfileId).toBe(grappe.id);
  expect(await listSnapshots(grappe.id)).toEqual([]);
});

test('a database of the second version is upgraded with all it holds', async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const old = await openDB('assistant-galis', 2, {
    upgrade(db) {
      db.createObjectStore('profiles', { keyPath: 'id' });
      db.createObjectStore('settings');
      db.createObjectStore('fills', { keyPath: 'id', autoIncrement: true }).createIndex('key', 'key');
      const snapshots = db.createObjectStore('snapshots', { keyPath: 'id', autoIncrement: true });
      snapshots.createIndex('profileId', 'profileId');
    },
  });
  const fill = {
    key: 'd1 budget',
    at: NOW,
    profileId: grappe.id,
    entries: [{ ref: 'r1', before: 'ancien' }],
  };
  const snapshot = { profileId: grappe.id, takenAt: NOW, reason: 'avant un import', row: { id: grappe.id } };
  await old.put('profiles', grappe);
  await old.put('settings', grappe.id, 'currentProfileId');
  await old.put('settings', { nom: 'essms.name' }, 'mapping:nom');
  await old.put('fills', fill);
  await old.put('fills', { ...fill, key: 'd1 illisible', at: 12 });
  await old.put('snapshots', snapshot);
  old.close();
  expect(await getProfile(grappe.id)).toEqual(grappe);
  expect((await getSettings()).currentProfileId).toBe(grappe.id);
  expect((await getSettings()).blackBox).toBe(true);
  expect(await getColumnMapping('nom')).toEqual({ nom: 'essms.name' });
  expect(await listSnapshots(grappe.id)).toEqual([{ id: 1, ...snapshot }]);
  expect(await lastFill('d1 budget')).toEqual({
    id: 1,
    held: true,
    step: '',
    url: '',
    dossierId: '',
    ...fill,
  });
  expect([await listCorrections(), await listTyped(), await lastStep('une étape')]).toEqual([[], [], null]);
  const now = await openDB('assistant-galis');
  expect([now.version, await now.count('fills')]).toEqual([VERSION, 2]);
  now.close();
});

test('a database of the third version is upgraded with all it holds', async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const old = await openDB('assistant-galis', 3, {
    upgrade(db) {
      db.createObjectStore('profiles', { keyPath: 'id' });
      db.createObjectStore('settings');
      const fills = db.createObjectStore('fills', { keyPath: 'id', autoIncrement: true });
      for (const name of ['key', 'at', 'heldAt']) fills.createIndex(name, name);
      const snapshots = db.createObjectStore('snapshots', { keyPath: 'id', autoIncrement: true });
      snapshots.createIndex('profileId', 'profileId');
      db.createObjectStore('corrections', { keyPath: 'signature' });
      db.createObjectStore('steps', { keyPath: 'key' });
      db.createObjectStore('typed', { keyPath: 'id', autoIncrement: true }).createIndex('url', 'url');
    },
  });
  const fill = {
    key: 'd1 budget',
    at: NOW,
    profileId: grappe.id,
    entries: [{ ref: 'r1', before: 'ancien' }],
  };
  await old.put('profiles', grappe);
  await old.put('settings', false, 'blackBox');
  await old.put('fills', { ...fill, heldAt: NOW });
  old.close();
  expect(await getProfile(grappe.id)).toEqual(grappe);
  expect(await getSettings()).toMatchObject({ blackBox: false, notify: false });
  expect(await lastFill('d1 budget')).toMatchObject(fill);
  expect(await listCampaigns()).toEqual({ campaigns: [], damaged: [] });
  await saveCampaign(callOf(), null);
  expect((await listCampaigns()).campaigns).toEqual([callOf()]);
});
