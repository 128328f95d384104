import type { Word } from './analyse';
import { type Corpus, rarity } from './corpus';
import { stem } from './stems';

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
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const at = (line: number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY;
      let best = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
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
  let best: { word: string; edits: number; holders: number } | null = null;
  for (const [word, holders] of corpus.holders.exact) {
    if (word.length < 4 || /\d/.test(word) || !startsAlike(exact, word)) continue;
    const edits = distance(exact, word, limit);
    if (edits > limit) continue;
    if (!best || edits < best.edits || (edits === best.edits && holders > best.holders))
      best = { word, edits, holders };
  }
  return best?.word ?? null;
}

/** Whether some passage holds the word or one of its family. */
export function isKnown(word: Word, corpus: Corpus): boolean {
  return corpus.holders.exact.has(word.exact) || corpus.holders.stem.has(word.stem);
}

/**
 * Replaces the words no passage holds by the nearest one they hold: one edit, two from eight
 * letters on. Acronyms, figures and short words are left as typed.
 */
export function correct(words: Word[], corpus: Corpus): { words: Word[]; corrections: Correction[] } {
  const corrections: Correction[] = [];
  const corrected = words.map((word) => {
    if (word.acronym || /\d/.test(word.exact) || isKnown(word, corpus)) return word;
    const known = (candidate: string) => corpus.holders.exact.has(candidate);
    const used = withoutElision(word.exact, known) ?? nearest(word.exact, corpus);
    if (used === null) return word;
    corrections.push({ typed: word.surface, used });
    return { ...word, exact: used, stem: stem(used) };
  });
  return { words: corrected, corrections };
}

/** Rarity of the word by its family: what it is worth finding it. */
export function worth(word: Word, corpus: Corpus): number {
  return rarity(corpus, 'stem', word.stem);
}
