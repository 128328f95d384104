import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { ExtensionBrowser } from '@/scripts/browser/chromium';
import { launchFirefox } from '@/scripts/browser/firefox';
import { PanelDriver } from '@/scripts/browser/panel';
import { type PortalProxy, startProxy } from '@/scripts/browser/proxy';
import { expectedDraft, judge } from '@/test/galis/expected';
import { press } from '@/test/galis/hand';
import { steps } from '@/test/galis/screens';
import { type Portal, startPortal } from '@/test/galis/server';
import { PORTAL_HOST, PORTAL_MATCH } from '@/utils/portal';

/** One Firefox for the whole file: the tests follow each other as a person goes through the portal. */
const grappe = sampleGrappe();
const expected = expectedDraft(grappe);

let portal: Portal;
let proxy: PortalProxy;
let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;

beforeAll(async () => {
  portal = await startPortal({ directory: grappe.organismes });
  proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: portal.port }]]));
  extension = await launchFirefox({ proxyPort: proxy.port });
  page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
  await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
  await page.waitForSelector('main h1');
  panel = new PanelDriver(await extension.openPanel(page));
});

afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await portal?.close();
});

/** Goes to a step of the portal and waits until the panel has read it. */
const open = async (id: string): Promise<void> => {
  await page.goto(`${portal.origin}/aides/#/cnsa/demande/${id}`);
  await page.waitForFunction(
    (step) =>
      location.hash.endsWith(`/${step}`) && document.querySelector('main:has(h1):not(:has([aria-busy]))') !== null,
    {},
    id,
  );
  await panel.onStep(steps.find((step) => step.id === id)?.title ?? '');
};

const saves = () => portal.requests().filter(({ action }) => action === 'save').length;

/** Presses the portal's « Enregistrer » and answers the draft of the step. */
const save = async (id: string): Promise<unknown> => {
  const before = saves();
  await press(page, 'Enregistrer');
  await vi.waitFor(() => expect(saves()).toBe(before + 1), { timeout: 5_000 });
  await page.waitForSelector('.saved');
  return portal.drafts()[id];
};

/** What the portal's draft of a step does not hold as the profile has it. */
const faults = (id: string) =>
  judge(portal.drafts(), expected).filter(({ step, verdict }) => step === id && verdict !== 'right');

const countOf = (id: string) => expected.filter(({ step }) => step === id).length;

/** Fields of the panel that were neither filled nor already right. */
const unfilled = async () =>
  (await panel.fields()).filter(({ state }) => !['verified', 'reformatted', 'same'].includes(state));

const t0 = performance.now();
const say = (...a: unknown[]) => console.log(((performance.now()-t0)/1000).toFixed(2), ...a);
const w = (ms = 1500) => new Promise((r) => setTimeout(r, ms));
test('explore', { timeout: 120000 }, async () => {
  const { connection }: { connection: { send(method: string, params: object): Promise<{ result: any }> } } = Object(extension.browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  say(JSON.stringify(tree).slice(0, 3000));
  const context = tree.result.contexts[0].context;
  const chrome = async (expression: string) => JSON.stringify((await connection.send('script.evaluate', { target: { context }, expression, awaitPromise: true, serializationOptions: {maxObjectDepth: 3} })).result);
  const msgs = () => chrome(`JSON.stringify(Services.console.getMessageArray().map((m) => { try { m = m.QueryInterface(Ci.nsIScriptError); return [m.category, m.sourceName, m.errorMessage, m.flags]; } catch { return [String(m.message).slice(0, 200)]; } }))`);
  say(await msgs());
  await panel.page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s); setTimeout(() => { throw new Error('boom'); }); try { (0, eval)('1'); } catch {} });
  await w();
  say(await msgs());
  say(await chrome(`JSON.stringify([SidebarController.isOpen, SidebarController.currentID, typeof SidebarController.hide])`));
  say(await chrome(`SidebarController.hide(); 1`));
  await w(500);
  say(await chrome(`JSON.stringify([SidebarController.isOpen, SidebarController.currentID])`));
});
