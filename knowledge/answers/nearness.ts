import { type Entry, rarityOf } from './corpus';
import { shareOf } from './postings';
import type { Question } from './question';
import { K1 } from './score';
import type { Line } from './segment';

/** Shares of the order of the words and of their spelling in the second look. */
const PAIRS = 0.4;
const PIECES = 0.15;
/** Length of a piece of a word, in letters: four bytes. */
const PIECE = 4;

/** Frequencies of some features of the question in one passage. */
type Counts = Map<number, number>;

/** Each piece of a word as one number, a byte for each of its folded letters: no string is made. */
function piecesOf(word: string): number[] {
  const pieces: number[] = [];
  let piece = 0;
  for (let at = 0; at < word.length; at += 1) {
    piece = (piece << 8) | (word.charCodeAt(at) & 0xff); // the fifth last letter leaves the 32 bits
    if (at >= PIECE - 1) pieces.push(piece);
  }
  return pieces;
}

function numbered(keys: number[]): Map<number, number> {
  return new Map([...new Set(keys)].map((key, rank) => [key, rank]));
}

/** Calls back with each line of a passage and what one occurrence in it counts for. */
function eachLine({ index }: Entry, look: (line: Line, share: number) => void): void {
  const [heading = new Uint32Array(), ...variants] = index.lines;
  const count = variants.reduce((sum, line) => sum + line.length, 0);
  look(heading, shareOf('heading', heading.length));
  for (const line of variants) look(line, shareOf('variants', count));
  look(index.body, shareOf('body', index.body.length));
}

const add = (counts: Counts, key: number, share: number) => counts.set(key, (counts.get(key) ?? 0) + share);

/** BM25 of features over these passages alone. */
function bm25(all: Counts[]): number[] {
  const holders = new Map<number, number>();
  for (const counts of all) for (const key of counts.keys()) add(holders, key, 1);
  return all.map((counts) => {
    let sum = 0;
    for (const [key, frequency] of counts)
      sum += (rarityOf(holders.get(key) ?? 0, all.length) * frequency * (K1 + 1)) / (frequency + K1);
    return sum;
  });
}

/** Number of each pair of stems, by its first stem, then by its second one. */
type Pairs = Map<string, Map<string, number>>;

function pairsOf({ words }: Question): Pairs {
  const pairs: Pairs = new Map();
  for (const [rank, { stem }] of words.entries()) {
    const next = words[rank + 1];
    if (!next) break;
    const seconds = pairs.get(stem) ?? new Map<string, number>();
    pairs.set(stem, seconds.set(next.stem, rank));
  }
  return pairs;
}

function pairsIn(entry: Entry, pairs: Pairs): Counts {
  const counts: Counts = new Map();
  const { stems } = entry.postings;
  eachLine(entry, (line, share) => {
    let seconds: Map<string, number> | undefined;
    for (const word of line) {
      const stem = stems[word] ?? '';
      const key = seconds?.get(stem);
      if (key !== undefined) add(counts, key, share);
      seconds = pairs.get(stem);
    }
  });
  return counts;
}

function piecesIn(entry: Entry, piecesOfWord: (word: string) => number[]): Counts {
  const counts: Counts = new Map();
  const { words } = entry.postings;
  eachLine(entry, (line, share) => {
    for (const word of line) for (const key of piecesOfWord(words[word] ?? '')) add(counts, key, share);
  });
  return counts;
}

/** What the order of the words and pieces of words add to the score of a few passages, side by side. */
export function nearness(question: Question, entries: Entry[]): number[] {
  const pairs = pairsOf(question);
  const pieces = numbered(question.words.flatMap(({ exact }) => piecesOf(exact)));
  const known = new Map<string, number[]>();
  const piecesOfWord = (word: string): number[] => {
    const ranks = known.get(word) ?? piecesOf(word).flatMap((piece) => pieces.get(piece) ?? []);
    known.set(word, ranks);
    return ranks;
  };
  const byPair = bm25(entries.map((entry) => pairsIn(entry, pairs)));
  const byPiece = bm25(entries.map((entry) => piecesIn(entry, piecesOfWord)));
  return entries.map((_, rank) => PAIRS * (byPair[rank] ?? 0) + PIECES * (byPiece[rank] ?? 0));
}
