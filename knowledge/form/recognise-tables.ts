import { assign } from './assignment';
import { asksFor, coverage, likeness, told } from './likeness';
import { isForeign, THRESHOLD } from './recognise';
import { type Column, families, type RowFamily } from './rows';
import type { FrameSnapshot, TableSnapshot } from './snapshot';
import { wordsOf } from './words';

/** A table of the page and what its rows and columns are. */
export interface TableRecognition {
  table: TableSnapshot;
  family: RowFamily;
  /** Rank of the column in the page → column of the family. */
  columns: Map<number, { column: Column; confidence: number }>;
}

/** Recognises the tables of a frame whose rows the profile can answer. */
export const recogniseTables = (frame: FrameSnapshot): TableRecognition[] => {
  const found = candidatesOf(frame);
  // Two tables of the same things (« Dépenses 2023 », « Dépenses 2024 ») would each get every line.
  return found.filter(({ family }) => found.filter((other) => other.family === family).length === 1);
};

const candidatesOf = (frame: FrameSnapshot): TableRecognition[] =>
  isForeign(frame)
    ? []
    : frame.tables.flatMap((table) => {
        const [best] = families
          .filter((family) => isAbout(family, table))
          .map((family) => ({ family, columns: columnsOf(table, family) }))
          .filter(({ columns }) => columns.size > 0)
          .toSorted((a, b) => b.columns.size - a.columns.size);
        return best ? [{ table, ...best }] : [];
      });

/** A caption must be mostly about the family: « Partenaires de la structure » is no list of ESSMS. */
const CAPTION_PRECISION = 0.3;

/** The caption or the « add » button speaks of the family, or a heading only it has. */
const isAbout = (family: RowFamily, { caption, addLabel, columns }: TableSnapshot): boolean => {
  const wordings = family.words.map(wordsOf);
  const titled = [caption, addLabel]
    .map(wordsOf)
    .some((words) =>
      wordings.some(
        (wording) => coverage(words, wording) === 1 && wording.length >= words.length * CAPTION_PRECISION,
      ),
    );
  return (
    titled ||
    columns.some((head) =>
      family.heads.some((known) => likeness(wordsOf(head), wordsOf(known)) >= HEAD_LIKENESS),
    )
  );
};

const HEAD_LIKENESS = 0.9;

const columnsOf = (table: TableSnapshot, family: RowFamily): TableRecognition['columns'] => {
  const heads = table.columns.map(told);
  const owner = new Set(family.words.flatMap(wordsOf));
  const wordings = family.columns.map(({ labels }) => labels.map(wordsOf));
  const matrix = heads.map((head) =>
    wordings.map((labels) => {
      const best = Math.max(0, ...labels.map((wording) => asksFor(head, wording, owner)));
      return best >= THRESHOLD ? best : 0;
    }),
  );
  const found = new Map<number, { column: Column; confidence: number }>();
  assign(matrix).forEach((candidate, at) => {
    const column = family.columns[candidate];
    if (column) found.set(at, { column, confidence: matrix[at]?.[candidate] ?? 0 });
  });
  return found;
};
