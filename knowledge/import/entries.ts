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

/** « Code postal et commune » in one cell are two values. */
function spread(id: TargetId, value: unknown): [TargetId, unknown][] {
  if (!id.endsWith('.address.place') || typeof value !== 'object' || value === null) return [[id, value]];
  const list = listOf(id) === 'essms' ? 'essms' : 'organisme';
  return Object.entries(value).map(([key, part]) => [`${list}.address.${key}`, part]);
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
    if (entry.values.has(id) && target.id.endsWith('.place')) continue;
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
        if (!saysNothing(text)) entry.finessText = text;
      } else take(entry, reader, cell);
    }
    return entry;
  });
}
