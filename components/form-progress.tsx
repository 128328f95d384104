/** How far an operation on the page is. */
export interface Progress {
  done: number;
  total: number;
  /** Row being written, from 1. */
  row?: { at: number; of: number };
  what: 'fill' | 'rows' | 'undo';
}

const WORDS: Record<Progress['what'], string> = {
  fill: 'Remplissage en cours…',
  rows: 'Ajout des lignes en cours…',
  undo: 'Annulation en cours…',
};

interface Props {
  progress: Progress;
  paused: boolean;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}

/** What is going on, without the figures: they change too often to be read aloud. */
export const progressWords = (what: Progress['what'], paused: boolean): string =>
  paused ? 'En pause : la page est à vous.' : WORDS[what];

/** Where a fill is, and the two ways to hold it: for a moment, or for good. */
export const ProgressBox = ({ progress, paused, onPause, onResume, onCancel }: Props) => {
  const { done, total, row, what } = progress;
  return (
    <div class="stack tight">
      {row && (
        <p class="small">
          Ligne {row.at} sur {row.of}.
        </p>
      )}
      <progress aria-label="Remplissage en cours" value={done} max={Math.max(1, total)} />
      {what !== 'undo' && (
        <div class="row">
          {paused ? (
            <button type="button" class="grow" onClick={onResume}>
              Reprendre
            </button>
          ) : (
            <button type="button" class="grow" onClick={onPause}>
              Mettre en pause
            </button>
          )}
          <button type="button" onClick={onCancel}>
            Arrêter là
          </button>
        </div>
      )}
    </div>
  );
};
