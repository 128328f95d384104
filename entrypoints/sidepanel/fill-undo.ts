import { isLive, type JournalEntry } from '@/knowledge/form/journal';
import { holds, type Locate, locator } from '@/knowledge/form/locate';
import { isVerified, type Outcome, outcomeOf } from '@/knowledge/form/outcome';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { chunksOf, DRIVER_WAIT_MS, type FillPage, type Follower, REWRITE_WAIT_MS } from './fill';
import { entryOf, foundIn, looked } from './fill-journal';

export interface UndoReport {
  outcomes: Outcome[];
  /** The whole journal, with what became of each entry. */
  journal: JournalEntry[];
  /** What could not be put back yet and still can be. */
  remaining: JournalEntry[];
}

/** What is undone, and in which load of the page it was written. */
export interface UndoRequest {
  journal: readonly JournalEntry[];
  /** Entries to undo; absent: all that still can be. */
  only?: ReadonlySet<JournalEntry>;
  otherLoad?: boolean;
}

/**
 * Puts the old values back, except where the person changed the value since: passes in reverse, and in
 * each pass what was written before what the page did of it. What a driver put back changes by
 * itself is then put back too, so that the page is as it was found.
 */
export const undoFill = async (
  page: FillPage,
  { journal, only, otherLoad = false }: UndoRequest,
  follower: Follower = {},
): Promise<UndoReport> => {
  const wanted = journal.filter((entry) => isLive(entry) && (only?.has(entry) ?? true));
  const undoing: Undoing = {
    page,
    otherLoad,
    follower,
    ends: new Map(),
    outcomes: new Map(),
    total: wanted.length,
  };
  follower.progress?.({ done: 0, total: wanted.length });
  const start = await page.review();
  const passes = [...Map.groupBy(wanted, ({ pass }) => pass)].toSorted(([a], [b]) => b - a);
  for (const [, entries] of passes) {
    if (follower.control && !(await follower.control.goesOn())) break;
    await undoPass(undoing, entries);
  }
  if (!only && wanted.some(({ driver }) => driver)) await reconcile(undoing, start, wanted);
  const done = journal.map((entry) => endOf(entry, undoing.ends.get(entry)));
  return { outcomes: [...undoing.outcomes.values()], journal: done, remaining: done.filter(isLive) };
};

/** How the undo of one entry ended: put back, left for good, or to be tried again. */
type End = 'undone' | 'by-hand' | 'later';

interface Undoing {
  page: FillPage;
  otherLoad: boolean;
  follower: Follower;
  ends: Map<JournalEntry, End>;
  /** By key of field: one line per field, whatever the number of passes. */
  outcomes: Map<string, Outcome>;
  total: number;
}

const endOf = (entry: JournalEntry, end: End | undefined): JournalEntry =>
  end === undefined || end === 'later' ? entry : { ...entry, status: end };

const undoPass = async (undoing: Undoing, entries: JournalEntry[]): Promise<void> => {
  const [own, effects] = [
    entries.filter(({ status }) => status !== 'by-page'),
    entries.filter(({ status }) => status === 'by-page'),
  ];
  const review = await undoing.page.review();
  const find = locator(review, undoing.otherLoad);
  // What the page did is only ours to take back while nobody changed it since.
  const untouched = effects.filter((entry) => {
    const now = find(entry);
    return now === null
      ? entry.after === ''
      : holds(now, entry.after, entry) || holds(now, entry.before, entry);
  });
  for (const entry of effects) if (!untouched.includes(entry)) undoing.ends.set(entry, 'by-hand');
  await putBack(undoing, own, find, review, (now, entry) => holds(now, entry.after, entry));
  if (untouched.length === 0) return;
  const later = await undoing.page.review();
  await putBack(undoing, untouched, locator(later, undoing.otherLoad), later, () => true);
};

/** One old value to put back in a field of the page as it is now. */
interface Return {
  entry: JournalEntry;
  planned: PlannedField;
  instruction: WriteInstruction;
}

const putBack = async (
  undoing: Undoing,
  entries: JournalEntry[],
  find: Locate,
  review: Review,
  isOurs: (now: PlannedField, entry: JournalEntry) => boolean,
): Promise<void> => {
  const keys = keysOfRows(review);
  const returns = entries.flatMap((entry): Return[] => {
    const planned = find(entry);
    if (!planned) return later(undoing, entry);
    if (planned.field.value === entry.before) return already(undoing, entry, planned);
    if (!isOurs(planned, entry)) return kept(undoing, entry, planned);
    return [{ entry, planned, instruction: backwards(entry, planned, keys) }];
  });
  const drivers = returns.some(({ entry }) => entry.driver);
  const results = await writeAll(undoing, returns);
  if (results.size === 0) return;
  const fields = returns.map(({ planned }) => planned);
  const held = await looked(undoing.page, fields, drivers ? DRIVER_WAIT_MS : REWRITE_WAIT_MS);
  for (const one of returns) conclude(undoing, one, results.get(one), held.get(one.planned.key));
};

const writeAll = async (undoing: Undoing, returns: Return[]): Promise<Map<Return, WriteResult>> => {
  const { page, follower, ends, total } = undoing;
  const results = new Map<Return, WriteResult>();
  for (const chunk of chunksOf(returns, ({ planned }) => planned.frameId)) {
    const [first] = chunk;
    if (!first || (follower.control && !(await follower.control.goesOn()))) break;
    const answers = await page.write(
      first.planned.frameId,
      chunk.map(({ instruction }) => instruction),
    );
    chunk.forEach((one, at) => {
      const answer = answers[at];
      if (answer) results.set(one, answer);
    });
    follower.progress?.({ done: Math.min(total, ends.size + results.size), total });
  }
  return results;
};

const later = (undoing: Undoing, entry: JournalEntry): [] => {
  undoing.ends.set(entry, 'later');
  const message = 'Ce champ n’est plus dans la page : rien n’a été remis.';
  say(undoing, entry, `${entry.frameId}:${entry.ref}`, { kind: 'by-hand', value: '', message });
  return [];
};

const already = (undoing: Undoing, entry: JournalEntry, { key, field }: PlannedField): [] => {
  undoing.ends.set(entry, 'undone');
  // A field about to be written when the page went away was never touched: nothing to say of it.
  if (entry.status !== 'planned') say(undoing, entry, key, { ...BACK, value: field.value });
  return [];
};

const kept = (undoing: Undoing, entry: JournalEntry, { key, field }: PlannedField): [] => {
  undoing.ends.set(entry, 'by-hand');
  const message = 'La valeur a changé depuis le remplissage : elle a été conservée.';
  say(undoing, entry, key, { kind: 'by-hand', value: field.value, message });
  return [];
};

const BACK = { kind: 'undone', message: 'Ancienne valeur remise.' } as const;

const say = (
  { outcomes }: Undoing,
  { label }: JournalEntry,
  key: string,
  said: Pick<Outcome, 'kind' | 'value' | 'message'>,
): void => void outcomes.set(key, { key, label, ...said });

/** After these, trying again would change nothing, or would change what the person wrote since. */
const FINAL = new Set<WriteResult['status']>(['user-changed', 'not-undoable', 'forbidden']);

const conclude = (
  undoing: Undoing,
  { entry, planned }: Return,
  result: WriteResult | undefined,
  now: ReadBack | undefined,
): void => {
  if (!result) return void undoing.ends.set(entry, 'later');
  const { label, kind, format, before } = entry;
  const held = now ? { ...now, error: '' } : null; // an empty required field is in error, and rightly back
  const outcome = outcomeOf({ key: planned.key, label, kind, format, wanted: before }, result, held);
  const isBack = isVerified(outcome);
  undoing.ends.set(entry, isBack ? 'undone' : FINAL.has(result.status) ? 'by-hand' : 'later');
  say(undoing, entry, planned.key, isBack ? { ...BACK, value: outcome.value } : outcome);
};

/** A page that reacts to what is put back is corrected this often, then left as it is. */
const ROUNDS = 2;

/**
 * Putting a driver back makes the page react once more: whatever it changed in the meantime is put
 * back as well, in the fields just undone and in those nobody wrote.
 */
const reconcile = async (undoing: Undoing, start: Review, wanted: JournalEntry[]): Promise<void> => {
  const oldest = wanted.toSorted((a, b) => a.pass - b.pass);
  for (let round = 0; round < ROUNDS; round++) {
    const review = await undoing.page.review();
    const find = locator(review, undoing.otherLoad);
    const journaled = new Map<string, JournalEntry>();
    for (const entry of oldest) {
      const key = find(entry)?.key;
      if (key !== undefined && !journaled.has(key)) journaled.set(key, entry);
    }
    const back = [...journaled.values()].filter((entry) => undoing.ends.get(entry) === 'undone');
    const touched = await undoing.page.touched();
    const moved = [...back, ...strayed(start, review, journaled)].filter((entry) => {
      const now = find(entry);
      return now !== null && !touched.has(now.key) && !holds(now, entry.before, entry);
    });
    if (moved.length === 0) return;
    await putBack(undoing, moved, find, review, () => true);
  }
};

/** Fields nobody wrote, as they were when the undo began. */
const strayed = (
  start: Review,
  review: Review,
  journaled: ReadonlyMap<string, JournalEntry>,
): JournalEntry[] => {
  const now = foundIn(review);
  return start.fields.flatMap((planned) => {
    const same = now.byKey.get(planned.key) ?? now.again(planned);
    const changed = same !== null && !journaled.has(same.key) && same.field.value !== planned.field.value;
    return changed && mayReturn(same) ? [{ ...entryOf(planned, 0), ref: same.field.ref, guard: null }] : [];
  });
};

const mayReturn = ({ state, field }: PlannedField): boolean =>
  state !== 'yours' && field.kind !== 'locked' && !field.disabled && !field.readOnly;

type RowKeys = (planned: PlannedField) => string | null;

/** Reference of the key of each row, so that an old value goes back in its own row. */
const keysOfRows = ({ fields }: Review): RowKeys => {
  const rowOf = ({ frameId, field }: PlannedField) => `${frameId} ${field.row?.table} ${field.row?.index}`;
  const keys = new Map(
    fields.flatMap((one) => (one.field.row && one.driver ? [[rowOf(one), one.field] as const] : [])),
  );
  return (planned) => {
    const key = planned.field.row ? keys.get(rowOf(planned)) : undefined;
    return key?.ref ?? null;
  };
};

/** The row must still bear the key it had when it was written, in whatever element that key is now. */
const guardOf = (entry: JournalEntry, planned: PlannedField, keys: RowKeys): WriteInstruction['guard'] => {
  if (entry.guard === null) return null;
  return { ref: keys(planned) ?? entry.guard.ref, value: entry.guard.value };
};

/** The write that puts the old value back in the very field just read, while it holds what was read. */
const backwards = (entry: JournalEntry, planned: PlannedField, keys: RowKeys): WriteInstruction => ({
  ref: planned.field.ref,
  fingerprint: planned.field.fingerprint,
  kind: entry.kind,
  text: entry.before,
  expected: planned.field.value,
  guard: guardOf(entry, planned, keys),
  sameElement: true,
});
