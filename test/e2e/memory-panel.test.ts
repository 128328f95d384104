import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseStructure } from '@/knowledge/form/structure';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { PanelDriver } from '@/scripts/browser/panel';
import { find, press } from '../galis/hand';
import { type Portal, type PortalOptions, startPortal } from '../galis/server';
import { type Bench, openBench } from './support/bench';
import { becomes, fieldOf, fill, panelText, plain, pressIn, says } from './support/panel';

/** What the panel remembers of the portal's pages, as a person meets it. */
let portal: Portal;
let bench: Bench;

const directory = sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
  siret,
  raisonSociale,
  formeJuridique,
}));

beforeAll(async () => {
  portal = await startPortal({ directory });
  bench = await openBench(portal.port);
});
afterAll(async () => {
  await bench?.close();
  await portal?.close();
});
beforeEach(() => portal.reset());

const addressOf = (step: string) => `/aides/#/cnsa/demande/${step}`;
/** The step and the panel beside it, tall enough for its bar to cover no button. */
const at = async (step: string) => {
  const scene = await bench.scene(addressOf(step));
  await scene.panel.page.setViewport({ width: 360, height: 4000 });
  return scene;
};

/** The same address, with other screens behind it. */
const becomesAnother = async (options: PortalOptions): Promise<void> => {
  const { port } = portal;
  await portal.close();
  portal = await startPortal({ directory, ...options, port });
};

/** The page read from the start again, the panel following. */
const reload = async (page: Page, selector: string): Promise<void> => {
  await page.reload();
  await find(page, selector);
};

const inCard = (label: string, path: string) =>
  `::-p-xpath(//li[@data-key][.//*[@data-part="label"][normalize-space()="${label}"]]${path})`;

/** Says what a field asks, through « Pourquoi ? Corriger » or « Dire ce que c’est ». */
const correct = async ({ page }: PanelDriver, label: string, choice: string): Promise<void> => {
  await page.bringToFront();
  await page.locator(inCard(label, '//details[not(@open)]/summary')).click();
  const select = await page.waitForSelector(inCard(label, '//form//select'));
  const value = await select?.$$eval(
    'option',
    (options, wanted) =>
      options.find(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() === wanted)?.value,
    choice,
  );
  await select?.select(value ?? choice);
  await page.locator(inCard(label, '//form//button')).click();
};

const openMemory = async ({ page }: PanelDriver): Promise<void> => {
  await page.bringToFront();
  await page.locator('.memory:not([open]) > summary').click();
};

/** Element with the focus in the panel, in words. */
const focused = ({ page }: PanelDriver): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement === null || activeElement === document.body ? '' : activeElement.outerHTML;
  });

/** Lets the panel save files, and reads the one it saves. */
const saved = async (panel: PanelDriver, button: string, name: string): Promise<string> => {
  const session = await panel.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: bench.folder });
  await panel.press(button);
  const path = join(bench.folder, name);
  await expect.poll(() => readFile(path, 'utf8').catch(() => ''), { timeout: 5000 }).not.toBe('');
  await session.detach();
  return readFile(path, 'utf8');
};

const importFile = async ({ page }: PanelDriver, path: string): Promise<void> => {
  const input = await page.waitForSelector('.memory input[type="file"]');
  await input?.uploadFile(path);
};

describe('corrections', () => {
  test('a field nobody knows is told once, here and where it comes again, and can be forgotten', async () => {
    const { panel } = await at('complements');
    await becomes(panel, 'Date prévisionnelle de mise en service', 'unrecognised');
    await correct(panel, 'Date prévisionnelle de mise en service', 'Date de fin');
    await says(panel, 'C’est noté, pour ce champ et ceux qui lui ressemblent.');
    const told = await becomes(panel, 'Date prévisionnelle de mise en service', 'to-fill');
    expect(told.field).toBe('project.endDate');
    expect(told.confidence).toBe(1);
    expect(await focused(panel)).not.toBe('');
    await openMemory(panel);
    await says(panel, 'Vos corrections (1)');
    await panel.page.locator('.correction-line button').click();
    await says(panel, 'Correction retirée.');
    await becomes(panel, 'Date prévisionnelle de mise en service', 'unrecognised');
    expect(await focused(panel)).toContain('Vos corrections');
  });

  test('a field to leave alone is never filled; the file carries the answer to another computer', async () => {
    const first = await at('representant');
    await becomes(first.panel, 'Prénom', 'to-fill');
    await correct(first.panel, 'Prénom', 'Autre chose : ne jamais le remplir');
    await says(first.panel, 'l’assistant laissera ce champ');
    await becomes(first.panel, 'Prénom', 'unrecognised');
    expect(await fill(first.panel)).toContain('vérifiés');
    expect((await fieldOf(first.panel, 'Prénom')).value).toBe('');
    await openMemory(first.panel);
    const name = 'corrections-assistant-galis.json';
    const file = await saved(first.panel, 'Exporter', name);
    expect(file).toContain('Prénom');
    expect(file).not.toContain(sampleGrappe().organismes[0]?.raisonSociale);

    const second = await at('representant');
    await becomes(second.panel, 'Prénom', 'to-fill');
    await openMemory(second.panel);
    await importFile(second.panel, join(bench.folder, name));
    await says(second.panel, '1 correction ajoutée');
    await becomes(second.panel, 'Prénom', 'unrecognised');
    const broken = await bench.file('cassé.json', '{ "kind": ');
    await importFile(second.panel, broken);
    await says(second.panel, 'Rien n’a été importé');
    expect(await panelText(second.panel)).toContain('Vos corrections (1)');
  });
});

describe('a field shown in the page', () => {
  test('in a component or a frame: its card is opened, seen and focused; Escape gives up', async () => {
    const { page, panel } = await bench.scene(addressOf('identification'));
    await becomes(panel, 'Sigle', 'to-fill');
    const frame = page.frames().find((one) => one !== page.mainFrame());
    if (!frame) throw new Error('no frame');
    const picking = async () => {
      await panel.press('Montrer un champ dans la page');
      await says(panel, 'Échap pour renoncer');
      expect(await focused(panel)).toContain('Renoncer');
      await page.bringToFront();
      await frame.waitForSelector('assistant-galis-designer');
    };
    await picking();
    await (await find(frame, '#identification_sigle')).click();
    await panel.page.waitForSelector('li.picked');
    const card = await panel.page.$eval('li.picked', (item) => {
      const { top, bottom } = item.getBoundingClientRect();
      return {
        label: item.querySelector('[data-part="label"]')?.textContent,
        open: item.querySelector('details')?.open,
        seen: top >= 0 && bottom <= innerHeight,
        focus: item.contains(document.activeElement),
      };
    });
    expect(card).toEqual({ label: 'Sigle', open: true, seen: true, focus: true });
    await picking();
    await page.keyboard.press('Escape');
    await panel.page.waitForFunction(() => !document.body.innerText.includes('Renoncer'));
    expect(await panel.page.$('li.picked')).toBeNull();
    expect(await focused(panel)).toContain('Montrer un champ');
  });
});

/** Makes what is remembered of the steps an hour older: another day’s visit. */
const age = ({ page }: PanelDriver): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onsuccess = () => {
          const tx = opening.result.transaction('steps', 'readwrite');
          const store = tx.objectStore('steps');
          const reading = store.getAll();
          const earlier = (iso: string) =>
            iso === '' ? '' : new Date(Date.parse(iso) - 3_600_000).toISOString();
          reading.onsuccess = () => {
            for (const row of reading.result)
              store.put({
                ...row,
                startedAt: earlier(row.startedAt),
                lastAt: earlier(row.lastAt),
                previousAt: earlier(row.previousAt),
              });
          };
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );

describe('a step that changed', () => {
  const CHANGED = 'Cette étape a changé';

  test('is announced with what came and what left, and not for another draft of the same step', async () => {
    const { page, panel } = await at('representant');
    await becomes(panel, 'Prénom', 'to-fill');
    for (let visit = 0; visit < 2; visit++) {
      await fill(panel);
      await age(panel);
      portal.reset();
      await reload(page, '#representant_prenom');
      await panel.settled();
      expect(await panelText(panel)).not.toContain(CHANGED);
    }
    await becomesAnother({ labels: 7 });
    await age(panel);
    await page.reload();
    await says(panel, CHANGED);
    const words = await panelText(panel);
    expect(words).toMatch(/Nouveau : «/);
    expect(words).toMatch(/Disparu : «/);
    await becomesAnother({});
  });

  test('is not announced for a field that hangs on an answer', async () => {
    const { page, panel } = await at('representant');
    await becomes(panel, 'Prénom', 'to-fill');
    await page.bringToFront();
    await (await find(page, '#representant_estRepresentant_0')).click();
    await panel.page.waitForFunction(() => !document.body.innerText.includes('Prénom'));
    await press(page, 'Enregistrer');
    for (let visit = 0; visit < 2; visit++) {
      await age(panel);
      await page.reload();
      await find(page, '#representant_estRepresentant_0');
      await panel.settled();
      expect(await panelText(panel)).not.toContain(CHANGED);
    }
    portal.reset();
    await age(panel);
    await reload(page, '#representant_prenom');
    await becomes(panel, 'Prénom', 'to-fill');
    expect(await panelText(panel)).not.toContain(CHANGED);
  });
});

const STORY =
  'La grappe des Tamaris (exemple fictif) réunit dix-huit établissements autour d’un même logiciel.';

describe('the « boîte noire »', () => {
  const typeStory = async (page: Page): Promise<void> => {
    await page.waitForSelector('assistant-galis-ouvrir');
    await page.bringToFront();
    await (await find(page, '#projet_description')).type(STORY);
  };
  const held = async (page: Page): Promise<unknown> =>
    (await find(page, '#projet_description')).evaluate((area) => Reflect.get(area, 'value'));

  test('a text lost with the session is offered on its field, put back, verified and undone', async () => {
    const { page, panel } = await at('projet');
    await becomes(panel, 'Description du projet', 'to-fill');
    await typeStory(page);
    await openMemory(panel);
    await says(panel, '1 texte gardé');
    portal.expireSession();
    await page.bringToFront();
    await press(page, 'Enregistrer');
    await page.waitForFunction(() => document.body.innerText.includes('Votre session a expiré'));
    await press(page, 'Se connecter');
    await find(page, '#projet_description');
    await says(panel, 'Texte retrouvé');
    await pressIn(panel, 'Description du projet', 'Le remettre dans le portail');
    await becomes(panel, 'Description du projet', 'verified');
    expect(await held(page)).toBe(STORY);
    expect(await panelText(panel)).not.toContain('Texte retrouvé');
    expect(await focused(panel)).toContain('Description du projet');
    await pressIn(panel, 'Description du projet', 'Remettre comme avant');
    await says(panel, '1 champ remis comme avant.');
    expect(await held(page)).toBe('');
  });

  test('a text can be forgotten, all of them too, and nothing is kept once it is off', async () => {
    const { page, panel } = await at('projet');
    await becomes(panel, 'Description du projet', 'to-fill');
    await typeStory(page);
    await openMemory(panel);
    await says(panel, '1 texte gardé');
    await reload(page, '#projet_description');
    await says(panel, 'Texte retrouvé');
    await openMemory(panel);
    await panel.press('Effacer');
    await says(panel, 'Les textes gardés sont effacés.');
    expect(await panelText(panel)).not.toContain('Texte retrouvé');
    expect(await focused(panel)).toContain('Boîte noire');
    await panel.page.locator('.memory input[type="checkbox"]').click();
    await panel.page.waitForFunction(
      () => document.querySelector('.memory input[type="checkbox"]:checked') === null,
    );
    await typeStory(page);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await panelText(panel)).toContain('0 texte gardé');
  });
});

test('the structure of a step is saved without any value, and read back', async () => {
  const { panel } = await at('representant');
  await becomes(panel, 'Prénom', 'to-fill');
  await fill(panel);
  await openMemory(panel);
  const file = await saved(panel, 'Exporter la structure de cette page', 'structure-etape-galis.json');
  await says(panel, 'elle ne contient aucune valeur');
  const labels = parseStructure(file).frames.flatMap(({ fields }) => fields.map(({ label }) => label));
  expect(labels).toContain('Prénom');
  const written = (await panel.fields()).filter(({ state }) => state === 'verified');
  expect(written.length).toBeGreaterThan(3);
  for (const { value } of written.filter(({ value }) => value.length > 8)) expect(file).not.toContain(value);
});

test('the journal is listed and saved for a spreadsheet, bank details masked', async () => {
  const { panel } = await at('banque');
  await becomes(panel, 'IBAN', 'to-fill');
  await panel.confirmBank();
  expect(await fill(panel)).toContain('remplis et vérifiés');
  await openMemory(panel);
  await says(panel, 'Journal des remplissages (1)');
  const { iban } = sampleGrappe().bank;
  const csv = await saved(panel, 'Exporter (tableur)', 'journal-assistant-galis.csv');
  const json = await saved(panel, 'Exporter (JSON)', 'journal-assistant-galis.json');
  for (const file of [csv, json]) {
    expect(file).toContain('IBAN');
    expect(file.replace(/\s/g, '')).not.toContain(iban.replace(/\s/g, ''));
    expect(plain(file)).toContain(iban.slice(-4));
  }
});

test('the session of the portal is counted down and starts again at an exchange', async () => {
  const { page, panel } = await at('representant');
  await becomes(panel, 'Prénom', 'to-fill');
  await says(panel, 'Session GALIS : encore environ 30 min');
  // Eleven minutes go by for the panel only: nothing else waits.
  await panel.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 11 * 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await says(panel, 'Session GALIS : encore environ 19 min');
  await panel.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 12 * 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await says(panel, 'Session GALIS : encore environ 7 min');
  await page.bringToFront();
  await press(page, 'Enregistrer');
  await expect.poll(() => portal.requests().filter(({ action }) => action === 'save')).toHaveLength(1);
  await panel.page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() - 23 * 60_000;
  });
  await panel.page.bringToFront();
  await panel.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await says(panel, 'Session GALIS : encore environ 30 min');
});
