import { CaptureError, type CaptureFault } from './errors';
import type { Captured } from './finish';

/** What a worker that reads a text says: how far it is, then the text or what is wrong. */
export type CaptureNews =
  /** It listens: what is posted before may be lost while its modules are still being loaded. */
  | { ready: true }
  | { progress: { done: number; total: number } }
  | { captured: Captured }
  | { fault: CaptureFault };

export interface CaptureOptions {
  signal: AbortSignal;
  /** Pages read, of all those of the document. */
  onProgress(done: number, total: number): void;
}

/** Milliseconds without news after which a reading is stopped: one page of a PDF may take seconds. */
const SILENCE = 60_000;

/**
 * Gives something to read to a worker of its own and ends it, whatever happens.
 * @throws {CaptureError} what the worker found wrong; the reason of the signal when aborted.
 */
export async function readIn(
  worker: Worker,
  what: unknown,
  { signal, onProgress }: CaptureOptions,
): Promise<Captured> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<Captured>();
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => reject(new CaptureError('timeout')), SILENCE);
  };
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  worker.addEventListener('error', () => reject(new CaptureError('broken')));
  worker.addEventListener('message', ({ data }: MessageEvent<CaptureNews>) => {
    wait();
    if ('ready' in data) worker.postMessage(what);
    else if ('progress' in data) onProgress(data.progress.done, data.progress.total);
    else if ('captured' in data) resolve(data.captured);
    else reject(new CaptureError(data.fault));
  });
  try {
    signal.throwIfAborted();
    wait();
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

/** Listens to the task of a worker, and says so. */
export function listen<T>(read: (task: T) => Promise<Captured>): void {
  self.addEventListener('message', ({ data }: MessageEvent<T>) => answer(() => read(data)));
  self.postMessage({ ready: true } satisfies CaptureNews);
}

/** Runs the reading of a worker and tells what comes of it; a fault that is not ours is a broken file. */
async function answer(read: () => Promise<Captured>): Promise<void> {
  const tell = (news: CaptureNews) => self.postMessage(news);
  try {
    tell({ captured: await read() });
  } catch (error) {
    tell({ fault: error instanceof CaptureError ? error.code : 'broken' });
  }
}
