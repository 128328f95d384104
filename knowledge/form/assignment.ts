/**
 * Best one-to-one assignment of rows to columns for a matrix of scores (greater is better, zero or
 * less means « never »). Hungarian method in O(rows² × columns). Answers the column of each row,
 * or -1. Leaving a row without column costs nothing, so weak pairs never push out strong ones.
 */
export const assign = (scores: number[][]): number[] => {
  const isPair = (score: number | undefined) => (score ?? 0) > 0;
  const pairs = scores.map((row) => [...row.keys()].filter((column) => isPair(row[column])));
  const found = new Array<number>(scores.length).fill(-1);
  // Rows that want none of the same columns have nothing to settle: the cost grows with the square
  // of each group, and most groups are one row.
  for (const rows of groupsOf(pairs)) {
    const columns = [...new Set(rows.flatMap((row) => pairs[row] ?? []))].toSorted((a, b) => a - b);
    const dense = rows.map((row) => columns.map((column) => scores[row]?.[column] ?? 0));
    assignDense(dense).forEach((column, at) => {
      const row = rows[at];
      if (row !== undefined && column >= 0) found[row] = columns[column] ?? -1;
    });
  }
  return found;
};

/** Rows that share a column, directly or through others; rows that want none are left out. */
const groupsOf = (pairs: number[][]): number[][] => {
  const group = new Map<number, { rows: number[] }>();
  pairs.forEach((columns, row) => {
    if (columns.length === 0) return;
    const joined = [...new Set(columns.flatMap((column) => group.get(column) ?? []))];
    const [first = { rows: [] }] = joined;
    first.rows = [...joined.flatMap(({ rows }) => rows), row];
    if (joined.length > 1)
      for (const [column, one] of group) if (joined.includes(one)) group.set(column, first);
    for (const column of columns) group.set(column, first);
  });
  return [...new Set(group.values())].map(({ rows }) => rows.toSorted((a, b) => a - b));
};

const assignDense = (scores: number[][]): number[] => {
  const rows = scores.length;
  const real = scores[0]?.length ?? 0;
  if (rows === 0 || real === 0) return scores.map(() => -1);
  // One dummy column per row: « nothing », at score 0.
  const columns = real + rows;
  const cost = (row: number, column: number): number => {
    const score = column < real ? (scores[row]?.[column] ?? 0) : 0;
    return column < real && score <= 0 ? 1e6 : -score;
  };
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) augment(row, cost, columns, rowPotential, columnPotential, rowOf);
  const found = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= real; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0 && (scores[row - 1]?.[column - 1] ?? 0) > 0) found[row - 1] = column - 1;
  }
  return found;
};

/** Adds one row to the assignment along the cheapest alternating path. */
const augment = (
  row: number,
  cost: (row: number, column: number) => number,
  columns: number,
  u: Float64Array,
  v: Float64Array,
  rowOf: Int32Array,
): void => {
  const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(columns + 1);
  const used = new Uint8Array(columns + 1);
  rowOf[0] = row;
  let at = 0;
  do {
    used[at] = 1;
    const current = rowOf[at] ?? 0;
    let delta = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let column = 1; column <= columns; column++) {
      if (used[column]) continue;
      const reduced = cost(current - 1, column - 1) - (u[current] ?? 0) - (v[column] ?? 0);
      if (reduced < (least[column] ?? 0)) {
        least[column] = reduced;
        previous[column] = at;
      }
      if ((least[column] ?? 0) < delta) {
        delta = least[column] ?? 0;
        next = column;
      }
    }
    for (let column = 0; column <= columns; column++) {
      if (used[column]) {
        const owner = rowOf[column] ?? 0;
        u[owner] = (u[owner] ?? 0) + delta;
        v[column] = (v[column] ?? 0) - delta;
      } else least[column] = (least[column] ?? 0) - delta;
    }
    at = next;
  } while ((rowOf[at] ?? 0) !== 0);
  while (at !== 0) {
    const before = previous[at] ?? 0;
    rowOf[at] = rowOf[before] ?? 0;
    at = before;
  }
};
