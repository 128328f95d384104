import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { PanelDriver } from '../../scripts/browser/panel';
import { type ClassicPortal, type Sent, startClassic } from '../galis/classic/server';
import type { Step } from '../galis/definition';
import { expectedDraft, judge } from '../galis/expected';
import { steps } from '../galis/screens';
import { type Bench, openBench } from './support/bench';
import { type Act, spyOn, valuesOf } from './support/dom';
import { becomes, fill, plain, says } from './support/panel';

let classic: ClassicPortal;
let bench: Bench;

beforeAll(async () => {
  const directory = sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
    siret,
    raisonSociale,
    formeJuridique,
  }));
  classic = await startClassic({ directory });
  bench = await openBench(classic.port);
});
afterAll(async () => {
  await bench?.close();
  await classic?.close();
});

/** Forms the test itself sent, as the server should have received them. */
const pressed: Pick<Sent, 'step' | 'button'>[] = [];

/** Presses a button of the old page with the mouse and waits for the page that comes. */
const press = async (page: Page, button: string): Promise<void> => {
  const step = new URL(page.url()).searchParams.get('etape') ?? '';
  pressed.push({ step, button });
  await page.bringToFront();
  const control = await page.waitForSelector(`input[type=submit][value="${button}"]`);
  await Promise.all([page.waitForNavigation(), control?.click()]);
};

/** What a person still has to answer for « Suivant » to accept the step. */
const answerTheRest = async (page: Page, { id }: Step): Promise<void> => {
  await page.bringToFront();
  if (id === 'preambule') await page.click('#chkLu');
  if (id === 'criteres') {
    const names = await page.$$eval('input[type=radio]', (all) => [...new Set(all.map(({ name }) => name))]);
    for (const name of names)
      if (!(await page.$(`input[name="${name}"]:checked`))) await page.click(`input[name="${name}"]`);
  }
  if (id !== 'pieces') return;
  const file = await bench.file('piece.pdf', 'document inventé');
  for (const control of await page.$$('input[type=file]')) await control.uploadFile(file);
};

/** A table whose rows come from the server: the person asks for them, one page at a time. */
const askForRows = async (page: Page, button: string, rows: number): Promise<void> => {
  for (let count = 1; count < rows; count += 1) await press(page, button);
};

const shown = steps.filter(({ sections }) => sections.length > 0);

/** Fills the step on screen through the panel. */
const fillStep = async (panel: PanelDriver, step: Step): Promise<void> => {
  await panel.onStep(step.title);
  await panel.addRows();
  await panel.confirmBank();
  await panel.fillAndGoOn();
};

const errorsOf = (page: Page): Promise<string[]> =>
  page.$$eval('#erreurs li', (items) => items.map((item) => item.textContent ?? ''));

/** Clicks of ours an old page may see: a choice, and the button that adds a row by script. */
const NEEDED = /^(?:input (?:radio|checkbox)|button button Ajouter)/;

/** Goes on to the next step; a step the server refuses is saved as it is and its errors answered. */
const goOn = async (page: Page, step: Step): Promise<string[]> => {
  await press(page, 'Suivant');
  const errors = await errorsOf(page);
  if (errors.length === 0) return [];
  await press(page, 'Enregistrer');
  const next = shown[shown.indexOf(step) + 1];
  if (next) await page.goto(new URL(classic.path(next.id), page.url()).href);
  return errors.map((error) => `${step.id}: ${error}`);
};

describe('the old extranet: native controls and a page load at each step', () => {
  test('every step is filled, kept by the server and sent by the person only', {
    timeout: 240_000,
  }, async () => {
    let acts: Act[] = [];
    const { page, panel } = await bench.scene(classic.path('preambule'), {
      before: async (tab) => {
        acts = await spyOn(tab);
      },
    });
    const refused: string[] = [];
    for (const step of shown) {
      if (step.id === 'indicateurs')
        await askForRows(page, 'Ajouter un indicateur', sampleGrappe().project.indicators.length);
      await fillStep(panel, step);
      await answerTheRest(page, step);
      if (step.screen !== 'summary') refused.push(...(await goOn(page, step)));
    }
    const judged = judge(classic.drafts(), expectedDraft(sampleGrappe()));
    const faults = judged
      .filter(({ verdict }) => verdict !== 'right')
      .map(({ step, path, value, got, verdict }) => `${verdict}: ${step}.${path} holds ${got}, not ${value}`);
    expect({ faults, refused }).toEqual({ faults: [], refused: [] });
    expect(judged.length).toBeGreaterThan(200);
    expect(classic.log().map(({ step, button }) => ({ step, button }))).toEqual(pressed);
    expect(classic.submissions()).toEqual([]);
    const clicks = acts.filter(({ type, target }) => type === 'click' && NEEDED.test(target));
    const count = (wanted: string) => acts.filter(({ type }) => type === wanted).length;
    expect([clicks.length > 0, count('submit')]).toEqual([true, pressed.length]);
    // Chromium builds the data of a form once more for whoever watches navigations, as our guard does.
    expect([pressed.length, pressed.length * 2]).toContain(count('formdata'));
    expect(acts).toHaveLength(clicks.length + count('submit') + count('formdata'));
  });

  test('a step one comes back to is told « déjà rempli » and can still be emptied; the journal stays', async () => {
    classic.reset();
    const { page, panel } = await bench.scene(classic.path('representant'));
    await becomes(panel, 'Prénom', 'to-fill');
    const before = await valuesOf(page);
    await fill(panel);
    await press(page, 'Suivant');
    await panel.onStep('Personne chargée du dossier');
    const memory = () => panel.page.$eval('.memory', (node) => node.textContent ?? '');
    await expect.poll(async () => plain(await memory())).toContain('Journal des remplissages (1)');
    expect(plain(await memory())).toContain('Représentant légal, 6 champs');
    await press(page, 'Précédent');
    await becomes(panel, 'Prénom', 'same');
    expect((await panel.fields()).map(({ state }) => state)).not.toContain('different');
    expect(await panel.offers(/^Remplir cette étape$/)).toBeNull();
    await panel.press('Annuler le remplissage');
    await says(panel, '6 champs remis comme avant.', 15_000);
    expect(await valuesOf(page)).toEqual(before);
    await press(page, 'Enregistrer');
    await becomes(panel, 'Prénom', 'to-fill');
    expect(classic.drafts().representant).not.toHaveProperty('nom');
    expect(classic.log().map(({ button }) => button)).toEqual(['Suivant', 'Précédent', 'Enregistrer']);
  });
});
