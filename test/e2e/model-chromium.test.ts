import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROVIDERS } from '@/utils/assistant/providers';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { type ModelServer, startModelServer } from '../model-server';
import { defectsOf } from './support/axe';
import { plain, says } from './support/panel';

/**
 * Written answers in Chromium. Its dialog of permission is out of reach, so this copy of the build has
 * the one host given beforehand; everything else, its policy included, is as shipped.
 */
const HOST = new URL(PROVIDERS.find(({ id }) => id === 'mistral')?.address ?? '').host;
const root = join(import.meta.dirname, '../..');

let folder: string;
let server: ModelServer;
let proxy: PortalProxy;
let chromium: ExtensionBrowser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const extension = join(folder, 'extension');
  await cp(join(root, '.output/chrome-mv3'), extension, { recursive: true });
  const file = join(extension, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  manifest.host_permissions.push(`https://${HOST}/*`);
  await writeFile(file, JSON.stringify(manifest));
  server = await startModelServer();
  proxy = await startProxy(new Map([[HOST, { address: '127.0.0.1', port: server.port }]]));
  chromium = await launchChromium({ proxyPort: proxy.port, extension });
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Refusals of the policy and uncaught errors of a page, as they come. */
const troublesOf = (page: Page): string[] => {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return troubles;
};

const reach = (page: Page, url: string): Promise<string> =>
  page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'reached',
        () => 'refused',
      ),
    url,
  );

test('off: the panel can reach nobody; on: the one host that was chosen, a verified answer comes, and stays with its question', async () => {
  const off = await chromium.open('sidepanel.html');
  await off.waitForSelector('[role="tab"]');
  await expect.poll(() => reach(off, `https://${HOST}/v1/models`)).toBe('refused');
  expect(server.requests).toEqual([]);

  const profil = await chromium.open('profil.html#assistant');
  await profil.locator('input[type="password"]').wait();
  const focused = () => profil.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await profil.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(await defectsOf(profil)).toEqual([]);
  await profil.locator('input[type="password"]').fill('cle-inventee');
  await profil.focus('::-p-xpath(//button[normalize-space(.)="Autoriser et allumer"])');
  await profil.keyboard.press('Enter');
  await profil.locator('::-p-text(allumé)').wait();
  // The form is drawn again: the focus goes to what is told of it.
  await expect.poll(focused).toMatch(/^L’assistant rédigé est allumé/);
  expect(await defectsOf(profil)).toEqual([]);
  expect(server.requests).toEqual([]);

  const page = await chromium.open('sidepanel.html');
  const troubles = troublesOf(page);
  const panel = new PanelDriver(page);
  await panel.tab('Questions');
  await page.locator('textarea').fill('Combien d’ESSMS faut-il au minimum ?');
  await panel.press('Poser la question');
  server.play((request) => {
    const words = JSON.stringify(request.body);
    const sentence = /id=\\"P1\\"[^>]*>\\n(?:(?!\\n).)*\\n((?:(?!\\n|\.).)*)\./.exec(words)?.[1] ?? '';
    return { text: `${sentence} [[P1: "${sentence}"]].`, cut: 'bytes' };
  });
  expect(await defectsOf(page)).toEqual([]);
  await page.locator('::-p-xpath(//button[starts-with(., "Envoyer ce texte")])').click();
  await page.waitForSelector('[data-status="done"] [data-state="verified"]', { timeout: 30_000 });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.headers.cookie).toBeUndefined();
  await panel.press('Copier les phrases vérifiées');
  await says(panel, 'Phrases vérifiées copiées avec leurs extraits.');
  expect(troubles).toEqual([]);
  expect(await reach(page, 'https://autre.example/')).toBe('refused');
  expect(proxy.refused.filter((host) => host.includes('autre'))).toEqual([]);

  const later = new PanelDriver(await chromium.open('sidepanel.html'));
  await later.tab('Questions');
  await later.page.locator('.history-question').click();
  await later.page.waitForSelector('[data-status="done"] [data-state="verified"]', { timeout: 30_000 });
  const said = plain(await later.page.$eval('[data-status]', (section) => section.textContent ?? ''));
  expect(said).toContain('Rédigée le');
  expect(await later.page.$('[data-status] mark')).not.toBeNull();
  expect(server.requests).toHaveLength(1);
  expect(await defectsOf(later.page)).toEqual([]);
  await later.press('Rédiger de nouveau');
  await later.page.waitForSelector('::-p-xpath(//button[starts-with(., "Rédiger avec")])');
  expect(server.requests).toHaveLength(1);
});
