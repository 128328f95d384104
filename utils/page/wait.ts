/** Waits for the next two frames: enough for a component that renders asynchronously. */
export const twoFrames = (): Promise<void> =>
  new Promise((resolve) => {
    // A hidden tab paints no frame: the timer makes sure the fill goes on.
    const timer = setTimeout(resolve, 120);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `probe` answers something, at most `cap` milliseconds; null after that. */
export const until = async <T>(probe: () => T | null, cap: number): Promise<T | null> => {
  const end = performance.now() + cap;
  for (;;) {
    const found = probe();
    if (found !== null) return found;
    if (performance.now() >= end) return null;
    await pause(30);
  }
};

/** A page is quiet when nothing was added or removed for this long. */
const QUIET_MS = 150;
const CAP_MS = 5000;

/** Waits for the page to have been quiet, after `atLeast` milliseconds, and no more than 5 s in all. */
export const settled = async (atLeast = 0): Promise<void> => {
  let last = performance.now();
  const start = last;
  const observer = new MutationObserver(() => {
    last = performance.now();
  });
  observer.observe(document, { childList: true, subtree: true });
  await twoFrames();
  while (performance.now() - start < CAP_MS) {
    const busy = document.querySelector('[aria-busy="true"]') !== null;
    const quiet = performance.now() - last >= QUIET_MS && performance.now() - start >= atLeast;
    if (quiet && !busy) break;
    await pause(30);
  }
  observer.disconnect();
};
