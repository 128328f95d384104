import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Review } from '@/knowledge/form/plan';
import { assess } from '@/knowledge/rules/assess';
import type { ShownFact, Situation, Verdict } from '@/knowledge/rules/rule';
import type { Choices } from './choices';
import { kept, shownFacts } from './shown';

const NO_PAGE: ReadonlySignal<Review | null> = signal(null);

/** What the rules of the chosen call say of the chosen grappe, and of the page on screen when there is one. */
export class Assessment {
  #shown: ShownFact[] = [];
  readonly shown: ReadonlySignal<ShownFact[]>;
  /** Null while there is no grappe, or no call. */
  readonly situation: ReadonlySignal<Situation | null>;
  readonly verdicts: ReadonlySignal<Verdict[]>;

  constructor({ profile, campaign, date, time }: Choices, review: ReadonlySignal<Review | null> = NO_PAGE) {
    this.shown = computed(() => {
      this.#shown = kept(this.#shown, review.value ? shownFacts(review.value) : []);
      return this.#shown;
    });
    this.situation = computed(() =>
      profile.value && campaign.value
        ? {
            profile: profile.value,
            campaign: campaign.value,
            date: date.value,
            ...(time.value === '' ? {} : { time: time.value }),
            shown: this.shown.value,
          }
        : null,
    );
    this.verdicts = computed(() => (this.situation.value ? assess(this.situation.value) : []));
  }
}
