import puppeteer from 'puppeteer-core';
import { findChromium } from '../browser/find';
import { bundle } from './bundle';
import { opener } from './fill';
import { grappe } from './grappe';
import type { MarkFigures } from './marks-in-page';

const FRAME = 1000 / 60;

const ROWS = 50;
const HEADS = [
  'FINESS géographique',
  'Raison sociale',
  'Catégorie',
  'Champ',
  'Département',
  'Logiciel actuel',
];

/** 50 ESSMS of the grappe in a table of six columns, their numbers typed. */
function tablePage(): string {
  const rows = grappe(ROWS).essms.map(({ finess }) =>
    HEADS.map((head, at) => `<td><input aria-label="${head}" value="${at === 0 ? finess : ''}"></td>`).join(
      '',
    ),
  );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Structures</title><h1>Structures engagées</h1>
<table><thead><tr>${HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table></html>`;
}

/** From a datum saved to the marks drawn in a page of 300 fields, in frames. Answers how many targets were missed. */
export async function marksBench(): Promise<number> {
  const figures = await measured();
  const own = figures.tones + figures.draw;
  const whole = own + figures.read + figures.review + figures.verdicts;
  console.log(
    `Une donnée changée dans une grappe de 500 ESSMS, page de ${figures.fields} champs, ${figures.marks} repères dont ${figures.changed} changent :`,
  );
  const line = (name: string, value: number) =>
    console.log(`  ${name.padEnd(42)} ${value.toFixed(2).padStart(8)} ms   ${frames(value)}`);
  line('relire la grappe enregistrée', figures.read);
  line('revoir chaque champ de la page', figures.review);
  line('rendre tous les verdicts', figures.verdicts);
  line('choisir la couleur de chaque repère', figures.tones);
  line('redessiner les repères dans la page', figures.draw);
  line('en tout, hors passage d’une page à l’autre', whole);
  console.log(`  les repères seuls : ${frames(own)} (cible ≤ 1 image)`);
  if (own <= FRAME) return 0;
  console.log('  CIBLE MANQUÉE');
  return 1;
}

const frames = (value: number): string => `${(value / FRAME).toFixed(2)} image`;

async function measured(): Promise<MarkFigures> {
  const code = await bundle('marks-in-page.ts');
  const browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  });
  try {
    const page = await opener(browser, code)(tablePage());
    return (await page.evaluate('marksBench()')) as MarkFigures;
  } finally {
    await browser.close();
  }
}
