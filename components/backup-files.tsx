import { BackupPassphrase } from './backup-passphrase';
import { FileButton } from './profile-file-button';
import './backup.css';

interface Props {
  /** The form of the passphrase is closed, open, or at work. */
  locking: 'closed' | 'open' | 'busy';
  onImport(file: File): void;
  onExport(): void;
  onOpenLocked(): void;
  onCancelLocked(): void;
  onExportLocked(passphrase: string): void;
}

/** Saves every grappe in a file, readable or locked, and takes one back. */
export function BackupFiles(props: Props) {
  const { locking } = props;
  return (
    <section class="stack" aria-labelledby="files-title">
      <h3 id="files-title">Sauvegardes</h3>
      <p class="small muted">
        Une sauvegarde contient toutes les grappes, coordonnées bancaires et personnes comprises, et les
        appels à projets que vous avez décrits. Le fichier simple se lit en clair : rangez-le comme un
        document confidentiel. Le fichier chiffré ne s’ouvre qu’avec sa phrase de passe. Aucun ne contient vos
        réglages ni vos identifiants GALIS.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={props.onExport}>
          Exporter une sauvegarde
        </button>
        {locking === 'closed' && (
          <button type="button" onClick={props.onOpenLocked}>
            Exporter une sauvegarde chiffrée…
          </button>
        )}
        <FileButton label="Importer une sauvegarde" onFile={props.onImport} />
      </div>
      {locking !== 'closed' && (
        <BackupPassphrase
          busy={locking === 'busy'}
          onChoose={props.onExportLocked}
          onCancel={props.onCancelLocked}
        />
      )}
    </section>
  );
}
