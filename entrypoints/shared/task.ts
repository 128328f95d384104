import { signal } from '@preact/signals';
import type { ImportNotice } from '@/components/import-notice';
import type { Work } from '@/components/import-progress';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** What a piece of work can use: the way to stop it, and to tell how far it is. */
export interface Running {
  signal: AbortSignal;
  tell(work: Work): void;
}

/** One long piece of work at a time, that can be stopped; what fails is said with what was kept. */
export class Task {
  readonly work = signal<Work | null>(null);
  readonly notice = signal<ImportNotice | null>(null);
  #stop: AbortController | null = null;

  get busy(): boolean {
    return this.work.value !== null;
  }

  /** True when it went to the end; a second one is not started over the first. */
  async run(work: Work, kept: string, action: (running: Running) => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    const stop = new AbortController();
    this.#stop = stop;
    this.notice.value = null;
    this.work.value = work;
    const tell = (now: Work) => {
      if (!stop.signal.aborted) this.work.value = now;
    };
    try {
      // What ignores the signal goes on alone, unseen: the user is free at once.
      await Promise.race([action({ signal: stop.signal, tell }), abortOf(stop.signal)]);
      return true;
    } catch (error) {
      this.notice.value =
        stop.signal.aborted || isAbort(error)
          ? { tone: 'warn', text: 'Arrêté à votre demande.', kept }
          : { tone: 'bad', text: messageOf(error).replace(kept, '').trim(), kept };
      return false;
    } finally {
      this.work.value = null;
      this.#stop = null;
    }
  }

  cancel = (): void => this.#stop?.abort();
}
