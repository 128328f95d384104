import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { QuestionNotice } from '@/components/questions-notice';
import type { Answer } from '@/knowledge/answers/answer';
import { reply } from '@/knowledge/answers/reply';
import type { Segment } from '@/knowledge/answers/segment';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import type { Review } from '@/knowledge/form/plan';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import {
  type Asked,
  keepAsked,
  keepWritten,
  listAsked,
  type Report,
  removeAsked,
  reportAsked,
  restoreAsked,
  type StoredAsked,
} from '@/utils/asked';
import { onDatabaseChange } from '@/utils/database';
import { downloadFile } from '@/utils/download';
import type { Choices } from './choices';
import { passageWith } from './questions';
import { evaluationCases } from './questions-cases';
import { type Ground, Suggesting, Tried } from './questions-suggestions';
import { holds, Texts } from './questions-texts';

/** Longest question kept, in characters: no more are read. */
const LONGEST = 2000;

const ASKED_AGAIN = 'Les textes ont changé depuis cette réponse\u00A0: la question a été posée de nouveau.';

interface AskingOptions {
  choices: Choices;
  situation: ReadonlySignal<Situation | null>;
  verdicts: ReadonlySignal<Verdict[]>;
  review: ReadonlySignal<Review>;
}

/** An answer on screen. */
export interface Shown {
  answer: Answer;
  campaignId: string;
  /** Its place in the history; null when it is not kept. */
  asked: Asked | null;
  /** The question of another day that it answered; null when it was just asked. */
  again: Asked | null;
}

/** What the tab « Questions » shows and does; outlives the tab, so that nothing typed is lost. */
export class Asking {
  /** The question being typed. */
  readonly draft = signal('');
  readonly shown = signal<Shown | null>(null);
  readonly history = signal<Asked[]>([]);
  readonly pending = signal(false);
  readonly notice = signal<QuestionNotice | null>(null);
  readonly texts: Texts;
  readonly #options: AskingOptions;
  /** The tab is on screen. */
  #followed = false;
  readonly #tried = new Tried();
  readonly #suggesting = new Suggesting();
  readonly suggestions = this.#suggesting.found;

  /** `captured` gives the texts that the user took in; `textsChanged` is to be called when they change. */
  constructor(options: AskingOptions, captured: () => Promise<Segment[]> = async () => []) {
    this.#options = options;
    this.texts = new Texts({ captured, campaigns: () => options.choices.campaigns.value });
  }

  /** What suggestions are drawn from; null until the texts are ready. */
  readonly #ground = computed((): Ground | null => {
    const { choices, verdicts, review } = this.#options;
    const corpus = this.texts.corpus.value;
    if (corpus === null) return null;
    const campaign = choices.campaign.value;
    const headingOf = (reference: Reference) => this.texts.passageOf(reference)?.heading ?? null;
    const answers = this.#tried.on({ corpus, campaign: campaign?.id ?? null, date: choices.date.value });
    return { campaign, verdicts: verdicts.value, review: review.value, headingOf, answers };
  });

  /** Follows the grappe and the other windows while the tab is on screen. Returns the way to stop. */
  follow = (): (() => void) => {
    void this.texts.ready();
    const load = (profileId: string) => void this.#attempt(() => this.#load(profileId));
    const stopGrappe = effect(() => load(this.#profileId.value));
    const stopChanges = onDatabaseChange(({ store }) => {
      if (store === 'asked') load(this.#profileId.value);
    });
    const stopSuggestions = effect(() => void this.#suggesting.follow(this.#ground.value));
    this.#followed = true;
    return () => {
      this.#followed = false;
      stopSuggestions();
      stopGrappe();
      stopChanges();
    };
  };

  /** The captured texts, or the calls they are filed under, changed: in this window or another. */
  textsChanged = (): void => {
    this.texts.forget();
    if (this.#followed) void this.texts.ready();
  };

  /** Answers a question from the texts and keeps it. */
  ask = async (question: string): Promise<void> => {
    const campaign = this.#options.choices.campaign.value?.id ?? '';
    this.notice.value = null;
    await this.#ask(question, campaign);
  };

  /** Shows an earlier answer again; asks again when a text it quotes has changed since. */
  reopen = async (asked: Asked): Promise<void> => {
    if (this.pending.value) return;
    this.draft.value = asked.question;
    this.notice.value = null;
    await this.texts.ready();
    if (asked.answer && holds(asked.answer, this.passageOf)) {
      this.shown.value = { answer: asked.answer, campaignId: asked.campaignId, asked, again: asked };
      return;
    }
    await this.#ask(asked.question, asked.campaignId);
    // What could not be kept is told first.
    this.notice.value ??= { tone: 'warn', text: ASKED_AGAIN };
  };

  erase = (asked: Asked): Promise<void> =>
    this.#attempt(async () => this.#offerUndo(await removeAsked(asked.profileId, asked.id)));

  eraseAll = (): Promise<void> =>
    this.#attempt(async () => this.#offerUndo(await removeAsked(this.#profileId.value)));

  /** Keeps what the person says is wrong with the answer on screen; null takes it back. */
  report = (report: Report | null): Promise<void> =>
    this.#attempt(async () => {
      const asked = this.shown.value?.asked;
      if (!asked) return;
      await reportAsked(asked.id, report);
      await this.#load(asked.profileId);
    });

  /** Keeps what a model wrote beside its answer, while that one is on screen. */
  keepWritten = (answer: Answer, written: WrittenAnswer): Promise<void> =>
    this.#attempt(async () => {
      const { answer: shown, asked } = this.shown.value ?? {};
      if (shown !== answer || !asked) return;
      await keepWritten(asked.id, { writtenAt: new Date().toISOString(), answer: written });
      await this.#load(asked.profileId);
    });

  /** Saves what was reported in a file that can be sent. */
  exportReports = (): void => {
    const cases = evaluationCases(this.history.value);
    const name = 'questions-signalees.json';
    downloadFile(`${JSON.stringify(cases, null, 2)}\n`, name, 'application/json');
    this.#tell(
      'ok',
      `Fichier «\u00A0${name}\u00A0» enregistré dans vos téléchargements\u00A0: relisez vos questions avant de l’envoyer.`,
    );
  };

  /** Copies a text; `said` tells in French what was copied. */
  copy = (text: string, said = 'Réponse copiée avec ses sources.'): Promise<void> =>
    this.#attempt(async () => {
      await navigator.clipboard.writeText(text).catch(() => {
        throw new Error(
          'Le navigateur a refusé la copie\u00A0: sélectionnez le texte et copiez-le à la main.',
        );
      });
      this.#tell('ok', said);
    });

  readonly #profileId = computed(() => this.#options.choices.profile.value?.id ?? '');

  passageOf = (reference: Reference) =>
    this.texts.passageOf(reference) ?? passageWith(this.#options.choices.personal.value)(reference);

  async #ask(question: string, campaignId: string): Promise<void> {
    const text = question.trim();
    if (text === '' || this.pending.value) return;
    this.pending.value = true;
    try {
      const answer = await this.#answer(text, campaignId);
      this.shown.value = { answer, campaignId, asked: null, again: null };
      await this.#attempt(() => this.#keep(answer, campaignId));
    } finally {
      this.pending.value = false;
    }
  }

  async #answer(text: string, campaignId: string): Promise<Answer> {
    const { choices, situation } = this.#options;
    const corpus = await this.texts.ready();
    // « Mon dossier » is computed on the grappe as it stands, for the call it is assessed against.
    const own = situation.value?.campaign.id === campaignId ? { situation: situation.value } : {};
    const given = { corpus, campaign: campaignId || null, date: choices.date.value };
    return { ...reply(text, { ...given, ...own }), question: text.slice(0, LONGEST) };
  }

  async #keep(answer: Answer, campaignId: string): Promise<void> {
    const profileId = this.#profileId.value;
    const { question } = answer;
    const askedAt = new Date().toISOString();
    const asked = await keepAsked({ profileId, campaignId, askedAt, question, answer });
    if (this.shown.value?.answer === answer) this.shown.value = { ...this.shown.value, asked };
    await this.#load(profileId);
  }

  async #load(profileId: string): Promise<void> {
    const history = await listAsked(profileId);
    if (profileId !== this.#profileId.value) return; // another grappe meanwhile
    const before = this.shown.value;
    batch(() => {
      this.history.value = history;
      if (!before?.asked) return;
      const asked = history.find(({ id }) => id === before.asked?.id) ?? null;
      // What was asked for one grappe is not shown for another.
      const isOther = before.asked.profileId !== profileId;
      this.shown.value = isOther ? null : { ...before, asked };
    });
  }

  #offerUndo(rows: StoredAsked[]): void {
    const text = rows.length > 1 ? `${rows.length} questions effacées.` : 'Question effacée.';
    const undo = async () => {
      await restoreAsked(rows);
      this.#tell(
        'ok',
        rows.length > 1 ? 'Les questions sont de nouveau là.' : 'La question est de nouveau là.',
      );
    };
    const action = { label: 'Annuler l’effacement', run: () => void this.#attempt(undo) };
    this.notice.value = { tone: 'ok', text, action };
  }

  #tell(tone: QuestionNotice['tone'], text: string): void {
    this.notice.value = { tone, text };
  }

  /** Runs an action; what fails is said in the tab. */
  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#tell('bad', error instanceof Error ? error.message : String(error));
    }
  }
}
