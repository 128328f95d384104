import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { ExtensionBrowser } from '@/scripts/browser/chromium';
import { launchFirefox } from '@/scripts/browser/firefox';
import { PanelDriver } from '@/scripts/browser/panel';
import { type Proxy, startProxy } from '@/scripts/browser/proxy';
import { type Portal, startPortal } from '@/test/galis/server';
import { sampleGrappe } from '@/knowledge/profile/sample';

let portal: Portal, proxy: Proxy, extension: ExtensionBrowser, page: Page, panel: PanelDriver;
const t0 = performance.now();
const say = (...a: unknown[]) => console.log(((performance.now()-t0)/1000).toFixed(2), ...a);
beforeAll(async () => {
  portal = await startPortal({ directory: sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({ siret, raisonSociale, formeJuridique })) });
  proxy = await startProxy(new Map([['galis-subventions.cnsa.fr', { address: '127.0.0.1', port: portal.port }]]));
  say('proxy');
  extension = await launchFirefox({ proxyPort: proxy.port });
  say('launched');
  page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
  await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
  await page.waitForSelector('main h1');
  say('home');
  panel = new PanelDriver(await extension.openPanel(page));
  say('panel');
});
afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await portal?.close();
});
test('tour', { timeout: 200000 }, async () => {
  const { playTour } = await import('@/scripts/tour');
  const report = await playTour({ portal, proxy, extension, page, panel, close: async () => undefined }, '/tmp/ff/shots', (line) => say(line));
  say(report.judgements.filter((j) => j.verdict !== 'right'), report.judgements.length, report.violations.length, report.answer, report.clicked.length, report.outside, report.submissions);
});
