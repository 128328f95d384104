/**
 * The services a model can be asked of, and the only addresses this package names for it. All are off
 * until the user switches one on; « other » is any address that speaks as OpenAI does.
 */
export interface Provider {
  id: ProviderId;
  label: string;
  /** Base address; empty when the user types it, or when nothing leaves the computer. */
  address: string;
  /** Model proposed; empty where the names depend on the account or on the computer. The user may write another. */
  model: string;
  needsKey: boolean;
  /** In French, after « Les textes partent »: who receives them. */
  to: string;
  /** It reads few words at once. */
  small: boolean;
}

export const PROVIDER_IDS = ['openai', 'mistral', 'albert', 'ollama', 'other', 'built-in'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

export const PROVIDERS: readonly Provider[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    address: 'https://api.openai.com/v1',
    model: 'gpt-4.1-mini',
    needsKey: true,
    to: 'chez OpenAI, une société des États-Unis',
    small: false,
  },
  {
    id: 'mistral',
    label: 'Mistral',
    address: 'https://api.mistral.ai/v1',
    model: 'mistral-small-latest',
    needsKey: true,
    to: 'chez Mistral AI, une société française',
    small: false,
  },
  {
    id: 'albert',
    label: 'Albert',
    address: 'https://albert.api.etalab.gouv.fr/v1',
    model: '',
    needsKey: true,
    to: 'chez Albert, un service de l’État',
    small: false,
  },
  {
    id: 'ollama',
    label: 'Ollama, sur cet ordinateur',
    address: 'http://localhost:11434/v1',
    model: '',
    needsKey: false,
    to: 'à Ollama, sur cet ordinateur, et n’en sortent pas si Ollama n’est pas réglé autrement',
    small: true,
  },
  {
    id: 'other',
    label: 'Autre adresse',
    address: '',
    model: '',
    needsKey: false,
    to: 'à l’adresse que vous avez donnée',
    small: false,
  },
  {
    id: 'built-in',
    label: 'Modèle du navigateur (expérimental)',
    address: '',
    model: '',
    needsKey: false,
    to: 'au modèle de ce navigateur, et ne sortent pas de cet ordinateur',
    small: true,
  },
];

/** The provider of that id. */
export function providerOf(id: ProviderId): Provider {
  const found = PROVIDERS.find((one) => one.id === id);
  if (!found) throw new Error(`no such provider: ${id}`);
  return found;
}
