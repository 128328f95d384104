import { MONTHS } from '@/knowledge/reference/months';
import type { FieldSnapshot } from './snapshot';
import { askedWriting, writingsOf } from './writings';

/** An ISO day as one field of the page takes it; null when the field is too short for it. */
export const dayWriting = (iso: string, field: FieldSnapshot): string | null => {
  if (field.format.type === 'month') return iso.slice(0, 7);
  if (field.kind === 'date') return iso;
  const mask = maskOf(field.format.placeholder);
  if (mask) return askedWriting([inMask(iso, mask)], field);
  return askedWriting(writingsOf(iso, 'day'), field);
};

const MASK = /(?<![a-z])(?:jj|dd|mm|aaaa|yyyy)(?:[/\-. ]?(?:mm|jj|dd|aaaa|yyyy|aa|yy))*(?![a-z])/i;

/** « jj/mm/aaaa » as the placeholder spells it, or null; a mask without a year is not one of a day. */
const maskOf = (placeholder: string): string | null => {
  const mask = MASK.exec(placeholder)?.[0].toLowerCase() ?? '';
  return /aa|yy/.test(mask) ? mask : null;
};

const inMask = (iso: string, mask: string): string => {
  const [year = '', month = '', day = ''] = iso.split('-');
  return mask
    .replace(/aaaa|yyyy/, year)
    .replace(/aa|yy/, year.slice(2))
    .replace('mm', month)
    .replace(/jj|dd/, day);
};

/** French name of a month given by its number, from 1. */
export const monthName = (month: number): string => MONTHS[month - 1] ?? '';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const numberOfMonth = (name: string): number => MONTHS.findIndex((month) => plain(month) === plain(name)) + 1;

const two = (text: string | number): string => String(text).padStart(2, '0');

/** Whole years from two digits: grants speak of this century. */
const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year);

/**
 * The day a text means, ISO; the month (`2023-11`) when it holds no day; the text itself when it is
 * neither. Reads « 06/11/2023 », « 6-11-2023 », « 06112023 », « 6 novembre 2023 », « 11/2023 ».
 */
export const dayMeaning = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return text.slice(0, 10);
  const french =
    /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (french) return iso(french[3] ?? '', french[2] ?? '', french[1] ?? '');
  const month = /^(\d{1,2})[/. -](\d{4})$/.exec(text);
  if (month) return `${month[2]}-${two(month[1] ?? '')}`;
  const named = /^(\d{1,2})(?:er)? (\p{L}+) (\d{4})$/u.exec(text);
  const rank = numberOfMonth(named?.[2] ?? '');
  return named && rank > 0 ? iso(named[3] ?? '', String(rank), named[1] ?? '') : text;
};

const iso = (year: string, month: string, day: string): string =>
  `${fullYear(year)}-${two(month)}-${two(day)}`;
