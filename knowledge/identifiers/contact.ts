import {
  accept,
  compact,
  countOf,
  hasLuhnKey,
  type IdentifierCheck,
  isScientific,
  missing,
  refuse,
  rounded,
} from './check';
import { guess } from './guess';

/** Checks a French postcode: five digits. A cedex code is one too; the word « cedex » is dropped. */
export function checkPostcode(input: string): IdentifierCheck {
  const value = compact(input.replace(/\bcedex\b.*$/i, '')).replace(/^(?:F|FR)(?=\d{5}$)/, '');
  if (value === '') return missing('Le code postal');
  if (/^\d{5}$/.test(value) && !value.startsWith('00')) return accept(value);
  if (/^[1-9]\d{3}$/.test(value))
    return refuse(
      value,
      'Un code postal compte 5 chiffres ; on en lit 4.',
      'un code postal dont le tableur a retiré le zéro en tête',
    );
  if (/^2[AB]\d{3}$/.test(value))
    return refuse(value, 'Un code postal ne contient pas de lettre.', 'un code INSEE de commune de Corse');
  if (/^\d{5}\D+$/.test(value))
    return refuse(value, 'La commune est écrite avec le code : gardez les 5 chiffres seuls.');
  const found = value.startsWith('00')
    ? 'aucun ne commence par 00'
    : `on lit ${countOf(value.length, 'caractère')}`;
  return refuse(value, `Un code postal français compte 5 chiffres ; ${found}.`, postcodeGuess(value));
}

/** Five digits are no other kind of number. */
const postcodeGuess = (value: string): string | null => (/^\d{5}$/.test(value) ? null : guess(value));

/** Calling codes of the overseas territories whose national numbers start with 0 and this code. */
const OVERSEAS = /^\+(262|590|594|596)(\d{9})$/;

const digitsOf = (input: string): string =>
  compact(input.replace(/\(0\)/g, '').replace(/[()]/g, ''))
    .replace(/^00/, '+')
    .replace(/^33(?=[1-9]\d{8}$)/, '+33');

/**
 * Checks a phone number and writes it as ten digits (« 0465710012 »), from a national or a +33
 * writing; a number of another country stays as « + » and digits.
 */
export function checkPhone(input: string): IdentifierCheck {
  if (isScientific(input)) return rounded(input);
  const value = digitsOf(input)
    .replace(/^\+33(?=\d{9}$)/, '0')
    .replace(OVERSEAS, '0$2');
  if (value === '') return missing('Le téléphone');
  if (/^0[1-9]\d{8}$/.test(value) || /^\+(?!33)[1-9]\d{7,14}$/.test(value)) return accept(value);
  if (/[^\d+]/.test(value))
    return refuse(
      value,
      'Un téléphone ne contient que des chiffres, et un seul numéro par champ.',
      guess(value),
    );
  return refuse(
    value,
    `Un téléphone français compte 10 chiffres et commence par 0 ; on lit ${countOf(value.length, 'caractère')}.`,
    phoneGuess(value),
  );
}

function phoneGuess(value: string): string | null {
  if (/^[1-9]\d{8}$/.test(value))
    return hasLuhnKey(value)
      ? 'un SIREN, ou un numéro sans son zéro'
      : 'un numéro dont le tableur a retiré le zéro en tête';
  return guess(value);
}

/** Endings that no domain has, and the one that was meant. */
const ENDINGS: Record<string, string | undefined> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  frr: 'fr',
  ft: 'fr',
  rf: 'fr',
  ogr: 'org',
  rog: 'org',
};

/** Checks the shape of one e-mail address; the domain is written in lower case. */
export function checkEmail(input: string): IdentifierCheck {
  const value = input
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/@[^@]*$/, (domain) => domain.toLowerCase());
  if (value === '') return missing('L’adresse électronique');
  if (value.length > 200) return refuse(value, 'Une adresse électronique compte au plus 200 caractères.');
  const ending = /\.([a-z]+)$/.exec(value)?.[1] ?? '';
  const meant = ENDINGS[ending];
  if (meant !== undefined && /@./.test(value))
    return refuse(value, `Aucune adresse ne finit par « .${ending} ».`, `« .${meant} » qui est voulu`);
  if (/^[^\s@,;:<>()[\]\\"]+@(?:[\p{L}\d-]+\.)+\p{L}{2,}$/u.test(value)) return accept(value);
  if (/[,;]|\s.*@.*@|@.*\s.*@/.test(value)) return refuse(value, 'Une seule adresse par champ.');
  if (!value.includes('@')) return refuse(value, 'Il manque le signe @.', emailGuess(value));
  return refuse(value, 'Une adresse s’écrit comme nom@domaine.fr, sans espace.');
}

const emailGuess = (value: string): string | null =>
  /^(?:https?:|www\.)/i.test(value)
    ? 'l’adresse d’un site'
    : checkPhone(value).ok
      ? 'un téléphone'
      : guess(compact(value));

/** « 04 65 71 00 12 » for a French number; anything else comes back as typed. */
export const formatPhone = (input: string): string => {
  const { ok, value } = checkPhone(input);
  return ok && value.startsWith('0') ? value.replace(/\d\d(?=\d)/g, '$& ') : input;
};
