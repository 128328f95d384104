import { openStage, type Stage } from '@/scripts/browser/stage';
import { type Field, holds, type Step } from '@/test/galis/definition';
import { steps } from '@/test/galis/screens';
import { stepsOf } from '@/test/galis/variant';
import { vary } from '@/test/galis/variations';
import { loadSample } from './pages';
import { plain, Tally } from './tally';

/** One way the replica shows its steps. */
export interface ReplicaLook {
  wording: 'usual' | 'varied';
  layout: 'G1' | 'G3';
  /** Seed of drawn wordings and typing habits. */
  labels?: number;
}

/** The looks that are scored. */
export const LOOKS: ReplicaLook[] = [
  { wording: 'usual', layout: 'G1' },
  { wording: 'usual', layout: 'G3' },
  { wording: 'varied', layout: 'G1' },
  { wording: 'varied', layout: 'G3' },
  { wording: 'usual', layout: 'G1', labels: 2103 },
  { wording: 'usual', layout: 'G3', labels: 2104 },
];

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

/** The steps as the replica shows them, the receipt apart: it only comes after a submission. */
const shownAs = ({ wording, labels }: ReplicaLook): Step[] => {
  const shown = stepsOf(
    steps.filter(({ id }) => id !== 'accuse'),
    { labels },
  );
  return wording === 'usual' ? shown : vary(shown);
};

/** Reads every step of the replica; a step that lists another number of fields is said by its title. */
const readSteps = async (stage: Stage, look: ReplicaLook) => {
  const { page, panel, portal } = stage;
  const tally = new Tally();
  const incomplete: string[] = [];
  for (const step of shownAs(look)) {
    const draft = draftOf(step);
    portal.setDraft(step.id, draft);
    await page.goto(`${portal.origin}/aides/#/cnsa/demande/${step.id}`);
    await page.bringToFront();
    await panel.onStep(plain(step.title));
    const truth = truthOf(step, draft);
    const listed = await panel.fields();
    if (listed.length !== truth.length)
      incomplete.push(`${step.title} : ${listed.length} champs lus sur ${truth.length}`);
    tally.add(
      truth.map(({ label, asks }) => ({ label, field: asks })),
      listed,
    );
  }
  return { tally, incomplete };
};

/** How recognition does on the replica, shown one way. */
export const scoreReplica = async (look: ReplicaLook) => {
  const stage = await openStage(look);
  try {
    await loadSample(stage.panel);
    return await readSteps(stage, look);
  } finally {
    await stage.close();
  }
};
