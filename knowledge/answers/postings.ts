import type { IndexedPassage, Segment, TextIndex } from './segment';

/** Weights of the parts of a passage: how people ask counts more than how the text puts it. */
export const WEIGHTS = { heading: 2, variants: 2, title: 0.5, body: 1 } as const;

/**
 * Usual number of words of each part of the texts of the package; for the variants half of it, which
 * finds a little more. Lengths are compared to these and not to the average of the corpus: a capture
 * changes the weight of no other passage.
 */
const USUAL: Record<keyof typeof WEIGHTS, number> = { heading: 4, variants: 15, title: 6, body: 20 };

/** Strength of length normalisation, the usual value. */
const B = 0.75;

/** What one occurrence in a part of this many words counts for. */
export function shareOf(part: keyof typeof WEIGHTS, length: number): number {
  return WEIGHTS[part] / (1 - B + (B * length) / USUAL[part]);
}

/** A segment made ready: the passages of word `w` are `docs[from[w]]` to `docs[from[w + 1]]`, excluded. */
export interface Postings {
  words: string[];
  stems: string[];
  /** First word of each stem; `next[w]` is the one after `w`, −1 at the end. */
  first: Map<string, number>;
  next: Int32Array;
  /** Number of passages that hold some word of the stem, by its first word. */
  holders: Uint32Array;
  from: Uint32Array;
  docs: Uint32Array;
  /** Weighted frequency of the word in the passage, beside `docs`. */
  frequencies: Float32Array;
}

/** The parts of a passage, one list of words each, and what one occurrence counts for. */
function partsOf(title: number[], { lines, body }: IndexedPassage): [line: number[], share: number][] {
  const [heading = [], ...variants] = lines;
  let length = 0;
  for (const line of variants) length += line.length;
  const share = shareOf('variants', length);
  return [
    [heading, shareOf('heading', heading.length)],
    ...variants.map((line): [number[], number] => [line, share]),
    [title, shareOf('title', title.length)],
    [body, shareOf('body', body.length)],
  ];
}

/** Distinct words of every passage, one after the other, with their frequencies; `ends` closes each passage. */
function gather({ title, passages }: TextIndex, size: number) {
  const sums = new Float32Array(size);
  const words: number[] = [];
  const frequencies: number[] = [];
  const ends: number[] = [];
  for (const passage of passages) {
    const start = words.length;
    for (const [line, share] of partsOf(title, passage)) {
      for (const word of line) {
        if (sums[word] === 0) words.push(word);
        sums[word] = (sums[word] ?? 0) + share;
      }
    }
    for (let place = start; place < words.length; place += 1) {
      const word = words[place] ?? 0;
      frequencies.push(sums[word] ?? 0);
      sums[word] = 0;
    }
    ends.push(words.length);
  }
  return { words, frequencies, ends };
}

/** Chains the words of each stem; `heads` gives the first word of the stem of each word. */
function chain(stems: string[]) {
  const first = new Map<string, number>();
  const next = new Int32Array(stems.length).fill(-1);
  const heads = new Uint32Array(stems.length);
  for (let word = 0; word < stems.length; word += 1) {
    const stem = stems[word] ?? '';
    const head = first.get(stem);
    heads[word] = head ?? word;
    if (head === undefined) first.set(stem, word);
    else {
      next[word] = next[head] ?? -1;
      next[head] = word;
    }
  }
  return { first, next, heads };
}

function invert({ index }: Segment): Postings {
  const [words, stems] = [index.words.split(' '), index.stems.split(' ')];
  const gathered = gather(index, words.length);
  const { first, next, heads } = chain(stems);
  const from = new Uint32Array(words.length + 1);
  for (const word of gathered.words) from[word + 1] = (from[word + 1] ?? 0) + 1;
  for (let word = 1; word <= words.length; word += 1) from[word] = (from[word] ?? 0) + (from[word - 1] ?? 0);
  const free = from.slice();
  const docs = new Uint32Array(gathered.words.length);
  const frequencies = new Float32Array(docs.length);
  const holders = new Uint32Array(words.length);
  const last = new Int32Array(words.length).fill(-1);
  let doc = 0;
  for (let place = 0; place < docs.length; place += 1) {
    while (place >= (gathered.ends[doc] ?? 0)) doc += 1;
    const word = gathered.words[place] ?? 0;
    const head = heads[word] ?? 0;
    if (last[head] !== doc) holders[head] = (holders[head] ?? 0) + 1;
    last[head] = doc;
    const at = free[word] ?? 0;
    docs[at] = doc;
    frequencies[at] = gathered.frequencies[place] ?? 0;
    free[word] = at + 1;
  }
  return { words, stems, first, next, holders, from, docs, frequencies };
}

/** The words of a stem. */
export function familyOf({ first, next }: Postings, stem: string): number[] {
  const words: number[] = [];
  for (let word = first.get(stem) ?? -1; word !== -1; word = next[word] ?? -1) words.push(word);
  return words;
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
