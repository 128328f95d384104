import { join } from 'node:path';
import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { findChromium } from '../browser/find';

const root = join(import.meta.dirname, '..', '..');
const SIZES = [10, 500] as const;
/** Most a press may cost in the table of 500 rows, against the one of 10. */
const TARGET = 2;
/** Rows whose value is typed and committed, in both tables. */
const COMMITS = 60;

interface Bundle {
  script: string;
  style: string;
}

/** The table as the extension ships it, and the page that times it. */
async function bundle(): Promise<Bundle> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      minify: true,
      lib: { entry: join(root, 'scripts', 'bench', 'table-page.tsx'), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  const files = output.output;
  return {
    script: files.flatMap((f) => (f.type === 'chunk' ? [f.code] : [])).join('\n'),
    style: files.flatMap((f) => (f.type === 'asset' ? [String(f.source)] : [])).join('\n'),
  };
}

type Measure = 'move' | 'type' | 'commit';

/** Times to paint of some presses, and what one costs to the main thread of the page on average; in ms. */
interface Presses {
  paints: number[];
  busy: number;
}

/** Presses a key and waits until the page is painted again. */
async function press(page: Page, key: KeyInput): Promise<void> {
  const count = await page.evaluate('countPainted()');
  await page.keyboard.press(key);
  await page.evaluate(`paintedAfter(${count})`);
}

const take = async (page: Page): Promise<number[]> => (await page.evaluate('takePresses()')) as number[];

/** Down to the last row and back, as many times as it takes for 80 presses. */
async function move(page: Page, rows: number): Promise<number[]> {
  await page.focus('[data-path$="/capacity"]');
  await page.click('[data-path="essms/b0/capacity"]');
  await take(page);
  for (let n = 0; n < 80; n += 1)
    await press(page, Math.floor(n / (rows - 1)) % 2 === 0 ? 'ArrowDown' : 'ArrowUp');
  return take(page);
}

async function type(page: Page): Promise<number[]> {
  await page.click('[data-path="essms/b0/currentSoftware"]');
  await press(page, 'F2');
  await take(page);
  for (let n = 0; n < 60; n += 1) await press(page, n % 7 === 6 ? 'Backspace' : 'e');
  const presses = await take(page);
  await press(page, 'Escape');
  return presses;
}

/** A number typed and committed by Enter, row after row; only the Enter counts. */
async function commit(page: Page, rows: number): Promise<number[]> {
  const commits: number[] = [];
  for (let n = 0; n < COMMITS; n += 1) {
    if (n % (rows - 1) === 0) {
      await page.evaluate('document.querySelector(".eg-scroll").scrollTop = 0');
      await page.waitForSelector('[data-path="essms/b0/capacity"]');
      await page.click('[data-path="essms/b0/capacity"]');
    }
    await press(page, n % 2 === 0 ? '7' : '8');
    await press(page, String(Math.floor(n / 10) % 10) as KeyInput);
    await take(page);
    await press(page, 'Enter');
    commits.push(...(await take(page)));
  }
  return commits;
}

/** Runs a series of presses and reads what it cost. */
async function cost(page: Page, series: () => Promise<number[]>): Promise<Presses> {
  const before = await page.metrics();
  const paints = await series();
  const after = await page.metrics();
  const busy = ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) * 1000;
  return { paints, busy: busy / paints.length };
}

async function measure(page: Page, rows: number): Promise<Record<Measure, Presses>> {
  await page.evaluate(`showTable(${rows})`);
  await page.waitForSelector('[data-path="essms/b0/capacity"]');
  const moves = await cost(page, () => move(page, rows));
  await page.evaluate('document.querySelector(".eg-scroll").scrollTop = 0');
  await page.waitForSelector('[data-path="essms/b0/currentSoftware"]');
  return {
    move: moves,
    type: await cost(page, () => type(page)),
    commit: await cost(page, () => commit(page, rows)),
  };
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const NAMES: Record<Measure, string> = {
  move: 'flèche, cellule suivante',
  type: 'caractère dans une cellule',
  commit: 'valeur validée par Entrée',
};

/** Prints a line for each kind of press; true when every ratio to paint holds. */
function report(small: Record<Measure, Presses>, large: Record<Measure, Presses>): boolean {
  console.log(
    `Appui à affichage, tableau de ${SIZES[1]} lignes contre ${SIZES[0]}, médianes d’une même exécution :`,
  );
  const against = (a: number, b: number) => `${a.toFixed(1)} ms contre ${b.toFixed(1)} ms`;
  const ratios = (['move', 'type', 'commit'] as const).map((key) => {
    const [many, few] = [median(large[key].paints), median(small[key].paints)];
    const busy = against(large[key].busy, small[key].busy);
    console.log(
      `  ${NAMES[key].padEnd(28)} ${against(many, few)}, soit ${(many / few).toFixed(2)} × (occupation de la page par appui : ${busy})`,
    );
    return many / few;
  });
  console.log(`  attendu : au plus ${TARGET} ×`);
  return ratios.every((ratio) => ratio <= TARGET);
}

/** Times key presses in real Chromium, in a table of 500 rows and in one of 10. */
export const main = async (): Promise<number> => {
  const { script, style } = await bundle();
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    defaultViewport: { width: 1280, height: 900 },
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      // Without these the wait for the next frame hides the cost of the press.
      '--disable-gpu-vsync',
      '--disable-frame-rate-limit',
    ],
  });
  try {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Banc</title><style>${style}</style><body></body></html>`;
    page.on('request', (request) => void request.respond({ contentType: 'text/html; charset=utf-8', body }));
    await page.goto('https://banc.example/');
    await page.addScriptTag({ content: script });
    await measure(page, SIZES[0]); // warms the code up
    const small = await measure(page, SIZES[0]);
    const large = await measure(page, SIZES[1]);
    return report(small, large) ? 0 : 1;
  } finally {
    await browser.close();
  }
};
