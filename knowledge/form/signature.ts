import type { FieldKind, FieldSnapshot } from './snapshot';
import { fold } from './words';

/** Longest signature kept: labels are already capped, this bounds a hostile page. */
const CAP = 400;

/** A field that the portal locks, or draws as a list instead of radios, stays the same field. */
const FAMILIES: Partial<Record<FieldKind, string>> = {
  checkbox: 'case',
  switch: 'case',
  file: 'fichier',
  password: 'secret',
};

const NUMBERING = /^(?:(?:\d+|[ivx]{2,4}|[a-z])(?:[.)](?:\d+[.)]?)*|\s?[-:])\s+|\d+(?:\.\d+)+\s+)+/;
const MENTIONS = /\((?:obligatoire|requis|facultatif|optionnel)[^)]*\)/g;

/**
 * Words of a label however it is dressed: case, accents, apostrophes, double spaces, numbering
 * (« 3.2 »), required mark, colon and « (obligatoire) » do not count.
 */
export const plainLabel = (text: string): string => {
  const folded = fold(text)
    .replace(MENTIONS, ' ')
    .replace(/[«»"“”*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const bare = folded
    .replace(NUMBERING, '')
    .replace(/[\s:?.…-]+$/, '')
    .replace(/^[\s:.-]+/, '');
  return bare === '' ? folded : bare.replace(/\s*'\s*/g, "'").trim();
};

/** What stands in a cell says the rank or the name of its row: its column says what it asks. */
const labelOf = (field: FieldSnapshot): string => {
  if (field.row === null) return plainLabel(field.label);
  const column = field.texts.find(({ source, text }) => source === 'column' && text !== '');
  return plainLabel(column?.text ?? field.label)
    .replace(/\s*\b(?:n\s?°\s?)?\d+\b/g, '')
    .trim();
};

const sectionOf = (field: FieldSnapshot): string => {
  const section = plainLabel(field.texts.find(({ source }) => source === 'section')?.text ?? '');
  return field.row === null ? section : section.replace(/\s*\b(?:n\s?°\s?)?\d+\b/g, '').trim();
};

const part = (text: string): string => text.replaceAll('|', ' ');

/**
 * What a field is from one load of the page to the next, without any value, reference or rank: what
 * sort of control it is, whether it is a column of a table, its words, the heading it stands under.
 * Four parts between bars. A field without any word shares its signature with the others alike.
 */
export const signatureOf = (field: FieldSnapshot): string => {
  const place = field.row === null ? 'champ' : 'colonne';
  const family = FAMILIES[field.kind] ?? 'saisie';
  const words = `${family}|${place}|${part(labelOf(field)).slice(0, 300)}`;
  return `${words}|${part(sectionOf(field))}`.slice(0, CAP);
};

/** What two fields must share to be called similar: the same words, in any section of any step. */
export const likenessOf = (field: FieldSnapshot): string => likenessOfSignature(signatureOf(field)) ?? '|';

/** The likeness a signature implies; null for a text that is no signature, or one without words. */
export const likenessOfSignature = (signature: string): string | null => {
  const [family = '', place = '', words = '', section] = signature.split('|');
  const known = /^(?:saisie|case|fichier|secret)$/.test(family) && /^(?:champ|colonne)$/.test(place);
  return known && words !== '' && section !== undefined ? `${place}|${words}` : null;
};

/** Whether a signature speaks of a field in a table. */
export const isColumn = (signature: string): boolean => signature.split('|')[1] === 'colonne';
