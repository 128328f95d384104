import { formatDay } from '@/knowledge/profile/format';
import type { Correction } from './correction';
import { dictionary, type Entry } from './dictionary';
import { likenessOf, signatureOf } from './signature';
import type { FieldSnapshot } from './snapshot';

/** What a person said of a field, and how sure that is. */
export interface Said {
  /** The datum, or null: « leave it alone ». */
  fieldId: string | null;
  confidence: number;
  evidence: string;
  /** Said of this very field, not of one that looks the same. */
  exact: boolean;
}

/** Corrections by signature and by likeness, the latest first: made once for a frame. */
export interface Corrections {
  bySignature: ReadonlyMap<string, Correction>;
  byLikeness: ReadonlyMap<string, Correction>;
}

/** Prepares corrections for `saidOf`; of two that speak of the same field, the later decides. */
export const indexOf = (corrections: readonly Correction[]): Corrections => {
  const inOrder = corrections.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    bySignature: new Map(inOrder.map((one) => [one.signature, one])),
    byLikeness: new Map(inOrder.map((one) => [one.likeness, one])),
  };
};

/** What a person said of a field: of itself first, else of one with the same words. */
export const saidOf = (field: FieldSnapshot, { bySignature, byLikeness }: Corrections): Said | null => {
  if (bySignature.size === 0) return null;
  const own = bySignature.get(signatureOf(field));
  if (own)
    return {
      fieldId: own.fieldId,
      confidence: 1,
      evidence: `vous l’avez dit le ${formatDay(own.at.slice(0, 10))}`,
      exact: true,
    };
  const like = byLikeness.get(likenessOf(field));
  if (!like) return null;
  return {
    fieldId: like.fieldId,
    confidence: 0.9,
    evidence: `comme « ${like.label} » que vous avez corrigé`,
    exact: false,
  };
};

/** Entries of the dictionary by id: two may share one, for two kinds of field. */
export const entriesOf = (id: string): Entry[] => dictionary.filter((entry) => entry.id === id);
