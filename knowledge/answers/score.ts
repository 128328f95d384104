import { type Corpus, type Posted, postedOf, rarityOf } from './corpus';
import type { Question } from './question';

/** A number for some passages, by their rank in the corpus; 0 for the others. */
export interface Scores {
  docs: number[];
  scores: Float32Array;
}

/** Saturation of repeated words, the usual value. */
export const K1 = 1.2;

/** Share of the exact form of a word; the rest is for its family. */
const EXACT = 0.5;

/** BM25F of one word or of one family of words, over the whole corpus. */
function weightsOf({ entries }: Corpus, { holders, places }: Posted): Scores {
  const scores = new Float32Array(entries.length);
  const docs: number[] = [];
  for (const { postings, base, words } of places) {
    const { from, docs: held, frequencies } = postings;
    for (const word of words) {
      const end = from[word + 1] ?? 0;
      for (let place = from[word] ?? 0; place < end; place += 1) {
        const doc = base + (held[place] ?? 0);
        const sum = scores[doc] ?? 0;
        if (sum === 0) docs.push(doc);
        scores[doc] = sum + (frequencies[place] ?? 0);
      }
    }
  }
  const rarity = rarityOf(holders, entries.length) * (K1 + 1);
  for (const doc of docs) {
    const frequency = scores[doc] ?? 0;
    scores[doc] = (rarity * frequency) / (frequency + K1);
  }
  return { docs, scores };
}

function add(total: Scores, { docs, scores }: Scores, factor: number): void {
  for (const doc of docs) {
    const sum = total.scores[doc] ?? 0;
    if (sum === 0) total.docs.push(doc);
    total.scores[doc] = sum + factor * (scores[doc] ?? 0);
  }
}

/** Raises each number to at least `factor` times the sum of the lists, where all of them have one. */
function raise(total: Scores, lists: Scores[], factor: number): void {
  const [rarest, ...others] = [...lists].sort((a, b) => a.docs.length - b.docs.length);
  for (const doc of rarest?.docs ?? []) {
    let sum = rarest?.scores[doc] ?? 0;
    let whole = true;
    for (const { scores } of others) {
      const score = scores[doc] ?? 0;
      if (score === 0) whole = false;
      sum += score;
    }
    const known = total.scores[doc] ?? 0;
    if (!whole || factor * sum <= known) continue;
    if (known === 0) total.docs.push(doc);
    total.scores[doc] = factor * sum;
  }
}

/** By the exact form and by the family of each word, then the other ways to say it. */
export function firstScores(corpus: Corpus, { words, expansions }: Question): Scores {
  const nothing = (): Scores => ({ docs: [], scores: new Float32Array(corpus.entries.length) });
  const families = new Map<string, Scores>();
  const family = (stem: string): Scores => {
    const known = families.get(stem) ?? weightsOf(corpus, postedOf(corpus, 'stem', stem));
    families.set(stem, known);
    return known;
  };
  const total = nothing();
  for (const { exact, stem } of words) {
    const posted = postedOf(corpus, 'exact', exact);
    const alone = posted.holders === postedOf(corpus, 'stem', stem).holders;
    add(total, family(stem), alone ? 1 : 1 - EXACT);
    if (!alone) add(total, weightsOf(corpus, posted), EXACT);
  }
  // Of the other ways to say one part of the question, only the best one counts.
  const bySpan = Map.groupBy(expansions, ({ row, start }) => `${row} ${start}`);
  for (const group of bySpan.values()) {
    const others = nothing();
    for (const { stems, weight } of group) raise(others, stems.map(family), weight / Math.sqrt(stems.length));
    add(total, others, 1);
  }
  return total;
}
