import { valueAt } from '@/knowledge/profile/edit';
import type { Essms } from '@/knowledge/profile/schema';
import { shownValue, typedValue } from '@/knowledge/profile/typed';
import type { Column, OptionList } from './columns';
import { type Option, type Options, plainText } from './options';

/** What a cell holds: unknown is the empty string or null. */
export type Value = string | number | boolean | null;

/**
 * What a typed or pasted text is for a column. `doubt`: can be kept, but is probably wrong (the key
 * of a number does not hold). `bad`: cannot be kept. The reason is a French sentence.
 */
export type Reading =
  | { status: 'ok'; value: Value }
  | { status: 'doubt'; value: Value; reason: string }
  | { status: 'bad'; reason: string };

export const isBlank = (value: Value): boolean => value === '' || value === null;

const toValue = (value: unknown): Value =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** The value of a column in a row. */
export const cellValue = (essms: Essms, column: Column): Value => toValue(valueAt(essms, column.path));

const optionsOf = (column: Column, options: Options): readonly Option[] =>
  column.options ? options[column.options] : [];

/** The option a value stands for. */
export const optionOf = (value: Value, column: Column, options: Options): Option | undefined =>
  optionsOf(column, options).find((o) => o.value === value);

/** What a cell shows; empty when unknown. */
export function display(value: Value, column: Column, options: Options): string {
  if (isBlank(value)) return '';
  return optionOf(value, column, options)?.short ?? shownValue(column.field, value);
}

const plainEuros = (cents: number): string =>
  cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2).replace('.', ',');

/** What the editor of a cell starts with, and what a spreadsheet is given: plain, it reads back the same. */
export function plainValue(value: Value, column: Column, options: Options): string {
  if (isBlank(value)) return '';
  if (typeof value === 'number') return column.field.kind === 'cents' ? plainEuros(value) : String(value);
  return optionOf(value, column, options)?.copy ?? String(value);
}

/** What a cleared cell holds. */
export const blankOf = (column: Column): Value => toValue(typedValue(column.field, '').value);

const ok = (value: Value): Reading => ({ status: 'ok', value });
const bad = (reason: string): Reading => ({ status: 'bad', reason });

const UNKNOWN_WORDS = ['inconnu', 'ne sait pas', 'nsp', '?', '-', '—'];

const SUGGESTIONS: Record<OptionList, string> = {
  answer: 'Répondez oui ou non, ou laissez vide.',
  organisme: 'Aucun organisme de la grappe ne s’appelle ainsi\u00a0: ajoutez-le d’abord.',
  field: 'Champs possibles\u00a0: PA, PH, DOM, PDE, PDS, AHI, PJM.',
  category: 'Aucune catégorie FINESS ne s’appelle ainsi\u00a0: donnez son code à 3 chiffres.',
  departement: 'Ce n’est le code ni le nom d’aucun département.',
};

function readChoice(text: string, column: Column, options: Options): Reading {
  const typed = plainText(text);
  if (UNKNOWN_WORDS.includes(typed)) return ok(blankOf(column));
  const list = optionsOf(column, options);
  const found = list.filter(({ words }) => words.includes(typed));
  const [only] = found;
  if (only && found.length === 1) return ok(only.value);
  if (found.length > 1) {
    const names = found.map((o) => o.label).slice(0, 4);
    return bad(`Plusieurs valeurs portent ce nom\u00a0: ${names.join(' ; ')}.`);
  }
  return readCode(typed, column, list) ?? bad(SUGGESTIONS[column.options ?? 'answer']);
}

/** « 500 - EHPAD », « 1 » for the Ain, « EHPAD (500) »; a category code out of the table is kept. */
function readCode(typed: string, column: Column, list: readonly Option[]): Reading | null {
  if (column.options === 'departement') {
    const code = typed.replace(/\s*[-:(].*$/, '').padStart(2, '0');
    const found = list.find((o) => o.words[0] === code);
    return found ? ok(found.value) : null;
  }
  if (column.options !== 'category') return null;
  const code = /(?<!\d)\d{3}(?!\d)/.exec(typed)?.[0];
  return code === undefined ? null : ok(code);
}

/** « 1.234,50 » as some spreadsheets write it. */
const withoutDots = (text: string): string =>
  /^\s*\d{1,3}(?:\.\d{3})+(?:,\d+)?\s*€?\s*$/.test(text) ? text.replaceAll('.', '') : text;

function readText(text: string, { field }: Column): Reading {
  const clean = field.kind === 'cents' ? withoutDots(text) : text.replace(/\s+/g, ' ');
  const { value, reason, storable } = typedValue(field, clean);
  if (!storable) return bad(reason ?? 'Cette valeur ne peut pas être gardée.');
  return reason === null ? ok(toValue(value)) : { status: 'doubt', value: toValue(value), reason };
}

/** Reads a typed or pasted text for a column; an empty one clears the cell. */
export function readCell(text: string, column: Column, options: Options): Reading {
  if (text.trim() === '') return ok(blankOf(column));
  return column.options ? readChoice(text, column, options) : readText(text, column);
}
