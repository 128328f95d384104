import type { Passage, SourceText } from '@/knowledge/texts/text';
import { analyse } from './analyse';
import { hasCue, KINDS_WITH_CUE, type Kind, kindOf } from './cues';
import { searchable } from './normalise';
import { regionsIn } from './regions';

/**
 * What retrieval keeps of one passage, as plain JSON. A word is its rank in the words of the index:
 * the order is kept, so that postings, pairs of words and headings are all read from it.
 */
export interface IndexedPassage {
  /** The heading, then each variant. */
  lines: number[][];
  body: number[];
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

/** Form of the indexes kept on disk: raised when the analysis changes, so that those of before are made again. */
export const INDEX_FORM = 1;

/** The searchable form of one text, as plain JSON: made once, kept on disk, read back as it is. */
export interface TextIndex {
  /** Distinct words of the text in their exact form, one space between two; and the stem of each. */
  words: string;
  stems: string;
  title: number[];
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
  const read = (line: string, kind: 'passage' | 'question'): number[] =>
    analyse(line, kind).map(({ exact, stem }) => rankOf(exact, stem));
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

/** Analyses one text; the only costly step, done once for each text. */
export function segmentOf(text: SourceText): Segment {
  const { read, words, stems } = numbering();
  const title = read(text.title, 'passage');
  const passages = text.passages.map((passage) => indexedPassage(text, passage, read));
  return { text, index: { words: words(), stems: stems(), title, passages } };
}
