import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { campaignById } from '@/knowledge/campaigns';
import { copyOf } from '@/knowledge/campaigns/personal-copy';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { launchFirefox } from '../../scripts/browser/firefox';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { says, simulate } from './support/panel';

/** A busy machine takes its time. */
const within = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000 });

/** The calendar in real browsers. The call with dates to come is invented, from one that is over. */
const YEAR = new Date().getFullYear() + 2;
const CALL = 'appel-invente';

const call = () => {
  const paca = campaignById('paca-2023');
  if (!paca) throw new Error('no campaign');
  const copy = JSON.stringify(copyOf(paca, CALL, '2026-11-22'));
  return JSON.parse(copy.replaceAll('"2023-', `"${YEAR}-`));
};

interface Api {
  alarms?: { getAll(): Promise<{ name: string }[]>; create(name: string, when: object): Promise<void> };
  notifications?: { getAll(): Promise<object> };
  permissions: { contains(permissions: object): Promise<boolean> };
}
/** What the pages of the extension may ask of the browser. */
type Extension = { chrome: Api };

const alarms = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { chrome }: Extension = Object(globalThis);
    return ((await chrome.alarms?.getAll()) ?? []).map(({ name }) => name).toSorted();
  });
const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { chrome }: Extension = Object(globalThis);
    return Object.keys((await chrome.notifications?.getAll()) ?? {});
  });
const isAllowed = (page: Page, permission: string): Promise<boolean> =>
  page.evaluate(async (one) => {
    const { chrome }: Extension = Object(globalThis);
    return chrome.permissions.contains({ permissions: [one] });
  }, permission);

/** Puts the invented call among those the user described, and chooses it. */
const describeCall = (page: Page): Promise<void> =>
  page.evaluate(
    (row) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['campaigns', 'settings'], 'readwrite');
          tx.objectStore('campaigns').put(row);
          tx.objectStore('settings').put(row.id, 'campaignId');
          tx.onerror = () => reject(tx.error);
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    call(),
  );

/** The panel on the tab « Dossiers », for the invented call. */
const openDossiers = async (extension: ExtensionBrowser): Promise<PanelDriver> => {
  const first = await extension.open('sidepanel.html?tab=1');
  await first.waitForSelector('[role="tab"]');
  await describeCall(first);
  await first.close();
  const panel = new PanelDriver(await extension.open('sidepanel.html?tab=1'));
  await panel.tab('Dossiers');
  await says(panel, `Clôture : dépôt régional`);
  return panel;
};

/** A press of the hand: a permission is asked from nothing else. */
const flip = async ({ page }: PanelDriver): Promise<void> => {
  const button = await page.waitForSelector('button[role="switch"]');
  await button?.scrollIntoView();
  await button?.click();
};

let proxy: PortalProxy;
beforeAll(async () => {
  proxy = await startProxy(new Map());
});
afterAll(async () => {
  await proxy?.close();
});

describe('in Chromium', () => {
  let folder: string;
  let extension: ExtensionBrowser;
  let panel: PanelDriver;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
    const built = join(folder, 'extension');
    await cp(join(import.meta.dirname, '..', '..', '.output', 'chrome-mv3'), built, { recursive: true });
    // The dialog of the permission is the browser's own, out of reach: the notifications are given here.
    const path = join(built, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    expect(manifest.optional_permissions).toEqual(['notifications', 'alarms']);
    manifest.permissions.push('notifications');
    manifest.optional_permissions = ['alarms'];
    await writeFile(path, JSON.stringify(manifest));
    extension = await launchChromium({ proxyPort: proxy.port, extension: built });
    panel = await openDossiers(extension);
  });
  afterAll(async () => {
    await extension?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const worker = () =>
    extension.browser
      .targets()
      .find((target) => target.type() === 'service_worker' && target.url().startsWith(extension.origin));

  test('asks for no alarm before it is switched on', async () => {
    expect(await isAllowed(panel.page, 'alarms')).toBe(false);
    expect(await alarms(panel.page)).toEqual([]);
  });

  test('switched on, sets the alarms of the dates to come, which survive a killed worker', async () => {
    await flip(panel);
    await says(panel, 'Vous serez prévenu des échéances sur cet ordinateur.');
    await says(panel, 'rappels prévus');
    expect(await isAllowed(panel.page, 'alarms')).toBe(true);
    await within(async () => expect((await alarms(panel.page)).length).toBeGreaterThan(5));
    const before = await alarms(panel.page);
    await (await worker()?.worker())?.close();
    await within(() => expect(worker()).toBeUndefined());
    expect(await alarms(panel.page)).toEqual(before);
  });

  test('an alarm wakes the killed worker, which shows the notice once', async () => {
    const [name = ''] = (await alarms(panel.page)).filter((one) => one.includes('closing'));
    await panel.page.evaluate(async (alarm) => {
      const { chrome }: Extension = Object(globalThis);
      await chrome.alarms?.create(alarm, { when: Date.now() });
    }, name);
    const event = name.replace('echeance:', '').replace(/\.\d+$/, '');
    await within(async () => expect(await shown(panel.page)).toEqual([event]));
    expect(await alarms(panel.page)).not.toContain(name);
  }, 90_000);

  test('a click on the notice opens « Ma grappe » at the dates of its call', async () => {
    const [event = ''] = await shown(panel.page);
    const awake = await within(async () => {
      const found = await worker()?.worker();
      if (!found) throw new Error('no worker');
      return found;
    });
    // The notices of the desktop are out of reach: the browser tells the worker of a click as it would.
    await awake.evaluate((id) => {
      const { chrome }: { chrome: { notifications: { onClicked: { dispatch(id: string): void } } } } =
        Object(globalThis);
      chrome.notifications.onClicked.dispatch(id);
    }, event);
    const profil = await within(async () => {
      const found = (await extension.browser.pages()).find((one) => one.url().includes('/profil.html'));
      if (!found) throw new Error('no page');
      return found;
    });
    await profil.waitForSelector('.call-card:focus');
    const card = await profil.$eval('.call-card:focus', (one) => one.textContent ?? '');
    expect(card).toContain('campagne personnelle');
    expect(card).toContain(`15 septembre ${YEAR}`);
    await within(async () => expect(await shown(panel.page)).toEqual([]));
    await profil.close();
  });

  test('saves the file of a simulated day, with its dates and its retro-planning', async () => {
    const session = await extension.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await simulate(panel, `${YEAR}-02-01`);
    await panel.press('Ajouter à mon agenda (.ics)');
    await says(panel, 'enregistré dans vos téléchargements');
    const file = `echeances-${CALL}.ics`;
    await within(async () => expect(await readdir(folder)).toContain(file));
    const ics = await readFile(join(folder, file), 'utf8');
    expect(ics).toContain(`DTEND:${YEAR}0915T220000Z`);
    expect(ics).toContain('SUMMARY:Dépôt la veille');
    expect(ics.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(8);
  });
});

describe('in Firefox', () => {
  let firefox: Awaited<ReturnType<typeof launchFirefox>>;
  let panel: PanelDriver;

  beforeAll(async () => {
    firefox = await launchFirefox({ proxyPort: proxy.port });
    panel = await openDossiers(firefox);
  });
  afterAll(async () => {
    await firefox?.close();
  });

  test('the permission is asked when switched on, given back with every alarm when switched off', async () => {
    expect(await isAllowed(panel.page, 'notifications')).toBe(false);
    await flip(panel);
    await says(panel, 'Vous serez prévenu des échéances sur cet ordinateur.');
    expect(await isAllowed(panel.page, 'notifications')).toBe(true);
    await within(async () => expect((await alarms(panel.page)).length).toBeGreaterThan(5));
    await flip(panel);
    await says(panel, 'Les rappels sont coupés et effacés.');
    expect(await isAllowed(panel.page, 'notifications')).toBe(false);
    expect(await alarms(panel.page)).toEqual([]);
    expect(await firefox.troubles()).toEqual([]);
  });
});
