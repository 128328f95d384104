import { formatCount } from '@/knowledge/profile/format';

const oneDecimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** « 41 600 », « 71,5 »: one decimal at most. */
export const frenchNumber = (value: number): string => oneDecimal.format(value);

/** « 1 ESSMS », « 3 dossiers »: nouns in -s do not change, the others take an s. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)}\u00a0${count > 1 && !/s$/i.test(noun) ? `${noun}s` : noun}`;

/** The first items, then « et 3 autres ». */
export function listed(items: string[], shown = 4): string {
  const more = items.length - shown;
  const first = items.slice(0, shown).join('\u202f; ');
  return more > 0 ? `${first} et ${counted(more, 'autre')}` : first;
}

/** Software names compared without case, accents, spaces or punctuation. */
export const softwareKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

export const sameSoftware = (one: string, other: string): boolean => softwareKey(one) === softwareKey(other);

export const quoted = (name: string): string => `«\u00a0${name}\u00a0»`;
