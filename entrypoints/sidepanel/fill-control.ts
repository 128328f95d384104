import { type ReadonlySignal, signal } from '@preact/signals';

/** Lets the person hold, resume or stop a fill; looked at between two chunks, never within one. */
export class FillControl {
  readonly #paused = signal(false);
  readonly paused: ReadonlySignal<boolean> = this.#paused;
  #cancelled = false;
  #waiting: (() => void)[] = [];

  pause(): void {
    if (!this.#cancelled) this.#paused.value = true;
  }

  resume(): void {
    this.#paused.value = false;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  cancel(): void {
    this.#cancelled = true;
    this.resume();
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Waits while paused; answers false once cancelled. */
  async goesOn(): Promise<boolean> {
    while (this.#paused.value && !this.#cancelled)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return !this.#cancelled;
  }
}
