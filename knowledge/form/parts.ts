import { monthName } from './day-text';
import type { Part } from './part';
import type { FieldOption, FieldSnapshot } from './snapshot';
import { fold } from './words';

/**
 * The part of a datum that one control asks, as it takes it: an option of its list, or digits. Null
 * when no option says it or when the datum has no such part.
 */
export const partWriting = (answer: string, part: Part, field: FieldSnapshot): string | null => {
  if (!('date' in part)) return slice(answer, part);
  const [year = '', month = '', day = ''] = answer.split('-');
  const text = { year, month, day }[part.date];
  if (text === '') return null;
  if (field.options.length > 0) return optionOf(text, part.date, field.options);
  if (part.date === 'year') return field.maxLength === 2 ? year.slice(2) : year;
  return field.kind === 'number' || field.maxLength === 1 ? String(Number(text)) : text;
};

const slice = (answer: string, { from, to }: { from: number; to: number }): string | null => {
  const bare = answer.replace(/[\s.\u00A0\u202F-]/g, '');
  return bare.length >= to ? bare.slice(from, to) : null;
};

const optionOf = (text: string, part: 'day' | 'month' | 'year', options: FieldOption[]): string | null => {
  const wanted = Number(text);
  const name = part === 'month' ? fold(monthName(wanted)) : '';
  const saying = options.filter((option) => !option.disabled && says(fold(option.text), wanted, name));
  return saying.length === 1 ? (saying[0]?.text ?? null) : null;
};

/** « 11 », « novembre », « nov. » or « 11 - novembre ». */
const says = (option: string, wanted: number, name: string): boolean => {
  const number = /^\d+/.exec(option)?.[0];
  if (number !== undefined) return Number(number) === wanted;
  const word = option.replace(/[^a-z]/g, '');
  return name !== '' && word.length >= 3 && name.startsWith(word);
};
