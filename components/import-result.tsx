import { formatPlural } from '@/knowledge/profile/format';
import { StepHeading } from './import-steps';

/** What an import did, and what it left. */
export interface ImportOutcome {
  /** « 52 ESSMS ajoutés, 3 lignes modifiées ». */
  done: string;
  /** Lines refused, then lines left unticked, then lines already there. */
  refused: number;
  left: number;
  same: number;
  undone: boolean;
}

interface Props {
  focus: boolean;
  busy: boolean;
  outcome: ImportOutcome;
  canUndo: boolean;
  againLabel?: string;
  onUndo(): void;
  onRefusals(kind: 'xlsx' | 'csv'): void;
  onSee(): void;
  onAgain(): void;
  /** Where what was only checked by its key can be verified; absent when it was verified. */
  onRegister?: (() => void) | undefined;
}

function Left({ refused, left, same }: ImportOutcome) {
  const parts = [
    ...(refused > 0 ? [formatPlural(refused, 'ligne refusée', 'lignes refusées')] : []),
    ...(left > 0 ? [formatPlural(left, 'ligne laissée de côté', 'lignes laissées de côté')] : []),
    ...(same > 0 ? [formatPlural(same, 'ligne déjà là', 'lignes déjà là')] : []),
  ];
  return <p>{parts.length === 0 ? 'Aucune ligne n’a été laissée de côté.' : `${parts.join(', ')}.`}</p>;
}

/** Last step: what was done, what was left, and the ways on. */
export function ImportResult({ focus, busy, outcome, canUndo, againLabel, ...on }: Props) {
  const { done, undone, refused, left } = outcome;
  return (
    <div class="stack">
      <StepHeading focus={focus}>{undone ? 'Import annulé' : `C’est fait : ${done}`}</StepHeading>
      {undone ? (
        <p class="notice ok" role="status">
          Votre grappe est comme avant l’import.
        </p>
      ) : (
        <Left {...outcome} />
      )}
      {on.onRegister && !undone && (
        <p class="notice warn">
          Des numéros n’ont pas été cherchés au registre. Pour finir : ouvrez{' '}
          <button type="button" class="link" onClick={on.onRegister}>
            Registre
          </button>{' '}
          puis pressez « Vérifier la grappe ».
        </p>
      )}
      <div class="row">
        <button type="button" class="primary" onClick={on.onSee}>
          Voir les ESSMS
        </button>
        {canUndo && !undone && (
          <button type="button" disabled={busy} onClick={on.onUndo}>
            Annuler l’import
          </button>
        )}
        <button type="button" onClick={on.onAgain}>
          {againLabel ?? 'Importer un autre tableau'}
        </button>
      </div>
      {refused + left > 0 && (
        <section class="card stack" aria-labelledby="refusals-title">
          <h4 id="refusals-title">Les lignes qui n’ont pas été prises</h4>
          <p>
            La liste dit, pour chaque ligne, ce qui a été lu et pourquoi elle n’a pas été prise. Envoyez-la à
            la personne qui a rempli le tableau, puis importez sa correction : ce qui est déjà là ne bougera
            pas.
          </p>
          <div class="row">
            <button type="button" onClick={() => on.onRefusals('xlsx')}>
              Télécharger la liste des refus (Excel)
            </button>
            <button type="button" onClick={() => on.onRefusals('csv')}>
              Télécharger la liste des refus (CSV)
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
