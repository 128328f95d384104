import type { CallKind } from './personal-rows';

/**
 * A call while it is being described: what the form holds, right or wrong, in the shape of the schema
 * that judges it when it is saved.
 */
export type Draft = Readonly<Record<string, unknown>>;
export type DraftPath = readonly (string | number)[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path; undefined when there is none. */
export const valueIn = (draft: unknown, path: DraftPath): unknown =>
  path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    draft,
  );

function placed(inside: unknown, [key, ...rest]: DraftPath, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const rows = Array.isArray(inside) ? inside : [];
    return rows.with(key, placed(rows[key], rest, value));
  }
  const row = isRecord(inside) ? inside : {};
  return { ...row, [key]: placed(row[key], rest, value) };
}

/** The draft with another value at a path; undefined empties it. */
export const withValue = (draft: Draft, path: DraftPath, value: unknown): Draft => {
  const next = placed(draft, path, value);
  return isRecord(next) ? next : draft;
};

/** The rows of a list of the draft. */
export const rowsIn = (draft: Draft, path: DraftPath): unknown[] => {
  const rows = valueIn(draft, path);
  return Array.isArray(rows) ? rows : [];
};

/** Without what was left empty: a value that nobody gave is absent. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((row) => pruned(row) ?? {});
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .map(([key, one]): [string, unknown] => [key, pruned(one)])
    .filter(
      ([key, one]) => one !== undefined && !(key === 'value' && Array.isArray(one) && one.length === 0),
    );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const unspaced = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** A number typed in French; the text itself when it is none, for the schema to refuse. */
function typedNumber(text: string, scale: number): unknown {
  const digits = unspaced(text)
    .replace(/(?:€|%)$/, '')
    .replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(digits)
    ? Number((Number(digits) * scale).toFixed(scale < 1 ? 6 : 3))
    : text;
}

/** What a text typed in a control becomes; undefined when nothing was typed. */
export function typedIn(kind: CallKind, text: string): unknown {
  if (text.trim() === '') return undefined;
  switch (kind) {
    case 'count':
      return typedNumber(text, 1);
    case 'cents':
      return typedNumber(text, 100);
    case 'percent':
      return typedNumber(text, 0.01);
    case 'lines':
      return text.split('\n').filter((line) => line.trim() !== '');
    default:
      return text;
  }
}

const inFrench = (value: number): string => String(Number(value.toFixed(6))).replace('.', ',');

/** The text of a control that holds a value. */
export function textIn(kind: CallKind, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value !== 'number') return String(value);
  if (kind === 'cents') return inFrench(value / 100);
  return inFrench(kind === 'percent' ? value * 100 : value);
}

/** An id made of a title, that none of these has: « appel-paca-2028 ». */
export function idFrom(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const root = words || 'appel';
  let [id, rank] = [root, 1];
  while (taken.has(id)) {
    rank += 1;
    id = `${root}-${rank}`;
  }
  return id;
}
