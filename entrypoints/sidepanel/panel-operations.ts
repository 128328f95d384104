import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { isLive, type JournalEntry } from '@/knowledge/form/journal';
import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField, PlannedTable, Review } from '@/knowledge/form/plan';
import { type FillPage, type FillReport, type Follower, fillStep, type Progress } from './fill';
import type { Approval } from './fill-approval';
import { FillControl } from './fill-control';
import { undoFill } from './fill-undo';
import type { Consents } from './panel-consents';
import type { Undoable } from './panel-journal';
import type { PanelPage } from './panel-page';
import { type Recovery, restoring } from './panel-recovery';
import { filledMessage, type Message, messageOf, rowsMessage, undoneMessage } from './wording';

/** Rows asked of the page in one go. */
const ROWS_AT_ONCE = 10;
/** The first rows are added one by one: where the portal starts another page, each must be counted. */
const COUNTED = 30;

/** What the panel is doing, and how far it is. */
export type PanelProgress = Progress & { what: 'fill' | 'rows' | 'undo' };

/** What the panel does to the page: one thing at a time, followed, held and stopped by the person. */
export class Operations {
  readonly progress = signal<PanelProgress | null>(null);
  readonly message = signal<Message | null>(null);
  readonly control = signal<FillControl | null>(null);
  readonly paused: ReadonlySignal<boolean> = computed(() => this.control.value?.paused.value ?? false);
  readonly #page: PanelPage;
  readonly #consents: Consents;
  readonly #recovery: Recovery;
  /** The last look of the fill before; the next operation waits for it. */
  #looking: Promise<void> = Promise.resolve();

  constructor(page: PanelPage, consents: Consents, recovery: Recovery) {
    this.#page = page;
    this.#consents = consents;
    this.#recovery = recovery;
  }

  /** Fills the approved fields of the step, or only those named. */
  async fill(only: ReadonlySet<string> | null): Promise<void> {
    await this.busy('fill', async (follower) => {
      await this.#page.settle();
      const approval = this.#consents.approval(only);
      await this.#fill(approval, follower);
      this.#consents.used();
    });
  }

  /** Writes a long text found again in its field, as an approved value. */
  async restore(key: string): Promise<void> {
    const text = this.#recovery.offered.value.get(key)?.text;
    if (text === undefined) return;
    await this.busy('fill', async (follower) => {
      const approval = this.#consents.approval(new Set([key]));
      const one = (planned: PlannedField) => (planned.key === key ? [restoring(planned, text)] : []);
      const verified = await this.#fill(approval, follower, (seen) => ({
        ...seen,
        fields: seen.fields.flatMap(one),
      }));
      if (verified > 0) await this.#recovery.drop(key);
    });
  }

  /** Fills and says what was done; answers how many fields hold. */
  async #fill(approval: Approval, follower: Follower, see = (seen: Review) => seen): Promise<number> {
    const last = this.#page.journal.undoable.value;
    const isOurs = last && !last.otherLoad && last.profileId === this.#page.choices.profile.value?.id;
    const page = this.#fillPage(isOurs ? last : null);
    const seen: FillPage = { ...page, review: async () => see(await page.review()) };
    const report = await fillStep(seen, approval, follower);
    const { outcomes } = report;
    this.#consents.keep(outcomes);
    this.#looking = this.#lookAgain(report);
    const verified = outcomes.filter(isVerified).length;
    if (verified > 0) await this.#page.steps.filled(this.#page.place.value, this.#page.session.frames.value);
    return verified;
  }

  #told(outcomes: Outcome[], { stopped }: FillReport): Message {
    const shown = new Set(this.#page.review.value.fields.map(({ key }) => key));
    return filledMessage(outcomes, shown, stopped);
  }

  /** The last look of a fill: the person goes on meanwhile, and is told when it changes what was said. */
  async #lookAgain(report: FillReport): Promise<void> {
    const { key } = this.#page.place.value;
    const first = { ...this.#told(report.outcomes, report), checking: true };
    this.message.value = first;
    const outcomes = await report.lastLook().catch(() => report.outcomes); // the page went on
    // A value a script changes makes no noise: what the panel shows of the page is read again too.
    if (outcomes.some(({ value }, at) => value !== report.outcomes[at]?.value))
      await this.#page.session.refresh();
    const here = this.#page.place.value.key === key;
    if (here) this.#consents.keep(outcomes);
    if (this.message.value === first) this.message.value = here ? this.#told(outcomes, report) : null;
  }

  /** Puts back what the fills of this step replaced, or only what one field held. */
  async undo(key: string | null): Promise<void> {
    const undoable = this.#page.journal.undoable.value;
    if (!undoable) return;
    await this.busy('undo', async (follower) => {
      const { journal, otherLoad, entries } = { ...undoable, journal: this.#page.journal };
      const wanted = key === null ? null : (journal.entriesByField(this.#page.review.value).get(key) ?? []);
      const only =
        wanted ?? (otherLoad ? [...journal.entriesByField(this.#page.review.value).values()].flat() : null);
      const request = { journal: entries, otherLoad, ...(only && { only: new Set(only) }) };
      const undone = await undoFill(this.#fillPage(null), request, follower);
      this.#consents.keep(undone.outcomes);
      await journal.save({ ...undoable, entries: undone.journal });
      this.message.value = undoneMessage(undone.outcomes);
    });
  }

  /** Adds to a table the rows it lacks, a few at a time. */
  async addRows(table: PlannedTable): Promise<void> {
    await this.busy('rows', async ({ progress, control }) => {
      this.#page.pages.owns(table);
      let at: PlannedTable | undefined = table;
      let total = rowsIn(table);
      // A few at a time: the person sees it go on, and the page breathes.
      while (at && at.addRef !== null && total < table.records && (await control?.goesOn())) {
        progress?.({ done: total, total: table.records, row: { at: total, of: table.records } });
        const step: number = at.paging || total < COUNTED ? 1 : ROWS_AT_ONCE;
        const asked: number = at.rows + Math.min(step, table.records - total);
        const rows = await this.#page.session.addRows(at.frameId, at.addRef, asked);
        // A table that turns its pages shows fewer rows than it holds: it is read again.
        const next: PlannedTable | undefined = rows === asked ? { ...at, rows } : await this.#tableNow(at);
        const added: number = rows === asked ? rows - at.rows : addedBeside(at, next, step, total);
        total += added;
        at = added > 0 ? next : undefined;
      }
      this.message.value = rowsMessage(total, table.records, control?.cancelled ?? false);
    });
  }

  async #tableNow({ key }: PlannedTable): Promise<PlannedTable | undefined> {
    await this.#page.session.refresh();
    return this.#page.review.value.tables.find((table) => table.key === key);
  }

  /** One operation: the page is held, what went wrong is said, and the page is read again at the end. */
  async busy(what: PanelProgress['what'], work: (follower: Follower) => Promise<void>): Promise<void> {
    if (this.progress.value) return;
    const { session, journal } = this.#page;
    const control = new FillControl();
    const progress = (at: Progress) => {
      this.progress.value = { ...at, what };
      session.filling({ done: at.done, total: at.total });
    };
    this.progress.value = { done: 0, total: 1, what };
    this.control.value = control;
    this.message.value = null;
    session.hold(true);
    await this.#looking;
    await this.guarded(() => work({ progress, control }));
    session.filling(null);
    this.control.value = null;
    this.progress.value = null;
    session.hold(false);
    await session.refresh();
    await journal.refresh(this.#page.owner.value);
  }

  /** Does something, and says in words what went wrong. */
  async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.message.value = { tone: 'bad', text: messageOf(error) };
    }
  }

  /**
   * The page for one operation: the grappe and the step are those of the click. Another step on
   * screen ends it, so that nothing is written that was never shown.
   */
  #fillPage(earlier: Undoable | null): FillPage {
    const { session, journal } = this.#page;
    const givens = this.#page.givens();
    const place = this.#page.place.value;
    const owner = this.#page.owner.value;
    const before = earlier?.entries ?? [];
    const first = 1 + Math.max(-1, ...before.filter(isLive).map(({ pass }) => pass));
    const later = (entry: JournalEntry) => ({ ...entry, pass: entry.pass + first });
    let id = earlier?.id;
    return {
      review: async () => {
        await session.refresh();
        if (this.#page.place.value.key !== place.key) throw new Error(STEP_LEFT);
        return this.#page.reviewWith(givens);
      },
      write: (frameId, instructions) => session.write(frameId, instructions),
      readBack: (frameId, refs, atLeast) => session.readBack(frameId, refs, atLeast),
      touched: () => session.touched(),
      journal: async (entries) => {
        const all = [...before, ...entries.map(later)];
        id = (await journal.save({ ...owner, id, place, entries: all, otherLoad: false })) ?? undefined;
      },
    };
  }
}

/** Rows a click added to a table that now shows another page: its total, else the one asked for. */
const addedBeside = (
  before: PlannedTable,
  now: PlannedTable | undefined,
  step: number,
  total: number,
): number => {
  if (!now) return 0;
  if (now.paging === null || now.paging.total !== null) return Math.max(0, rowsIn(now) - total);
  return step === 1 && now.rows > 0 && now.rows !== before.rows ? 1 : 0;
};

/** Rows of all the pages of a table. */
const rowsIn = ({ paging, rows }: PlannedTable): number => paging?.total ?? rows;

const STEP_LEFT =
  'Le portail est passé à une autre page pendant le remplissage : l’assistant s’est arrêté. Revenez à l’étape pour vérifier ou annuler.';
