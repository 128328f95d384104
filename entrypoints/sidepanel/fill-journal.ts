import { sameMeaning } from '@/knowledge/form/format';
import type { JournalEntry } from '@/knowledge/form/journal';
import { type Outcome, outcomeOf } from '@/knowledge/form/outcome';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import { signatureOf } from '@/knowledge/form/signature';
import type { ReadBack, WriteResult } from '@/knowledge/form/write';

/** A field being written: as reviewed, as journaled, and what the page answered. */
export interface Writing {
  planned: PlannedField;
  entry: JournalEntry;
  result?: WriteResult | undefined;
}

/** A write once judged; the entry is null when the value did not move. */
export interface Judged {
  outcome: Outcome;
  entry: JournalEntry | null;
  /** The field as it stands in the page now: a page may build its elements again. */
  planned: PlannedField;
}

/** What is journaled of a field before it is written. */
export const entryOf = (planned: PlannedField, pass: number): JournalEntry => {
  const { frameId, field, format, instruction, row, sensitive, driver } = planned;
  return {
    frameId,
    ref: field.ref,
    fingerprint: field.fingerprint,
    kind: field.kind,
    label: field.label.slice(0, 400),
    format,
    guard: instruction?.guard ?? null,
    before: field.value,
    after: instruction?.text ?? field.value,
    pass,
    signature: signatureOf(field),
    rowId: row?.recordId ?? '',
    fieldId: planned.id ?? '',
    status: 'planned',
    at: new Date().toISOString(),
    sensitive,
    driver,
  };
};

type Held = ReadonlyMap<string, ReadBack>;

/** What fields hold once the page is quiet, by key. */
export const looked = async (
  page: { readBack(frameId: number, refs: string[], atLeast: number): Promise<ReadBack[]> },
  fields: readonly PlannedField[],
  atLeast: number,
): Promise<Held> => {
  const byFrame = [...Map.groupBy(fields, ({ frameId }) => frameId)];
  const held = await Promise.all(
    byFrame.map(async ([frameId, group]) => {
      const refs = group.map(({ field }) => field.ref);
      return (await page.readBack(frameId, refs, atLeast)).map(
        (one) => [`${frameId}:${one.ref}`, one] as const,
      );
    }),
  );
  return new Map(held.flat());
};

/** Says what became of a write, and what undo will need. */
export const judge = ({ planned, entry, result }: Writing, held: Held, seen: Found): Judged | null => {
  if (!result) return null;
  const read = held.get(planned.key) ?? null;
  const moved = read?.present === false ? seen.again(planned) : null;
  const now = moved
    ? { ref: moved.field.ref, present: true, value: moved.field.value, error: moved.field.error }
    : read;
  const { key, field, format, instruction } = moved
    ? { ...moved, instruction: planned.instruction }
    : planned;
  const wanted = { key, label: field.label, kind: field.kind, format, wanted: instruction?.text ?? '' };
  const outcome = outcomeOf(wanted, result, now);
  return {
    outcome,
    planned: moved ?? planned,
    entry: movedEntry(entry, result, outcome, now?.present === false),
  };
};

/** The entry as the page answered it, or null when the value did not move. */
const movedEntry = (
  entry: JournalEntry,
  result: WriteResult,
  outcome: Outcome,
  gone: boolean,
): JournalEntry | null => {
  const { before, after, status } = result;
  const now = gone ? entry.after : status === 'written' ? outcome.value : after;
  if (now === before) return null;
  const ref = outcome.key.slice(outcome.key.indexOf(':') + 1);
  // What means something else is not ours: the page or the person put it there, and undo leaves it.
  const ours = sameMeaning(now, entry.after, entry.format, entry.kind);
  return { ...entry, ref, before, after: ours ? now : entry.after, status: outcome.kind };
};

/** Fields of a review, found again after the page built its elements anew. */
export interface Found {
  byKey: ReadonlyMap<string, PlannedField>;
  /** The only field that looks like that one, in the same row of the profile; else null. */
  again(planned: PlannedField): PlannedField | null;
}

const faceOf = ({ frameId, field, row }: PlannedField): string =>
  `${frameId} ${row?.recordId ?? ''} ${field.fingerprint}`;

/** Prepares a review to be searched, once for thousands of fields. */
export const foundIn = ({ fields }: Review): Found => {
  const byKey = new Map(fields.map((planned) => [planned.key, planned]));
  let byFace: Map<string, PlannedField[]> | undefined;
  return {
    byKey,
    again: (planned) => {
      byFace ??= Map.groupBy(fields, faceOf);
      const alike = byFace.get(faceOf(planned)) ?? [];
      return alike.length === 1 ? (alike[0] ?? null) : null;
    },
  };
};

/**
 * What the page filled, changed or took away by itself while a pass was written, as entries to put
 * back with it; never a field the person acted in meanwhile (`touched`, keys).
 */
export const consequencesOf = (
  before: Review,
  seen: Found,
  { written, touched, pass }: { written: readonly Writing[]; touched: ReadonlySet<string>; pass: number },
): JournalEntry[] => {
  const ours = new Set(written.map(({ planned }) => planned.key));
  return before.fields.flatMap((planned) => {
    if (ours.has(planned.key) || planned.state === 'yours' || planned.field.kind === 'locked') return [];
    const now = seen.byKey.get(planned.key) ?? seen.again(planned);
    if (touched.has(now?.key ?? planned.key)) return [];
    const after = now?.field.value ?? '';
    if (after === planned.field.value) return [];
    const entry = entryOf(planned, pass);
    return [{ ...entry, ref: now?.field.ref ?? entry.ref, guard: null, after, status: 'by-page' as const }];
  });
};

/** A page may have changed a value after it was verified, or refused it late. */
export const settledOutcome = ({ outcome, planned }: Judged, now: ReadBack | undefined): Outcome => {
  const isGood = outcome.kind === 'verified' || outcome.kind === 'reformatted';
  if (!now?.present || !isGood) return outcome;
  if (now.error !== '')
    return { ...outcome, kind: 'refused', message: `Le portail signale : « ${now.error} »` };
  if (sameMeaning(now.value, outcome.value, planned.format, planned.field.kind)) return outcome;
  const message = 'Le portail a changé la valeur après le remplissage : à vérifier.';
  return { ...outcome, kind: 'changed-by-page', value: now.value, message };
};
