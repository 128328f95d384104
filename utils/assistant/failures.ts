import { SpeakerFailure } from '@/knowledge/answers/model/speaker';
import type { ProviderId } from './providers';

/** What a service answered instead of an answer. */
export interface Refusal {
  /** Status of HTTP; null when nothing came. */
  status: number | null;
  /** Its header `retry-after`, when it gave one. */
  retryAfter: string | null;
}

const SETTINGS = 'Ma grappe, « Assistant rédigé »';
const KEPT = 'Les extraits ci-dessus ne changent pas.';

/** « 20 secondes », « 3 minutes », from a number of seconds or a date of HTTP; empty when it cannot be read. */
function waitWords(retryAfter: string | null, now: number): string {
  if (retryAfter === null || retryAfter.trim() === '') return '';
  const given = Number(retryAfter);
  const seconds = Math.ceil(Number.isNaN(given) ? (Date.parse(retryAfter) - now) / 1000 : given);
  if (!(seconds > 0)) return '';
  return seconds < 90 ? `${seconds} secondes` : `${Math.ceil(seconds / 60)} minutes`;
}

/** The line that lets a local Ollama answer an extension, for the user to copy. */
export const ollamaLine = (origin: string): string => `OLLAMA_ORIGINS=${origin}`;

const ollamaRefusal = (origin: string): string =>
  `Ollama refuse de répondre à l’extension. Arrêtez-le, donnez-lui cette variable d’environnement, puis relancez-le : ${ollamaLine(origin)}`;

const NO_ANSWER = `Le service ne répond pas : il est arrêté, l’adresse est fausse, ou la connexion est coupée. ${KEPT}`;
const OLLAMA_ASLEEP =
  'Ollama ne répond pas sur cet ordinateur. Lancez-le, vérifiez l’adresse, puis réessayez.';
const BAD_KEY = `Le service refuse la clé : elle est fausse, expirée, ou n’a pas accès à ce modèle. Corrigez-la dans ${SETTINGS}.`;
const NO_MODEL = `Le service ne connaît pas ce modèle, ou pas cette adresse. Vérifiez les deux dans ${SETTINGS}.`;
const REFUSED = `Le service refuse la demande telle qu’elle est faite. Essayez un autre modèle dans ${SETTINGS}.`;

/** Why a service did not answer and what to do, in French; `origin` is that of the extension. */
export function failureOf(
  { status, retryAfter }: Refusal,
  provider: ProviderId,
  { origin, now }: { origin: string; now: number },
): SpeakerFailure {
  const ollama = provider === 'ollama';
  if (status === null) return new SpeakerFailure(ollama ? OLLAMA_ASLEEP : NO_ANSWER);
  if (status === 403 && ollama) return new SpeakerFailure(ollamaRefusal(origin));
  if (status === 401 || status === 403) return new SpeakerFailure(BAD_KEY);
  if (status === 404) return new SpeakerFailure(NO_MODEL);
  if (status === 429) {
    const wait = waitWords(retryAfter, now);
    const when = wait === '' ? 'Réessayez dans un moment' : `Réessayez dans ${wait}`;
    return new SpeakerFailure(`Le service est saturé, ou votre quota est atteint. ${when}. ${KEPT}`);
  }
  if (status >= 500)
    return new SpeakerFailure(`Le service est en panne (erreur ${status}). Réessayez plus tard. ${KEPT}`);
  return new SpeakerFailure(REFUSED);
}

/** The service keeps silent. */
export const hangFailure = (seconds: number): SpeakerFailure =>
  new SpeakerFailure(
    `Le service ne dit plus rien depuis ${seconds} secondes : la demande a été arrêtée. ${KEPT}`,
  );

/** What came is no answer of a model: a web page, an empty body. */
export const strangeFailure = (): SpeakerFailure =>
  new SpeakerFailure(
    `Ce qui a été reçu n’est pas la réponse d’un modèle : l’adresse est fausse, ou une page de connexion s’est interposée. Vérifiez-la dans ${SETTINGS}.`,
  );
