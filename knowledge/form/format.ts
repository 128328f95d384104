import { formatPhone } from '@/knowledge/identifiers';
import { type Answer, FIELD_WORDINGS, type Format } from './dictionary';
import { likeness } from './likeness';
import type { FieldKind, FieldSnapshot } from './snapshot';
import { fold, polarityOf, wordsOf } from './words';

/** What to write in a field, or why nothing can be written as it is. */
export type Written = { text: string } | Unwritable;

/** Nothing can be written as it is; `wanted` tells the person what the profile says. */
export type Unwritable =
  | { problem: 'no-value' }
  /** No option clearly matches. */
  | { problem: 'choose'; wanted: string }
  | { problem: 'too-long'; wanted: string; limit: number };

const NO_VALUE: Written = { problem: 'no-value' };

/** Puts an answer of the profile in the form one field of the page expects. */
export const writtenFor = (answer: Answer, format: Format, field: FieldSnapshot): Written => {
  if (answer === null || answer === '') return NO_VALUE;
  if (typeof answer === 'boolean') return answered(answer, field);
  if (Array.isArray(answer)) return format === 'choices' ? choices(answer, field) : choice(answer, field);
  if (field.kind === 'select' || field.kind === 'radio') return choice([String(answer)], field);
  return fitted(textOf(answer, format, field), field);
};

const questionOf = (field: FieldSnapshot): string =>
  field.texts.find(({ source }) => source === 'group')?.text ?? field.label;

/** « Le projet est-il exempt de… » is answered the other way round; a question that is unclear is not. */
const answered = (answer: boolean, field: FieldSnapshot): Written => {
  const polarity = polarityOf(questionOf(field));
  return polarity === 'unclear'
    ? { problem: 'choose', wanted: '' }
    : yesNo(answer === (polarity === 'straight'), field);
};

const YES = new Set(['oui', 'vrai', 'yes']);
const NO = new Set(['non', 'faux', 'no']);

const yesNo = (answer: boolean, field: FieldSnapshot): Written => {
  if (field.kind === 'switch' || (field.kind === 'checkbox' && field.options.length === 0))
    return { text: String(answer) };
  const words = answer ? YES : NO;
  const option = field.options.find(({ text }) => words.has(fold(text).split(/[\s,;:]/)[0] ?? ''));
  return option && !option.disabled
    ? { text: option.text }
    : { problem: 'choose', wanted: answer ? 'Oui' : 'Non' };
};

/** An option is chosen when it is one of the wordings, or is clearly nearer to one than any other. */
const OPTION_FLOOR = 0.75;
const OPTION_MARGIN = 0.15;

/** The option that says one of the wordings, or null when none clearly does. */
export const optionFor = (wordings: string[], field: FieldSnapshot): string | null => {
  const usable = field.options.filter((option) => !option.disabled);
  for (const wording of wordings) {
    const equal = usable.filter((option) => fold(option.text) === fold(wording));
    if (equal[0]) return equal.length === 1 ? equal[0].text : null;
  }
  const scored = usable
    .map(({ text }) => ({
      text,
      score: Math.max(...wordings.map((one) => likeness(wordsOf(text), wordsOf(one)))),
    }))
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < OPTION_FLOOR || best.score - (second?.score ?? 0) < OPTION_MARGIN) return null;
  return best.text;
};

const choice = (wordings: string[], field: FieldSnapshot): Written => {
  const wanted = wordings[0] ?? '';
  if (wanted === '') return NO_VALUE;
  // The list of a combobox is only known once something is typed; the overlay picks the one match.
  if (field.kind === 'combobox' || field.kind === 'text') return fitted(wanted, field);
  const option = optionFor(wordings, field);
  return option === null ? { problem: 'choose', wanted } : { text: option };
};

/** All or nothing: a list of boxes half right would look finished. */
const choices = (answers: string[], field: FieldSnapshot): Written => {
  const wanted = answers.join(', ');
  const found = answers.map((answer) => optionFor(wordingsOf(answer), field));
  if (found.length === 0 || found.includes(null)) return { problem: 'choose', wanted };
  if (field.kind === 'select' && found.length > 1) return { problem: 'choose', wanted };
  const order = field.options.map(({ text }) => text);
  return { text: order.filter((text) => found.includes(text)).join(' | ') };
};

/** A field code also answers to its long names. */
const wordingsOf = (answer: string): string[] => [answer, ...(FIELD_WORDINGS[answer] ?? [])];

const fitted = (text: string, field: FieldSnapshot): Written =>
  field.maxLength !== null && text.length > field.maxLength
    ? { problem: 'too-long', wanted: text, limit: field.maxLength }
    : { text };

const textOf = (answer: string | number, format: Format, field: FieldSnapshot): string => {
  if (format === 'amount') return euros(Number(answer), field);
  const text = String(answer);
  if (format === 'day') return dayText(text, field);
  if (format === 'phone') return phoneText(text, field);
  if (format === 'naf' && field.maxLength === 5) return text.replace('.', '');
  return text;
};

/** Cents → « 1234.5 » or « 1234,5 »: digits and one separator, the only form every field takes. */
const euros = (cents: number, field: FieldSnapshot): string => {
  const text = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
  return field.kind === 'number' ? text : text.replace('.', ',');
};

const dayText = (iso: string, field: FieldSnapshot): string => {
  const [year = '', month = '', day = ''] = iso.split('-');
  const isoHint = /a{4}-m{2}-j{2}|y{4}-m{2}-d{2}/i.test(field.format.placeholder);
  return field.kind === 'date' || isoHint ? iso : `${day}/${month}/${year}`;
};

const phoneText = (text: string, field: FieldSnapshot): string => {
  const digits = text.replace(/\D/g, '');
  const spaced = formatPhone(text);
  const tooLong = field.maxLength !== null && spaced.length > field.maxLength;
  return tooLong || /^\^?(?:\\d|\[0-9\])/.test(field.format.pattern) ? digits : spaced;
};

/** A written value in its plainest form, so that what the page reformatted still compares equal. */
export const meaningOf = (text: string, format: Format): string => {
  const plain = text.replace(/[\s\u00A0\u202F]+/g, ' ').trim();
  if (plain === '') return '';
  if (format === 'amount' || format === 'count') return numberOf(plain);
  if (format === 'day') return dayOf(plain);
  if (['text', 'choice', 'choices', 'yes-no', 'year', 'url', 'email'].includes(format))
    return plain.normalize('NFC');
  const bare = plain.replace(/\(0\)|[\s.\-/()]/g, '').toUpperCase();
  return format === 'phone' ? bare.replace(/^(?:\+|00)33(?=\d{9}$)/, '0') : bare;
};

const numberOf = (text: string): string => {
  const digits = text.replace(/[^\d,.-]/g, '').replace(/[.,](?=\d{3}(?:\D|$))(?=.*[.,]\d)/g, '');
  const number = Number(digits.replace(',', '.'));
  return digits === '' || Number.isNaN(number) ? text : String(number);
};

const dayOf = (text: string): string => {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (!french) return /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text;
  const [, day = '', month = '', year = ''] = french;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Two texts that mean the same in that format: amounts as numbers, dates as days, codes bare. */
export const sameMeaning = (a: string, b: string, format: Format, kind: FieldKind): boolean => {
  if (meaningOf(a, format) === meaningOf(b, format)) return true;
  if (kind !== 'combobox') return false;
  // A chosen item often reads « 87.10A - Hébergement… » where « 87.10A » was asked for.
  const [long, short] = [fold(a), fold(b)].toSorted((x, y) => y.length - x.length);
  return Boolean(short && long?.startsWith(short) && !/[a-z0-9]/.test(long[short.length] ?? ''));
};
