import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { type ExtensionBrowser, launchChromium } from '@/scripts/browser/chromium';
import { launchFirefox } from '@/scripts/browser/firefox';
import { PanelDriver } from '@/scripts/browser/panel';
import { type PortalProxy, startProxy } from '@/scripts/browser/proxy';
import { steps } from '@/test/galis/screens';
import { PORTAL_HOST } from '@/utils/portal';
import { enter } from '../galis/hand';
import { type Portal, startPortal } from '../galis/server';
import { marked, tonesAround } from './support/marks';
import { plain, says, simulate } from './support/panel';

const root = join(import.meta.dirname, '../..');
const BROWSERS = [
  { name: 'Chromium', launch: launchChromium, build: 'chrome-mv3' },
  { name: 'Firefox', launch: launchFirefox, build: 'firefox-mv3' },
].filter(({ build }) => build === 'chrome-mv3' || existsSync(join(root, '.output', build, 'manifest.json')));

let made = 0;
/** The sample of 18 ESSMS, changed; another grappe each time: an import replaces none. */
const grappeWith = (change: (grappe: Profile) => void = () => {}): Profile => {
  made += 1;
  const grappe = { ...sampleGrappe(), id: `grappe-${made}`, name: `Grappe inventée ${made}` };
  change(grappe);
  return grappe;
};

describe.each(BROWSERS)('$name', ({ launch }) => {
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
  });
  afterAll(async () => {
    await extension?.close();
    await proxy?.close();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => portal.reset());

  /** One grappe in the panel, on a day of the call of the ARS PACA of 2023, and a step of the portal. */
  const open = async (step: string, grappe: Profile, day = '2023-03-15'): Promise<void> => {
    const file = join(folder, 'grappe.json');
    await writeFile(file, serializeBackup([grappe], '2023-03-01T09:00:00.000Z'));
    await panel.importFile(file);
    await simulate(panel, day);
    await page.bringToFront();
    await page.goto('about:blank');
    await page.goto(`${portal.origin}/aides/#/cnsa/demande/${step}`);
    await panel.page.bringToFront();
    await panel.tab('Formulaire');
    await panel.onStep(steps.find(({ id }) => id === step)?.title ?? '');
    await panel.chooseDossier(WHOLE_GRAPPE);
  };

  /** Texts of the cards of one rule with one outcome. */
  const cardsOf = async (rule: string, status = 'broken'): Promise<string[]> => {
    await panel.tab('Éligibilité');
    await panel.page.waitForSelector('.verdict');
    const texts = await panel.page.$$eval(`.verdict[data-rule="${rule}"][data-status="${status}"]`, (cards) =>
      cards.map((card) => card.textContent ?? ''),
    );
    return texts.map(plain);
  };

  /** Unfolds « Il manque une information ». */
  const openUnknown = async (): Promise<void> => {
    await panel.tab('Éligibilité');
    await panel.page.$$eval('.verdict-group', (groups) => {
      for (const group of groups) Reflect.set(group, 'open', true);
    });
  };

  const badge = () =>
    panel.page.evaluate(async () => {
      const api: { browser?: unknown; chrome?: unknown } = Object(globalThis);
      const { action }: { action: Record<'getBadgeText' | 'getTitle', (of: object) => Promise<string>> } =
        Object(api.browser ?? api.chrome);
      return { text: await action.getBadgeText({}), title: await action.getTitle({}) };
    });

  test('14 ESSMS: beside the question on the minimum, and in the panel with both texts', async () => {
    const grappe = grappeWith((one) => {
      one.essms = one.essms.slice(0, 14);
      for (const dossier of one.dossiers)
        dossier.essmsIds = dossier.essmsIds.filter((id) => one.essms.some((essms) => essms.id === id));
    });
    await open('criteres', grappe);
    await marked(page, 'check', '#criteres_nombreMinimal_0');
    const [card = '', ...more] = await cardsOf('minimum-essms');
    expect(more).toEqual([]);
    expect(card).toMatch(/14 ESSMS éligibles sur 14 ; il en faut au moins 15\./);
    expect(card).toContain('à vérifier');
    expect(card).toContain('les textes divergent');
    expect(card).toContain('autre version');
  });

  test('a USLD in the list: beside the category of its row only, and in the panel', async () => {
    const grappe = grappeWith((one) => {
      Object.assign(one.essms[1] ?? {}, { category: '362', name: 'USLD inventée' });
    });
    const [first, usld] = grappe.essms;
    portal.setDraft('structures', { structures: [{ finess: first?.finess }, { finess: usld?.finess }] });
    await open('structures', grappe);
    await marked(page, 'broken', '#structures_1_categorie');
    expect(await tonesAround(page, '#structures_0_categorie')).not.toContain('broken');
    const [card = ''] = await cardsOf('usld');
    expect(card).toMatch(/USLD inventée.*n’est pas éligible/);
    expect(card).toContain('texte officiel');
  });

  test('the number of an organisme in place of the FINESS of a site: beside it, and in the panel', async () => {
    const grappe = grappeWith();
    const [first] = grappe.essms;
    const juridique = grappe.organismes[0]?.finessJuridique ?? '';
    portal.setDraft('structures', { structures: [{ finess: first?.finess }, { finess: juridique }] });
    await open('structures', grappe);
    await marked(page, 'broken', '#structures_1_finess');
    expect(await tonesAround(page, '#structures_0_finess')).not.toContain('broken');
    const [card = ''] = await cardsOf('page-finess');
    expect(card).toContain(`La page indique ${juridique}, qui est le FINESS juridique`);
    await panel.page.locator('.verdict[data-rule="page-finess"] ::-p-text(Voir dans la page)').click();
    await marked(page, 'here', '#structures_1_finess');
  });

  test('FEDER: the answer given in the page goes before the grappe, is marked at once, and is said to differ', async () => {
    const grappe = grappeWith((one) => {
      one.project.europeanAid = false;
    });
    await open('criteres', grappe);
    expect(await cardsOf('european-aid')).toEqual([]);
    const before = Number((await badge()).text);
    const question = steps
      .find(({ id }) => id === 'criteres')
      ?.sections[0]?.fields?.find(({ key }) => key === 'sansAideEuropeenne');
    if (!question) throw new Error('no such question');
    await page.bringToFront();
    await enter(page, 'criteres_sansAideEuropeenne', question, false);
    await marked(page, 'broken', '#criteres_sansAideEuropeenne_0');
    await panel.page.bringToFront();
    await says(panel, 'La page et la grappe se contredisent');
    const [card = ''] = await cardsOf('european-aid');
    expect(card).toMatch(/FEDER.*exclut ESMS numérique/);
    expect(card).toContain('bloquant');
    await expect.poll(badge).toEqual({
      text: String(before + 1),
      title: expect.stringContaining(`${before + 1} règles bloquantes non respectées`),
    });
  });

  test('a day after the closing: beside the dates of the project, and in the panel with the day', async () => {
    await open('projet', grappeWith(), '2023-09-16');
    await marked(page, 'broken', '#projet_dateDebut');
    const [card = ''] = await cardsOf('filing-window');
    expect(card).toContain('le dépôt est clos depuis le 15 septembre 2023');
    expect(card).toContain('31 janvier 2023');
    await simulate(panel, '2023-09-15');
    expect(await cardsOf('filing-window')).toEqual([]);
  });

  test('what is missing is typed where it leads, answered on the spot, and a strange category is said', async () => {
    const grappe = grappeWith((one) => {
      Object.assign(one.essms[2] ?? {}, { category: '999' });
      one.project.europeanAid = null;
    });
    await open('projet', grappe);
    expect((await cardsOf('l312-1', 'unknown')).join()).toContain(
      '«\u00a0999\u00a0», non reconnue'.replace(/\s/g, ' '),
    );
    await openUnknown();
    await panel.page.locator('.verdict[data-rule="european-aid"] ::-p-text(Non)').click();
    await says(panel, 'Réponse enregistrée dans la grappe');
    await expect.poll(() => cardsOf('european-aid', 'met')).toHaveLength(1);

    await openUnknown();
    await panel.page.locator('.verdict[data-rule="l312-1"][data-status="unknown"] ::-p-text(Saisir)').click();
    const profil = await vi.waitFor(async () => {
      const pages = await extension.browser.pages();
      const found = pages.find((one) => one.url().includes('/profil.html'));
      if (!found) throw new Error('no such page');
      return found;
    });
    await profil.waitForFunction(
      (path) => document.activeElement?.closest(`[data-path="${path}"]`) !== null,
      { timeout: 20_000, polling: 100 },
      `essms/${grappe.essms[2]?.id}/category`,
    );
    const before = (await extension.browser.pages()).length;
    await panel.page.bringToFront();
    await panel.page.locator('.verdict[data-rule="segur-order"] ::-p-text(Corriger dans la grappe)').click();
    await profil.waitForFunction(
      () => document.activeElement?.closest('[data-path$="/segurOrder/ordered"]') !== null,
      { timeout: 20_000, polling: 100 },
    );
    expect((await extension.browser.pages()).length).toBe(before);
    await profil.close();
  });

  test('the report is one sheet of paper; the count goes with the last broken rule', async () => {
    await open('projet', grappeWith(), '2023-09-16');
    const { text } = await badge();
    expect(Number(text)).toBeGreaterThan(0);
    const other = await extension.open('bilan.html');
    await other.waitForSelector('.report');
    const printed = plain(await other.evaluate(() => document.body.innerText));
    expect(printed).toContain('le dépôt est clos depuis le 15 septembre 2023');
    expect(pagesOf(await other.pdf({ format: 'A4', preferCSSPageSize: true }))).toBe(1);
    await other.close();
    await open('projet', grappeWith(mended));
    await expect.poll(async () => (await badge()).text).toBe('');
    expect((await badge()).title).toBe('Ouvrir l’Assistant GALIS');
  });
});

/** What the sample breaks, put right. */
const mended = (grappe: Profile): void => {
  for (const organisme of grappe.organismes)
    Object.assign(organisme.nationalEntity, { affiliated: false, name: '', writtenAgreement: null });
  for (const essms of grappe.essms) Object.assign(essms.segurOrder, { ordered: false, software: '' });
};

/** Pages of a PDF: Firefox keeps their descriptions in compressed streams. */
const pagesOf = (pdf: Uint8Array): number => {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, bytes = '']) => {
    try {
      return inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1');
    } catch {
      return ''; // a picture or a font
    }
  });
  return [raw, ...streams].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};
