import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseBackup, serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { exportStored } from '@/utils/backup';
import {
  listCampaigns,
  onCampaignsChange,
  removeCampaigns,
  saveCampaign,
  saveCampaigns,
} from '@/utils/campaigns';
import { closeDatabase, getSettings, saveProfiles } from '@/utils/database';
import { lockText, readLock, unlockText } from '@/utils/encryption';
import { callOf } from './campaigns/build';

const NOW = '2026-11-22T08:00:00.000Z';
const written = vi.hoisted(() => ({ text: '' }));
vi.mock('@/utils/download', () => ({
  downloadFile: (text: string) => {
    written.text = text;
  },
}));

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  written.text = '';
});
afterEach(() => {
  vi.restoreAllMocks();
});

const other = () => callOf({ id: 'autre-appel', title: 'Autre appel inventé' });

describe('the calls of the user', () => {
  test('are kept, listed by title, changed and removed; each counts for the next backup', async () => {
    await saveCampaigns([
      { campaign: other(), before: null },
      { campaign: callOf(), before: null },
    ]);
    expect((await listCampaigns()).campaigns).toEqual([callOf(), other()]);
    await saveCampaign(callOf({ year: 2029 }), callOf());
    await removeCampaigns(['autre-appel']);
    await closeDatabase();
    expect(await listCampaigns()).toEqual({ campaigns: [callOf({ year: 2029 })], damaged: [] });
    expect((await getSettings()).changesSinceBackup).toBe(3);
  });
  test.each([
    ['a new one over one that is there', () => saveCampaign(callOf({ year: 2030 }), null)],
    [
      'a change of one that changed meanwhile',
      () => saveCampaign(callOf({ year: 2030 }), callOf({ year: 2027 })),
    ],
    ['a change of one that was removed', () => saveCampaign(other(), other())],
  ])('%s is refused, nothing written', async (_name, change) => {
    await saveCampaign(callOf(), null);
    await expect(change()).rejects.toThrow('vient de changer dans une autre fenêtre');
    expect((await listCampaigns()).campaigns).toEqual([callOf()]);
  });
  test('several are written all or none', async () => {
    await saveCampaign(callOf(), null);
    const both = [
      { campaign: other(), before: null },
      { campaign: callOf(), before: null },
    ];
    await expect(saveCampaigns(both)).rejects.toThrow('rien n’a été écrit');
    expect((await listCampaigns()).campaigns).toEqual([callOf()]);
  });
  test('no more than two hundred', async () => {
    const many = Array.from({ length: 200 }, (_, rank) => ({
      campaign: callOf({ id: `appel-${rank}` }),
      before: null,
    }));
    await saveCampaigns(many);
    await expect(saveCampaign(callOf(), null)).rejects.toThrow('200 appels');
  });
  test('one that cannot be read is told apart, and may be removed', async () => {
    await saveCampaign(callOf(), null);
    const db = await openDB('assistant-galis');
    await db.put('campaigns', { ...other(), year: 'bientôt' });
    db.close();
    const { campaigns, damaged } = await listCampaigns();
    expect(campaigns).toEqual([callOf()]);
    expect(damaged).toMatchObject([
      { id: 'autre-appel', reason: expect.stringContaining('un nombre est attendu') },
    ]);
    await removeCampaigns(['autre-appel']);
    expect((await listCampaigns()).damaged).toEqual([]);
  });
  test('a change is told to the pages', async () => {
    const told = vi.fn();
    const stop = onCampaignsChange(told);
    await saveCampaign(callOf(), null);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    stop();
  });
});

describe('a backup', () => {
  test('holds the calls, readable or not, and gives back those that are', async () => {
    await saveProfiles([sampleGrappe()]);
    await saveCampaign(callOf(), null);
    const db = await openDB('assistant-galis');
    await db.put('campaigns', { ...other(), year: 'bientôt' });
    db.close();
    expect(await exportStored(new Date(NOW))).toMatchObject({ count: 1, calls: 2 });
    const { profiles, campaigns, warnings } = parseBackup(written.text);
    expect(profiles).toEqual([sampleGrappe()]);
    expect(campaigns).toEqual([callOf()]);
    expect(warnings).toEqual([expect.stringContaining('n’est pas lisible')]);
  });
  test('of calls alone is one', async () => {
    await saveCampaign(callOf(), null);
    expect(await exportStored(new Date(NOW))).toMatchObject({ count: 0, calls: 1 });
    expect(parseBackup(written.text)).toEqual({
      profiles: [],
      campaigns: [callOf()],
      warnings: [],
      exportedAt: NOW,
    });
  });
  test('without any says nothing of them, and older ones are still read', () => {
    const text = serializeBackup([sampleGrappe()], NOW);
    expect(text).not.toContain('campaigns');
    expect(parseBackup(text).campaigns).toEqual([]);
    for (const name of ['sauvegarde-v1.json', 'sauvegarde-v2.json']) {
      const old = readFileSync(`${import.meta.dirname}/profiles/${name}`, 'utf8');
      expect(parseBackup(old).campaigns).toEqual([]);
    }
  });
  test('frozen with a call of the first format is read whole', () => {
    const frozen = readFileSync(`${import.meta.dirname}/profiles/sauvegarde-appels.json`, 'utf8');
    expect(parseBackup(frozen)).toMatchObject({ profiles: [], campaigns: [callOf()], warnings: [] });
  });
  test('locked by a passphrase holds them too', async () => {
    const locked = await readLock(
      await lockText(serializeBackup([], NOW, [], [callOf()]), 'phrase inventée 2028'),
    );
    if (!locked) throw new Error('the file is not locked');
    expect(parseBackup(await unlockText(locked, 'phrase inventée 2028')).campaigns).toEqual([callOf()]);
  });
});
