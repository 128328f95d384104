import { computed, effect, signal } from '@preact/signals';
import { z } from 'zod';
import type { Answer } from '@/knowledge/answers/answer';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { type JournalEntry, journalEntry } from '@/knowledge/form/journal';
import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import { type PlannedField, type PlannedTable, type Review, review } from '@/knowledge/form/plan';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import {
  deleteFill,
  getSettings,
  lastFill,
  listProfiles,
  onDatabaseChange,
  type Settings,
  saveFill,
  saveSettings,
} from '@/utils/database';
import type { MarkTone } from '@/utils/messages';
import { type Approval, type FillPage, fillStep, isApproved, undoFill } from './fill';
import { PageSession } from './session';

type Message = { tone: 'ok' | 'warn' | 'bad'; text: string };

/** Everything the panel shows, and what the person can do. Lives and dies with the panel page. */
export class Panel {
  readonly session = new PageSession();
  readonly profiles = signal<Profile[]>([]);
  readonly settings = signal<Settings>({
    currentProfileId: '',
    campaignId: '',
    dossierId: '',
    referenceDate: '',
    lastBackupAt: '',
  });
  /** What could not be read or written on this computer, in French; empty when all is well. */
  readonly storageError = signal('');
  readonly outcomes = signal<ReadonlyMap<string, Outcome>>(new Map());
  readonly replaced = signal<ReadonlySet<string>>(new Set());
  readonly sensitiveConfirmed = signal(false);
  readonly progress = signal<{ done: number; total: number } | null>(null);
  /** Answers given since the panel opened, latest first. */
  readonly answers = signal<Answer[]>([]);
  readonly message = signal<Message | null>(null);
  readonly #undoable = signal<{ id: number; entries: JournalEntry[] } | null>(null);
  #pointed: { key: string; until: number } | null = null;

  readonly today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
  readonly date = computed(() => this.settings.value.referenceDate || this.today);
  readonly profile = computed(
    () =>
      this.profiles.value.find(({ id }) => id === this.settings.value.currentProfileId) ??
      this.profiles.value[0] ??
      null,
  );
  /** The call chosen by the person; else the one of the first dossier; else the latest known. */
  readonly campaign = computed<Campaign | null>(() => {
    const chosen = campaignById(this.settings.value.campaignId);
    const own = campaignById(this.profile.value?.dossiers[0]?.campaign ?? '');
    return chosen ?? own ?? campaigns.at(-1) ?? null;
  });
  readonly review = computed<Review>(() =>
    review(this.session.frames.value, this.profile.value, this.campaign.value, this.settings.value.dossierId),
  );
  readonly verdicts = computed<Verdict[]>(() => {
    const [profile, campaign] = [this.profile.value, this.campaign.value];
    return profile && campaign ? assess({ profile, campaign, date: this.date.value }) : [];
  });
  /** Fields a click on « Remplir cette étape » would write now. */
  readonly ready = computed(
    () => this.review.value.fields.filter((field) => isApproved(field, this.#approval(null))).length,
  );
  readonly canUndo = computed(() => this.#undoable.value !== null);

  start(tabId: number | null): void {
    this.session.start(tabId);
    onDatabaseChange(() => void this.load());
    void this.load();
    const step = computed(() => this.#stepKey());
    effect(() => {
      void this.#enterStep(step.value);
    });
    effect(() => this.#mark());
  }

  /** Reads the grappes and the choices of the person again. */
  async load(): Promise<void> {
    try {
      const [{ profiles, damaged }, settings] = await Promise.all([listProfiles(), getSettings()]);
      this.profiles.value = profiles;
      this.settings.value = settings;
      this.storageError.value = damaged.map(({ reason }) => reason).join(' ');
    } catch (error) {
      this.storageError.value = messageOf(error);
    }
  }

  async choose(change: Partial<Settings>): Promise<void> {
    await this.#guarded(async () => {
      await saveSettings(change);
      await this.load();
    });
  }

  /** Runs a piece of work that ends with a sentence for the person, or with an error said in words. */
  async run(work: () => Promise<string>): Promise<void> {
    await this.#guarded(async () => {
      const text = await work();
      await this.load();
      this.message.value = text === '' ? null : { tone: 'ok', text };
    });
  }

  /** Fills the approved fields of the step, or only those named. */
  async fill(only: ReadonlySet<string> | null): Promise<void> {
    await this.#busy(async () => {
      const approval = this.#approval(only);
      const { outcomes, journal } = await fillStep(this.#page(), approval, (done, total) => {
        this.progress.value = { done, total };
      });
      this.#keep(outcomes);
      await this.#record(journal);
      this.sensitiveConfirmed.value = false;
      this.message.value = summary(outcomes);
    });
  }

  /** Puts back what the last fill of this step replaced. */
  async undo(): Promise<void> {
    const undoable = this.#undoable.value;
    if (!undoable) return;
    await this.#busy(async () => {
      const outcomes = await undoFill(this.#page(), undoable.entries);
      this.#keep(outcomes);
      await deleteFill(undoable.id);
      this.#undoable.value = null;
      const back = outcomes.filter(({ kind }) => kind === 'undone').length;
      const left = outcomes.length - back;
      this.message.value = {
        tone: left > 0 ? 'warn' : 'ok',
        text: `${count(back, 'champ remis', 'champs remis')} comme avant${left > 0 ? `, ${left} à vérifier à la main` : ''}.`,
      };
    });
  }

  async addRows(table: PlannedTable): Promise<void> {
    await this.#busy(async () => {
      if (table.addRef === null) return;
      const rows = await this.session.addRows(table.frameId, table.addRef, table.records);
      await this.session.refresh();
      this.message.value =
        rows >= table.records
          ? {
              tone: 'ok',
              text: `Le tableau a maintenant ${count(rows, 'ligne', 'lignes')} : vous pouvez remplir.`,
            }
          : {
              tone: 'warn',
              text: `Le portail n’a que ${count(rows, 'ligne', 'lignes')} : ajoutez les autres à la main.`,
            };
    });
  }

  setReplaced(key: string, replace: boolean): void {
    const next = new Set(this.replaced.value);
    if (replace) next.add(key);
    else next.delete(key);
    this.replaced.value = next;
  }

  /** Scrolls the page to a field and points at it for a moment. */
  async reveal(key: string): Promise<void> {
    const planned = this.review.value.fields.find((field) => field.key === key);
    if (!planned) return;
    const shown = await this.session.reveal(planned.frameId, planned.field.ref).catch(() => false);
    if (!shown) this.message.value = { tone: 'warn', text: 'Ce champ n’est plus dans la page.' };
    this.#pointed = { key, until: Date.now() + 4000 };
    this.#mark();
    setTimeout(() => this.#mark(), 4100);
  }

  /** Field on screen that a verdict speaks of, or null. */
  fieldOf(verdict: Verdict): PlannedField | null {
    const porteurId = this.profile.value?.porteurId;
    return this.review.value.fields.find((field) => concerns(verdict, field, porteurId)) ?? null;
  }

  /** Rules a field breaks as the grappe stands. */
  brokenBy(planned: PlannedField): Verdict[] {
    const porteurId = this.profile.value?.porteurId;
    return this.verdicts.value.filter((one) => one.status === 'broken' && concerns(one, planned, porteurId));
  }

  #approval(only: ReadonlySet<string> | null): Approval {
    return { only, replace: this.replaced.value, sensitive: this.sensitiveConfirmed.value };
  }

  #page(): FillPage {
    return {
      review: async () => {
        await this.session.refresh();
        return this.review.value;
      },
      write: (frameId, instructions, drivers) => this.session.write(frameId, instructions, drivers),
    };
  }

  async #busy(work: () => Promise<void>): Promise<void> {
    if (this.progress.value) return;
    this.progress.value = { done: 0, total: 1 };
    this.message.value = null;
    this.session.hold(true);
    await this.#guarded(work);
    this.session.hold(false);
    this.progress.value = null;
    await this.session.refresh();
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const gone = error instanceof Error && error.message === 'frame gone';
      const text = gone
        ? 'La page a changé pendant l’opération : vérifiez-la, puis recommencez.'
        : messageOf(error);
      this.message.value = { tone: 'bad', text };
    }
  }

  #keep(outcomes: Outcome[]): void {
    const next = new Map(this.outcomes.value);
    for (const outcome of outcomes) next.set(outcome.key, outcome);
    this.outcomes.value = next;
  }

  /** Adds to what can be undone on this step: filling field by field is undone as one fill. */
  async #record(journal: JournalEntry[]): Promise<void> {
    if (journal.length === 0) return;
    const before = this.#undoable.value;
    const lastPass = Math.max(0, ...(before?.entries ?? []).map(({ pass }) => pass));
    const later = journal.map((entry) => ({ ...entry, pass: entry.pass + (before ? lastPass + 1 : 0) }));
    const entries = [...(before?.entries ?? []), ...later];
    const key = this.#stepKey();
    const at = new Date().toISOString();
    const id = await saveFill({ ...(before ? { id: before.id } : {}), key, at, entries });
    this.#undoable.value = { id, entries };
  }

  #stepKey(): string {
    const main = this.session.frames.value[0];
    return main ? `${this.session.url.value.split('?')[0]} ${this.review.value.step}`.slice(0, 500) : '';
  }

  async #enterStep(key: string): Promise<void> {
    this.outcomes.value = new Map();
    this.replaced.value = new Set();
    this.message.value = null;
    this.#undoable.value = null;
    if (key === '') return;
    const stored = await lastFill(key).catch(() => null);
    const entries = z.array(journalEntry).safeParse(stored?.entries);
    if (stored?.id !== undefined && entries.success && key === this.#stepKey())
      this.#undoable.value = { id: stored.id, entries: entries.data };
  }

  #mark(): void {
    const marks = new Map<number, { ref: string; tone: MarkTone }[]>();
    for (const planned of this.review.value.fields) {
      const tone = this.#toneOf(planned);
      if (!tone) continue;
      const list = marks.get(planned.frameId) ?? [];
      list.push({ ref: planned.field.ref, tone });
      marks.set(planned.frameId, list);
    }
    if (!this.progress.value) this.session.mark(marks);
  }

  #toneOf(planned: PlannedField): MarkTone | null {
    if (this.#pointed?.key === planned.key && Date.now() < this.#pointed.until) return 'here';
    if (this.brokenBy(planned).length > 0) return 'broken';
    if (['different', 'to-choose', 'too-long'].includes(planned.state)) return 'check';
    const outcome = this.outcomes.value.get(planned.key);
    if (outcome && isVerified(outcome)) return 'filled';
    return planned.id ? 'known' : null;
  }
}

/**
 * A verdict on one ESSMS speaks of its own row; one on an organisme, of the fields of the porteur only
 * when it is the porteur; the others, of their fields wherever they are.
 */
const concerns = (verdict: Verdict, { id, row }: PlannedField, porteurId: string | undefined): boolean => {
  if (id === null || !verdict.fields.includes(id)) return false;
  const { kind, id: subject } = verdict.subject;
  if (kind === 'grappe' || kind === 'dossier') return true;
  if (kind === 'organisme') return subject === porteurId;
  return row === null || subject === row.recordId;
};

const count = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`;

const summary = (outcomes: Outcome[]): Message => {
  const verified = outcomes.filter(isVerified).length;
  const others = outcomes.length - verified;
  if (outcomes.length === 0) return { tone: 'warn', text: 'Il n’y avait plus rien à remplir.' };
  const text = `${count(verified, 'champ rempli et vérifié', 'champs remplis et vérifiés')}${others > 0 ? `, ${others} à voir ci-dessus` : ''}. N’oubliez pas « Enregistrer » dans le portail.`;
  return { tone: others > 0 ? 'warn' : 'ok', text };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
