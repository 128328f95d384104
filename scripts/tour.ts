import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Step } from '@/test/galis/definition';
import { expectedDraft, type Judgement, judge } from '@/test/galis/expected';
import { find, press } from '@/test/galis/hand';
import { steps } from '@/test/galis/screens';
import type { PanelField } from './browser/panel';
import type { Stage } from './browser/stage';

/** What happened on one step of the portal. */
export interface StepReport {
  id: string;
  title: string;
  fields: PanelField[];
  recognised: number;
  filled: number;
  /** Fields left for the person, and why. */
  left: { label: string; why: string }[];
}

export interface TourReport {
  steps: StepReport[];
  judgements: Judgement[];
  violations: { title: string; message: string; source: string }[];
  answer: { question: string; text: string; citations: string[] };
  /** Buttons of the portal the tour itself clicked, as the person would. */
  clicked: string[];
  /** Buttons the portal's own log says were pressed. */
  received: string[];
  /** Addresses the browser asked for outside the portal. */
  outside: string[];
  submissions: number;
  screenshots: string[];
}

/** The day the tour plays on: inside the first window of the sample's call. */
const DAY = '2023-03-15';
const QUESTION = 'Jusqu’à quand peut-on déposer un projet régional en PACA en 2023 ?';

/** A window behind another paints no frame: look at the page by the clock. */
const POLL = { polling: 100 } as const;

/** What only the person can do on a step, so that the portal lets her go on. */
const BY_HAND: Record<string, (page: Page) => Promise<void>> = {
  preambule: async (page) => (await find(page, '#preambule_lu')).click(),
  criteres: async (page) => {
    for (const id of ['criteres_regieL312_0', 'criteres_sansDoubleFinancement_0'])
      await (await find(page, `#${id}`)).click();
  },
  pieces: attachPieces,
};

async function attachPieces(page: Page): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.tour');
  const file = join(folder, 'piece-inventee.pdf');
  await mkdir(folder, { recursive: true });
  await writeFile(file, '%PDF-1.4\n% Pièce inventée pour la démonstration\n%%EOF\n');
  for (const input of await page.$$('input[type="file"]')) await input.uploadFile(file);
}

/**
 * Plays the whole demande with the sample grappe: fills each step from the panel, does by hand what
 * is the person's, and goes on with the portal's own buttons. Stops before the attestation.
 */
export const playTour = async (
  stage: Stage,
  shots: string,
  say: (line: string) => void,
): Promise<TourReport> => {
  const { page, panel, portal, proxy } = stage;
  await mkdir(shots, { recursive: true });
  const screenshots: string[] = [];
  const clicked: string[] = [];
  const shoot = async (of: Page, name: string) => {
    const path = join(shots, `${name}.png`) as `${string}.png`;
    await of.screenshot({ path, fullPage: of === page });
    screenshots.push(path);
  };
  const go = async (text: string, next: string) => {
    clicked.push(text);
    await press(page, text);
    await arrive(page, next);
  };

  await prepare(stage);
  await shoot(page, '00-accueil');
  await follow(page, 'Déposer une nouvelle demande de subvention');
  await page.waitForFunction(() => location.hash.includes('teleservices'), POLL);
  await page.waitForSelector('main h1');
  await shoot(page, '00-teleservices');
  await follow(page, 'Personnes âgées (PA)');

  const reports: StepReport[] = [];
  for (const [at, step] of steps.entries()) {
    const name = `${String(at + 1).padStart(2, '0')}-${step.id}`;
    if (step.id === 'accuse') await page.goto(`${portal.origin}/aides/#/cnsa/demande/accuse`);
    await arrive(page, step.id);
    const report = await playStep(stage, step);
    reports.push(report);
    say(lineOf(report, at + 1));
    for (const { label, why } of report.left) say(`       – ${label} : ${why}`);
    await shoot(page, name);
    await shoot(panel.page, `${name}-panneau`);
    await BY_HAND[step.id]?.(page);
    const following = steps[at + 1];
    // The attestation and « Transmettre » are the person's alone: the tour ends before them.
    if (following && step.id !== 'recapitulatif' && step.id !== 'accuse') await go('Suivant', following.id);
  }

  const violations = await readViolations(stage);
  await shoot(panel.page, '20-eligibilite');
  const answer = await askQuestion(stage);
  await shoot(panel.page, '21-questions');
  await panel.tab('Dossiers');
  await shoot(panel.page, '22-dossiers');
  await panel.tab('Formulaire');
  return {
    steps: reports,
    judgements: judge(portal.drafts(), expectedDraft(sampleGrappe())),
    violations,
    answer,
    clicked,
    received: portal
      .requests()
      .filter(({ action }) => ['save', 'next', 'previous', 'submit'].includes(action))
      .map(({ action }) => action),
    outside: proxy.refused,
    submissions: portal.submissions().length,
    screenshots,
  };
};

/** Loads the sample grappe and chooses the day, as a first-time user would. */
const prepare = async ({ panel }: Stage): Promise<void> => {
  await panel.page.waitForFunction(
    () => document.body.textContent?.includes('Commencez par votre grappe'),
    POLL,
  );
  await panel.press('Essayer avec la grappe d’exemple');
  await panel.page.waitForFunction(() => document.querySelector('.form-tab') !== null, POLL);
  await panel.chooseDossier(WHOLE_GRAPPE);
  await panel.tab('Dossiers');
  await panel.page.waitForSelector('input[type="date"]');
  await panel.page.$eval(
    'input[type="date"]',
    (input, day) => {
      input.value = day;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    DAY,
  );
  await panel.tab('Formulaire');
};

/** Clicks a link of the portal by its words. */
const follow = async (page: Page, text: string): Promise<void> => {
  const link = await page.waitForSelector(
    `::-p-xpath(//main//*[self::a or self::button][normalize-space()="${text}"])`,
  );
  await link?.click();
};

/** Waits for a step to be on screen, loaded. */
const arrive = async (page: Page, step: string): Promise<void> => {
  await page.waitForFunction(
    (id) =>
      location.hash.endsWith(`/demande/${id}`) &&
      document.querySelector('main h1') !== null &&
      document.querySelector('[aria-busy="true"]') === null,
    { timeout: 15_000, ...POLL },
    step,
  );
};

const playStep = async ({ page, panel }: Stage, step: Step): Promise<StepReport> => {
  await page.bringToFront();
  await panel.onStep(step.title);
  await panel.addRows();
  await panel.confirmBank();
  await panel.fill();
  await panel.settled();
  const fields = await panel.fields();
  const done = new Set(['verified', 'reformatted', 'same']);
  return {
    id: step.id,
    title: step.title,
    fields,
    recognised: fields.filter(({ field }) => field !== null).length,
    filled: fields.filter(({ state }) => done.has(state)).length,
    left: fields
      .filter(({ state }) => !done.has(state))
      .map(({ label, status, reason }) => ({ label, why: reason || status })),
  };
};

const lineOf = ({ title, fields, recognised, filled, left }: StepReport, rank: number): string =>
  `${String(rank).padStart(4)}. ${title.padEnd(34)} ${fields.length} champs, ${recognised} reconnus, ${filled} remplis et vérifiés, ${left.length} pour vous`;

const readViolations = async ({ panel }: Stage): Promise<TourReport['violations']> => {
  await panel.tab('Éligibilité');
  await panel.page.waitForSelector('.verdict');
  return panel.page.$$eval('.verdict[data-status="broken"]', (cards) =>
    cards.map((card) => ({
      title: card.querySelector('h4')?.textContent ?? '',
      message: card.querySelector('p:not(.muted)')?.textContent ?? '',
      source: card.querySelector('.verdict-source summary')?.textContent ?? '',
    })),
  );
};

const askQuestion = async ({ panel }: Stage): Promise<TourReport['answer']> => {
  await panel.tab('Questions');
  const box = await panel.page.waitForSelector('textarea, input[type="search"], input[type="text"]');
  await box?.type(QUESTION);
  await panel.press('Poser la question');
  await panel.page.waitForSelector('blockquote');
  const quotes = await panel.page.$$eval('blockquote', (blocks) =>
    blocks.map((block) => block.textContent?.trim() ?? ''),
  );
  const sources = await panel.page.$$eval('.citation-passage > summary > .accent', (items) =>
    items.map((item) => item.textContent?.trim() ?? ''),
  );
  return { question: QUESTION, text: quotes[0] ?? '', citations: sources };
};
