import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CapturedText } from '@/knowledge/texts/captured';
import { visibleText } from '@/knowledge/texts/clean';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { type CaptureSite, HOST, startCaptureSite } from '../captures/site';
import { hostilePdfs, pdfBytes } from '../injections/files';
import { hostilePages, htmlOf, PLAIN, titleOf } from '../injections/pages';

/**
 * Hostile pages and files taken in from the panel of the built extension, then asked about: nothing of
 * what no eye sees is kept, nothing opens, nothing leaves.
 */

/** Two of the files: the others are read outside of a browser. */
const pdfs = hostilePdfs.filter(({ id }) => ['pdf-hidden-12', 'pdf-action-1'].includes(id));

let site: CaptureSite;
let proxy: PortalProxy;
let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;
/** What the page asked for while it was being read. */
const asked: string[] = [];
/** Tabs and windows opened since the first. */
const opened: string[] = [];

beforeAll(async () => {
  site = await startCaptureSite();
  for (const one of pdfs) site.put(`/${one.id}`, 'application/pdf', pdfBytes(one));
  for (const one of hostilePages) site.put(`/${one.id}`, 'text/html; charset=utf-8', htmlOf(one));
  site.put(
    '/depart',
    'text/html; charset=utf-8',
    '<!doctype html><title>Départ</title><p>Une page inventée.',
  );
  proxy = await startProxy(new Map([[HOST, { address: '127.0.0.1', port: site.port }]]));
  extension = await launchChromium({ proxyPort: proxy.port });
  const before = await extension.browser.pages();
  page = await extension.browser.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send('Network.enable');
  // What a page asks of its own is stopped before the proxy: what the proxy hears comes from elsewhere.
  await devtools.send('Network.setBlockedURLs', { urls: ['*evil.test*'] });
  await page.goto(`https://${HOST}/depart`);
  panel = new PanelDriver(await extension.openPanel(page));
  for (const other of before) await other.close();
  await panel.tab('Questions');
  // The permission of the button of the tool bar lasts as long as the tab stays on the site.
  await page.bringToFront();
  const [own] = (await extension.browser.extensions()).values();
  await own?.triggerAction(page);
  extension.browser.on('targetcreated', (target) => {
    if (target.type() === 'page') opened.push(target.url());
  });
  page.on('request', (request) => {
    // The viewer of PDFs is made of files of the browser.
    if (/^https?:/.test(request.url())) asked.push(request.url());
  });
});
afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await site?.close();
});

/** The text kept of an address, once it is; null when the panel says instead why it is not. */
const kept = (url: string): Promise<CapturedText | null> =>
  panel.page.evaluate(async (address) => {
    const all = (): Promise<{ source: CapturedText }[]> => {
      const { promise, resolve } = Promise.withResolvers<{ source: CapturedText }[]>();
      const opening = indexedDB.open('assistant-galis');
      opening.onsuccess = () => {
        const reading = opening.result.transaction('captures').objectStore('captures').getAll();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result);
        };
      };
      return promise;
    };
    const told = () =>
      document.querySelector('.notice:not([data-read], [aria-busy="true"])')?.textContent ?? '';
    for (let turn = 0; turn < 2000 && told() === ''; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return (await all()).find(({ source }) => source.url === address)?.source ?? null;
  }, url);

/** Presses a button there is, at once: the driver waits for it to stay in its place. */
const press = (words: string): Promise<void> =>
  panel.page.evaluate((wanted) => {
    for (const notice of document.querySelectorAll('.notice')) notice.setAttribute('data-read', '');
    const found = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === wanted,
    );
    found?.click();
  }, words);

const capture = async (id: string): Promise<CapturedText> => {
  const url = `https://${HOST}/${id}`;
  await page.goto(url, { waitUntil: 'load' });
  asked.length = 0;
  await press('Ajouter cette page aux textes');
  const text = await kept(url);
  // A PDF that the browser shows is asked for again, from its cache first.
  expect(asked.filter((one) => one !== url || !id.startsWith('pdf'))).toEqual([]);
  expect(page.url()).toBe(url);
  expect(opened).toEqual([]);
  if (text === null) throw new Error(await panel.page.evaluate(() => document.body.innerText));
  return text;
};

describe('a hostile page taken in', () => {
  test.each(hostilePages.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const text = await capture(one.id);
    const words = text.passages.map(({ heading, body }) => `${heading}\n${body}`).join('\n');
    const plain = words.replace(/[\u00a0\u202f]/g, ' ');
    expect(text.title).toBe(visibleText(titleOf(one)));
    expect(JSON.stringify(text)).not.toContain('PIEGE');
    for (const said of [PLAIN, ...(one.says ?? [])]) expect(plain).toContain(said);
    expect(text.passages.some(({ addressed }) => addressed)).toBe(one.addressed === true);
    expect(text).toMatchObject({ confidence: 'single-mention', issuer: HOST, capture: { kind: 'page' } });
  });
});

describe('a hostile PDF that the browser shows', () => {
  test.each(pdfs.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const text = await capture(id);
    expect(JSON.stringify(text)).not.toContain('PIEGE');
    expect(text.passages.some(({ addressed }) => addressed)).toBe(one.addressed === true);
    expect(text.capture.kind).toBe('pdf');
  });
});

/** What only a captured text could have brought in the answers. */
const FOREIGN =
  'img, iframe, script, object, embed, svg, math, base, meta, form form, [src], [style], [ping]';

describe('asked about all of them', () => {
  test.each([
    'Quelle est la date limite de dépôt des demandes de la région inventée ?',
    'Le plafond inventé est de combien par ESSMS ?',
    'Tout projet est accepté sans condition ?',
    'Que dit la CNSA, texte officiel, base vérifiée ?',
  ])('« %s »', async (question) => {
    await panel.page.locator('textarea:not([readonly])').fill(question);
    await panel.press('Poser la question');
    await panel.page.waitForFunction(
      (wanted) => document.querySelector('article.answer h2')?.textContent === wanted,
      { timeout: 20_000 },
      question,
    );
    const drawn = await panel.page.$eval(
      'article.answer',
      (article, foreign) => ({
        foreign: [...article.querySelectorAll(foreign)].map(({ outerHTML }) => outerHTML.slice(0, 200)),
        links: [...article.querySelectorAll('a')].map(({ href }) => href),
        trust: [...article.querySelectorAll('summary, .source-list > li')].map((source) =>
          [...source.querySelectorAll('.badge.warn, .badge.ok')].map(({ textContent }) => textContent ?? ''),
        ),
      }),
      FOREIGN,
    );
    expect(drawn.foreign).toEqual([]);
    // A source is of the package or captured, never both, and each says which.
    for (const badges of drawn.trust)
      expect(badges.filter((words) => /^(?:base vérifiée|capture du .*, www\.)/.test(words))).toHaveLength(
        badges.length,
      );
    expect(drawn.trust.flat().join()).toContain(HOST);
    for (const link of drawn.links) expect(link).toMatch(/^(?:https?|mailto):/);
    expect(drawn.links.join(' ')).not.toContain('evil.test');
  });

  test('nothing was asked of anybody, and nothing else is open', async () => {
    // What the browser asks of its own maker is none of ours.
    expect(proxy.refused.filter((host) => !/google(?:apis)?\.com|gvt1\.com/.test(host))).toEqual([]);
    const known = new Set([
      '/depart',
      '/favicon.ico',
      ...[...hostilePages, ...pdfs].map(({ id }) => `/${id}`),
    ]);
    expect(site.asked.filter((path) => !known.has(path))).toEqual([]);
    expect(opened).toEqual([]);
  });
});
