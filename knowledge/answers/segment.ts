import type { Passage, SourceText } from '@/knowledge/texts/text';
import { analyse } from './analyse';
import { hasCue, KINDS_WITH_CUE, type Kind, kindOf } from './cues';
import { searchable } from './normalise';
import { regionsIn } from './regions';

/** Words of a line, by their rank in the words of the index; shorter numbers once read back from the disk. */
export type Line = Uint16Array | Uint32Array;

/**
 * What retrieval keeps of one passage. The order of the words is kept, so that postings, pairs of words
 * and headings are all read from it.
 */
export interface IndexedPassage {
  /** The heading, then each variant. */
  lines: Line[];
  body: Line;
  /** Years that the heading or a variant names, and those of the body. */
  asked: number[];
  mentioned: number[];
  /** INSEE codes of the régions it names. */
  regions: string[];
  /** Kinds of questions for which it holds what is expected; `who` when its heading asks who. */
  cues: Kind[];
  /** Stems of each thing the passage says was not found. */
  absent: string[][];
}

/** The searchable form of one text: made once, kept on disk. */
export interface TextIndex {
  /** Distinct words of the text in their exact form, one space between two; and the stem of each. */
  words: string;
  stems: string;
  title: Line;
  passages: IndexedPassage[];
}

/** A text and its index: what is added to a corpus, or taken away, without touching the others. */
export interface Segment {
  text: SourceText;
  index: TextIndex;
}

/** Years from 2010 to 2049 written in a text. */
export function yearsNamed(text: string): number[] {
  return [...new Set([...text.matchAll(/(?<!\d)20[1-4]\d(?!\d)/g)].map(([year]) => Number(year)))];
}

/** Numbers the words of one text as they come. */
function numbering() {
  const ranks = new Map<string, number>();
  const stems: string[] = [];
  const rankOf = (exact: string, stem: string): number => {
    const known = ranks.get(exact);
    if (known !== undefined) return known;
    ranks.set(exact, stems.length);
    return stems.push(stem) - 1;
  };
  const read = (line: string, kind: 'passage' | 'question'): Line =>
    Uint32Array.from(analyse(line, kind), ({ exact, stem }) => rankOf(exact, stem));
  return { read, words: () => [...ranks.keys()].join(' '), stems: () => stems.join(' ') };
}

function cuesOf(asked: string[], body: string): Kind[] {
  const folded = searchable(body);
  const held = KINDS_WITH_CUE.filter((kind) => hasCue(kind, folded));
  return asked.some((line) => kindOf(searchable(line)) === 'who') ? [...held, 'who'] : held;
}

function indexedPassage(
  text: SourceText,
  { heading, variants, body, absent = [] }: Passage,
  read: ReturnType<typeof numbering>['read'],
): IndexedPassage {
  const asked = [heading, ...variants];
  const named = searchable([...asked, body, text.title, text.issuer].join('\n'));
  return {
    lines: asked.map((line) => read(line, 'question')),
    body: read(body, 'passage'),
    asked: yearsNamed(asked.join('\n')),
    mentioned: yearsNamed(body),
    regions: regionsIn(named).map(({ code }) => code),
    cues: cuesOf(asked, body),
    absent: absent.map((item) => analyse(item, 'passage').map(({ stem }) => stem)),
  };
}

/** Analyses one text, one passage at each step: a page can be drawn in between. */
export function* indexing(text: SourceText): Generator<void, TextIndex> {
  const { read, words, stems } = numbering();
  const title = read(text.title, 'passage');
  const passages: IndexedPassage[] = [];
  for (const passage of text.passages) {
    passages.push(indexedPassage(text, passage, read));
    yield;
  }
  return { words: words(), stems: stems(), title, passages };
}

/** Analyses one text at once; the only costly step, done once for each text. */
export function segmentOf(text: SourceText): Segment {
  const steps = indexing(text);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return { text, index: step.value };
}
