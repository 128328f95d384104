import { compact, hasLuhnKey, type IdentifierCheck } from './check';
import { checkFiness, checkSiren, checkSiret } from './registers';

/** Registers whose numbers carry a key, so that a likely correction can be told. */
type KeyedKind = 'finess' | 'siren' | 'siret';
const CHECKS: Record<KeyedKind, (input: string) => IdentifierCheck> = {
  finess: checkFiness,
  siren: checkSiren,
  siret: checkSiret,
};
const LENGTHS: Record<KeyedKind, number> = { finess: 9, siren: 9, siret: 14 };

/** Letters read or typed for a digit. */
const LETTERS: Record<string, string> = { O: '0', Q: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' };

const asDigits = (text: string): string => [...text].map((char) => LETTERS[char] ?? char).join('');

/** The number with digits for letters; for a FINESS, also with its second place left to Corse. */
const withDigits = (value: string, kind: KeyedKind): string[] => {
  const letter = value.charAt(1);
  const corsican = kind === 'finess' && (letter === 'A' || letter === 'B');
  const kept = asDigits(value.charAt(0)) + letter + asDigits(value.slice(2));
  return corsican ? [kept, asDigits(value)] : [asDigits(value)];
};

/** The value with each two neighbours swapped, in order. */
export const swapped = (value: string): string[] =>
  [...value].slice(1).map((next, i) => value.slice(0, i) + next + value.charAt(i) + value.slice(i + 2));

const replaced = (value: string): string[] =>
  [...value].flatMap((char, i) =>
    /\d/.test(char) ? [...'0123456789'].map((digit) => value.slice(0, i) + digit + value.slice(i + 1)) : [],
  );

/** A SIRET starts with a SIREN, whose own key must hold too. */
const startsWell = (value: string, kind: KeyedKind): boolean =>
  kind !== 'siret' || hasLuhnKey(value.slice(0, 9));

/**
 * Numbers that differ from a wrong one by what people and scanners do: letters for digits, then two
 * neighbours swapped, then one digit, and whose key holds. Several are possible: only a register can
 * tell which one exists. Empty when the number is right, or is not of that length.
 */
export function suggestFix(input: string, kind: KeyedKind): string[] {
  const check = CHECKS[kind];
  const value = compact(input);
  if (check(input).ok || value.length !== LENGTHS[kind]) return [];
  const right = (candidates: string[]): string[] =>
    candidates.filter((one) => startsWell(one, kind) && check(one).ok);
  const read = withDigits(value, kind);
  const asRead = right(read);
  // A letter is surely a digit, but where Corse has its own.
  if (asRead.length > 0 && read.length === 1) return asRead;
  return [...new Set(right([...read, ...read.flatMap(swapped), ...read.flatMap(replaced)]))];
}
