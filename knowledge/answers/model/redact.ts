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

/** A part of a text to be replaced. */
interface Hidden {
  start: number;
  end: number;
  as: string;
}

/** A word of a text, folded, and where it stands. */
interface Token {
  word: string;
  start: number;
  end: number;
}

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const foldWord = (text: string): string => fold(text.normalize('NFKC'));

/** The words of a text; marks stay with their letter. */
const tokensOf = (source: string): Token[] =>
  [...source.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)].map(({ index, 0: found }) => ({
    word: foldWord(found),
    start: index,
    end: index + found.length,
  }));

const wordsOf = (value: string): string[] => tokensOf(value.replace(INVISIBLE, '')).map(({ word }) => word);

/** What is never taken for the name of somebody: words that every grappe writes. */
const COMMON = new Set(
  'ehpad ehpa saad ssiad spasad sad ime iem itep esat mas fam eam eanm sessad savs samsah camsp cmpp chrs mecs mjpm ars cnsa departement region association organisme porteur groupe service services etablissement centre residence foyer maison'.split(
    ' ',
  ),
);
/** Characters that may part two words of a name or two groups of a number. */
const GAP = 3;
/** Fewer characters are anybody's number. */
const SHORTEST_NUMBER = 6;
/** The longest IBAN. */
const LONGEST_NUMBER = 34;

interface Name {
  words: string[];
  as: string;
  /** Only where it begins with a capital: « Claire » is somebody, « claire » is not. */
  capital: boolean;
}

/** What must not leave: names by their first word, numbers without what parts their groups. */
interface Secrets {
  names: Map<string, Name[]>;
  numbers: Map<string, string>;
}

class SecretsOf implements Secrets {
  readonly names = new Map<string, Name[]>();
  readonly numbers = new Map<string, string>();

  constructor({ name, organismes, essms, bank }: Profile) {
    for (const { email, phone, representative, contact } of organismes) {
      this.#name(email, MAIL);
      this.#number(phone, PHONE);
      this.#person(representative);
      this.#person(contact);
    }
    for (const value of [bank.iban, bank.bic]) this.#number(value, BANK);
    for (const value of [name, bank.holder]) this.#name(value, NAME);
    for (const { raisonSociale, sigle, website, nationalEntity } of organismes)
      for (const value of [raisonSociale, sigle, website, nationalEntity.name]) this.#name(value, NAME);
    for (const { siren, siret, finessJuridique, rna } of organismes)
      for (const value of [siren, siret, finessJuridique, rna]) this.#number(value, NUMBER);
    for (const one of essms) {
      this.#name(one.name, NAME);
      for (const value of [one.finess, one.siret]) this.#number(value, NUMBER);
    }
  }

  #person({ lastName, firstName, email, phone }: Person): void {
    this.#name(`${firstName} ${lastName}`, PERSON);
    this.#name(`${lastName} ${firstName}`, PERSON);
    this.#name(lastName, PERSON);
    this.#name(firstName, PERSON, true);
    this.#name(email, MAIL);
    this.#number(phone, PHONE);
  }

  #name(value: string, as: string, capital = false): void {
    const words = wordsOf(value);
    const [first] = words;
    if (first === undefined || words.join('').length < 2 || words.every((word) => COMMON.has(word))) return;
    this.names.set(first, [...(this.names.get(first) ?? []), { words, as, capital }]);
  }

  #number(value: string, as: string): void {
    const characters = wordsOf(value).join('');
    if (characters.length >= SHORTEST_NUMBER && !this.numbers.has(characters))
      this.numbers.set(characters, as);
  }
}

const NONE: Secrets = { names: new Map(), numbers: new Map() };

const follows = (before: Token, after: Token): boolean => after.start - before.end <= GAP;

/** The end of a name that begins at a word of a text; null when it is not there. */
function endOfName(tokens: readonly Token[], from: number, { words }: Name): number | null {
  let last = tokens[from];
  for (const [rank, word] of words.entries()) {
    const token = tokens[from + rank];
    if (!last || token?.word !== word || !follows(last, token)) return null;
    last = token;
  }
  return last?.end ?? null;
}

/** The number that begins at a word of a text, however its groups are written. */
function numberAt(tokens: readonly Token[], from: number, { numbers }: Secrets): Hidden[] {
  let [characters, last] = ['', tokens[from]];
  const start = last?.start ?? 0;
  for (const token of tokens.slice(from, from + LONGEST_NUMBER)) {
    if (!last || !follows(last, token) || characters.length > LONGEST_NUMBER) break;
    characters += token.word;
    last = token;
    const as = numbers.get(characters);
    if (as !== undefined) return [{ start, end: token.end, as }];
  }
  return [];
}

/** Places of the secrets of a grappe in a text. */
function ownPlaces(source: string, secrets: Secrets): Hidden[] {
  const tokens = tokensOf(source);
  return tokens.flatMap(({ word, start }, rank) => {
    const capital = /^\p{Lu}/u.test(source.slice(start, start + 2));
    const named = (secrets.names.get(word) ?? [])
      .filter((name) => capital || !name.capital)
      .flatMap((name) => {
        const end = endOfName(tokens, rank, name);
        return end === null ? [] : [{ start, end, as: name.as }];
      });
    return [...named, ...numberAt(tokens, rank, secrets)];
  });
}

const MAIL_SHAPE = /[\p{L}\p{N}._%+'-]+\s?@\s?[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
/** National or international, as the French write them. */
const PHONE_SHAPE =
  /(?<![\p{L}\p{N}])(?:(?:\+|00) ?\d{1,3}[ .\u00A0\u202F-]*(?:\(0\))?[ .\u00A0\u202F-]*|0)[1-9](?:[ .\u00A0\u202F/-]{0,2}\d{2}){4}(?![\p{L}\p{N}])/gu;
/** An IBAN of any country, which holds more figures than a code of one word, then a French RIB. */
const IBAN_SHAPE =
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?=(?:[^\d\n]*\d){6})(?:[\s.-]?[a-z\d]{4}){2,7}(?:[\s.-]?[a-z\d]{1,4})?(?![\p{L}\p{N}])/giu;
const RIB_SHAPE = /(?<![\p{L}\p{N}])\d{5}[\s-]?\d{5}[\s-]?[a-z\d]{11}[\s-]?\d{2}(?![\p{L}\p{N}])/giu;

const SHAPES: [RegExp, string][] = [
  [MAIL_SHAPE, MAIL],
  [IBAN_SHAPE, BANK],
  [RIB_SHAPE, BANK],
  [PHONE_SHAPE, PHONE],
];

/** Places of what has the shape of a mail, a phone or an account, whosever it is. */
const shapedPlaces = (source: string): Hidden[] =>
  SHAPES.flatMap(([shape, as]) =>
    [...source.matchAll(shape)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      as,
    })),
  );

/** What overlaps is one: the word for it is that of its longest part. */
function merged(hidden: readonly Hidden[]): Hidden[] {
  const kept: Hidden[] = [];
  for (const one of hidden.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || one.start >= last.end) {
      kept.push({ ...one });
      continue;
    }
    if (one.end - one.start > last.end - last.start) last.as = one.as;
    last.end = Math.max(last.end, one.end);
  }
  return kept;
}

/**
 * Makes the function that takes out of a text the names of a grappe (its own, its organismes, its
 * ESSMS, its persons), its numbers, its mails and phones and bank details, and whatever has the shape
 * of an IBAN, a phone or a mail. Accents, case and spacing do not matter. Each is replaced by what it
 * was: « [nom] ».
 */
export function redactFor(profile: Profile | null): Redact {
  const secrets = profile ? new SecretsOf(profile) : NONE;
  return (text) => {
    const source = text.replace(INVISIBLE, '');
    let result = '';
    let from = 0;
    for (const { start, end, as } of merged([...ownPlaces(source, secrets), ...shapedPlaces(source)])) {
      result += source.slice(from, start) + as;
      from = end;
    }
    return result + source.slice(from);
  };
}
