/** Longest time a page is held, in milliseconds: two frames go by unseen, a key typed is not felt to wait. */
const SLICE_MS = 25;

/** Lets the page be drawn and used. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * Runs a long calculation a few steps at a time, and lets the page be drawn and used in between.
 * @throws what the calculation throws; the reason of the signal when aborted.
 */
export async function inSlices<T>(steps: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  let end = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < end) continue;
    await pause();
    signal?.throwIfAborted();
    end = performance.now() + SLICE_MS;
  }
}
