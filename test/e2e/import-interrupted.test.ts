import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keyed } from '../sheets/invented';
import { type Bench, openBench, storedProfiles } from './support/bench';
import { ImportPage } from './support/import-page';
import { type Site, startSite } from './support/site';

/** An import that does not go to its end, in a real browser. Every number and name here is invented. */

let site: Site;
let bench: Bench;
let ui: ImportPage;

const open = async (): Promise<void> => {
  ui = new ImportPage(await bench.extension.open('profil.html#importer'));
};

beforeAll(async () => {
  site = await startSite();
  bench = await openBench(site.port);
});
afterAll(async () => {
  await bench?.close();
  await site?.close();
});

/** No grappe at all, in the page of the import. */
const startAgain = async (): Promise<void> => {
  await open();
  for (const other of await bench.extension.browser.pages()) if (other !== ui.page) await other.close();
  await ui.page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  await ui.page.goto(`${bench.extension.origin}/profil.html`);
  await ui.press('Coller ou déposer mon tableau');
  await ui.says('Donnez votre tableau');
};
beforeEach(startAgain);

const sheetOf = async (rows: number): Promise<string> => {
  const lines = Array.from(
    { length: rows },
    (_, rank) => `${keyed(`13${100_000 + rank}`)};EHPAD n° ${rank} (fictif);${(rank % 90) + 1}`,
  );
  const path = join(bench.folder, 'Grappe du Var.csv');
  await writeFile(path, ['FINESS;Nom;Places', ...lines].join('\n'));
  return path;
};

/** Name and number of ESSMS of every grappe, as stored. */
const grappes = async (): Promise<string[]> =>
  (await storedProfiles(ui.page)).map((stored) => {
    const { name, essms }: { name: string; essms: unknown[] } = Object(stored);
    return `${name}: ${essms.length}`;
  });

test('the worker ended while it reads a sheet: said, nothing changed, and the same sheet can be given again', async () => {
  const path = await sheetOf(3000);
  await ui.page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    // Ended as soon as it has its work: no machine is quick enough to have done it.
    Worker.prototype.postMessage = function (...given: unknown[]) {
      Worker.prototype.postMessage = postMessage;
      Reflect.apply(postMessage, this, given);
      this.terminate();
    };
  });
  await ui.give(path);
  await ui.page.waitForSelector('[role="alert"] .notice', { timeout: 120_000 });
  await ui.says('Rien n’a été modifié dans votre grappe');
  expect(await grappes()).toEqual([]);
  await ui.give(path);
  await ui.says('Voici ce que j’ai compris');
}, 240_000);

/** A crash leaves time for nothing; a tab that closes is not asked whether it may. */
const end = async (page: Page, crash: boolean): Promise<void> => {
  if (!crash) return page.close();
  const session = await page.createCDPSession();
  const crashed = new Promise<void>((resolve) => page.once('error', () => resolve()));
  session.send('Page.crash').catch(() => {});
  await crashed;
};

/** « Commencer », the way back from the import while there is no grappe. */
const backOut = async (): Promise<void> => {
  await ui.page.locator('nav a[href="#synthese"]').click();
  await ui.says('Commencez ici');
};

/** Moments of the write at which the page ends, from the click on: before, during and after it. */
const ENDS = 5;

/** An empty grappe made by hand, then the page of the import. */
const startFromEmpty = async (): Promise<void> => {
  await backOut();
  await ui.press('Commencer à la main');
  await ui.page.waitForSelector('nav a[href="#organismes"][aria-current="page"]');
  await ui.open('importer');
  await ui.says('Donnez votre tableau');
};

test('backing out of the import leaves no grappe behind', async () => {
  await ui.give(await sheetOf(3));
  await ui.press('Vérifier');
  await ui.says('Relisez');
  await ui.open('registre');
  await ui.says('Répertoire FINESS');
  await backOut();
  await ui.page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Commencez ici'));
  expect(await grappes()).toEqual([]);
});

test.each([
  ['leaves the old grappe or the new one', startFromEmpty, 'Ma grappe: 0'],
  ['of the first import leaves no grappe or the new one', async () => {}, ''],
])(
  'the page ended at any moment of « Ajouter » %s',
  async (_, prepare, old) => {
    const rows = 2000;
    const path = await sheetOf(rows);
    const whole = `Grappe du Var: ${rows}`;
    const seen: string[] = [];
    for (let rank = 0; rank < ENDS; rank += 1) {
      await prepare();
      await ui.give(path);
      await ui.press('Vérifier');
      await ui.says('Relisez');
      await ui.press('Ajouter 2 000 ESSMS');
      await new Promise((resolve) => setTimeout(resolve, rank * 110));
      const dead = ui.page;
      await end(dead, rank % 2 === 0);
      await open();
      seen.push((await grappes()).join());
      await dead.close().catch(() => {});
      await startAgain();
    }
    // A quick browser may be done before it is ended: what matters is that nothing is half done.
    expect(seen.filter((stored) => stored !== old && stored !== whole)).toEqual([]);
    expect(seen).toContain(whole);
  },
  240_000,
);
