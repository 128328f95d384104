import { buildRegister, forgetRegister, lookUp, registerState } from '@/utils/register';

/** What the bench runs in the page: the very modules the extension ships. */

const picked = (): File => {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file');
  return file;
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const bare = (): Promise<number> =>
  timed(async () => {
    const worker = new Worker(new URL('./register-bare.ts', import.meta.url), { type: 'module' });
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error('the bare reading failed'));
      worker.postMessage(picked());
    });
    worker.terminate();
  });

const index = (): Promise<number> =>
  timed(() =>
    buildRegister(picked(), {
      signal: new AbortController().signal,
      onProgress: () => {},
      now: new Date().toISOString(),
    }),
  );

/** Milliseconds of a look-up; throws when a number is not found. */
const find = (numbers: string[]): Promise<number> =>
  timed(async () => {
    const answers = await lookUp(numbers);
    for (const { number, establishments, entities } of answers.values())
      if (establishments.length + entities.length === 0) throw new Error(`not found: ${number}`);
  });

/** Starts an index and stops it after that many milliseconds; true when it had the time to end. */
async function interrupt(ms: number): Promise<boolean> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    await buildRegister(picked(), {
      signal: controller.signal,
      onProgress: () => {},
      now: new Date().toISOString(),
    });
    return true;
  } catch (error) {
    if (controller.signal.aborted) return false;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const api = { bare, index, find, interrupt, lookUp, state: registerState, forget: forgetRegister };
export type RegisterBench = typeof api;
Object.assign(window, { registerBench: api });
