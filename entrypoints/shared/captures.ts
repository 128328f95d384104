import { computed, signal } from '@preact/signals';
import type { CaptureDone, CapturePending } from '@/components/capture-result';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import { type CapturedText, twinOf } from '@/knowledge/texts/captured';
import { CaptureError } from '@/utils/capture/errors';
import { type Given, readPaste, readTextFile } from '@/utils/capture/file';
import type { Captured } from '@/utils/capture/finish';
import { askForSite, readTab } from '@/utils/capture/tab';
import type { CaptureOptions } from '@/utils/capture/task';
import { addCaptures, captureId, capturesLike, removeCaptures, replaceCapture } from '@/utils/captures';
import { remarksOn } from './captures-words';
import { Task } from './task';
import { todayInParis } from './today';

/** What is said once nothing was written. */
export const KEPT = 'Vos textes n’ont pas changé.';

/** A text that was read and is not kept yet: it waits for a choice, or for room on the disk. */
interface Waiting extends CapturePending {
  captured: Captured;
  twin: CapturedText | null;
}

type Read = (given: Given, options: CaptureOptions) => Promise<Captured>;

/** A text being taken in: read, kept or waiting for a choice. Lives and dies with its page. */
export class Captures {
  readonly task = new Task();
  /** A text waits for the person. */
  readonly waiting = signal<Waiting | null>(null);
  /** One thing at a time: nothing that waits is lost to the next. */
  readonly busy = computed(() => this.task.work.value !== null || this.waiting.value !== null);
  /** What was just done, with the way back. */
  readonly done = signal<CaptureDone | null>(null);
  /** The browser keeps the page closed: what to do about it is shown. */
  readonly closed = signal(false);

  /** Takes in the page of a tab. */
  addTab = (tabId: number): Promise<void> =>
    this.#take('Lecture de la page…', (given, options) => readTab(tabId, given, options));

  /**
   * The same once the user has allowed the site of this address, for this reading: the permission is given
   * back at once. To be called from a press.
   */
  addSite = async (tab: Promise<number>, address: string): Promise<void> => {
    const giveBack = await askForSite(address);
    if (giveBack === null) {
      this.task.notice.value = {
        tone: 'warn',
        text: 'Le site n’a pas été autorisé : la page n’est pas lue.',
        kept: 'Donnez l’adresse entière (https://…), puis acceptez la demande du navigateur ; ou copiez le texte et collez-le dans « Textes ».',
      };
      return;
    }
    await this.addTab(await tab).finally(giveBack);
  };

  addFile(file: File): Promise<void> {
    return this.#take(`Lecture de « ${file.name} »…`, (given, options) => readTextFile(file, given, options));
  }

  addPaste = (text: string, title: string): Promise<void> =>
    this.#take('Lecture du texte…', (given, options) => readPaste(text, title, given, options));

  async #take(label: string, read: Read): Promise<void> {
    this.done.value = null;
    this.closed.value = false;
    this.waiting.value = null;
    await this.task.run({ label }, KEPT, async ({ signal: stop, tell }) => {
      const given = { id: captureId(), capturedAt: new Date().toISOString(), today: todayInParis() };
      const onProgress = (done: number, total: number) =>
        tell({ label, detail: `page ${formatCount(done)} sur ${formatCount(total)}`, done, total });
      const captured = await read(given, { signal: stop, onProgress }).catch((error: unknown) => {
        this.closed.value = error instanceof CaptureError && error.code === 'no-access';
        throw error;
      });
      stop.throwIfAborted();
      await this.#receive(captured, stop);
    });
  }

  /** Keeps what was read, or asks when the same page, file or words are there already. */
  async #receive(captured: Captured, stop: AbortSignal): Promise<void> {
    const { text } = captured;
    const twin = twinOf(text, await capturesLike(text));
    const waiting: Waiting = {
      captured,
      title: text.title,
      twin: twin?.twin ?? null,
      twinTitle: twin?.twin.title ?? '',
      twinAt: twin?.twin.capture.capturedAt ?? '',
      identical: twin?.identical ?? false,
      failed: false,
    };
    if (twin) this.waiting.value = waiting;
    else await this.#keep(waiting, null, stop);
  }

  /** Writes a text; when it cannot be, it stays in this page, to be tried again. */
  async #keep(waiting: Waiting, replaced: CapturedText | null, signal?: AbortSignal): Promise<void> {
    const { captured } = waiting;
    try {
      if (replaced) await replaceCapture(captured.text, replaced);
      else await addCaptures([captured.text], { signal });
    } catch (error) {
      signal?.throwIfAborted(); // stopped: nothing waits
      this.waiting.value = { ...waiting, failed: true };
      throw error;
    }
    this.waiting.value = null;
    await this.refresh();
    const undo = replaced ? () => addCaptures([replaced]) : () => removeCaptures([captured.text.id]);
    this.tell({
      text: `${replaced ? 'Remplacé' : 'Ajouté à vos textes'} : « ${captured.text.title} », ${formatPlural(captured.text.passages.length, 'passage')}.`,
      details: remarksOn(captured),
      id: replaced?.id ?? captured.text.id,
      undo: { label: replaced ? 'Annuler le remplacement' : 'Annuler l’ajout', run: undo },
    });
  }

  /** Settles what waits: in the place of the text already there, beside it, or not at all. */
  settle = async (choice: 'replace' | 'both' | 'skip'): Promise<void> => {
    const waiting = this.waiting.value;
    if (!waiting) return;
    if (choice === 'skip') {
      this.waiting.value = null;
      this.task.notice.value = { tone: 'ok', text: KEPT };
      return;
    }
    await this.attempt(() => this.#keep(waiting, choice === 'replace' ? waiting.twin : null));
  };

  /** Called once something was written: where the texts are shown, they are read again. */
  protected refresh = async (): Promise<void> => {};

  dismiss = (): void => {
    this.done.value = null;
    this.task.notice.value = null;
    this.closed.value = false;
  };

  protected tell({
    undo,
    ...done
  }: Omit<CaptureDone, 'undo'> & { undo: { label: string; run(): Promise<void> } | null }): void {
    this.task.notice.value = null;
    const run = async (back: () => Promise<void>) => {
      if (!(await this.attempt(back))) return;
      await this.refresh();
      this.done.value = null;
      this.task.notice.value = { tone: 'ok', text: 'C’est annulé : vos textes sont tels qu’ils étaient.' };
    };
    this.done.value = { ...done, undo: undo && { label: undo.label, run: () => void run(undo.run) } };
  }

  /** Runs an action; what fails is said. */
  protected async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.task.notice.value = { tone: 'bad', text, kept: text.includes('rien n’a été') ? '' : KEPT };
      return false;
    }
  }
}
