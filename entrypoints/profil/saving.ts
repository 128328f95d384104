import { signal, batch as together } from '@preact/signals';
import type { Edit } from '@/knowledge/profile/edit';
import { ProfileError } from '@/knowledge/profile/parse';
import type { Profile } from '@/knowledge/profile/schema';
import { editProfile } from '@/utils/database';
import { joinEdits } from './history';

/** Where the saving stands. `at` is the hour of the last save, « 14:05 ». */
export type SaveStatus =
  | { state: 'idle' }
  | { state: 'saving' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; message: string };

/** Edits of one grappe that wait for their transaction. */
export interface Batch {
  profileId: string;
  edits: Edit[];
  label: string;
  /** In French, why the state before is kept apart; empty for an ordinary edit. */
  snapshot: string;
  mergeKey: string;
  /** Told once: true when saved, false when refused or given up. */
  done(saved: boolean): void;
}

interface Outcomes {
  saved(batch: Batch, profile: Profile): void;
  /** `profile` is what is stored; null when the grappe is no longer there. */
  conflict(batch: Batch, profile: Profile | null): void;
  /** The stored form does not take these values: trying again would not help. */
  refused(batch: Batch, reason: string): void;
}

/** Milliseconds before trying again by itself, longer each time. */
const DELAYS = [2000, 5000, 15_000, 30_000];

const hour = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' });

/** Why the stored form does not take the values; null when trying again may help. */
const refusalIn = (error: unknown): string | null => (error instanceof ProfileError ? error.message : null);

/**
 * Saves the edits in order, one transaction each. What cannot be saved now stays in memory and is
 * tried again: nothing typed is lost as long as the page is open.
 */
export class SaveQueue {
  readonly waiting = signal<readonly Batch[]>([]);
  readonly status = signal<SaveStatus>({ state: 'idle' });
  readonly #outcomes: Outcomes;
  #running = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outcomes: Outcomes) {
    this.#outcomes = outcomes;
  }

  add(batch: Batch): void {
    const waiting = this.waiting.value;
    const last = waiting.at(-1);
    // The first one may be on its way to the disk: it is left as it is.
    if (last && waiting.length > 1 && mayJoin(last, batch))
      this.waiting.value = [...waiting.slice(0, -1), join(last, batch)];
    else this.waiting.value = [...waiting, batch];
    void this.#run();
  }

  /** Tries again at once. */
  retry = (): void => {
    clearTimeout(this.#timer);
    void this.#run();
  };

  /** Gives up what could not be saved; the stored grappes are untouched. */
  giveUp = (): void => {
    clearTimeout(this.#timer);
    const given = this.#running ? this.waiting.value.slice(1) : this.waiting.value;
    this.waiting.value = this.waiting.value.filter((batch) => !given.includes(batch));
    this.status.value = { state: 'idle' };
    for (const batch of given) batch.done(false);
  };

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      for (let batch = this.waiting.value[0]; batch; batch = this.waiting.value[0]) {
        this.status.value = { state: 'saving' };
        if (!(await this.#save(batch))) return;
        this.#failures = 0;
      }
    } finally {
      this.#running = false;
    }
  }

  /** False when the batch still waits. */
  async #save(batch: Batch): Promise<boolean> {
    const { profileId, edits, snapshot } = batch;
    try {
      const result = await editProfile(profileId, edits, new Date().toISOString(), snapshot);
      if (result.ok) this.#settle(batch, result.profile);
      else this.#leave(batch, () => this.#outcomes.conflict(batch, result.profile));
      return true;
    } catch (error) {
      const reason = refusalIn(error);
      if (reason !== null) {
        this.#leave(batch, () => this.#outcomes.refused(batch, reason));
        return true;
      }
      this.#fail(error);
      return false;
    }
  }

  #settle(batch: Batch, profile: Profile): void {
    this.#leave(batch, () => this.#outcomes.saved(batch, profile));
    if (this.waiting.value.length === 0) this.status.value = { state: 'saved', at: hour.format(new Date()) };
  }

  #leave(batch: Batch, tell: () => void): void {
    // Together: what is shown never goes back to the state before for one paint.
    together(() => {
      tell();
      this.waiting.value = this.waiting.value.filter((one) => one !== batch);
      if (this.waiting.value.length === 0) this.status.value = { state: 'idle' };
    });
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.status.value = { state: 'failed', message };
    const delay = DELAYS[Math.min(this.#failures, DELAYS.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(this.retry, delay);
  }
}

const mayJoin = (last: Batch, next: Batch): boolean =>
  next.mergeKey !== '' &&
  last.mergeKey === next.mergeKey &&
  last.profileId === next.profileId &&
  last.snapshot === '' &&
  next.snapshot === '';

const join = (last: Batch, next: Batch): Batch => ({
  ...next,
  edits: joinEdits(last.edits, next.edits),
  done: (saved) => {
    last.done(saved);
    next.done(saved);
  },
});
