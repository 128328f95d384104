import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import type { FieldId } from '@/knowledge/form/field-id';
import { type ExtensionBrowser, launchChromium } from '@/scripts/browser/chromium';
import { PanelDriver, type PanelField } from '@/scripts/browser/panel';
import { startProxy } from '@/scripts/browser/proxy';
import { openStage, type Stage } from '@/scripts/browser/stage';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import { type Field, holds, type Step, type Value } from '../galis/definition';
import { steps } from '../galis/screens';
import { vary } from '../galis/variations';
import { keepClosedRoots, pageNames, savedPage, servePages, valuesOf } from '../pages/saved';

/** How recognition did, over everything that was read. */
class Tally {
  right = 0;
  wrong = 0;
  missed = 0;

  add(expected: (FieldId | null)[], got: (string | null)[]): void {
    expected.forEach((wanted, at) => {
      const found = got[at] ?? null;
      if (found !== null && found === wanted) this.right++;
      else if (found !== null) this.wrong++;
      else if (wanted !== null) this.missed++;
    });
  }

  get precision(): number {
    return this.right / (this.right + this.wrong);
  }

  get recall(): number {
    return this.right / (this.right + this.missed + this.wrong);
  }

  toString(): string {
    const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
    return `${this.right} right, ${this.wrong} wrong, ${this.missed} missed: precision ${percent(this.precision)}, recall ${percent(this.recall)}`;
  }
}

const LEAST_RECALL = 0.92;

/** Spaces of any kind are one, as a reader sees them. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A panel that knows no grappe offers the invented one. */
const loadSample = async (panel: PanelDriver): Promise<void> => {
  await panel.page.waitForFunction(() => document.body.textContent?.includes('Commencez par votre grappe'));
  await panel.press('Essayer avec la grappe d’exemple');
  await panel.page.waitForSelector('.dossier-choice');
  await panel.chooseDossier(WHOLE_GRAPPE);
};

describe('saved pages', () => {
  const tally = new Tally();
  let server: Awaited<ReturnType<typeof servePages>>;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let extension: ExtensionBrowser;
  let page: Page;
  let panel: PanelDriver;

  beforeAll(async () => {
    server = await servePages();
    proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: server.port }]]));
    extension = await launchChromium({ proxyPort: proxy.port });
    page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
    await keepClosedRoots(page);
    await page.goto(`${PORTAL_ORIGIN}/${pageNames[0]}/page.html`);
    panel = new PanelDriver(await extension.openPanel(page));
    await loadSample(panel);
  });

  afterAll(async () => {
    await extension?.close();
    await proxy?.close();
    await server?.close();
  });

  test.each(pageNames)('%s', async (name) => {
    const { step, fields, expectedFailures } = savedPage(name);
    await page.goto(`${PORTAL_ORIGIN}/${name}/page.html`);
    await page.bringToFront();
    await panel.onStep(step);
    const listed = await panel.fields();
    const before = await valuesOf(page);
    await panel.confirmBank();
    await panel.fill();
    const after = await valuesOf(page);
    tally.add(
      fields.map(({ field }) => field),
      listed.map(({ field }) => field),
    );
    expect(await panel.page.$eval('.form-tab h2', (title) => title.textContent)).toBe(step);
    expect(startsOf(listed, fields)).toEqual(fields.map(({ label }) => plain(label)));
    const failures = fields.flatMap(({ label, field }, at) => {
      const got = listed[at]?.field ?? null;
      return got === field ? [] : [{ at, label, expected: field, got }];
    });
    expect(failures).toEqual(
      expectedFailures.map(({ at, got }) => ({
        at,
        label: fields[at]?.label,
        expected: fields[at]?.field,
        got,
      })),
    );
    expect(before).toHaveLength(fields.length);
    const wanted = fields.map(
      ({ field, value }, at) => value ?? (field === null ? before[at] : after[at]) ?? '',
    );
    expect(after.map(plain)).toEqual(wanted.map(plain));
  });

  test('nothing is taken for what it is not, and enough is found', () => {
    console.log(`saved pages: ${pageNames.length} pages, ${tally}`);
    expect(tally.precision).toBe(1);
    expect(tally.recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  });
});

/** The start of each label listed, as long as the label expected there. */
const startsOf = (listed: PanelField[], expected: { label: string }[]): string[] =>
  listed.map(({ label }, at) => plain(label).slice(0, plain(expected[at]?.label ?? label).length));

/** Drafts that bring every field of the replica on screen: conditions met, two rows in each table. */
const draftOf = (step: Step): Record<string, unknown> => {
  const draft: Record<string, unknown> = {};
  for (const { when, fields = [], table } of step.sections) {
    for (const condition of [when, ...fields.map((field) => field.when)])
      if (condition?.is !== undefined) draft[condition.key] = condition.is;
    if (table && table.editor === 'row') draft[table.key] = [{}, {}];
  }
  return draft;
};

/** What the panel should list of a step, in order: each field on screen, and each cell of the rows. */
const truthOf = (step: Step, draft: Record<string, unknown>): Field[] =>
  step.sections.flatMap(({ when, fields = [], table }) => {
    if (!holds(when, draft)) return [];
    const cells = table?.editor === 'row' ? [...table.columns, ...table.columns] : [];
    return [...fields.filter((field) => holds(field.when, draft)), ...cells];
  });

const shown = steps.filter(({ id }) => id !== 'accuse');

describe.each([
  ['usual', 'G1'],
  ['usual', 'G3'],
  ['varied', 'G1'],
  ['varied', 'G3'],
] as const)('the replica, %s wording, layout %s', (wording, layout) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ wording, layout });
    await loadSample(stage.panel);
  });

  afterAll(() => stage?.close());

  test('every step is recognised without a mistake', async () => {
    const { page, panel, portal } = stage;
    const tally = new Tally();
    const wrong: { step: string; label: string; expected: FieldId | null; got: string | null }[] = [];
    for (const step of wording === 'usual' ? shown : vary(shown)) {
      const draft: Record<string, Value | unknown> = draftOf(step);
      portal.setDraft(step.id, draft);
      await page.goto(`${portal.origin}/aides/#/cnsa/demande/${step.id}`);
      await page.bringToFront();
      await panel.onStep(step.title);
      const truth = truthOf(step, draft);
      const listed = await panel.fields();
      expect(
        listed.map(({ label }) => plain(label)),
        step.id,
      ).toHaveLength(truth.length);
      tally.add(
        truth.map(({ asks }) => asks),
        listed.map(({ field }) => field),
      );
      truth.forEach(({ label, asks }, at) => {
        const got = listed[at]?.field ?? null;
        if (got !== null && got !== asks) wrong.push({ step: step.id, label, expected: asks, got });
        if (got === null && asks !== null)
          console.log(`  ${wording} ${layout} ${step.id}: « ${label} » is not found (${asks})`);
      });
    }
    console.log(`replica, ${wording}, ${layout}: ${tally}`);
    expect(wrong).toEqual([]);
    expect(tally.recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  }, 180_000);
});
