import type { TargetedInputEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { MIN_PASSPHRASE, normalisePassphrase, passphraseAdvice } from '@/knowledge/profile/passphrase';
import './backup.css';

interface FieldProps {
  label: string;
  value: string;
  shown: boolean;
  autocomplete: 'new-password' | 'off';
  describedBy?: string;
  /** Puts the cursor there when it appears. */
  first?: boolean;
  onInput(value: string): void;
}

function PassphraseField({ label, value, shown, autocomplete, describedBy, first, onInput }: FieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  const shared = {
    ref: input,
    id,
    value,
    autocomplete,
    spellcheck: false,
    ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  };
  return (
    <>
      <label for={id}>{label}</label>
      {shown ? <input type="text" {...shared} /> : <input type="password" {...shared} />}
    </>
  );
}

const Reveal = ({ shown, onToggle }: { shown: boolean; onToggle(): void }) => (
  <button type="button" aria-pressed={shown} onClick={onToggle}>
    {shown ? 'Masquer' : 'Afficher'}
    <span class="visually-hidden"> la phrase de passe</span>
  </button>
);

/** The browser computes the key in one go and tells nothing meanwhile: the bar only shows it is at work. */
const Working = ({ words }: { words: string }) => (
  <p role="status">
    {words}
    <progress aria-label={words} />
  </p>
);

interface ChooseProps {
  busy: boolean;
  onChoose(passphrase: string): void;
  onCancel(): void;
}

/** Chooses the passphrase of a backup: what it is worth, twice, and what losing it means. */
export function BackupPassphrase({ busy, onChoose, onCancel }: ChooseProps) {
  const [phrase, setPhrase] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const adviceId = useId();
  const advice = passphraseAdvice(phrase);
  const same = normalisePassphrase(phrase) === normalisePassphrase(again);
  return (
    <form
      class="card stack backup-form"
      aria-label="Sauvegarde chiffrée"
      onSubmit={(event) => {
        event.preventDefault();
        if (advice.ok && same && !busy) onChoose(phrase);
      }}
    >
      <p class="notice warn">
        <strong>Personne ne peut retrouver cette phrase de passe.</strong> Sans elle, le fichier ne s’ouvre
        plus, et aucun service ne peut vous aider : notez-la ailleurs que dans ce navigateur.
      </p>
      <div class="passphrase">
        <PassphraseField
          label={`Phrase de passe (au moins ${MIN_PASSPHRASE} caractères)`}
          value={phrase}
          shown={shown}
          autocomplete="new-password"
          describedBy={adviceId}
          first
          onInput={setPhrase}
        />
        <Reveal shown={shown} onToggle={() => setShown(!shown)} />
        <p id={adviceId} class="small" role="status">
          {phrase !== '' && advice.text}
        </p>
      </div>
      <div class="passphrase">
        <PassphraseField
          label="La même, encore une fois"
          value={again}
          shown={shown}
          autocomplete="new-password"
          onInput={setAgain}
        />
        <p class="small" role="status">
          {again !== '' && !same && 'Les deux phrases diffèrent.'}
        </p>
      </div>
      {busy && <Working words="Chiffrement en cours…" />}
      <div class="row">
        <button type="submit" class="primary" disabled={!advice.ok || !same || busy}>
          Exporter le fichier chiffré
        </button>
        <button type="button" disabled={busy} onClick={onCancel}>
          Annuler
        </button>
      </div>
      <p class="small muted">
        Le chiffrement protège le fichier s’il est copié ou perdu. Il ne protège ni d’un logiciel malveillant
        sur cet ordinateur, ni de qui utilise votre session.
      </p>
    </form>
  );
}

interface UnlockProps {
  fileName: string;
  /** Why the last phrase did not open the file; empty at first. */
  error: string;
  busy: boolean;
  onUnlock(passphrase: string): void;
  onCancel(): void;
}

/** Asks for the passphrase of a locked backup, as many times as it takes. */
export function BackupUnlock({ fileName, error, busy, onUnlock, onCancel }: UnlockProps) {
  const [phrase, setPhrase] = useState('');
  const [shown, setShown] = useState(false);
  const errorId = useId();
  return (
    <form
      class="card stack backup-form"
      aria-label="Ouvrir la sauvegarde chiffrée"
      onSubmit={(event) => {
        event.preventDefault();
        if (phrase !== '' && !busy) onUnlock(phrase);
      }}
    >
      <h2>Cette sauvegarde est chiffrée</h2>
      <p>
        Donnez la phrase de passe choisie en exportant « {fileName} ». Rien n’est encore modifié sur cet
        ordinateur.
      </p>
      <div class="passphrase">
        <PassphraseField
          label="Phrase de passe"
          value={phrase}
          shown={shown}
          autocomplete="off"
          describedBy={errorId}
          first
          onInput={setPhrase}
        />
        <Reveal shown={shown} onToggle={() => setShown(!shown)} />
      </div>
      <p id={errorId} role="alert" class={error === '' ? '' : 'notice bad'}>
        {error}
      </p>
      {busy && <Working words="Ouverture en cours…" />}
      <div class="row">
        <button type="submit" class="primary" disabled={phrase === '' || busy}>
          Ouvrir la sauvegarde
        </button>
        <button type="button" onClick={onCancel}>
          Ne rien importer
        </button>
      </div>
    </form>
  );
}
