import type { Glance } from '@/knowledge/campaigns/glance';
import { formatPlural } from '@/knowledge/profile/format';
import './campaign.css';

/** A call as the list shows it. */
export interface CallCard {
  id: string;
  title: string;
  glance: Glance;
}

const TONES: Record<Glance['state'], string> = {
  open: 'ok',
  upcoming: 'accent',
  closed: '',
  unknown: 'warn',
};

function Facts({ glance: { facts, gaps } }: CallCard) {
  return (
    <>
      <dl class="facts">
        {facts.map(({ label, value }) => (
          <div key={`${label} ${value}`} class="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {gaps.length > 0 && (
        <details>
          <summary class="unknown">
            {formatPlural(gaps.length, 'donnée non trouvée', 'données non trouvées')}
          </summary>
          <ul class="bullets small">
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const State = ({ glance: { state, stateWords } }: CallCard) => (
  <span class={`badge ${TONES[state]}`}>{stateWords}</span>
);

interface Listed {
  calls: readonly CallCard[];
  /** Id of the call to show first; empty when none is asked for. */
  asked: string;
}

/** Brings the call asked for under the eyes, its dates first. */
const arrive = (card: HTMLLIElement | null): void => {
  card?.scrollIntoView({ block: 'start' });
  card?.focus({ preventScroll: true });
};

interface OwnProps extends Listed {
  onEdit(id: string): void;
  onCopy(id: string): void;
  onExport(id: string): void;
  onRemove(id: string): void;
}

/** A button of a card: its name tells which call it is about. */
const Act = ({ verb, title, onClick }: { verb: string; title: string; onClick(): void }) => (
  <button type="button" onClick={onClick}>
    {verb}
    <span class="visually-hidden"> {title}</span>
  </button>
);

/** The calls the user described: opened, copied, written in a file, removed. */
export function OwnCalls({ calls, asked, onEdit, onCopy, onExport, onRemove }: OwnProps) {
  if (calls.length === 0)
    return (
      <p class="muted">
        Aucun appel décrit par vous. Pour un appel que l’assistant ne connaît pas, copiez le plus proche
        ci-dessous et changez ce qui diffère, ou décrivez-le de zéro.
      </p>
    );
  return (
    <ul class="stack">
      {calls.map((call) => (
        <li key={call.id} class="card stack call-card" tabIndex={-1} ref={call.id === asked ? arrive : null}>
          <div class="section-head">
            <h4>{call.title}</h4>
            <span class="badge accent">campagne personnelle</span>
            <State {...call} />
          </div>
          <Facts {...call} />
          <div class="row">
            <Act verb="Modifier" title={call.title} onClick={() => onEdit(call.id)} />
            <Act verb="Copier" title={call.title} onClick={() => onCopy(call.id)} />
            <Act verb="Exporter" title={call.title} onClick={() => onExport(call.id)} />
            <Act verb="Supprimer" title={call.title} onClick={() => onRemove(call.id)} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The calls shipped with the assistant: read only, each ready to be copied. */
export function ShippedCalls({ calls, asked, onCopy }: Listed & { onCopy(id: string): void }) {
  return (
    <ul class="stack">
      {calls.map((call) => (
        <li key={call.id} class="card call-card" tabIndex={-1} ref={call.id === asked ? arrive : null}>
          <details open={call.id === asked}>
            <summary>
              <h4>{call.title}</h4> <State {...call} />
            </summary>
            <div class="stack">
              <Facts {...call} />
              <div class="row">
                <Act verb="Copier" title={call.title} onClick={() => onCopy(call.id)} />
              </div>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
