import { FileButton } from './profile-file-button';

interface Props {
  /** How many stored grappes cannot be read: they are not « none ». */
  unreadable: number;
  onExport(): void;
  onPaste(): void;
  onImport(file: File): void;
  onCreate(): void;
  onLoadSample(): void;
}

/** The first screen: no grappe yet, and the ways to get one, the quickest first. */
export function ProfileEmpty({ unreadable, onExport, onPaste, onImport, onCreate, onLoadSample }: Props) {
  return (
    <section class="card stack empty" aria-labelledby="empty-title">
      <h2 id="empty-title">Commencez ici : vos établissements, une seule fois</h2>
      <p>
        L’assistant remplit les pages de GALIS depuis ce que vous mettez ici.{' '}
        {unreadable === 0
          ? 'Aucune grappe n’est encore sur cet ordinateur.'
          : 'Aucune grappe de cet ordinateur n’est lisible.'}{' '}
        Rien n’est envoyé ailleurs sans votre accord.
      </p>
      {unreadable > 0 && (
        <p class="row">
          <button type="button" onClick={onExport}>
            Exporter une sauvegarde
          </button>
          <span>Le fichier garde les données illisibles telles quelles.</span>
        </p>
      )}
      <ol class="ways">
        <li>
          <strong>Vous avez un tableau</strong>
          <p>Excel, ODS, CSV, ou une simple liste de numéros : l’assistant reconnaît les colonnes.</p>
          <button type="button" class="primary" onClick={onPaste}>
            Coller ou déposer mon tableau
          </button>
        </li>
        <li>
          <strong>Vous avez une sauvegarde</strong>
          <p>Restaurer une sauvegarde faite sur cet ordinateur, ou reçue d’un collègue.</p>
          <FileButton label="Importer une sauvegarde" onFile={onImport} />
        </li>
        <li>
          <strong>Vous partez de rien</strong>
          <p>Une grappe vide, à remplir champ par champ.</p>
          <button type="button" onClick={onCreate}>
            Commencer à la main
          </button>
        </li>
      </ol>
      <p>
        Pour essayer d’abord :{' '}
        <button type="button" class="link" onClick={onLoadSample}>
          Voir une grappe d’exemple
        </button>{' '}
        (18 ESSMS inventés, que vous pourrez supprimer ensuite).
      </p>
    </section>
  );
}
