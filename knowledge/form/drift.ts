import { z } from 'zod';
import { isColumn, signatureOf } from './signature';
import type { FieldSnapshot } from './snapshot';

const seenField = z.object({
  /** Visits of the step the field was seen in, the first and the last of them, counted from 1. */
  visits: z.number().int().min(1),
  first: z.number().int().min(1),
  last: z.number().int().min(1),
  /** It came or went while the person answered: it hangs on another answer. */
  conditional: z.boolean(),
});

/** What is remembered of a step: which fields, in how many visits. No value. Instants are ISO. */
export const stepMemory = z.object({
  key: z.string().min(1).max(500),
  visits: z.number().int().min(1),
  /** Start and last sight of the present visit, and last sight of the one before (empty: none). */
  startedAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  previousAt: z.union([z.literal(''), z.iso.datetime()]),
  filled: z.boolean(),
  fields: z.record(z.string().max(400), seenField),
});
export type StepMemory = z.infer<typeof stepMemory>;

/** Looking again within this time is the same visit. */
const VISIT_MS = 10 * 60_000;
/** A field that comes later than this in a visit was called by an answer, not by the loading. */
const SETTLED_MS = 10_000;
/** Most fields remembered of one step. */
const MAX_FIELDS = 1000;

const elapsed = (from: string, to: string): number => Date.parse(to) - Date.parse(from);
const isSameVisit = ({ lastAt }: StepMemory, at: string): boolean => elapsed(lastAt, at) < VISIT_MS;

/**
 * The memory of a step once it was seen with these fields (their `signatureOf`) at that instant.
 * Columns of tables are left out: rows come and go.
 */
export const remembered = (
  known: StepMemory | null,
  {
    key,
    signatures,
    at,
    filled,
  }: { key: string; signatures: readonly string[]; at: string; filled: boolean },
): StepMemory => {
  const step = known === null ? firstVisit(key, at) : isSameVisit(known, at) ? known : nextVisit(known, at);
  const late = elapsed(step.startedAt, at) > SETTLED_MS;
  const now = new Set(signatures.filter((one) => !isColumn(one)).map(fieldKey));
  const fields = Object.fromEntries(
    Object.entries(step.fields).map(([name, field]) => {
      const left = field.last === step.visits && !now.has(name);
      return [name, left ? { ...field, conditional: true } : field];
    }),
  );
  for (const name of now) {
    const field = fields[name];
    if (field?.last === step.visits) continue;
    if (!field && Object.keys(fields).length >= MAX_FIELDS) break;
    fields[name] = {
      visits: (field?.visits ?? 0) + 1,
      first: field?.first ?? step.visits,
      last: step.visits,
      conditional: late || (field?.conditional ?? false),
    };
  }
  return { ...step, lastAt: at, filled: step.filled || filled, fields };
};

const firstVisit = (key: string, at: string): StepMemory => ({
  key,
  visits: 1,
  startedAt: at,
  lastAt: at,
  previousAt: '',
  filled: false,
  fields: {},
});

const nextVisit = (known: StepMemory, at: string): StepMemory => ({
  ...known,
  visits: known.visits + 1,
  startedAt: at,
  previousAt: known.lastAt,
});

/** Locked or not, a list or a box: the same field. */
const fieldKey = (signature: string): string => signature.slice(signature.indexOf('|') + 1);

/** What was known of a step before the present visit; null when this is the first. */
export const beforeVisit = (memory: StepMemory, at: string): StepMemory | null => {
  if (!isSameVisit(memory, at)) return memory;
  if (memory.visits === 1) return null;
  const fields = Object.entries(memory.fields)
    .filter(([, { first }]) => first < memory.visits)
    .map(([name, field]) => {
      const here = field.last === memory.visits;
      return [name, here ? { ...field, visits: field.visits - 1 } : field];
    });
  return {
    ...memory,
    visits: memory.visits - 1,
    lastAt: memory.previousAt,
    fields: Object.fromEntries(fields),
  };
};

/** How a step changed: labels of the fields that came, words of those that left, last earlier visit (ISO). */
export interface Drift {
  added: string[];
  removed: string[];
  since: string;
}

/**
 * Compares the step on screen with what was known of it before this visit, or null when nothing is
 * worth saying. Conditional fields must not cry wolf: a field left only when it was there at every
 * earlier visit, two at least, and never came or went while the person answered; a field is new only
 * on a step seen twice, or filled once, and outside tables. To be asked once per visit, on a step
 * that finished loading: what comes later was called by an answer. In a `fresh` draft, nothing answered
 * yet, a field that left alone may wait for its answer; one that gave way to another did change.
 */
export const driftOf = (
  known: StepMemory | null,
  fields: readonly FieldSnapshot[],
  fresh = false,
): Drift | null => {
  if (known === null || fields.length === 0) return null;
  const here = new Map(fields.map((field) => [fieldKey(signatureOf(field)), field]));
  const trusted = known.visits >= 2 || known.filled;
  const added = [...here].filter(([name, field]) => trusted && field.row === null && !known.fields[name]);
  const removed = Object.entries(known.fields).filter(
    ([name, { visits, conditional }]) =>
      known.visits >= 2 && visits === known.visits && !conditional && !here.has(name),
  );
  if (added.length === 0 && (removed.length === 0 || fresh)) return null;
  return {
    added: added.map(([, { label }]) => label),
    removed: removed.map(([name]) => name.split('|')[1] ?? ''),
    since: known.lastAt,
  };
};
