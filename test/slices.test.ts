import { afterEach, expect, test, vi } from 'vitest';
import { inSlices } from '@/utils/slices';

afterEach(() => {
  vi.restoreAllMocks();
});

function* steps(count: number, each: () => void = () => {}): Generator<void, number> {
  for (let at = 0; at < count; at += 1) {
    each();
    yield;
  }
  return count;
}

/** A clock on which each look takes so many milliseconds. */
function slowClock(ms: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += ms;
    return now;
  });
}

test('what is short ends without a pause', async () => {
  slowClock(0);
  const other = vi.fn();
  setTimeout(other);
  expect(await inSlices(steps(1000))).toBe(1000);
  expect(other).not.toHaveBeenCalled();
});

test('what is long lets the others work', async () => {
  slowClock(10);
  const order: string[] = [];
  setTimeout(() => order.push('other'));
  await inSlices(steps(9, () => order.push('step')));
  expect(order.filter((one) => one === 'step')).toHaveLength(9);
  expect(order.indexOf('other')).toBeGreaterThan(0);
  expect(order.indexOf('other')).toBeLessThan(9);
});

test('stopped, it goes no further', async () => {
  slowClock(100);
  const stop = new AbortController();
  const each = vi.fn(() => stop.abort());
  await expect(inSlices(steps(9, each), stop.signal)).rejects.toThrow('aborted');
  expect(each).toHaveBeenCalledTimes(1);
});

test('what the calculation throws is thrown', async () => {
  const fail = () => {
    throw new Error('impossible');
  };
  await expect(inSlices(steps(1, fail))).rejects.toThrow('impossible');
});
