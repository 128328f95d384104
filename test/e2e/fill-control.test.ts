import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { find } from '../galis/hand';
import { largeGrappe } from '../galis/large-grappe';
import { type Portal, startPortal } from '../galis/server';
import { type Bench, openBench, type Scene } from './support/bench';
import { ownNodes } from './support/dom';
import { becomes, fieldOf, fill, panelText, pressIn, says } from './support/panel';

/** A fill in the hands of the person: held, stopped, taken back, and cut off by accident. */
let portal: Portal;
let bench: Bench;

const ROWS = 36;
const grappe = largeGrappe(ROWS);

const directory = sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
  siret,
  raisonSociale,
  formeJuridique,
}));

beforeAll(async () => {
  portal = await startPortal({ directory });
  bench = await openBench(portal.port);
});
afterAll(async () => {
  await bench?.close();
  await portal?.close();
});
beforeEach(() => portal.reset());

const addressOf = (step: string) => `/aides/#/cnsa/demande/${step}`;

/** Tall enough for the bar of actions to cover no button. */
const TALL = { width: 360, height: 4000 };

/** The table of the structures with its empty rows: a fill long enough to be held. */
const longFill = async (): Promise<Scene> => {
  portal.setDraft('structures', { structures: Array.from({ length: ROWS }, () => ({ commune: '' })) });
  const scene = await bench.scene(addressOf('structures'), { profile: grappe });
  await scene.panel.page.setViewport(TALL);
  await scene.page.bringToFront(); // a page behind another is not polled
  await find(scene.page, '#structures_0_finess');
  await scene.panel.settled();
  await scene.panel.addRows();
  return scene;
};

/** Rows of the table that hold a name. */
const filledRows = (page: Page): Promise<number> =>
  page.$$eval(
    '[id^="structures_"][id$="_denomination"]',
    (all) => all.filter((one) => one instanceof HTMLInputElement && one.value !== '').length,
  );

/** Waits for the fill to be well under way: some rows written, others not. */
const underWay = (page: Page) =>
  expect.poll(() => filledRows(page), { timeout: 40_000, interval: 50 }).toBeGreaterThan(1);

const expectHalfDone = async (page: Page): Promise<void> => {
  const rows = await filledRows(page);
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(ROWS);
};

const NOTICE = 'assistant-galis-avis';

const noticeIn = async (page: Page): Promise<string> => {
  await page.waitForSelector(NOTICE, { timeout: 30_000 });
  return (await ownNodes(page))
    .filter(({ host }) => host === NOTICE)
    .map(({ text }) => text)
    .join(' ');
};

describe('a long fill', () => {
  test('is paused where it says, resumed, and stopped with what is done kept', async () => {
    const { page, panel } = await longFill();
    await panel.press('Remplir cette étape');
    await underWay(page);
    await panel.press('Mettre en pause');
    await says(panel, 'En pause : la page est à vous.');
    await says(panel, `sur ${ROWS}.`); // once the few dozen under way are written
    let held = await filledRows(page);
    const moved = async () => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      const before = held;
      held = await filledRows(page);
      return held - before;
    };
    // On a busy machine the page shows late the last cells that were written.
    await expect.poll(moved, { timeout: 10_000 }).toBe(0);
    expect(await moved()).toBe(0);
    await expectHalfDone(page);
    await panel.press('Reprendre');
    await expect.poll(() => filledRows(page), { timeout: 30_000, interval: 50 }).toBeGreaterThan(held);
    await panel.press('Arrêter là');
    await says(panel, 'Arrêté à la ligne', 15_000);
    await expectHalfDone(page);
    expect(await panelText(panel)).toContain('« Remplir cette étape » reprendra');
    await fill(panel);
    expect(await filledRows(page)).toBe(ROWS);
    await panel.press('Annuler le remplissage');
    await says(panel, 'comme avant', 30_000);
    expect(await filledRows(page)).toBe(0);
  });

  test('with the panel closed in the middle: the page says what was done, the panel takes it back', async () => {
    const { page, panel } = await longFill();
    await panel.press('Remplir cette étape');
    await underWay(page);
    await panel.page.close();
    expect(await noticeIn(page)).toMatch(/champs? sur \d+/);
    await expectHalfDone(page);
    const again = await bench.openPanel(page);
    await again.settled();
    await again.press('Annuler le remplissage');
    await says(again, 'comme avant', 30_000);
    const said = await again.page.$eval('.actions', (bar) => bar.textContent);
    expect({ said, rows: await filledRows(page) }).toEqual({ said, rows: 0 });
  });

  test('with the worker killed in the middle goes to its end', async () => {
    const { page, panel } = await longFill();
    await panel.press('Remplir cette étape');
    await underWay(page);
    const worker = bench.extension.browser.targets().find((target) => target.type() === 'service_worker');
    await (await worker?.worker())?.close();
    expect(await panel.done()).toContain('vérifiés');
    expect(await filledRows(page)).toBe(ROWS);
  });
});

test('one field goes back and stays back; the others follow when all are asked', async () => {
  const { panel } = await bench.scene(addressOf('representant'));
  await panel.page.setViewport(TALL);
  await becomes(panel, 'Prénom', 'to-fill');
  await fill(panel);
  await pressIn(panel, 'Prénom', 'Remettre comme avant');
  await says(panel, '1 champ remis comme avant.');
  expect((await fieldOf(panel, 'Prénom')).value).toBe('');
  expect((await fieldOf(panel, 'Nom')).value).not.toBe('');
  await panel.press('Annuler le remplissage');
  await says(panel, '5 champs remis comme avant.', 15_000);
  const values = (await panel.fields()).filter(({ field }) => field !== null).map(({ value }) => value);
  expect(values.join('')).toBe('');
  expect(await panel.offers(/^Annuler le remplissage$/)).toBeNull();
});

test('with the extension reloaded in the middle, the page says what was done', async () => {
  const { page, panel } = await longFill();
  await panel.press('Remplir cette étape');
  await underWay(page);
  await panel.page.evaluate('setTimeout(() => chrome.runtime.reload(), 0)').catch(() => undefined);
  expect(await noticeIn(page)).toMatch(/champs? sur \d+/);
  await expectHalfDone(page);
});
