import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { findChromium } from '../browser/find';
import { type WrittenExtract, writeExtract } from './register-extract';
import type { RegisterBench } from './register-page';
import { serveRegisterPage } from './register-serve';

const ESTABLISHMENTS = 100_000;
const RUNS = 3;

type Measure = 'bare' | 'index' | 'find' | 'forget';

const call = async (page: Page, name: Measure, numbers: string[] = []): Promise<number> =>
  Number(
    await page.evaluate(
      (name, numbers) => {
        const { registerBench }: { registerBench: RegisterBench } = Object(window);
        return registerBench[name](numbers);
      },
      name,
      numbers,
    ),
  );

const open = async (page: Page, origin: string, path: string): Promise<void> => {
  await page.goto(origin);
  const input = await page.waitForSelector('input');
  await input?.uploadFile(path);
};

/** Heap and buffers of every worker of the page, sampled while the work runs; the highest, in bytes. */
async function peakOf<T>(page: Page, work: Promise<T>): Promise<{ value: T; peak: number }> {
  let peak = 0;
  let running = true;
  const sampling = (async () => {
    while (running) {
      const sizes = await Promise.all(
        page.workers().map(async (worker) => {
          const usage: Record<string, number> = Object(
            await worker.client.send('Runtime.getHeapUsage').catch(() => ({})),
          );
          return (usage.totalSize ?? 0) + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
        }),
      );
      peak = Math.max(
        peak,
        sizes.reduce((total, size) => total + size, 0),
      );
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  })();
  try {
    return { value: await work, peak };
  } finally {
    running = false;
    await sampling;
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

interface Figures {
  bare: number;
  index: number;
  peak: number;
  barePeak: number;
  cold: number;
  worst: number;
  warm: number;
  sixty: number;
}

async function measure(
  page: Page,
  origin: string,
  path: string,
  { numbers, spread }: WrittenExtract,
): Promise<Figures> {
  await open(page, origin, path);
  const floor = await peakOf(page, call(page, 'bare'));
  await call(page, 'forget');
  const built = await peakOf(page, call(page, 'index'));
  await open(page, origin, path); // nothing in memory any more
  const sixty = await call(page, 'find', numbers(60));
  await open(page, origin, path);
  const cold = await call(page, 'find', numbers(500));
  const warm = median([
    await call(page, 'find', numbers(499)),
    await call(page, 'find', numbers(501)),
    await call(page, 'find', numbers(500)),
  ]);
  const worst = median([
    await call(page, 'find', spread(499)),
    await call(page, 'find', spread(501)),
    await call(page, 'find', spread(500)),
  ]);
  const { value: bare, peak: barePeak } = floor;
  return { bare, barePeak, index: built.value, peak: built.peak, cold, warm, worst, sixty };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(7)} s`;
const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`;
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(0).padStart(6)} Mo`;

function print(all: Figures[], established: number, bytes: number, packed: number): boolean {
  const of = (pick: (one: Figures) => number) => median(all.map(pick));
  const ratio = of(({ bare, index }) => bare / index);
  const peak = Math.max(...all.map((one) => one.peak));
  const checks: [string, string, boolean][] = [
    ['débit, face à la lecture nue', `${ratio.toFixed(2)} × (0,5 × au moins)`, ratio >= 0.5],
    ['mémoire du worker au plus haut', `${mega(peak)} (300 Mo au plus)`, peak < 300e6],
    [
      '500 numéros de 100 organismes, page neuve',
      `${ms(of(({ cold }) => cold))} (100 ms au plus)`,
      of(({ cold }) => cold) < 100,
    ],
    [
      '500 numéros de 100 organismes, page ouverte',
      `${ms(of(({ warm }) => warm))} (100 ms au plus)`,
      of(({ warm }) => warm) < 100,
    ],
    [
      '60 numéros, page neuve',
      `${ms(of(({ sixty }) => sixty))} (1 s au plus)`,
      of(({ sixty }) => sixty) < 1000,
    ],
  ];
  console.log(
    `Extrait inventé : ${established} établissements, ${mega(packed).trim()} compressés, ${mega(bytes).trim()} en clair ; médianes de ${all.length} passages :`,
  );
  console.log(
    `  décompression et JSON.parse nus     ${seconds(of(({ bare }) => bare))}   ${mega(of(({ barePeak }) => barePeak))}`,
  );
  console.log(`  index par l’assistant               ${seconds(of(({ index }) => index))}`);
  for (const [what, value, isMet] of checks)
    console.log(`  ${isMet ? '✓' : '✗'} ${what.padEnd(46)} ${value}`);
  console.log(`    500 numéros de 500 organismes (le pire cas)    ${ms(of(({ worst }) => worst))}`);
  return checks.every(([, , isMet]) => isMet);
}

/** Indexes an invented extract in the browser beside a bare reading of the same file; 1 when a target is missed. */
export const main = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const path = join(folder, 'finess-structures-mensuel-202610.json.gz');
  const written = await writeExtract(path, ESTABLISHMENTS);
  const server = await serveRegisterPage();
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    protocolTimeout: 300_000,
  });
  try {
    const page = await browser.newPage();
    const all: Figures[] = [];
    for (let run = 0; run < RUNS; run += 1) all.push(await measure(page, server.origin, path, written));
    return print(all, written.establishments, written.bytes, (await stat(path)).size) ? 0 : 1;
  } finally {
    await browser.close();
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
};
