import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import type { Profile } from '@/knowledge/profile/schema';
import { openStage, type Stage } from '@/scripts/browser/stage';
import { type Expected, expectedDraft, type Judgement, judge } from '../galis/expected';
import { find, press } from '../galis/hand';
import { largeGrappe } from '../galis/large-grappe';
import { steps as usual } from '../galis/screens';
import { type Portal, type PortalOptions, startPortal } from '../galis/server';
import { stepsOf } from '../galis/variant';
import { startWalk, type Walk } from './support/walk';

/** The same extension and panel before many portals: each variant is served at the same address in turn. */
let stage: Stage;
let portal: Portal;
let folder: string;
const table: string[] = [];

/** Few rows: what a table of the structures asks does not depend on their number. */
const few = largeGrappe(6);
const many = largeGrappe(200);

/** Gives the panel a new grappe from a file, for all its ESSMS; one it knows already would not become the current one. */
const load = async (grappe: Profile) => {
  const { panel } = stage;
  const path = join(folder, `${grappe.id}-${grappe.essms.length}.json`);
  await writeFile(path, JSON.stringify(grappe));
  await panel.importFile(path);
  await panel.tab('Formulaire');
  await panel.chooseDossier(WHOLE_GRAPPE);
};

const directory = few.organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
  siret,
  raisonSociale,
  formeJuridique,
}));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variants-'));
  stage = await openStage();
  portal = stage.portal;
  await load(few);
}, 240_000);

afterAll(async () => {
  console.log(['variant                             right missing wrong seconds', ...table].join('\n'));
  if (stage && portal !== stage.portal) await portal.close();
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Another portal at the same address, where the person already did what only a person does. */
const restart = async (options: PortalOptions): Promise<Walk> => {
  await portal.close();
  portal = await startPortal({ directory, ...options, port: stage.portal.port });
  portal.setDraft('criteres', { regieL312: true, sansDoubleFinancement: true });
  return startWalk(stage, portal, stepsOf(usual, options));
};

const lineOf = (name: string, judgements: Judgement[], start: number): string => {
  const count = (verdict: Judgement['verdict']) =>
    String(judgements.filter((one) => one.verdict === verdict).length);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  return `${name.padEnd(36)} ${count('right').padStart(4)} ${count('missing').padStart(7)} ${count('wrong').padStart(5)} ${seconds.padStart(7)}`;
};

/** What is not right: where, what it should be, what it is, what the panel said; rows of a column together. */
const told = (judgements: Judgement[], walk: Walk): string[] => {
  const lines = judgements
    .filter(({ verdict }) => verdict !== 'right')
    .map(({ step, path, value, got, verdict }) => ({
      key: `${verdict} ${step}.${path.replace(/\[\d+\]/, '[]')}: ${walk.said(step, path)}`,
      instead: `${JSON.stringify(got)?.slice(0, 60)} for ${JSON.stringify(value).slice(0, 60)}`,
    }));
  const groups = Map.groupBy(lines, ({ key }) => key);
  return [...groups].map(([key, [first, ...others]]) =>
    [key, `(${first?.instead})`, others.length > 0 ? `and ${others.length} more rows` : ''].join(' ').trim(),
  );
};

const wrongOf = (judgements: Judgement[]) => judgements.filter(({ verdict }) => verdict === 'wrong');

/** The drafts with the structures in the order of the grappe: a row is the ESSMS its FINESS names, wherever it stands. */
const byKey = (drafts: Record<string, unknown>, { essms }: Profile): Record<string, unknown> => {
  const { structures } = asRows(drafts.structures);
  const finessOf = (row: unknown) =>
    typeof row === 'object' && row !== null ? Reflect.get(row, 'finess') : '';
  const ordered = essms.map(({ finess }) => structures.find((row) => finessOf(row) === finess));
  return { ...drafts, structures: { structures: ordered } };
};

/** Judges the portal's own drafts of the steps walked, and what its log holds. */
const judged = (
  name: string,
  walk: Walk,
  start: number,
  grappe = few,
  isOnScreen: (one: Expected) => boolean = () => true,
): Judgement[] => {
  const visited = new Set(walk.visited);
  const expected = expectedDraft(grappe, walk.steps).filter(({ step }) => visited.has(step));
  const judgements = judge(byKey(portal.drafts(), grappe), expected.filter(isOnScreen));
  table.push(lineOf(name, judgements, start));
  for (const line of told(judgements, walk)) table.push(`    ${line}`);
  for (const line of walk.refused.slice(0, 3)) table.push(`    refused by the portal: ${line}`);
  const sent = portal
    .requests()
    .filter(({ action }) => ['save', 'next', 'previous', 'submit'].includes(action));
  expect(sent.map(({ action }) => action)).toEqual(walk.clicked);
  expect(portal.submissions()).toEqual([]);
  expect(told(wrongOf(judgements), walk)).toEqual([]);
  return judgements;
};

interface Case {
  name: string;
  options: PortalOptions;
  /** Least share of right values. */
  least: number;
  /** Steps walked: those where the variant shows something new; all of them when absent. */
  steps?: string[];
}

/** A postcode of several communes, one of them a cedex. */
const SEVERAL = ['Aubagne Cedex', 'La Penne-aux-Exemples (invention)'].map((name) => ({
  postcode: '13400',
  name,
}));

const cases: Case[] = [
  {
    name: 'G3, comboboxes, dialog',
    options: {
      layout: 'G3',
      recentWidgets: true,
      representatives: 'dialog',
      lookup: 'wide',
      labelAs: 'attribute',
    },
    least: 1,
    steps: ['identification', 'adresse', 'representant', 'complements'],
  },
  {
    name: 'native and older, no frame, English',
    options: { nativeOnly: true, legacyWidgets: true, frames: false, lang: 'en', communes: SEVERAL },
    least: 1,
    steps: ['identification', 'adresse', 'representant'],
  },
  {
    name: 'labels 1, order, opaque ids',
    options: { labels: 1, order: 1, opaqueIds: true },
    least: 0.97,
  },
  {
    name: 'labels 2, G3, ids prefixed, rebuilt',
    options: { labels: 2, order: 2, layout: 'G3', idPrefix: 'uic-12-', rebuild: 'look-up' },
    least: 0.97,
    steps: ['identification', 'adresse', 'representant', 'projet', 'complements', 'financement'],
  },
];

describe('each variant of the portal, step by step through the panel', () => {
  test.each(cases)('$name', { timeout: 180_000 }, async ({ name, options, least, steps }) => {
    const start = performance.now();
    const walk = await restart(options);
    await walk.through(({ id }) => steps?.includes(id) ?? true);
    const judgements = judged(name, walk, start);
    const right = judgements.filter(({ verdict }) => verdict === 'right').length;
    expect(right, told(judgements, walk).join('\n')).toBeGreaterThanOrEqual(judgements.length * least);
  });
});

test('a screen that gives way to new elements while it is filled, and with other identifiers on the way back', {
  timeout: 120_000,
}, async () => {
  const start = performance.now();
  const walk = await restart({ rebuild: 'timer', delays: 'real', seed: 3 });
  await walk.through(({ id }) => id === 'adresse');
  expect(told(judged('rebuilt while it is filled', walk, start), walk)).toEqual([]);
  const again = await restart({ rebuild: 'return', layout: 'G2' });
  await again.open('representant');
  await again.fill();
  await again.next('contact');
  await again.previous('representant');
  const shown = await again.fill();
  expect(shown.filter(({ state }) => state === 'to-fill' || state === 'different')).toEqual([]);
  const judgements = judged('rebuilt on the way back', again, start);
  expect(told(judgements, again)).toEqual([]);
});

test('a session that ends: what was sent is found again, what was not is filled again', {
  timeout: 120_000,
}, async () => {
  const start = performance.now();
  const walk = await restart({});
  const { page, panel } = stage;
  await walk.open('contact');
  await walk.fill();
  await walk.next('projet');
  await walk.fill();
  portal.expireSession();
  await press(page, 'Suivant');
  walk.clicked.push('next');
  await find(page, '#password');
  await panel.settled();
  expect(await panel.offers(/^Remplir cette étape$/)).toBeNull();
  expect(
    await page.$$eval('#login, #password', (boxes) => boxes.map((box) => Reflect.get(box, 'value'))),
  ).toEqual(['', '']);
  expect(Object.keys(portal.drafts())).not.toContain('projet');
  await press(page, 'Se connecter');
  await page.waitForSelector('main h1 ::-p-text(Informations générales du projet)').catch(() => undefined);
  await walk.arrive('projet');
  await walk.fill();
  await walk.next('complements');
  const judgements = judged('session over', walk, start);
  expect(told(judgements, walk)).toEqual([]);
});

/** Waits for the panel to have something to fill. */
const offered = async () => {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await stage.panel.offers(/^Remplir cette étape$/)) !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** The person shows another page of the rows. */
const turnTo = async (shown: string) => {
  await stage.page.bringToFront();
  await (await find(stage.page, '.mg-pagination select')).select(shown);
  await offered();
};

const asRows = (draft: unknown): { structures: unknown[] } => {
  const rows = typeof draft === 'object' && draft !== null && 'structures' in draft ? draft.structures : [];
  return { structures: Array.isArray(rows) ? rows : [] };
};

describe('structures a few at a time', () => {
  const prefilled = many.essms.map(({ finess, name }) => ({ finess, denomination: name }));

  test('six to add, four a page: the rows added, then those of the other page', {
    timeout: 120_000,
  }, async () => {
    const start = performance.now();
    const walk = await restart({ pageSize: 4 });
    await walk.open('structures');
    await walk.fill();
    for (const shown of ['1', '2']) {
      await turnTo(shown);
      await walk.fill();
    }
    await walk.next('localisation');
    const judgements = judged('6 structures to add, 4 a page', walk, start);
    expect(asRows(portal.drafts().structures).structures).toHaveLength(6);
    expect(told(judgements, walk)).toEqual([]);
  });

  test('two hundred already there: each page is completed beside its own FINESS', {
    timeout: 180_000,
  }, async () => {
    await load(many);
    const start = performance.now();
    const walk = await restart({ prefilled, pageSize: 20 });
    await walk.open('structures');
    await walk.fill();
    await turnTo('10');
    await walk.fill();
    await walk.next('localisation');
    const isOnScreen = ({ path }: Expected) => {
      const rank = Number(/\d+/.exec(path)?.[0]);
      return rank < 20 || rank >= 180;
    };
    const judgements = judged('200 structures, pages 1 and 10', walk, start, many, isOnScreen);
    expect(told(judgements, walk)).toEqual([]);
    const { structures } = asRows(portal.drafts().structures);
    expect(structures.slice(20, 180)).toEqual(prefilled.slice(20, 180));
  });
});
