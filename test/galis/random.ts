/** Reproducible numbers in [0, 1[ (mulberry32). */
export const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** One of a list, drawn. */
export const draw = <T>(next: () => number, list: readonly T[]): T | undefined =>
  list[Math.floor(next() * list.length)];

/** The same items in a drawn order. */
export const shuffled = <T>(next: () => number, list: readonly T[]): T[] =>
  list
    .map((item) => ({ item, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
