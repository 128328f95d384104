import { buildIndex } from './build';
import { BUILD_LOCK } from './state';
import type { BuildAnswer, BuildRequest } from './worker-messages';

/** Builds an index away from the page; the page stops it by ending this worker. */

const answer = (message: BuildAnswer): void => self.postMessage(message);

async function build({ file, now }: BuildRequest): Promise<BuildAnswer> {
  // The first words say that the lock is held: the page then knows, by the lock, whether this worker lives.
  answer({
    kind: 'progress',
    progress: { bytesRead: 0, bytesTotal: file.size, establishments: 0, phase: 'lecture' },
  });
  try {
    await buildIndex(file, {
      signal: new AbortController().signal, // cancelled by ending the worker: every step is kept or lost whole
      onProgress: (progress) => answer({ kind: 'progress', progress }),
      now,
    });
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** A worker just ended lets the lock go a moment later; one that works keeps it. */
const PATIENCE_MS = 5000;

self.onmessage = async ({ data }: MessageEvent<BuildRequest>) => {
  const outcome = await navigator.locks
    .request(BUILD_LOCK, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => build(data))
    .catch(
      (): BuildAnswer => ({
        kind: 'failed',
        message:
          'Un autre onglet de l’assistant lit déjà un extrait du registre. Attendez qu’il ait fini, ou fermez-le.',
      }),
    );
  answer(outcome);
};
