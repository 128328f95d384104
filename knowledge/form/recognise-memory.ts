/**
 * Remembers what a pure function answered, by a key of text: the same labels come back at every
 * review of a step. Bounded: at `limit` answers the oldest half is forgotten.
 */
export const remembered = <Answer extends NonNullable<unknown>>(
  limit: number,
  compute: (key: string) => Answer,
): ((key: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = compute(key);
    if (known.size >= limit) forgetHalf(known);
    known.set(key, answer);
    return answer;
  };
};

/** Forgets the half of a map that was put first. */
export const forgetHalf = (known: Map<string, unknown>): void => {
  let left = known.size / 2;
  for (const key of known.keys()) {
    if (left-- <= 0) return;
    known.delete(key);
  }
};
