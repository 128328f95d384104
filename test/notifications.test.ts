import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Notice } from '@/knowledge/campaigns/agenda';
import { HOUR } from '@/knowledge/campaigns/instants';
import { closeDatabase, getSettings, saveSettings } from '@/utils/database';
import { keptNotices } from '@/utils/notice-store';
import {
  allowNotices,
  areNoticesAllowed,
  forbidNotices,
  planNotices,
  watchNotices,
} from '@/utils/notifications';

/** A busy machine takes its time. */
const within = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });

/** Notices of an invented call. */
const NOW = Date.UTC(2023, 8, 1, 8);
const notice = (id: string, at: number, event = id): Notice => ({
  id,
  event,
  at,
  title: `Clôture ${id}`,
  message: 'Appel à projets inventé',
});
const SOON = notice('soon', NOW + HOUR);
const LATER = notice('later', NOW + 48 * HOUR);

/** What the browser gave, as a set of permissions; fake-browser knows none. */
const given = new Set<string>();
const permissions = {
  contains: ({ permissions = [] as string[] }) => Promise.resolve(permissions.every((one) => given.has(one))),
  request: ({ permissions = [] as string[] }) => {
    for (const one of permissions) given.add(one);
    return Promise.resolve(true);
  },
  remove: ({ permissions = [] as string[] }) => {
    for (const one of permissions) given.delete(one);
    return Promise.resolve(true);
  },
  onAdded: { addListener: vi.fn() },
};

const alarms = async () =>
  (await fakeBrowser.alarms.getAll())
    .map(({ name, scheduledTime }) => [name, scheduledTime] as const)
    .toSorted(([, a], [, b]) => a - b);
const others = vi.fn();
const shown = async () => Object.keys(await fakeBrowser.notifications.getAll());
/** An alarm that wakes the worker, which shows what it must before it is stopped again. */
const ring = async (name: string) => {
  await fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: 0, persistAcrossSessions: false });
  await within(() => keptNotices());
};

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  fakeBrowser.reset();
  given.clear();
  others.mockClear();
  Object.assign(fakeBrowser.permissions, permissions);
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((path) => `chrome-extension://test${path}`);
});

describe('the permission', () => {
  test('is not there before it is asked, and is given back with every trace of the notices', async () => {
    expect(await areNoticesAllowed()).toBe(false);
    expect(await allowNotices()).toBe(true);
    expect(await areNoticesAllowed()).toBe(true);
    await planNotices([SOON], NOW);
    watchNotices(others);
    await ring('echeance:soon');
    await within(async () => expect(await shown()).toEqual(['soon']));
    await planNotices([LATER], NOW);
    await forbidNotices();
    expect([await alarms(), await keptNotices(), await shown(), [...given]]).toEqual([[], [], [], []]);
  });
});

describe('planned notices', () => {
  test('have an alarm each, those planned before have none left', async () => {
    await planNotices([SOON, LATER], NOW);
    expect(await alarms()).toEqual([
      ['echeance:soon', SOON.at],
      ['echeance:later', LATER.at],
    ]);
    await planNotices([LATER], NOW);
    expect(await alarms()).toEqual([['echeance:later', LATER.at]]);
    expect(await keptNotices()).toEqual([LATER]);
  });

  test('leave the alarms of others alone', async () => {
    await fakeBrowser.alarms.create('autre', { when: NOW + HOUR });
    await planNotices([SOON], NOW);
    await forbidNotices();
    expect((await alarms()).map(([name]) => name)).toEqual(['autre']);
  });

  test('one that is due and not shown yet stays: its alarm may be ringing', async () => {
    await planNotices([SOON, LATER], NOW);
    await planNotices([LATER], SOON.at);
    expect((await keptNotices()).map(({ id }) => id)).toEqual(['soon', 'later']);
  });

  test('are kept beside the settings, which they leave as they were', async () => {
    await saveSettings({ notify: true, campaignId: 'paca-2023' });
    await planNotices([SOON], NOW);
    expect(await getSettings()).toMatchObject({ notify: true, campaignId: 'paca-2023' });
  });
});

describe('the worker', () => {
  test('shows a notice once, whatever how many times its alarm rings', async () => {
    await planNotices([SOON, LATER], NOW);
    watchNotices(others);
    const create = vi.spyOn(fakeBrowser.notifications, 'create');
    await Promise.all([ring('echeance:soon'), ring('echeance:soon')]);
    await within(() => expect(create).toHaveBeenCalledOnce());
    expect(create.mock.calls[0]).toEqual([
      'soon',
      {
        type: 'basic',
        iconUrl: 'chrome-extension://test/icon/128.png',
        title: 'Clôture soon',
        message: 'Appel à projets inventé',
      },
    ]);
    expect((await keptNotices()).map(({ id }) => id)).toEqual(['later']);
  });

  test('a click on a notice shows the dates of its call in « Ma grappe », in its tab when it is open', async () => {
    const page = 'chrome-extension://test/profil.html';
    const contexts = vi.fn(async () => [] as object[]);
    Object.assign(fakeBrowser.runtime, { getContexts: contexts });
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    const update = vi.fn(async () => undefined);
    Object.assign(fakeBrowser.tabs, { update });
    const event = 'paca-2023.regional-1.closing-1';
    await planNotices([notice(`${event}.3`, SOON.at, event)], NOW);
    watchNotices(others);
    await ring(`echeance:${event}.3`);
    await within(async () => expect(await shown()).toEqual([event]));
    await fakeBrowser.notifications.onClicked.trigger(event);
    await within(() => expect(create).toHaveBeenCalledWith({ url: `${page}#appels/paca-2023` }));
    expect(await shown()).toEqual([]);
    contexts.mockResolvedValue([{ documentUrl: `${page}#banque`, tabId: 7 }]);
    await fakeBrowser.notifications.onClicked.trigger(event);
    await within(() =>
      expect(update).toHaveBeenCalledWith(7, { active: true, url: `${page}#appels/paca-2023` }),
    );
    expect(create).toHaveBeenCalledOnce();
  });

  test('lets the earlier notices of the same event go, late by then', async () => {
    const [first, second] = [notice('e.3', NOW + HOUR, 'e'), notice('e.0', NOW + 2 * HOUR, 'e')];
    await planNotices([first, second, LATER], NOW);
    watchNotices(others);
    await ring('echeance:e.0');
    await ring('echeance:e.3');
    await within(async () => expect(await shown()).toEqual(['e']));
    expect((await keptNotices()).map(({ id }) => id)).toEqual(['later']);
  });

  test('sets the alarms again when the browser starts, those missed included', async () => {
    await planNotices([SOON, LATER], NOW);
    await fakeBrowser.alarms.clearAll();
    watchNotices(others);
    await fakeBrowser.runtime.onStartup.trigger();
    await within(async () => expect((await alarms()).map(([name]) => name)).toHaveLength(2));
  });

  test('pays no heed to an alarm that is not its own, nor to a notice it does not know', async () => {
    await planNotices([SOON], NOW);
    watchNotices(others);
    await ring('echeance:inconnue');
    expect(others).not.toHaveBeenCalled();
    await ring('autre');
    expect(others).toHaveBeenCalledOnce();
    expect(await shown()).toEqual([]);
    expect(await keptNotices()).toEqual([SOON]);
  });

  test('does without the permission: nothing fails', async () => {
    const { alarms } = fakeBrowser;
    Object.assign(fakeBrowser, { alarms: undefined });
    expect(() => watchNotices(others)).not.toThrow();
    await planNotices([SOON], NOW);
    Object.assign(fakeBrowser, { alarms });
    expect(await keptNotices()).toEqual([SOON]);
  });
});
