import { isRecord } from '@/knowledge/profile/parse';

const idOf = (value: unknown): unknown => (isRecord(value) ? value.id : undefined);

/** The old row of that id, else the one of that rank. */
function counterpart(old: unknown[], byId: Map<unknown, unknown>, item: unknown, rank: number): unknown {
  const id = idOf(item);
  return id === undefined ? old[rank] : byId.get(id);
}

function shareList(old: unknown[], next: unknown[]): unknown[] {
  const byId = new Map(old.map((item) => [idOf(item), item]));
  const shared = next.map((item, rank) => shareNode(counterpart(old, byId, item, rank), item));
  const same = shared.length === old.length && shared.every((item, i) => item === old[i]);
  return same ? old : shared;
}

function shareNode(old: unknown, next: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(next)) return shareList(old, next);
  if (!isRecord(old) || !isRecord(next)) return next;
  const entries = Object.entries(next).map(([key, value]): [string, unknown] => [
    key,
    shareNode(old[key], value),
  ]);
  const same =
    entries.length === Object.keys(old).length && entries.every(([key, value]) => value === old[key]);
  return same ? old : Object.fromEntries(entries);
}

/**
 * What was read again from the database, with the parts that did not change taken from the old
 * one: the rows of a table that are the same object need no new paint.
 */
export const shareUnchanged = <T>(old: T | null | undefined, next: T): T =>
  // The result is equal to `next` part by part, so it has its type.
  shareNode(old, next) as T;
