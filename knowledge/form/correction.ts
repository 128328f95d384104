import { z } from 'zod';
import { dictionary } from './dictionary';
import { families } from './rows';
import { likenessOfSignature } from './signature';

/**
 * What a person said a field asks, by pointing at it once. Holds the words of the page and never a
 * value, so that a file of corrections can be shared.
 */
export const correction = z.object({
  /** `signatureOf` the field pointed at. */
  signature: z.string().min(1).max(400),
  /** `likenessOf` it: the correction applies to every similar field no other correction speaks of. */
  likeness: z.string().min(1).max(400),
  /** A `FieldId` of the dictionary; null: the assistant leaves such fields alone. */
  fieldId: z.string().max(60).nullable(),
  /** Words of the page, for the list of corrections. */
  label: z.string().max(300),
  section: z.string().max(300),
  /** Instant, ISO. */
  at: z.iso.datetime(),
});
export type Correction = z.infer<typeof correction>;

/** Most corrections kept. */
export const MAX_CORRECTIONS = 1000;

const FORMAT = 'assistant-galis-corrections';
const file = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  corrections: z.array(z.unknown()).max(10_000),
});

const known = new Set<string>([
  ...dictionary.map(({ id }) => id),
  ...families.flatMap(({ columns }) => columns.map(({ id }) => id)),
]);

/** Why a correction cannot be kept, in French; null when it can. */
export const refusalOf = ({ signature, likeness, fieldId, label }: Correction): string | null => {
  const implied = likenessOfSignature(signature);
  if (implied === null)
    return 'ce champ n’a aucun libellé : rien ne permettrait de le reconnaître la prochaine fois';
  if (implied !== likeness)
    return `la correction de « ${label} » se contredit : elle ne vient pas de l’assistant`;
  if (fieldId !== null && !known.has(fieldId))
    return `« ${label} » est dit être « ${fieldId} », que cette version de l’assistant ne connaît pas`;
  return null;
};

/** A line of a file that was not kept, counted from 1, and why, in French; line 0 is the file itself. */
export interface RefusedCorrection {
  line: number;
  reason: string;
}

/** Invisible characters could disguise a label in the list of corrections. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '');

/** Reads a file of corrections: those that can be kept, and the others with their line and the reason. */
export const readCorrections = (text: string): { read: Correction[]; refused: RefusedCorrection[] } => {
  const content = parsed(text);
  if (content === null)
    return {
      read: [],
      refused: [{ line: 0, reason: 'ce fichier n’est pas un fichier de corrections de l’assistant' }],
    };
  const read: Correction[] = [];
  const refused: RefusedCorrection[] = [];
  content.forEach((row, at) => {
    const one = correction.safeParse(row).data;
    const reason = one ? refusalOf(one) : 'cette correction est incomplète ou abîmée';
    if (one && reason === null)
      read.push({ ...one, label: visible(one.label), section: visible(one.section) });
    else refused.push({ line: at + 1, reason: reason ?? '' });
  });
  return { read, refused };
};

const parsed = (text: string): unknown[] | null => {
  if (text.length > 5_000_000) return null;
  try {
    return file.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).data?.corrections ?? null;
  } catch {
    return null;
  }
};

/** The file of some corrections, versioned JSON: words of the page and names of data, no value. */
export const exportCorrections = (corrections: readonly Correction[]): string => {
  const rows = corrections.map((one) => correction.parse(one));
  return `${JSON.stringify({ format: FORMAT, version: 1, corrections: rows }, null, 2)}\n`;
};
