import type { BuildOptions } from './build';
import { BUILD_LOCK, type ReadyRegister, readyRegister } from './state';
import { dropEverything } from './store';
import { type BuildRequest, buildAnswerSchema } from './worker-messages';

/**
 * The public register on this computer: an index of FINESS built from the extract the user drops,
 * in which numbers are looked up with no network.
 */
export type { BuildOptions, BuildProgress } from './build';
export { establishmentsOf, lookUp } from './look-up';
export { type ReadyRegister, registerState } from './state';

const STOPPED =
  'La lecture de l’extrait s’est arrêtée (mémoire insuffisante ou onglet suspendu). Ce qui était lu est gardé et l’ancien index reste en service : déposez à nouveau le même fichier, la lecture reprendra.';

/** What a worker that went to its end said last may arrive after its lock is free. */
const LAST_WORDS_MS = 1000;

/**
 * Calls back when the worker is gone, however it went: the browser may end it without a word. It
 * holds the lock as long as it lives, so being given the lock means that it does not.
 */
function onWorkerGone(signal: AbortSignal, gone: () => void): void {
  navigator.locks.request(BUILD_LOCK, { signal }, () => void setTimeout(gone, LAST_WORDS_MS)).catch(() => {}); // given up when the work is over
}

/** Runs the worker to its end; ending it at any moment leaves the old index, or the new one whole. */
function inWorker(file: File, { signal, onProgress, now }: BuildOptions): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const over = new AbortController();
  let watched = false;
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  worker.onerror = () => reject(new Error(STOPPED));
  worker.onmessage = ({ data }) => {
    const answer = buildAnswerSchema.parse(data);
    if (answer.kind === 'progress') {
      if (!watched) onWorkerGone(over.signal, () => reject(new Error(STOPPED)));
      watched = true;
      onProgress(answer.progress);
    } else if (answer.kind === 'done') resolve();
    else reject(new Error(answer.message));
  };
  const request: BuildRequest = { file, now };
  worker.postMessage(request);
  return promise.finally(() => {
    over.abort();
    signal.removeEventListener('abort', stop);
    worker.terminate();
  });
}

/**
 * Builds the index of a dropped extract, in a worker. Dropping the same file after an interruption
 * goes on where it stood; the index in use is replaced at the very end. Rejects with the reason of
 * the signal, or with an `Error` in French that says what was kept and what to do.
 */
export async function buildRegister(file: File, options: BuildOptions): Promise<ReadyRegister> {
  options.signal.throwIfAborted();
  await inWorker(file, options);
  const ready = await readyRegister();
  if (!ready) throw new Error(STOPPED);
  return ready;
}

/** Deletes the index from this computer, the interrupted one included. */
export const forgetRegister = (): Promise<void> => dropEverything();
