import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { nationalGrappe, sampleWith } from '../profiles/build';
import { type Bench, openBench, storedProfiles } from './support/bench';
import { type Site, startSite } from './support/site';

const root = join(import.meta.dirname, '..', '..');
const SECTIONS = [
  'synthese',
  'organismes',
  'essms',
  'projet',
  'budget',
  'banque',
  'dossiers',
  'importer',
  'registre',
  'donnees',
];

let site: Site;
let bench: Bench;
let keeper: Page;

beforeAll(async () => {
  site = await startSite();
  bench = await openBench(site.port);
  // Creates the database, and stays: what is stored is read and written through it.
  keeper = await bench.extension.open('profil.html');
  await keeper.locator('::-p-text(Commencer à la main)').wait();
});
afterAll(async () => {
  await bench?.close();
  await site?.close();
});

/** Stores one grappe in the place of all the others, as if it had always been there. */
const store = (grappe: Profile): Promise<void> =>
  keeper.evaluate(
    (row) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('profiles', 'readwrite');
          tx.objectStore('profiles').clear();
          tx.objectStore('profiles').put(row);
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          tx.onabort = () => reject(tx.error);
        };
      }),
    grappe,
  );

const without = (row: unknown): unknown =>
  typeof row === 'object' && row !== null ? { ...row, updatedAt: '' } : row;
const storedNow = async (): Promise<unknown[]> => (await storedProfiles(keeper)).map(without);

const go = async (page: Page, section: string): Promise<void> => {
  await page.evaluate((id) => {
    location.hash = id;
  }, section);
  await page.waitForSelector(`nav a[href="#${section}"][aria-current="page"]`);
};
const saved = (page: Page) => page.waitForSelector('[data-status="saved"]');

describe('a save interrupted by the closing of the page', () => {
  /** The grappe once an organisme is taken away: in its list, in its ESSMS, as porteur. */
  const withdrawn = (grappe: Profile, id: string): Profile => ({
    ...grappe,
    porteurId: grappe.porteurId === id ? '' : grappe.porteurId,
    organismes: grappe.organismes.filter((organisme) => organisme.id !== id),
    essms: grappe.essms.map((one) => (one.organismeId === id ? { ...one, organismeId: '' } : one)),
  });

  test('leaves the old grappe or the new one, a dozen times', async () => {
    const before = nationalGrappe(500);
    const [, victim] = before.organismes;
    if (!victim) throw new Error('no organisme');
    const after = withdrawn(before, victim.id);
    const outcomes = { old: 0, new: 0 };
    for (let rank = 0; rank < 12; rank++) {
      await store(before);
      const page = await bench.extension.open('profil.html#organismes');
      await page.locator(`::-p-aria([name="${victim.raisonSociale}"][role="button"])`).click();
      await page.waitForSelector(`#fiche-${victim.id} button.danger`);
      // From before the save begins to well after it has ended.
      const delay = rank * 7;
      await page.evaluate((id) => {
        const button = document.querySelector(`#fiche-${id} button.danger`);
        if (button instanceof HTMLElement) setTimeout(() => button.click());
      }, victim.id);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await page.close();
      const [stored, ...others] = await storedNow();
      expect(others).toEqual([]);
      const isNew = JSON.stringify(stored).includes(victim.raisonSociale) === false;
      expect(stored).toEqual(without(isNew ? after : before));
      outcomes[isNew ? 'new' : 'old'] += 1;
    }
    expect(outcomes.old).toBeGreaterThan(0);
    expect(outcomes.new).toBeGreaterThan(0);
  }, 240_000);
});

describe('two windows', () => {
  test('see each other’s edits, and ask when both wrote the same value', async () => {
    await store(sampleGrappe());
    const [one, two] = [
      await bench.extension.open('profil.html#projet'),
      await bench.extension.open('profil.html#projet'),
    ];
    const title = 'input[data-path="project/title"]';
    await one.bringToFront();
    await one.locator(title).fill('Titre de la première fenêtre');
    await one.keyboard.press('Enter');
    await saved(one);
    await two.bringToFront();
    await two.waitForFunction(
      (selector) => {
        const box = document.querySelector(selector);
        return box instanceof HTMLInputElement && box.value === 'Titre de la première fenêtre';
      },
      {},
      title,
    );
    // The second window is told of nothing while the first one writes: its channel is cut.
    await two.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => {};
    });
    await two.locator(title).fill('Titre de la seconde');
    await two.keyboard.press('Enter');
    await saved(two);
    await one.bringToFront();
    await one.locator(title).fill('Titre de la première, plus tard');
    await one.keyboard.press('Enter');
    await one.locator('::-p-text(Enregistré depuis une autre fenêtre)').wait();
    const alert = await one.$eval('[role="alert"]', (node) => node.textContent ?? '');
    expect(alert).toContain('Titre de la première, plus tard');
    expect(alert).toContain('Titre de la seconde');
    await one.locator('::-p-aria([name="Garder ma saisie"][role="button"])').click();
    await expect
      .poll(async () => JSON.stringify(await storedNow()))
      .toContain('Titre de la première, plus tard');
    await one.close();
    await two.close();
  });
});

describe('closing the page right after a key', () => {
  test.each([
    ['a form', 'projet', 'input[data-path="project/title"]'],
    ['a cell', 'essms', 'th[data-column="name"][data-row]:not([data-row="#header"])'],
  ])('is asked about, in %s, and once stayed, it is kept', async (_name, section, control) => {
    await store(sampleGrappe());
    const page = await bench.extension.open(`profil.html#${section}`);
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked += 1;
      void dialog.dismiss();
    });
    await page.locator(control).click();
    await page.keyboard.type('Frappe');
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(async () => JSON.stringify(await storedNow())).toContain('Frappe');
    await page.close();
  });
});

describe('what is missing', () => {
  test('leads to the very control of an ESSMS, wide or narrow', async () => {
    await store(
      sampleWith((draft) => {
        const [first] = draft.essms;
        if (first) first.segurOrder = { ordered: true, software: '' };
      }),
    );
    for (const width of [1280, 360]) {
      const page = await bench.extension.open('profil.html');
      await page.setViewport({ width, height: 800 });
      await page.locator('#completude ::-p-text(EHPAD Les Micocouliers)').click();
      await page.waitForFunction(
        () => document.activeElement?.getAttribute('data-path') === 'essms/e01/segurOrder/software',
      );
      await page.close();
    }
  });
});

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

describe('accessibility, light and dark', () => {
  const defectsOf = async (page: Page, source: string, where: string): Promise<string[]> => {
    const found: string[] = [];
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await page.evaluate(source);
      const { violations }: AxeResult = await page.evaluate(() => Reflect.get(window, 'axe').run(document));
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(`${where} ${value} ${id}: ${nodes[0]?.html ?? ''}`);
    }
    return found;
  };

  test.each([360, 1280])(
    'nothing serious in any section, its forms and its errors, at %i pixels',
    async (width) => {
      const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
      await store(
        sampleWith((draft) => {
          const [porteur] = draft.organismes;
          if (porteur) porteur.siren = '12345';
        }),
      );
      const page = await bench.extension.open('profil.html');
      await page.setViewport({ width, height: 800 });
      const found: string[] = [];
      for (const section of SECTIONS) {
        await go(page, section);
        for (const fold of await page.$$(
          'main button.fold[aria-expanded="false"], main details:not([open]) > summary',
        ))
          await fold.evaluate((node) => node instanceof HTMLElement && node.click());
        found.push(...(await defectsOf(page, axe, section)));
        // Nothing hangs out of the screen.
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (excess > 0) found.push(`${section} is ${excess} pixels too wide`);
      }
      await go(page, 'synthese');
      await page.locator('#completude ::-p-text(ESAT Le Ponant)').click();
      await page.waitForFunction(() => document.activeElement?.closest('[data-path^="essms/"]'));
      found.push(...(await defectsOf(page, axe, 'after a jump')));
      expect(found).toEqual([]);
      await page.close();
    },
    240_000,
  );

  test('nothing serious in a conflict, a failed save, a cell and a restore under way', async () => {
    const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
    await store(sampleGrappe());
    const page = await bench.extension.open('profil.html#projet');
    const found: string[] = [];
    const look = async (where: string) => {
      for (const width of [360, 1280]) {
        await page.setViewport({ width, height: 800 });
        found.push(...(await defectsOf(page, axe, `${where} ${width}`)));
      }
    };
    const title = 'input[data-path="project/title"]';
    const write = async (on: Page, text: string) => {
      await on.locator(title).fill(text);
      await on.keyboard.press('Enter');
    };
    const other = await bench.extension.open('profil.html#projet');
    await other.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => {};
    });
    await write(other, 'Titre de l’autre');
    await saved(other);
    await other.close();
    await page.bringToFront();
    await write(page, 'Titre d’ici');
    await page.locator('::-p-text(Garder ma saisie)').wait();
    await look('a conflict');
    await page.locator('::-p-text(Garder ma saisie)').click();
    await saved(page);
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      Reflect.set(window, 'repair', () => {
        IDBObjectStore.prototype.put = put;
      });
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await write(page, 'Titre sans place');
    await page.locator('::-p-text(Réessayer)').wait();
    await look('a failed save');
    await page.evaluate(() => {
      Reflect.get(window, 'repair')();
      // At once: a moment later the page tries again by itself, and the button is gone.
      for (const button of document.querySelectorAll('button'))
        if (button.textContent?.includes('Réessayer')) button.click();
    });
    await saved(page);
    await go(page, 'essms');
    await page.locator('td[data-column="category"]').click();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.eg-options');
    found.push(...(await defectsOf(page, axe, 'a list in a cell')));
    await page.keyboard.press('Escape');
    const restored = sampleWith((draft) => {
      draft.bank.iban = 'FR1420041010050500013M02606';
    });
    const file = await bench.file('autre.json', serializeBackup([restored], '2026-11-20T08:00:00.000Z'));
    const [chooser] = await Promise.all([
      page.waitForFileChooser(),
      page.locator('::-p-text(Importer une sauvegarde)').click(),
    ]);
    await chooser.accept([file]);
    await page.locator('::-p-text(Garder les deux)').wait();
    await look('a restore');
    expect(found).toEqual([]);
    await page.close();
  }, 120_000);
});
