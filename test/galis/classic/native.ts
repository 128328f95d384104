import type { Field, Option, Step, Value } from '../definition';
import { nafTitles } from '../lists';

/** The native controls an old form asks each question with. */
export type Native =
  | 'text'
  | 'number'
  | 'textarea'
  | 'select'
  | 'communes'
  | 'radio'
  | 'box'
  | 'boxes'
  | 'date'
  | 'three-selects'
  | 'five-boxes'
  | 'file';

const natives: Partial<Record<Field['widget'], Native>> = {
  'mg-textarea': 'textarea',
  textarea: 'textarea',
  'mg-integer': 'number',
  number: 'number',
  'mg-currency': 'number',
  'mg-select': 'select',
  select: 'select',
  'mg-radio': 'radio',
  radio: 'radio',
  'mg-checkbox': 'boxes',
  checkbox: 'box',
  'mg-toggle': 'box',
  'mg-date': 'date',
  datepicker: 'date',
  file: 'file',
};

/** How this form asks for a field: the same datum is not asked the same way on every screen. */
export const nativeOf = (step: Step, field: Field): Native => {
  if (field.suggests === 'communes') return 'communes';
  if (field.suggests === 'naf') return 'select';
  const native = natives[field.widget] ?? 'text';
  if (native === 'date' && step.id === 'financement') return 'three-selects';
  return step.id === 'adresse' && field.key === 'telephone' ? 'five-boxes' : native;
};

/** Options of a list or of radios; their value in the page is their rank. */
export const optionsOf = (field: Field): Option[] =>
  (field.suggests === 'naf' ? nafTitles : (field.options ?? [])).map((option) =>
    typeof option === 'string' ? { title: option, value: option } : option,
  );

/** Rank of a value among the options, as the page sends it; empty when it is none of them. */
export const rankOf = (field: Field, value: unknown): string => {
  const rank = optionsOf(field).findIndex((option) => option.value === value);
  return rank < 0 ? '' : String(rank);
};

/** The value of the option the page sent the rank of. */
export const valueAt = (field: Field, rank: string): Value | undefined =>
  rank === '' ? undefined : optionsOf(field)[Number(rank)]?.value;

export const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** Years a date can be chosen in. */
export const years = Array.from({ length: 12 }, (_, at) => String(2020 + at));
