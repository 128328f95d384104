import { isBlank } from './align';
import { sameMeaning } from './format';
import type { JournalEntry } from './journal';
import type { Merge, PlannedField } from './plan';
import { signatureOf } from './signature';

/** Names a field from one load of the page to the next: its signature, and its record in a table. */
export const writtenKey = ({ field, row }: Pick<PlannedField, 'field' | 'row'>): string =>
  `${signatureOf(field)} ${row?.recordId ?? ''}`;

/** A write that the page kept, and that nobody undid. */
const KEPT = new Set<JournalEntry['status']>(['verified', 'reformatted']);

/**
 * What the assistant last wrote, by `writtenKey`, from the entries of the fills of one step, latest
 * fill first. Fields that cannot be told apart are left out.
 */
export const lastWritten = (fills: readonly (readonly JournalEntry[])[]): Map<string, string> => {
  const written = new Map<string, string>();
  for (const entries of fills) {
    const own = Map.groupBy(
      entries.filter(({ status, signature }) => KEPT.has(status) && signature !== ''),
      ({ signature, rowId }) => `${signature} ${rowId}`,
    );
    for (const [key, group] of own) {
      const elements = new Set(group.map(({ frameId, ref }) => `${frameId}:${ref}`));
      const last = group.at(-1);
      if (!written.has(key) && last && elements.size === 1) written.set(key, last.after);
    }
  }
  return written;
};

/**
 * Says who moved since the assistant last wrote: the page, the grappe, both, or nobody knows. A field
 * emptied since is no longer one to fill: refilling it would undo what the person did.
 */
export const withMerge = (
  fields: readonly PlannedField[],
  written: ReadonlyMap<string, string>,
  here?: ReadonlySet<string>,
): PlannedField[] => {
  const known = keptBases(fields, written, here);
  return fields.map((planned) => {
    const { state, instruction } = planned;
    if (!instruction || (state !== 'different' && state !== 'to-fill')) return planned;
    const base = known.get(planned);
    if (base === undefined) return state === 'different' ? { ...planned, merge: 'never-written' } : planned;
    return { ...planned, state: 'different', merge: mergeOf(planned, base, instruction.text) };
  });
};

const mergeOf = ({ field, format }: PlannedField, base: string, wanted: string): Merge => {
  const pageKept = sameMeaning(field.value, base, format, field.kind);
  const grappeKept = sameMeaning(wanted, base, format, field.kind);
  if (pageKept) return 'profile-changed';
  return grappeKept ? 'page-changed' : 'both-changed';
};

/** So many fields emptied at once were not emptied by hand. */
const RESET = 3;

type Bases = Map<PlannedField, string>;

/** The base of each field that only one bears the key of. */
const basesOf = (fields: readonly PlannedField[], written: ReadonlyMap<string, string>): Bases => {
  const bases: Bases = new Map();
  if (written.size === 0) return bases;
  for (const [key, group] of Map.groupBy(fields, writtenKey)) {
    const [planned] = group;
    const base = written.get(key);
    if (planned && base !== undefined && group.length === 1) bases.set(planned, base);
  }
  return bases;
};

/** The bases, without those of emptied fields where the page is not the draft that was filled. */
const keptBases = (
  fields: readonly PlannedField[],
  written: ReadonlyMap<string, string>,
  here: ReadonlySet<string> | undefined,
): Bases => {
  const bases = basesOf(fields, written);
  const lost = lostDraft(bases, here);
  if (lost === null) return bases;
  return new Map([...bases].filter(([one]) => !isBlank(one.field) || (lost === 'others' && isOf(here, one))));
};

const isOf = (here: ReadonlySet<string> | undefined, one: PlannedField): boolean =>
  here?.has(writtenKey(one)) ?? false;

/**
 * Whether most of what was written is gone. A field or two may have been emptied by hand, not most of
 * many: nothing was saved (`all`). In another load (`others`) a page that does not hold most of what
 * was written is another draft.
 */
const lostDraft = (bases: Bases, here: ReadonlySet<string> | undefined): 'all' | 'others' | null => {
  const lost = [...bases.keys()].filter((one) => isBlank(one.field));
  const kept = [...bases].filter(([one, base]) =>
    sameMeaning(one.field.value, base, one.format, one.field.kind),
  );
  if (lost.length >= RESET && lost.length > kept.length) return 'all';
  const elsewhere = here === undefined ? [] : lost.filter((one) => !isOf(here, one));
  return elsewhere.length > kept.length ? 'others' : null;
};

/**
 * What was written that says nothing of the draft on screen: `all` of it, what was written in `others`
 * loads of the page, or nothing (null). To be asked before anything is written.
 */
export const otherDraft = (
  fields: readonly PlannedField[],
  written: ReadonlyMap<string, string>,
  here: ReadonlySet<string>,
): 'all' | 'others' | null => lostDraft(basesOf(fields, written), here);
