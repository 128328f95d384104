import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '@/knowledge/form/assignment';

const totalOf = (scores: number[][], columns: number[]): number =>
  columns.reduce((sum, column, row) => sum + (column < 0 ? 0 : (scores[row]?.[column] ?? 0)), 0);

/** Every way of giving rows different columns or none, tried one by one. */
const bestOf = (scores: number[][], row = 0, used: readonly number[] = []): number => {
  const line = scores[row];
  if (!line) return 0;
  const without = bestOf(scores, row + 1, used);
  const options = line.map((score, column) =>
    score > 0 && !used.includes(column) ? score + bestOf(scores, row + 1, [...used, column]) : 0,
  );
  return Math.max(without, ...options);
};

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) => {
    const score = fc.integer({ min: -4, max: 20 }).map((tenth) => tenth / 10);
    return fc.array(fc.array(score, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    });
  });

test('is as good as trying everything', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      expect(totalOf(scores, assign(scores))).toBeCloseTo(bestOf(scores), 9);
    }),
    { numRuns: 400 },
  );
});

test('gives each column once, and never a pair worth nothing', () => {
  fc.assert(
    fc.property(matrix, (scores) => {
      const given = assign(scores);
      const columns = given.filter((column) => column >= 0);
      expect(given).toHaveLength(scores.length);
      expect(new Set(columns).size).toBe(columns.length);
      given.forEach((column, row) => {
        if (column >= 0) expect(scores[row]?.[column]).toBeGreaterThan(0);
      });
    }),
  );
});

test('a weak pair never pushes out a strong one', () => {
  expect(
    assign([
      [0.9, 0],
      [0.8, 0.6],
    ]),
  ).toEqual([0, 1]);
  expect(assign([[0.9], [0.8]])).toEqual([0, -1]);
});

test('nothing to assign', () => {
  expect(assign([])).toEqual([]);
  expect(assign([[], []])).toEqual([-1, -1]);
});
