import { useState } from 'preact/hooks';
import { formatDay } from '@/knowledge/profile/format';

interface Props {
  /** Name of the grappe on screen. */
  name: string;
  storage: 'protected' | 'unprotected' | 'unknown';
  /** ISO day of the last backup, empty when there is none; days since then. */
  lastBackup: { day: string; daysAgo: number } | null;
  onProtect(): void;
  onLoadSample(): void;
  onDelete(): void;
}

/** After so many days, a backup is called old. */
const OLD_BACKUP_DAYS = 7;

const STORAGE = {
  protected: {
    tone: 'ok',
    badge: 'Stockage protégé',
    text: 'Le navigateur s’est engagé à ne pas effacer ces données de lui-même.',
  },
  unprotected: {
    tone: 'warn',
    badge: 'Stockage non protégé',
    text: 'Le navigateur pourrait effacer ces données s’il manque de place.',
  },
  unknown: {
    tone: 'warn',
    badge: 'Protection inconnue',
    text: 'Le navigateur ne dit pas s’il protège ces données.',
  },
};

function BackupState({ lastBackup }: Pick<Props, 'lastBackup'>) {
  if (lastBackup === null)
    return <span class="badge warn wrap">Aucune sauvegarde faite depuis cet ordinateur</span>;
  const { day, daysAgo } = lastBackup;
  const old = daysAgo > OLD_BACKUP_DAYS;
  return (
    <span class={`badge wrap ${old ? 'warn' : 'ok'}`}>
      Dernière sauvegarde : {formatDay(day)}
      {old && `, il y a ${daysAgo} jours`}
    </span>
  );
}

function DeleteGrappe({ name, onDelete }: Pick<Props, 'name' | 'onDelete'>) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" onClick={() => setAsking(true)}>
        Supprimer cette grappe…
      </button>
    );
  const confirm = () => {
    setAsking(false);
    onDelete();
  };
  return (
    <fieldset class="notice warn stack">
      <legend class="visually-hidden">Confirmer la suppression</legend>
      <p>
        Supprimer « {name} » de cet ordinateur ? Ce qui permettait d’annuler ses remplissages dans le portail
        est effacé aussi. Les fichiers de sauvegarde déjà exportés ne sont pas touchés.
      </p>
      <div class="row">
        <button type="button" class="danger" onClick={confirm}>
          Supprimer
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          Garder
        </button>
      </div>
    </fieldset>
  );
}

/** Where the data live, how safe they are, and the way in and out. */
export function ProfileData(props: Props) {
  const { name, storage, lastBackup } = props;
  const state = STORAGE[storage];
  return (
    <section class="card stack" id="donnees" aria-labelledby="donnees-title">
      <h2 id="donnees-title">Vos données</h2>
      <p>
        Tout est gardé sur cet ordinateur, dans ce navigateur, et rien n’est envoyé ailleurs. Désinstaller
        l’extension ou changer d’ordinateur efface ces données : seul un fichier de sauvegarde, rangé hors du
        navigateur, les protège.
      </p>
      <div class="row">
        <span class={`badge ${state.tone}`}>{state.badge}</span>
        <BackupState lastBackup={lastBackup} />
      </div>
      <p class="small muted">{state.text}</p>
      <p class="small muted">
        Une sauvegarde contient toutes les grappes, coordonnées bancaires et personnes comprises, en clair :
        rangez-la comme un document confidentiel. Elle ne contient ni vos réglages, ni vos identifiants GALIS.
      </p>
      <div class="row">
        {storage !== 'protected' && (
          <button type="button" onClick={props.onProtect}>
            Protéger le stockage
          </button>
        )}
        <button type="button" class="link" onClick={props.onLoadSample}>
          Charger la grappe d’exemple
        </button>
      </div>
      <DeleteGrappe name={name} onDelete={props.onDelete} />
    </section>
  );
}
