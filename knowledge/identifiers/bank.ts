import { friendlyFormatIBAN, isValidBIC, isValidIBAN, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import { accept, compact, countOf, type IdentifierCheck, missing, refuse } from './check';
import { guess } from './guess';

const FRENCH_BBAN = /^\d{10}[A-Z\d]{11}\d{2}$/;

const REASONS: [ValidationErrorsIBAN, (iban: string) => string][] = [
  [
    ValidationErrorsIBAN.NoIBANCountry,
    () => 'Un IBAN commence par le code d’un pays (FR pour la France) puis deux chiffres.',
  ],
  [
    ValidationErrorsIBAN.WrongBBANLength,
    (iban) =>
      iban.startsWith('FR')
        ? `Un IBAN français compte 27 caractères ; on en lit ${iban.length}.`
        : `La longueur ne convient pas à ce pays : on lit ${countOf(iban.length, 'caractère')}.`,
  ],
  [
    ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
    () => 'La clé RIB (les 2 derniers chiffres) ne correspond pas au compte : un caractère est faux.',
  ],
  [ValidationErrorsIBAN.ChecksumNotNumber, () => 'Les caractères 3 et 4 d’un IBAN sont des chiffres.'],
  [ValidationErrorsIBAN.WrongBBANFormat, () => 'Un caractère n’est pas à sa place dans cet IBAN.'],
];

/** The mod 97 key is the usual failure: it is what remains when no finer reason applies. */
function ibanReason(iban: string): string {
  const { errorCodes } = validateIBAN(iban);
  const known = REASONS.find(([code]) => errorCodes.includes(code));
  return known
    ? known[1](iban)
    : 'La clé de cet IBAN ne correspond pas : un caractère est faux, ou deux caractères sont inversés.';
}

/** Checks an IBAN: country, length, mod 97 key and, for a French one, the RIB key inside. */
export function checkIban(input: string): IdentifierCheck {
  const value = compact(input.replace(/^\s*IBAN\b\s*:?/i, ''));
  if (value === '') return missing('L’IBAN');
  if (FRENCH_BBAN.test(value))
    return refuse(value, 'Il manque le début « FR » et sa clé de 2 chiffres.', 'un RIB');
  if (isValidIBAN(value) && validateIBAN(value).valid) return accept(value);
  const looksLike = guess(value);
  return refuse(value, ibanReason(value), looksLike === 'un IBAN' ? null : looksLike);
}

/** Checks the shape of a BIC: eight or eleven characters, a known country in fifth position. */
export function checkBic(input: string): IdentifierCheck {
  const value = compact(input);
  if (value === '') return missing('Le BIC');
  if (isValidBIC(value)) return accept(value);
  if (value.length !== 8 && value.length !== 11)
    return refuse(value, `Un BIC compte 8 ou 11 caractères ; on en lit ${value.length}.`, guess(value));
  return refuse(value, 'Un BIC compte 6 lettres (banque puis pays) puis 2 ou 5 caractères.');
}

/** Countries whose banks hold accounts with an IBAN that starts with FR: France and its territories. */
const FRENCH = new Set('FR GF GP MQ RE YT PM BL MF NC PF WF TF'.split(' '));

/**
 * Why a valid IBAN and a valid BIC cannot be of the same bank, in French; null when they may be, or
 * when one of them is missing or wrong on its own.
 */
export function compareBank(iban: string, bic: string): string | null {
  const [account, bank] = [checkIban(iban), checkBic(bic)];
  if (!account.ok || !bank.ok) return null;
  const [here, there] = [account.value.slice(0, 2), bank.value.slice(4, 6)];
  if (here === there || (FRENCH.has(here) && FRENCH.has(there))) return null;
  return `L’IBAN est celui d’un compte du pays ${here}, le BIC celui d’une banque du pays ${there} : l’un des deux n’est pas le bon.`;
}

/** IBAN by groups of four for a valid one; anything else comes back as typed. */
export const formatIban = (input: string): string => {
  const { ok, value } = checkIban(input);
  return (ok && friendlyFormatIBAN(value, ' ')) || input;
};
