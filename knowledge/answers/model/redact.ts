import type { Person, Profile } from '@/knowledge/profile/schema';
import { fold } from '../normalise';

/** Takes out of a text what tells who asks. */
export type Redact = (text: string) => string;

const NAME = '[nom]';
const PERSON = '[personne]';
const BANK = '[compte]';
const PHONE = '[téléphone]';
const MAIL = '[courriel]';
const NUMBER = '[numéro]';

/** A text folded for comparison, and where each of its characters comes from. */
interface Folded {
  text: string;
  at: number[];
}

interface Hidden {
  start: number;
  end: number;
  as: string;
}

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

function foldWithPlaces(source: string): Folded {
  const folded: Folded = { text: '', at: [] };
  let place = 0;
  for (const character of source) {
    const plain = fold(character.normalize('NFKC'));
    folded.text += plain;
    for (let unit = 0; unit < plain.length; unit += 1) folded.at.push(place);
    place += character.length;
  }
  folded.at.push(place);
  return folded;
}

/** What is never taken for the name of somebody: words that every grappe writes. */
const COMMON = new Set(
  'ehpad ehpa saad ssiad spasad sad ime iem itep esat mas fam eam eanm sessad savs samsah camsp cmpp chrs mecs mjpm ars cnsa departement region association organisme porteur groupe service services etablissement centre residence foyer maison'.split(
    ' ',
  ),
);

const wordsOf = (value: string): string[] => fold(value.normalize('NFKC')).match(/[\p{L}\p{N}]+/gu) ?? [];

const alone = (pattern: string): string => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;

/** The words of a name, whatever stands between them; null when it tells nothing of anybody. */
function namePattern(value: string): string | null {
  const words = wordsOf(value);
  if (words.join('').length < 2 || words.every((word) => COMMON.has(word))) return null;
  return words.join('[^\\p{L}\\p{N}]{1,3}');
}

/** The characters of a number, however they are grouped; shorter ones are anybody's. */
function numberPattern(value: string): string | null {
  const characters = wordsOf(value).join('');
  return characters.length < 6 ? null : [...characters].join('[^\\p{L}\\p{N}]{0,3}');
}

const MAIL_SHAPE = /[\p{L}\p{N}._%+'-]+\s?@\s?[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
/** National or international, as the French write them. */
const PHONE_SHAPE =
  /(?<![\p{L}\p{N}])(?:(?:\+|00) ?\d{1,3}[ .\u00A0\u202F-]*(?:\(0\))?[ .\u00A0\u202F-]*|0)[1-9](?:[ .\u00A0\u202F/-]{0,2}\d{2}){4}(?![\p{L}\p{N}])/gu;
/** An IBAN of any country, then a French RIB. */
const BANK_SHAPE =
  /(?<![\p{L}\p{N}])(?:[a-z]{2}\d{2}(?:[\s.-]?[a-z\d]{4}){2,7}(?:[\s.-]?[a-z\d]{1,4})?|\d{5}[\s-]?\d{5}[\s-]?[a-z\d]{11}[\s-]?\d{2})(?![\p{L}\p{N}])/giu;
const IBAN_SHAPE = /[a-z]{2}\d{2}/i;

interface Secret {
  pattern: string;
  as: string;
  /** Only where it begins with a capital: « Claire » is somebody, « claire » is not. */
  capital?: boolean;
}

const secret = (pattern: string | null, as: string): Secret[] => (pattern === null ? [] : [{ pattern, as }]);

function secretsOfPerson({ lastName, firstName, email, phone }: Person): Secret[] {
  const [last, first] = [namePattern(lastName), namePattern(firstName)];
  const pair =
    last && first ? `${first}[^\\p{L}\\p{N}]{1,3}${last}|${last}[^\\p{L}\\p{N}]{1,3}${first}` : null;
  return [
    ...secret(pair, PERSON),
    ...secret(last, PERSON),
    ...secret(first, PERSON).map((one) => ({ ...one, capital: true })),
    ...secret(namePattern(email), MAIL),
    ...secret(numberPattern(phone), PHONE),
  ];
}

function secretsOf({ name, organismes, essms, bank }: Profile): Secret[] {
  const numbers = [
    ...organismes.flatMap((one) => [one.siren, one.siret, one.finessJuridique, one.rna]),
    ...essms.flatMap(({ finess, siret }) => [finess, siret]),
  ];
  const names = [
    name,
    bank.holder,
    ...organismes.flatMap((one) => [one.raisonSociale, one.sigle, one.website, one.nationalEntity.name]),
    ...essms.map((one) => one.name),
  ];
  return [
    ...[bank.iban, bank.bic].flatMap((value) => secret(numberPattern(value), BANK)),
    ...organismes.flatMap(({ email }) => secret(namePattern(email), MAIL)),
    ...organismes.flatMap(({ phone }) => secret(numberPattern(phone), PHONE)),
    ...organismes.flatMap(({ representative, contact }) =>
      [representative, contact].flatMap(secretsOfPerson),
    ),
    ...names.flatMap((value) => secret(namePattern(value), NAME)),
    ...numbers.flatMap((value) => secret(numberPattern(value), NUMBER)),
  ];
}

/** Places of the secrets of a grappe in a text. */
function ownPlaces(source: string, secrets: readonly Compiled[]): Hidden[] {
  const { text, at } = foldWithPlaces(source);
  return secrets.flatMap(({ regex, as, capital }) =>
    [...text.matchAll(regex)].flatMap(({ index, 0: found }) => {
      const [start = 0, end = source.length] = [at[index], at[index + found.length]];
      return capital && !/^\p{Lu}/u.test(source.slice(start)) ? [] : [{ start, end, as }];
    }),
  );
}

/** Places of what has the shape of an address of mail, a phone or an account, whosever it is. */
function shapedPlaces(source: string): Hidden[] {
  const places = (shape: RegExp, as: string): Hidden[] =>
    [...source.matchAll(shape)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      as,
    }));
  const banks = places(BANK_SHAPE, BANK).filter(({ start, end }) => {
    const found = source.slice(start, end);
    return IBAN_SHAPE.test(found) && found.replace(/\D/g, '').length >= 8 ? true : /^\d/.test(found);
  });
  return [...places(MAIL_SHAPE, MAIL), ...banks, ...places(PHONE_SHAPE, PHONE)];
}

interface Compiled {
  regex: RegExp;
  as: string;
  capital: boolean;
}

function compile(profile: Profile | null): Compiled[] {
  const seen = new Map<string, Compiled>();
  for (const { pattern, as, capital = false } of profile ? secretsOf(profile) : [])
    if (!seen.has(pattern) || !capital)
      seen.set(pattern, { regex: new RegExp(alone(pattern), 'gu'), as, capital });
  return [...seen.values()];
}

/** The longest of what overlaps goes first: a full name before a part of it. */
function disjoint(hidden: Hidden[]): Hidden[] {
  const kept: Hidden[] = [];
  for (const one of hidden.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const clash = kept.find(({ start, end }) => one.start < end && start < one.end);
    if (!clash) kept.push(one);
    else {
      clash.start = Math.min(clash.start, one.start);
      clash.end = Math.max(clash.end, one.end);
    }
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/**
 * Makes the function that takes out of a text the names of a grappe (its own, its organismes, its
 * ESSMS, its persons), its numbers, its mails and phones and bank details, and whatever has the shape
 * of an IBAN, a phone or a mail. Accents, case and spacing do not matter. Each is replaced by what it
 * was: « [nom] ».
 */
export function redactFor(profile: Profile | null): Redact {
  const secrets = compile(profile);
  return (text) => {
    const source = text.replace(INVISIBLE, '');
    let result = '';
    let from = 0;
    for (const { start, end, as } of disjoint([...ownPlaces(source, secrets), ...shapedPlaces(source)])) {
      if (start >= from) result += source.slice(from, start) + as;
      from = Math.max(from, end);
    }
    return result + source.slice(from);
  };
}
