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

export const sameSoftware = (one: string, other: string): boolean =>
  one === other || softwareKey(one) === softwareKey(other);

/** Words of a name that tell nobody apart. */
const COMMON = new Set([
  'association',
  'assoc',
  'asso',
  'fondation',
  'mutuelle',
  'de',
  'des',
  'du',
  'la',
  'le',
  'les',
  'l',
  'd',
  'et',
  'pour',
]);

const nameWords = (name: string): Set<string> =>
  new Set(
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !COMMON.has(word)),
  );

/** Two names of a legal person: the telling words of one are all in the other. */
export function sameName(one: string, other: string): boolean {
  const [a, b] = [nameWords(one), nameWords(other)];
  return a.size > 0 && b.size > 0 && (a.isSubsetOf(b) || b.isSubsetOf(a));
}

export const quoted = (name: string): string => `«\u00a0${name}\u00a0»`;
