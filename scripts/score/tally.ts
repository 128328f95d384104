import type { ExpectedFailure, ExpectedField } from '@/test/pages/saved';

/** A field as it was read: its label, and what it was recognised as. */
export interface Reading {
  label: string;
  field: string | null;
}

/** One recognition that is not the truth. */
export interface Mistake {
  /** Rank of the field in the truth, from 0; null for a field the truth does not list. */
  at: number | null;
  label: string;
  expected: string | null;
  got: string | null;
}

/** Spaces of any kind are one, as a reader sees them. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const sameLabel = ({ label }: ExpectedField, read: Reading): boolean =>
  plain(read.label).startsWith(plain(label));

/** Longest common run of labels from each pair of ranks, in a table read backwards. */
const commonRuns = (truth: ExpectedField[], read: Reading[]): number[][] => {
  const runs = Array.from({ length: truth.length + 1 }, () => new Array<number>(read.length + 1).fill(0));
  const at = (i: number, j: number): number => runs[i]?.[j] ?? 0;
  for (let i = truth.length - 1; i >= 0; i--)
    for (let j = read.length - 1; j >= 0; j--) {
      const [wanted, found, row] = [truth[i], read[j], runs[i]];
      if (!wanted || !found || !row) continue;
      row[j] = sameLabel(wanted, found) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return runs;
};

/** Pairs the truth with what was read: by rank, or by label when a field is missing or too many. */
const pairs = (truth: ExpectedField[], read: Reading[]): [ExpectedField | null, Reading | null][] => {
  if (truth.length === read.length) return truth.map((wanted, at) => [wanted, read[at] ?? null]);
  const runs = commonRuns(truth, read);
  const found: [ExpectedField | null, Reading | null][] = [];
  for (let i = 0, j = 0; i < truth.length || j < read.length; ) {
    const [wanted = null, reading = null] = [truth[i], read[j]];
    const both = wanted && reading && sameLabel(wanted, reading);
    const skipTruth = !reading || (wanted && (runs[i + 1]?.[j] ?? 0) >= (runs[i]?.[j + 1] ?? 0));
    found.push(both ? [wanted, reading] : skipTruth ? [wanted, null] : [null, reading]);
    if (both || skipTruth) i++;
    if (both || !skipTruth) j++;
  }
  return found;
};

/** How recognition did: counts, and each mistake. */
export class Tally {
  right = 0;
  /** Taken for something else, or for something when it is nothing we know. */
  wrong = 0;
  /** Known to the truth, and not recognised or recognised as something else. */
  missed = 0;
  readonly mistakes: Mistake[] = [];

  /** Counts the fields of one page. */
  add(truth: ExpectedField[], read: Reading[]): this {
    for (const [wanted, reading] of pairs(truth, read)) {
      const expected = wanted?.field ?? null;
      const got = reading?.field ?? null;
      if (got !== null && got === expected) this.right++;
      if (got === expected) continue;
      if (got !== null) this.wrong++;
      if (expected !== null) this.missed++;
      const at = wanted ? truth.indexOf(wanted) : null;
      this.mistakes.push({ at, label: wanted?.label || (reading?.label ?? ''), expected, got });
    }
    return this;
  }

  /** Adds the counts of another tally. */
  plus({ right, wrong, missed, mistakes }: Tally): this {
    this.right += right;
    this.wrong += wrong;
    this.missed += missed;
    this.mistakes.push(...mistakes);
    return this;
  }

  /** Share of what was recognised that is right. */
  get precision(): number {
    return this.right + this.wrong === 0 ? 1 : this.right / (this.right + this.wrong);
  }

  /** Share of what could be recognised that was. */
  get recall(): number {
    return this.right + this.missed === 0 ? 1 : this.right / (this.right + this.missed);
  }

  /** Neither too many mistakes nor too many misses. */
  get passes(): boolean {
    return this.precision >= LEAST_PRECISION && this.recall >= LEAST_RECALL;
  }
}

export const LEAST_PRECISION = 0.99;
export const LEAST_RECALL = 0.92;

const meets =
  ({ at, got }: Mistake) =>
  (failure: ExpectedFailure): boolean =>
    failure.at === at && failure.got === got;

/** Mistakes nobody announced. */
export const surprises = (mistakes: Mistake[], announced: ExpectedFailure[]): Mistake[] =>
  mistakes.filter((mistake) => !announced.some(meets(mistake)));

/** Announced mistakes that are no more: to be struck off the page's list. */
export const mended = (mistakes: Mistake[], announced: ExpectedFailure[]): ExpectedFailure[] =>
  announced.filter((failure) => !mistakes.some((mistake) => meets(mistake)(failure)));
