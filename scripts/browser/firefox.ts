import { join } from 'node:path';
import puppeteer, { type Browser, type CreatePageOptions, type Page } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './chromium';
import { findFirefox } from './find';

/** Identifier of the add-on in the manifest, and the address it is given in the browser under test. */
const ADDON = 'assistant-galis@example.org';
const UUID = '6f0f5c1e-3b0d-4c53-9a55-0d6a8e2f4b71';
const ORIGIN = `moz-extension://${UUID}`;

const root = join(import.meta.dirname, '..', '..');

const preferences = (proxyPort: number): Record<string, unknown> => ({
  'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxyPort,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxyPort,
  'network.proxy.no_proxies_on': '',
  'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.failover_direct': false,
  'intl.accept_languages': 'fr',
});

/**
 * Starts Firefox with the extension as built for it, as a temporary add-on, every connection through
 * the proxy.
 */
export const launchFirefox = async ({
  proxyPort,
  visible = false,
  extension,
}: LaunchOptions): Promise<ExtensionBrowser> => {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: !visible,
    acceptInsecureCerts: true,
    defaultViewport: visible ? null : { width: 1280, height: 900 },
    // Else the driver may not go to the pages of the extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences(proxyPort),
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
  });
  await browser.installExtension(extension ?? join(root, '.output', 'firefox-mv3'));
  return {
    browser,
    origin: ORIGIN,
    open: (path) => openPage(browser, path),
    openPanel: async (page) =>
      openPage(browser, `sidepanel.html?tab=${await tabIdOf(browser, page)}`, { type: 'window' }),
    close: () => browser.close(),
  };
};

/** How long a page of the extension may take to show something, and how often it is asked. */
const SHOWN_MS = 15_000;
const PAUSE_MS = 50;

/**
 * Opens a page of the extension. The driver hears of no load there, and a question asked while the
 * page changes process fails: so the page is asked again until it shows something.
 */
const openPage = async (browser: Browser, path: string, options: CreatePageOptions = {}): Promise<Page> => {
  const page = await browser.newPage(options);
  page.goto(`${ORIGIN}/${path}`).catch(() => undefined);
  const end = Date.now() + SHOWN_MS;
  while (!(await isShown(page).catch(() => false))) {
    if (Date.now() > end) throw new Error(`${path} shows nothing`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return page;
};

const isShown = (page: Page): Promise<boolean> =>
  page.evaluate(
    (origin) => location.origin === origin && (document.querySelector('#app')?.childElementCount ?? 0) > 0,
    ORIGIN,
  );

/** Number of the browser's tab that shows a page, asked of a page of the extension. */
const tabIdOf = async (browser: Browser, page: Page): Promise<number> => {
  const asking = await openPage(browser, 'profil.html', { type: 'window' });
  const title = await page.title();
  const id = await asking.evaluate(async (wanted) => {
    const api: { browser: { tabs: { query(filter: object): Promise<{ id?: number; title?: string }[]> } } } =
      Object(globalThis);
    return (await api.browser.tabs.query({ title: wanted }))[0]?.id;
  }, title);
  await asking.close();
  if (id === undefined) throw new Error(`no tab shows « ${title} »`);
  return id;
};
