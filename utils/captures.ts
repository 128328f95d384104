import type { Segment } from '@/knowledge/answers/segment';
import { sameJson } from '@/knowledge/profile/edit';
import { formatCount } from '@/knowledge/profile/format';
import { type CapturedText, classificationOf, classified, MAX_PASSAGES } from '@/knowledge/texts/captured';
import { hashOf } from './capture/hash';
import {
  type DamagedCapture,
  type IndexedRow,
  makingRows,
  readingOf,
  readRows,
  type StoredRow,
  segmentIn,
} from './capture-rows';
import { run, type Writing, write } from './connection';
import { onDatabaseChange } from './database';
import { inSlices } from './slices';

/** The texts that the user took in, kept on this computer. Every failure is an `Error` in French. */
export type { DamagedCapture } from './capture-rows';

const latestFirst = (a: CapturedText, b: CapturedText): number =>
  b.capture.capturedAt.localeCompare(a.capture.capturedAt);

const textIn = (row: StoredRow): CapturedText[] => {
  const read = readingOf(row);
  return 'text' in read ? [read.text] : [];
};

/** Every captured text, the latest first; those that cannot be read are told apart. */
export async function listCaptures(): Promise<{ texts: CapturedText[]; damaged: DamagedCapture[] }> {
  const read = await readRows(readingOf);
  return {
    texts: read.flatMap((one) => ('text' in one ? [one.text] : [])).toSorted(latestFirst),
    damaged: read.flatMap((one) => ('damaged' in one ? [one.damaged] : [])),
  };
}

/** The captured texts that a new one may double, the latest first: the same words, page or name of file. */
export async function capturesLike({ url, capture }: CapturedText): Promise<CapturedText[]> {
  const rows = await run(async (db) => {
    const { store } = db.transaction('captures');
    const { hash, fileName = '' } = capture;
    const found = await Promise.all([
      store.index('hash').getAll(hash),
      url === '' ? [] : store.index('url').getAll(url),
      fileName === '' ? [] : store.index('fileName').getAll(fileName),
    ]);
    return new Map(found.flat().map((row) => [row.id, row]));
  });
  return [...rows.values()].flatMap(textIn).toSorted(latestFirst);
}

/**
 * Every captured text that can be read, ready to be searched. An index of another form is made again, once:
 * the new one is kept.
 */
export async function listSegments(): Promise<Segment[]> {
  const read = (await readRows((row) => textIn(row).map((text) => segmentIn(text, row) ?? text))).flat();
  const ready = read.flatMap((one) => ('index' in one ? [one] : []));
  const stale = read.flatMap((one) => ('index' in one ? [] : [one]));
  if (stale.length === 0) return ready;
  const rows = await inSlices(makingRows(stale));
  // What cannot be kept now is made again the next time: the texts are searched all the same.
  await keepIndexes(stale, rows).catch(() => {});
  const made = stale.map((text, at) => segmentIn(text, rows[at] ?? {}));
  return [...ready, ...made.filter((segment) => segment !== null)];
}

/** Keeps indexes beside their texts, unless these changed meanwhile. */
const keepIndexes = (texts: readonly CapturedText[], rows: readonly IndexedRow[]): Promise<void> =>
  write(['captures'], async (tx) => {
    const store = tx.objectStore('captures');
    for (const [at, { id, index }] of rows.entries()) {
      const stored = await store.get(id);
      const isSame = stored && textIn(stored).some((now) => sameJson(now, texts[at]));
      if (isSame) await store.put({ ...stored, ...{ index } });
    }
  });

/** The passages of every stored text, counted without reading them. */
async function countPassages(tx: Writing): Promise<number> {
  const index = tx.objectStore('captures').index('passages');
  let sum = 0;
  let cursor = await index.openKeyCursor(null, 'nextunique');
  while (cursor) {
    sum += cursor.key * (await index.count(cursor.key));
    cursor = await cursor.continue();
  }
  return sum;
}

/** Refuses what would pass the limit; called once everything is written, before it is kept. */
async function refuseTooMany(tx: Writing): Promise<void> {
  const count = await countPassages(tx);
  if (count > MAX_PASSAGES)
    throw new TooMany(
      `Vos textes feraient ${formatCount(count)} passages, et l’assistant en garde ${formatCount(MAX_PASSAGES)} au plus\u202f: rien n’a été ajouté. Supprimez un texte dont vous ne vous servez plus, puis recommencez.`,
    );
}

/** Thrown inside a transaction to undo it. */
class TooMany extends Error {
  override name = 'TooMany';
}

/** One transaction over the captured texts: all of it is kept, or nothing. */
async function change(work: (tx: Writing) => Promise<void>): Promise<void> {
  let refusal: TooMany | null = null;
  await write(['captures'], (tx) =>
    work(tx).catch((error: unknown) => {
      if (error instanceof TooMany) refusal = error;
      throw error;
    }),
  ).catch((error: unknown) => {
    throw refusal ?? error;
  });
}

/** How an addition is followed and stopped. */
interface Adding {
  signal?: AbortSignal | undefined;
  /** Texts made ready, of all those to add. */
  onProgress?(done: number, total: number): void;
}

/** Adds texts, all or none; rejects with the reason of the signal, nothing written, when aborted. */
export async function addCaptures(
  texts: readonly CapturedText[],
  { signal, onProgress = () => {} }: Adding = {},
): Promise<void> {
  const rows = await inSlices(
    makingRows(texts, (done) => onProgress(done, texts.length)),
    signal,
  );
  signal?.throwIfAborted();
  await change(async (tx) => {
    for (const row of rows) await tx.objectStore('captures').put(row);
    await refuseTooMany(tx);
  });
}

/**
 * Puts a text in the place of another one, whose campaigns and région, chosen by the user, are kept.
 * Answers what is stored.
 */
export async function replaceCapture(text: CapturedText, twin: CapturedText): Promise<CapturedText> {
  const { campaigns, region } = classificationOf(twin);
  const next = classified(withId(text, twin.id), { ...classificationOf(text), campaigns, region });
  await addCaptures([next]);
  return next;
}

/** Removes texts, even unreadable. */
export const removeCaptures = (ids: readonly string[]): Promise<void> =>
  change(async (tx) => {
    for (const id of ids) await tx.objectStore('captures').delete(id);
  });

/** A new id for a text. */
export const captureId = (): string => `capture-${crypto.randomUUID().slice(0, 18)}`;

/** Which of these texts are here already, word for word, and which of their ids are taken. */
const takenOf = (texts: readonly CapturedText[]) =>
  run(async (db) => {
    const { store } = db.transaction('captures');
    const taken = { hashes: new Set<string>(), ids: new Set<string>() };
    for (const { id, capture } of texts) {
      const same = await store.index('hash').getAll(capture.hash);
      if (same.some((row) => 'text' in readingOf(row))) taken.hashes.add(capture.hash);
      if ((await store.getKey(id)) !== undefined) taken.ids.add(id);
    }
    return taken;
  });

/**
 * Adds the texts of a file that are not here yet, in one transaction. One whose hash no longer answers to
 * its words was changed outside of the assistant: it is refused.
 */
export async function importCaptures(
  texts: readonly CapturedText[],
  adding: Adding = {},
): Promise<{ added: CapturedText[]; known: number; altered: number }> {
  const hashes = await Promise.all(texts.map(hashOf));
  const whole = texts.filter(({ capture }, at) => capture.hash === hashes[at]);
  const taken = await takenOf(whole);
  const added: CapturedText[] = [];
  for (const text of whole) {
    const { id, capture } = text;
    if (taken.hashes.has(capture.hash)) continue;
    added.push(taken.ids.has(id) ? withId(text, captureId()) : text);
    taken.hashes.add(capture.hash);
    taken.ids.add(id);
  }
  if (added.length > 0) await addCaptures(added, adding);
  return { added, known: whole.length - added.length, altered: texts.length - whole.length };
}

const withId = (text: CapturedText, id: string): CapturedText => ({
  ...text,
  id,
  passages: text.passages.map((passage) => ({ ...passage, text: id })),
});

/** Calls back after each write of a captured text by another page. Returns the way to stop. */
export const onCapturesChange = (callback: () => void): (() => void) =>
  onDatabaseChange(({ store, here }) => {
    if (store === 'captures' && !here) callback();
  });
