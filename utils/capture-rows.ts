import { INDEX_FORM, type KeptIndex, keptIndex, readIndex } from '@/knowledge/answers/kept-index';
import { postingsOf } from '@/knowledge/answers/postings';
import { indexing, type Segment } from '@/knowledge/answers/segment';
import { type CapturedText, capturedSchema } from '@/knowledge/texts/captured';
import { run } from './connection';

/** The rows of the captured texts: the text, and the index that makes it searched at once. */

/** A stored text that cannot be read: kept as it is. `reason` is in French. */
export interface DamagedCapture {
  id: string;
  reason: string;
  /** What is stored, untouched. */
  row: StoredRow;
}

export interface StoredRow {
  id: string;
}

/** A row as it is written. */
export interface IndexedRow extends StoredRow {
  source: unknown;
  /** Made when the text was kept, so that it is searched at once. */
  index: { form: number; of: KeptIndex };
}

export function readingOf(row: StoredRow): { text: CapturedText } | { damaged: DamagedCapture } {
  const { source }: Partial<IndexedRow> = row;
  const read = capturedSchema.safeParse(source);
  if (read.success && read.data.id === row.id) return { text: read.data };
  const at = read.error?.issues[0]?.path.join(', ') ?? 'id';
  return { damaged: { id: row.id, reason: `donnée inattendue\u00a0: ${at || 'le texte entier'}`, row } };
}

/** What the text repeats in each of its passages is written once: it is read back by its schema. */
const slim = ({ passages, ...text }: CapturedText) => ({
  ...text,
  passages: passages.map(({ text: _text, variants: _variants, campaigns: _campaigns, ...own }) => own),
});

/** Analyses a text, one passage at each step, and makes the row to keep. */
function* makingRow(text: CapturedText): Generator<void, IndexedRow> {
  const index = yield* indexing(text);
  return { id: text.id, source: slim(text), index: { form: INDEX_FORM, of: keptIndex(index) } };
}

/** The same for some texts, one after the other; `onText` hears how many are made as each begins. */
export function* makingRows(
  texts: readonly CapturedText[],
  onText: (done: number) => void = () => {},
): Generator<void, IndexedRow[]> {
  const rows: IndexedRow[] = [];
  for (const text of texts) {
    onText(rows.length);
    rows.push(yield* makingRow(text));
  }
  return rows;
}

/** The text with the index kept beside it; null when that is of another form, or does not answer to the text. */
export function segmentIn(text: CapturedText, { index }: Partial<IndexedRow>): Segment | null {
  if (index?.form !== INDEX_FORM || index.of.passages.length !== text.passages.length) return null;
  const segment = { text, index: readIndex(index.of) };
  postingsOf(segment); // made here, a few texts at a time, and not for all of them at once
  return segment;
}

/** Rows read at a time: the page is drawn in between. */
const BATCH = 32;

/** Reads every row, some at a time, in one state of the store; all are asked for at once, so that none is waited for. */
export const readRows = <T>(read: (row: StoredRow) => T): Promise<T[]> =>
  run(async (db) => {
    const { store } = db.transaction('captures');
    const ids = await store.getAllKeys();
    const starts = ids.filter((_, at) => at % BATCH === 0);
    const batches = starts.map(async (first, rank) => {
      const last = ids[rank * BATCH + BATCH - 1] ?? ids.at(-1);
      return (await store.getAll(IDBKeyRange.bound(first, last))).map(read);
    });
    return (await Promise.all(batches)).flat();
  });
