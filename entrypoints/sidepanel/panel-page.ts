import { computed } from '@preact/signals';
import { isBlank } from '@/knowledge/form/align';
import { otherDraft } from '@/knowledge/form/merge';
import { type PlannedField, type Review, type ReviewInput, review } from '@/knowledge/form/plan';
import type { Choices } from './choices';
import type { Corrections } from './panel-corrections';
import { PanelJournal, placeOf } from './panel-journal';
import { StepMemory } from './panel-steps';
import type { PageSession } from './session';
import { TablePages } from './table-pages';

/** The step on screen as the panel reads it: what is proposed, and what is remembered of it. */
export class PanelPage {
  readonly journal = new PanelJournal();
  readonly steps = new StepMemory();
  readonly pages = new TablePages();

  constructor(
    readonly session: PageSession,
    readonly choices: Choices,
    readonly corrections: Corrections,
  ) {}

  readonly review = computed<Review>(() => this.reviewWith(this.givens()));
  /** One step of one document; its key is empty while no page is read. */
  readonly place = computed(() => placeOf(this.review.value, this.session.frames.value[0]?.snapshot));
  readonly stepKey = computed(() => this.place.value.key);

  readonly #profileId = computed(() => this.choices.profile.value?.id ?? '');
  readonly #dossierId = computed(() => this.choices.settings.value.dossierId);
  /** Whose data a fill holds, and for which dossier. */
  readonly owner = computed(() => ({ profileId: this.#profileId.value, dossierId: this.#dossierId.value }));

  /** What a review draws on; frozen for the length of a fill. */
  givens(): ReviewInput {
    const { profile, campaign, settings } = this.choices;
    return {
      profile: profile.value,
      campaign: campaign.value,
      dossierId: settings.value.dossierId,
      corrections: this.corrections.list.value,
      written: this.journal.written.value,
      writtenHere: this.journal.writtenHere.value,
      drifted: this.steps.drift.value !== null,
    };
  }

  /** The pages of a table change under a fill: they are the ones on screen now. */
  reviewWith(givens: ReviewInput): Review {
    return review(this.session.frames.value, {
      ...givens,
      ...this.pages.others(this.session.frames, givens.corrections ?? []),
    });
  }

  /**
   * Before anything is written: a draft that lost what was written in another load is another draft,
   * and stays one once it is filled.
   */
  async settle(): Promise<void> {
    await this.steps.settle();
    const { written, writtenHere } = this.journal;
    const other = otherDraft(this.review.value.fields, written.value, writtenHere.value);
    if (other) this.journal.startOver(other);
  }

  /** Whether nothing of what the step held before is in it: another draft, or one just begun. */
  isFresh(): boolean {
    const { fields } = this.review.value;
    const { written, writtenHere } = this.journal;
    return (
      fields.every(({ field }) => isBlank(field)) ||
      otherDraft(fields, written.value, writtenHere.value) !== null
    );
  }

  fieldOf(key: string): PlannedField | undefined {
    return this.review.value.fields.find((field) => field.key === key);
  }
}
