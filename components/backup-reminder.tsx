import './backup.css';

interface Props {
  /** Why a backup is due, in French; null hides the strip. */
  text: string | null;
  /** What « Plus tard » means, in French. */
  later: string;
  onExport(): void;
  onLater(): void;
}

/** A calm strip that says a backup is due, with the way to make it and the way to put it off. */
export function BackupReminder({ text, later, onExport, onLater }: Props) {
  if (text === null) return null;
  return (
    <section class="backup-reminder" aria-label="Rappel de sauvegarde">
      <p>
        {text} <span class="small muted">{later}</span>
      </p>
      <span class="row">
        <button type="button" onClick={onExport}>
          Exporter une sauvegarde
        </button>
        <button type="button" class="link" onClick={onLater}>
          Plus tard
        </button>
      </span>
    </section>
  );
}
