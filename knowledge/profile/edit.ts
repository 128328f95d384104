import { isRecord } from './parse';
import type { Profile, ValueSource } from './schema';

/**
 * Every change of a grappe, whoever makes it (a field, the table, an import, an undo), is a list of
 * edits. An edit says what it expects to find, so that two windows, or an undo that comes too late,
 * never write over what somebody else wrote.
 */

/**
 * Keys from the root of a profile; a row of a list is named by its id:
 * `['essms', 'e12', 'address', 'postcode']`, `['project', 'expenses', 'l1', 'amountCents']`.
 */
export type EditPath = readonly string[];

/** `before` and `after` are JSON values; `undefined` stands for a key that is absent. */
export interface SetEdit {
  kind: 'set';
  path: EditPath;
  before: unknown;
  after: unknown;
}

/** Adds or removes a row; `path` is that of the list, `at` the rank of the row in it. */
export interface RowEdit {
  kind: 'insert' | 'remove';
  path: EditPath;
  at: number;
  row: { id: string };
}

export type Edit = SetEdit | RowEdit;

/** Equality of JSON values, the order of keys apart. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

const rowAt = (list: unknown[], id: string): number =>
  list.findIndex((row) => isRecord(row) && row.id === id);

/** What a profile, or a part of it, holds at a path; undefined when there is nothing there. */
export function valueAt(root: unknown, path: EditPath): unknown {
  return path.reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node[rowAt(node, key)];
    return isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  }, root);
}

/** Raised inside when an edit does not find what it expects. */
class Conflict extends Error {}

/** A copy of `node` with the value at `path` replaced; what is not on the path is shared. */
function replace(node: unknown, path: EditPath, change: (old: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(node);
  if (Array.isArray(node)) {
    const at = rowAt(node, key);
    if (at < 0) throw new Conflict();
    return node.with(at, replace(node[at], rest, change));
  }
  if (!isRecord(node)) throw new Conflict();
  const value = replace(Object.hasOwn(node, key) ? node[key] : undefined, rest, change);
  const { [key]: _old, ...others } = node;
  // The order of keys is kept: a profile undone is written as it was.
  if (value === undefined) return others;
  return Object.hasOwn(node, key) ? { ...node, [key]: value } : { ...others, [key]: value };
}

function changeList(edit: RowEdit, list: unknown): unknown {
  if (!Array.isArray(list)) throw new Conflict();
  const at = rowAt(list, edit.row.id);
  if (edit.kind === 'insert') {
    if (at >= 0) throw new Conflict();
    return list.toSpliced(Math.min(edit.at, list.length), 0, edit.row);
  }
  if (at < 0 || !sameJson(list[at], edit.row)) throw new Conflict();
  return list.toSpliced(at, 1);
}

function applyOne(profile: unknown, edit: Edit): unknown {
  return replace(profile, edit.path, (old) => {
    if (edit.kind !== 'set') return changeList(edit, old);
    if (!sameJson(old, edit.before) && !sameJson(old, edit.after)) throw new Conflict();
    return edit.after;
  });
}

/** Several rows added at the end of one list, in one copy of it: an import of 5,000 stays quick. */
function applyInserts(profile: unknown, path: EditPath, edits: RowEdit[]): unknown {
  return replace(profile, path, (list) => {
    if (!Array.isArray(list)) throw new Conflict();
    const ids = new Set(list.map((row) => (isRecord(row) ? row.id : undefined)));
    for (const { row } of edits) {
      if (ids.has(row.id)) throw new Conflict();
      ids.add(row.id);
    }
    const rows: unknown[] = [...list];
    for (const { at, row } of edits) rows.splice(Math.min(at, rows.length), 0, row);
    return rows;
  });
}

const samePath = (a: EditPath, b: EditPath): boolean =>
  a.length === b.length && a.every((key, i) => key === b[i]);

/** Edits in the order given, consecutive inserts into one list taken together. */
function* groups(edits: readonly Edit[]): Generator<Edit | RowEdit[]> {
  for (let i = 0; i < edits.length; ) {
    const edit = edits[i];
    if (edit === undefined) return;
    const run: RowEdit[] = [];
    for (let next = edits[i]; next?.kind === 'insert' && samePath(next.path, edit.path); next = edits[i]) {
      run.push(next);
      i += 1;
    }
    if (run.length === 0) i += 1;
    yield run.length === 0 ? edit : run;
  }
}

/** Result of a list of edits: the new profile, or the edits that did not find what they expected. */
export type EditOutcome = { ok: true; profile: Profile } | { ok: false; conflicts: Edit[] };

/**
 * Applies all the edits, or none: an edit that finds another value than the one it expects (or the
 * one it writes) is a conflict. The result is typed as a profile but must still be parsed before it
 * is stored: values come from people and files.
 */
export function applyEdits(profile: Profile, edits: readonly Edit[]): EditOutcome {
  let current: unknown = profile;
  const conflicts: Edit[] = [];
  for (const group of groups(edits)) {
    try {
      current = Array.isArray(group)
        ? applyInserts(current, group[0]?.path ?? [], group)
        : applyOne(current, group);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      conflicts.push(...(Array.isArray(group) ? group : [group]));
    }
  }
  // Nothing is parsed here: this runs at each key press, the store parses before it writes.
  return conflicts.length > 0 ? { ok: false, conflicts } : { ok: true, profile: current as Profile };
}

/** The edits that put things back as they were before these. */
export const invertEdits = (edits: readonly Edit[]): Edit[] =>
  edits.toReversed().map((edit) => {
    if (edit.kind === 'set') return { ...edit, before: edit.after, after: edit.before };
    return { ...edit, kind: edit.kind === 'insert' ? 'remove' : 'insert' };
  });

/** Rows that keep the source of each of their values, and the length of the path to one. */
const SOURCED: Record<string, number> = { organismes: 2, essms: 2, bank: 1 };

/** Where the source of a value is kept: the record of its row, and its key there; null when nowhere. */
function sourcePath(path: EditPath): EditPath | null {
  const depth = SOURCED[path[0] ?? ''];
  if (depth === undefined || path.length <= depth || path[depth] === 'sources') return null;
  return [...path.slice(0, depth), 'sources', path.slice(depth).join('.')];
}

/**
 * The edits that write one value, none when it is already there. `source` says where it comes from;
 * a value typed by the user has none, and loses the one of the value it replaces.
 */
export function setValue(profile: Profile, path: EditPath, after: unknown, source?: ValueSource): Edit[] {
  const before = valueAt(profile, path);
  if (sameJson(before, after)) return [];
  const edits: Edit[] = [{ kind: 'set', path, before, after }];
  const kept = sourcePath(path);
  if (kept === null) return edits;
  const old = valueAt(profile, kept);
  return sameJson(old, source) ? edits : [...edits, { kind: 'set', path: kept, before: old, after: source }];
}

/** The edits that only change the source of a value, once a register has confirmed it. */
export function setSource(profile: Profile, path: EditPath, source: ValueSource): Edit[] {
  const kept = sourcePath(path);
  if (kept === null) return [];
  const before = valueAt(profile, kept);
  return sameJson(before, source) ? [] : [{ kind: 'set', path: kept, before, after: source }];
}

/** The edits that add rows, in this order, at the end of a list or from a rank on. */
export function insertRows(
  profile: Profile,
  path: EditPath,
  rows: readonly { id: string }[],
  from?: number,
): Edit[] {
  const list = valueAt(profile, path);
  const start = from ?? (Array.isArray(list) ? list.length : 0);
  return rows.map((row, i) => ({ kind: 'insert', path, at: start + i, row }));
}

/** The edit that removes a row, or none when it is not there. */
export function removeRow(profile: Profile, path: EditPath, id: string): Edit[] {
  const list = valueAt(profile, path);
  if (!Array.isArray(list)) return [];
  const at = rowAt(list, id);
  return at < 0 ? [] : [{ kind: 'remove', path, at, row: list[at] }];
}
