import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import { type Recoverable, recoverable, type Typed } from '@/knowledge/form/typed';
import { dropTyped, forgetTyped, listTyped, typedTexts } from '@/utils/database';
import type { StepPlace } from './panel-journal';

/** The « boîte noire » has kept what was typed two seconds later at most: then it can be compared. */
const QUIET_MS = 2500;

/** Long texts typed in the portal and lost since: found again, offered in place. */
export class Recovery {
  readonly #typed = signal<Typed[]>([]);
  /** Texts kept of all steps. */
  readonly kept = signal(0);
  readonly offered: ReadonlySignal<ReadonlyMap<string, Recoverable>>;
  readonly #review: ReadonlySignal<Review>;
  /** Texts found lost on a quiet page: what the person changes as she types is no loss. */
  readonly #lost = signal<ReadonlySet<number>>(new Set());
  #place: StepPlace | null = null;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(review: ReadonlySignal<Review>) {
    this.#review = review;
    this.offered = computed(() => {
      const lost = this.#lost.value;
      if (lost.size === 0) return new Map();
      return new Map([...lostIn(review.value, this.#typed.value)].filter(([, { id }]) => lost.has(id)));
    });
    effect(() => {
      if (review.value.fields.length === 0) return;
      clearTimeout(this.#quiet);
      this.#quiet = setTimeout(() => void this.load(), QUIET_MS);
    });
  }

  /** Finds what was typed on a step. */
  async enter(place: StepPlace): Promise<void> {
    this.#place = place;
    this.#typed.value = [];
    await this.load();
  }

  /** Reads the texts again. */
  load = async (): Promise<void> => {
    const place = this.#place;
    const [typed, all] = await Promise.all([
      place && place.key !== '' ? typedTexts(place.url, place.title).catch(() => []) : [],
      listTyped().catch(() => []),
    ]);
    if (place !== this.#place) return;
    this.#typed.value = typed;
    this.#lost.value = new Set([...lostIn(this.#review.peek(), typed).values()].map(({ id }) => id));
    this.kept.value = all.length;
  };

  /** Forgets the text offered for a field: it is back, or the person does not want it. */
  async drop(key: string): Promise<void> {
    const offer = this.offered.value.get(key);
    if (offer) await dropTyped(offer.id);
    await this.load();
  }

  /** Erases every text kept. */
  async forgetAll(): Promise<string> {
    await forgetTyped();
    await this.load();
    return 'Les textes gardés sont effacés.';
  }
}

const lostIn = ({ fields }: Review, typed: Typed[]): Map<string, Recoverable> =>
  recoverable(
    fields.filter(({ state }) => state !== 'yours'),
    typed,
  );

/** The field as if the profile said that text: filled like any other, read back and journaled. */
export const restoring = (planned: PlannedField, text: string): PlannedField => {
  const { ref, fingerprint, kind, value } = planned.field;
  const instruction = { ref, fingerprint, kind, text, expected: value, guard: null };
  return {
    ...planned,
    format: 'text',
    state: 'to-fill',
    proposed: text,
    instruction,
    driver: false,
    sensitive: false,
  };
};
