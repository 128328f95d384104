import { computed, signal } from '@preact/signals';
import { dayAt, hourAt, MINUTE } from '@/knowledge/campaigns/instants';

/** Often enough to never be a minute late. */
const TICK_MS = 10_000;

const thisMinute = (): number => Math.floor(Date.now() / MINUTE) * MINUTE;

/** The minute it is, kept right as long as the page lives. */
export class Clock {
  /** Milliseconds since the epoch. */
  readonly now = signal(thisMinute());
  /** ISO day and « HH:MM » in Paris. */
  readonly day = computed(() => dayAt(this.now.value));
  readonly time = computed(() => hourAt(this.now.value));

  /** Returns the way to stop. */
  start(): () => void {
    const timer = setInterval(() => {
      this.now.value = thisMinute();
    }, TICK_MS);
    return () => clearInterval(timer);
  }
}
