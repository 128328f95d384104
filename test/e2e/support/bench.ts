import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import { type ExtensionBrowser, launchChromium } from '../../../scripts/browser/chromium';
import { PanelDriver } from '../../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../../scripts/browser/proxy';

/** A page of the portal and the panel beside it, with data of their own. */
export interface Scene {
  page: Page;
  panel: PanelDriver;
}

interface SceneOptions {
  /** Grappe imported first; the sample when absent, none when null. */
  profile?: Profile | null;
  /** Called on the new tab before it opens the address. */
  before?: (page: Page) => Promise<unknown>;
}

/** One browser with the extension for a whole file; each scene starts from nothing. */
export interface Bench {
  proxy: PortalProxy;
  extension: ExtensionBrowser;
  /** Forgets everything, opens a path of the portal (or an address) in a new tab, the panel beside it. */
  scene(path: string, options?: SceneOptions): Promise<Scene>;
  /** Opens the panel of a page again, or a second one. */
  openPanel(page: Page): Promise<PanelDriver>;
  /** Writes a file to be imported and answers its path. */
  file(name: string, content: string): Promise<string>;
  folder: string;
  close(): Promise<void>;
}

/** Starts the proxy and the browser; `port` is the server shown under the portal's name. */
export const openBench = async (port: number, others: string[] = []): Promise<Bench> => {
  const hosts = [PORTAL_HOST, ...others];
  const proxy = await startProxy(new Map(hosts.map((host) => [host, { address: '127.0.0.1', port }])));
  const extension = await launchChromium({ proxyPort: proxy.port });
  const folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const openPanel = async (page: Page) => new PanelDriver(await extension.openPanel(page));
  const file = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const scene: Bench['scene'] = async (path, { profile = sampleGrappe(), before } = {}) => {
    const page = await freshTab(extension);
    await before?.(page);
    await page.goto(new URL(path, PORTAL_ORIGIN).href);
    const panel = await openPanel(page);
    if (profile) {
      await panel.importFile(
        await file('grappe.json', serializeBackup([profile], '2023-03-01T09:00:00.000Z')),
      );
      await panel.tab('Formulaire');
      await panel.chooseDossier(WHOLE_GRAPPE);
    }
    return { page, panel };
  };
  const close = async () => {
    await extension.close();
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { proxy, extension, scene, openPanel, file, folder, close };
};

/** Closes every other tab and deletes what the extension had stored. */
const freshTab = async ({ browser, origin }: ExtensionBrowser): Promise<Page> => {
  const page = await browser.newPage();
  for (const other of await browser.pages()) if (other !== page) await other.close();
  const session = await page.createCDPSession();
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  return page;
};

/** What the extension keeps of the grappes, as stored, in order of identifier. */
export const storedProfiles = (extensionPage: Page): Promise<unknown[]> =>
  extensionPage.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('profiles').objectStore('profiles').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );
