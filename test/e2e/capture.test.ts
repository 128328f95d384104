import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CapturedText } from '@/knowledge/texts/captured';
import { PORTAL_HOST } from '@/utils/portal';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { cahier, longDocument } from '../captures/cahier';
import { pdfOf } from '../captures/pdf';
import { type CaptureSite, HOST, savedPages, startCaptureSite } from '../captures/site';
import { defectsOf } from './support/axe';
import { plain, says } from './support/panel';

/** Pages and PDFs of an invented agency, taken in from the panel of the built extension. */

let site: CaptureSite;
let proxy: PortalProxy;
let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;

const PDF = 'application/pdf';

beforeAll(async () => {
  site = await startCaptureSite();
  site.put('/cahier.pdf', PDF, pdfOf(cahier));
  site.put('/long.pdf', PDF, pdfOf(longDocument(30)));
  site.put('/scan.pdf', PDF, pdfOf([{ texts: [], picture: true }]));
  site.put('/verrou.pdf', PDF, pdfOf(cahier, { password: 'x' }));
  const target = { address: '127.0.0.1', port: site.port };
  proxy = await startProxy(
    new Map([
      [HOST, target],
      [PORTAL_HOST, target],
      ['autre.exemple-invente.fr', target],
    ]),
  );
  extension = await launchChromium({ proxyPort: proxy.port });
});
afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await site?.close();
});

/** The extension's button in the tool bar, pressed on a page. */
const pressButton = async (on: Page): Promise<void> => {
  await on.bringToFront();
  const [own] = (await extension.browser.extensions()).values();
  await own?.triggerAction(on);
};

/** Every text kept, in the order they were captured. */
const stored = (): Promise<CapturedText[]> =>
  panel.page.evaluate(async () => {
    const { promise, resolve } = Promise.withResolvers<CapturedText[]>();
    const opening = indexedDB.open('assistant-galis');
    opening.onsuccess = () => {
      const reading = opening.result.transaction('captures').objectStore('captures').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.map(({ source }) => source));
      };
    };
    return promise;
  });

const forget = (): Promise<void> =>
  panel.page.evaluate(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const opening = indexedDB.open('assistant-galis');
    opening.onsuccess = () => {
      const tx = opening.result.transaction('captures', 'readwrite');
      tx.objectStore('captures').clear();
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
    return promise;
  });

/** A tab of its own for each test, and the panel bound to it, on its tab « Questions ». */
const openOn = async (path: string, host = HOST): Promise<void> => {
  const before = await extension.browser.pages();
  page = await extension.browser.newPage();
  await page.goto(`https://${host}${path}`);
  panel = new PanelDriver(await extension.openPanel(page));
  for (const other of before) await other.close();
  await panel.tab('Questions');
  await forget();
};

const add = async (words: string): Promise<void> => {
  await panel.press('Ajouter cette page aux textes');
  await says(panel, words);
};

describe('a page', () => {
  test.each(savedPages())(
    '$name: headings, dates and amounts survive; what no eye sees does not',
    async ({ name, expected }) => {
      await openOn(`/${name}`);
      await pressButton(page);
      await add('Ajouté à vos textes');
      const [text] = await stored();
      expect(text).toMatchObject({
        title: expected.title,
        url: `https://${HOST}/${name}`,
        issuer: HOST,
        confidence: 'single-mention',
        capture: { kind: 'page' },
        ...(expected.date ? { date: expected.date } : { dateNote: 'jour de la capture' }),
      });
      const passages = text?.passages ?? [];
      for (const heading of expected.headings) expect(passages.map((one) => one.heading)).toContain(heading);
      const all = passages
        .map(({ body }) => body)
        .join('\n\n')
        .replace(/[\u00a0\u202f]/g, ' ');
      for (const words of expected.says) expect(all).toContain(words);
      for (const words of expected.omits) expect(all).not.toContain(words);
      expect(passages.filter(({ addressed }) => addressed).map(({ heading }) => heading)).toEqual(
        expected.addressed ?? [],
      );
      const said = plain(await panel.page.evaluate(() => document.body.innerText));
      expect(said.includes('caractères cachés')).toBe(expected.hidden === true);
    },
  );

  test('closed by the browser until the toolbar button is pressed on it', async () => {
    await openOn('/article', 'autre.exemple-invente.fr');
    await add('Le navigateur garde cette page fermée');
    await says(panel, 'cliquez sur l’icône de l’assistant');
    expect(await stored()).toEqual([]);
    await pressButton(page);
    // The same press opens the panel beside the page.
    await extension.browser.waitForTarget((one) => one.url() === `${extension.origin}/sidepanel.html`);
    await add('Ajouté à vos textes');
    expect(await stored()).toHaveLength(1);
  });

  test('a page of the browser itself is never read', async () => {
    await openOn('/article');
    await page.goto('chrome://version');
    await pressButton(page);
    await panel.press('Ajouter cette page aux textes');
    await says(panel, 'Vos textes n’ont pas changé');
    expect(await stored()).toEqual([]);
  });

  test('taken in twice, it is told: replaced, or both are kept, and undone', async () => {
    await openOn('/article');
    await pressButton(page);
    await add('Ajouté à vos textes');
    await add('est déjà dans vos textes');
    await says(panel, 'le contenu est identique');
    await panel.press('Garder les deux');
    await says(panel, 'Ajouté à vos textes');
    expect(await stored()).toHaveLength(2);
    await panel.press('Annuler l’ajout');
    await says(panel, 'C’est annulé');
    expect(await stored()).toHaveLength(1);
    await page.evaluate(() => document.querySelector('article p')?.append(' Un mot ajouté depuis.'));
    await add('le contenu a changé depuis');
    await panel.press('Remplacer');
    await says(panel, 'Remplacé');
    const [text, ...others] = await stored();
    expect(others).toEqual([]);
    expect(JSON.stringify(text)).toContain('Un mot ajouté depuis.');
    await panel.press('Annuler le remplacement');
    await says(panel, 'C’est annulé');
    expect(JSON.stringify(await stored())).not.toContain('Un mot ajouté depuis.');
  });
});

test('no defect of accessibility in the bar, the list of texts and a text, narrow and wide, light and dark', async () => {
  await openOn('/article');
  await pressButton(page);
  await add('Ajouté à vos textes');
  expect(await defectsOf(panel.page)).toEqual([]);
  const texts = await extension.open('profil.html#textes');
  await texts.waitForSelector('.text-card');
  expect(await defectsOf(texts)).toEqual([]);
  await texts.locator('::-p-xpath(//button[starts-with(normalize-space(.), "Lire et classer")])').click();
  await texts.waitForSelector('.text-fields');
  expect(await defectsOf(texts)).toEqual([]);
  await texts.close();
});

test('a text removed from the list comes back, and the focus is never lost', async () => {
  await openOn('/article');
  await pressButton(page);
  await add('Ajouté à vos textes');
  const texts = await extension.open('profil.html#textes');
  const focused = () => texts.evaluate(() => document.activeElement?.className);
  const pressed = async (words: string) => {
    const button = `::-p-xpath(//button[starts-with(normalize-space(.), "${words}")])`;
    await texts.waitForSelector(button);
    await texts.focus(button);
    await texts.keyboard.press('Enter');
  };
  await pressed('Supprimer');
  await expect.poll(stored).toEqual([]);
  await expect.poll(focused).toContain('capture-result');
  await pressed('Annuler la suppression');
  await expect.poll(async () => (await stored()).length).toBe(1);
  await expect.poll(focused).toContain('capture-result');
  await pressed('Lire et classer');
  await expect.poll(() => texts.evaluate(() => document.activeElement?.id)).toBe('text-title');
  await pressed('Retour aux textes');
  await expect.poll(() => texts.evaluate(() => document.activeElement?.id)).toBe('texts-title');
  await texts.close();
});

describe('a PDF that the browser shows', () => {
  test('is read with its pages', async () => {
    await openOn('/cahier.pdf');
    await pressButton(page);
    await add('Ajouté à vos textes');
    const [text] = await stored();
    expect(text).toMatchObject({ url: `https://${HOST}/cahier.pdf`, capture: { kind: 'pdf' } });
    expect(text?.passages.map(({ page: on }) => on)).toEqual([1, 1, 2, 3]);
    expect(JSON.stringify(text)).not.toContain('999 999');
  });
  test.each([
    ['/scan.pdf', 'fait d’images'],
    ['/verrou.pdf', 'protégé par un mot de passe'],
  ])('%s is refused, and says why', async (path, words) => {
    await openOn(path);
    await pressButton(page);
    await add(words);
    expect(await stored()).toEqual([]);
  });
});

describe('the browser', () => {
  beforeEach(async () => {
    await openOn('/article');
  });
  test('blames nothing, and nothing went elsewhere', async () => {
    const blamed: string[] = [];
    panel.page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) blamed.push(message.text());
    });
    await panel.page.evaluate(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        console.log(`Content Security Policy ${event.blockedURI}`),
      ),
    );
    await pressButton(page);
    await page.goto(`https://${HOST}/long.pdf`);
    await add('Ajouté à vos textes');
    expect(blamed).toEqual([]);
    // What the browser asks of its own maker is none of ours.
    expect(proxy.refused.filter((host) => !/google(?:apis)?\.com/.test(host))).toEqual([]);
  });
});
