import type { Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import { OUTCOME_WORDS, STATE_WORDS, TO_CONFIRM } from './field-state';

export interface FieldActions {
  onFillOne: (key: string) => void;
  onReplace: (key: string, replace: boolean) => void;
  onReveal: (key: string) => void;
  onCopy: (text: string) => void;
}

interface Props {
  planned: PlannedField;
  outcome: Outcome | undefined;
  /** Rules of the call this field breaks as the grappe stands. */
  broken: Verdict[];
  replaced: boolean;
  busy: boolean;
  actions: FieldActions;
}

/** One field of the step: the portal's words, the value, where it comes from, and what became of it. */
export const FieldCard = ({ planned, outcome, broken, replaced, busy, actions }: Props) => {
  const { field, state, proposed } = planned;
  const waiting = planned.sensitive && state === 'to-fill' ? TO_CONFIRM : STATE_WORDS[state];
  const words = outcome ? OUTCOME_WORDS[outcome.kind] : waiting;
  const canFill = planned.instruction !== null && !planned.sensitive && (state === 'to-fill' || replaced);
  return (
    <li
      class="field"
      data-key={planned.key}
      data-field={planned.id ?? ''}
      data-confidence={planned.confidence.toFixed(2)}
      data-state={outcome?.kind ?? state}
      data-value={
        outcome && !planned.sensitive ? outcome.value : planned.sensitive ? mask(field.value) : field.value
      }
    >
      <div class="row field-head">
        <span class="field-label" data-part="label">
          {field.label || 'Champ sans libellé'}
        </span>
        <span class={`badge ${words.tone}`} data-part="status">
          <span aria-hidden="true">{words.icon}</span> {words.word}
        </span>
      </div>
      <FieldValue planned={planned} />
      {outcome && outcome.kind !== 'verified' && (
        <p class="small" data-part="reason">
          {outcome.message}
        </p>
      )}
      {broken.map((verdict) => (
        <p class="notice bad small" key={`${verdict.rule} ${verdict.subject.id}`}>
          <strong>{verdict.title}</strong>
          {verdict.subject.kind !== 'grappe' && `, ${verdict.subject.label}`} : {verdict.message}
        </p>
      ))}
      {state === 'different' && (
        <label class="row small">
          <input
            type="checkbox"
            checked={replaced}
            disabled={busy}
            onChange={(event) => actions.onReplace(planned.key, event.currentTarget.checked)}
          />
          Remplacer la valeur du portail
        </label>
      )}
      <div class="row field-actions small">
        {canFill && (
          <button type="button" class="link" disabled={busy} onClick={() => actions.onFillOne(planned.key)}>
            Remplir ce champ
          </button>
        )}
        {proposed !== '' && state !== 'same' && !planned.sensitive && (
          <button type="button" class="link" onClick={() => actions.onCopy(proposed)}>
            Copier
          </button>
        )}
        <button type="button" class="link" onClick={() => actions.onReveal(planned.key)}>
          Voir dans la page
        </button>
        {planned.id && <Why planned={planned} />}
      </div>
    </li>
  );
};

const FieldValue = ({ planned }: { planned: PlannedField }) => {
  const { field, state, proposed, name, sensitive } = planned;
  const shown = sensitive ? mask(proposed) : inWords(proposed);
  if (state === 'unrecognised')
    return <p class="small muted">L’assistant ne sait pas ce que ce champ demande.</p>;
  if (state === 'yours') return <p class="small muted">L’assistant n’y touche jamais.</p>;
  if (state === 'no-value') return <p class="small muted">« {name} » n’est pas dans votre grappe.</p>;
  return (
    <>
      {state === 'different' || state === 'locked' ? (
        <p class="small">
          <span class="muted">Portail : </span>
          {(sensitive ? mask(field.value) : clip(inWords(field.value))) || '(vide)'}
        </p>
      ) : null}
      {shown !== '' && (
        <p class="small field-value">
          <span class="muted">{state === 'to-choose' ? 'À chercher dans la liste : ' : ''}</span>
          {clip(shown)}
        </p>
      )}
      {state === 'too-long' && (
        <p class="small">
          {proposed.length} caractères pour {field.maxLength} admis : raccourcissez dans votre grappe ou à la
          main.
        </p>
      )}
    </>
  );
};

const Why = ({ planned }: { planned: PlannedField }) => (
  <details class="field-why">
    <summary>Pourquoi ?</summary>
    <p>
      Reconnu comme « {planned.name} » à {Math.round(planned.confidence * 100)} %
      {planned.evidence.length > 0 && ` : ${planned.evidence.join(', ')}`}.
    </p>
  </details>
);

/** Last four characters only. */
export const mask = (text: string): string => (text === '' ? '' : `•••• ${text.slice(-4)}`);

/** A box or a switch says yes or no. */
const inWords = (text: string): string =>
  text === 'true' ? 'Oui' : text === 'false' ? 'Non' : text.replaceAll(' | ', ', ');

const clip = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);
