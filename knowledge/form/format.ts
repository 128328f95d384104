import { amountWriting } from './amount-text';
import { dayMeaning, dayWriting } from './day-text';
import { type Answer, FIELD_WORDINGS, type Format } from './dictionary';
import { likeness } from './likeness';
import type { Part } from './part';
import { partWriting } from './parts';
import type { FieldKind, FieldSnapshot } from './snapshot';
import { fold, polarityOf, wordsOf } from './words';
import { askedWriting, writingsOf } from './writings';

/** What to write in a field, or why nothing can be written as it is. */
export type Written = { text: string } | Unwritable;

/** Nothing can be written as it is; `wanted` tells the person what the profile says. */
export type Unwritable =
  | { problem: 'no-value' }
  /** No option clearly matches, or the field asks for it in a form that would not be exact: `reason`, in French. */
  | { problem: 'choose'; wanted: string; reason?: string }
  | { problem: 'too-long'; wanted: string; limit: number };

const NO_VALUE: Written = { problem: 'no-value' };

/**
 * Puts an answer of the profile in the form one field of the page expects; `part` when the field only
 * asks for a part of it.
 */
export const writtenFor = (
  answer: Answer,
  format: Format,
  field: FieldSnapshot,
  part: Part | null = null,
): Written => {
  if (answer === null || answer === '') return NO_VALUE;
  if (typeof answer === 'boolean') return answered(answer, field);
  if (Array.isArray(answer)) return format === 'choices' ? choices(answer, field) : choice(answer, field);
  const text = String(answer);
  if (part) return orChoose(partWriting(text, part, field), text, field);
  if (field.kind === 'select' || field.kind === 'radio') return choice([text], field);
  if (format === 'amount') return amount(Number(answer), field);
  const written =
    format === 'day'
      ? dayWriting(text, field)
      : askedWriting(writingsOf(onOneLine(text, field), format), field);
  return written === null
    ? tooLong(format === 'day' ? text : (writingsOf(text, format)[0] ?? text), field)
    : { text: written };
};

/** A text box of one line drops the line breaks it is given. */
const onOneLine = (text: string, { kind }: FieldSnapshot): string =>
  kind === 'text' ? text.replace(/\s*\n\s*/g, ' ') : text;

const tooLong = (wanted: string, { maxLength }: FieldSnapshot): Written => ({
  problem: 'too-long',
  wanted,
  limit: maxLength ?? 0,
});

const orChoose = (text: string | null, wanted: string, field: FieldSnapshot): Written =>
  text === null ? { problem: 'choose', wanted } : fitted(text, field);

const amount = (cents: number, field: FieldSnapshot): Written => {
  const written = amountWriting(cents, field);
  if ('text' in written) return fitted(written.text, field);
  const wanted = `${(cents / 100).toLocaleString('fr-FR', { minimumFractionDigits: 2 })} €`;
  return { problem: 'choose', wanted, reason: written.reason };
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

/** « 87.10A - Hébergement médicalisé » is the option of the code « 87.10A ». */
const opensWith = (option: string, wording: string): boolean =>
  /\d/.test(wording) && new RegExp(`^${RegExp.escape(fold(wording))}(?![a-z0-9.,])`).test(fold(option));

/** The option that says one of the wordings, or null when none clearly does. */
export const optionFor = (wordings: string[], field: FieldSnapshot): string | null => {
  const usable = field.options.filter((option) => !option.disabled);
  for (const wording of wordings) {
    const equal = usable.filter((option) => fold(option.text) === fold(wording));
    if (equal[0]) return equal.length === 1 ? equal[0].text : null;
    const coded = usable.filter((option) => opensWith(option.text, wording));
    if (coded[0]) return coded.length === 1 ? coded[0].text : null;
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
  if (field.kind === 'combobox') return fitted(withoutCedex(wanted), field);
  if (field.kind === 'text') return fitted(wanted, field);
  const option = optionFor([...wordings, ...wordings.map(withoutCedex)], field);
  return option === null ? { problem: 'choose', wanted } : { text: option };
};

/** A list of communes has no « Cedex ». */
const withoutCedex = (text: string): string => text.replace(/\s+cedex\b.*$/i, '');

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

/** A written value in its plainest form, so that what the page reformatted still compares equal. */
export const meaningOf = (text: string, format: Format): string => {
  const plain = text.replace(/[\s\u00A0\u202F]+/g, ' ').trim();
  if (plain === '') return '';
  if (format === 'amount' || format === 'count') return numberOf(plain);
  if (format === 'day') return dayMeaning(plain);
  if (AS_WORDS.has(format)) return plain.normalize('NFC');
  const bare = plain.replace(/\(0\)|[\s.\-/()]/g, '').toUpperCase();
  return format === 'phone' ? bare.replace(/^(?:\+|00)33(?=\d{9}$)/, '0') : bare;
};

const AS_WORDS = new Set<Format>(['text', 'choice', 'choices', 'yes-no', 'year', 'url', 'email']);

/** « 15 ou 16 » is two numbers and « 12 k€ » another unit: neither is the figure its digits make. */
const NOT_ONE_NUMBER = /\d[^\d]*\p{L}[^\d]*\d|\d\s?(?:k|m)\s?(?:€|eur)/iu;

const numberOf = (text: string): string => {
  if (NOT_ONE_NUMBER.test(text)) return text;
  const digits = text.replace(/[^\d,.-]/g, '').replace(/[.,](?=\d{3}(?:\D|$))(?=.*[.,]\d)/g, '');
  const number = Number(digits.replace(',', '.'));
  return digits === '' || Number.isNaN(number) ? text : String(number);
};

/** Two texts that mean the same in that format: amounts as numbers, dates as days, codes bare. */
export const sameMeaning = (a: string, b: string, format: Format, kind: FieldKind): boolean => {
  if (meaningOf(a, format) === meaningOf(b, format)) return true;
  if (kind !== 'combobox') return false;
  // A chosen item often reads « 87.10A - Hébergement… » where « 87.10A » was asked for.
  const [long, short] = [fold(a), fold(b)].toSorted((x, y) => y.length - x.length);
  return Boolean(short && long?.startsWith(short) && !/[a-z0-9]/.test(long[short.length] ?? ''));
};
