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

/**
 * A profile being changed: what an edit touches is copied the first time only, the rest is shared
 * with the profile it starts from. An import of 5,000 rows stays quick.
 */
class Draft {
  #root: unknown;
  readonly #copies = new WeakSet<object>();
  /** Rank of each row by id, in the lists that were copied. */
  readonly #ranks = new WeakMap<unknown[], Map<unknown, number>>();

  constructor(root: unknown) {
    this.#root = root;
  }

  get value(): unknown {
    return this.#root;
  }

  apply(edit: Edit): void {
    this.#root = this.#replace(this.#root, edit.path, (old) =>
      edit.kind === 'set' ? setAt(edit, old) : this.#changeList(edit, old),
    );
  }

  /** `node` with the value at `path` replaced. */
  #replace(node: unknown, path: EditPath, change: (old: unknown) => unknown): unknown {
    const [key, ...rest] = path;
    if (key === undefined) return change(node);
    if (Array.isArray(node)) {
      const list = this.#ownList(node);
      const at = this.#rankOf(list, key);
      if (at < 0) throw new Conflict();
      list[at] = this.#replace(list[at], rest, change);
      return list;
    }
    if (!isRecord(node)) throw new Conflict();
    const value = this.#replace(Object.hasOwn(node, key) ? node[key] : undefined, rest, change);
    const record = this.#copies.has(node) ? node : this.#own({ ...node });
    // A key that stays keeps its place: a profile undone is written as it was.
    if (value === undefined) delete record[key];
    else record[key] = value;
    return record;
  }

  #changeList(edit: RowEdit, old: unknown): unknown[] {
    if (!Array.isArray(old)) throw new Conflict();
    const list = this.#ownList(old);
    const at = this.#rankOf(list, edit.row.id);
    if (edit.kind === 'remove') {
      if (at < 0 || !sameJson(list[at], edit.row)) throw new Conflict();
      list.splice(at, 1);
      this.#ranks.delete(list);
      return list;
    }
    if (at >= 0) throw new Conflict();
    if (edit.at < list.length) this.#ranks.delete(list);
    else this.#ranks.get(list)?.set(edit.row.id, list.length);
    list.splice(edit.at, 0, edit.row);
    return list;
  }

  #own<T extends object>(copy: T): T {
    this.#copies.add(copy);
    return copy;
  }

  #ownList(list: unknown[]): unknown[] {
    return this.#copies.has(list) ? list : this.#own([...list]);
  }

  #rankOf(list: unknown[], id: string): number {
    let ranks = this.#ranks.get(list);
    if (ranks === undefined) {
      ranks = new Map(list.map((row, at) => [isRecord(row) ? row.id : undefined, at]));
      this.#ranks.set(list, ranks);
    }
    return ranks.get(id) ?? -1;
  }
}

function setAt(edit: SetEdit, old: unknown): unknown {
  if (!sameJson(old, edit.before) && !sameJson(old, edit.after)) throw new Conflict();
  return edit.after;
}

/** Result of a list of edits: the new profile, or the edits that did not find what they expected. */
export type EditOutcome = { ok: true; profile: Profile } | { ok: false; conflicts: Edit[] };

/**
 * Applies all the edits, or none: an edit that finds another value than the one it expects (or the
 * one it writes) is a conflict. The result is typed as a profile but must still be parsed before it
 * is stored: values come from people and files.
 */
export function applyEdits(profile: Profile, edits: readonly Edit[]): EditOutcome {
  const draft = new Draft(profile);
  const conflicts: Edit[] = [];
  for (const edit of edits) {
    try {
      draft.apply(edit);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      conflicts.push(edit);
    }
  }
  // Nothing is parsed here: this runs at each key press, the store parses before it writes.
  return conflicts.length > 0 ? { ok: false, conflicts } : { ok: true, profile: draft.value as Profile };
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
 * a value typed by the user has none, and loses the one of the value it replaces. `before` is what
 * the user saw, when that is no longer what the profile holds.
 */
export function setValue(
  profile: Profile,
  path: EditPath,
  after: unknown,
  source?: ValueSource,
  before = valueAt(profile, path),
): Edit[] {
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
