import { FIELD_WORDINGS } from '@/knowledge/form/dictionary';
import { fold } from '@/knowledge/form/words';
import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import { FIELD_NAMES } from '@/knowledge/profile/format';
import { essmsField } from '@/knowledge/profile/schema';
import { categoryOf, finessCategories } from '@/knowledge/reference/finess-categories';
import { departementOf, departements } from '@/knowledge/reference/territories';
import type { Cell } from './table';
import type { ValueKind } from './targets';

/**
 * What a cell says. `null`: nothing (« néant » included). A value that cannot be read says why in
 * French; `lostZero` is true when a zero removed by a spreadsheet was put back.
 */
export type Reading =
  | { ok: true; value: unknown; lostZero: boolean }
  | { ok: false; code: string; reason: string }
  | null;

/** A cell as text: numbers without a group separator and with a decimal comma. */
export function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return Number.isInteger(cell) ? cell.toFixed(0) : String(cell).replace('.', ',');
}

/** Marks and words that are neither a name nor an answer. */
const BLANKS = new Set([
  ...'- -- --- – — / . ? ?? n/a na nc n.c. n.c nr vide #n/a #ref! #valeur! #value! #nom? #name? #null! #div/0! #div/0 null undefined'.split(
    ' ',
  ),
  'non communique',
  'non renseigne',
  'a completer',
  'a preciser',
  'en attente',
  'inconnu',
  'ne sait pas',
]);

/** Words that say « none »: an answer where words are expected, nothing elsewhere. */
const NONE = ['neant', 'aucun', 'aucune', 'so', 's.o.', 's/o', 'sans objet', 'non concerne', 'non concernee'];
const NOTHING = BLANKS.union(new Set(NONE));

/** True when a cell holds nothing, or a word that says so: « néant », « N/A », « à compléter ». */
export const saysNothing = (text: string): boolean => {
  if (text === '') return true;
  if (text.length > 20) return text.trim() === '';
  return NOTHING.has(fold(text)) || text.trim() === '';
};

const value = (read: unknown, lostZero = false): Reading => ({ ok: true, value: read, lostZero });
const unreadable = (reason: string, code = 'unreadable'): Reading => ({ ok: false, code, reason });

const checked = (code: string, { ok, value: read, reason }: IdentifierCheck, lostZero = false): Reading =>
  ok ? value(read, lostZero) : unreadable(reason ?? '', code);

const DIGITS = /^[\d\s\u00A0\u202F.-]+$/;

/** A number whose first zero a spreadsheet removed, with that zero; null when it is not one. */
function withLostZero(text: string, length: number): string | null {
  if (!DIGITS.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  return digits.length === length - 1 && !digits.startsWith('0') ? `0${digits}` : null;
}

const identifier =
  (code: string, check: (text: string) => IdentifierCheck, length: number) =>
  (text: string): Reading => {
    const padded = withLostZero(text, length);
    if (padded !== null && check(padded).ok) return value(check(padded).value, true);
    return checked(code, check(text));
  };

const isLostFinessZero = (text: string): boolean => withLostZero(text, 9) !== null;

const NUMBER = /^[+-]?\d+(?:,\d+)?$/;

/** « 12.500 » read as 12,5, in a writing that is read one way only. */
const decimal = (text: string): string => {
  const short = text.replace('.', ',').replace(/,?0+$/, '');
  return /,\d{3}$/.test(short) ? `${short}0` : short;
};

/** A French number, or why it is none: « 1.234 » and « 1,234 » may be a thousand or a bit more than one. */
function numberOf(text: string): number | string {
  const bare = text.replace(/[\s\u00A0\u202F'’]/g, '');
  if (/^\d{1,3}[.,]\d{3}$/.test(bare))
    return `« ${text} » se lit de deux façons : écrivez ${bare.replace(/[.,]/, '')}, ou ${decimal(bare)}.`;
  const plain = /^\d{1,3}(?:,\d{3})+\.\d+$/.test(bare)
    ? bare.replaceAll(',', '').replace('.', ',')
    : /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)
      ? bare.replaceAll('.', '')
      : bare.replace(/^(\d+)\.(\d{1,2}|\d{4,})$/, '$1,$2');
  return NUMBER.test(plain) ? Number(plain.replace(',', '.')) : `« ${text} » n’est pas un nombre.`;
}

function count(text: string): Reading {
  const bare = text.replace(/\s*(?:places?|lits?|heures?|h|ans?|enfants|usagers|personnes)\.?$/i, '').trim();
  const read = numberOf(bare);
  if (typeof read === 'string') return unreadable(read);
  if (!Number.isInteger(read)) return unreadable(`« ${text} » : un nombre entier est attendu.`);
  return read < 0 || read > 1_000_000
    ? unreadable(`« ${text} » est hors de ce qui est possible (de 0 à 1 000 000).`)
    : value(read);
}

function cents(text: string): Reading {
  const bare = text.replace(/(?:€|\beuros?\b|\beur\b|\bt\.?t\.?c\.?\b)/gi, '').trim();
  const thousands = /^(.*\d)\s*k$/i.exec(bare);
  const read = numberOf(thousands?.[1] ?? bare);
  if (typeof read === 'string') return unreadable(read);
  const amount = Math.round(read * (thousands ? 100_000 : 100));
  return amount < 0 || amount > 1e13 ? unreadable(`« ${text} » est un montant impossible.`) : value(amount);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;

function day(text: string): Reading {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = DAY.exec(text);
  const [year = '', month = '', date = ''] = iso?.slice(1) ?? french?.slice(1).toReversed() ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = Date.parse(`${written}T00:00:00Z`);
  const holds = !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
  return holds ? value(written) : unreadable(`« ${text} » n’est pas une date (attendu : jj/mm/aaaa).`);
}

function year(text: string): Reading {
  const found = /(?:^|\D)((?:19|20)\d{2})(?:\D|$)/.exec(text);
  return found?.[1] ? value(Number(found[1])) : unreadable(`« ${text} » n’est pas une année.`);
}

const YES = new Set(
  'oui o x v ✓ ✔ ☑ ☒ yes y vrai true 1 ok fait signe signee ouvert ouverte actif active'.split(' '),
);
const NO = new Set('non n no faux false 0 ☐ ferme fermee inactif inactive pas jamais'.split(' '));

/** « Oui sauf l’IME », « oui ? »: an answer that a person must read. */
const UNSURE =
  /\?|\b(?:sauf|mais|partiel\w*|en partie|en cours|a confirmer|a verifier|a venir|prevue?|peut[- ]etre)\b/;

/** « Non déterminé », « pas de réponse »: no answer, rather than « no ». */
const UNSAID =
  /^(?:non|pas) (?:de |d')?(?:renseign|communiqu|determin|connu|precis|defini|concern|applicable|repon|info)/;

function yesNo(text: string): Reading {
  const folded = fold(text);
  if (UNSAID.test(folded)) return null;
  if (UNSURE.test(folded)) return unreadable(`« ${text} » : oui ou non attendu.`);
  const word = /^[^\s,;:(.–-]+/.exec(folded)?.[0] ?? '';
  // « O (2022) » is yes; « 1 bd Longchamp » says nothing.
  const first = word.length > 1 || /^.\s*[,;:(–-]/.test(folded) ? word : '';
  if (YES.has(folded) || YES.has(first)) return value(true);
  if (NO.has(folded) || NO.has(first)) return value(false);
  return unreadable(`« ${text} » : oui ou non attendu.`);
}

const FIELD_BY_NAME = new Map<string, string>(
  essmsField.options.flatMap((code): [string, string][] => [
    [fold(code), code],
    [fold(FIELD_NAMES[code]), code],
    ...(FIELD_WORDINGS[code] ?? []).map((wording): [string, string] => [fold(wording), code]),
  ]),
);

const plural = (words: string): string => words.replace(/s\b/g, '');
for (const [name, code] of [...FIELD_BY_NAME]) FIELD_BY_NAME.set(plural(name), code);
for (const [name, code] of [
  ['grand age', 'PA'],
  ['personne agee', 'PA'],
  ['handicap', 'PH'],
  ['asile', 'AHI'],
  ['inclusion', 'AHI'],
  ['addictologie', 'PDS'],
  ['mjpm', 'PJM'],
  ['ase', 'PDE'],
  ['saad', 'DOM'],
  ['aide a domicile', 'DOM'],
] as const)
  FIELD_BY_NAME.set(name, code);

function field(text: string): Reading {
  const folded = fold(text);
  const named = FIELD_BY_NAME.get(folded) ?? FIELD_BY_NAME.get(plural(folded));
  if (named) return value(named);
  const codes = new Set(folded.split(/[^a-z]+/).flatMap((word) => FIELD_BY_NAME.get(word) ?? []));
  const [only] = codes;
  if (only !== undefined && codes.size === 1) return value(only);
  return codes.size > 1
    ? unreadable(`« ${text} » nomme plusieurs champs : il en faut un par établissement.`)
    : unreadable(`« ${text} » n’est pas un champ connu (PA, PH, DOM, PDE, PDS, AHI ou PJM).`);
}

const CATEGORY_BY_NAME = new Map<string, string[]>();
for (const { code, label, shortLabel, aliases } of finessCategories)
  for (const name of new Set([label, shortLabel ?? '', ...aliases].map((one) => plural(fold(one)))))
    if (name !== '') CATEGORY_BY_NAME.set(name, [...(CATEGORY_BY_NAME.get(name) ?? []), code]);

function category(text: string): Reading {
  const code = /^\s*\(?(\d{3})\)?(?:\D|$)/.exec(text)?.[1] ?? /[([](\d{3})[)\]]\s*$/.exec(text)?.[1];
  if (code !== undefined && (categoryOf(code) !== null || /^\s*\d{3}\s*$/.test(text))) return value(code);
  // « I.M.E. » is written as often as « IME ».
  const folded = plural(
    fold(text).replace(/\b[a-z](?:\.[a-z])+\.?(?![a-z])/g, (sigle) => sigle.replaceAll('.', '')),
  );
  const found = [folded, folded.replace(/\s*\([^)]*\)/g, ''), /\(([^)]*)\)/.exec(folded)?.[1] ?? '']
    .concat(folded.split(/\s[-–:]\s/))
    .map((name) => CATEGORY_BY_NAME.get(name.trim()) ?? [])
    .find((codes) => codes.length > 0);
  if (found?.length === 1) return value(found[0]);
  return found
    ? unreadable(`« ${text} » peut être l’une des catégories ${found.join(', ')} : indiquez le code.`)
    : unreadable(
        `« ${text} » n’est pas une catégorie FINESS que je connais : indiquez son code (3 chiffres).`,
      );
}

const DEPARTEMENT_BY_NAME = new Map(
  departements.map(({ code, name }) => [fold(name).replace(/[^a-z]/g, ''), code]),
);

function departement(text: string): Reading {
  const code = departementOf(/^\s*(2[ab]|\d{1,3})(?![\da-z])/i.exec(text)?.[1] ?? '')?.code;
  const named = DEPARTEMENT_BY_NAME.get(fold(text).replace(/[^a-z]/g, ''));
  const found = code ?? named;
  return found ? value(found) : unreadable(`« ${text} » n’est pas un département.`);
}

function postcode(text: string): Reading {
  const alone = /^\s*(\d{5})\s+\p{L}/u.exec(text)?.[1] ?? text;
  const padded = withLostZero(alone, 5);
  if (padded !== null) return checked('postcode', checkPostcode(padded), true);
  return checked('postcode', checkPostcode(alone));
}

function place(text: string): Reading {
  const [, code = '', commune = ''] = /^\s*(\d{4,5})[\s,-]+(\p{L}.*)$/su.exec(text) ?? [];
  const read = code === '' ? null : postcode(code);
  if (read?.ok !== true) return unreadable(`« ${text} » : un code postal puis une commune sont attendus.`);
  return value({ postcode: read.value, commune: tidy(commune) }, read.lostZero);
}

function phone(text: string): Reading {
  const padded = withLostZero(text, 10);
  if (padded !== null && checkPhone(padded).ok) return value(checkPhone(padded).value, true);
  return checked('phone', checkPhone(text));
}

const CIVILITES: Record<string, string> = {
  m: 'Monsieur',
  mr: 'Monsieur',
  monsieur: 'Monsieur',
  mme: 'Madame',
  madame: 'Madame',
  mlle: 'Madame',
};

function civilite(text: string): Reading {
  const found = CIVILITES[fold(text).replace(/[^a-z]/g, '')];
  return found ? value(found) : unreadable(`« ${text} » : Madame ou Monsieur attendu.`);
}

function projectType(text: string): Reading {
  const folded = fold(text);
  if (/acquisition/.test(folded)) return value('acquisition');
  if (/conformite|montee de version/.test(folded)) return value('conformite');
  return /mixte/.test(folded) ? value('mixte') : unreadable(`« ${text} » n’est pas un type de projet.`);
}

/** Text on one line, its spaces made plain, without invisible marks. */
export const tidy = (text: string): string =>
  /^[\x21-\x7E\u00C0-\u017F’]+(?: [\x21-\x7E\u00C0-\u017F’]+)*$/.test(text)
    ? text
    : text
        .normalize('NFC')
        .replace(/\p{Cf}|\p{Cc}(?<![\n\t\r])/gu, '')
        .replace(/[\s\u00A0\u202F]+/g, ' ')
        .trim();

const longText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cf}/gu, '')
    .trim();

const READERS: Record<ValueKind, (text: string) => Reading> = {
  finess: (text) => checked('finess', checkFiness(text), isLostFinessZero(text)),
  siret: identifier('siret-key', checkSiret, 14),
  siren: identifier('siren-key', checkSiren, 9),
  naf: (text) => checked('naf', checkNaf(/^\s*\d{2}\.?\d{2}\s?[A-Z]/i.exec(text)?.[0] ?? text)),
  rna: (text) => checked('rna', checkRna(text)),
  iban: (text) => checked('iban', checkIban(text)),
  bic: (text) => checked('bic', checkBic(text)),
  email: (text) => checked('email', checkEmail(text)),
  insee: (text) => value(withLostZero(text, 5) ?? tidy(text)),
  text: (text) => value(tidy(text)),
  'long-text': (text) => value(longText(text)),
  'yes-no': yesNo,
  'project-type': projectType,
  postcode,
  place,
  phone,
  count,
  cents,
  year,
  day,
  category,
  field,
  departement,
  civilite,
};

const LONGEST_BLANK = 16;

/** Kinds in which « néant » is an answer: no software, no help. */
const IN_WORDS: ReadonlySet<ValueKind> = new Set(['text', 'long-text']);

const isBlank = (kind: ValueKind, text: string): boolean =>
  IN_WORDS.has(kind) ? text.length <= LONGEST_BLANK && BLANKS.has(fold(text)) : saysNothing(text);

/** Reads one cell as a kind of value. */
export function readValue(kind: ValueKind, cell: Cell): Reading {
  if (cell === null || cell === '') return null;
  if (kind === 'yes-no' && typeof cell === 'boolean') return value(cell);
  if (kind === 'cents' && typeof cell === 'number') return cents(cell.toFixed(2).replace('.', ','));
  const text = textOf(cell).trim();
  return text === '' || isBlank(kind, text) ? null : READERS[kind](text);
}
