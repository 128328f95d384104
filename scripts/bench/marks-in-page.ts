import { brokenIndex, toneOf } from '@/entrypoints/sidepanel/marks';
import { shownFacts } from '@/entrypoints/sidepanel/shown';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { type Review, review } from '@/knowledge/form/plan';
import { type Profile, profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import type { MarkTone } from '@/utils/messages';
import { type FoundField, Marks, Registry, Writer } from '@/utils/page';
import { campaign, DAY, grappe } from './grappe';

/**
 * Bundled and run inside a bench page: what the panel and the page do between a datum saved in a grappe of 500
 * ESSMS and the marks drawn beside the fields. Every figure is the median of the runs, in milliseconds.
 */
const SIZE = 500;
const RUNS = 40;
const WARM_UPS = 8;

const STEPS = ['read', 'review', 'verdicts', 'tones', 'draw'] as const;
type Step = (typeof STEPS)[number];

/** What each step costs, the fields of the page, the marks drawn, and those the edit changed. */
export type MarkFigures = Record<Step, number> & { fields: number; marks: number; changed: number };

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const breathe = () => new Promise((resolve) => setTimeout(resolve, 10));

type Marked = { field: FoundField; tone: MarkTone }[];

const tonesOf = (
  { fields: planned }: Review,
  verdicts: readonly Verdict[],
  porteurId: string,
  found: ReadonlyMap<string, FoundField>,
): Marked => {
  const brokenBy = brokenIndex(
    verdicts.filter(({ status }) => status === 'broken'),
    porteurId,
  );
  return planned.flatMap((one) => {
    const tone = toneOf(one, brokenBy(one), undefined);
    const field = found.get(one.field.ref);
    return tone && field ? [{ field, tone }] : [];
  });
};

/** Every ESSMS ordered a Prestation Ségur for one software. */
const ordered = (): Profile => {
  const whole = grappe(SIZE);
  return {
    ...whole,
    essms: whole.essms.map((one) => ({
      ...one,
      earlierFunding: { received: false, year: null, software: '' },
      currentSoftware: 'aucun',
      segurOrder: { ordered: true, software: 'Logiciel A' },
    })),
  };
};

/** The grappe as the database gives it back once the software of the project changed: a rule on each ESSMS turns. */
const stored = (whole: Profile, round: number): unknown =>
  structuredClone({
    ...whole,
    project: { ...whole.project, software: round % 2 === 0 ? 'Logiciel A' : 'Logiciel B' },
  });

const marksBench = async (): Promise<MarkFigures> => {
  const { snapshot, fields } = await new Writer(new Registry()).read();
  const frames = [{ frameId: 0, snapshot }];
  const call = campaign();
  const whole = ordered();
  const layer = new Marks();
  const times: Record<Step, number[]> = { read: [], review: [], verdicts: [], tones: [], draw: [] };
  let last: Marked = [];
  let changed = 0;
  for (let round = 0; round < RUNS + WARM_UPS; round += 1) {
    const kept = stored(whole, round);
    const timed = <T>(step: Step, work: () => T): T => {
      const start = performance.now();
      const done = work();
      if (round >= WARM_UPS) times[step].push(performance.now() - start);
      return done;
    };
    const read = timed('read', () => profile.parse(kept));
    const planned = timed('review', () =>
      review(frames, { profile: read, campaign: call, dossierId: WHOLE_GRAPPE }),
    );
    const verdicts = timed('verdicts', () =>
      assess({ profile: read, campaign: call, date: DAY, shown: shownFacts(planned) }),
    );
    const marks = timed('tones', () => tonesOf(planned, verdicts, read.porteurId, fields));
    timed('draw', () => {
      layer.show(marks);
      document.body.getBoundingClientRect();
    });
    changed = marks.filter(({ tone }, at) => tone !== last[at]?.tone).length;
    last = marks;
    await breathe();
  }
  const [read, review_, verdicts, tones, draw] = STEPS.map((step) => median(times[step]));
  return {
    read: read ?? 0,
    review: review_ ?? 0,
    verdicts: verdicts ?? 0,
    tones: tones ?? 0,
    draw: draw ?? 0,
    fields: snapshot.fields.length,
    marks: last.length,
    changed,
  };
};

Object.assign(globalThis, { marksBench });
