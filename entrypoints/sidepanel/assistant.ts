import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '@/knowledge/answers/answer';
import { type Corpus, corpusOf, entryAt } from '@/knowledge/answers/corpus';
import { openingOf, write } from '@/knowledge/answers/model/dialogue';
import { type Found, isSame, type ShownPassage, sendable } from '@/knowledge/answers/model/material';
import { fitting, type Message, readable } from '@/knowledge/answers/model/prompt';
import { type Redact, redactFor } from '@/knowledge/answers/model/redact';
import { SpeakerFailure } from '@/knowledge/answers/model/speaker';
import type { ToolContext } from '@/knowledge/answers/model/tools';
import { campaignOf, readQuestion } from '@/knowledge/answers/question';
import { rank } from '@/knowledge/answers/rank';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import type { Profile } from '@/knowledge/profile/schema';
import type { Day, Reference } from '@/knowledge/source';
import { agreementOf, assistantName, speakerFor } from '@/utils/assistant';
import { checkAddress } from '@/utils/assistant/address';
import { confine } from '@/utils/assistant/confine';
import { type Provider, providerOf } from '@/utils/assistant/providers';
import {
  type AssistantSettings,
  agree,
  getAssistant,
  type KeyState,
  keyState,
  readKey,
} from '@/utils/assistant/settings';
import { onDatabaseChange } from '@/utils/database';
import type { Panel } from './state';

/** The passages nearest to a question, best first: those of the answer, then the others in scope. */
function passagesFor(
  corpus: Corpus | null,
  question: string,
  campaign: string | null,
  date: Day,
  quoted: readonly Reference[] = [],
): Found[] {
  if (corpus === null) return [];
  const read = readQuestion(question, corpus, date);
  const ranked = rank(corpus, read, campaignOf(read, corpus, campaign)).slice(0, 8);
  const all = [
    ...quoted.flatMap((reference) => entryAt(corpus, reference) ?? []),
    ...ranked.map(({ entry }) => entry),
  ].map(({ text, passage }) => ({ text, passage }));
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
}

/** What would leave for a question, made once: what is shown is what is sent. */
export interface Prepared {
  question: string;
  campaign: string;
  passages: ShownPassage[];
  redact: Redact;
  /** The grappe whose names are taken out. */
  profile: Profile | null;
  nonce: string;
  /** The first messages, as a person reads them. */
  preview: string;
}

/** What came of asking: the answer so far, and what has really left. */
export interface Asked {
  written: WrittenAnswer;
  sent: string;
}

/** Addresses this page may reach, once it has narrowed its own policy; null before. */
const reachable = signal<readonly string[] | null>(null);

const originsOf = ({ on, provider, address }: AssistantSettings): string[] => {
  const checked = checkAddress(address);
  return on && provider !== 'built-in' && checked.ok ? [checked.origin] : [];
};

/**
 * Lets this page reach the model that is switched on, and nothing else; nothing at all when none is.
 * Cannot be undone: another model needs the panel to be loaded again.
 */
export async function confinePanel(): Promise<void> {
  const origins = await getAssistant().then(originsOf, () => []);
  confine(origins);
  reachable.value = origins;
}

const FAULT = 'L’assistant n’a pas pu terminer cette réponse. Rechargez le panneau, puis réessayez.';

/** The written answers of a panel: what is configured, what would leave, what came back. */
export class Assistant {
  readonly #panel: Panel;
  readonly settings = signal<AssistantSettings | null>(null);
  readonly #keyState = signal<KeyState>('none');
  /** The key, once it is read; it lives in this page only. */
  readonly #key = signal<string | null>(null);
  readonly unlocking = signal({ busy: false, error: '' });
  readonly #asked = signal<ReadonlyMap<Answer, Asked>>(new Map());
  #prepared = new WeakMap<Answer, Prepared>();
  #stop: AbortController | null = null;
  /** The answer that a model is writing about. */
  #current: Answer | null = null;

  readonly isOn = computed(() => this.settings.value?.on === true);
  readonly needsPhrase: ReadonlySignal<boolean> = computed(
    () => this.#keyState.value === 'locked' && this.#key.value === null,
  );
  /** Another model was switched on since this page narrowed what it may reach. */
  readonly needsReload = computed(() => {
    const settings = this.settings.value;
    const known = reachable.value;
    return (
      settings !== null && known !== null && originsOf(settings).some((origin) => !known.includes(origin))
    );
  });

  constructor(panel: Panel) {
    this.#panel = panel;
    void this.#load();
    onDatabaseChange(({ store }) => {
      if (store === 'assistant') void this.#load();
    });
  }

  get provider(): Provider {
    return providerOf(this.settings.value?.provider ?? 'other');
  }

  get name(): string {
    return this.settings.value ? assistantName(this.settings.value) : '';
  }

  get agreed(): boolean {
    const settings = this.settings.value;
    return settings !== null && settings.agreed === agreementOf(settings);
  }

  askedOf = (answer: Answer): Asked | null => this.#asked.value.get(answer) ?? null;

  /** What would leave for an answer. */
  prepared(answer: Answer): Prepared {
    const { campaign, date, profile } = this.#panel.choices;
    const there = this.#prepared.get(answer);
    if (there?.profile === profile.value) return there;
    const id = campaign.value?.id ?? null;
    const found = passagesFor(this.#corpus(), answer.question, id, date.value, answer.citations);
    const draft = {
      question: answer.question,
      campaign: campaign.value?.title ?? '',
      passages: fitting(sendable(found), this.provider.small),
      redact: redactFor(profile.value),
      nonce: crypto.randomUUID().slice(0, 8),
    };
    const made = { ...draft, profile: profile.value, preview: readable(openingOf(draft)) };
    this.#prepared.set(answer, made);
    return made;
  }

  unlock = async (passphrase: string): Promise<void> => {
    this.unlocking.value = { busy: true, error: '' };
    try {
      this.#key.value = await readKey(passphrase);
      this.unlocking.value = { busy: false, error: '' };
    } catch (error) {
      this.unlocking.value = { busy: false, error: error instanceof Error ? error.message : FAULT };
    }
  };

  stop = (): void => this.#stop?.abort();

  /** Another question is on screen: nothing more is sent or received about the one before. */
  leave = (shown: Answer | null): void => {
    if (this.#current !== shown) this.stop();
  };

  /** Sends what was shown, and follows the answer. Never called where the texts are silent. */
  ask = async (answer: Answer): Promise<void> => {
    const settings = this.settings.value;
    if (!settings?.on || answer.band === 'none') return;
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.#current = answer;
    const { preview: _preview, profile: _profile, ...prepared } = this.prepared(answer);
    let sent = '';
    const provider = this.name;
    const tell = (written: WrittenAnswer) => {
      this.#asked.value = new Map(this.#asked.value).set(answer, { written, sent });
    };
    const blank = { provider, sentences: [], tools: [], problem: '' };
    try {
      tell({ ...blank, status: 'streaming' });
      const speaker = await speakerFor(settings, this.#key.value ?? (await readKey()));
      await this.#agree(settings);
      const views = write({
        ...prepared,
        provider,
        speaker,
        tools: settings.provider === 'built-in' ? null : this.#tools(settings),
        signal: stop.signal,
        onSend: (messages: readonly Message[]) => {
          sent = readable(messages);
        },
      });
      for await (const view of views) {
        tell(view);
        if (view.status === 'done') await this.#panel.asking.keepWritten(answer, view);
      }
    } catch (error) {
      const problem = error instanceof SpeakerFailure ? error.message : FAULT;
      tell({ ...blank, status: 'failed', problem });
    }
  };

  async #agree(settings: AssistantSettings): Promise<void> {
    if (this.agreed) return;
    const agreed = agreementOf(settings);
    await agree(agreed);
    this.settings.value = { ...settings, agreed };
  }

  /** The texts as they were made ready for the answer above. */
  #corpus(): Corpus | null {
    return this.#panel.asking.texts.corpus.peek();
  }

  #tools({ grappe }: AssistantSettings): ToolContext {
    const { choices, situation } = this.#panel;
    const { campaign, date, clock } = choices;
    return {
      campaigns: choices.campaigns.value,
      campaign: campaign.value,
      situation: grappe ? situation.value : null,
      now: clock.now.value,
      corpus: this.#corpus() ?? corpusOf([], []),
      search: (query, id) => passagesFor(this.#corpus(), query, id, date.value),
    };
  }

  async #load(): Promise<void> {
    try {
      const [settings, state] = await Promise.all([getAssistant(), keyState()]);
      this.#key.value = null;
      this.#prepared = new WeakMap();
      this.#keyState.value = state;
      this.settings.value = settings;
    } catch {
      this.settings.value = null; // the panel says by itself that nothing can be read
    }
  }
}

const assistants = new WeakMap<Panel, Assistant>();

/** The written answers of that panel; made once, so that they outlive a change of tab. */
export function assistantOf(panel: Panel): Assistant {
  const there = assistants.get(panel) ?? new Assistant(panel);
  assistants.set(panel, there);
  return there;
}
