import { useEffect, useRef } from 'preact/hooks';
import './campaign.css';

interface FaultsProps {
  fileName: string;
  faults: readonly { line: number; path: string; reason: string }[];
  onClose(): void;
}

/** Why a file was not read: each fault with its line. Nothing was loaded. */
export function CallFaults({ fileName, faults, onClose }: FaultsProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [faults]);
  return (
    <section class="notice bad stack" aria-labelledby="call-faults-title">
      <h3 id="call-faults-title" tabIndex={-1} ref={title}>
        « {fileName} » n’a pas été importé : {faults.length === 1 ? 'une faute' : `${faults.length} fautes`}
      </h3>
      <p>Rien n’a été chargé. Corrigez le fichier avec un éditeur de texte, puis importez-le de nouveau.</p>
      <div class="call-faults">
        <table>
          <thead>
            <tr>
              <th scope="col">Ligne</th>
              <th scope="col">Donnée</th>
              <th scope="col">Ce qui ne va pas</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, path, reason }) => (
              <tr key={`${line} ${path} ${reason}`}>
                <td class="number">{line}</td>
                <td>{path}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="row">
        <button type="button" onClick={onClose}>
          Fermer
        </button>
      </div>
    </section>
  );
}

interface ConflictProps {
  fileName: string;
  /** Title of the call of the file, and of the one already here. */
  title: string;
  here: string;
  onReplace(): void;
  onKeepBoth(): void;
  onSkip(): void;
}

/** A call of the file has the id of one already described, and differs: the person decides. */
export function CallConflict({ fileName, title, here, onReplace, onKeepBoth, onSkip }: ConflictProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section class="card stack import-review" aria-labelledby="call-conflict-title">
      <h2 id="call-conflict-title" tabIndex={-1} ref={heading}>
        Remplacer l’appel « {here} » ?
      </h2>
      <p>
        Le fichier « {fileName} » décrit « {title} », qui porte le même identifiant et diffère. Rien n’est
        encore modifié.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={onReplace}>
          Remplacer
        </button>
        <button type="button" onClick={onKeepBoth}>
          Garder les deux
        </button>
        <button type="button" onClick={onSkip}>
          Ne pas importer
        </button>
      </div>
    </section>
  );
}
