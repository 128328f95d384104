import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { serializeBackup } from '@/knowledge/profile/backup';
import { texts } from '@/knowledge/texts';
import { captureFile } from '@/knowledge/texts/capture-file';
import type { CapturedText } from '@/knowledge/texts/captured';
import { hashOf } from '@/utils/capture/hash';
import { type ExtensionBrowser, launchChromium } from '../browser/chromium';
import { PanelDriver } from '../browser/panel';
import { startProxy } from '../browser/proxy';
import { DAY, grappe } from './grappe';
import { type Held, heldBy, median, ms } from './held';
import { generatedTexts, wordsOf } from './questions-texts';

/** The built extension with 9,900 captured passages and a grappe of 500 ESSMS: what loads, and what holds the page. */

const SHAPE = { texts: 495, passages: 20 };
const ESSMS = 500;
const LOADS = 7;
const TARGETS = { load: 250, task: 200 };

/** The file of as many captured texts, as the page « Textes » exports them. */
async function captured(): Promise<string> {
  const made = generatedTexts(wordsOf(texts), SHAPE).map(async (text, rank): Promise<CapturedText> => {
    const id = `capture-banc-${rank}`;
    const capture = {
      kind: 'page' as const,
      capturedAt: '2026-11-01T10:00:00.000Z',
      hash: await hashOf(text),
    };
    return { ...text, id, capture, passages: text.passages.map((one) => ({ ...one, text: id })) };
  });
  return captureFile(await Promise.all(made), '2026-11-22T10:00:00.000Z');
}

/** One more: what a person adds to all she has. */
const NOTE = Array.from(
  { length: 40 },
  (_, at) => `Alinéa inventé ${at} : la passerelle zéphyr se commande avant le ${1 + (at % 28)} avril 2031.`,
).join('\n\n');

const says = (page: Page, words: string) =>
  page.waitForFunction(
    (wanted) => document.body.textContent?.replace(/\s/g, ' ').includes(wanted),
    { timeout: 120_000, polling: 'raf' },
    words,
  );

async function give(page: Page, label: string, path: string, words: string): Promise<void> {
  const input = await page.waitForSelector(`input[aria-label="${label}"]`);
  await (await input?.toElement('input'))?.uploadFile(path);
  await says(page, words);
}

async function press(page: Page, name: string, words: string): Promise<void> {
  await new PanelDriver(page).press(name);
  await says(page, words);
}

/** Asks, and waits for the answer to be on screen. */
async function ask(page: Page, question: string): Promise<void> {
  await page.$eval(
    'textarea',
    (box, text) => {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    },
    question,
  );
  await page.focus('textarea');
  await page.keyboard.press('Enter');
  await says(page, question);
}

const openPanel = async (extension: ExtensionBrowser): Promise<Page> => {
  const page = await extension.open('sidepanel.html');
  await page.setViewport({ width: 360, height: 800 });
  await says(page, 'Questions');
  return page;
};

/** Opens the tab « Questions » of a new panel: until the texts are searched, of which to load those kept. */
async function load(extension: ExtensionBrowser): Promise<{ load: number; held: Held }> {
  const page = await openPanel(extension);
  const isReady = () => performance.getEntriesByName('texts').length > 1;
  const held = await heldBy(page, async () => {
    await new PanelDriver(page).tab('Questions');
    await page.waitForFunction(isReady, { timeout: 60_000, polling: 20 });
  });
  const spent = await page.evaluate(() =>
    performance.getEntriesByName('texts').reduce((sum, { duration }) => sum + duration, 0),
  );
  await page.close();
  return { load: spent, held };
}

type Steps = [name: string, held: Held][];

async function inTexts(extension: ExtensionBrowser, files: { texts: string; note: string }): Promise<Steps> {
  const page = await extension.open('profil.html#textes');
  await says(page, 'Aucune capture');
  const steps: Steps = [];
  const step = async (name: string, act: () => Promise<unknown>) =>
    void steps.push([name, await heldBy(page, act)]);
  await step('importer tous les textes', () => give(page, 'Textes exportés', files.texts, 'textes ajoutés'));
  await page.reload();
  await step('les lister', () => says(page, 'Exporter tous les textes'));
  await step('les exporter tous', () => new PanelDriver(page).press('Exporter tous les textes'));
  await step('en ajouter un', () => give(page, 'Texte à ajouter', files.note, 'Ajouté à vos textes'));
  await step('le retirer', () => press(page, 'Annuler l’ajout', 'C’est annulé'));
  await page.close();
  return steps;
}

async function inPanel(extension: ExtensionBrowser, files: { note: string; grappe: string }): Promise<Steps> {
  const page = await openPanel(extension);
  const driver = new PanelDriver(page);
  await driver.importFile(files.grappe);
  await driver.tab('Questions');
  const steps: Steps = [];
  const step = async (name: string, act: () => Promise<unknown>) =>
    void steps.push([name, await heldBy(page, act)]);
  for (const question of [
    'Quels documents joindre au dossier déposé ?',
    'demande dossier établissement logiciel financement projet',
    'sommes-nous assez nombreux ?',
    'combien toucherons-nous ?',
    'quelle date pour nous ?',
  ])
    await step(`« ${question} »`, () => ask(page, question));
  await step('ajouter un texte', () =>
    give(page, 'Fichier à ajouter aux textes', files.note, 'Ajouté à vos textes'),
  );
  await step('l’enlever', () => press(page, 'Annuler l’ajout', 'C’est annulé'));
  await page.close();
  return steps;
}

const line = (words: string, value: string) => console.log(`  ${words.padEnd(62)} ${value}`);

function report(loads: readonly number[], steps: Steps): number {
  const loading = median(loads);
  line(
    `lire les textes gardés, de la base au corpus, médiane de ${LOADS}`,
    `${ms(loading)} (cible ≤ ${TARGETS.load})`,
  );
  line('le même, au mieux et au pire', `${ms(Math.min(...loads))} et ${ms(Math.max(...loads))}`);
  console.log('  plus longue tâche de la page (processeur), attente, plus long temps entre deux images :');
  for (const [name, { task, whole, frame }] of steps)
    line(name, `${ms(task)}, ${ms(whole)}, ${ms(frame)}${task > TARGETS.task ? '  CIBLE MANQUÉE' : ''}`);
  line('cible de chaque tâche', `≤ ${TARGETS.task} ms`);
  const isMissed = loading > TARGETS.load || steps.some(([, { task }]) => task > TARGETS.task);
  return isMissed ? 1 : 0;
}

/** Measures the extension with all the texts it can keep, less one. */
export const main = async (): Promise<number> => {
  const folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const written = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const proxy = await startProxy(new Map());
  const extension = await launchChromium({ proxyPort: proxy.port });
  try {
    const files = {
      texts: await written('textes-captures.json', await captured()),
      note: await written('note.txt', NOTE),
      grappe: await written('grappe.json', serializeBackup([grappe(ESSMS)], `${DAY}T09:00:00.000Z`)),
    };
    console.log(`${SHAPE.texts * SHAPE.passages} passages capturés, ${ESSMS} ESSMS, dans Chromium\u00a0:`);
    const steps = await inTexts(extension, files);
    const loads: { load: number; held: Held }[] = [];
    for (let rank = 0; rank < LOADS; rank += 1) loads.push(await load(extension));
    const opened = loads.toSorted((a, b) => b.held.task - a.held.task)[0]?.held;
    if (opened) steps.push(['ouvrir l’onglet Questions, la pire fois', opened]);
    steps.push(...(await inPanel(extension, files)));
    return report(
      loads.map((one) => one.load),
      steps,
    );
  } finally {
    await extension.close();
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  }
};
