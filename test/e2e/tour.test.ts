import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from '@/scripts/browser/stage';
import { playTour, type TourReport } from '@/scripts/tour';
import { steps } from '../galis/screens';

/** The main job, end to end: one grappe of 18 ESSMS, the whole portal, its loaders played. */
let stage: Stage;
let report: TourReport;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tour-'));
  stage = await openStage({ delays: 'real', seed: 7 });
  report = await playTour(stage, folder, () => {});
}, 300_000);

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

test('nearly everything the profile knows is in the portal’s own draft, and nothing is wrong', () => {
  const of = (verdict: string) => report.judgements.filter((one) => one.verdict === verdict);
  expect(of('wrong')).toEqual([]);
  expect(of('right').length).toBeGreaterThanOrEqual(report.judgements.length * 0.95);
  expect(report.judgements.length).toBeGreaterThan(250);
});

test('every step is reported, and what is left says why', () => {
  expect(report.steps.map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
  const structures = report.steps.find(({ id }) => id === 'structures');
  expect(structures?.fields).toHaveLength(180);
  for (const { left } of report.steps) for (const { why } of left) expect(why).not.toBe('');
});

test('the portal received nothing the tour did not click itself', () => {
  const sent = stage.portal
    .requests()
    .filter(({ action }) => ['save', 'next', 'previous', 'submit'].includes(action));
  expect(sent.map(({ action }) => action)).toEqual(report.clicked.map(() => 'next'));
  expect(report.submissions).toBe(0);
});

test('the rules broken on purpose are shown with their text, and the question is answered from one', () => {
  expect(report.violations.map(({ title }) => title.replace(/\s/g, ' ')).toSorted()).toEqual([
    'Accord de l’entité nationale, joint au dossier',
    'Accord écrit de l’entité nationale',
    'Commande de « Prestation Ségur »',
  ]);
  for (const { source } of report.violations) expect(source).toContain('ARS Provence-Alpes-Côte d’Azur');
  expect(report.answer.text).toContain('15 septembre 2023');
  expect(report.answer.citations.length).toBeGreaterThan(0);
});

test('a picture of each step and of each tab is written', async () => {
  const names = await readdir(folder);
  for (const { id } of steps) expect(names.some((name) => name.endsWith(`-${id}.png`))).toBe(true);
  expect(names).toEqual(
    expect.arrayContaining(['20-eligibilite.png', '21-questions.png', '22-dossiers.png']),
  );
});

test('no other host was asked for anything by the extension', () => {
  const vendor = /(?:^|\.)(?:google|googleapis|gstatic|gvt1|microsoft|bing|msn|edge)\.com(?::\d+)?$/;
  expect(report.outside.filter((host) => !vendor.test(host))).toEqual([]);
});
