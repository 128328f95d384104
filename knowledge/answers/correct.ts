import { stemOf, type Word } from './analyse';
import { type Corpus, postedOf, rarityOf } from './corpus';
import { isTabled } from './expansions';
import { postingsOf } from './postings';

/** A word typed and the word of the texts used in its place. */
export interface Correction {
  typed: string;
  used: string;
}

/** Edits (insert, delete, replace, swap two neighbours) from one word to the other, up to `limit` + 1. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  const at = (line: number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, replaced);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
      least = Math.min(least, best);
    }
    // A swap reaches back two rows: both must be beyond the limit before giving up.
    if (least > limit && Math.min(...previous) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? limit + 1, limit + 1);
}

/** Words of a corpus that a slip may stand for, by their length, with the number of passages. */
type Vocabulary = Map<number, { word: string; holders: number; letters: number }[]>;

/** One bit for each letter of a folded word: words one edit apart differ by two bits at most. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) % 32);
  return letters;
}

function bitsOf(number: number): number {
  let bits = 0;
  for (let left = number; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

const vocabularies = new WeakMap<Corpus, Vocabulary>();

/** Gathered at the first word that no text knows: most questions have none. */
function vocabularyOf(corpus: Corpus): Vocabulary {
  const known = vocabularies.get(corpus);
  if (known) return known;
  const holders = new Map<string, number>();
  for (const { words, from } of corpus.segments.map(postingsOf)) {
    for (const [rank, word] of words.entries()) {
      const own = (from[rank + 1] ?? 0) - (from[rank] ?? 0);
      holders.set(word, (holders.get(word) ?? 0) + own);
    }
  }
  const candidates = [...holders]
    .filter(([word, own]) => own > 0 && word.length >= 4 && !/\d/.test(word))
    .map(([word, own]) => ({ word, holders: own, letters: lettersOf(word) }));
  const vocabulary = Map.groupBy(candidates, ({ word }) => word.length);
  vocabularies.set(corpus, vocabulary);
  return vocabulary;
}

/** The first two letters must nearly agree: a slip is rare there, and this keeps look-alikes out. */
function startsAlike(a: string, b: string): boolean {
  return a[0] === b[0] || a[1] === b[1] || a[1] === b[0] || a[0] === b[1];
}

/** `lars` and `douvrage`: an elision typed without its apostrophe. */
function withoutElision(exact: string, known: (word: string) => boolean): string | null {
  const rest = exact.slice(1);
  return /^[ldjmtsn]/.test(exact) && rest.length >= 3 && known(rest) ? rest : null;
}

function nearest(exact: string, corpus: Corpus): string | null {
  if (exact.length < 5) return null;
  const limit = exact.length >= 8 ? 2 : 1;
  const vocabulary = vocabularyOf(corpus);
  const own = lettersOf(exact);
  let best: { word: string; edits: number; holders: number } | null = null;
  for (let length = exact.length - limit; length <= exact.length + limit; length += 1) {
    for (const { word, holders, letters } of vocabulary.get(length) ?? []) {
      if (bitsOf(letters ^ own) > 2 * (best?.edits ?? limit) || !startsAlike(exact, word)) continue;
      const edits = distance(exact, word, best?.edits ?? limit);
      if (edits > limit) continue;
      if (!best || edits < best.edits || (edits === best.edits && holders > best.holders))
        best = { word, edits, holders };
    }
  }
  return best?.word ?? null;
}

/** Whether some passage holds the word or one of its family. */
export function isKnown(word: Word, corpus: Corpus): boolean {
  return postedOf(corpus, 'exact', word.exact).holders + postedOf(corpus, 'stem', word.stem).holders > 0;
}

/** Endings of the present, the past and the future, of participles and infinitives, the longest first. */
const VERB_ENDING =
  /(?:er|ir|r)?(?:aient|ions|erons|eront|rons|ront|ons|ent|ais|ait|ant|iez|ees|ez|ee|es|er|ir|re|e)$/;
const BASE_ENDINGS = ['er', 'e', 're', 'ir', 'ee', 'ent', 'ant', 'es', 'ait', 'ees', 'ement', 'ez', ''];

/** « transmettons » for « transmettre »: another form of the same verb, that the stemmer sets apart. */
function otherForm(exact: string, known: (word: string) => boolean): string | null {
  const root = exact.replace(VERB_ENDING, '');
  if (root === exact || root.length < 4) return null;
  const ending = BASE_ENDINGS.find((one) => known(root + one));
  return ending === undefined ? null : root + ending;
}

/**
 * Replaces the words no passage holds by the nearest one they hold: one edit, two from eight
 * letters on. Another form of a verb they hold is no slip. Acronyms, figures, short words and
 * words of the domain table are left as typed.
 */
export function correct(words: Word[], corpus: Corpus): { words: Word[]; corrections: Correction[] } {
  const corrections: Correction[] = [];
  const corrected = words.map((word) => {
    if (word.acronym || /\d/.test(word.exact) || isKnown(word, corpus) || isTabled(word)) return word;
    const known = (candidate: string) => postedOf(corpus, 'exact', candidate).holders > 0;
    const form = otherForm(word.exact, known);
    if (form !== null) return { ...word, exact: form, stem: stemOf(form) };
    const used = withoutElision(word.exact, known) ?? nearest(word.exact, corpus);
    if (used === null) return word;
    corrections.push({ typed: word.surface, used });
    return { ...word, exact: used, stem: stemOf(used) };
  });
  return { words: corrected, corrections };
}

/** Rarity of the word by its family: what it is worth finding it. */
export function worth(word: Word, corpus: Corpus): number {
  return rarityOf(postedOf(corpus, 'stem', word.stem).holders, corpus.entries.length);
}
