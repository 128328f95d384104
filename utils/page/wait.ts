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

/** Longest a loop of ours holds the page; what one write of it triggers comes on top. */
const TURN_MS = 20;
/** Fields after which the page gets its turn, unless they took no time at all. */
const STEPS = 25;
const NO_TIME_MS = 6;

/** Splits a long loop into tasks that the page does not feel. */
export class Pace {
  #since = performance.now();
  #steps = 0;
  #channel: MessageChannel | null = null;

  /** Called once per step of the loop: whether it is the turn of the page. */
  due(): boolean {
    const spent = performance.now() - this.#since;
    return spent >= TURN_MS || (++this.#steps >= STEPS && spent >= NO_TIME_MS);
  }

  /** Lets the page live for a moment. A channel and not a timer: nested timers wait 4 ms each. */
  async rest(): Promise<void> {
    this.#channel ??= new MessageChannel();
    const { port1, port2 } = this.#channel;
    await new Promise<void>((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    this.#steps = 0;
    this.#since = performance.now();
  }

  /** The loop is over. */
  end(): void {
    this.#channel?.port1.close();
  }
}

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
    const busy = [...document.querySelectorAll('[aria-busy="true"]')].some((one) => one.checkVisibility());
    const quiet = performance.now() - last >= QUIET_MS && performance.now() - start >= atLeast;
    if (quiet && !busy) break;
    await pause(30);
  }
  observer.disconnect();
};
