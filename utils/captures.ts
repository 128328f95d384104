import { INDEX_FORM, type Segment, segmentOf, type TextIndex } from '@/knowledge/answers/segment';
import { formatCount } from '@/knowledge/profile/format';
import {
  type CapturedText,
  capturedSchema,
  classificationOf,
  classified,
  MAX_PASSAGES,
  twinOf,
} from '@/knowledge/texts/captured';
import { hashOf } from './capture/hash';
import { run, type Writing, write } from './connection';
import { onDatabaseChange } from './database';

/** The texts that the user took in, kept on this computer. Every failure is an `Error` in French. */

/** A stored text that cannot be read: kept as it is. `reason` is in French. */
export interface DamagedCapture {
  id: string;
  reason: string;
  /** What is stored, untouched. */
  row: { id: string };
}

interface Row {
  id: string;
  source: unknown;
  /** Made when the text was kept, so that it is searched at once. */
  index?: { form: number; of: TextIndex };
}

function readingOf(row: { id: string }): { text: CapturedText } | { damaged: DamagedCapture } {
  const { source }: Partial<Row> = row;
  const read = capturedSchema.safeParse(source);
  if (read.success && read.data.id === row.id) return { text: read.data };
  const at = read.error?.issues[0]?.path.join(', ') ?? 'id';
  return { damaged: { id: row.id, reason: `donnée inattendue\u00a0: ${at || 'le texte entier'}`, row } };
}

/** Every captured text, the latest first; those that cannot be read are told apart. */
export async function listCaptures(): Promise<{ texts: CapturedText[]; damaged: DamagedCapture[] }> {
  const read = (await run((db) => db.getAll('captures'))).map(readingOf);
  return {
    texts: read
      .flatMap((one) => ('text' in one ? [one.text] : []))
      .toSorted((a, b) => b.capture.capturedAt.localeCompare(a.capture.capturedAt)),
    damaged: read.flatMap((one) => ('damaged' in one ? [one.damaged] : [])),
  };
}

/** The index kept with a text; made again when it is of another form, or does not answer to the text. */
function indexed(text: CapturedText, { index }: Partial<Row>): Segment {
  const isOf = index?.form === INDEX_FORM && index.of.passages.length === text.passages.length;
  return isOf ? { text, index: index.of } : segmentOf(text);
}

/** Every captured text that can be read, ready to be searched. */
export async function listSegments(): Promise<Segment[]> {
  const rows = await run((db) => db.getAll('captures'));
  return rows.flatMap((row) => {
    const read = readingOf(row);
    return 'text' in read ? [indexed(read.text, row)] : [];
  });
}

const passagesIn = (row: { id: string }): number => {
  const { source }: Partial<Row> = row;
  const passages: unknown = Object(source).passages;
  return Array.isArray(passages) ? passages.length : 0;
};

/** Refuses what would pass the limit; called once everything is written, before it is kept. */
async function refuseTooMany(tx: Writing): Promise<void> {
  const rows = await tx.objectStore('captures').getAll();
  const count = rows.reduce((sum, row) => sum + passagesIn(row), 0);
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

const put = (tx: Writing, source: CapturedText) => {
  const row: Row = { id: source.id, source, index: { form: INDEX_FORM, of: segmentOf(source).index } };
  return tx.objectStore('captures').put(row);
};

/** Adds texts, all or none. */
export const addCaptures = (texts: readonly CapturedText[]): Promise<void> =>
  change(async (tx) => {
    for (const text of texts) await put(tx, text);
    await refuseTooMany(tx);
  });

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

/**
 * Adds the texts of a file that are not here yet, in one transaction. One whose hash no longer answers to
 * its words was changed outside of the assistant: it is refused.
 */
export async function importCaptures(
  texts: readonly CapturedText[],
): Promise<{ added: CapturedText[]; known: number; altered: number }> {
  const stored = (await listCaptures()).texts;
  const hashes = await Promise.all(texts.map(hashOf));
  const whole = texts.filter(({ capture }, at) => capture.hash === hashes[at]);
  const added: CapturedText[] = [];
  for (const text of whole)
    if (twinOf(text, [...stored, ...added])?.identical !== true) {
      const isTaken = [...stored, ...added].some(({ id }) => id === text.id);
      added.push(isTaken ? withId(text, captureId()) : text);
    }
  if (added.length > 0) await addCaptures(added);
  return { added, known: whole.length - added.length, altered: texts.length - whole.length };
}

const withId = (text: CapturedText, id: string): CapturedText => ({
  ...text,
  id,
  passages: text.passages.map((passage) => ({ ...passage, text: id })),
});

/** Calls back after each write of a captured text, from any page. Returns the way to stop. */
export const onCapturesChange = (callback: () => void): (() => void) =>
  onDatabaseChange(({ store }) => {
    if (store === 'captures') callback();
  });
