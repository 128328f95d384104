import { MONTHS } from '@/knowledge/reference/months';
import { NUMBER_WORDS, SHORTENED } from './words/shortened';

/**
 * Spelling variants that people and texts use for the same thing, brought to one form before a
 * text is cut into words: apostrophes, spaces, numbers, dates, articles, acronyms, inclusive writing.
 */

const SPELLED = new Map(Object.entries(NUMBER_WORDS));
const WRITTEN_OUT = new Map(Object.entries(SHORTENED));

/** Lower case without accents nor ligatures. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}

/** A day in figures, `15/09/2023`, written as the texts do; anything else is left alone. */
function spellDate(whole: string, day: string, month: string, year: string): string {
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? whole : `${Number(day)} ${name} ${year}`;
}

function spellNumbers(text: string): string {
  return text
    .replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, spellDate)
    .replace(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g, (group) => group.replaceAll(' ', ''))
    .replace(/\b(\d+) ?k(?: ?(?:€|euros?)|\b)/giu, (_, thousands: string) => `${Number(thousands) * 1000} €`)
    .replace(/\b(\d) ?x\b/giu, '$1 fois')
    .replace(/(\d) ?M ?€/gu, '$1 millions €')
    .replace(/\b(\d+)(?:er|re|ère|ere|e|ème|eme|è)s?\b/giu, '$1')
    .replace(/ ?(?:%|pour cent\b)/giu, ' pourcent ')
    .replace(/€/gu, ' euros ');
}

/** `L. 312-1`, `l312-1` and `312-1` become the one word `312_1`. */
function joinArticles(text: string): string {
  return text.replace(/(?<![\p{L}\d])(?:[LRD]\.? ?)?(\d{3,4})-(\d{1,3})(?!\d)/giu, '$1_$2');
}

/** `E.S.S.M.S.` becomes `ESSMS`; `salarié·e·s` and `candidat(e)s` keep their base form. */
function joinLetters(text: string): string {
  return text
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}(?:\p{L}(?!\p{L}))?/gu, (dotted) => dotted.replaceAll('.', ''))
    .replace(/(\p{L})[·•]\p{L}+(?:[·•]s)?/gu, '$1')
    .replace(/(\p{L})\((?:e|ne|s|es)\)s?/giu, '$1');
}

/** Prefixes glued to the next word, so that `auto-diagnostic` and `autodiagnostic` meet. */
const GLUED = /(?<!\p{L})(?:(e|co|re|pré|pre)-|(auto|multi|inter|cyber)[- ])(?=\p{L})/giu;

const ELIDED = /(?<!\p{L})(?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldjmtscn])'(?=[\p{L}\d])/giu;

function spellOut(text: string): string {
  return text.replace(
    /\p{L}+(?:-\p{L}+)?/gu,
    (word) => SPELLED.get(fold(word)) ?? WRITTEN_OUT.get(word) ?? word,
  );
}

/** The text with one spelling per thing; case and accents are kept for {@link fold}. */
export function normalise(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/[’ʼ‘´`]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ');
  const joined = joinLetters(plain).replace(ELIDED, ' ').replace(GLUED, '$1$2');
  return spellNumbers(joinArticles(spellOut(joined)));
}

/** The text as patterns look at it: normalised, folded, with single spaces. */
export function searchable(text: string): string {
  return fold(normalise(text)).replace(/ +/g, ' ').trim();
}
