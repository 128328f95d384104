import { z } from 'zod';
import { type FillRow, run, type Writing, write } from './connection';

export { journalCsv, journalFile } from '@/knowledge/form/journal-file';

/** Fills whose lines are kept; the oldest leave first. */
const MAX_FILLS = 2000;
const DAY = 86_400_000;
/** Lines of a fill (when, where, which field, how it ended) leave after a year. */
const MAX_AGE = 366 * DAY;
/** The values hold bank and personal data in clear, and the page is long gone: they leave after a week. */
const VALUES_AGE = 7 * DAY;

const fillSchema = z.object({
  id: z.number().int().optional(),
  key: z.string().min(1).max(500),
  at: z.iso.datetime(),
  profileId: z.string().max(64).default(''),
  step: z.string().max(400).default(''),
  url: z.string().max(2000).default(''),
  dossierId: z.string().max(64).default(''),
  entries: z.array(z.unknown()).max(100_000),
});
const storedFill = fillSchema.extend({ id: z.number().int(), heldAt: z.string().optional() });

/**
 * A fill: `key` names the document (page load) and step, so that it can be undone there; `step` and
 * `url` are the title and the address of the step, `at` an ISO instant, `profileId` the grappe whose
 * data it holds, `dossierId` the dossier chosen. `held` is false once the values were dropped: a week
 * later its entries only say which field was written and how it ended.
 */
export type FillRecord = z.output<typeof fillSchema> & { id: number; held: boolean };

/** A fill in one line: `fields` is how many fields it wrote or tried to. */
export type FillSummary = Omit<FillRecord, 'entries' | 'key'> & { fields: number };

const readFill = (row: unknown): FillRecord[] => {
  const fill = storedFill.safeParse(row).data;
  if (!fill) return [];
  const { heldAt, ...rest } = fill;
  return [{ ...rest, held: heldAt !== undefined }];
};

/**
 * Writes a fill in the journal and returns its id. In the same transaction the values of fills older
 * than a week are dropped, and the lines older than a year or beyond the last 2,000 fills.
 */
export async function saveFill(record: z.input<typeof fillSchema>): Promise<number> {
  const { id, ...rest } = fillSchema.parse(record);
  const row = { ...rest, heldAt: rest.at };
  return write(['fills'], async (tx) => {
    const saved = await tx.objectStore('fills').put(id === undefined ? row : { id, ...row });
    await dropOld(tx, Date.parse(rest.at));
    return saved;
  });
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** `now` in milliseconds; a fill whose own instant cannot be read leaves as an old one. */
async function dropOld(tx: Writing, now: number): Promise<void> {
  const store = tx.objectStore('fills');
  const at = store.index('at');
  // An ISO instant starts with a digit: what sorts after all digits is none.
  const [ids, aged, undated] = await Promise.all([
    store.getAllKeys(),
    at.getAllKeys(IDBKeyRange.upperBound(instant(now - MAX_AGE), true)),
    at.getAllKeys(IDBKeyRange.lowerBound(':')),
  ]);
  const beyond = ids.slice(0, Math.max(0, ids.length - MAX_FILLS));
  await Promise.all([...aged, ...undated, ...beyond].map(async (id) => store.delete(id)));
  const week = IDBKeyRange.upperBound(instant(now - VALUES_AGE), true);
  for (const row of await store.index('heldAt').getAll(week)) await store.put(withoutValues(row));
}

/** What an entry tells besides values, old, new or of its row. */
const LINE = ['label', 'fieldId', 'signature', 'kind', 'format', 'status', 'at', 'sensitive', 'pass'];

const withoutValues = ({ heldAt: _, entries = [], ...row }: FillRow): FillRow => ({
  ...row,
  entries: entries.map(lineOf),
});

const lineOf = (entry: unknown): object =>
  Object.fromEntries(
    Object.entries(typeof entry === 'object' && entry !== null ? entry : {}).filter(([name]) =>
      LINE.includes(name),
    ),
  );

/** The last fill of this document and step that still holds its values, or null. */
export function lastFill(key: string): Promise<FillRecord | null> {
  return run(async (db) => {
    const fills = (await db.getAllFromIndex('fills', 'key', key)).flatMap(readFill);
    return fills.findLast(({ held }) => held) ?? null;
  });
}

/**
 * Fills of a step, the latest first, by its address and title, for one grappe: what the assistant
 * last wrote there. Only those that still hold their values.
 */
export function fillsOfStep(url: string, step: string, profileId: string): Promise<FillRecord[]> {
  return run(async (db) => {
    const held = (await db.getAllFromIndex('fills', 'heldAt')).flatMap(readFill);
    return held
      .filter((fill) => fill.url === url && fill.step === step && fill.profileId === profileId)
      .toReversed();
  });
}

/** Every readable fill, the latest first, entries included. */
export function allFills(): Promise<FillRecord[]> {
  return run(async (db) => (await db.getAllFromIndex('fills', 'at')).flatMap(readFill).toReversed());
}

/** Every readable fill in one line, the latest first. */
export async function listFills(): Promise<FillSummary[]> {
  const fills = await allFills();
  return fills.map(({ entries, key: _, ...fill }) => ({ ...fill, fields: entries.length }));
}

/** Removes a fill of the journal, once it is undone. */
export async function deleteFill(id: number): Promise<void> {
  await write(['fills'], (tx) => tx.objectStore('fills').delete(id));
}

/** Removes, in this transaction, the fills that hold the data of no stored grappe. */
export async function dropOrphanFills(tx: Writing): Promise<void> {
  const store = tx.objectStore('fills');
  const [profileIds, ids, fills] = await Promise.all([
    tx.objectStore('profiles').getAllKeys(),
    store.getAllKeys(),
    store.getAll(),
  ]);
  const orphans = ids.filter((_, i) => !profileIds.includes(fills[i]?.profileId ?? ''));
  await Promise.all(orphans.map(async (id) => store.delete(id)));
}
