import type { Word } from './analyse';
import { analyse } from './analyse';
import { LEXICON, type LexiconRow } from './words/lexicon';

/** Another way to say the words `start`..`end` (excluded) of a question. */
export interface Expansion {
  row: LexiconRow['id'];
  start: number;
  end: number;
  /** Stems of the other form, all needed. */
  stems: string[];
  weight: number;
}

interface Form {
  row: LexiconRow;
  stems: string[];
  rank: number;
}

const forms: Form[] = LEXICON.flatMap((row) =>
  row.forms.map((form, rank) => ({ row, rank, stems: analyse(form, 'passage').map((word) => word.stem) })),
);

function occursAt(words: Word[], start: number, stems: string[]): boolean {
  return stems.every((stem, offset) => words[start + offset]?.stem === stem);
}

/** The forms a form leads to: the others of its row, or the wider term when the row is narrower. */
function targets(form: Form): Form[] {
  if (form.row.kind === 'narrower' && form.rank === 0) return [];
  return forms.filter(
    (other) => other.row === form.row && other !== form && (form.row.kind !== 'narrower' || other.rank === 0),
  );
}

/** Every other way, by the domain table, to say a part of the question. */
export function expand(words: Word[]): Expansion[] {
  const expansions: Expansion[] = [];
  for (const form of forms) {
    for (let start = 0; start + form.stems.length <= words.length; start += 1) {
      if (!occursAt(words, start, form.stems)) continue;
      const span = { row: form.row.id, start, end: start + form.stems.length, weight: form.row.weight };
      expansions.push(...targets(form).map((other) => ({ ...span, stems: other.stems })));
    }
  }
  return expansions;
}

/** Whether the domain table gives another way to say a word, so that no text needs the word itself. */
export function isTranslated(rank: number, expansions: Expansion[]): boolean {
  return expansions.some(({ start, end }) => rank >= start && rank < end);
}
