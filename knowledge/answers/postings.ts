import type { IndexedPassage, Segment, TextIndex } from './segment';

/** Weights of the parts of a passage: how people ask counts more than how the text puts it. */
export const WEIGHTS = { heading: 2, variants: 2, title: 0.5, body: 1 } as const;

/**
 * Usual number of words of each part, measured on the texts of the package. Lengths are compared to
 * these and not to the average of the corpus: a capture changes the weight of no other passage.
 */
const USUAL: Record<keyof typeof WEIGHTS, number> = { heading: 4, variants: 15, title: 6, body: 20 };

/** Strength of length normalisation, the usual value. */
const B = 0.75;

/** What one occurrence in a part of this many words counts for. */
export function shareOf(part: keyof typeof WEIGHTS, length: number): number {
  return WEIGHTS[part] / (1 - B + (B * length) / USUAL[part]);
}

/** Words of one stem, and the number of passages of the segment that hold one of them. */
export interface Family {
  words: number[];
  holders: number;
}

/** A segment made ready: the passages of word `w` are `docs[from[w]]` to `docs[from[w + 1]]`, excluded. */
export interface Postings {
  words: string[];
  stems: string[];
  ranks: Map<string, number>;
  families: Map<string, Family>;
  from: Uint32Array;
  docs: Uint32Array;
  /** Weighted frequency of the word in the passage, beside `docs`. */
  frequencies: Float32Array;
}

/** Calls back for each word of a passage with what it counts for; a word may come several times. */
function eachWord(title: number[], passage: IndexedPassage, add: (word: number, share: number) => void) {
  const [heading = [], ...variants] = passage.lines;
  const count = variants.reduce((sum, line) => sum + line.length, 0);
  const ofVariants = shareOf('variants', count);
  const lines = [heading, ...variants, title, passage.body];
  const shares = [
    shareOf('heading', heading.length),
    ...variants.map(() => ofVariants),
    shareOf('title', title.length),
    shareOf('body', passage.body.length),
  ];
  for (const [rank, line] of lines.entries()) for (const word of line) add(word, shares[rank] ?? 0);
}

interface Gathered {
  /** Distinct words of each passage, in order. */
  held: number[][];
  /** Frequencies, beside `held`. */
  sums: number[][];
}

function gather({ title, passages }: TextIndex, size: number): Gathered {
  const sums = new Float32Array(size);
  const held: number[][] = [];
  const kept: number[][] = [];
  for (const passage of passages) {
    const words: number[] = [];
    eachWord(title, passage, (word, share) => {
      if (sums[word] === 0) words.push(word);
      sums[word] = (sums[word] ?? 0) + share;
    });
    held.push(words);
    kept.push(words.map((word) => sums[word] ?? 0));
    for (const word of words) sums[word] = 0;
  }
  return { held, sums: kept };
}

function familiesOf(stems: string[], held: number[][]): Map<string, Family> {
  const families = new Map<string, Family>();
  const byWord = stems.map((stem, word) => {
    const family = families.get(stem) ?? { words: [], holders: 0 };
    family.words.push(word);
    families.set(stem, family);
    return family;
  });
  const last = new Map<Family, number>();
  for (const [doc, words] of held.entries()) {
    for (const word of words) {
      const family = byWord[word];
      if (!family) continue;
      if (family.words.length > 1) {
        if (last.get(family) === doc) continue;
        last.set(family, doc);
      }
      family.holders += 1;
    }
  }
  return families;
}

function invert({ index }: Segment): Postings {
  const words = index.words.split(' ');
  const stems = index.stems.split(' ');
  const { held, sums } = gather(index, words.length);
  const from = new Uint32Array(words.length + 1);
  for (const list of held) for (const word of list) from[word + 1] = (from[word + 1] ?? 0) + 1;
  for (let word = 1; word <= words.length; word += 1) from[word] = (from[word] ?? 0) + (from[word - 1] ?? 0);
  const next = from.slice();
  const docs = new Uint32Array(from[words.length] ?? 0);
  const frequencies = new Float32Array(docs.length);
  for (const [doc, list] of held.entries()) {
    for (const [rank, word] of list.entries()) {
      const place = next[word] ?? 0;
      docs[place] = doc;
      frequencies[place] = sums[doc]?.[rank] ?? 0;
      next[word] = place + 1;
    }
  }
  const ranks = new Map(words.map((word, rank) => [word, rank]));
  return { words, stems, ranks, families: familiesOf(stems, held), from, docs, frequencies };
}

const ready = new WeakMap<TextIndex, Postings>();

/** The postings of a segment: built at its first use, whatever the corpus it is put in. */
export function postingsOf(segment: Segment): Postings {
  const known = ready.get(segment.index);
  if (known) return known;
  const postings = invert(segment);
  ready.set(segment.index, postings);
  return postings;
}
