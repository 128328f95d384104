import { signal } from '@preact/signals';
import { type Drift, driftOf } from '@/knowledge/form/drift';
import type { ReviewedFrame } from '@/knowledge/form/plan';
import { signatureOf } from '@/knowledge/form/signature';
import { lastStep, stepKey, stepSeen } from '@/utils/database';
import type { StepPlace } from './panel-journal';

/** The frames of a page come one after the other: a step is compared this long after its first words. */
const WHOLE_MS = 1000;

/** A step as it was last read. */
interface Look {
  place: StepPlace;
  frames: readonly ReviewedFrame[];
  loading: boolean;
}

const fieldsOf = ({ frames }: Look) => frames.flatMap(({ snapshot }) => snapshot.fields);

const isWhole = (look: Look): boolean =>
  !look.loading && look.place.key !== '' && look.frames.some(({ snapshot }) => snapshot.fields.length > 0);

/** Whether the step on screen is the one known from earlier visits. */
export class StepMemory {
  /** What changed since the last visit; asked once per visit, when every frame was read. */
  readonly drift = signal<Drift | null>(null);
  #look: Look = { place: { key: '', url: '', title: '' }, frames: [], loading: true };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isCompared = false;
  #isFresh = () => false;
  #seen = '';

  /**
   * The step as it is read: compared once, then remembered each time its fields change. `isFresh`
   * says whether nothing of what it held before is in it.
   */
  async look(look: Look, isFresh: () => boolean): Promise<void> {
    if (look.place.key !== this.#look.place.key) this.#enter();
    this.#look = look;
    this.#isFresh = isFresh;
    if (!isWhole(look)) return;
    if (this.#isCompared) return this.#remember();
    this.#timer ??= setTimeout(() => void this.#compare(), WHOLE_MS);
  }

  /** A fill begins: what it will make appear is no change of the step. */
  async settle(): Promise<void> {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    await this.#compare();
  }

  #enter(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isCompared = false;
    this.drift.value = null;
  }

  async #compare(): Promise<void> {
    this.#timer = undefined;
    const { place } = this.#look;
    if (!isWhole(this.#look)) return; // asked again once it has loaded
    this.#isCompared = true;
    const known = await lastStep(stepKey(place.url, place.title)).catch(() => null);
    if (this.#look.place.key !== place.key) return;
    this.drift.value = driftOf(known, fieldsOf(this.#look), this.#isFresh());
    await this.#remember();
  }

  async #remember(): Promise<void> {
    const { place } = this.#look;
    const signatures = [...new Set(fieldsOf(this.#look).map(signatureOf))];
    const seen = `${place.key}\n${signatures.join('\n')}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    await stepSeen(stepKey(place.url, place.title), signatures, new Date().toISOString()).catch(
      () => undefined,
    );
  }

  /** The step was filled: it is known for good. */
  async filled(place: StepPlace, frames: readonly ReviewedFrame[]): Promise<void> {
    const signatures = frames.flatMap(({ snapshot }) => snapshot.fields.map(signatureOf));
    const key = stepKey(place.url, place.title);
    await stepSeen(key, signatures, new Date().toISOString(), true).catch(() => undefined);
  }
}
