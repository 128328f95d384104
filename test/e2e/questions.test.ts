import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type ExtensionBrowser, launchChromium } from '@/scripts/browser/chromium';
import { launchFirefox } from '@/scripts/browser/firefox';
import { PanelDriver } from '@/scripts/browser/panel';
import { type PortalProxy, startProxy } from '@/scripts/browser/proxy';
import { PORTAL_HOST } from '@/utils/portal';
import { type Portal, startPortal } from '../galis/server';
import { defectsOf } from './support/axe';
import { plain, says } from './support/panel';

const root = join(import.meta.dirname, '../..');
const BROWSERS = [
  { name: 'Chromium', launch: launchChromium, build: 'chrome-mv3' },
  { name: 'Firefox', launch: launchFirefox, build: 'firefox-mv3' },
].filter(({ build }) => build === 'chrome-mv3' || existsSync(join(root, '.output', build, 'manifest.json')));

const DEADLINE = 'Jusqu’à quand peut-on déposer un projet régional en PACA en 2023 ?';
/** The chip of what is quoted: those of what is computed stand above. */
const CHIP = '.citation:has(blockquote) .citation-passage > summary';

describe.each(BROWSERS)('the tab « Questions » in $name', ({ launch, name }) => {
  let portal: Portal;
  let proxy: PortalProxy;
  let extension: ExtensionBrowser;
  let page: Page;
  let panel: PanelDriver;
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
    portal = await startPortal();
    proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: portal.port }]]));
    extension = await launch({ proxyPort: proxy.port });
    page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
    await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
    await page.waitForSelector('main h1');
    panel = new PanelDriver(await extension.openPanel(page));
    const file = join(folder, 'grappe.json');
    await writeFile(file, serializeBackup([sampleGrappe()], '2023-03-01T09:00:00.000Z'));
    await panel.importFile(file);
  });
  afterAll(async () => {
    await extension?.close();
    await proxy?.close();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (selector: string) => panel.page.$eval(selector, (node) => node.textContent ?? '').then(plain);
  const texts = async (selector: string) =>
    (await panel.page.$$eval(selector, (nodes) => nodes.map((node) => node.textContent ?? ''))).map(plain);
  const seen = (selector: string) => panel.page.waitForSelector(selector, { visible: true, timeout: 20_000 });
  const history = () => texts('.history-question > span:first-child');
  const answered = async (question: string) => {
    await panel.page.waitForFunction(
      (wanted) => document.querySelector('.answer h2')?.textContent === wanted,
      { timeout: 20_000, polling: 50 },
      question,
    );
    await expect.poll(history, { timeout: 20_000 }).toContain(plain(question));
  };
  const ask = async (question: string) => {
    await panel.tab('Questions');
    await panel.page.locator('textarea').fill(question);
    await panel.press('Poser la question');
    await answered(question);
  };
  /** The panel as it is once closed and opened again. */
  const reopen = async () => {
    const former = panel.page;
    panel = new PanelDriver(await extension.openPanel(page));
    await former.close();
    await panel.tab('Questions');
  };

  test('a question is answered by a quotation, whose chip opens the passage at the words quoted', async () => {
    await ask(DEADLINE);
    const quote = await text('.answer blockquote');
    expect(quote).toContain('15 septembre 2023');
    expect(await texts(`${CHIP} .badge`)).toEqual(
      expect.arrayContaining(['ARS PACA, appel 2023', 'base vérifiée']),
    );
    expect(await panel.page.$('.citation-passage[open]')).toBeNull();
    await panel.page.locator(CHIP).click();
    await seen('.citation-passage[open] mark');
    const marks = await texts('.citation-passage[open] mark');
    expect(marks.join(' ')).toContain(quote);
    const address = await panel.page.$eval('.citation-passage[open] a', (link) => link.getAttribute('href'));
    expect(address).toMatch(/^https:\/\/www\.paca\.ars\.sante\.fr\/.*#:~:text=15%20septembre%202023$/);
    await panel.page.locator(CHIP).click();
  });

  test('pointing at a chip shows the quotation among its neighbours', async () => {
    const preview = '.citation:has(blockquote) .citation-preview';
    const shown = () => panel.page.$eval(preview, (node) => getComputedStyle(node).display !== 'none');
    await panel.page.mouse.move(1, 1);
    await panel.page.evaluate(() =>
      Reflect.get(document.activeElement ?? {}, 'blur')?.call(document.activeElement),
    );
    await expect.poll(shown).toBe(false);
    await panel.page.hover(`${CHIP} .accent`);
    await expect.poll(shown).toBe(true);
    expect(await text(`${preview} mark`)).toContain('15 septembre 2023');
    await panel.page.mouse.move(1, 1);
    await expect.poll(shown).toBe(false);
  });

  test('the history survives the panel, reopens, and comes back once erased', async () => {
    await ask('Une USLD est-elle éligible ?');
    await reopen();
    await expect
      .poll(history, { timeout: 20_000 })
      .toEqual(['Une USLD est-elle éligible ?', plain(DEADLINE)]);
    expect(await panel.page.$('.answer')).toBeNull();
    await panel.page.locator(`::-p-xpath(//button[@class="history-question"][contains(., "PACA")])`).click();
    await seen('.answer');
    expect(await text('.answer h2')).toBe(plain(DEADLINE));
    await says(panel, 'Répondu le');
    await panel.page.locator('.history-erase').click();
    await expect.poll(history).toEqual([plain(DEADLINE)]);
    await panel.press('Annuler l’effacement');
    await expect.poll(history).toHaveLength(2);
    await panel.press('Fermer ce message');
    await panel.press('Tout effacer');
    await expect.poll(history).toEqual([]);
    await panel.press('Annuler l’effacement');
    await expect.poll(history).toHaveLength(2);
    await reopen();
    await expect.poll(history, { timeout: 20_000 }).toHaveLength(2);
  });

  test('what is being typed stays while another tab is looked at', async () => {
    await panel.page.locator('textarea').fill('Une question à moitié');
    await panel.tab('Dossiers');
    await seen('input[type="date"]');
    await panel.tab('Questions');
    expect(await panel.page.$eval('textarea', (field) => field.value)).toBe('Une question à moitié');
  });

  test('with the keyboard alone: ask, reach a chip, open and close its passage, reopen and erase', async () => {
    const { keyboard } = panel.page;
    const focused = () =>
      panel.page.evaluate(() => document.activeElement?.closest('[class]')?.className ?? '');
    const isOpen = async () => (await panel.page.$('.citation-passage[open]')) !== null;
    await panel.tab('Questions');
    await seen('textarea');
    await panel.page.focus('textarea');
    await panel.page.$eval('textarea', (field) => field.select());
    await keyboard.type('combien d’ESSMS au minimum');
    await keyboard.press('Enter');
    await answered('combien d’ESSMS au minimum');
    expect(await panel.page.evaluate(() => document.activeElement?.localName)).toBe('textarea');
    for (let stop = 0; stop < 5 && !(await focused()).startsWith('citation'); stop++)
      await keyboard.press('Tab');
    expect(await focused()).toBe('citation-passage');
    const first = await panel.page.evaluate(() => document.activeElement?.textContent);
    await keyboard.press('ArrowRight');
    expect(await panel.page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
    await keyboard.press('Enter');
    await expect.poll(isOpen).toBe(true);
    await keyboard.press('Escape');
    await expect.poll(isOpen).toBe(false);
    expect(await focused()).toBe('citation-passage');

    await panel.page.focus('.history-question');
    await keyboard.press('ArrowDown');
    const question = await panel.page.evaluate(
      () => document.activeElement?.firstElementChild?.textContent ?? '',
    );
    await keyboard.press('Enter');
    await answered(question);
    await expect.poll(() => panel.page.evaluate(() => document.activeElement?.localName)).toBe('h2');
    await panel.page.focus('.history-question');
    await keyboard.press('Delete');
    await expect.poll(history).not.toContain('combien d’ESSMS au minimum');
    await expect.poll(focused).toBe('history-question');
  });

  if (name !== 'Chromium') return;

  test('the copy carries the quotation and its address', async () => {
    await ask(DEADLINE);
    await panel.press('Copier avec les sources');
    await says(panel, 'Réponse copiée avec ses sources');
    await panel.page.focus('textarea');
    await panel.page.$eval('textarea', (field) => field.select());
    await panel.page.keyboard.press('KeyV', { commands: ['Paste'] });
    const pasted = plain(await panel.page.$eval('textarea', (field) => field.value));
    expect(pasted).toContain('15 septembre 2023');
    expect(pasted).toContain('https://www.paca.ars.sante.fr/');
  });

  test('bad input: nothing, markup, another subject, too much', async () => {
    await panel.page.locator('textarea').fill('   ');
    await panel.press('Poser la question');
    await says(panel, 'Écrivez d’abord une question.');
    await ask('<img src="https://example.org/x.png" onerror="alert(1)"> pièces à joindre ?');
    expect(await panel.page.$('#app img')).toBeNull();
    await ask('Quel temps fera-t-il demain à Marseille ?');
    await says(panel, 'Les textes dont je dispose ne le disent pas');
    expect(await panel.page.$('.answer blockquote')).toBeNull();
    const huge = `${DEADLINE} ${'et encore '.repeat(1000)}`;
    await panel.page.$eval(
      'textarea',
      (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      huge,
    );
    await says(panel, 'seuls les 2 000 premiers seront lus');
    await panel.press('Poser la question');
    await says(panel, 'Seuls les 2 000 premiers caractères de la question ont été lus');
  });

  test('a problem reported is kept, exported as an evaluation case, and taken back', async () => {
    const downloads = await panel.page.createCDPSession();
    await downloads.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await ask('Une USLD est-elle éligible ?');
    await panel.page.locator('::-p-text(Signaler un problème)').click();
    await panel.page.locator('.report-form input:not([type])').fill('trop court');
    await panel.press('Garder ce signalement');
    await says(panel, 'signalé : source erronée');
    await panel.press('Exporter 1 signalement');
    const path = join(folder, 'questions-signalees.json');
    await expect.poll(() => existsSync(path), { timeout: 20_000 }).toBe(true);
    const [one]: { question: string; note: string }[] = JSON.parse(await readFile(path, 'utf8'));
    expect(one?.question).toBe('Une USLD est-elle éligible ?');
    expect(plain(one?.note ?? '')).toContain('source erronée : trop court');
    await panel.press('Retirer ce signalement');
    await expect.poll(() => panel.offers(/^Exporter/)).toBeNull();
  });

  test('the focus is never lost: a report, its withdrawal, an erasure undone, a message closed', async () => {
    const { keyboard } = panel.page;
    const lost = () => panel.page.evaluate(() => document.activeElement === document.body);
    const pressed = async (words: string) => {
      const button = `::-p-xpath(//button[normalize-space(.)="${words}" or @aria-label="${words}"])`;
      await seen(button);
      await panel.page.focus(button);
      await keyboard.press('Enter');
    };
    await ask('USLD éligible ?');
    const fold = '::-p-xpath(//summary[normalize-space(.)="Signaler un problème"])';
    await seen(fold);
    await panel.page.focus(fold);
    await keyboard.press('Enter');
    await pressed('Garder ce signalement');
    await says(panel, 'signalé : source erronée');
    await expect.poll(lost).toBe(false);
    await pressed('Retirer ce signalement');
    await expect.poll(() => panel.offers(/^Exporter/)).toBeNull();
    await expect.poll(lost).toBe(false);
    await panel.page.focus('.history-question');
    await keyboard.press('Delete');
    await pressed('Annuler l’effacement');
    await says(panel, 'La question est de nouveau là.');
    await expect.poll(lost).toBe(false);
    await pressed('Fermer ce message');
    await expect.poll(() => panel.page.$('.questions-notice')).toBeNull();
    await expect.poll(lost).toBe(false);
  });

  test('no defect of accessibility with everything unfolded, narrow and wide, light and dark', async () => {
    for (const question of ['combien d’ESSMS au minimum', 'Quelle est la date limite de dépôt en 2031 ?']) {
      await ask(question);
      expect(await defectsOf(panel.page), question).toEqual([]);
    }
  });
});
