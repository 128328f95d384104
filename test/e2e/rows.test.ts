import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { openStage, type Stage } from '@/scripts/browser/stage';
import { expectedDraft, judge } from '../galis/expected';
import { largeGrappe } from '../galis/large-grappe';
import { steps } from '../galis/screens';
import { plain } from './support/panel';
import { startWalk } from './support/walk';

/** A table of many rows, held, stopped half way and taken up again. */
const ROWS = 30;
const grappe = largeGrappe(ROWS);

let stage: Stage;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'));
  stage = await openStage();
  const path = join(folder, 'grappe.json');
  await writeFile(path, JSON.stringify(grappe));
  await stage.panel.importFile(path);
  await stage.panel.tab('Formulaire');
  await stage.panel.chooseDossier(WHOLE_GRAPPE);
});

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Clicks a button of the panel as soon as it shows: a fill does not wait for the test. */
const clickWhenShown = (words: string) =>
  stage.panel.page.waitForFunction(
    (wanted) => {
      const button = [...document.querySelectorAll('button')].find((one) => one.textContent === wanted);
      button?.click();
      return button !== undefined;
    },
    { polling: 50, timeout: 120_000 },
    words,
  );

/** Waits for the fill to have reached that row. */
const reaches = (row: number) =>
  stage.panel.page.waitForFunction(
    (least) => {
      const text = document.querySelector('.actions')?.textContent?.replace(/\s+/g, ' ') ?? '';
      return Number(/Ligne (\d+) sur/.exec(text)?.[1]) >= least;
    },
    { polling: 50, timeout: 120_000 },
    row,
  );

/** Cells of the portal that hold something. */
const filledCells = (): Promise<number> =>
  stage.page.$$eval(
    'main table input',
    (inputs) => inputs.filter((input) => input instanceof HTMLInputElement && input.value !== '').length,
  );

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const stands = async (): Promise<boolean> => {
  const before = await filledCells();
  await wait(500);
  return before === (await filledCells());
};

/** Keeps the length of the longest task of the panel from now on. */
const watchTasks = () =>
  stage.panel.page.evaluate(() => {
    Object.assign(window, { longest: 0 });
    new PerformanceObserver((list) => {
      const durations = list.getEntries().map(({ duration }) => duration);
      Object.assign(window, { longest: Math.max(Reflect.get(window, 'longest'), ...durations) });
    }).observe({ type: 'longtask' });
  });

test(`${ROWS} rows: held, stopped, taken up again, and all right on the server`, {
  timeout: 240_000,
}, async () => {
  const { panel, portal } = stage;
  const walk = await startWalk(stage, portal, steps);
  await walk.open('structures');
  await panel.onStep('Structures engagées');
  await watchTasks();
  const start = performance.now();
  await panel.addRows();
  const added = performance.now();

  await panel.press('Remplir cette étape');
  await reaches(1);
  await clickWhenShown('Mettre en pause');
  await panel.page.waitForSelector('::-p-xpath(//button[normalize-space()="Reprendre"])');
  await expect.poll(stands, { timeout: 30_000, interval: 100 }).toBe(true); // the call under way ends
  const held = await filledCells();
  await wait(1000);
  expect(await filledCells()).toBe(held);
  expect(held).toBeLessThan(ROWS * 5);

  await clickWhenShown('Reprendre');
  await expect.poll(filledCells, { timeout: 120_000, interval: 200 }).toBeGreaterThan(ROWS * 3);
  await clickWhenShown('Arrêter là');
  const stopped = plain(await panel.done());
  const [, row = '', of = '', again = ''] =
    /Arrêté à la ligne (\d+) sur (\d+) : « Remplir cette étape » reprendra à la ligne (\d+)/.exec(stopped) ??
    [];
  expect([Number(of), again]).toEqual([ROWS, row]);
  expect(await filledCells()).toBeGreaterThan(held);

  const resumed = performance.now();
  expect(plain(await panel.fill())).toMatch(/^\d+ champs remplis et vérifiés\. /);
  const end = performance.now();
  await walk.next('localisation');
  const expected = expectedDraft(grappe, steps).filter(({ step }) => step === 'structures');
  const faults = judge(portal.drafts(), expected).filter(({ verdict }) => verdict !== 'right');
  expect(faults.slice(0, 10)).toEqual([]);
  expect(expected.length).toBeGreaterThan(ROWS * 8);
  expect(portal.submissions()).toEqual([]);
  const longest = await panel.page.evaluate(() => Number(Reflect.get(window, 'longest')));
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
  console.log(
    `${ROWS} rows: added in ${seconds(start, added)}, the rest filled in ${seconds(resumed, end)}, stopped at row ${row}, longest task of the panel ${longest.toFixed(0)} ms`,
  );
});
