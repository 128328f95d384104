import { checkBic, checkIban } from './bank';
import { compact, hasLuhnKey, type IdentifierCheck, isScientific } from './check';
import { checkEmail, checkPhone, checkPostcode } from './contact';
import { checkFiness, checkNaf, checkRna, checkSiren, checkSiret } from './registers';

/** Kinds of numbers and addresses a grappe is made of. */
export type IdentifierKind =
  | 'finess'
  | 'siren'
  | 'siret'
  | 'rna'
  | 'naf'
  | 'iban'
  | 'bic'
  | 'phone'
  | 'email'
  | 'postcode';

/** One kind a text may be. */
export interface KindGuess {
  kind: IdentifierKind;
  /** « un FINESS », « une adresse électronique ». */
  name: string;
  /** Normalised. */
  value: string;
  /** The shape and the key hold; false when only the shape does. */
  ok: boolean;
  /** Why it does not hold, in French; null when it does. */
  reason: string | null;
  /** What the key cannot tell, in French; null when it says it all. */
  note: string | null;
}

/** How each kind is named, what its shape is once compacted, and how it is checked; the surest first. */
const KINDS: [IdentifierKind, string, RegExp, (input: string) => IdentifierCheck][] = [
  ['email', 'une adresse électronique', /@/, checkEmail],
  ['iban', 'un IBAN', /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/, checkIban],
  ['rna', 'un numéro RNA', /^W\d[\dA-Z]\d{7}$/, checkRna],
  ['siret', 'un SIRET', /^\d{14}$/, checkSiret],
  ['finess', 'un FINESS', /^(?:\d{8,9}|2[AB]\d{7})$/, checkFiness],
  ['siren', 'un SIREN', /^\d{9}$/, checkSiren],
  ['phone', 'un téléphone', /^(?:0[1-9]\d{8}|(?:\+|00)\d{8,15})$/, checkPhone],
  ['naf', 'un code NAF', /^\d{4}[A-Z]$/, checkNaf],
  ['postcode', 'un code postal', /^\d{5}(?:CEDEX\d{0,2})?$/, checkPostcode],
  ['bic', 'un BIC', /^[A-Z]{4}FR[A-Z\d]{2}(?:[A-Z\d]{3})?$/, checkBic],
];

const SAME_KEY = 'Un SIREN et un FINESS ont neuf chiffres et la même clé : seul le registre les distingue.';
const NO_DEPARTEMENT = 'Un FINESS commence par son département : ce début n’en est pas un.';

/** Starts a FINESS may have: départements 01 to 95, 97 and 98 overseas, 2A and 2B. */
const startsLikeFiness = (value: string): boolean => /^(?:0[1-9]|[1-8]\d|9[0-578]|2[AB])/.test(value);

function noteOf(kind: IdentifierKind, value: string): string | null {
  if (kind === 'finess' && !startsLikeFiness(value)) return NO_DEPARTEMENT;
  return (kind === 'finess' || kind === 'siren') && /^\d{9}$/.test(value) ? SAME_KEY : null;
}

/**
 * Every kind a text may be, best first: those whose key holds, then those with the shape only. An
 * eight-digit text is a FINESS only when the zero a spreadsheet removed makes its key hold.
 */
export function kindsOf(input: string): KindGuess[] {
  if (isScientific(input)) return [];
  const shape = compact(input);
  const found = KINDS.filter(([, , looks]) => looks.test(shape)).flatMap(([kind, name, , check]) => {
    const { ok, value, reason } = check(input);
    if (kind === 'finess' && !ok && shape.length === 8) return [];
    return [{ kind, name, value, ok, reason, note: ok ? noteOf(kind, value) : null }];
  });
  return found.toSorted((a, b) => rank(a) - rank(b));
}

const rank = ({ ok, note }: KindGuess): number => (ok ? 0 : 2) + (note === NO_DEPARTEMENT ? 1 : 0);

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
