import type { JournalEntry } from '@/knowledge/form/journal';
import type { Outcome } from '@/knowledge/form/outcome';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { type Approval, isApproved } from './fill-approval';
import type { FillControl } from './fill-control';
import {
  consequencesOf,
  entryOf,
  type Found,
  foundIn,
  type Judged,
  judge,
  looked,
  settledOutcome,
  type Writing,
} from './fill-journal';

/** The page as a fill sees it. */
export interface FillPage {
  /** Reads the page again and answers what is proposed now; throws when the step is no longer on screen. */
  review(): Promise<Review>;
  write(frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]>;
  /** What fields hold once the page is quiet, and not before so many milliseconds. */
  readBack(frameId: number, refs: string[], atLeast: number): Promise<ReadBack[]>;
  /** Keys of the fields the person acted in since the fill began. */
  touched(): Promise<ReadonlySet<string>>;
  /** Keeps what was written so far, so that an interrupted fill can be undone. */
  journal(entries: JournalEntry[]): Promise<void>;
}

/** How far an operation is. */
export interface Progress {
  done: number;
  total: number;
  /** Row being filled, from 1, of so many. */
  row?: { at: number; of: number };
}

/** Who follows an operation, and may hold it. */
export interface Follower {
  progress?: (progress: Progress) => void;
  control?: FillControl;
}

export interface FillReport {
  /** As first read back. */
  outcomes: Outcome[];
  journal: JournalEntry[];
  /** Where the person stopped it; null when it went to its end. */
  stopped: Progress | null;
  /** Reads everything once more, a second later: some pages change a value then. */
  lastLook(): Promise<Outcome[]>;
}

/** Fields appear as others are filled; more passes than this is a page that never settles. */
const MAX_PASSES = 10;
/** Instructions of one call: the person can pause between two. */
export const CHUNK = 60;
/** A SIRET look-up answers after about 600 ms without any sign in the page meanwhile. */
export const DRIVER_WAIT_MS = 1000;
/** Some pages write a value again about 300 ms later: earlier, their silence would be taken for consent. */
export const REWRITE_WAIT_MS = 450;
/** Everything is read once more this long after the last pass. */
const LAST_LOOK_MS = 1000;

/**
 * Fills what was approved: what others depend on first, then the rest, reading the page again after
 * each pass since look-ups and conditions change it. Each field is written at most once.
 */
export const fillStep = async (
  page: FillPage,
  approval: Approval,
  follower: Follower = {},
): Promise<FillReport> => {
  const attempted = new Set<string>();
  const going: Going = { judged: [], journal: [], stopped: null, missed: new Set() };
  let seen = await page.review();
  for (let pass = 0; pass < MAX_PASSES && going.stopped === null; pass++) {
    const wanted = seen.fields.filter((field) => isApproved(field, approval) && !attempted.has(field.key));
    const total = attempted.size + wanted.length;
    if (wanted.length === 0) break;
    follower.progress?.({ done: attempted.size, total });
    const drivers = wanted.filter((field) => field.driver);
    const batch = (drivers.length > 0 ? drivers : wanted).map((planned) => writingOf(planned, pass));
    const progress = (done: number, at: PlannedField) => progressOf(attempted.size + done, total, at, seen);
    const written = await writePass(page, batch, going.journal, follower, progress);
    const next = batch[written.length];
    if (next) going.stopped = progress(written.length, next.planned);
    for (const { planned } of batch) attempted.add(planned.key);
    seen = await closePass(page, written, seen, pass, going);
    // An element built anew is the same field: it is not written a second time.
    for (const { planned } of going.judged) attempted.add(planned.key);
    for (const { key } of going.missed) attempted.delete(key);
  }
  return {
    outcomes: going.judged.map(({ outcome }) => outcome),
    journal: going.journal,
    stopped: going.stopped,
    lastLook: () => lastLook(page, going.judged),
  };
};

/** What a fill has done so far. */
interface Going {
  judged: Judged[];
  journal: JournalEntry[];
  stopped: Progress | null;
  /** Fields that gave way to new elements before they were written: tried once more. */
  missed: Set<PlannedField>;
}

const writingOf = (planned: PlannedField, pass: number): Writing => ({
  planned,
  entry: entryOf(planned, pass),
});

/** Where an operation is: the row too, when it is in a table. */
export const progressOf = (
  done: number,
  total: number,
  { frameId, field }: PlannedField,
  seen: Review,
): Progress => {
  const { row } = field;
  if (row === null) return { done, total };
  const rows = seen.tables.find(({ key }) => key === `${frameId}:${row.table}`)?.rows ?? 0;
  return { done, total, row: { at: row.index + 1, of: Math.max(rows, row.index + 1) } };
};

/** Instructions in calls of a few dozen, one frame at a time. */
export const chunksOf = <T>(list: T[], frameOf: (one: T) => number): T[][] =>
  [...Map.groupBy(list, frameOf).values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / CHUNK) }, (_, at) =>
      group.slice(at * CHUNK, (at + 1) * CHUNK),
    ),
  );

/** Writes one pass, chunk by chunk; answers those written before the person stopped it. */
const writePass = async (
  page: FillPage,
  batch: Writing[],
  earlier: JournalEntry[],
  follower: Follower,
  progress: (done: number, at: PlannedField) => Progress,
): Promise<Writing[]> => {
  // Kept before writing: should the page vanish half way, the old values are not lost with it.
  await page.journal([...earlier, ...batch.map(({ entry }) => entry)]);
  const written: Writing[] = [];
  for (const chunk of chunksOf(batch, ({ planned }) => planned.frameId)) {
    const last = chunk.at(-1)?.planned;
    if (!last || (follower.control && !(await follower.control.goesOn()))) break;
    const instructions = chunk.flatMap(({ planned }) => planned.instruction ?? []);
    const results = await page.write(last.frameId, instructions);
    written.push(...chunk.map((one, at) => ({ ...one, result: results[at] })));
    follower.progress?.(progress(written.length, last));
  }
  return written;
};

/** Reads what was written once the page is quiet, judges it, and journals what the page did by itself. */
const closePass = async (
  page: FillPage,
  written: Writing[],
  before: Review,
  pass: number,
  going: Going,
): Promise<Review> => {
  const drivers = written.some(({ planned }) => planned.driver);
  const fields = written.map(({ planned }) => planned);
  const held = await looked(page, fields, drivers ? DRIVER_WAIT_MS : REWRITE_WAIT_MS);
  const review = await page.review();
  const touched = drivers ? await page.touched() : new Set<string>();
  const seen = foundIn(review);
  const missed = going.missed.size > 0 ? new Set<PlannedField>() : missedIn(written, seen);
  const judged = written.flatMap((one) => (missed.has(one.planned) ? [] : (judge(one, held, seen) ?? [])));
  going.missed = missed;
  going.judged.push(...judged);
  going.journal = [
    ...going.journal,
    ...judged.flatMap(({ entry }) => entry ?? []),
    ...(drivers ? consequencesOf(before, seen, { written, touched, pass }) : []),
  ];
  await page.journal(going.journal);
  return review;
};

/** Fields never written because the page built them anew meanwhile, and which are there again. */
const missedIn = (written: readonly Writing[], seen: Found): Set<PlannedField> =>
  new Set(
    written.flatMap(({ planned, result }) =>
      result?.status === 'vanished' && seen.again(planned) ? [planned] : [],
    ),
  );

/** Some pages change a value a second later: everything is read once more. */
const lastLook = async (page: FillPage, judged: Judged[]): Promise<Outcome[]> => {
  if (judged.length === 0) return [];
  const fields = judged.map(({ planned }) => planned);
  const held = await looked(page, fields, LAST_LOOK_MS);
  const touched = await page.touched();
  // What the person changed since is hers: the page is not accused of it.
  return judged.map((one) =>
    touched.has(one.planned.key) ? one.outcome : settledOutcome(one, held.get(one.planned.key)),
  );
};
