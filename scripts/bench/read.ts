import puppeteer, { type Page } from 'puppeteer-core';
import { findChromium } from '../browser/find';
import { bundle } from './bundle';
import { benchPage } from './page';
import { type IdleFigures, measureIdle } from './read-idle';
import type { FormFigures, SizeFigures } from './read-in-page';

const ROWS = 500;
const COLUMNS = 12;

export const tablePage = (): string => {
  const range = (count: number) => Array.from({ length: count }, (_, at) => at);
  const head = range(COLUMNS).map((column) => `<th scope="col">Donnée ${column + 1}</th>`);
  const cells = (row: number) => range(COLUMNS).map((column) => `<td><input name="c${row}-${column}"></td>`);
  const rows = range(ROWS).map((row) => `<tr>${cells(row).join('')}</tr>`);
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Structures</title><h1>Structures engagées</h1>
<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></html>`;
};

/** A page that is anything but a form step: 50,000 elements, and 8,000 fields among them. */
export const hugePage = (): string => {
  const blocks = Array.from(
    { length: 8000 },
    (_, at) =>
      `<div><p><b>Ligne ${at}</b> <i>sans</i> <u>objet</u></p><label for="h${at}">Champ ${at}</label><input id="h${at}"></div>`,
  );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Immense</title><h1>Immense</h1>${blocks.join('')}</html>`;
};

const PAGES: Record<string, () => string> = { '/': benchPage, '/table': tablePage, '/huge': hugePage };

/** Measures reading alone, then with recognition, as ratios to a bare extraction of the same texts. */
export const main = async (): Promise<number> => {
  const code = await bundle('read-in-page.ts');
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    // Served as https, like the portal: some of the browser's functions are for such pages only.
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const body = PAGES[new URL(request.url()).pathname]?.() ?? '';
      void request.respond({ contentType: 'text/html; charset=utf-8', body });
    });
    const run = async <T>(path: string, expression: string): Promise<T> => {
      await openPage(page, path, code);
      return (await page.evaluate(expression)) as T;
    };
    printForm(await run<FormFigures>('/', 'measureForm()'));
    printSize('Tableau de 500 lignes et 12 colonnes', await run<SizeFigures>('/table', 'measureSize()'));
    const ends = await run<number[]>('/table', 'measureRows()');
    const [first = 0, last = 0] = ends;
    console.log(
      `  100 premières lignes à relire     ${ms(first)}\n  100 dernières lignes à relire     ${ms(last)}   ${times(last, first)} les premières`,
    );
    printSize('Page de 50 000 éléments et 8 000 champs', await run<SizeFigures>('/huge', 'measureSize()'));
  } finally {
    await browser.close();
  }
  printIdle(await measureIdle(benchPage()));
  return 0;
};

const printIdle = (idle: { without: IdleFigures; with: IdleFigures }): void => {
  console.log('Panneau fermé, sur une page qui change 60 fois par seconde, pendant 5 s :');
  const line = (name: string, { busy, listeners, observers }: IdleFigures) =>
    console.log(
      `  ${name.padEnd(32)} occupée ${busy.toFixed(1)} ‰ du temps, ${listeners} écouteurs, ${observers} observateur(s) à nous`,
    );
  line('sans l’extension', idle.without);
  line('avec l’extension', idle.with);
};

const openPage = async (page: Page, path: string, code: string): Promise<void> => {
  await page.goto(`https://banc.example${path}`);
  await page.addScriptTag({ content: code });
};

const ms = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;
const times = (value: number, floor: number): string => `${(value / floor).toFixed(1)} ×`;

const printForm = (one: FormFigures): void => {
  console.log(`Page de ${one.fields} champs (100 dans un shadow root), médianes d’une même exécution :`);
  console.log(`  extraction nue des mêmes textes  ${ms(one.bare)}`);
  const line = (name: string, value: number) =>
    console.log(`  ${name.padEnd(32)} ${ms(value)}   ${times(value, one.bare)} l’extraction nue`);
  line('page jamais lue', one.cold);
  line('page déjà lue', one.warm);
  line('page déjà lue, un libellé changé', one.touched);
  line('déjà lue, un élément en plus', one.moved);
  line('déjà lue, puis reconnue', one.review);
  line('dom-accessibility-api, noms seuls', one.peer);
};

const printSize = (name: string, one: SizeFigures): void => {
  console.log(`${name} : ${one.fields} champs lus`);
  console.log(
    `  jamais lu                        ${ms(one.cold)}   plus longue tâche ${ms(one.longest).trim()}`,
  );
  console.log(`  déjà lu                          ${ms(one.warm)}`);
};
