/** Where the saving stands; `at` is an hour, « 14:05 ». */
type Status =
  | { state: 'idle' }
  | { state: 'saving' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; message: string };

interface Props {
  status: Status;
  /** A value waits for a choice between two windows. */
  asking: boolean;
  /** What the undo would take back, in French; empty when there is nothing. */
  undo: string;
  redo: string;
  onUndo(): void;
  onRedo(): void;
}

interface FailureProps {
  status: Status;
  onRetry(): void;
  onGiveUp(): void;
}

const WORDS = {
  idle: 'Tout est enregistré au fur et à mesure',
  saving: 'Enregistrement…',
  saved: 'Enregistré',
  asking: 'Un choix vous attend ci-dessous',
  failed: 'Modification non enregistrée',
};

const Step = ({
  sign,
  word,
  label,
  onClick,
}: {
  sign: string;
  word: string;
  label: string;
  onClick(): void;
}) => (
  <button
    type="button"
    class="step"
    disabled={label === ''}
    title={label === '' ? `Rien à ${word.toLowerCase()}` : `${word} : ${label}`}
    onClick={onClick}
  >
    <span aria-hidden="true">{sign}</span>
    <span class="step-word">{word}</span>
    {label !== '' && <span class="visually-hidden"> : {label}</span>}
  </button>
);

/** The line that says whether everything is saved, with the way back and the way forth. */
export function EditorStatus({ status, asking, undo, redo, onUndo, onRedo }: Props) {
  const state = asking && status.state !== 'failed' ? 'asking' : status.state;
  return (
    <div class="status-line">
      <p class={`status ${state}`} data-status={state}>
        <span class="status-dot" aria-hidden="true" />
        {status.state === 'saved' && !asking ? `Enregistré à ${status.at}` : WORDS[state]}
      </p>
      <div class="steps-bar">
        <Step sign="↶" word="Annuler" label={undo} onClick={onUndo} />
        <Step sign="↷" word="Rétablir" label={redo} onClick={onRedo} />
      </div>
    </div>
  );
}

/** What could not be saved, what was kept, and what to do. */
export function EditorFailure({ status, onRetry, onGiveUp }: FailureProps) {
  if (status.state !== 'failed') return null;
  return (
    <div class="notice bad stack">
      <p>
        <strong>Modification non enregistrée : {status.message}</strong>
      </p>
      <p>
        Ce que vous avez saisi est gardé dans cette page, et un nouvel essai se fait tout seul. Ne fermez pas
        la page avant que ce soit enregistré.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={onRetry}>
          Réessayer
        </button>
        <button type="button" onClick={onGiveUp}>
          Abandonner ces modifications
        </button>
      </div>
    </div>
  );
}
