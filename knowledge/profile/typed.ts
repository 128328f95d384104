import type { Field } from './fields';
import { formatCents, formatCount, formatDay } from './format';

/** What a text typed in a field becomes. */
export interface Typed {
  /** Normalised; the empty string or null when nothing was typed. */
  value: unknown;
  /** In French, why it cannot be right; null when it can. */
  reason: string | null;
  /** False when the profile cannot keep it: it stays on screen until it is corrected. */
  storable: boolean;
}

const kept = (value: unknown, reason: string | null = null): Typed => ({ value, reason, storable: true });
const refused = (reason: string): Typed => ({ value: null, reason, storable: false });

const tooLong = (length: number, max: number): string =>
  `Ce texte compte ${formatCount(length)} caractères ; on en garde ${formatCount(max)} au plus. Raccourcissez-le.`;

const MAX_COUNT = 1_000_000;
const MAX_CENTS = 1e13;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** Digits of a number typed with spaces of any kind. */
const unspaced = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

function typedCount(text: string): Typed {
  const digits = unspaced(text);
  if (/^-/.test(digits)) return refused('Ce nombre ne peut pas être négatif.');
  if (/^\d+[.,]0*$/.test(digits)) return typedCount(digits.replace(/[.,].*/, ''));
  if (/^\d+[.,]\d+$/.test(digits)) return refused('Écrivez un nombre entier, sans virgule.');
  if (!/^\d+$/.test(digits)) return refused('Écrivez un nombre, en chiffres seulement.');
  return Number(digits) > MAX_COUNT
    ? refused(`Ce nombre est trop grand : ${formatCount(MAX_COUNT)} au plus.`)
    : kept(Number(digits));
}

function typedCents(text: string): Typed {
  const digits = unspaced(text).replace(/(?:€|euros?)$/i, '');
  const parts = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(digits);
  if (/^-?\d+[.,]\d{3,}$/.test(digits))
    return refused(
      'Un montant a deux chiffres au plus après la virgule. Pour les milliers, mettez une espace.',
    );
  if (!parts) return refused('Écrivez un montant en euros, comme 12 500 ou 12 500,50.');
  const [, sign = '', euros = '', cents = ''] = parts;
  const amount = Number(euros) * 100 + Number(cents.padEnd(2, '0'));
  if (amount > MAX_CENTS) return refused('Ce montant est trop grand.');
  return kept(sign === '' ? amount : -amount);
}

function typedDay(text: string): Typed {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  const french = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : french ? [french[3], french[2], french[1]] : [];
  // While the year is typed in a box of dates, 2026 is first the year 2, then 20, then 202.
  if (year !== undefined && (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR))
    return refused(`Vérifiez l’année : de ${FIRST_YEAR} à ${LAST_YEAR}.`);
  const written = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-');
  const date = new Date(`${written}T00:00:00Z`);
  return year !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
    ? kept(written)
    : refused('Cette date n’existe pas. Écrivez-la comme 31/12/2026.');
}

const FLAGS: Record<string, boolean | null> = {
  oui: true,
  o: true,
  vrai: true,
  x: true,
  '1': true,
  non: false,
  n: false,
  faux: false,
  '0': false,
  '?': null,
  'je ne sais pas': null,
};

const typedFlag = (text: string): Typed => {
  const value = FLAGS[text.toLowerCase()];
  return value === undefined ? refused('Répondez par oui, non, ou laissez vide.') : kept(value);
};

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** A choice by its value or by its words, whatever the accents and the case. */
function typedChoice(text: string, { choices = [] }: Pick<Field<never>, 'choices'>): Typed {
  const found = choices.find(
    ({ value, label }) => plain(value) === plain(text) || plain(label) === plain(text),
  );
  return found ? kept(found.value) : refused(`Choisissez : ${choices.map(({ label }) => label).join(', ')}.`);
}

function typedText(
  text: string,
  { check, maxLength = 300 }: Pick<Field<never>, 'check' | 'maxLength'>,
): Typed {
  const checked = check?.(text);
  const value = checked ? checked.value : text;
  if (value.length <= maxLength) return kept(value, checked?.reason ?? null);
  return { value, reason: checked?.reason ?? tooLong(value.length, maxLength), storable: false };
}

const NONE: Record<Field<never>['kind'], '' | null> = {
  text: '',
  long: '',
  number: '',
  organisme: '',
  day: '',
  count: null,
  cents: null,
  choice: null,
  flag: null,
};

/** Choices whose « none » is the empty string in the profile, not null. */
const isEmptyChoice = (path: string): boolean => path.endsWith('civilite') || path === 'campaign';

/** Reads what a person typed or pasted in a field. Nothing typed is « unknown », never a fault. */
export function typedValue<Row>(field: Field<Row>, text: string): Typed {
  const trimmed = field.kind === 'long' ? text : text.trim();
  if (trimmed.trim() === '') return kept(isEmptyChoice(field.path) ? '' : NONE[field.kind]);
  if (field.kind === 'count') return typedCount(trimmed);
  if (field.kind === 'cents') return typedCents(trimmed);
  if (field.kind === 'day') return typedDay(trimmed);
  if (field.kind === 'flag') return typedFlag(trimmed);
  if (field.kind === 'choice') return typedChoice(trimmed, field);
  return typedText(trimmed, field);
}

/** The text of a control for a stored value: « 12 500,50 » for cents, « 13 078 001 2 » for a FINESS. */
export function editText<Row>(field: Field<Row>, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (field.kind === 'cents' && typeof value === 'number') return formatCents(value).replace(/\s*€$/, '');
  if (field.kind === 'count' && typeof value === 'number')
    return field.path.endsWith('year') ? String(value) : formatCount(value);
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  return typeof value === 'string' ? (field.format?.(value) ?? value) : String(value);
}

/** A stored value as a sentence shows it: « 12 500 € », « 6 novembre 2023 », « Domicile », « oui ». */
export function shownValue<Row>(field: Field<Row>, value: unknown): string {
  if (field.kind === 'cents' && typeof value === 'number') return formatCents(value);
  if (field.kind === 'day' && typeof value === 'string') return formatDay(value);
  if (field.kind === 'choice')
    return field.choices?.find((choice) => choice.value === value)?.label ?? editText(field, value);
  return editText(field, value);
}
