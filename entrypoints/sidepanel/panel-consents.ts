import { computed, signal } from '@preact/signals';
import { sameMeaning } from '@/knowledge/form/format';
import type { Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import { type Approval, consentKey, isApproved } from './fill-approval';
import type { PanelPage } from './panel-page';

/** What the person agreed to on this step, and how the last writes ended. */
export class Consents {
  readonly #page: PanelPage;
  readonly #outcomes = signal<ReadonlyMap<string, Outcome>>(new Map());
  /** Values the person agreed to replace, by key of field. */
  readonly #replace = signal<ReadonlyMap<string, string>>(new Map());
  readonly #confirmed = signal<ReadonlySet<string>>(new Set());

  constructor(page: PanelPage) {
    this.#page = page;
  }

  /** How the last writes ended, as long as the page still holds what they left. */
  readonly outcomes = computed<ReadonlyMap<string, Outcome>>(() => {
    const held = new Map(this.#page.review.value.fields.map((field) => [field.key, field]));
    return new Map([...this.#outcomes.value].filter(([key, outcome]) => stillHolds(outcome, held.get(key))));
  });
  /** Fields whose value the person agreed to replace, and which still hold it. */
  readonly replaced = computed<ReadonlySet<string>>(() => {
    const fields = this.#page.review.value.fields.filter(
      ({ key, field }) => this.#replace.value.get(key) === field.value,
    );
    return new Set(fields.map(({ key }) => key));
  });
  /** Bank details that would be written if the person confirmed them. */
  readonly toConfirm = computed<PlannedField[]>(() =>
    this.#page.review.value.fields.filter(
      ({ key, sensitive, instruction, state }) =>
        sensitive && instruction && (state === 'to-fill' || this.replaced.value.has(key)),
    ),
  );
  readonly isConfirmed = computed(
    () =>
      this.toConfirm.value.length > 0 &&
      this.toConfirm.value.every((field) => this.#confirmed.value.has(consentKey(field))),
  );
  /** Fields a click on « Remplir cette étape » would write now. */
  readonly ready = computed(() => {
    const approval = this.approval(null);
    return this.#page.review.value.fields.filter((field) => isApproved(field, approval)).length;
  });

  approval(only: ReadonlySet<string> | null): Approval {
    return {
      only,
      replace: this.#replace.value,
      confirmed: this.#confirmed.value,
      filled: new Set(this.#outcomes.value.keys()),
      drifted: this.#page.steps.drift.value !== null,
    };
  }

  /** Agrees, or no longer agrees, to replace the value a field holds now. */
  setReplaced(key: string, replace: boolean): void {
    const next = new Map(this.#replace.value);
    const held = this.#page.fieldOf(key)?.field.value;
    if (replace && held !== undefined) next.set(key, held);
    else next.delete(key);
    this.#replace.value = next;
  }

  /** Confirms the bank details as they are shown now. */
  setConfirmed(confirmed: boolean): void {
    this.#confirmed.value = new Set(confirmed ? this.toConfirm.value.map(consentKey) : []);
  }

  keep(outcomes: Outcome[]): void {
    const next = new Map(this.#outcomes.value);
    for (const outcome of outcomes) next.set(outcome.key, outcome);
    this.#outcomes.value = next;
  }

  /** A fill used them up: the next one asks again. */
  used(): void {
    this.#replace.value = new Map();
    this.#confirmed.value = new Set();
  }

  /** Another step is on screen. */
  forget(): void {
    this.#outcomes.value = new Map();
    this.used();
  }
}

const stillHolds = (outcome: Outcome, planned: PlannedField | undefined): boolean =>
  planned !== undefined &&
  sameMeaning(planned.field.value, outcome.value, planned.format, planned.field.kind);
