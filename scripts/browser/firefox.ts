import { join } from 'node:path';
import puppeteer, { type Browser, type CreatePageOptions, type Page } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './chromium';
import { findFirefox } from './find';

/** A running Firefox with the built extension in it, and what only its own windows can tell or do. */
export interface FirefoxBrowser extends ExtensionBrowser {
  /** Whether the extension's sidebar is open beside a page. */
  sidebarIsOpen(): Promise<boolean>;
  /** Presses the extension's button in the tool bar. */
  pressToolbarButton(): Promise<void>;
  /** Content security violations and uncaught errors of the extension, as the browser's console has them. */
  troubles(): Promise<string[]>;
}

/** Identifier of the add-on in its manifest, and the address it is given in the browser under test. */
const ADDON = 'assistant-galis@example.org';
const UUID = '6f0f5c1e-3b0d-4c53-9a55-0d6a8e2f4b71';
const ORIGIN = `moz-extension://${UUID}`;
const SIDEBAR = 'assistant-galis_example_org-sidebar-action';

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
  // A permission asked from a press is given at once: its dialog is the browser's, out of reach.
  'extensions.webextOptionalPermissionPrompts': false,
});

/**
 * Starts Firefox with the extension as built for it, as a temporary add-on, every connection through
 * the proxy. Firefox opens the sidebar by itself when the add-on is installed.
 */
export const launchFirefox = async ({
  proxyPort,
  visible = false,
  extension,
}: LaunchOptions): Promise<FirefoxBrowser> => {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: !visible,
    acceptInsecureCerts: true,
    defaultViewport: visible ? null : { width: 1280, height: 900 },
    // Else the driver reaches neither the pages of the extension nor the browser's own windows.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences(proxyPort),
    // Else the browser does not heed the preference by which the driver stops its own updates of data.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
  });
  await browser
    .installExtension(extension ?? join(root, '.output', 'firefox-mv3'))
    .catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
  return {
    browser,
    origin: ORIGIN,
    open: (path) => openPage(browser, path),
    openPanel: (page) => openPanel(browser, page, visible),
    sidebarIsOpen: () =>
      inBrowser<boolean>(
        browser,
        `windows().some(({ SidebarController: bar }) => bar.isOpen && bar.currentID === '${SIDEBAR}')`,
      ),
    pressToolbarButton: () => inBrowser(browser, PRESS_BUTTON),
    troubles: () => inBrowser<string[]>(browser, TROUBLES),
    close: () => browser.close(),
  };
};

/** In place of the sidebar, which cannot be driven: two panels on one page would both mark it. */
const openPanel = async (browser: Browser, page: Page, visible: boolean): Promise<Page> => {
  await inBrowser(browser, 'windows().forEach((window) => window.SidebarController.hide())');
  await page.bringToFront();
  const asking = await openPage(browser, 'sidepanel.html', { type: 'window' });
  const id = await asking.evaluate(
    async (url) => {
      const api: { browser: { tabs: { query(filter: object): Promise<{ id?: number }[]> } } } =
        Object(globalThis);
      return (await api.browser.tabs.query({ active: true, url }))[0]?.id;
    },
    `${new URL(page.url()).origin}/*`,
  );
  await asking.close();
  if (id === undefined) throw new Error('the page is in no active tab');
  const panel = await openPage(browser, `sidepanel.html?tab=${id}`, { type: 'window' });
  if (!visible) await panel.setViewport({ width: 360, height: 800 });
  return panel;
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

const PRESS_BUTTON = `(() => {
  const { extension } = WebExtensionPolicy.getByID('${ADDON}');
  extension.apiManager.global.browserActionFor(extension).triggerAction(windows()[0]);
})()`;

const TROUBLES = `Services.console.getMessageArray()
  .filter((message) => message instanceof Ci.nsIScriptError && (message.flags & Ci.nsIScriptError.warningFlag) === 0)
  .filter(({ sourceName }) => sourceName.startsWith('${ORIGIN}/'))
  .map(({ sourceName, errorMessage }) => sourceName + ': ' + errorMessage)`;

/** The driver's own connection: its public interface says nothing of the browser's own windows. */
interface Driver {
  connection: {
    send(
      command: string,
      parameters: object,
    ): Promise<{
      result: {
        contexts: { context: string }[];
        result?: { value?: string };
        exceptionDetails?: { text: string };
      };
    }>;
  };
}

/** Evaluates an expression in the browser's first window; its value must have a JSON form. */
const inBrowser = async <T = void>(browser: Browser, expression: string): Promise<T> => {
  const { connection }: Driver = Object(browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const answer = await connection.send('script.evaluate', {
    target: { context: tree.result.contexts[0]?.context },
    expression: `{
      const windows = () => [...Services.wm.getEnumerator('navigator:browser')];
      JSON.stringify(${expression}) ?? 'null';
    }`,
    awaitPromise: false,
  });
  const { result, exceptionDetails } = answer.result;
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return JSON.parse(result?.value ?? 'null');
};
