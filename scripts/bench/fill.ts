import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findChromium } from '../browser/find';
import { bundle } from './bundle';
import { angularPage } from './fill-page';
import type { WriteFigures } from './in-page';
import { benchPage } from './page';
import { rowsBench } from './rows';

/** Most that filling may cost against the bare loop, on each page. */
const PLAIN_TARGET = 1.5;
const ANGULAR_TARGET = 1.3;

/** Opens a page whose content is given, with the bench's code in it. */
export type Open = (html: string) => Promise<Page>;

/** Opens pages with the bench's code in them. */
export const opener =
  (browser: Browser, code: string): Open =>
  async (html) => {
    const page = await browser.newPage();
    // Served as https, like the portal: some of the browser's functions are for such pages only.
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) => void request.respond({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    await page.goto('https://banc.example/');
    await page.addScriptTag({ content: code });
    return page;
  };

/** Measures writing 300 fields and adding 500 rows, as ratios to the floor, in one run. */
export const main = async (): Promise<number> => {
  const code = await bundle('in-page.ts');
  const angular = await readFile(createRequire(import.meta.url).resolve('angular/angular.min.js'), 'utf8');
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  try {
    const open = opener(browser, code);
    const plain = await written(open, benchPage());
    const model = await written(open, angularPage(angular));
    return (
      say('Page simple (90 champs dans un shadow root)', plain, PLAIN_TARGET) +
      say('Page AngularJS 1.8, un seul scope', model, ANGULAR_TARGET) +
      (await rowsBench(open, angular))
    );
  } finally {
    await browser.close();
  }
};

const written = async (open: Open, html: string): Promise<WriteFigures> => {
  const page = await open(html);
  const figures = (await page.evaluate('writeBench()')) as WriteFigures;
  await page.close();
  return figures;
};

const ms = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;

const say = (
  title: string,
  { fields, bare, recipe, write, looks, elapsed, task, wrong }: WriteFigures,
  target: number,
): number => {
  const ratio = write / bare;
  const missed = ratio > target || wrong > 0 || task > 50;
  console.log(`${title}, ${fields} champs, médianes d’une même exécution :`);
  console.log(`  boucle d’écriture nue                     ${ms(bare)}`);
  console.log(`  la même, les six événements de la recette ${ms(recipe)}   ${(recipe / bare).toFixed(2)} ×`);
  console.log(
    `  écriture par l’assistant, regards compris ${ms(write)}   ${ratio.toFixed(2)} × (cible ≤ ${target})`,
  );
  console.log(`    dont les regards seuls                  ${ms(looks)}`);
  console.log(`    avec les tours que prend la page        ${ms(elapsed)}`);
  console.log(`  plus longue tâche                         ${ms(task)}   (cible ≤ 50 ms)`);
  if (wrong > 0) console.log(`  ${wrong} champs ne tiennent pas ce qui y a été écrit`);
  if (missed) console.log('  CIBLE MANQUÉE');
  return missed ? 1 : 0;
};
