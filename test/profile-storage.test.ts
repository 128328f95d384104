import { afterEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { backupName, readBackupFile } from '@/utils/backup';
import { protectStorage, storageRoom, storageState } from '@/utils/storage';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const manifest = (permissions: 'unlimitedStorage'[]) =>
  vi
    .spyOn(browser.runtime, 'getManifest')
    .mockReturnValue({ manifest_version: 3, name: 'test', version: '1', permissions });
const answer = (persisted: boolean, persist: boolean) =>
  vi.stubGlobal('navigator', { storage: { persisted: async () => persisted, persist: async () => persist } });

describe('protection of the storage', () => {
  test('without the permission, it is what the browser answers', async () => {
    manifest([]);
    answer(false, true);
    expect(await storageState()).toBe('unprotected');
    expect(await protectStorage()).toBe('protected');
  });
  test('with it, Chrome never evicts the data, whatever it answers', async () => {
    manifest(['unlimitedStorage']);
    answer(false, false);
    expect(await storageState()).toBe('protected');
  });
  test('Firefox gives the permission no such meaning: its answer counts', async () => {
    manifest(['unlimitedStorage']);
    answer(false, true);
    vi.stubEnv('BROWSER', 'firefox');
    expect(await storageState()).toBe('unprotected');
    expect(await protectStorage()).toBe('protected');
  });
  test('a browser that does not answer leaves it unknown', async () => {
    manifest([]);
    vi.stubGlobal('navigator', {});
    expect(await storageState()).toBe('unknown');
    expect(await protectStorage()).toBe('unknown');
  });
});

describe('room left', () => {
  const estimate = (given: StorageEstimate) =>
    vi.stubGlobal('navigator', { storage: { estimate: async () => given } });

  test('is what the browser grants less what is used, never less than nothing', async () => {
    estimate({ usage: 12, quota: 100 });
    expect(await storageRoom()).toEqual({ used: 12, free: 88 });
    estimate({ usage: 120, quota: 100 });
    expect(await storageRoom()).toEqual({ used: 120, free: 0 });
  });
  test('is unknown where the browser does not say', async () => {
    estimate({});
    expect(await storageRoom()).toBeNull();
    vi.stubGlobal('navigator', {});
    expect(await storageRoom()).toBeNull();
  });
});

describe('files', () => {
  test('a file over the cap is refused before it is read', async () => {
    const file = new File(['{}'], 'enorme.json');
    const read = vi.spyOn(file, 'text');
    vi.spyOn(file, 'size', 'get').mockReturnValue(201 * 1024 * 1024);
    await expect(readBackupFile(file)).rejects.toThrow('dépasse 100 Mo');
    expect(read).not.toHaveBeenCalled();
  });
  test('a file that vanished is said so', async () => {
    const file = new File(['{}'], 'parti.json');
    vi.spyOn(file, 'text').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    await expect(readBackupFile(file)).rejects.toThrow('déplacé ou supprimé');
  });
  test('the name of a backup holds its local day and time', () => {
    expect(backupName(new Date(2026, 10, 21, 9, 5))).toBe('assistant-galis-2026-11-21-0905.json');
    expect(backupName(new Date(2026, 10, 21, 9, 5), true)).toBe(
      'assistant-galis-chiffree-2026-11-21-0905.json',
    );
  });
});
