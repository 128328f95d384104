import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { applyEdits, type Edit, valueAt } from '@/knowledge/profile/edit';
import { refusalOf } from '@/knowledge/profile/refusal';
import type { Profile } from '@/knowledge/profile/schema';
import { onDatabaseChange } from '@/utils/database';
import { alreadyThere, type Conflict, conflictOf, rebase } from './conflicts';
import { History } from './history';
import { type Batch, SaveQueue, type SaveStatus } from './saving';
import { shareUnchanged } from './share';
import { StoredGrappes, UNCHANGED } from './stored';

export type { Conflict } from './conflicts';
export type { SaveStatus } from './saving';
export type { Stored } from './stored';

interface EditOptions {
  /** The grappe it is about; the one on screen when it is not said. A form may outlive a switch. */
  profileId?: string;
  /** In French, keeps the state before under that reason, in the same transaction: an import. */
  snapshot?: string;
  /** Successive edits with the same key are one step to undo. */
  mergeKey?: string;
}

/**
 * The grappe on screen and every way to change it: edits shown at once and saved in order, undo and
 * redo, other windows. Lives and dies with the page.
 */
export class Editing extends StoredGrappes {
  /** Values that two windows wrote, waiting for a choice. */
  readonly conflicts = signal<readonly Conflict[]>([]);
  /** Texts typed and not stored, being typed or impossible as they are, by grappe and path. */
  readonly drafts = new Map<string, string>();
  readonly #histories = new Map<string, History>();
  /** Histories are plain objects: this tells the labels to look again. */
  readonly #stepped = signal(0);
  /** Announcements of this page's own saves still to come: they need no new read. */
  #echoes = 0;

  readonly #queue = new SaveQueue({
    saved: (batch, profile) => this.#saved(batch, profile),
    conflict: (batch, profile) => this.#conflict(batch, profile),
    refused: (batch, reason) => this.#refuse(batch, reason),
  });

  readonly status: ReadonlySignal<SaveStatus> = this.#queue.status;

  /** The current grappe, with the edits that still wait to be saved; null when there is none. */
  override readonly grappe = computed<Profile | null>(() => {
    const base = this.base.value;
    return base && this.withWaiting(base);
  });

  readonly undoLabel = computed(() => this.#look((history) => history.undoLabel));
  readonly redoLabel = computed(() => this.#look((history) => history.redoLabel));
  readonly canUndo = computed(() => this.undoLabel.value !== '');
  readonly canRedo = computed(() => this.redoLabel.value !== '');

  /** Reads the grappes and follows what every page writes. Returns the way to stop. */
  start(): () => void {
    void this.load();
    const stop = onDatabaseChange(({ store, here }) => {
      if (here && store === 'profiles' && this.#echoes > 0) this.#echoes -= 1;
      else if (store !== 'fills') void this.load(!here);
    });
    return () => {
      stop();
      this.#queue.stop();
    };
  }

  /**
   * Applies edits to a grappe: shown at once, saved in one transaction. `label` names the step to
   * undo. True when saved; false when refused: `notice` then says why, or `conflicts` asks.
   */
  edit = (edits: readonly Edit[], label: string, options: EditOptions = {}): Promise<boolean> => {
    const added = this.#add(edits, label, options);
    if (!added) return Promise.resolve(false);
    // What was said of the step before, and its way back, no longer hold.
    if (this.notice.value?.tone === 'ok') this.notice.value = null;
    if (edits.length > 0) this.#history(options.profileId)?.record(edits, label, options.mergeKey ?? '');
    this.#stepped.value += 1;
    return added;
  };

  /**
   * Adds a new grappe with what these edits put in it, in one transaction, and shows it. One step to
   * undo, which leaves it empty. False when refused, and said.
   */
  createFrom = async (empty: Profile, edits: readonly Edit[], label: string): Promise<boolean> => {
    const outcome = applyEdits(empty, edits);
    const reason = outcome.ok ? refusalOf(outcome.profile, edits) : 'ces données ne vont pas ensemble';
    if (!outcome.ok || reason !== null) {
      this.#say(label, reason ?? '');
      return false;
    }
    if (!(await this.addGrappe(outcome.profile))) return false;
    this.#history(empty.id)?.record(edits, label, '');
    this.#stepped.value += 1;
    return true;
  };

  /** Edits that take something away: said in the notice, with a way back. */
  withdraw = (edits: readonly Edit[], label: string, options: EditOptions = {}): void => {
    void this.edit(edits, label, options);
    if (this.undoLabel.value !== label) return; // refused, and said
    const run = () => void (this.undoLabel.value === label && this.undo());
    this.notice.value = { tone: 'ok', text: `${label}.`, action: { label: 'Annuler le retrait', run } };
  };

  undo = (): Promise<boolean> => this.#step('undo');
  redo = (): Promise<boolean> => this.#step('redo');

  /** Tries to save again, at once. */
  retry = (): void => this.#queue.retry();

  /** Gives up what could not be saved: the grappe is again as it is stored. */
  giveUp = (): void => {
    this.#queue.giveUp();
    this.#forgetSteps();
    this.notice.value = { tone: 'ok', text: 'Les modifications non enregistrées sont abandonnées.' };
  };

  /** Keeps a text that is not stored, or forgets it (null). */
  keepDraft = (key: string, text: string | null): void => {
    if (text === null) this.drafts.delete(key);
    else this.drafts.set(key, text);
  };

  /** True while something typed is only in this page: closing it would lose it. */
  unsaved = (): boolean =>
    this.#queue.waiting.value.length > 0 || this.conflicts.value.length > 0 || this.#hasDrafts();

  /** What was typed in a row that is gone is lost to nobody. */
  #hasDrafts(): boolean {
    const profiles = this.stored.value?.profiles ?? [];
    return [...this.drafts.keys()].some((key) => {
      const [id = '', ...path] = key.split('/');
      return (
        valueAt(
          profiles.find((one) => one.id === id),
          path,
        ) !== undefined
      );
    });
  }

  /** Ends a conflict: writes this window's value over the other's, or leaves the other's. */
  settle = async (conflict: Conflict, keepMine: boolean): Promise<void> => {
    const { profileId, label } = conflict;
    // Another grappe may be on screen by now: the choice is about its own.
    const grappe = this.#shown(profileId);
    if (keepMine && !grappe) {
      this.#say(label, 'cette grappe n’est plus sur cet ordinateur');
      return; // the question stays, with what was typed
    }
    this.conflicts.value = this.conflicts.value.filter(({ id }) => id !== conflict.id);
    if (keepMine && grappe) await this.edit(rebase(grappe, conflict.edits), label, { profileId });
  };

  /** A grappe with the edits that still wait; null when it is not stored. */
  #shown(id: string): Profile | null {
    const stored = this.stored.value?.profiles.find((one) => one.id === id);
    return stored ? this.withWaiting(stored) : null;
  }

  /** Puts edits in the queue once they hold on what is shown; null when they are refused, and said. */
  #add(edits: readonly Edit[], label: string, options: EditOptions & { isStep?: boolean }) {
    const { profileId, snapshot = '', mergeKey = '', isStep = false } = options;
    const grappe = profileId === undefined ? this.grappe.value : this.#shown(profileId);
    if (!grappe) return null;
    const outcome = applyEdits(grappe, edits);
    if (!outcome.ok && !isStep && snapshot === '') {
      // What was typed over a value that changed meanwhile is never dropped: the person chooses.
      this.#ask({ edits: [...edits], label }, grappe);
      return null;
    }
    const reason = outcome.ok
      ? refusalOf(outcome.profile, edits)
      : 'la donnée a changé entre-temps, dans une autre fenêtre ou par une annulation';
    if (reason !== null) {
      this.#say(label, reason);
      return null;
    }
    if (edits.length === 0) return Promise.resolve(true);
    return new Promise<boolean>((done) => {
      this.#queue.add({ profileId: grappe.id, edits: [...edits], label, snapshot, mergeKey, done });
    });
  }

  #say(label: string, reason: string): void {
    this.notice.value = { tone: 'bad', text: `${label} : ${reason}.`, kept: UNCHANGED };
  }

  /** A grappe as it is stored, with what this page has not saved yet on top. */
  withWaiting(base: Profile): Profile {
    return this.#queue.waiting.value
      .filter(({ profileId }) => profileId === base.id)
      .reduce((shown, { edits }) => {
        const outcome = applyEdits(shown, edits);
        return outcome.ok ? outcome.profile : shown;
      }, base);
  }

  #saved({ done }: Batch, profile: Profile): void {
    this.#echoes += 1;
    this.#store(profile);
    done(true);
  }

  /** Puts what was just read or written in the place of what is shown. */
  #store(profile: Profile): void {
    const stored = this.stored.value;
    if (!stored) return;
    const at = stored.profiles.findIndex(({ id }) => id === profile.id);
    if (at < 0) return;
    const profiles = stored.profiles.with(at, shareUnchanged(stored.profiles[at], profile));
    this.stored.value = { ...stored, profiles };
  }

  #conflict(batch: Batch, profile: Profile | null): void {
    if (profile && alreadyThere(profile, batch.edits)) {
      this.#saved(batch, profile);
      return;
    }
    this.#echoes += 1;
    this.#histories.get(batch.profileId)?.clear();
    this.#stepped.value += 1;
    if (profile) {
      // Hundreds of values reviewed together are no question to settle one by one: they are reviewed again.
      if (batch.snapshot === '') this.#ask(batch, profile);
      else this.#say(batch.label, 'la grappe vient de changer dans une autre fenêtre');
      this.#store(profile);
    } else void this.load(true);
    batch.done(false);
  }

  /** Two edits of the same value are one question. */
  #ask({ edits, label }: Pick<Batch, 'edits' | 'label'>, profile: Profile): void {
    const paths = new Set(edits.map(({ path }) => path.join('/')));
    const open = this.conflicts.value.find(
      (one) => one.profileId === profile.id && one.edits.some(({ path }) => paths.has(path.join('/'))),
    );
    const id = open?.id ?? crypto.randomUUID();
    const conflict = conflictOf(id, label, profile, edits, open?.edits ?? []);
    this.conflicts.value = [...this.conflicts.value.filter((one) => one !== open), conflict];
  }

  #refuse({ profileId, label, done }: Batch, reason: string): void {
    this.#histories.get(profileId)?.clear();
    this.#stepped.value += 1;
    this.#say(label, reason.replace(/\.$/, ''));
    done(false);
  }

  #history(id = this.grappe.value?.id): History | null {
    if (id === undefined) return null;
    const history = this.#histories.get(id) ?? new History();
    this.#histories.set(id, history);
    return history;
  }

  #look(read: (history: History) => string): string {
    void this.#stepped.value;
    const history = this.#histories.get(this.base.value?.id ?? '');
    return history ? read(history) : '';
  }

  #forgetSteps(): void {
    this.#histories.clear();
    this.#stepped.value += 1;
  }

  async #step(way: 'undo' | 'redo'): Promise<boolean> {
    const history = this.#history();
    const step = history?.[way]();
    if (!history || !step) return false;
    const added = this.#add(step.edits, step.label, { isStep: true });
    // A step that no longer holds makes those below it doubtful too.
    if (!added) history.clear();
    this.#stepped.value += 1;
    return added ?? false;
  }
}
