import './written.css';
import { useId, useState } from 'preact/hooks';
import { formatPlural } from '@/knowledge/profile/format';

interface Props {
  /** « Mistral (mistral-small-latest) ». */
  provider: string;
  /** In French, who receives the texts: « chez Mistral AI ». */
  to: string;
  /** The user has read what leaves for this model before. */
  agreed: boolean;
  /** The exact text that would leave. */
  preview: string;
  passages: number;
  /** The model may also ask what was computed for the grappe. */
  grappe: boolean;
  onSend: () => void;
}

/** The offer to have an answer written: what leaves, to whom, and the button that sends it. */
export const WrittenOffer = (props: Props) => {
  const { provider, to, agreed, preview, passages, grappe, onSend } = props;
  return (
    <section class="card stack" aria-label="Réponse rédigée">
      <h2 tabIndex={-1}>Réponse rédigée, si vous le voulez</h2>
      <p class="small">
        Votre question et {formatPlural(passages, 'passage')} des textes partent {to}. Les noms, comptes,
        téléphones et courriels de votre grappe sont remplacés avant l’envoi, autant qu’un programme peut les
        reconnaître.
        {grappe
          ? ' Si le modèle les demande, les constats et montants calculés pour votre grappe partent aussi, sans les noms.'
          : ' Rien d’autre de votre grappe ne part.'}
      </p>
      <details open={!agreed}>
        <summary>Le texte exact qui part</summary>
        <textarea
          class="written-preview small"
          readOnly
          rows={12}
          aria-label="Le texte exact qui part"
          value={preview}
        />
        <p class="small muted">
          S’y ajoutent le nom du modèle et la description de nos outils de calcul, sans donnée de votre
          grappe.
        </p>
      </details>
      <div class="row">
        <button type="button" class={agreed ? '' : 'primary'} onClick={onSend}>
          {agreed ? `Rédiger avec ${provider}` : `Envoyer ce texte à ${provider}`}
        </button>
      </div>
    </section>
  );
};

/** What was really sent, message after message, once it has left. */
export const WrittenSent = ({ text }: { text: string }) =>
  text === '' ? null : (
    <details class="small">
      <summary>Ce qui a été envoyé</summary>
      <textarea class="written-preview" readOnly rows={12} aria-label="Ce qui a été envoyé" value={text} />
    </details>
  );

interface UnlockProps {
  /** Why the last phrase did not open the key; empty at first. */
  error: string;
  busy: boolean;
  onUnlock: (passphrase: string) => void;
}

/** Asks for the passphrase of the key; it is kept as long as the panel is open, and nowhere. */
export const WrittenUnlock = ({ error, busy, onUnlock }: UnlockProps) => {
  const id = useId();
  const [phrase, setPhrase] = useState('');
  return (
    <form
      class="card stack"
      aria-label="Ouvrir la clé du modèle"
      onSubmit={(event) => {
        event.preventDefault();
        if (phrase !== '' && !busy) onUnlock(phrase);
      }}
    >
      <label for={id}>Phrase de passe de la clé du modèle</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        value={phrase}
        aria-describedby={`${id}-error`}
        onInput={(event) => setPhrase(event.currentTarget.value)}
      />
      <p class="small muted">Elle n’est gardée nulle part, et ne quitte pas cet ordinateur.</p>
      <p id={`${id}-error`} role="alert" class={error === '' ? '' : 'notice bad'}>
        {error}
      </p>
      <div class="row">
        {/* Never disabled: the focus would be lost each time. */}
        <button type="submit" aria-disabled={phrase === '' || busy}>
          {busy ? 'Ouverture…' : 'Ouvrir la clé'}
        </button>
      </div>
    </form>
  );
};
