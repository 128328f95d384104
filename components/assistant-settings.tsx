import './assistant.css';
import type { TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';

/** A service as the form offers it. */
export interface AssistantChoice {
  id: string;
  label: string;
  address: string;
  model: string;
  needsKey: boolean;
  /** Nothing but the choice is asked: the model is in the browser. */
  builtIn: boolean;
}

/** What the form gives: `key` is empty when the one kept stays. */
export interface AssistantDraft {
  provider: string;
  address: string;
  model: string;
  key: string;
  passphrase: string;
  grappe: boolean;
}

interface Props {
  choices: readonly AssistantChoice[];
  start: AssistantDraft;
  on: boolean;
  /** How a key is kept here already. */
  keyKept: 'none' | 'plain' | 'locked';
  busy: boolean;
  /** In French, what the passphrase is worth; empty when it may be used, or when there is none. */
  adviceOf: (passphrase: string) => string;
  onSave: (draft: AssistantDraft) => void;
}

interface FieldProps {
  label: string;
  value: string;
  help?: string;
  secret?: boolean;
  onInput: (value: string) => void;
}

const Field = ({ label, value, help = '', secret = false, onInput }: FieldProps) => {
  const id = useId();
  const shared = {
    id,
    value,
    spellcheck: false,
    'aria-describedby': `${id}-help`,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  };
  return (
    <div class="assistant-field">
      <label for={id}>{label}</label>
      {secret ? (
        <input type="password" autocomplete="new-password" {...shared} />
      ) : (
        <input type="text" autocomplete="off" {...shared} />
      )}
      <p id={`${id}-help`} class="small muted">
        {help}
      </p>
    </div>
  );
};

const KEPT = {
  none: '',
  plain: 'Une clé est gardée, en clair. Laissez vide pour la garder.',
  locked: 'Une clé est gardée, chiffrée. Laissez vide pour la garder.',
};

/** Which service writes, where it is, with what key: nothing leaves from this form. */
export const AssistantForm = ({ choices, start, on, keyKept, busy, adviceOf, onSave }: Props) => {
  const [draft, setDraft] = useState(start);
  const id = useId();
  const set = (change: Partial<AssistantDraft>) => setDraft({ ...draft, ...change });
  const chosen = choices.find((one) => one.id === draft.provider);
  const advice = draft.passphrase === '' ? '' : adviceOf(draft.passphrase);
  const choose = (provider: string) => {
    const { address = '', model = '' } = choices.find((one) => one.id === provider) ?? {};
    set({ provider, address, model });
  };
  return (
    <form
      class="card stack"
      aria-label="Réglages de l’assistant rédigé"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && advice === '') onSave(draft);
      }}
    >
      <div class="assistant-field">
        <label for={id}>Service</label>
        <select id={id} value={draft.provider} onChange={(event) => choose(event.currentTarget.value)}>
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      </div>
      {!chosen?.builtIn && (
        <>
          <Field
            label="Adresse"
            value={draft.address}
            help="L’adresse que donne le service, pour les outils écrits pour OpenAI. Elle finit souvent par « /v1 »."
            onInput={(address) => set({ address })}
          />
          <Field
            label="Modèle"
            value={draft.model}
            help={
              draft.provider === 'ollama'
                ? 'Un nom de la liste que donne la commande « ollama list ».'
                : 'Son nom, tel que le service l’écrit : vérifiez-le dans sa documentation.'
            }
            onInput={(model) => set({ model })}
          />
          <Field
            label={chosen?.needsKey ? 'Clé' : 'Clé (si le service en demande une)'}
            secret
            value={draft.key}
            help={KEPT[keyKept]}
            onInput={(key) => set({ key })}
          />
          {draft.key !== '' && (
            <Field
              label="Phrase de passe pour chiffrer la clé (facultatif)"
              secret
              value={draft.passphrase}
              help={
                advice ||
                'Sans elle, la clé est gardée en clair dans ce navigateur. Avec elle, le panneau la demande une fois par ouverture.'
              }
              onInput={(passphrase) => set({ passphrase })}
            />
          )}
        </>
      )}
      <label class="assistant-check">
        <input
          type="checkbox"
          checked={draft.grappe}
          onChange={(event) => set({ grappe: event.currentTarget.checked })}
        />
        <span>Laisser le modèle demander les constats et les montants calculés pour ma grappe</span>
      </label>
      <div class="row">
        <button type="submit" class="primary" disabled={busy || advice !== ''}>
          {on ? 'Enregistrer' : 'Autoriser et allumer'}
        </button>
      </div>
    </form>
  );
};
