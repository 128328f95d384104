import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type WindowBounds } from 'puppeteer-core';
import { findChromium } from './find';

/** A running Chromium with the built extension in it. */
export interface ExtensionBrowser {
  browser: Browser;
  /** `chrome-extension://…` */
  origin: string;
  /** Opens the panel in a tab of its own, bound to the tab of that page. */
  openPanel(page: Page): Promise<Page>;
  /** Opens a page of the extension in a tab. */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  proxyPort: number;
  /** Shows a window; headless otherwise. */
  visible?: boolean;
  extension?: string;
}

const PANEL_BOUNDS: WindowBounds = { left: 900, top: 0, width: 420, height: 900 };

const root = join(import.meta.dirname, '..', '..');

/**
 * Starts Chromium, Chrome or Edge with the extension as built for it, every connection through the
 * proxy. Loads it through the debugging protocol: branded Chrome refuses the command-line flag.
 */
export const launchChromium = async ({
  proxyPort,
  visible = false,
  extension,
}: LaunchOptions): Promise<ExtensionBrowser> => {
  const folder = extension ?? join(root, '.output', 'chrome-mv3');
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless: !visible,
    pipe: true,
    enableExtensions: [folder],
    acceptInsecureCerts: true,
    defaultViewport: visible ? null : { width: 1280, height: 900 },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--proxy-server=http://127.0.0.1:${proxyPort}`,
      '--proxy-bypass-list=<-loopback>',
      '--ignore-certificate-errors',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--window-size=1360,880',
      '--lang=fr',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=AutofillServerCommunication',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
    ],
    env: { ...process.env, LANGUAGE: 'fr' },
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
  );
  const origin = `chrome-extension://${new URL(worker.url()).host}`;
  const open = async (path: string, windowBounds?: WindowBounds): Promise<Page> => {
    const page = await browser.newPage(windowBounds ? { type: 'window', windowBounds } : {});
    await page.goto(`${origin}/${path}`);
    return page;
  };
  return {
    browser,
    origin,
    open,
    openPanel: async (page) => {
      const tabId = await tabIdOf(browser, page);
      // A window of its own: a page behind another tab is never painted, so it shows no mark.
      const panel = await open(`sidepanel.html?tab=${tabId}`, PANEL_BOUNDS);
      if (!visible) await panel.setViewport({ width: 360, height: 800 });
      return panel;
    },
    close: () => browser.close(),
  };
};

/** Number of the browser's tab that shows a page, asked of the extension itself. */
const tabIdOf = async (browser: Browser, page: Page): Promise<number> => {
  const target = await browser.waitForTarget(
    (one) => one.type() === 'service_worker' && one.url().startsWith('chrome-extension://'),
  );
  const worker = await target.worker();
  await page.bringToFront();
  const id = await worker?.evaluate(async () => {
    const api: { chrome: { tabs: { query(filter: object): Promise<{ id?: number }[]> } } } =
      Object(globalThis);
    const [tab] = await api.chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return tab?.id;
  });
  if (id === undefined) throw new Error('no active tab');
  return id;
};
