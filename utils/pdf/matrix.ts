/** Places on a page of a PDF, in points from the bottom left. */

export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

export interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** Whether a point is in a box, or no farther from it than that. */
export const isNear = ({ left, bottom, right, top }: Box, x: number, y: number, far: number): boolean =>
  x >= left - far && x <= right + far && y >= bottom - far && y <= top + far;

/** What two boxes share; it has no size when they share nothing. */
export const common = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.min(a.right, b.right),
  top: Math.min(a.top, b.top),
});

export const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** The box around another, once moved. */
export function moved(
  matrix: Matrix,
  [left, bottom, right, top]: readonly [number, number, number, number],
): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ] as const;
  const xs = corners.map(([x, y]) => matrix[0] * x + matrix[2] * y + matrix[4]);
  const ys = corners.map(([x, y]) => matrix[1] * x + matrix[3] * y + matrix[5]);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}

const numbersOf = (value: unknown): number[] => {
  const values =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>) : [];
  return values.filter((one) => typeof one === 'number');
};

export function matrixOf(args: unknown): Matrix | null {
  const [a, b, c, d, e, f] = numbersOf(args);
  return a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
    ? null
    : [a, b, c, d, e, f];
}

/** The box whose left, bottom, right and top are given, once moved; null when they are not. */
export function boxOf(matrix: Matrix, limits: unknown): Box | null {
  const [left, bottom, right, top] = numbersOf(limits);
  return left === undefined || bottom === undefined || right === undefined || top === undefined
    ? null
    : moved(matrix, [left, bottom, right, top]);
}
