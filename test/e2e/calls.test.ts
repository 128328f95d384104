import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { CALL_FILE } from '../campaigns/build';
import { plain, says } from './support/panel';

/** « Appels à projets » in the built extension: what is described there, the panel follows. Calls are invented. */

const within = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 100 });

/** The sample grappe has that many ESSMS that count. */
const ESSMS = 18;
const COPY = 'Appel copié (inventé)';
const IMPORTED = 'Appel inventé 2028';

let proxy: PortalProxy;
let extension: ExtensionBrowser;
let panel: PanelDriver;
let page: Page;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  proxy = await startProxy(new Map());
  extension = await launchChromium({ proxyPort: proxy.port });
  const session = await extension.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  panel = new PanelDriver(await extension.open('sidepanel.html?tab=1'));
  const backup = join(folder, 'grappe.json');
  await writeFile(backup, serializeBackup([sampleGrappe()], '2023-03-01T09:00:00.000Z'));
  await panel.importFile(backup);
  page = await openCalls();
});
afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openCalls(): Promise<Page> {
  const opened = await extension.open('profil.html#appels');
  await opened.waitForSelector('#appels h3');
  return opened;
}

const button = (name: string): string =>
  `::-p-xpath(//main//button[normalize-space()="${name}"] | //form//button[normalize-space()="${name}"])`;
const press = async (name: string): Promise<void> => {
  await page.bringToFront();
  await page.locator(button(name)).click();
};
const shown = async (words: string): Promise<void> => {
  await within(async () =>
    expect(plain(await page.evaluate(() => document.body.innerText))).toContain(words),
  );
};

/** Replaces what a box of the form holds, by its path in the call. */
const type = async (path: string, value: string): Promise<void> => {
  const box = await page.waitForSelector(`[data-call="${path}"]`);
  await box?.evaluate((one) => {
    for (let fold = one.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null)
      fold.open = true;
    if (one instanceof HTMLInputElement) one.select();
  });
  await box?.focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.type(value);
};

const give = async (name: string, text: string): Promise<void> => {
  const file = join(folder, name);
  await writeFile(file, text);
  const input = await page.waitForSelector('main input[type="file"]');
  await input?.uploadFile(file);
};

/** A file the page saved, once it is whole. */
const downloaded = (name: string): Promise<string> =>
  within(async () => {
    const text = await readFile(join(folder, name), 'utf8');
    JSON.parse(text);
    return text;
  });

/** Titles of the calls the user described, as they are kept on the disk. */
const kept = (): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const rows = opening.result.transaction('campaigns').objectStore('campaigns').getAll();
          rows.onerror = () => reject(rows.error);
          rows.onsuccess = () => {
            opening.result.close();
            resolve(rows.result.map(({ title }) => String(title)).toSorted());
          };
        };
      }),
  );

/** Calls the panel offers to choose from. */
const offered = (): Promise<string[]> =>
  panel.page.$$eval('[aria-labelledby="campaign-title"] select option', (options) =>
    options.map((option) => option.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
  );

const choose = async (title: string): Promise<void> => {
  await panel.tab('Dossiers');
  const value = await within(async () => {
    const found = await panel.page.$$eval(
      '[aria-labelledby="campaign-title"] select option',
      (options, wanted) => options.find((one) => one.textContent?.includes(wanted))?.getAttribute('value'),
      title,
    );
    if (!found) throw new Error(`« ${title} » is not offered among ${(await offered()).join(' ; ')}`);
    return found;
  });
  await panel.page.select('[aria-labelledby="campaign-title"] select', value);
};

/** Outcome and words of the verdict on the smallest number of ESSMS. */
const minimum = async (): Promise<{ status: string | null; text: string }> => {
  await panel.tab('Éligibilité');
  const card = await panel.page.waitForSelector('.verdict[data-rule="minimum-essms"]');
  const found = await card?.evaluate((one) => ({
    status: one.getAttribute('data-status'),
    text: one.textContent ?? '',
  }));
  return { status: found?.status ?? null, text: plain(found?.text ?? '') };
};

describe('a call copied from a shipped one', () => {
  test('is judged by the threshold the user changed, then by the one she changes again', async () => {
    await page.$$eval('.call-card details', (folds) => {
      for (const fold of folds) Reflect.set(fold, 'open', true);
    });
    await press(`Copier ${paca2023.title}`);
    await type('title', COPY);
    await type('minEssms/value', String(ESSMS + 1));
    expect(await kept()).toEqual([]);
    await press('Enregistrer l’appel');
    await shown(`« ${COPY} » est enregistré.`);
    expect(await kept()).toEqual([COPY]);

    await choose(COPY);
    await within(async () => expect((await minimum()).status).toBe('broken'));
    const { text } = await minimum();
    expect(text).toContain(`il en faut au moins ${ESSMS + 1}`);
    expect(text).toContain('saisi par vous');

    await press(`Modifier ${COPY}`);
    await type('minEssms/value', String(ESSMS));
    await press('Enregistrer l’appel');
    await within(async () => expect((await minimum()).status).toBe('met'));
  });
});

describe('a file that describes a call', () => {
  test('with faults is refused with their lines and reasons, and nothing is loaded', async () => {
    const before = await kept();
    await give('fautif.json', CALL_FILE.replace('"2028-05-31"', '"2028-02-30"'));
    await page.waitForSelector('.call-faults td');
    const [line, datum, reason] = await page.$$eval('.call-faults td', (cells) =>
      cells.map((cell) => cell.textContent ?? ''),
    );
    expect(line).toBe('16');
    expect(plain(datum ?? '')).toBe('période de dépôt n° 1, clôture');
    expect(reason).toContain('cette date n’existe pas');
    await shown('Rien n’a été chargé.');
    await give('coupe.json', CALL_FILE.slice(0, 300));
    await shown('« coupe.json » n’a pas été importé');
    expect(await kept()).toEqual(before);
    await press('Fermer');
  });

  test('when right is offered by the panel, marked « campagne personnelle »', async () => {
    await give('appel.json', CALL_FILE);
    await shown(`Ajouté : « ${IMPORTED} ».`);
    await choose(IMPORTED);
    await says(panel, 'campagne personnelle');
    expect((await offered()).find((title) => title.includes(IMPORTED))).toContain('campagne personnelle');
    expect((await minimum()).text).toContain('12');
  });

  test('goes out and comes back the same', async () => {
    await press(`Exporter ${IMPORTED}`);
    const name = 'appel-appel-invente-2028.json';
    const written = await downloaded(name);
    const calls = await kept();
    await give('retour.json', written);
    await shown(`« ${IMPORTED} » est déjà là, identique`);
    await press(`Supprimer ${IMPORTED}`);
    await within(async () => expect(await kept()).toEqual([COPY]));
    await give('retour.json', written);
    await within(async () => expect(await kept()).toEqual(calls));
    await rm(join(folder, name));
    await press(`Exporter ${IMPORTED}`);
    expect(await downloaded(name)).toBe(written);
  });
});

describe('a page closed half way through a description', () => {
  test('asks first, and nothing is half saved', async () => {
    const before = await kept();
    await press('Décrire un appel');
    await type('title', 'Appel jamais fini (inventé)');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.accept();
      });
    });
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe('beforeunload');
    page = await openCalls();
    expect(await kept()).toEqual(before);
    await shown(COPY);
    expect(await page.$('.call-form')).toBeNull();
    await panel.tab('Dossiers');
    expect((await offered()).join()).not.toContain('jamais fini');
  });
});
