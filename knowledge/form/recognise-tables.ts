import { assign } from './assignment';
import type { Correction } from './correction';
import { columnWordings, familyHeads, familyWordings } from './dictionary-rows';
import { asksFor, coverage, likeness, told } from './likeness';
import { isForeign } from './recognise';
import { indexOf, type Said, saidOf } from './recognise-corrected';
import { THRESHOLD } from './recognise-score';
import { type Column, families, type RowFamily } from './rows';
import type { FieldSnapshot, FrameSnapshot, TableSnapshot } from './snapshot';
import { wordsOf } from './words';

/** What a column of the page asks, how sure that is, and what a person said of it, if they did. */
export interface ColumnRecognition {
  column: Column;
  confidence: number;
  /** In French; empty when the heading alone told. */
  evidence: string;
}

/** A table of the page and what its rows and columns are. */
export interface TableRecognition {
  table: TableSnapshot;
  family: RowFamily;
  /** Rank of the column in the page → column of the family. */
  columns: Map<number, ColumnRecognition>;
}

interface FamilyWords {
  family: RowFamily;
  words: string[][];
  heads: string[][];
  owner: ReadonlySet<string>;
  columns: { column: Column; labels: string[][] }[];
}

const known: readonly FamilyWords[] = families.map((family) => {
  const words = [...family.words, ...(familyWordings[family.id] ?? [])].map(wordsOf);
  return {
    family,
    words,
    heads: [...family.heads, ...(familyHeads[family.id] ?? [])].map(wordsOf),
    owner: new Set(words.flat()),
    columns: family.columns.map((column) => ({
      column,
      labels: [...column.labels, ...(columnWordings[column.id] ?? [])].map(wordsOf),
    })),
  };
});

/** Recognises the tables of a frame whose rows the profile can answer; what a person corrected decides. */
export const recogniseTables = (
  frame: FrameSnapshot,
  corrections: readonly Correction[] = [],
): TableRecognition[] => {
  const said = saidOfColumns(frame, corrections);
  const found = candidatesOf(frame, said);
  // Two tables of the same things (« Dépenses 2023 », « Dépenses 2024 ») would each get every line.
  return found.filter(({ family }) => found.filter((other) => other.family === family).length === 1);
};

/** What a person said of the columns, by table and rank: read from any cell of the column. */
type SaidOfColumns = ReadonlyMap<string, Said>;

const placeOf = (table: string, column: number): string => `${table}.${column}`;

const saidOfColumns = (frame: FrameSnapshot, corrections: readonly Correction[]): SaidOfColumns => {
  const found = new Map<string, Said>();
  if (corrections.length === 0) return found;
  const index = indexOf(corrections);
  const heads = new Map<string, FieldSnapshot>();
  for (const field of frame.fields) {
    const place = field.row && placeOf(field.row.table, field.row.column);
    if (place && !heads.has(place)) heads.set(place, field);
  }
  for (const [place, field] of heads) {
    const said = saidOf(field, index);
    if (said) found.set(place, said);
  }
  return found;
};

const candidatesOf = (frame: FrameSnapshot, said: SaidOfColumns): TableRecognition[] => {
  const foreign = isForeign(frame);
  return frame.tables.flatMap((table) => {
    const [best] = known
      .filter((one) => isSaid(one, table, said) || (!foreign && isAbout(one, table)))
      .map((one) => ({ one, columns: columnsOf(table, one, said) }))
      .filter(({ columns }) => columns.size > 0)
      .toSorted(
        (a, b) =>
          Number(isSaid(b.one, table, said)) - Number(isSaid(a.one, table, said)) ||
          b.columns.size - a.columns.size,
      );
    return best ? [{ table, family: best.one.family, columns: best.columns }] : [];
  });
};

/** A person said that a column of the table is of that family. */
const isSaid = ({ family }: FamilyWords, table: TableSnapshot, said: SaidOfColumns): boolean =>
  table.columns.some((_, at) => {
    const one = said.get(placeOf(table.key, at));
    return one?.exact && family.columns.some(({ id }) => id === one.fieldId);
  });

/** A caption must be mostly about the family: « Partenaires de la structure » is no list of ESSMS. */
const CAPTION_PRECISION = 0.3;

/** The caption or the « add » button speaks of the family, or a heading only it has. */
const isAbout = ({ words, heads }: FamilyWords, { caption, addLabel, columns }: TableSnapshot): boolean => {
  const titled = [caption, addLabel]
    .map(wordsOf)
    .some((text) =>
      words.some(
        (wording) => coverage(text, wording) === 1 && wording.length >= text.length * CAPTION_PRECISION,
      ),
    );
  return (
    titled ||
    columns.some((head) => heads.some((wording) => likeness(wordsOf(head), wording) >= HEAD_LIKENESS))
  );
};

const HEAD_LIKENESS = 0.9;

const columnsOf = (
  table: TableSnapshot,
  { columns, owner }: FamilyWords,
  said: SaidOfColumns,
): TableRecognition['columns'] => {
  const found = new Map<number, ColumnRecognition>();
  const taken = new Set<Column>();
  table.columns.forEach((_, at) => {
    const one = said.get(placeOf(table.key, at));
    const column = columns.find((candidate) => candidate.column.id === one?.fieldId)?.column;
    if (!one || !column || taken.has(column)) return;
    taken.add(column);
    found.set(at, { column, confidence: one.confidence, evidence: one.evidence });
  });
  const matrix = table.columns.map((head, at) => {
    const free = !found.has(at) && said.get(placeOf(table.key, at))?.fieldId !== null;
    return columns.map(({ column, labels }) =>
      free && !taken.has(column) ? likenessOfHead(head, labels, owner) : 0,
    );
  });
  assign(matrix).forEach((candidate, at) => {
    const column = columns[candidate]?.column;
    if (column)
      found.set(at, { column, confidence: Math.min(1, matrix[at]?.[candidate] ?? 0), evidence: '' });
  });
  return found;
};

const likenessOfHead = (head: string, labels: string[][], owner: ReadonlySet<string>): number => {
  const text = told(head);
  const best = Math.max(0, ...labels.map((wording) => asksFor(text, wording, owner)));
  return best >= THRESHOLD ? best : 0;
};
