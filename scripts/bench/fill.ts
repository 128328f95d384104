import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { findChromium } from '../browser/find';
import type { Figures } from './in-page';
import { benchPage } from './page';

const root = join(import.meta.dirname, '..', '..');

/** The bench's own code as one script, from the very modules the extension ships. */
const bundle = async (): Promise<string> => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      minify: true,
      lib: { entry: join(root, 'scripts', 'bench', 'in-page.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
};

/** Measures reading, recognising and writing 300 fields, as ratios to the floor, in one run. */
export const main = async (): Promise<number> => {
  const code = await bundle();
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    // Served as https, like the portal: some of the browser's functions are for such pages only.
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) => void request.respond({ contentType: 'text/html; charset=utf-8', body: benchPage() }),
    );
    await page.goto('https://banc.example/');
    await page.addScriptTag({ content: code });
    print((await page.evaluate('runBench()')) as Figures);
    return 0;
  } finally {
    await browser.close();
  }
};

const ms = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;
const times = (value: number, floor: number): string => `${(value / floor).toFixed(1)} ×`;

const print = (one: Figures): void => {
  console.log(`Page de ${one.fields} champs (90 dans un shadow root), médianes d’une même exécution :`);
  console.log(`  lecture nue des mêmes textes     ${ms(one.bareRead)}`);
  console.log(
    `  lecture par l’assistant          ${ms(one.read)}   ${times(one.read, one.bareRead)} la lecture nue`,
  );
  console.log(
    `  reconnaissance et plan           ${ms(one.recognise)}   ${times(one.recognise, one.bareRead)} la lecture nue`,
  );
  console.log(`  boucle d’écriture nue            ${ms(one.bareWrite)}`);
  console.log(
    `  écriture par l’assistant         ${ms(one.write)}   ${times(one.write, one.bareWrite)} la boucle nue`,
  );
  console.log(
    `  remplissage entier, tel qu’attendu par la personne : ${ms(one.fill)} (dont l’attente d’une page calme)`,
  );
};
