import type { IndexedPassage, Line, TextIndex } from './segment';

/** Form of the indexes kept on disk: raised when the analysis changes, so that those of before are made again. */
export const INDEX_FORM = 2;

type Facts = Pick<IndexedPassage, 'asked' | 'mentioned' | 'regions' | 'cues' | 'absent'>;

/** A passage without its words; of the facts, those that say something. */
interface KeptPassage extends Partial<Facts> {
  /** Number of words of each line, then of the body. */
  lengths: number[];
}

/**
 * An index as it is kept on disk. The words of all its lines are in one array of numbers: read back, an
 * array for each line of 10,000 passages would take longer than all the rest.
 */
export interface KeptIndex extends Pick<TextIndex, 'words' | 'stems' | 'title'> {
  /** Line after line: those of each passage, then its body. */
  ranks: Line;
  passages: KeptPassage[];
}

/** The words of a text are seldom so many that two bytes cannot tell them apart. */
const ranksOf = (lines: Line[], words: number): Line => {
  const ranks = lines.flatMap((line) => [...line]);
  return words > 0x1_00_00 ? Uint32Array.from(ranks) : Uint16Array.from(ranks);
};

const linesOf = ({ lines, body }: IndexedPassage): Line[] => [...lines, body];

function keptPassage(passage: IndexedPassage): KeptPassage {
  const { asked, mentioned, regions, cues, absent } = passage;
  const facts = Object.entries({ asked, mentioned, regions, cues, absent });
  return {
    lengths: linesOf(passage).map(({ length }) => length),
    ...Object.fromEntries(facts.filter(([, said]) => said.length > 0)),
  };
}

/** What is kept on disk of an index. */
export function keptIndex({ words, stems, title, passages }: TextIndex): KeptIndex {
  const ranks = ranksOf(passages.flatMap(linesOf), words.split(' ').length);
  return { words, stems, title, ranks, passages: passages.map(keptPassage) };
}

/** The index that was kept; its lines are parts of the array that was read. */
export function readIndex({ words, stems, title, ranks, passages }: KeptIndex): TextIndex {
  let end = 0;
  const next = (length: number): Line => {
    end += length;
    return ranks.subarray(end - length, end);
  };
  const read = ({
    lengths,
    asked = [],
    mentioned = [],
    regions = [],
    cues = [],
    absent = [],
  }: KeptPassage) => {
    const lines = lengths.slice(0, -1).map(next);
    return { lines, body: next(lengths.at(-1) ?? 0), asked, mentioned, regions, cues, absent };
  };
  return { words, stems, title, passages: passages.map(read) };
}
