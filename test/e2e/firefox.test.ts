import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type FirefoxBrowser, launchFirefox } from '@/scripts/browser/firefox';
import { PanelDriver } from '@/scripts/browser/panel';
import { type PortalProxy, startProxy } from '@/scripts/browser/proxy';
import { expectedDraft, judge } from '@/test/galis/expected';
import { press } from '@/test/galis/hand';
import { steps } from '@/test/galis/screens';
import { type Portal, startPortal } from '@/test/galis/server';
import { smallRegister } from '@/test/sheets/invented';
import { PORTAL_HOST, PORTAL_MATCH } from '@/utils/portal';
import { storedProfiles } from './support/bench';
import { extractOf } from './support/extract';
import { ImportPage } from './support/import-page';

const grappe = sampleGrappe();
const expected = expectedDraft(grappe);
/** The layer that the extension draws its marks in. */
const MARKS = 'assistant-galis-reperes';

// One Firefox for the whole file: the tests follow each other, as a person goes through the portal.
let portal: Portal;
let proxy: PortalProxy;
let firefox: FirefoxBrowser;
let page: Page;
let panel: PanelDriver;

beforeAll(async () => {
  portal = await startPortal({ directory: grappe.organismes });
  proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: portal.port }]]));
  firefox = await launchFirefox({ proxyPort: proxy.port });
  page = (await firefox.browser.pages())[0] ?? (await firefox.browser.newPage());
  await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
  await page.waitForSelector('main h1');
});

afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  await portal?.close();
});

/** Goes to a step of the portal and waits until it is loaded. */
const go = async (id: string): Promise<void> => {
  await page.goto(`${portal.origin}/aides/#/cnsa/demande/${id}`);
  await page.waitForFunction(
    (step) =>
      location.hash.endsWith(`/${step}`) &&
      document.querySelector('main:has(h1):not(:has([aria-busy]))') !== null,
    {},
    id,
  );
};

/** Goes to a step, fills it from the panel and answers the fields that the panel did not fill, with why. */
const fill = async (id: string): Promise<string[]> => {
  await go(id);
  await panel.onStep(steps.find((step) => step.id === id)?.title ?? '');
  await panel.page.waitForSelector('.form-tab :is(li.field, .card button)');
  await panel.settled();
  await panel.addRows();
  await panel.fill();
  await panel.settled();
  const others = (await panel.fields()).filter(({ state }) => !['verified', 'reformatted'].includes(state));
  return others.map(({ label, state }) => `${label}: ${state}`);
};

const saves = () => portal.requests().filter(({ action }) => action === 'save').length;

/** Presses the portal's « Enregistrer » and waits until it says that it did. */
const save = async (): Promise<void> => {
  const before = saves();
  await press(page, 'Enregistrer');
  await vi.waitFor(() => expect(saves()).toBe(before + 1), { timeout: 5_000 });
  await page.waitForSelector('.saved');
};

const draftOf = (id: string): Record<string, unknown> => Object(portal.drafts()[id]);

/** What the portal's draft of a step holds otherwise than the profile, and how much was compared. */
const judged = (id: string) => {
  const all = judge(portal.drafts(), expected).filter(({ step }) => step === id);
  return { compared: all.length, faults: all.filter(({ verdict }) => verdict !== 'right') };
};

/** Runs in the page: a component that shows one field and lets no script of the page reach it. */
const addClosedBox = () => {
  const heard: string[] = [];
  customElements.define(
    'boite-close',
    class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({ mode: 'closed' });
        const label = root.appendChild(document.createElement('label'));
        label.textContent = 'N° SIRET';
        label.htmlFor = 'siret';
        const input = root.appendChild(document.createElement('input'));
        input.id = 'siret';
        for (const type of ['focus', 'input', 'change', 'blur'])
          input.addEventListener(type, (event) =>
            heard.push(event instanceof InputEvent ? `${type} ${event.data}` : type),
          );
        Object.assign(window, { closedBox: () => ({ value: input.value, heard }) });
      }
    },
  );
  document.querySelector('main')?.append(document.createElement('boite-close'));
};

test('the manifest is the one Firefox wants', async () => {
  const path = join(import.meta.dirname, '../../.output/firefox-mv3/manifest.json');
  const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
  expect(manifest).toMatchObject({
    manifest_version: 3,
    permissions: ['unlimitedStorage', 'activeTab', 'scripting', 'alarms'],
    optional_permissions: ['notifications'],
    host_permissions: [PORTAL_MATCH],
    background: { scripts: ['background.js'] },
    sidebar_action: { default_panel: 'sidepanel.html' },
    content_scripts: [{ matches: [PORTAL_MATCH], all_frames: true }],
    browser_specific_settings: {
      gecko: { id: 'assistant-galis@example.org', data_collection_permissions: { required: ['none'] } },
    },
  });
  expect(manifest).not.toHaveProperty('side_panel');
});

describe('the full page', () => {
  const folder = mkdtemp(join(tmpdir(), 'assistant-galis-'));
  afterAll(async () => rm(await folder, { recursive: true, force: true }));

  const written = async (name: string, content: Uint8Array | string): Promise<string> => {
    const path = join(await folder, name);
    await writeFile(path, content);
    return path;
  };

  /** Empties what the extension keeps, and opens its page. */
  const openEmpty = async (): Promise<ImportPage> => {
    const page = await firefox.open('profil.html');
    await page.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
    });
    await page.close();
    return new ImportPage(await firefox.open('profil.html'));
  };

  /** What the page gives to the browser to save when the button is pressed. */
  const exported = async ({ page }: ImportPage, words: string): Promise<string> => {
    await page.evaluate(() => {
      const real = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        if (blob instanceof Blob) Reflect.set(window, 'testExported', blob.text());
        return real(blob);
      };
    });
    await page.locator(`::-p-xpath(//button[normalize-space()="${words}"])`).click();
    await page.waitForFunction(() => Reflect.has(window, 'testExported'));
    return page.evaluate(() => Reflect.get(window, 'testExported'));
  };

  test('from a sheet and the register to a grappe, edited in the table, saved and restored', async () => {
    const ui = await openEmpty();
    await ui.press('Coller ou déposer mon tableau');
    await ui.says('Donnez votre tableau');
    await ui.open('registre');
    const answers = [...smallRegister().values()];
    const entities = [...new Set(answers.flatMap((one) => one.entities))];
    const establishments = [...new Set(answers.flatMap((one) => one.establishments))];
    await ui.give(
      await written('finess-structures-mensuel-202610.json.gz', extractOf(entities, establishments)),
      'Fichier FINESS',
    );
    await ui.says('Le répertoire est prêt : 5 établissements');
    await ui.press('Importer un tableau');
    await ui.give(join(import.meta.dirname, '../sheets/plain.xlsx'));
    await ui.says('Voici ce que j’ai compris');
    await ui.press('Vérifier');
    await ui.says('Les numéros ont été cherchés dans finess-structures-mensuel-202610');
    await ui.press('Ajouter 3 ESSMS et 1 organisme');
    await ui.says('C’est fait');
    await ui.press('Voir les ESSMS');
    const cell = await ui.page.waitForSelector('td[data-column="capacity"]');
    await cell?.click();
    await ui.page.keyboard.press('Enter');
    await ui.page.keyboard.down('Control');
    await ui.page.keyboard.press('a');
    await ui.page.keyboard.up('Control');
    await ui.page.keyboard.type('77');
    await ui.page.keyboard.press('Enter');
    await ui.page.waitForFunction(
      () => document.querySelector('td[data-column="capacity"]')?.textContent === '77',
    );
    await ui.page.waitForSelector('[data-status="saved"]');
    const before = await storedProfiles(ui.page);
    expect(before).toMatchObject([{ essms: [{ capacity: 77 }, {}, {}] }]);
    const backup = await written('grappe.json', await exported(ui, 'Exporter une sauvegarde'));
    await ui.page.close();
    const again = await openEmpty();
    await again.give(backup, 'Fichier de sauvegarde');
    await again.says('3 ESSMS');
    expect(await storedProfiles(again.page)).toEqual(before);
    await again.page.close();
    await (await openEmpty()).page.close();
  });
});

describe('beside the page', () => {
  test('profil.html keeps a grappe, and reads it when it is opened again', async () => {
    const first = await firefox.open('profil.html');
    await new PanelDriver(first).press('Voir une grappe d’exemple');
    await first.waitForFunction((name) => document.body.textContent?.includes(name), {}, grappe.name);
    await first.close();
    const second = await firefox.open('profil.html');
    await second.waitForFunction((name) => document.body.textContent?.includes(name), {}, grappe.name);
    await second.close();
  });

  test('the sidebar, opened by Firefox, follows the tab and marks the fields it knows', async () => {
    expect(await firefox.sidebarIsOpen()).toBe(true);
    await page.bringToFront();
    await go('contact');
    await page.waitForSelector(MARKS);
    // The button in the page belongs to the browsers where it can open the panel.
    expect(await page.$('assistant-galis-ouvrir')).toBeNull();
  });

  test('the button in the tool bar closes the sidebar, which takes its marks away, and opens it', async () => {
    await firefox.pressToolbarButton();
    await page.waitForSelector(MARKS, { hidden: true });
    expect(await firefox.sidebarIsOpen()).toBe(false);
    await firefox.pressToolbarButton();
    await page.waitForSelector(MARKS);
    expect(await firefox.sidebarIsOpen()).toBe(true);
  });
});

describe('filling from the panel', () => {
  beforeAll(async () => {
    panel = new PanelDriver(await firefox.openPanel(page));
    await panel.chooseDossier(WHOLE_GRAPPE);
  });

  test('identification: a frame, shadow roots, and a look-up that locks the raison sociale', async () => {
    expect(await fill('identification')).toEqual(['Raison sociale: same', 'Forme juridique: same']);
    await save();
    expect(judged('identification')).toEqual({ compared: 11, faults: [] });
  });

  test('projet: native controls and components, filled, saved, then undone', async () => {
    expect(await fill('projet')).toEqual([]);
    await save();
    expect(judged('projet')).toEqual({ compared: 12, faults: [] });
    const filled = draftOf('projet');

    await panel.press('Annuler le remplissage');
    await panel.done();
    await save();
    // No click takes a choice back: the panel says so and leaves it to the person.
    const { frequence, periode, nature } = filled;
    const empty = Object.fromEntries(
      Object.keys(draftOf('projet')).map((key) => [key, expect.toBeOneOf(['', null])]),
    );
    expect(draftOf('projet')).toEqual({ ...empty, frequence, periode, nature });
    expect(Object.keys(empty)).toHaveLength(12);
    const states = (await panel.fields()).map(({ state }) => state);
    expect(states.toSorted()).toEqual([...Array(3).fill('by-hand'), ...Array(9).fill('undone')]);
  });

  test('structures: rows are added, and their 180 cells filled', async () => {
    expect(await fill('structures')).toEqual([]);
    await save();
    expect(judged('structures')).toEqual({ compared: 180, faults: [] });
  });

  test('a field in a closed shadow root is read and filled, and the page hears it', async () => {
    await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
    await page.waitForSelector('main h1');
    await page.evaluate(addClosedBox);
    await panel.page.waitForSelector('li.field[data-field="porteur.siret"]');
    await panel.fill();
    const siret = grappe.organismes.find(({ id }) => id === grappe.porteurId)?.siret;
    expect(await page.evaluate(() => Reflect.get(window, 'closedBox')())).toEqual({
      value: siret,
      heard: ['focus', `input ${siret}`, 'change', 'blur'],
    });
  });

  test('nothing was sent but what « Enregistrer » sent, and nothing went elsewhere', () => {
    const moves = portal
      .requests()
      .filter(({ action }) => ['save', 'next', 'previous', 'submit'].includes(action));
    expect(moves.map(({ action, step }) => `${action} ${step}`)).toEqual([
      'save identification',
      'save projet',
      'save projet',
      'save structures',
    ]);
    expect(proxy.refused).toEqual([]);
  });

  test('the browser blames the extension for nothing: no content security violation, no error', async () => {
    expect(await firefox.troubles()).toEqual([]);
    // It would have told: the same page running a script of its own is blamed at once.
    await panel.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.body.append(script);
    });
    await vi.waitFor(async () =>
      expect(String(await firefox.troubles())).toContain('Content-Security-Policy'),
    );
    expect(await panel.page.title()).not.toBe('run');
  });
});
