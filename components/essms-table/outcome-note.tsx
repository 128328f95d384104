import { formatPlural } from '@/knowledge/profile/format';
import type { Actions } from './actions';
import type { Refusal } from './paste';
import type { Outcome } from './state';

/** Refusals written out; the others are counted. */
const SHOWN = 5;

interface RefusalProps {
  refusal: Refusal;
  actions: Actions;
}

function RefusalLine({ refusal: { row, column, where, reason }, actions }: RefusalProps) {
  return (
    <li>
      {row === null ? (
        <strong>{where}</strong>
      ) : (
        <button type="button" class="link" onClick={() => actions.jump(row, column)}>
          {where}
        </button>
      )}
      {` : ${reason}`}
    </li>
  );
}

/** What the table has just done, and which cells it refused and why. */
export function OutcomeNote({ outcome, actions }: { outcome: Outcome | null; actions: Actions }) {
  const refused = outcome?.refused ?? [];
  return (
    <div class={outcome ? `notice ${outcome.tone} eg-outcome` : ''}>
      <div class="row">
        <p role="status">{outcome?.text ?? ''}</p>
        {outcome && (
          <button type="button" class="link" onClick={() => actions.set({ outcome: null })}>
            Fermer
          </button>
        )}
      </div>
      {refused.length > 0 && (
        <ul class="bullets">
          {refused.slice(0, SHOWN).map((refusal, i) => (
            <RefusalLine key={`${i}-${refusal.where}`} refusal={refusal} actions={actions} />
          ))}
          {refused.length > SHOWN && (
            <li>
              et {formatPlural(refused.length - SHOWN, 'autre cellule refusée', 'autres cellules refusées')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
