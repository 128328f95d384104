import { fold } from '@/knowledge/form/words';
import { checkPostcode } from '@/knowledge/identifiers';
import { describePath } from '@/knowledge/profile/labels';
import { gridOf } from './grid';
import { maxLengthOf } from './limits';
import type { Remark, Table, TargetId } from './proposal';
import { badValue, tooLong } from './remarks';
import type { Cell, Sheet } from './table';
import { keysOf, listOf, type Target, targetOf } from './targets';
import { type Reading, readValue, saysNothing, textOf } from './values';

/** One line of a sheet once read, before anything is compared. */
export interface Entry {
  id: string;
  line: number;
  raw: string;
  /** What it says, by target; a value that does not fit is in `blocked`. */
  values: Map<TargetId, unknown>;
  blocked: Map<TargetId, string>;
  remarks: Remark[];
  /** What is written where the FINESS of the establishment is expected. */
  finessText: string;
  /** Values whose first zero, removed by a spreadsheet, was put back. */
  zeros: string[];
}

const labels = new Map<string, string>();

/** « adresse, code postal »: a target as messages name it. */
export function labelOf(id: string): string {
  const known = labels.get(id);
  if (known !== undefined) return known;
  const label = describePath(keysOf(id));
  labels.set(id, label);
  return label;
}

interface Reader {
  index: number;
  target: Target;
  read: (cell: Cell) => Reading;
}

/** Values repeat down a column: each is read once. */
function remembering(target: Target): Reader['read'] {
  const known = new Map<Cell, Reading>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const reading = readValue(target.kind, cell);
    if (known.size < 20_000) known.set(cell, reading);
    return reading;
  };
}

/** An establishment that has no number yet. */
const PENDING =
  /^(?:demande )?(?:en (?:cours|creation|projet|attente)|a (?:venir|creer|demander)|non attribue|sans finess)\b[^\d]*$/;

/** What stands before a number in its own cell: « FINESS ET : 13 099 001 3 ». */
const LABEL = /^(?:(?:n\s?[°º]|num[ée]ro|finess|et|g[ée]ographique)\s*)+:?\s*(?=\d)/i;

/** What is written where a FINESS is expected, empty when it says that there is none. */
function finessTextOf(text: string): string {
  if (/^\d/.test(text)) return text;
  return saysNothing(text) || PENDING.test(fold(text)) ? '' : text.replace(LABEL, '');
}

/** « 12 rue des Lilas, 13400 Aubagne »; the number of a box before the postcode is none. */
const WHOLE_ADDRESS = /^(.+?)(?<!\b(?:BP|CS|TSA|n°))[\s,;–-]+(\d{5})\s+(\p{L}[\p{L}\s'’.-]*\d{0,2})$/isu;

/** Parts of an address written in one cell: a street and a place, or a postcode and a commune. */
function partsOf(id: TargetId, value: unknown): [string, unknown][] {
  if (id.endsWith('.address.place') && typeof value === 'object' && value !== null)
    return Object.entries(value);
  if (typeof value !== 'string' || !id.endsWith('.address.street') || !/\d{5}\s/.test(value)) return [];
  const [, street, code = '', commune] = WHOLE_ADDRESS.exec(value) ?? [];
  const { ok, value: postcode } = checkPostcode(code);
  return ok ? Object.entries({ street, postcode, commune }) : [];
}

/** The values of a cell, each under its target. */
function spread(id: TargetId, value: unknown): [TargetId, unknown][] {
  const list = listOf(id) === 'essms' ? 'essms' : 'organisme';
  const parts = partsOf(id, value);
  return parts.length === 0 ? [[id, value]] : parts.map(([key, part]) => [`${list}.address.${key}`, part]);
}

function take(entry: Entry, { target, read }: Reader, cell: Cell): void {
  const reading = read(cell);
  if (reading === null) return;
  if (!reading.ok) {
    entry.remarks.push(badValue(reading.code, target.id, labelOf(target.id), reading.reason));
    return;
  }
  if (reading.lostZero) entry.zeros.push(labelOf(target.id));
  for (const [id, value] of spread(target.id, reading.value)) {
    // A column of its own says it better, wherever it stands.
    if (entry.values.has(id) && id !== target.id) continue;
    const max = maxLengthOf(id);
    if (typeof value === 'string' && value.length > max) {
      entry.remarks.push(tooLong(id, labelOf(id), value.length, max));
      entry.blocked.set(id, value);
    } else if (value !== '') entry.values.set(id, value);
  }
}

/** What a line says, as written, short enough for a list of refusals. */
const rawOf = (row: readonly Cell[]): string =>
  row
    .flatMap((cell) => (cell === null || cell === '' ? [] : [textOf(cell).trim()]))
    .join(' ; ')
    .slice(0, 300);

/** Reads the lines of a table; ids start with `prefix`, unique among the tables of an import. */
export function readEntries(sheet: Sheet, table: Table, prefix = 'l'): Entry[] {
  const grid = gridOf(sheet, table);
  const readers = table.columns.flatMap(({ index, target: id }): Reader[] => {
    const target = targetOf(id);
    return target ? [{ index, target, read: remembering(target) }] : [];
  });
  return table.rows.map((rank) => {
    const row = grid[rank] ?? [];
    const entry: Entry = {
      id: `${prefix}${rank + 1}`,
      line: rank + 1,
      raw: rawOf(row),
      values: new Map(),
      blocked: new Map(),
      remarks: [],
      finessText: '',
      zeros: [],
    };
    for (const reader of readers) {
      const cell = row[reader.index] ?? null;
      if (reader.target.id === 'essms.finess') {
        const text = textOf(cell).trim();
        entry.finessText = finessTextOf(text);
      } else take(entry, reader, cell);
    }
    return entry;
  });
}
