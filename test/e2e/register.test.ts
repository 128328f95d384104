import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import puppeteer, { type Browser, type Page, type WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterBench } from '../../scripts/bench/register-page';
import { type ServedPage, serveRegisterPage } from '../../scripts/bench/register-serve';
import { findChromium } from '../../scripts/browser/find';
import { csvEntities, departementOf, finess, jsonExtract, siren, siret } from '../register/build';

/** The index in a real browser, its worker ended at any moment, as a closed tab or a full memory does. */

const COUNT = 9000;
const OLD = 40;
let browser: Browser;
let served: ServedPage;
let folder: string;
let page: Page;

const path = (name: string): string => join(folder, name);
const choose = async (name: string): Promise<void> => {
  const input = await page.waitForSelector('input');
  await input?.uploadFile(path(name));
};
const open = async (name: string): Promise<void> => {
  await page.goto(served.origin);
  await choose(name);
};
const index = () =>
  page.evaluate(() => {
    const { registerBench }: { registerBench: RegisterBench } = Object(window);
    return registerBench.index();
  });
const interrupt = (ms: number) =>
  page.evaluate((ms) => {
    const { registerBench }: { registerBench: RegisterBench } = Object(window);
    return registerBench.interrupt(ms);
  }, ms);
const state = () =>
  page.evaluate(() => {
    const { registerBench }: { registerBench: RegisterBench } = Object(window);
    return registerBench.state();
  });
/** Numbers of the legal persons and establishments found under each number. */
const found = (numbers: string[]) =>
  page.evaluate(async (numbers) => {
    const { registerBench }: { registerBench: RegisterBench } = Object(window);
    const answers = await registerBench.lookUp(numbers);
    return numbers.map((number) => {
      const answer = answers.get(number);
      return [...(answer?.entities ?? []), ...(answer?.establishments ?? [])].map((one) => one.finess).join();
    });
  }, numbers);

const early = [siren(7), finess(departementOf(7), 'et', 71), siret(7, 0)];
const late = [siren(COUNT - 1), finess(departementOf(COUNT - 1), 'ej', COUNT - 1)];
const oldIndex = [finess(departementOf(7), 'ej', 7), early[1], finess(departementOf(7), 'et', 70), '', ''];
const lastEj = finess(departementOf(COUNT - 1), 'ej', COUNT - 1);
const newIndex = [...oldIndex.slice(0, 3), lastEj, lastEj];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  await writeFile(path('ancien.json.gz'), gzipSync(jsonExtract({ count: OLD })));
  await writeFile(path('nouveau.json.gz'), gzipSync(jsonExtract({ count: COUNT })));
  await writeFile(path('tronque.json.gz'), gzipSync(jsonExtract({ count: COUNT })).subarray(0, 200_000));
  await writeFile(path('organismes.csv'), csvEntities(OLD));
  served = await serveRegisterPage();
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  served.close();
  await rm(folder, { recursive: true, force: true });
});

test('ended at random moments, the old index answers; then the new one, whole', async () => {
  await open('ancien.json.gz');
  await index();
  expect(await found([...early, ...late])).toEqual(oldIndex);
  await choose('nouveau.json.gz');
  let random = 7;
  let stops = 0;
  for (let ended = false; !ended && stops < 40; stops += 1) {
    random = (random * 48_271) % 2_147_483_647;
    const said = await interrupt(20 + (random % 300));
    const now = await found([...early, ...late]);
    // Ended between its last write and its last word, the worker leaves the new index, whole.
    ended = said || now.at(-1) === lastEj;
    expect(now, `stop ${stops}`).toEqual(ended ? newIndex : oldIndex);
    if (stops % 3 === 2) await open('nouveau.json.gz'); // the page itself is closed
  }
  expect(stops).toBeGreaterThan(1);
  await index();
  expect(await found([...early, ...late])).toEqual(newIndex);
  expect(await state()).toMatchObject({ kind: 'ready', entities: COUNT, establishments: COUNT * 1.5 });
});

test('a truncated file says so and changes nothing', async () => {
  await open('tronque.json.gz');
  await expect(index()).rejects.toThrow('incomplet ou abîmé');
  expect(await state()).toMatchObject({ kind: 'ready', entities: COUNT });
});

test('the list of the legal persons joins the establishments', async () => {
  await open('organismes.csv');
  await index();
  expect(await state()).toMatchObject({ kind: 'ready', establishments: COUNT * 1.5 });
  expect(await found([siren(3)])).toEqual([finess(departementOf(3), 'ej', 3)]);
});

/** Ends the worker of the page, as the browser does for want of memory, once it reads. */
const endWorker = async (): Promise<void> => {
  const worker = await new Promise<WebWorker>((resolve) => page.once('workercreated', resolve));
  const reads = async () => (await navigator.locks.query()).held?.length === 1;
  await page.waitForFunction(reads, { polling: 5 });
  await worker.close();
};

test('a worker that ends without a word is told, and the reading can go on', async () => {
  await open('nouveau.json.gz');
  const ending = endWorker();
  await expect(interrupt(60_000)).rejects.toThrow('déposez à nouveau le même fichier');
  await ending;
  expect(await interrupt(60_000)).toBe(true);
});
