import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { ownRateEdits } from '@/knowledge/amounts/own-rates';
import type { PlannedField, PlannedTable } from '@/knowledge/form/plan';
import { structureFile } from '@/knowledge/form/structure';
import { type Edit, type EditPath, setValue } from '@/knowledge/profile/edit';
import type { Profile } from '@/knowledge/profile/schema';
import type { Verdict } from '@/knowledge/rules/rule';
import { listSegments } from '@/utils/captures';
import { editProfile, onDatabaseChange } from '@/utils/database';
import { downloadFile } from '@/utils/download';
import type { MarkTone } from '@/utils/messages';
import { Assessment } from './assessment';
import { followBadge } from './badge';
import { Choices } from './choices';
import { brokenIndex, concerns, toneOf } from './marks';
import { Consents } from './panel-consents';
import { Corrections } from './panel-corrections';
import { Operations } from './panel-operations';
import { PanelPage } from './panel-page';
import { Recovery } from './panel-recovery';
import { Asking } from './questions-asking';
import { PageSession } from './session';

/** An answer that another window gave first. */
const ELSEWHERE = 'Cette donnée vient de changer dans une autre fenêtre : c’est sa valeur qui est gardée.';

/** How long a field stays pointed at in the page. */
const POINT_MS = 4000;

/** Everything the panel shows of the page, and what the person can do. Lives and dies with the panel page. */
export class Panel {
  readonly session = new PageSession();
  readonly choices = new Choices();
  readonly #corrections = new Corrections();
  readonly #page = new PanelPage(this.session, this.choices, this.#corrections);
  readonly #consents = new Consents(this.#page);
  readonly #recovery = new Recovery(this.#page.review);
  readonly #operations = new Operations(this.#page, this.#consents, this.#recovery);

  readonly review = this.#page.review;
  readonly #assessment = new Assessment(this.choices, this.#page.review);
  /** What is assessed: the chosen grappe and call, and what the page holds. */
  readonly situation = this.#assessment.situation;
  readonly verdicts = this.#assessment.verdicts;
  readonly progress = this.#operations.progress;
  readonly message = this.#operations.message;
  /** What holds or stops the operation under way; null when there is none. */
  readonly control = this.#operations.control;
  readonly paused = this.#operations.paused;
  readonly outcomes = this.#consents.outcomes;
  readonly replaced = this.#consents.replaced;
  readonly toConfirm = this.#consents.toConfirm;
  readonly isConfirmed = this.#consents.isConfirmed;
  readonly ready = this.#consents.ready;
  readonly corrections = this.#corrections.list;
  /** Long texts typed here and lost since, by key of field. */
  readonly recovered = this.#recovery.offered;
  /** Long texts kept of all steps. */
  readonly typed = this.#recovery.kept;
  /** What changed in the step since the last visit. */
  readonly drift = this.#page.steps.drift;
  readonly fills = this.#page.journal.fills;
  readonly asking = new Asking(this, listSegments);
  /** The person is pointing at a field of the page. */
  readonly picking = signal(false);
  /** Key of the field pointed at, empty when none is. */
  readonly picked = signal('');
  readonly #undoable = computed(() => this.#page.journal.entriesByField(this.review.value));
  /** Fields whose old value can be put back one by one. */
  readonly undoableKeys: ReadonlySignal<ReadonlySet<string>> = computed(
    () => new Set(this.#undoable.value.keys()),
  );
  readonly canUndo = computed(() => {
    const undoable = this.#page.journal.undoable.value;
    return undoable !== null && (!undoable.otherLoad || this.#undoable.value.size > 0);
  });
  readonly #owner = this.#page.owner;
  #pointed = '';

  start(tabId: number | null): void {
    this.session.start(tabId);
    this.choices.start();
    void this.#corrections.load();
    void this.#page.journal.list();
    onDatabaseChange(({ store, here }) => {
      if (store === 'fills' && !here) void this.#page.journal.refresh(this.#owner.value);
      if (store === 'corrections') void this.#corrections.load();
      if (store === 'typed') void this.#recovery.load();
      if (store === 'captures' || store === 'campaigns') this.asking.textsChanged();
    });
    effect(() => this.#enterStep(this.#page.stepKey.value));
    effect(() => {
      // What was written here depends on whose data and on which dossier too.
      void this.#page.journal.enter(this.#placeNow(this.#page.stepKey.value), this.#owner.value);
    });
    effect(() => this.#page.pages.see(this.session.frames.value, this.corrections.value));
    effect(() => {
      const { loading } = this.review.value;
      const [place, frames] = [this.#page.place.value, this.session.frames.value];
      void this.#page.steps.look({ place, frames, loading }, () => this.#page.isFresh());
    });
    effect(() => this.#mark());
    followBadge({ ...this.choices, situation: this.situation, verdicts: this.verdicts });
  }

  /** Runs a piece of work that ends with a sentence for the person, or with an error said in words. */
  async run(work: () => Promise<string>): Promise<void> {
    await this.#operations.guarded(async () => {
      this.message.value = null; // the last message is not about this
      const text = await work();
      await this.choices.load();
      this.message.value = text === '' ? null : { tone: 'ok', text };
    });
  }

  /** Fills the approved fields of the step, or only those named. */
  fill = (only: ReadonlySet<string> | null): Promise<void> => this.#operations.fill(only);
  /** Puts back what the fills of this step replaced. */
  undo = (): Promise<void> => this.#operations.undo(null);
  /** Puts back what one field held. */
  undoOne = (key: string): Promise<void> => this.#operations.undo(key);
  addRows = (table: PlannedTable): Promise<void> => this.#operations.addRows(table);
  pause = (): void => this.control.value?.pause();
  resume = (): void => this.control.value?.resume();
  /** Stops the operation under way; what was written stays, is journaled and reported. */
  cancel = (): void => this.control.value?.cancel();
  setReplaced = (key: string, replace: boolean): void => this.#consents.setReplaced(key, replace);
  setConfirmed = (confirmed: boolean): void => this.#consents.setConfirmed(confirmed);

  /** Keeps what a field asks, a name of the dictionary; null to leave such fields alone. */
  correct = (key: string, fieldId: string | null): Promise<void> =>
    this.run(async () => {
      const planned = this.#page.fieldOf(key);
      if (!planned) return 'Ce champ n’est plus dans la page.';
      this.picked.value = '';
      return this.#corrections.correct(planned, fieldId);
    });
  forgetCorrection = (signature: string): Promise<void> =>
    this.run(() => this.#corrections.forget(signature));
  importCorrections = (file: File): Promise<void> => this.run(() => this.#corrections.import(file));
  exportCorrections = (): Promise<void> => this.run(async () => this.#corrections.export());

  /** Writes a long text found again in its field. */
  restore = (key: string): Promise<void> => this.#operations.restore(key);
  dismissRecovered = (key: string): Promise<void> => this.#operations.guarded(() => this.#recovery.drop(key));
  /** Erases every long text kept. */
  forgetTyped = (): Promise<void> => this.run(() => this.#recovery.forgetAll());
  exportJournal = (form: 'csv' | 'json' = 'json'): Promise<void> =>
    this.run(() => this.#page.journal.export(form));

  /** Saves a description of the step, labels and kinds without any value. */
  exportStructure = (): Promise<void> =>
    this.run(async () => {
      const name = 'structure-etape-galis.json';
      const frames = this.session.frames.value.map(({ snapshot }) => snapshot);
      if (frames.length === 0) return 'Il n’y a pas de page à décrire.';
      downloadFile(structureFile(frames), name, 'application/json');
      return `Description « ${name} » enregistrée dans vos téléchargements : elle ne contient aucune valeur.`;
    });

  /** Answers yes or no to a question of the grappe that a rule asks. */
  answer = (path: EditPath, answer: boolean): Promise<void> =>
    this.#edit((profile) => setValue(profile, path, answer), 'Réponse enregistrée dans la grappe.');

  /** Keeps the user's figure for a rate of the call, in cents, or forgets it when null. */
  setOwnRate = (rateId: string, cents: number | null): Promise<void> =>
    this.#edit((profile) => {
      const campaign = this.choices.campaign.value;
      const rate = campaign?.rates.find(({ id }) => id === rateId);
      return campaign && rate ? ownRateEdits(profile, campaign, rate, cents) : [];
    }, 'Votre chiffre est enregistré dans la grappe.');

  /** Writes in the chosen grappe what a tab asks of it. */
  #edit(editsOf: (profile: Profile) => Edit[], done: string): Promise<void> {
    return this.run(async () => {
      const profile = this.choices.profile.value;
      const edits = profile ? editsOf(profile) : [];
      if (!profile || edits.length === 0) return '';
      const { ok } = await editProfile(profile.id, edits, new Date().toISOString());
      return ok ? done : ELSEWHERE;
    });
  }

  /** Lets the person point at a field of the page; `picked` then names it. */
  async pick(): Promise<void> {
    if (this.picking.value) return;
    this.picking.value = true;
    this.picked.value = '';
    const key = await this.session.pick().catch(() => '');
    this.picking.value = false;
    this.picked.value = key;
  }

  stopPicking = (): void => this.session.stopPicking();

  /** Scrolls the page to a field and points at it for a moment. */
  async reveal(key: string): Promise<void> {
    const planned = this.#page.fieldOf(key);
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
    return this.#broken.value(planned);
  }

  readonly #broken = computed(() =>
    brokenIndex(
      this.verdicts.value.filter(({ status }) => status === 'broken'),
      this.choices.profile.value?.porteurId,
    ),
  );

  #placeNow(key: string) {
    return { ...this.#page.place.peek(), key };
  }

  #enterStep(key: string): void {
    this.#consents.forget();
    this.#page.pages.forget();
    this.#page.pages.see(this.session.frames.peek(), this.corrections.peek());
    this.picked.value = '';
    // What went wrong must survive the change of page that caused it.
    if (this.message.peek()?.tone !== 'bad') this.message.value = null;
    void this.#recovery.enter(this.#placeNow(key));
  }

  #mark(): void {
    // What is under way ends with a new look at the page.
    if (this.progress.value) return;
    const marks = new Map<number, { ref: string; tone: MarkTone }[]>();
    for (const planned of this.review.value.fields) {
      const outcome = this.outcomes.value.get(planned.key);
      const tone = planned.key === this.#pointed ? 'here' : toneOf(planned, this.brokenBy(planned), outcome);
      if (!tone) continue;
      const list = marks.get(planned.frameId) ?? [];
      list.push({ ref: planned.field.ref, tone });
      marks.set(planned.frameId, list);
    }
    this.session.mark(marks);
  }
}
