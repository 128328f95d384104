import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { longDocument } from '@/test/captures/cahier';
import { pdfOf } from '@/test/captures/pdf';
import { launchChromium } from '../browser/chromium';
import { PanelDriver } from '../browser/panel';
import { startProxy } from '../browser/proxy';
import { type Held, heldBy, median, ms } from './held';

/** A PDF of 100 invented pages read from the panel of the built extension, frame by frame. */

const PAGES = 100;
const RUNS = 5;
/** Most the panel may hold a frame while the PDF is read, in ms. */
const TARGET = 50;
const ADDED = 'Ajouté à vos textes';

interface Run extends Held {
  /** Pages the progress bar was seen at. */
  steps: number;
}

/** Runs in the page: notes the pages the progress bar tells until `benchSteps` is called. */
const watchSteps = () => {
  const seen = new Set<string>();
  const observer = new MutationObserver(() => {
    const value = document.querySelector('progress')?.getAttribute('value');
    if (value) seen.add(value);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  Reflect.set(window, 'benchSteps', () => {
    observer.disconnect();
    return seen.size;
  });
};

const hasText = (page: Page, words: string) =>
  page.waitForFunction(
    (wanted) => document.body.textContent?.includes(wanted),
    { timeout: 120_000, polling: 100 },
    words,
  );

async function capture(page: Page, path: string): Promise<Run> {
  const input = await page.waitForSelector('input[aria-label="Fichier à ajouter aux textes"]');
  await page.evaluate(watchSteps);
  const held = await heldBy(page, async () => {
    await (await input?.toElement('input'))?.uploadFile(path);
    await hasText(page, ADDED);
  });
  const steps: number = await page.evaluate(() => Reflect.get(window, 'benchSteps')());
  await new PanelDriver(page).press('Annuler l’ajout');
  await hasText(page, 'C’est annulé');
  return { ...held, steps };
}

/** The same measure while nothing is read: what the machine alone does to the frames. */
const idle = (page: Page, length: number): Promise<Held> =>
  heldBy(page, () => new Promise((resolve) => setTimeout(resolve, length)));

function report(runs: readonly Run[], rests: readonly Held[]): number {
  const tasks = runs.map((run) => run.task);
  const steps = Math.min(...runs.map((run) => run.steps));
  const lines: [string, string][] = [
    ['du fichier au texte gardé, médiane', ms(median(runs.map((run) => run.whole)))],
    ['étapes vues dans la barre, au moins', String(steps)],
    [
      'plus longue tâche du panneau (processeur), médiane',
      `${ms(median(tasks))} (attendu\u00a0: au plus ${TARGET} ms)`,
    ],
    ['la même, dans la pire des lectures', ms(Math.max(...tasks))],
    ['plus long temps entre deux images, médiane', ms(median(runs.map((run) => run.frame)))],
    ['le même sans rien lire\u00a0: la machine seule', ms(median(rests.map((rest) => rest.frame)))],
  ];
  console.log(`PDF de ${PAGES} pages, ${RUNS} lectures d’une même exécution\u00a0:`);
  for (const [words, value] of lines) console.log(`  ${words.padEnd(52)}${value}`);
  return median(tasks) <= TARGET && steps > 1 ? 0 : 1;
}

/** Measures the panel while it takes a long PDF in. */
export const main = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const path = join(folder, 'guide.pdf');
  await writeFile(path, pdfOf(longDocument(PAGES)));
  const proxy = await startProxy(new Map());
  const extension = await launchChromium({ proxyPort: proxy.port });
  try {
    const page = await extension.open('sidepanel.html');
    await page.setViewport({ width: 360, height: 800 });
    await new PanelDriver(page).tab('Questions');
    await capture(page, path); // warms the code up
    const runs: Run[] = [];
    const rests: Held[] = [];
    for (let rank = 0; rank < RUNS; rank += 1) {
      const run = await capture(page, path);
      runs.push(run);
      rests.push(await idle(page, run.whole)); // in turn, so that a busy moment of the machine hits both
    }
    return report(runs, rests);
  } finally {
    await extension.close();
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  }
};
