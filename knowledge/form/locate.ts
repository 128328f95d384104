import { sameMeaning } from './format';
import type { JournalEntry } from './journal';
import type { PlannedField, Review } from './plan';
import { signatureOf } from './signature';

/** Finds what the journal speaks of in the page as it is now. */
export type Locate = (entry: JournalEntry) => PlannedField | null;

/**
 * Prepares a review to be searched for journaled fields. The very element first; else, when the step
 * built its elements again, the only field with that face in the row of that record. `otherLoad`: the
 * page was loaded again since, so references and faces mean nothing: only a signature that a single
 * field of the row bears, and only while it still holds what was written there, or what was there
 * before (the portal may not have saved) — anything else may belong to another demande.
 */
export const locator = ({ fields }: Review, otherLoad: boolean): Locate => {
  const byKey = new Map(fields.map((planned) => [planned.key, planned]));
  const rowOf = ({ row }: PlannedField) => row?.recordId ?? '';
  const byFace = Map.groupBy(fields, (one) => `${one.frameId} ${rowOf(one)} ${one.field.fingerprint}`);
  const bySignature = Map.groupBy(fields, (one) => `${rowOf(one)} ${signatureOf(one.field)}`);
  const onlyOf = (alike: PlannedField[] | undefined) => (alike?.length === 1 ? (alike[0] ?? null) : null);
  if (otherLoad)
    return (entry) => {
      const found = onlyOf(bySignature.get(`${entry.rowId} ${entry.signature}`));
      return found &&
        entry.signature !== '' &&
        (holds(found, entry.after, entry) || holds(found, entry.before, entry))
        ? found
        : null;
    };
  return (entry) => {
    const same = byKey.get(`${entry.frameId}:${entry.ref}`);
    if (same?.field.fingerprint === entry.fingerprint) return same;
    return onlyOf(byFace.get(`${entry.frameId} ${entry.rowId} ${entry.fingerprint}`));
  };
};

/** The field means that text now. */
export const holds = ({ field }: PlannedField, text: string, { format, kind }: JournalEntry): boolean =>
  field.value === text || sameMeaning(field.value, text, format, kind);
