import { FileButton } from './profile-file-button';

interface Props {
  /** How many stored grappes cannot be read: they are not « none ». */
  unreadable: number;
  onExport(): void;
  onImport(file: File): void;
  onLoadSample(): void;
}

/** The first screen: no grappe yet, and the two ways to get one. */
export function ProfileEmpty({ unreadable, onExport, onImport, onLoadSample }: Props) {
  return (
    <section class="card stack empty" aria-labelledby="empty-title">
      <h2 id="empty-title">Commencez par charger une grappe</h2>
      <p>
        L’assistant remplit les pages de GALIS depuis le profil de votre grappe : le porteur, les organismes,
        les ESSMS, le projet, le budget et les dossiers.{' '}
        {unreadable === 0
          ? 'Aucune grappe n’est encore sur cet ordinateur.'
          : 'Aucune grappe de cet ordinateur n’est lisible.'}
      </p>
      {unreadable > 0 && (
        <p class="row">
          <button type="button" onClick={onExport}>
            Exporter une sauvegarde
          </button>
          <span>Le fichier garde les données illisibles telles quelles.</span>
        </p>
      )}
      <ol class="steps">
        <li>
          <strong>Vous avez un fichier de sauvegarde</strong>, reçu d’un collègue ou d’un autre ordinateur :
          importez-le.
          <div class="row">
            <FileButton label="Importer une sauvegarde" class="primary" onFile={onImport} />
          </div>
        </li>
        <li>
          <strong>Vous découvrez l’assistant</strong> : chargez une grappe inventée de 18 ESSMS pour essayer.
          Elle s’efface d’un geste.
          <div class="row">
            <button type="button" onClick={onLoadSample}>
              Charger la grappe d’exemple
            </button>
          </div>
        </li>
      </ol>
    </section>
  );
}
