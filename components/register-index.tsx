import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount, formatDay, formatPlural } from '@/knowledge/profile/format';
import { DropZone } from './import-drop';
import { ImportProgress, type Work } from './import-progress';

/** The register kept on this computer. */
export interface ReadyRegister {
  /** File it was built from. */
  name: string;
  /** Day the extract speaks of, empty when unknown. */
  on: string;
  establishments: number;
  entities: number;
  /** Days between the extract and today, null when its day is unknown. */
  ageInDays: number | null;
  /** What the extract lacks, in French. */
  notes: string[];
  /** Whose data they are, to show beside them. */
  attribution: string;
}

interface Props {
  /** False until the first look. */
  known: boolean;
  ready: ReadyRegister | null;
  work: Work | null;
  /** Name of the file whose reading was interrupted, empty when none. */
  interrupted: string;
  onFile(file: File): void;
  onCancel(): void;
  onForget(): void;
}

const ACCEPT = '.gz,.json,.csv,.txt,application/gzip,application/json,text/csv';
/** Above this age, an extract is said to be old. */
const OLD_DAYS = 60;

/** Where to get the public file, and what it becomes. */
const HowTo = () => (
  <>
    <p>
      Le répertoire FINESS est la liste publique de tous les établissements sanitaires et médico-sociaux. Avec
      lui, l’assistant vérifie vos numéros, complète les noms, catégories, adresses et SIRET, et signale les
      établissements fermés, <strong>sans que rien ne quitte cet ordinateur</strong>.
    </p>
    <ol class="steps">
      <li>
        Ouvrez la page publique{' '}
        <a href="https://www.data.gouv.fr/datasets/finess-structures-1/" target="_blank" rel="noreferrer">
          data.gouv.fr, jeu « finess-structures-1 »
        </a>{' '}
        et téléchargez le fichier mensuel le plus récent, par exemple{' '}
        <span class="mono">finess-structures-mensuel-202610.json.gz</span> (environ 50 Mo).
      </li>
      <li>
        Déposez-le ici tel quel, sans le décompresser. La lecture se fait une fois, en quelques minutes.
      </li>
    </ol>
  </>
);

const ATTRIBUTION =
  'Source : FINESS, données publiques diffusées sur data.gouv.fr. Licence indiquée : Licence Ouverte 2.0 (page du jeu de données) ; l’interface de data.gouv.fr annonce ODbL pour les structures.';

function Forget({ onForget }: Pick<Props, 'onForget'>) {
  const [asking, setAsking] = useState(false);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) confirm.current?.focus();
  }, [asking]);
  if (!asking)
    return (
      <button type="button" onClick={() => setAsking(true)}>
        Oublier ce répertoire
      </button>
    );
  return (
    <fieldset class="notice warn row">
      <legend class="visually-hidden">Oublier ce répertoire</legend>
      <span class="grow">
        Le répertoire sera effacé de cet ordinateur. Votre grappe et ce qu’il a déjà permis de vérifier
        restent.
      </span>
      <button type="button" class="danger" ref={confirm} onClick={onForget}>
        Oublier
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        Garder
      </button>
    </fieldset>
  );
}

function Ready({ ready, onFile, onForget }: { ready: ReadyRegister } & Pick<Props, 'onFile' | 'onForget'>) {
  const { name, on, establishments, entities, ageInDays, notes } = ready;
  const old = ageInDays !== null && ageInDays > OLD_DAYS;
  return (
    <>
      <p>
        <span class="badge ok">
          <span aria-hidden="true">✓</span> prêt
        </span>{' '}
        <strong>{name}</strong>
        {on !== '' && `, données du ${formatDay(on)}`}
      </p>
      <p>
        {formatPlural(establishments, 'établissement')},{' '}
        {formatPlural(entities, 'organisme gestionnaire', 'organismes gestionnaires')} (entités juridiques).
      </p>
      {old && (
        <p class="notice warn">
          Cet extrait a {formatCount(ageInDays)} jours : des établissements ont pu ouvrir ou fermer depuis.
          Téléchargez le plus récent et remplacez-le.
        </p>
      )}
      {notes.length > 0 && (
        <ul class="notice warn bullets">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <details open={old}>
        <summary>Remplacer par un extrait plus récent</summary>
        <Give onFile={onFile} primary={false} />
      </details>
      <Forget onForget={onForget} />
    </>
  );
}

const Give = ({ onFile, primary }: Pick<Props, 'onFile'> & { primary: boolean }) => (
  <DropZone
    title="Déposez ici le fichier FINESS"
    button="Choisir le fichier FINESS"
    accept={ACCEPT}
    inputLabel="Fichier FINESS"
    primary={primary}
    onFile={onFile}
  >
    <p class="muted">.json.gz, .json ou l’ancien .csv</p>
  </DropZone>
);

/** The FINESS register of this computer: what it is, how to get it, its reading, its state. */
export function RegisterIndex({ known, ready, work, interrupted, ...on }: Props) {
  return (
    <section class="card stack" aria-labelledby="register-title">
      <h3 id="register-title">Répertoire FINESS sur cet ordinateur</h3>
      {!known && <p role="status">Recherche du répertoire…</p>}
      {work && <ImportProgress work={work} cancelLabel="Arrêter" onCancel={on.onCancel} />}
      {known && !work && interrupted !== '' && (
        <p class="notice warn">
          La lecture de « {interrupted} » a été interrompue. Redonnez le même fichier : elle reprendra là où
          elle s’est arrêtée.
        </p>
      )}
      {known && !work && !ready && (
        <>
          <HowTo />
          <Give onFile={on.onFile} primary />
        </>
      )}
      {known && !work && ready && <Ready ready={ready} onFile={on.onFile} onForget={on.onForget} />}
      <p class="muted small">{ready?.attribution ?? ATTRIBUTION} Si vous en diffusez un extrait, citez-la.</p>
    </section>
  );
}
