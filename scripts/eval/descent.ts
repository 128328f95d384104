type Vector = readonly number[];

/** Strength of the pull of every weight towards 0. */
const PULL = 0.003;
const STEPS = 600;
const STRIDE = 0.05;

const product = (a: Vector, b: Vector): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Adds `share` times a vector to another one, in place. */
function add(total: number[], vector: Vector, share: number): void {
  for (const [at, value] of vector.entries()) total[at] = (total[at] ?? 0) + share * value;
}

/** Lowest point of a convex loss from its gradient (Adam, usual constants); as many weights as `length`. */
function descend(length: number, gradient: (weights: Vector) => number[]): number[] {
  const weights = Array.from({ length }, () => 0);
  const mean = [...weights];
  const square = [...weights];
  for (let step = 1; step <= STEPS; step += 1) {
    for (const [at, slope] of gradient(weights).entries()) {
      const pulled = slope + PULL * (weights[at] ?? 0);
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * pulled;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * pulled ** 2;
      const size = Math.sqrt((square[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8;
      weights[at] = (weights[at] ?? 0) - (STRIDE * (mean[at] ?? 0)) / (1 - 0.9 ** step) / size;
    }
  }
  return weights;
}

/** Passages ranked for one question: the signals of those that answer, and of the others. */
export interface List {
  gold: Vector[];
  others: Vector[];
}

/** Weights that put what answers first: softmax over each list, all that answers together. */
export function fitOrder(length: number, lists: List[]): number[] {
  const useful = lists.filter(({ gold }) => gold.length > 0);
  return descend(length, (weights) => {
    const slope = weights.map(() => 0);
    for (const { gold, others } of useful) {
      const all = [...gold, ...others];
      const scores = all.map((one) => product(one, weights));
      const top = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - top));
      const sum = (list: number[]) => list.reduce((total, share) => total + share, 0);
      const [whole, right] = [sum(shares), sum(shares.slice(0, gold.length))];
      for (const [rank, one] of all.entries()) {
        const share = shares[rank] ?? 0;
        const wanted = rank < gold.length ? share / right : 0;
        add(slope, one, (share / whole - wanted) / useful.length);
      }
    }
    return slope;
  });
}

/** Weights of a logistic regression, a first constant included, both classes counting the same. */
export function fitClasses(length: number, yes: Vector[], no: Vector[]): number[] {
  return descend(length + 1, (weights) => {
    const slope = weights.map(() => 0);
    for (const [list, wanted] of [[yes, 1] as const, [no, 0] as const]) {
      for (const signals of list) {
        const one = [1, ...signals];
        const likely = 1 / (1 + Math.exp(-product(one, weights)));
        add(slope, one, (likely - wanted) / (2 * list.length));
      }
    }
    return slope;
  });
}
