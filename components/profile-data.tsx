import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatDay } from '@/knowledge/profile/format';

interface Props {
  /** Name of the grappe on screen, null when there is none. */
  name: string | null;
  storage: 'protected' | 'unprotected' | 'unknown';
  /** Bytes used by the assistant and still free for it; null when the browser does not say. */
  room?: { used: number; free: number } | null;
  /** ISO day of the last backup, null when there is none; days since then. */
  lastBackup: { day: string; daysAgo: number } | null;
  /** The ways to save and to give back. */
  children?: ComponentChildren;
  onProtect(): void;
  onLoadSample(): void;
  onDelete(): void;
}

/** After so many days, a backup is called old. */
const OLD_BACKUP_DAYS = 7;
/** Under this, the next save may fail: a large grappe and its earlier versions take some megabytes. */
const LITTLE_ROOM = 50 * 1024 * 1024;

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

const UNITS = ['octets', 'ko', 'Mo', 'Go', 'To'];

/** « 12 Mo » for a number of bytes. */
function formatBytes(bytes: number): string {
  const rank = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** rank;
  const digits = rank > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: digits })} ${UNITS[rank]}`;
}

function Room({ used, free }: { used: number; free: number }) {
  const words = `${formatBytes(used)} utilisés, ${formatBytes(free)} encore disponibles pour l’assistant.`;
  if (free >= LITTLE_ROOM) return <p class="small muted">{words}</p>;
  return (
    <p class="notice bad" role="alert">
      <strong>Il reste peu de place : {words}</strong> Exportez une sauvegarde maintenant, puis libérez de
      l’espace disque. Rien n’est perdu, mais le prochain enregistrement pourrait échouer.
    </p>
  );
}

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

function DeleteGrappe({ name, onDelete }: { name: string; onDelete(): void }) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <div class="row">
        <button type="button" onClick={() => setAsking(true)}>
          Supprimer cette grappe…
        </button>
      </div>
    );
  const confirm = () => {
    setAsking(false);
    onDelete();
  };
  return (
    <fieldset class="notice warn stack">
      <legend class="visually-hidden">Confirmer la suppression</legend>
      <p>
        Supprimer « {name} » de cet ordinateur ? Ses versions antérieures, et ce qui permettait d’annuler ses
        remplissages dans le portail, sont effacés aussi. Les fichiers de sauvegarde déjà exportés ne sont pas
        touchés.
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
  const { name, storage, room, lastBackup } = props;
  const state = STORAGE[storage];
  return (
    <section class="card stack" id="donnees" aria-labelledby="donnees-title">
      <h2 id="donnees-title">Vos données</h2>
      <p>
        Tout est gardé sur cet ordinateur, dans ce navigateur. Rien n’est envoyé ailleurs, sauf les numéros à
        vérifier si vous autorisez le service en ligne. Désinstaller l’extension ou changer d’ordinateur
        efface ces données : seul un fichier de sauvegarde, rangé hors du navigateur, les protège.
      </p>
      <div class="row">
        <span class={`badge ${state.tone}`}>{state.badge}</span>
        <BackupState lastBackup={lastBackup} />
      </div>
      <p class="small muted">{state.text}</p>
      {room && <Room {...room} />}
      {props.children}
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
      {name !== null && <DeleteGrappe name={name} onDelete={props.onDelete} />}
    </section>
  );
}
