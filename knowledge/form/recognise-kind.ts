import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import type { Format } from './dictionary';
import type { FieldSnapshot } from './snapshot';
import { fold } from './words';

/** What a value in place, or the shape of a field, adds. */
const VALUE_BONUS = 0.25;
const FORMAT_BONUS = 0.14;

const CHECKS: Partial<Record<Format, (text: string) => IdentifierCheck>> = {
  siret: checkSiret,
  siren: checkSiren,
  finess: checkFiness,
  naf: checkNaf,
  rna: checkRna,
  postcode: checkPostcode,
  phone: checkPhone,
  email: checkEmail,
  iban: checkIban,
  bic: checkBic,
};

/** Lengths a form limits each number to. */
const LENGTHS: Partial<Record<Format, number[]>> = {
  siret: [14, 17, 18],
  siren: [9, 11],
  finess: [9, 12],
  naf: [5, 6],
  rna: [10],
  postcode: [5],
  iban: [27, 33, 34, 42],
  bic: [8, 11],
};

const TYPES: Partial<Record<string, Format>> = { email: 'email', tel: 'phone', url: 'url' };

/** What the shape of a field and of its value adds to its being of that format. */
export const formatScore = (field: FieldSnapshot, format: Format): { score: number; evidence: string } => {
  const check = CHECKS[format];
  const filled = field.value !== '' && field.kind !== 'radio' && field.kind !== 'select';
  if (check && filled && check(field.value).ok)
    return { score: VALUE_BONUS, evidence: 'la valeur en place en a la forme' };
  if (TYPES[field.format.type] === format) return { score: FORMAT_BONUS, evidence: 'type du champ' };
  if (field.maxLength !== null && LENGTHS[format]?.includes(field.maxLength))
    return { score: FORMAT_BONUS, evidence: `${field.maxLength} caractères` };
  if (format === 'day' && isDayField(field)) return { score: FORMAT_BONUS, evidence: 'champ de date' };
  return { score: 0, evidence: '' };
};

/** A text box or a native field that takes a date. */
export const isDayField = (field: FieldSnapshot): boolean =>
  field.kind === 'date' || /[jd]{2}.m{2}.[ay]{4}|a{4}-m{2}-j{2}/i.test(field.format.placeholder);

const CHOICE_KINDS = new Set(['select', 'radio', 'combobox']);

/** A list whose only real answers are « Oui » and « Non ». */
const asksYesNo = ({ options }: FieldSnapshot): boolean => {
  const said = options.map(({ text }) => fold(text).split(/[\s,;:]/)[0]);
  return options.length <= 4 && said.includes('oui') && said.includes('non');
};

/** A kind of field that cannot hold that format is out, whatever its label says. */
export const kindFits = (field: FieldSnapshot, format: Format): boolean => {
  const { kind } = field;
  // A value without a control may be of any format, but an answer is « Oui » or « Non ».
  if (kind === 'locked') return format !== 'yes-no' || /^(?:oui|non|true|false)\b/i.test(field.value);
  if (kind === 'editable') return format === 'text';
  // One radio read alone is a part of a question whose other answers are not known.
  if (kind === 'radio' && field.options.length < 2) return false;
  const listed = kind === 'radio' || kind === 'select';
  if (format === 'yes-no')
    return listed
      ? asksYesNo(field)
      : kind === 'switch' || (kind === 'checkbox' && field.options.length === 0);
  if (format === 'choices') return (kind === 'checkbox' && field.options.length > 0) || kind === 'select';
  if (kind === 'switch' || kind === 'checkbox') return false;
  if (format === 'choice') return (CHOICE_KINDS.has(kind) && !asksYesNo(field)) || kind === 'text';
  if (format === 'year') return kind === 'select' || kind === 'radio' || kind === 'text' || kind === 'number';
  if (listed) return isListOf(field, format);
  if (format === 'day') return kind === 'date' || kind === 'text';
  if (kind === 'date') return false;
  if (kind === 'number') return format === 'amount' || format === 'count';
  const typed = TYPES[field.format.type];
  return typed === undefined || typed === format;
};

/** « 87.10A - Hébergement médicalisé… »: each answer starts with a number of that format. */
const isListOf = ({ options }: FieldSnapshot, format: Format): boolean => {
  const check = format === 'naf' || format === 'siret' || format === 'finess' ? CHECKS[format] : undefined;
  if (!check) return false;
  const real = options.filter(({ text }) => /\d/.test(text));
  return real.length > 0 && real.every(({ text }) => check(text.trim().split(/\s/)[0] ?? '').ok);
};

/** Formats whose check the value in place passes; none for a choice or a long text. */
export const formatsOfValue = ({ kind, value }: FieldSnapshot): Format[] => {
  if (value === '' || value.length > 60 || CHOSEN.has(kind)) return [];
  return CHECKED.filter((format) => CHECKS[format]?.(value).ok);
};

const CHOSEN = new Set(['radio', 'select', 'checkbox', 'switch', 'date']);
const CHECKED: Format[] = [
  'siret',
  'siren',
  'finess',
  'naf',
  'rna',
  'postcode',
  'phone',
  'email',
  'iban',
  'bic',
];

/** Fewest characters of each number: a shorter field asks something else. */
const LEAST: Partial<Record<Format, number>> = {
  siret: 14,
  siren: 9,
  finess: 9,
  naf: 5,
  rna: 10,
  postcode: 5,
  phone: 10,
  email: 15,
  iban: 27,
  bic: 8,
};

const SHOWN: [Format, RegExp][] = [
  ['email', /^\S+@\S+\.\S+$/],
  ['iban', /^fr\d\d\b/i],
  ['phone', /^0\d(?:[ .]?\d\d){4}$/],
  ['day', /^[jd]{1,2}.m{1,2}.[ay]{2,4}$|^a{4}-m{2}-j{2}$|^\d\d\/\d\d\/\d{4}$/i],
];

/** Values that are plainly of one format: a name is never one. */
const PLAIN: ReadonlySet<Format> = new Set<Format>(['email', 'iban', 'siret', 'rna']);

/** The room, the model or the value of a field proves that it asks another format. */
export const isProof = (field: FieldSnapshot, format: Format): boolean => {
  const { maxLength, format: hints } = field;
  if (maxLength !== null && maxLength < (LEAST[format] ?? 0)) return true;
  const shown = SHOWN.find(([, model]) => model.test(hints.placeholder.trim()))?.[0];
  if (shown && shown !== format && (format === 'text' || format in CHECKS)) return true;
  return format === 'text' && formatsOfValue(field).some((held) => PLAIN.has(held));
};
