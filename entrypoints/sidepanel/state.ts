import { computed, effect, signal } from '@preact/signals';
import { z } from 'zod';
import type { Answer } from '@/knowledge/answers/answer';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { sameMeaning } from '@/knowledge/form/format';
import { type JournalEntry, journalEntry } from '@/knowledge/form/journal';
import type { Outcome } from '@/knowledge/form/outcome';
import { type PlannedField, type PlannedTable, type Review, review } from '@/knowledge/form/plan';
import type { Profile } from '@/knowledge/profile/schema';
import type { Verdict } from '@/knowledge/rules/rule';
import { deleteFill, lastFill, onDatabaseChange, saveFill } from '@/utils/database';
import type { MarkTone } from '@/utils/messages';
import { Choices } from './choices';
import { type Approval, consentKey, type FillPage, fillStep, isApproved, undoFill } from './fill';
import { concerns, toneOf } from './marks';
import { PageSession } from './session';
import { filledMessage, type Message, messageOf, rowsMessage, undoneMessage } from './wording';

/** How long a field stays pointed at in the page. */
/** Rows asked of the page in one go. */
const ROWS_AT_ONCE = 10;
const POINT_MS = 4000;

/** What can be undone: the journal of this step in this document, and its place in the database. */
interface Undoable {
  id: number;
  /** Grappe the values came from: deleting it deletes them here too. */
  profileId: string;
  entries: JournalEntry[];
}

/** What a review draws on; frozen for the length of a fill. */
interface Givens {
  profile: Profile | null;
  campaign: Campaign | null;
  dossierId: string;
}

/** Everything the panel shows of the page, and what the person can do. Lives and dies with the panel page. */
export class Panel {
  readonly session = new PageSession();
  readonly choices = new Choices();
  readonly #outcomes = signal<ReadonlyMap<string, Outcome>>(new Map());
  readonly progress = signal<{ done: number; total: number } | null>(null);
  /** Answers given since the panel opened, latest first. */
  readonly answers = signal<Answer[]>([]);
  readonly message = signal<Message | null>(null);
  /** Values the person agreed to replace, by key of field. */
  readonly #replace = signal<ReadonlyMap<string, string>>(new Map());
  readonly #confirmed = signal<ReadonlySet<string>>(new Set());
  readonly #undoable = signal<Undoable | null>(null);
  #pointed = '';

  readonly review = computed<Review>(() => this.#reviewWith(this.#givens()));
  /** How the last writes ended, as long as the page still holds what they left. */
  readonly outcomes = computed<ReadonlyMap<string, Outcome>>(() => {
    const held = new Map(this.review.value.fields.map((field) => [field.key, field]));
    return new Map([...this.#outcomes.value].filter(([key, outcome]) => stillHolds(outcome, held.get(key))));
  });
  /** Fields whose value the person agreed to replace, and which still hold it. */
  readonly replaced = computed<ReadonlySet<string>>(() => {
    const fields = this.review.value.fields.filter(
      ({ key, field }) => this.#replace.value.get(key) === field.value,
    );
    return new Set(fields.map(({ key }) => key));
  });
  /** Bank details that would be written if the person confirmed them. */
  readonly toConfirm = computed<PlannedField[]>(() =>
    this.review.value.fields.filter(
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
  readonly ready = computed(
    () => this.review.value.fields.filter((field) => isApproved(field, this.#approval(null))).length,
  );
  readonly canUndo = computed(() => this.#undoable.value !== null);
  /** One step of one document; empty while no page is read. */
  readonly #step = computed(() => stepOf(this.review.value, this.session.frames.value[0]?.snapshot));

  start(tabId: number | null): void {
    this.session.start(tabId);
    this.choices.start();
    onDatabaseChange(({ store, here }) => {
      if (store === 'fills' && !here) void this.#loadUndo(this.#step.value);
    });
    effect(() => {
      void this.#enterStep(this.#step.value);
    });
    effect(() => this.#mark());
  }

  /** Runs a piece of work that ends with a sentence for the person, or with an error said in words. */
  async run(work: () => Promise<string>): Promise<void> {
    await this.#guarded(async () => {
      this.message.value = null; // the last message is not about this
      const text = await work();
      await this.choices.load();
      this.message.value = text === '' ? null : { tone: 'ok', text };
    });
  }

  /** Fills the approved fields of the step, or only those named. */
  async fill(only: ReadonlySet<string> | null): Promise<void> {
    await this.#busy(async () => {
      const last = this.#undoable.value;
      const earlier = last?.profileId === this.choices.profile.value?.id ? last : null;
      const { outcomes } = await fillStep(this.#page(earlier), this.#approval(only), (done, total) => {
        this.progress.value = { done, total };
      });
      this.#keep(outcomes);
      this.#confirmed.value = new Set();
      this.#replace.value = new Map();
      const shown = new Set(this.review.value.fields.map(({ key }) => key));
      this.message.value = filledMessage(outcomes, shown);
    });
  }

  /** Puts back what the fills of this step replaced. */
  async undo(): Promise<void> {
    const undoable = this.#undoable.value;
    if (!undoable) return;
    await this.#busy(async () => {
      const { outcomes, remaining } = await undoFill(this.#page(null), undoable.entries);
      this.#keep(outcomes);
      if (remaining.length > 0) await this.#save({ ...undoable, entries: remaining });
      else await this.#forget(undoable.id);
      this.message.value = undoneMessage(outcomes);
    });
  }

  async addRows(table: PlannedTable): Promise<void> {
    await this.#busy(async () => {
      const { frameId, addRef, records } = table;
      if (addRef === null) return;
      let { rows } = table;
      // A few at a time: the person sees it go on, and the page breathes.
      for (let wanted = rows; rows === wanted && rows < records; ) {
        wanted = Math.min(rows + ROWS_AT_ONCE, records);
        this.progress.value = { done: rows, total: records };
        rows = await this.session.addRows(frameId, addRef, wanted);
      }
      this.message.value = rowsMessage(rows, records);
    });
  }

  /** Agrees, or no longer agrees, to replace the value a field holds now. */
  setReplaced(key: string, replace: boolean): void {
    const next = new Map(this.#replace.value);
    const held = this.review.value.fields.find((field) => field.key === key)?.field.value;
    if (replace && held !== undefined) next.set(key, held);
    else next.delete(key);
    this.#replace.value = next;
  }

  /** Confirms the bank details as they are shown now. */
  setConfirmed(confirmed: boolean): void {
    this.#confirmed.value = new Set(confirmed ? this.toConfirm.value.map(consentKey) : []);
  }

  /** Scrolls the page to a field and points at it for a moment. */
  async reveal(key: string): Promise<void> {
    const planned = this.review.value.fields.find((field) => field.key === key);
    if (!planned) return;
    const shown = await this.session.reveal(planned.frameId, planned.field.ref).catch(() => false);
    if (!shown) this.message.value = { tone: 'warn', text: 'Ce champ n’est plus dans la page.' };
    this.#pointed = key;
    this.#mark();
    setTimeout(() => {
      this.#pointed = '';
      this.#mark();
    }, POINT_MS);
  }

  /** Field on screen that a verdict speaks of, or null. */
  fieldOf(verdict: Verdict): PlannedField | null {
    const porteurId = this.choices.profile.value?.porteurId;
    return this.review.value.fields.find((field) => concerns(verdict, field, porteurId)) ?? null;
  }

  /** Rules a field breaks as the grappe stands. */
  brokenBy(planned: PlannedField): Verdict[] {
    const porteurId = this.choices.profile.value?.porteurId;
    const broken = this.choices.verdicts.value.filter(({ status }) => status === 'broken');
    return broken.filter((verdict) => concerns(verdict, planned, porteurId));
  }

  #givens(): Givens {
    const { profile, campaign, settings } = this.choices;
    return { profile: profile.value, campaign: campaign.value, dossierId: settings.value.dossierId };
  }

  #reviewWith({ profile, campaign, dossierId }: Givens): Review {
    return review(this.session.frames.value, profile, campaign, dossierId);
  }

  #approval(only: ReadonlySet<string> | null): Approval {
    const filled = new Set(this.#outcomes.value.keys());
    return { only, replace: this.#replace.value, confirmed: this.#confirmed.value, filled };
  }

  /**
   * The page for one operation: the grappe and the step are those of the click. Another step on
   * screen ends it, so that nothing is written that was never shown.
   */
  #page(earlier: Undoable | null): FillPage {
    const givens = this.#givens();
    const step = this.#step.value;
    const lastPass = Math.max(-1, ...(earlier?.entries ?? []).map(({ pass }) => pass));
    let id = earlier?.id;
    return {
      review: async () => {
        await this.session.refresh();
        if (this.#step.value !== step) throw new Error(STEP_LEFT);
        return this.#reviewWith(givens);
      },
      write: (frameId, instructions, drivers) => this.session.write(frameId, instructions, drivers),
      journal: async (entries) => {
        const later = entries.map((entry) => ({ ...entry, pass: entry.pass + lastPass + 1 }));
        const all = [...(earlier?.entries ?? []), ...later];
        id = await this.#save({ id, profileId: givens.profile?.id ?? '', entries: all }, step);
      },
    };
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    if (this.progress.value) return;
    this.progress.value = { done: 0, total: 1 };
    this.message.value = null;
    this.session.hold(true);
    await this.#guarded(work);
    this.progress.value = null;
    this.session.hold(false);
    await this.session.refresh();
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.message.value = { tone: 'bad', text: messageOf(error) };
    }
  }

  #keep(outcomes: Outcome[]): void {
    const next = new Map(this.#outcomes.value);
    for (const outcome of outcomes) next.set(outcome.key, outcome);
    this.#outcomes.value = next;
  }

  /** Writes the journal and offers to undo it, on the step it belongs to. */
  async #save(
    { id, profileId, entries }: Omit<Undoable, 'id'> & { id: number | undefined },
    step = this.#step.value,
  ): Promise<number> {
    const record = { key: step, at: new Date().toISOString(), entries, profileId };
    const saved = await saveFill(id === undefined ? record : { ...record, id });
    if (step === this.#step.value)
      this.#undoable.value = entries.length > 0 ? { id: saved, profileId, entries } : null;
    return saved;
  }

  async #forget(id: number): Promise<void> {
    await deleteFill(id);
    this.#undoable.value = null;
  }

  async #enterStep(step: string): Promise<void> {
    this.#outcomes.value = new Map();
    this.#replace.value = new Map();
    this.#confirmed.value = new Set();
    // What went wrong must survive the change of page that caused it.
    if (this.message.peek()?.tone !== 'bad') this.message.value = null;
    await this.#loadUndo(step);
  }

  /** Finds what can be undone on this step, also after the panel was closed or a grappe deleted. */
  async #loadUndo(step: string): Promise<void> {
    this.#undoable.value = null;
    if (step === '') return;
    const stored = await lastFill(step).catch(() => null);
    const entries = z.array(journalEntry).min(1).safeParse(stored?.entries);
    if (stored?.id !== undefined && entries.success && step === this.#step.value)
      this.#undoable.value = { id: stored.id, profileId: stored.profileId ?? '', entries: entries.data };
  }

  #mark(): void {
    const marks = new Map<number, { ref: string; tone: MarkTone }[]>();
    for (const planned of this.review.value.fields) {
      const outcome = this.outcomes.value.get(planned.key);
      const tone = planned.key === this.#pointed ? 'here' : toneOf(planned, this.brokenBy(planned), outcome);
      if (!tone) continue;
      const list = marks.get(planned.frameId) ?? [];
      list.push({ ref: planned.field.ref, tone });
      marks.set(planned.frameId, list);
    }
    if (!this.progress.value) this.session.mark(marks);
  }
}

const STEP_LEFT =
  'Le portail est passé à une autre page pendant le remplissage : l’assistant s’est arrêté. Revenez à l’étape pour vérifier ou annuler.';

const stillHolds = (outcome: Outcome, planned: PlannedField | undefined): boolean =>
  planned !== undefined &&
  sameMeaning(planned.field.value, outcome.value, planned.format, planned.field.kind);

const stepOf = ({ step }: Review, main: { document: string; url: string } | undefined): string =>
  main ? `${main.document} ${main.url} ${step}`.slice(0, 500) : '';
