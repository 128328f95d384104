import type { Message } from '@/knowledge/answers/model/prompt';
import { type Speaker, SpeakerFailure, type Spoken } from '@/knowledge/answers/model/speaker';

/**
 * The model that some browsers hold (Chrome's Prompt API). Experimental: it is asked without tools,
 * and nothing leaves the computer. Its shape is that of Chrome 140 (secondary source, 2026-11-22), where
 * French is not among the languages promised: `availability` decides.
 */
type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

interface Languages {
  expectedInputs: { type: 'text'; languages: string[] }[];
  expectedOutputs: { type: 'text'; languages: string[] }[];
}

interface Session {
  promptStreaming(text: string, options: { signal: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

interface LanguageModel {
  availability(options: Languages): Promise<Availability>;
  create(
    options: Languages & { initialPrompts: { role: string; content: string }[]; signal: AbortSignal },
  ): Promise<Session>;
}

const FRENCH: Languages = {
  expectedInputs: [{ type: 'text', languages: ['fr'] }],
  expectedOutputs: [{ type: 'text', languages: ['fr'] }],
};

function modelOf(): LanguageModel | null {
  const found: unknown = Reflect.get(globalThis, 'LanguageModel');
  return found ? Object(found) : null;
}

const ABSENT = 'Ce navigateur n’a pas de modèle intégré. Choisissez un autre service.';
const NO_FRENCH =
  'Le modèle de ce navigateur ne peut pas servir ici : il manque de place ou de mémoire, ou il ne parle pas français.';
const TO_FETCH =
  'Le modèle de ce navigateur n’est pas encore téléchargé. Le navigateur le télécharge de lui-même (plusieurs gigaoctets) la première fois qu’un site l’emploie : l’assistant ne le lui demande pas.';
const FAILED = 'Le modèle du navigateur s’est arrêté. Réessayez, ou tenez-vous-en aux extraits.';

/** In French, why the browser's own model cannot be asked now; empty when it can. */
export async function builtInTrouble(): Promise<string> {
  const model = modelOf();
  if (!model) return ABSENT;
  const state = await model.availability(FRENCH).catch(() => 'unavailable' as const);
  if (state === 'available') return '';
  return state === 'unavailable' ? NO_FRENCH : TO_FETCH;
}

/** The browser's own model, as a speaker. */
export class BuiltInSpeaker implements Speaker {
  async *speak(messages: readonly Message[], _: unknown, signal: AbortSignal): AsyncGenerator<Spoken> {
    const trouble = await builtInTrouble();
    const model = modelOf();
    if (trouble !== '' || !model) throw new SpeakerFailure(trouble || ABSENT);
    const system = messages.filter(({ role }) => role === 'system');
    const said = messages.filter(({ role }) => role !== 'system');
    try {
      const session = await model.create({
        ...FRENCH,
        initialPrompts: system.map(({ role, content }) => ({ role, content })),
        signal,
      });
      try {
        const prompt = said.map(({ content }) => content).join('\n\n');
        const reader = session.promptStreaming(prompt, { signal }).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read())
          yield { text: piece.value };
      } finally {
        session.destroy();
      }
    } catch (error) {
      signal.throwIfAborted();
      throw new SpeakerFailure(FAILED, { cause: error });
    }
    yield { end: 'stop', calls: [] };
  }
}
