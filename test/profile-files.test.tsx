import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportBackup, PanelFiles } from '@/entrypoints/sidepanel/files';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { readBackupFile } from '@/utils/backup';
import { closeDatabase, getSettings, listProfiles, saveProfiles } from '@/utils/database';

/** A stored grappe this version cannot read, with a key that would have a whole file refused. */
const damagedRow = () => ({
  id: 'abimee',
  schemaVersion: 2,
  name: 'Abîmée (exemple fictif)',
  bank: 12,
  ...JSON.parse('{"__proto__":{"kept":true}}'),
});
let blobs: Blob[] = [];

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', BroadcastChannel); // happy-dom has none
  blobs = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) blobs.push(blob);
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function tamper(row: { id: string }): Promise<void> {
  const db = await openDB('assistant-galis');
  await db.put('profiles', row);
  db.close();
}
const importBackup = (file: File): Promise<string> => new PanelFiles().import(file);
const written = async (): Promise<string> => (await blobs.at(-1)?.text()) ?? '';
const asFile = (text: string) => new File([text], 'sauvegarde.json');

describe('exporting from the panel', () => {
  test('nothing stored: nothing written, and it is said', async () => {
    expect(await exportBackup()).toContain('pas encore de grappe');
    expect(blobs).toEqual([]);
    expect((await getSettings()).lastBackupAt).toBe('');
  });
  test('only grappes that can be read: the file has no list apart', async () => {
    await saveProfiles([sampleGrappe()]);
    expect(await exportBackup()).not.toContain('illisible');
    expect(JSON.parse(await written())).not.toHaveProperty('damaged');
  });
  test('a damaged grappe is told and is in the file as it is stored; the others can be imported', async () => {
    await saveProfiles([sampleGrappe()]);
    await tamper(damagedRow());
    const said = await exportBackup();
    expect(said).toContain('Grappe illisible, jointe au fichier telle quelle');
    expect(said).toContain('Abîmée (exemple fictif)');
    const { damaged } = JSON.parse(await written());
    const { damaged: stored } = await listProfiles();
    expect(damaged).toEqual([JSON.stringify(stored[0]?.row)]);
    expect(damaged[0]).toContain('__proto__');
    expect(JSON.parse(damaged[0])).toMatchObject({ id: 'abimee', bank: 12 });
    expect(await readBackupFile(asFile(await written()))).toMatchObject({
      profiles: [sampleGrappe()],
      warnings: [expect.stringContaining('Une grappe illisible reste dans ce fichier')],
    });
  });
  test('all damaged: the file is written all the same, and reading it says why nothing comes', async () => {
    await saveProfiles([]);
    await tamper(damagedRow());
    expect(await exportBackup()).toContain('jointe au fichier telle quelle');
    expect((await getSettings()).lastBackupAt).not.toBe('');
    const reading = readBackupFile(asFile(await written()));
    await expect(reading).rejects.toThrow(/aucune grappe lisible.*coordonnées bancaires/);
  });
  test('what JSON cannot write is told and does not stop the others', async () => {
    await saveProfiles([sampleGrappe()]);
    await tamper(Object.assign(damagedRow(), { amount: 1n }));
    expect(await exportBackup()).toContain('non sauvegardée (elle reste dans ce navigateur)');
    expect(JSON.parse(await written()).profiles).toHaveLength(1);
  });
});

describe('importing from the panel', () => {
  const backup = (profiles: unknown[], damaged: string[]) =>
    asFile(JSON.stringify({ format: 'assistant-galis', version: 1, profiles, damaged }));

  test('a grappe set apart that this version can read comes back', async () => {
    const said = await importBackup(backup([], [JSON.stringify(sampleGrappe())]));
    expect(said).toBe('1 grappe ajoutée.');
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
  });
  test('the warnings of the file are said, and what is unreadable is not stored', async () => {
    const said = await importBackup(backup([sampleGrappe()], ['{"id":"abimee"', '{"id":"autre"}']));
    expect(said).toMatch(/^1 grappe ajoutée\. (Une grappe illisible reste dans ce fichier.*){2}$/);
    const { profiles, damaged } = await listProfiles();
    expect([profiles.length, damaged.length]).toEqual([1, 0]);
  });
  test('one grappe in both lists is refused', async () => {
    const twice = backup([sampleGrappe()], [JSON.stringify(sampleGrappe())]);
    await expect(importBackup(twice)).rejects.toThrow('portent le même identifiant');
  });
  test('a file of a newer format is refused as such', async () => {
    const newer = { format: 'assistant-galis', version: 2, profiles: [sampleGrappe()], damaged: ['{}'] };
    await expect(importBackup(asFile(JSON.stringify(newer)))).rejects.toThrow('version plus récente');
  });
});
