/**
 * The words of one text, grouped by stem. Everything is numbers: a large corpus has hundreds of thousands
 * of words, and a string or an entry of a map for each would cost more than all the rest of its loading.
 */
export interface Families {
  /** First word of the stem of each word; `next[w]` is the one after `w`, −1 at the end. */
  heads: Uint32Array;
  next: Int32Array;
  /** First words by the hash of their stem, in an open table; −1 where it is free. */
  table: Int32Array;
  /** The stem of each word, one space between two, and where each begins. */
  written: string;
  starts: Uint32Array;
}

/** FNV-1a, over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  // The low bits choose the place: they must depend on all of the word.
  return hash ^ (hash >>> 15);
}

/** Where each word begins, and one past the end: `list` has one space between two words. */
export function startsIn(list: string): Uint32Array {
  const starts = [0];
  for (let at = list.indexOf(' '); at !== -1; at = list.indexOf(' ', at + 1)) starts.push(at + 1);
  starts.push(list.length + 1);
  return new Uint32Array(starts);
}

/** Whether the word at this rank of a list is this one. */
export function isWordAt(list: string, starts: Uint32Array, rank: number, word: string): boolean {
  const start = starts[rank] ?? 0;
  return (starts[rank + 1] ?? 0) - start - 1 === word.length && list.startsWith(word, start);
}

type Table = Pick<Families, 'table' | 'written' | 'starts'>;

/** Place of a stem in the table: where its first word is, or where it would be. */
function placeOf({ table, written, starts }: Table, stem: string): number {
  let place = hashOf(stem) & (table.length - 1);
  for (let word = table[place] ?? -1; word !== -1; word = table[place] ?? -1) {
    if (isWordAt(written, starts, word, stem)) break;
    place = (place + 1) & (table.length - 1);
  }
  return place;
}

/** Groups words by their stems, written one after the other. */
export function familiesIn(written: string): Families {
  const starts = startsIn(written);
  const size = starts.length - 1;
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 1))).fill(-1);
  const next = new Int32Array(size).fill(-1);
  const heads = new Uint32Array(size);
  for (let word = 0; word < size; word += 1) {
    const stem = written.slice(starts[word], (starts[word + 1] ?? 0) - 1);
    const place = placeOf({ table, written, starts }, stem);
    const head = table[place] ?? -1;
    heads[word] = head === -1 ? word : head;
    if (head === -1) table[place] = word;
    else {
      next[word] = next[head] ?? -1;
      next[head] = word;
    }
  }
  return { heads, next, table, written, starts };
}

/** The first word of a stem, −1 when there is none. */
export const headOf = (families: Families, stem: string): number =>
  families.table[placeOf(families, stem)] ?? -1;

/** The words of a stem, from its first one. */
export function familyOf({ next }: Families, head: number): number[] {
  const words: number[] = [];
  for (let word = head; word !== -1; word = next[word] ?? -1) words.push(word);
  return words;
}
