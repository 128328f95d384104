import type { PanelDriver, PanelField } from '../../../scripts/browser/panel';
import type { Stage } from '../../../scripts/browser/stage';
import type { Step } from '../../galis/definition';
import { find, press } from '../../galis/hand';
import type { Portal, PortalRequest } from '../../galis/server';

/** Steps a profile has values for, in the order of the screens. */
const ASKING = (step: Step): boolean =>
  !step.screen &&
  step.sections.some(({ fields = [], table }) =>
    [...fields, ...(table?.columns ?? [])].some(({ asks }) => asks !== null),
  );

/** A window behind another paints no frame: look at the page by the clock. */
const POLL = { polling: 50, timeout: 40_000 } as const;

/** A person going through the portal with the panel beside it. */
export interface Walk {
  steps: Step[];
  /** Steps filled so far. */
  visited: string[];
  /** What the person pressed, as the portal's log names it. */
  clicked: PortalRequest['action'][];
  /** What the portal refused on « Suivant ». */
  refused: string[];
  open(step: string): Promise<void>;
  arrive(step: string): Promise<void>;
  /** Adds the rows, confirms the bank and fills from the panel; answers what it lists at the end. */
  fill(): Promise<PanelField[]>;
  /** « Suivant »; where it is refused, « Enregistrer » and the address of the next step. */
  next(step: string): Promise<void>;
  previous(step: string): Promise<void>;
  /** Opens, fills and sends every step that asks for something. */
  through(only: (step: Step) => boolean): Promise<void>;
  /** What the panel said of the field behind a value of the draft. */
  said(step: string, path: string): string;
}

/** Starts a walk on a portal just started at the stage's address. */
export const startWalk = async (stage: Stage, portal: Portal, steps: Step[]): Promise<Walk> => {
  const { page, panel } = stage;
  const heard = new Map<string, PanelField[]>();
  let current: Step | undefined;
  await page.goto('about:blank');
  await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);

  const walk: Walk = {
    steps,
    visited: [],
    clicked: [],
    refused: [],
    open: async (id) => {
      await page.evaluate((step) => {
        location.hash = `#/cnsa/demande/${step}`;
      }, id);
      await walk.arrive(id);
    },
    arrive: async (id) => {
      current = steps.find((step) => step.id === id);
      await page.waitForFunction(
        (step) =>
          location.hash.endsWith(`/demande/${step}`) &&
          document.querySelector('.moves') !== null &&
          document.querySelector('[aria-busy="true"]') === null,
        POLL,
        id,
      );
    },
    fill: async () => {
      await page.bringToFront();
      await panel.onStep(current?.title ?? '');
      if (current?.sections.some(({ table }) => table?.pageSize)) await addOnce(panel);
      else await panel.addRows();
      await panel.confirmBank();
      await panel.fillAndGoOn();
      await panel.settled();
      const fields = await panel.fields();
      heard.set(current?.id ?? '', fields);
      if (current && !walk.visited.includes(current.id)) walk.visited.push(current.id);
      return fields;
    },
    next: async (id) => {
      await press(page, 'Suivant');
      walk.clicked.push('next');
      await page
        .waitForFunction(
          (step) => location.hash.endsWith(`/demande/${step}`) || document.querySelector('#erreurs') !== null,
          POLL,
          id,
        )
        .catch(() => undefined);
      const messages = await page.$$eval('#erreurs li', (lines) =>
        lines.map((line) => line.textContent ?? ''),
      );
      if (messages.length === 0) return walk.arrive(id);
      walk.refused.push(...messages);
      await press(page, 'Enregistrer');
      walk.clicked.push('save');
      await page.waitForSelector('.saved');
      return walk.open(id);
    },
    previous: async (id) => {
      await press(page, 'Précédent');
      walk.clicked.push('previous');
      await walk.arrive(id);
    },
    through: async (only) => {
      const path = steps.filter(ASKING).filter(only);
      const [first] = path;
      if (first) await walk.open(first.id);
      for (const [at, step] of path.entries()) {
        await addInDialog(stage, step);
        await walk.fill();
        if (inDialog(step)) await press(page, 'Valider');
        const after = steps[steps.indexOf(step) + 1];
        if (after) await walk.next(after.id);
        const planned = path[at + 1];
        if (planned && planned !== after) await walk.open(planned.id);
      }
    },
    said: (step, path) => {
      const section = steps.find(({ id }) => id === step)?.sections ?? [];
      const key = path.split('.').pop();
      const field = section
        .flatMap(({ fields = [], table }) => [...fields, ...(table?.columns ?? [])])
        .find((one) => one.key === key);
      const asked = (heard.get(step) ?? []).filter((one) => one.field === field?.asks);
      const lines = asked.map(({ label, state, reason }) => `${label} — ${state} ${reason}`);
      return `« ${field?.label} » ${lines.slice(0, 3).join(' ; ') || 'not recognised'}`;
    },
  };
  return walk;
};

/** Adds what is proposed once: a table shown a few rows at a time is not all on screen. */
const addOnce = async (panel: PanelDriver): Promise<void> => {
  await panel.addRows(1);
};

const inDialog = ({ sections }: Step): boolean =>
  sections.some(({ table }) => table?.key === 'representants');

/** The person opens the dialog where a representative is typed. */
const addInDialog = async ({ page, panel }: Stage, step: Step): Promise<void> => {
  if (!inDialog(step)) return;
  await page.bringToFront();
  await (await find(page, 'mg-button.add')).click();
  await find(page, '[id$="representants_nom"]');
  await panel.onStep(step.title);
};
