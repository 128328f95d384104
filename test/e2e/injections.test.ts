import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CapturedText } from '@/knowledge/texts/captured';
import { visibleText } from '@/knowledge/texts/clean';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { type CaptureSite, HOST, startCaptureSite } from '../captures/site';
import { type HostilePage, hostilePages, htmlOf, PLAIN, titleOf } from '../injections/pages';

/** Hostile pages taken in from the panel of the built extension, then asked about: nothing moves, nothing leaves. */

let site: CaptureSite;
let proxy: PortalProxy;
let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;
/** What the page asked for while it was being read. */
const asked: string[] = [];

beforeAll(async () => {
  site = await startCaptureSite();
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
  page.on('request', (request) => asked.push(request.url()));
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
    for (let turn = 0; turn < 400; turn += 1) {
      const found = (await all()).find(({ source }) => source.url === address);
      if (found) return found.source;
      if (document.querySelector('.notice.bad:not([data-read])')) return null;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    return null;
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

const capture = async (one: HostilePage): Promise<CapturedText> => {
  const url = `https://${HOST}/${one.id}`;
  await page.goto(url, { waitUntil: 'load' });
  asked.length = 0;
  const pages = (await extension.browser.pages()).length;
  await press('Ajouter cette page aux textes');
  const text = await kept(url);
  expect(asked).toEqual([]);
  expect(page.url()).toBe(url);
  expect((await extension.browser.pages()).length).toBe(pages);
  if (text === null) throw new Error(await panel.page.evaluate(() => document.body.innerText));
  return text;
};

describe('a hostile page taken in', () => {
  test.each(hostilePages.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const text = await capture(one);
    const words = text.passages.map(({ heading, body }) => `${heading}\n${body}`).join('\n');
    const plain = words.replace(/[\u00a0\u202f]/g, ' ');
    expect(text.title).toBe(visibleText(titleOf(one)));
    expect(JSON.stringify(text)).not.toContain('PIEGE');
    for (const said of [PLAIN, ...(one.says ?? [])]) expect(plain).toContain(said);
    expect(text.passages.some(({ addressed }) => addressed)).toBe(one.addressed === true);
    expect(text).toMatchObject({ confidence: 'single-mention', issuer: HOST, capture: { kind: 'page' } });
  });
});
