import { siren as sirenRule, siret as siretRule } from 'stdnum/lib/esm/fr/index.js';
import { memo } from '@/knowledge/memo';
import {
  accept,
  compact,
  countOf,
  hasLuhnKey,
  type IdentifierCheck,
  isDate,
  isScientific,
  luhnKey,
  missing,
  refuse,
  rounded,
} from './check';
import { finessDigits, guess } from './guess';

const FINESS = /^(?:\d{9}|2[AB]\d{7})$/;

/** A placeholder some sheets hold; zeros pass the Luhn key. */
const ZEROS = /^0+$/;

const wrongShape = (value: string, name: string, expected: string): IdentifierCheck => {
  if (ZEROS.test(value)) return refuse(value, `${name} ne peut pas ne compter que des zéros.`);
  const noun = /^\d*$/.test(value) ? 'chiffre' : 'caractère';
  return refuse(
    value,
    `${name} compte ${expected} ; on en lit ${countOf(value.length, noun)}.`,
    guess(value),
  );
};

const wrongKey = (value: string, name: string, digits: string): IdentifierCheck =>
  refuse(
    value,
    `La clé de ${name} ne correspond pas : avec ces chiffres, elle vaudrait ${luhnKey(digits)}, on lit ${digits.slice(-1)}. Un chiffre est faux, ou deux chiffres sont inversés.`,
  );

/** Checks a SIREN: nine digits ending with a Luhn key. A FINESS has the same key: both may pass. */
export const checkSiren = memo((input: string): IdentifierCheck => {
  if (isScientific(input)) return rounded(input);
  const value = compact(input);
  if (value === '') return missing('Le SIREN');
  if (!/^\d{9}$/.test(value) || ZEROS.test(value)) return wrongShape(value, 'Un SIREN', '9 chiffres');
  return sirenRule.validate(value).isValid ? accept(value) : wrongKey(value, 'ce SIREN', value);
});

/** Checks a SIRET: fourteen digits ending with a Luhn key, La Poste's own key being accepted. */
export const checkSiret = memo((input: string): IdentifierCheck => {
  if (isScientific(input)) return rounded(input);
  const value = compact(input);
  if (value === '') return missing('Le SIRET');
  if (!/^\d{14}$/.test(value) || ZEROS.test(value)) return wrongShape(value, 'Un SIRET', '14 chiffres');
  if (siretRule.validate(value).isValid) return accept(value);
  return value.startsWith(LA_POSTE) ? wrongPosteKey(value) : wrongKey(value, 'ce SIRET', value);
});

/** SIREN of La Poste, whose establishments have a key of their own. */
const LA_POSTE = '356000000';

const wrongPosteKey = (value: string): IdentifierCheck => {
  const sum = [...value].reduce((total, digit) => total + Number(digit), 0);
  return refuse(
    value,
    `La somme des 14 chiffres d’un SIRET de La Poste est un multiple de 5 ; ici elle vaut ${sum}. Un chiffre est faux.`,
  );
};

/**
 * Checks a FINESS number: nine characters ending with a Luhn key, the Corsican A and B counting as
 * 1 and 2. Puts back the leading zero a spreadsheet removed when the key then holds. The key is a
 * strong convention, not a published rule; it tells neither EJ from ET nor FINESS from SIREN.
 */
export const checkFiness = memo((input: string): IdentifierCheck => {
  if (isScientific(input)) return rounded(input);
  const typed = compact(input);
  if (typed === '') return missing('Le FINESS');
  if (isDate(input)) return refuse(typed, 'Un FINESS compte 9 caractères.', 'une date');
  const value = /^[1-9]\d{7}$/.test(typed) && hasLuhnKey(typed) ? `0${typed}` : typed;
  if (!FINESS.test(value) || ZEROS.test(value))
    return wrongShape(value, 'Un FINESS', '9 caractères (9 chiffres, ou 2A / 2B puis 7 chiffres)');
  const digits = finessDigits(value);
  return hasLuhnKey(digits) ? accept(value) : wrongKey(value, 'ce FINESS', digits);
});

/** Checks a NAF (APE) code and writes it with its dot: « 87.10A ». */
export function checkNaf(input: string): IdentifierCheck {
  const value = compact(input);
  if (value === '') return missing('Le code NAF');
  const parts = /^(\d{2})(\d{2}[A-Z])$/.exec(value);
  if (parts) return accept(`${parts[1]}.${parts[2]}`);
  const found = /^\d{4}$/.test(value)
    ? 'il manque la lettre'
    : `on lit ${countOf(value.length, 'caractère')}`;
  return refuse(
    value,
    `Un code NAF compte 4 chiffres puis une lettre, comme 87.10A ; ${found}.`,
    guess(value),
  );
}

/** Checks the shape of an RNA number: W then nine characters (a letter only for the département). */
export function checkRna(input: string): IdentifierCheck {
  const value = compact(input);
  if (value === '') return missing('Le numéro RNA');
  if (/^W\d[\dA-Z]\d{7}$/.test(value)) return accept(value);
  const found = value.startsWith('W')
    ? `on lit ${countOf(value.length - 1, 'caractère')} après le W`
    : 'il ne commence pas par W';
  return refuse(value, `Un numéro RNA compte la lettre W puis 9 chiffres ; ${found}.`, guess(value));
}

const group = (value: string, ...cuts: number[]): string =>
  [0, ...cuts].map((from, i) => value.slice(from, cuts[i] ?? value.length)).join(' ');

/** « 123 456 782 » for a valid SIREN; anything else comes back as typed. */
export const formatSiren = (input: string): string => {
  const { ok, value } = checkSiren(input);
  return ok ? group(value, 3, 6) : input;
};

/** « 123 456 782 00010 » for a valid SIRET; anything else comes back as typed. */
export const formatSiret = (input: string): string => {
  const { ok, value } = checkSiret(input);
  return ok ? group(value, 3, 6, 9) : input;
};

/** « 13 078 001 2 », as the register shows it, for a valid FINESS; anything else as typed. */
export const formatFiness = (input: string): string => {
  const { ok, value } = checkFiness(input);
  return ok ? group(value, 2, 5, 8) : input;
};
