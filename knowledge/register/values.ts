import type { Day } from '@/knowledge/source';

/** How the values of a register are written alike, whatever the file spells them. */

/** Longest text kept of one value: a name of a register is far shorter. */
const LONGEST = 300;

/** One trimmed line, inner spaces folded, cut at 300 characters. */
export const clean = (value: string): string =>
  (/^\s|\s$|\s\s|[\t\r\n]/.test(value) ? value.replace(/\s+/g, ' ').trim() : value).slice(0, LONGEST);

const squeeze = (value: string): string => (/[\s.]/.test(value) ? value.replace(/[\s.]+/g, '') : value);

/** FINESS number of nine characters, the zero a number lost put back; null for anything else. */
export function finessOf(value: string): string | null {
  const finess = squeeze(value).toUpperCase();
  if (/^(?:\d{9}|2[AB]\d{7})$/.test(finess)) return finess;
  return /^\d{8}$/.test(finess) ? `0${finess}` : null;
}

/** SIREN of nine digits, its zeros put back; empty for anything else. The key is not checked. */
export function sirenOf(value: string): string {
  const siren = squeeze(value);
  return /^\d{7,9}$/.test(siren) ? siren.padStart(9, '0') : '';
}

/** SIRET of fourteen digits, its zeros put back; empty for anything else. The key is not checked. */
export function siretOf(value: string): string {
  const siret = squeeze(value);
  return /^\d{12,14}$/.test(siret) ? siret.padStart(14, '0') : '';
}

/** NAF code with its dot (« 87.10A »), empty for a code of an older nomenclature. */
export function nafOf(value: string): string {
  const parts = /^(\d{2})(\d{2}[A-Z])$/.exec(squeeze(value).toUpperCase());
  return parts ? `${parts[1]}.${parts[2]}` : '';
}

/** RNA number of an association, or empty. */
export const rnaOf = (value: string): string => (/^W\d[\dA-Z]\d{7}$/.test(value) ? value : '');

/** Ten digits of a phone number, the lost zero put back; anything else comes back as written. */
export function phoneOf(value: string): string {
  const digits = value.replace(/\D/g, '');
  if (digits.length === 10) return digits;
  return digits.length === 9 && !digits.startsWith('0') ? `0${digits}` : clean(value).slice(0, 30);
}

/** Postcode of five digits, its zero put back; empty for anything else. */
export const postcodeOf = (value: string): string => (/^\d{4,5}$/.test(value) ? value.padStart(5, '0') : '');

const isDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

/** ISO day of « 2019-03-03 », « 2019-03-03T00:00:00Z », « 2019-03-03 00:00:00 » or « 03/03/2019 »; empty for anything else, the 31st of February included. */
export function dayOf(value: string): Day | '' {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(value);
  const french = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(value);
  const day = iso?.[1] ?? (french ? `${french[3]}-${french[2]}-${french[1]}` : '');
  return day !== '' && isDay(day) ? day : '';
}

/** « 01440 VIRIAT » → postcode and commune; without a postcode, the whole is the commune. */
export function deliveryLine(value: string): { postcode: string; commune: string } {
  const parts = /^(\d{4,5})\s+(.+)$/.exec(value);
  return parts
    ? { postcode: postcodeOf(parts[1] ?? ''), commune: parts[2] ?? '' }
    : { postcode: '', commune: value };
}

/** Parts of a line of address, the empty ones left out. */
export const joined = (...parts: string[]): string => clean(parts.filter((part) => part !== '').join(' '));
