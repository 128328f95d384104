import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { review } from '@/knowledge/form/plan';
import { framesOf, parseStructure } from '@/knowledge/form/structure';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { launchChromium } from '@/scripts/browser/chromium';
import { PanelDriver, type PanelField } from '@/scripts/browser/panel';
import { startProxy } from '@/scripts/browser/proxy';
import { keepClosedRoots, PAGES, type SavedPage, savedPage, servePages } from '@/test/pages/saved';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import type { Reading } from './tally';

/** A browser with the extension, the invented grappe in its panel, and a folder of pages to open. */
export interface Reader {
  folder: string;
  page: Page;
  panel: PanelDriver;
  close(): Promise<void>;
}

/** A panel that knows no grappe offers the invented one. */
export const loadSample = async (panel: PanelDriver): Promise<void> => {
  await panel.page.waitForFunction(() => document.body.textContent?.includes('Commencez par votre grappe'));
  await panel.press('Essayer avec la grappe d’exemple');
  await panel.page.waitForSelector('.dossier-choice');
  await panel.chooseDossier(WHOLE_GRAPPE);
};

/** Serves the pages of a folder under the portal's name and opens the panel beside one of them. */
export const openReader = async (first: string, folder = PAGES): Promise<Reader> => {
  const server = await servePages(folder);
  const proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: server.port }]]));
  const extension = await launchChromium({ proxyPort: proxy.port });
  const page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
  await keepClosedRoots(page);
  await page.goto(`${PORTAL_ORIGIN}/${first}/page.html`);
  const panel = new PanelDriver(await extension.openPanel(page));
  await loadSample(panel);
  return {
    folder,
    page,
    panel,
    close: async () => {
      await extension.close();
      await proxy.close();
      await server.close();
    },
  };
};

/** Longest wait for fields a page shows late, in milliseconds. */
const LATE = 4000;

const allListed = (panel: PanelDriver, { step, fields }: SavedPage): Promise<unknown> =>
  panel.page
    .waitForFunction(
      (title, count) =>
        document.querySelector('.form-tab h2')?.textContent?.trim() === title &&
        document.querySelectorAll('li.field').length === count,
      { timeout: LATE, polling: 100 },
      step,
      fields.length,
    )
    .catch(() => undefined);

/** Opens a saved page and answers its fields as the panel lists them. */
export const readPage = async ({ page, panel, folder }: Reader, name: string): Promise<PanelField[]> => {
  await page.goto(`${PORTAL_ORIGIN}/${name}/page.html`);
  await page.bringToFront();
  await allListed(panel, savedPage(name, folder));
  await panel.settled();
  return panel.fields();
};

/** What recognition says of a step known by its structure alone. */
export const readStructure = (name: string, folder = PAGES): Reading[] => {
  const frames = framesOf(parseStructure(readFileSync(join(folder, name, 'structure.json'), 'utf8')));
  const reviewed = review(
    frames.map((snapshot, frameId) => ({ frameId, snapshot })),
    { profile: sampleGrappe(), campaign: null, dossierId: WHOLE_GRAPPE },
  );
  return reviewed.fields.map(({ field, id }) => ({ label: field.label, field: id }));
};

/** Reads many pages with a few browsers at once; each answer comes as soon as its page is done. */
export const readAll = <T>(
  names: string[],
  readers: Reader[],
  work: (reader: Reader, name: string) => Promise<T>,
): Map<string, Promise<T>> => {
  const lanes = readers.map(() => Promise.resolve());
  return new Map(
    names.map((name, at) => {
      const lane = at % readers.length;
      const reader = readers[lane];
      if (!reader) throw new Error('No browser to read with.');
      const done = (lanes[lane] ?? Promise.resolve()).then(() => work(reader, name));
      lanes[lane] = done.then(
        () => undefined,
        () => undefined,
      );
      return [name, done];
    }),
  );
};
