import { useState } from 'preact/hooks';
import './backup.css';

/** One earlier state of the grappe on screen. */
export interface Version {
  id: number;
  /** Local day and time, as a person reads them. */
  at: string;
  /** In French, for instance « avant l’import de membres.xlsx ». */
  reason: string;
  /** « 18 ESSMS, 3 organismes », or why it cannot be read. */
  content: string;
  readable: boolean;
}

interface Props {
  versions: Version[];
  onRestore(id: number): void;
  onDownload(id: number): void;
}

function VersionRow({ version, onRestore, onDownload }: Omit<Props, 'versions'> & { version: Version }) {
  const [asking, setAsking] = useState(false);
  const { id, at, reason, content, readable } = version;
  const restore = () => {
    setAsking(false);
    onRestore(id);
  };
  return (
    <li>
      <span>
        <strong>{at}</strong>, {reason}
        <span class="small muted block">{content}</span>
      </span>
      {asking ? (
        <span class="row">
          La version d’aujourd’hui sera gardée dans cette liste.
          <button type="button" class="primary" onClick={restore}>
            Revenir à cette version
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            Garder l’actuelle
          </button>
        </span>
      ) : (
        <span class="row">
          {readable && (
            <button type="button" onClick={() => setAsking(true)}>
              Revenir à cette version…<span class="visually-hidden"> du {at}</span>
            </button>
          )}
          <button type="button" onClick={() => onDownload(id)}>
            Télécharger<span class="visually-hidden"> la version du {at}</span>
          </button>
        </span>
      )}
    </li>
  );
}

/** The earlier states of a grappe, the latest first, with the way back to each. */
export function BackupVersions({ versions, onRestore, onDownload }: Props) {
  return (
    <section class="stack" aria-labelledby="versions-title">
      <h3 id="versions-title">Versions antérieures</h3>
      <p class="small muted">
        {versions.length === 0
          ? 'Aucune pour l’instant. L’assistant garde de lui-même l’état de la grappe avant chaque grand changement : import, remplacement, changement de version.'
          : 'L’état de la grappe avant chaque grand changement : les cinq derniers, sur cet ordinateur seulement. Ce ne sont pas des sauvegardes.'}
      </p>
      <ul class="versions">
        {versions.map((version) => (
          <VersionRow key={version.id} version={version} onRestore={onRestore} onDownload={onDownload} />
        ))}
      </ul>
    </section>
  );
}
