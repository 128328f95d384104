import { browser } from 'wxt/browser';
import { type Speaker, SpeakerFailure } from '@/knowledge/answers/model/speaker';
import { isHostAllowed } from './access';
import { checkAddress } from './address';
import { BuiltInSpeaker } from './built-in';
import { providerOf } from './providers';
import type { AssistantSettings } from './settings';

/** « Mistral (mistral-small-latest) », as the answers name it. */
export function assistantName({ provider, model, address }: AssistantSettings): string {
  const { label, id } = providerOf(provider);
  if (id === 'built-in') return label;
  const checked = checkAddress(address);
  const who = id === 'other' && checked.ok ? new URL(checked.origin).host : label;
  return model === '' ? who : `${who} (${model})`;
}

/** What the user agreed to: who is asked, and where. */
export const agreementOf = ({ provider, address, model }: AssistantSettings): string =>
  [provider, address, model].join(' ').slice(0, 500);

const NOT_ALLOWED =
  'Le navigateur ne permet plus de joindre ce service : la permission a été retirée. Rallumez-le dans Ma grappe, « Assistant rédigé ».';

/** The model that is configured. The library that talks to it is only loaded now. */
export async function speakerFor(settings: AssistantSettings, key: string): Promise<Speaker> {
  if (settings.provider === 'built-in') return new BuiltInSpeaker();
  const checked = checkAddress(settings.address);
  if (!checked.ok) throw new SpeakerFailure(checked.reason);
  if (!(await isHostAllowed(checked.match))) throw new SpeakerFailure(NOT_ALLOWED);
  const { OpenAiSpeaker } = await import('./openai');
  const origin = browser.runtime.getURL('/').replace(/\/$/, '');
  return new OpenAiSpeaker({
    provider: settings.provider,
    address: checked.address,
    key,
    model: settings.model,
    origin,
  });
}

/** What a test sends, and all that it sends. */
export const TEST_WORDS = 'Réponds seulement OK.';

/** Asks the model for one word. Resolves when it said anything; rejects with `SpeakerFailure`, in French. */
export async function testSpeaker(speaker: Speaker, signal: AbortSignal): Promise<void> {
  let said = '';
  for await (const spoken of speaker.speak([{ role: 'user', content: TEST_WORDS }], [], signal)) {
    if ('end' in spoken) break;
    said += spoken.text;
    if (said.length > 200) break;
  }
  if (said.trim() === '')
    throw new SpeakerFailure('Le modèle a répondu par un texte vide. Essayez un autre modèle.');
}
