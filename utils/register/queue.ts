/** Asks a public service politely: spaced requests, its refusals honoured, failures tried again. */

/** Rhythm and patience; the defaults are those of the product, the tests shorten them. */
export interface Pace {
  /** Milliseconds between the starts of two requests: above 200, five a second are never reached. */
  interval: number;
  /** Milliseconds before a request is given up. */
  timeout: number;
  /** Milliseconds before the second try, doubled at each next one. */
  backoff: number;
  /** Longest wait the service may ask for; above, the number is reported as failed. */
  longestWait: number;
  tries: number;
}

export const PACE: Pace = { interval: 260, timeout: 15_000, backoff: 1000, longestWait: 60_000, tries: 4 };

/** A request that failed for good; the message is in French. */
export class Refused extends Error {}

/** A request that no try brought to an answer: the service, or the way to it, is not there for the moment. */
export class Unanswered extends Refused {}

/** A failure that another try may mend, after that many milliseconds when the service says it. */
class Passing extends Error {
  readonly wait: number | null;
  constructor(message: string, wait: number | null = null) {
    super(message);
    this.wait = wait;
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** `Retry-After` in milliseconds: seconds, or a date; null when absent or unreadable. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

const MESSAGES = {
  network: 'Le service n’a pas répondu : vérifiez votre connexion.',
  slow: 'Le service a mis trop de temps à répondre.',
  busy: 'Le service refuse les demandes pour le moment : réessayez dans quelques minutes.',
  down: 'Le service est en panne : réessayez plus tard.',
  html: 'Une page Web est venue à la place de la réponse du service (connexion à un réseau public ?).',
};

async function once(url: string, pace: Pace, signal: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(pace.timeout);
  const failed = (): unknown =>
    signal.aborted ? signal.reason : new Passing(timeout.aborted ? MESSAGES.slow : MESSAGES.network);
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, timeout]),
    redirect: 'error', // an answer comes from the named service, or not at all
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers: { accept: 'application/json' },
  }).catch(() => {
    throw failed();
  });
  if (response.status === 429)
    throw new Passing(MESSAGES.busy, retryAfter(response.headers.get('retry-after')));
  if (response.status >= 500)
    throw new Passing(MESSAGES.down, retryAfter(response.headers.get('retry-after')));
  const body = await response.text().catch(() => {
    throw failed();
  });
  if (!response.ok) throw new Refused(`Le service a refusé la demande (code ${response.status}).`);
  if (/^\s*</.test(body)) throw new Refused(MESSAGES.html);
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Refused('La réponse du service n’a pas pu être lue.', { cause: error });
  }
}

/** One request at a time, in the order asked, at the pace given. */
export class PoliteQueue {
  #pace: Pace;
  #next = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.#pace.interval;
    if (start > now) await pause(start - now, signal);
    signal.throwIfAborted();
  }

  /** The JSON at this address, unchecked. Throws a `Refused` (`Unanswered` after the last try), or the reason of the signal. */
  async get(url: string, signal: AbortSignal): Promise<unknown> {
    for (let trial = 1; ; trial += 1) {
      await this.#turn(signal);
      try {
        return await once(url, this.#pace, signal);
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        const wait = error.wait ?? this.#pace.backoff * 2 ** (trial - 1);
        if (trial >= this.#pace.tries || wait > this.#pace.longestWait)
          throw new Unanswered(error.message, { cause: error });
        this.#next = Math.max(this.#next, performance.now() + wait);
      }
    }
  }
}
