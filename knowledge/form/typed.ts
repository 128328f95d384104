import { plainLabel } from './signature';
import type { FieldSnapshot, TextSource } from './snapshot';

/** One state of a text, at an ISO instant. */
export interface TypedVersion {
  text: string;
  at: string;
}

/** A long text the person typed in the portal: its words, its place, its last state and earlier ones. */
export interface Typed extends TypedVersion {
  id: number;
  /** Address without its query. */
  url: string;
  /** Title of the step. */
  step: string;
  label: string;
  section: string;
  /** Earlier states that differed much, the latest first. */
  versions: TypedVersion[];
}

/** What can be offered back for one field. */
export interface Recoverable extends TypedVersion {
  id: number;
}

/** A frame's field and its key in the review. */
export interface KeyedField {
  key: string;
  field: FieldSnapshot;
}

const LONG: FieldSnapshot['kind'][] = ['text', 'textarea', 'editable'];

/** Editors and portals rewrite blanks; the words are what the person typed. */
const words = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * Texts to offer back, by field key, from what was typed on this step, the best match first
 * (`typedTexts`). Offered when the field is empty, holds only the start of what was typed last, or
 * another text; not when it holds it, nor when it holds more: something was typed since.
 */
export const recoverable = (
  fields: readonly KeyedField[],
  typed: readonly Typed[],
): Map<string, Recoverable> => {
  const open = fields.filter(
    ({ field }) => LONG.includes(field.kind) && !field.disabled && !field.readOnly && field.label !== '',
  );
  const found = open.flatMap(({ key, field }): [string, Recoverable][] => {
    const last = match(field, open, typed);
    return last && isLost(last.text, field) ? [[key, { id: last.id, text: last.text, at: last.at }]] : [];
  });
  return new Map(found);
};

const isLost = (text: string, { value, maxLength }: FieldSnapshot): boolean => {
  const [last, held] = [words(text), words(value)];
  if (last === '' || (maxLength !== null && text.length > maxLength)) return false;
  return last !== held && !held.startsWith(last);
};

const NAMES: TextSource[] = ['label', 'group', 'column', 'placeholder', 'title', 'name'];

const labelsOf = ({ label, texts }: FieldSnapshot): Set<string> => {
  const named = texts.filter(({ source }) => NAMES.includes(source)).map(({ text }) => text);
  return new Set([label, ...named].map(plainLabel));
};

const isUnder = ({ texts }: FieldSnapshot, section: string): boolean =>
  texts.some(({ source, text }) => source === 'section' && plainLabel(text) === plainLabel(section));

/**
 * Same words, same section, and no other field that has both; a section may be read otherwise, when
 * the words are the only ones of their kind on both sides.
 */
const match = (field: FieldSnapshot, open: readonly KeyedField[], typed: readonly Typed[]): Typed | null => {
  const labels = labelsOf(field);
  const same = typed.filter(({ label }) => labels.has(plainLabel(label)));
  const placed = same.find(({ section }) => isUnder(field, section));
  const [one = null] = placed ? [placed] : same;
  if (!one || (!placed && new Set(same.map(({ section }) => plainLabel(section))).size > 1)) return null;
  const rivals = open.filter(
    ({ field: other }) =>
      labelsOf(other).has(plainLabel(one.label)) && (!placed || isUnder(other, placed.section)),
  );
  return rivals.length === 1 ? one : null;
};
