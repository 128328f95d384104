import type { Entries } from '../checks';
import { type Field, holds, type Step, type Table } from '../definition';
import { nativeOf, optionsOf, valueAt } from './native';

const day = (text: string): string => {
  const [, dd, mm, yyyy] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  return yyyy ? `${yyyy}-${mm}-${dd}` : text;
};

/** A number as the old servers read it; what is no number is kept as it was typed. */
const number = (text: string): number | string => {
  const plain = text.replace(/[\s€]/g, '').replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text;
};

const joined = (form: URLSearchParams, names: string[], separator: string): string =>
  names
    .map((name) => form.get(name) ?? '')
    .join(separator)
    .trim();

/** The value the page sent for a field, in the shape of the drafts; undefined when it sent none. */
const answerTo = (step: Step, field: Field, name: string, form: URLSearchParams): unknown => {
  const text = (form.get(name) ?? '').trim().replaceAll('\r\n', '\n');
  switch (nativeOf(step, field)) {
    case 'select':
    case 'radio':
      return valueAt(field, text);
    case 'box':
      return form.has(name);
    case 'boxes': {
      const ticked = form.getAll(name);
      return optionsOf(field).map(({ title }, rank) => ({ title, value: ticked.includes(String(rank)) }));
    }
    case 'three-selects': {
      const parts = joined(form, [`${name}.annee`, `${name}.mois`, `${name}.jour`], '-');
      return parts === '--' ? undefined : parts;
    }
    case 'five-boxes':
      return joined(
        form,
        [1, 2, 3, 4, 5].map((rank) => `${name}.${rank}`),
        ' ',
      );
    case 'date':
      return day(text);
    case 'number':
      return text === '' ? undefined : number(text);
    case 'file':
      return text === '' ? undefined : { name: text, size: 0 };
    default:
      return text;
  }
};

const isAnswer = (value: unknown): boolean => value !== undefined && value !== '';

const rowsOf = (step: Step, table: Table, form: URLSearchParams): Entries[] => {
  const ranks = [...form.keys()].flatMap((name) =>
    name.startsWith(`${table.key}[`) ? Number.parseInt(name.slice(table.key.length + 1), 10) : [],
  );
  return Array.from({ length: Math.max(-1, ...ranks) + 1 }, (_, rank) =>
    Object.fromEntries(
      table.columns
        .map((column) => [column.key, answerTo(step, column, `${table.key}[${rank}].${column.key}`, form)])
        .filter(([, value]) => isAnswer(value)),
    ),
  );
};

/** The draft of a step from the form the browser sent, without the questions that were not on screen. */
export const entriesOf = (step: Step, form: URLSearchParams): Entries => {
  const entries: Entries = {};
  for (const { fields = [], table } of step.sections) {
    for (const field of fields) {
      const value = answerTo(step, field, `demande.${field.key}`, form);
      if (isAnswer(value)) entries[field.key] = value;
    }
    if (table) entries[table.key] = rowsOf(step, table, form);
  }
  for (const section of step.sections)
    for (const field of section.fields ?? [])
      if (!holds(section.when, entries) || !holds(field.when, entries)) delete entries[field.key];
  return entries;
};
