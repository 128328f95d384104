import type { FieldId } from './field-id';
import { meaningOf } from './format';
import type { TableRecognition } from './recognise-tables';
import type { RowFamily, RowRecord } from './rows';
import type { FieldSnapshot, FrameSnapshot } from './snapshot';
import { fold } from './words';

/** One row of a recognised table, and the record of the profile it stands for. */
export interface AlignedRow {
  cells: FieldSnapshot[];
  /** Cell that asks for the key, or null when the table does not ask for it. */
  key: FieldSnapshot | null;
  /** What the row's cells should hold, or null when nothing says which record that is. */
  record: RowRecord | null;
  /** Records of the profile the row stands for: several when one printed line sums them up. */
  covers: RowRecord[];
  /** Empty and without a name, while a page of the table that was not opened may hold its record. */
  waits: boolean;
}

/** What is known of the pages of a table that are not on screen. */
export interface Elsewhere {
  /** The table is shown a few rows at a time. */
  isPaged: boolean;
  /** Rows nobody has seen yet. */
  unseen: number;
  /** Another page holds that record. */
  isSeen: (record: RowRecord) => boolean;
  /** Every row of the table was added by the assistant: none hides a record. */
  isOwn: boolean;
}

export const NOWHERE: Elsewhere = { isPaged: false, unseen: 0, isSeen: () => false, isOwn: false };

interface Row {
  cells: FieldSnapshot[];
  key: FieldSnapshot | null;
  /** What the page prints at the head of the row; rank numbers left out. */
  printed: string[];
  empty: boolean;
}

/** An unticked box or switch says nothing yet: ticking it overwrites no answer of the person. */
export const isBlank = (field: FieldSnapshot): boolean =>
  field.value.trim() === '' ||
  ((field.kind === 'switch' || field.kind === 'checkbox') && field.value === 'false');

/**
 * Gives each row its record: the one whose key it holds, else the one printed at its head; for rows
 * wholly empty and without a word, the next record that no other row has. Never by rank otherwise.
 */
export const alignRows = (
  snapshot: FrameSnapshot,
  recognition: TableRecognition,
  records: RowRecord[],
  elsewhere: Elsewhere = NOWHERE,
): AlignedRow[] => {
  const { family } = recognition;
  const rows = rowsOf(snapshot, recognition);
  const known = indexOf(family, records);
  const taken = new Set<RowRecord>();
  const take = (covers: RowRecord[]): RowRecord[] => {
    for (const record of covers) taken.add(record);
    return covers;
  };
  const named = rows.map((row) => take(namedBy(row, family, known, taken)));
  // Without a key nothing tells which rows are already done: empty rows are given only in a table all empty.
  const keyed = rows.some(({ key }) => key !== null);
  const givable = keyed || (!elsewhere.isPaged && rows.every(({ empty }) => empty));
  const isClosed = elsewhere.unseen > 0 && !elsewhere.isOwn;
  const free = givable
    ? records.filter((record) => !elsewhere.isSeen(record) && (!keyed || record.answers[family.key] !== null))
    : [];
  return rows.map((row, at) => {
    const own = named[at] ?? [];
    const waits = isClosed && own.length === 0 && isUnnamed(row);
    const next = own.length === 0 && isUnnamed(row) && !isClosed ? nextFree(free, taken) : undefined;
    const covers = next ? take([next]) : own;
    return { cells: row.cells, key: row.key, covers, waits, record: asOne(covers, family) };
  });
};

/** The next record that no row has; those before it are never free again. */
const nextFree = (free: RowRecord[], taken: ReadonlySet<RowRecord>): RowRecord | undefined => {
  while (free[0] && taken.has(free[0])) free.shift();
  return free[0];
};

const asOne = (covers: RowRecord[], family: RowFamily): RowRecord | null =>
  covers.length > 1 ? (family.together?.(covers) ?? null) : (covers[0] ?? null);

const isUnnamed = ({ empty, printed }: Row): boolean => empty && printed.length === 0;

/** Records that say a text in a column: made once, since a table may have hundreds of rows. */
type Index = (id: FieldId, text: string) => RowRecord[];

const indexOf = (family: RowFamily, records: RowRecord[]): Index => {
  const said = new Map<string, RowRecord[]>();
  for (const record of records)
    for (const id of new Set([family.key, ...family.printed]))
      for (const text of [record.answers[id]].flat())
        if (typeof text === 'string' && text !== '') {
          const name = rowName(family, id, text);
          said.set(name, [...(said.get(name) ?? []), record]);
        }
  return (id, text) => said.get(rowName(family, id, text)) ?? [];
};

/** A text of one column, ready to be compared: the same whatever the case, the accents, the spaces. */
export const rowName = (family: RowFamily, id: FieldId, text: string): string => {
  const format = family.columns.find((column) => column.id === id)?.format ?? 'text';
  return `${id} ${fold(meaningOf(text, format))}`;
};

/** Names of the rows on screen: their keys, else what the page prints at their head. */
export const rowNames = (snapshot: FrameSnapshot, recognition: TableRecognition): string[] => {
  const { family } = recognition;
  return rowsOf(snapshot, recognition).flatMap(({ key, printed }) => {
    if (key && key.value.trim() !== '') return keyTexts(key).map((text) => rowName(family, family.key, text));
    return printed.flatMap((text) => family.printed.map((id) => rowName(family, id, text)));
  });
};

/** A chosen item often reads « 130990013 - EHPAD… ». */
const keyTexts = ({ kind, value }: FieldSnapshot): string[] =>
  kind === 'combobox' ? [value, value.split(' ')[0] ?? ''] : [value];

const namedBy = (
  { key, printed }: Row,
  family: RowFamily,
  known: Index,
  taken: ReadonlySet<RowRecord>,
): RowRecord[] => {
  if (key && key.value.trim() !== '') {
    const holders = keyTexts(key).flatMap((text) => known(family.key, text));
    // Two lines of the same name: each row has its own.
    // A key typed twice by mistake must not ask for the same money twice.
    return holders.filter((record) => !taken.has(record)).slice(0, 1);
  }
  const alike = [...new Set(printed.flatMap((text) => family.printed.flatMap((id) => known(id, text))))];
  const free = alike.filter((record) => !taken.has(record));
  return free.length > 1 && !family.together ? [] : free;
};

/** « 3 », « Ligne 3 » or « n° 3 » number a row and name nothing. */
const RANK = /^(?:\p{L}+ )?(?:n° ?)?\d{1,3}$/u;
const TOTAL = /^(?:sous-)?tota(?:l|ux)\b/;

const rowsOf = (snapshot: FrameSnapshot, { table, columns, family }: TableRecognition): Row[] => {
  const inTable = snapshot.fields.filter((field) => field.row?.table === table.key);
  return [...Map.groupBy(inTable, (field) => field.row?.index).values()].flatMap((cells) => {
    const head =
      cells.flatMap(({ texts }) => texts.find(({ source }) => source === 'row')?.text ?? [])[0] ?? '';
    const printed = head.split(' | ').filter((text) => text !== '' && !RANK.test(text));
    if (printed.some((text) => TOTAL.test(fold(text)))) return [];
    const key = cells.find((cell) => columns.get(cell.row?.column ?? -1)?.column.id === family.key) ?? null;
    return [{ cells, key, printed, empty: cells.every(isBlank) }];
  });
};
