import { type Families, familiesIn, isWordAt, startsIn } from './families';
import type { IndexedPassage, Line, Segment, TextIndex } from './segment';

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
export class Postings {
  readonly from: Uint32Array;
  readonly docs: Uint32Array;
  /** Weighted frequency of the word in the passage, beside `docs`. */
  readonly frequencies: Float32Array;
  /** Number of passages that hold some word of the stem, by its first word. */
  readonly holders: Uint32Array;
  readonly families: Families;
  readonly #index: TextIndex;
  #words: string[] | undefined;
  #stems: string[] | undefined;
  #starts: Uint32Array | undefined;

  constructor(index: TextIndex) {
    this.#index = index;
    this.families = familiesIn(index.stems);
    const { count, holders } = countHolders(index, this.families.heads);
    this.from = summed(count);
    this.holders = holders;
    this.docs = new Uint32Array(this.from.at(-1) ?? 0);
    this.frequencies = new Float32Array(this.docs.length);
    fill(this, index);
  }

  /** Words and stems one by one, cut at their first use: most segments are searched without them. */
  get words(): string[] {
    this.#words ??= this.#index.words.split(' ');
    return this.#words;
  }

  get stems(): string[] {
    this.#stems ??= this.#index.stems.split(' ');
    return this.#stems;
  }

  /** Whether a word has this exact form. */
  isWord(word: number, exact: string): boolean {
    const { words } = this.#index;
    this.#starts ??= startsIn(words);
    return isWordAt(words, this.#starts, word, exact);
  }
}

const NONE = new Uint32Array();

/** Calls back with the parts of a passage, one list of words each, and what one occurrence counts for. */
function eachPart(
  title: Line,
  { lines, body }: IndexedPassage,
  look: (line: Line, share: number) => void,
): void {
  const heading = lines[0] ?? NONE;
  let length = 0;
  for (let at = 1; at < lines.length; at += 1) length += lines[at]?.length ?? 0;
  const share = shareOf('variants', length);
  look(heading, shareOf('heading', heading.length));
  for (let at = 1; at < lines.length; at += 1) look(lines[at] ?? NONE, share);
  look(title, shareOf('title', title.length));
  look(body, shareOf('body', body.length));
}

/** Passages that hold each word, and some word of its stem: `count[w + 1]`, `holders[head]`. */
function countHolders({ title, passages }: TextIndex, heads: Uint32Array) {
  const count = new Uint32Array(heads.length + 1);
  const holders = new Uint32Array(heads.length);
  const last = new Int32Array(heads.length).fill(-1);
  const lastOfStem = new Int32Array(heads.length).fill(-1);
  let doc = 0;
  // One short function for each line, counted and not iterated, here and below: the browser compiles it at
  // once, where a long one is interpreted until most texts are read.
  const look = (line: Line) => {
    for (let at = 0; at < line.length; at += 1) {
      const word = line[at] ?? 0;
      if (last[word] === doc) continue;
      last[word] = doc;
      count[word + 1] = (count[word + 1] ?? 0) + 1;
      const head = heads[word] ?? 0;
      if (lastOfStem[head] !== doc) holders[head] = (holders[head] ?? 0) + 1;
      lastOfStem[head] = doc;
    }
  };
  for (; doc < passages.length; doc += 1) {
    const passage = passages[doc];
    if (passage) eachPart(title, passage, look);
  }
  return { count, holders };
}

/** Turns numbers of passages into the place where those of each word begin. */
function summed(count: Uint32Array): Uint32Array {
  for (let word = 1; word < count.length; word += 1)
    count[word] = (count[word] ?? 0) + (count[word - 1] ?? 0);
  return count;
}

/** Writes each passage beside its words. */
function fill({ from, docs, frequencies }: Postings, { title, passages }: TextIndex): void {
  // `free[w]` is the place after the last passage of the word so far.
  const free = from.slice();
  let doc = 0;
  const look = (line: Line, share: number) => {
    for (let at = 0; at < line.length; at += 1) {
      const word = line[at] ?? 0;
      const next = free[word] ?? 0;
      const known = next > (from[word] ?? 0) && docs[next - 1] === doc;
      const place = known ? next - 1 : next;
      docs[place] = doc;
      frequencies[place] = (frequencies[place] ?? 0) + share;
      free[word] = place + 1;
    }
  };
  for (; doc < passages.length; doc += 1) {
    const passage = passages[doc];
    if (passage) eachPart(title, passage, look);
  }
}

const ready = new WeakMap<TextIndex, Postings>();

/** The postings of a segment: built at its first use, whatever the corpus it is put in. */
export function postingsOf(segment: Segment): Postings {
  const known = ready.get(segment.index);
  if (known) return known;
  const postings = new Postings(segment.index);
  ready.set(segment.index, postings);
  return postings;
}
