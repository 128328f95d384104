/**
 * Result of checking a number somebody typed or pasted. `value` is normalised even when `ok` is
 * false; `reason` says in French what was found and what is expected, never the value itself.
 */
export interface IdentifierCheck {
  ok: boolean;
  value: string;
  reason: string | null;
  /** What the value probably is instead, in French (« un SIRET »), when it can be guessed. */
  looksLike: string | null;
}

/** The check of a value that holds. */
export const accept = (value: string): IdentifierCheck => ({
  ok: true,
  value,
  reason: null,
  looksLike: null,
});

/** The check of a value that does not hold; the guess, when there is one, ends the reason. */
export const refuse = (value: string, reason: string, looksLike: string | null = null): IdentifierCheck => ({
  ok: false,
  value,
  reason: looksLike === null ? reason : `${reason} C’est probablement ${looksLike}.`,
  looksLike,
});

/** The check of an empty field. */
export const missing = (name: string): IdentifierCheck => refuse('', `${name} n’est pas renseigné.`);

const SEPARATORS = /[\s\p{Cf}\p{Pd}.·•'’/_]/gu;

/** Upper case, full-width digits folded, every space, dot, dash, slash and invisible mark removed. */
export const compact = (input: string): string =>
  input.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();

/** True for what a spreadsheet leaves of a long number: « 1,30785E+08 ». */
export const isScientific = (input: string): boolean => /^\s*\d(?:[.,]\d+)?E\+?\d+\s*$/i.test(input);

const DATE =
  /^\s*(?:\d{1,2}[/.\s-]\d{1,2}[/.\s-](?:19|20)\d{2}|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2})(?:[T\s].*)?\s*$/;

/** True for a day written in digits: once compacted, its eight digits would pass for a number. */
export const isDate = (input: string): boolean => DATE.test(input);

/** The reason shown for a number a spreadsheet has rounded: its digits are lost. */
export const rounded = (input: string): IdentifierCheck =>
  refuse(
    input.trim(),
    'Le tableur a arrondi ce nombre (notation scientifique) : mettez la colonne au format texte et ressaisissez-le.',
  );

/** Luhn key expected at the end of these digits, which end with a key to replace. */
export function luhnKey(digits: string): number {
  const sum = [...digits.slice(0, -1)].reverse().reduce((total, digit, rank) => {
    const n = Number(digit) * (rank % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** True when the last digit is the Luhn key of the others. */
export const hasLuhnKey = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && luhnKey(digits) === Number(digits.slice(-1));

/** « 1 chiffre », « 8 caractères »: a count with its noun, as reasons write it. */
export const countOf = (n: number, noun: string): string => `${n} ${noun}${n > 1 ? 's' : ''}`;
