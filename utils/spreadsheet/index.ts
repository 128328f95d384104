import type { Workbook } from '@/knowledge/import/table';
import { MAX_FILE_BYTES, SheetError } from './errors';
import { tooBig } from './kind';
import type { SheetAnswer } from './task';

export { readPaste } from './text';

/** Milliseconds a file may take; one at the limits of size takes about 3 s. */
const TIME_LIMIT = 20_000;

/** One file, one worker: whatever the file does to it dies with it. */
function readInWorker(worker: Worker, file: File, signal?: AbortSignal): Promise<Workbook> {
  let timer: ReturnType<typeof setTimeout>;
  const answered = new Promise<Workbook>((resolve, reject) => {
    timer = setTimeout(() => reject(new SheetError('timeout')), TIME_LIMIT);
    signal?.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', () => reject(new SheetError('broken')));
    worker.addEventListener('message', ({ data }: MessageEvent<SheetAnswer>) => {
      if (data.workbook) resolve(data.workbook);
      else reject(new SheetError(data.fault.code, data.fault.message));
    });
    worker.postMessage(file);
  });
  return answered.finally(() => clearTimeout(timer));
}

/**
 * Reads a file the user gave, in a worker of its own, within 20 seconds and 30 MB.
 * @throws {SheetError} with a French message for the user; the reason of the signal when aborted.
 */
export async function readSheetFile(file: File, options: { signal?: AbortSignal } = {}): Promise<Workbook> {
  options.signal?.throwIfAborted();
  if (file.size > MAX_FILE_BYTES) throw tooBig(new Uint8Array(await file.slice(0, 4096).arrayBuffer()));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    return await readInWorker(worker, file, options.signal);
  } finally {
    worker.terminate();
  }
}
