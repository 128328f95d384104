import { signal } from '@preact/signals';
import type { AssistantDraft } from '@/components/assistant-settings';
import type { ImportNotice } from '@/components/import-notice';
import { passphraseAdvice } from '@/knowledge/profile/passphrase';
import { speakerFor, testSpeaker } from '@/utils/assistant';
import { allowHost, forbidHost } from '@/utils/assistant/access';
import { type CheckedAddress, checkAddress } from '@/utils/assistant/address';
import { builtInTrouble } from '@/utils/assistant/built-in';
import { PROVIDERS, type Provider } from '@/utils/assistant/providers';
import {
  type AssistantSettings,
  forgetAssistant,
  forgetKey,
  getAssistant,
  type KeyState,
  keyState,
  readKey,
  saveAssistant,
  saveKey,
} from '@/utils/assistant/settings';
import { onDatabaseChange } from '@/utils/database';

const REFUSED: ImportNotice = {
  tone: 'warn',
  text: 'Le navigateur n’a pas donné la permission : rien n’est allumé.',
  kept: 'Les réponses par extraits ne changent pas.',
};
const MODEL_WANTED: ImportNotice = {
  tone: 'bad',
  text: 'Écrivez le nom du modèle, tel que le service l’écrit.',
};
const KEY_WANTED: ImportNotice = {
  tone: 'bad',
  text: 'Ce service demande une clé : créez-la sur son site, puis collez-la ici.',
};
const ON: ImportNotice = {
  tone: 'ok',
  text: 'L’assistant rédigé est allumé.',
  kept: 'Rien n’est parti. Essayez la connexion, ou posez une question dans le panneau.',
};
const ANSWERED: ImportNotice = { tone: 'ok', text: 'Le modèle répond.' };
const OFF: ImportNotice = { tone: 'ok', text: 'L’assistant rédigé est éteint, et sa permission rendue.' };
const FORGOTTEN: ImportNotice = { tone: 'ok', text: 'La clé et les réglages sont effacés.' };
const STOPPED: ImportNotice = { tone: 'warn', text: 'Essai arrêté.' };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the form lacks to be used; null when nothing. */
function faultOf(
  { needsKey }: Provider,
  { key, model }: AssistantDraft,
  { checked, keepsKey }: { checked: CheckedAddress; keepsKey: boolean },
): ImportNotice | null {
  if (!checked.ok) return { tone: 'bad', text: checked.reason };
  if (model.trim() === '') return MODEL_WANTED;
  return needsKey && key.trim() === '' && !keepsKey ? KEY_WANTED : null;
}

/** The settings of the written answers, while their section is on screen. */
export class AssistantSetup {
  readonly settings = signal<AssistantSettings | null>(null);
  readonly keyKept = signal<KeyState>('none');
  readonly notice = signal<ImportNotice | null>(null);
  readonly busy = signal(false);
  readonly testing = signal(false);
  /** The key is locked and a test needs it. */
  readonly asksPhrase = signal(false);
  readonly unlockError = signal('');
  #key: string | null = null;
  #stop: AbortController | null = null;

  /** Follows what is kept; answers the way to stop. */
  start = (): (() => void) => {
    void this.#attempt(this.#load);
    const stop = onDatabaseChange(({ store }) => {
      if (store === 'assistant') void this.#attempt(this.#load);
    });
    return () => {
      stop();
      this.stopTest();
      this.#key = null;
    };
  };

  adviceOf = (passphrase: string): string => {
    const advice = passphraseAdvice(passphrase);
    return advice.ok ? '' : advice.text;
  };

  /** Asks for the host, then keeps the choices: called from a press, which the browser demands. */
  save = async (draft: AssistantDraft): Promise<void> => {
    const provider = PROVIDERS.find(({ id }) => id === draft.provider);
    if (!provider) return;
    const checked = checkAddress(draft.address);
    const keepsKey = this.#keepsKeyOf(checked);
    const fault = provider.id === 'built-in' ? null : faultOf(provider, draft, { checked, keepsKey });
    if (fault) {
      this.notice.value = fault;
      return;
    }
    const allowing = provider.id !== 'built-in' && checked.ok ? allowHost(checked.match) : null;
    await this.#attempt(async () => {
      const trouble = provider.id === 'built-in' ? await builtInTrouble() : '';
      if (trouble !== '') throw new Error(trouble);
      if (allowing && !(await allowing)) {
        this.notice.value = REFUSED;
        return;
      }
      const before = this.settings.value;
      if (draft.key !== '') {
        await saveKey(draft.key.trim(), draft.passphrase);
        this.#key = draft.key.trim();
      } else if (!keepsKey) {
        await forgetKey();
        this.#key = null;
      }
      const address = checked.ok ? checked.address : '';
      const { model, grappe } = draft;
      await saveAssistant({ on: true, provider: provider.id, address, model: model.trim(), grappe });
      await this.#leave(before, checked.ok ? checked.match : '');
      this.notice.value = ON;
    });
  };

  /** A key is kept, and it was given for that origin: one is never sent to another. */
  #keepsKeyOf(checked: CheckedAddress): boolean {
    const before = checkAddress(this.settings.value?.address ?? '');
    const same = checked.ok && before.ok && checked.origin === before.origin;
    return this.keyKept.value !== 'none' && same;
  }

  /** Sends the words of the test, and nothing else. */
  test = async (passphrase = ''): Promise<void> => {
    const settings = this.settings.value;
    if (!settings) return;
    if (this.keyKept.value === 'locked' && this.#key === null && passphrase === '') {
      this.asksPhrase.value = true;
      return;
    }
    const stop = new AbortController();
    this.#stop = stop;
    this.testing.value = true;
    this.notice.value = null;
    try {
      this.#key ??= await readKey(passphrase);
      this.asksPhrase.value = false;
      this.unlockError.value = '';
      await testSpeaker(await speakerFor(settings, this.#key), stop.signal);
      this.notice.value = ANSWERED;
    } catch (error) {
      if (stop.signal.aborted) this.notice.value = STOPPED;
      else if (this.asksPhrase.value) this.unlockError.value = messageOf(error);
      else this.notice.value = { tone: 'bad', text: messageOf(error) };
    } finally {
      this.testing.value = false;
    }
  };

  stopTest = (): void => this.#stop?.abort();

  switchOff = (): Promise<void> =>
    this.#attempt(async () => {
      this.stopTest();
      await saveAssistant({ on: false });
      await this.#leave(this.settings.value, '');
      this.notice.value = OFF;
    });

  forget = (): Promise<void> =>
    this.#attempt(async () => {
      this.stopTest();
      const before = this.settings.value;
      await forgetAssistant();
      await this.#leave(before, '');
      this.#key = null;
      this.notice.value = FORGOTTEN;
    });

  /** Gives back the host that was used before, unless it is still used. */
  async #leave(before: AssistantSettings | null, kept: string): Promise<void> {
    const old = before?.on && before.provider !== 'built-in' ? checkAddress(before.address) : null;
    if (old?.ok && old.match !== kept) await forbidHost(old.match);
    await this.#load();
  }

  #load = async (): Promise<void> => {
    const [settings, kept] = await Promise.all([getAssistant(), keyState()]);
    this.settings.value = settings;
    this.keyKept.value = kept;
  };

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.busy.value = true;
    try {
      await action();
    } catch (error) {
      this.notice.value = { tone: 'bad', text: messageOf(error) };
    } finally {
      this.busy.value = false;
    }
  }
}
