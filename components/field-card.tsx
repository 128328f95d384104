import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import { OUTCOME_WORDS, STATE_WORDS, TO_CONFIRM } from './field-state';
import { clip, FieldValue, inWords, mask, spaced } from './field-value';
import { CorrectionForm } from './form-correction';

export interface FieldActions {
  onFillOne: (key: string) => void;
  onUndoOne: (key: string) => void;
  onReplace: (key: string, replace: boolean) => void;
  onReveal: (key: string) => void;
  onCopy: (text: string) => void;
  onCorrect: (key: string, fieldId: string | null) => void;
  onRestore: (key: string) => void;
  onDismissRecovered: (key: string) => void;
}

/** A long text typed earlier in this field and lost since. `when` is in words. */
export interface Recovered {
  text: string;
  when: string;
}

export interface CardProps {
  planned: PlannedField;
  outcome: Outcome | undefined;
  /** Rules of the call this field breaks as the grappe stands. */
  broken: Verdict[];
  replaced: boolean;
  undoable: boolean;
  /** The person has just pointed at it in the page. */
  picked: boolean;
  recovered: Recovered | undefined;
  busy: boolean;
  actions: FieldActions;
}

/** One field of the step: the portal's words, the value, where it comes from, and what became of it. */
export const FieldCard = (props: CardProps) => {
  const { planned, outcome, broken, replaced, picked, busy, actions } = props;
  const { field, state } = planned;
  const waiting = planned.sensitive && state === 'to-fill' ? TO_CONFIRM : STATE_WORDS[state];
  const words = outcome ? OUTCOME_WORDS[outcome.kind] : waiting;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!picked) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'center' });
  }, [picked]);
  return (
    <li
      ref={card}
      tabIndex={-1}
      class={`field ${picked ? 'picked' : ''}`}
      data-key={planned.key}
      data-field={planned.id ?? ''}
      data-confidence={planned.confidence.toFixed(2)}
      data-state={outcome?.kind ?? state}
      data-value={valueShown(planned, outcome)}
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
          {spaced(outcome.message)}
        </p>
      )}
      {broken.map((verdict) => (
        <p class="notice bad small" key={`${verdict.rule} ${verdict.subject.id}`}>
          <strong>{verdict.title}</strong>
          {verdict.subject.kind !== 'grappe' && `, ${verdict.subject.label}`} : {verdict.message}
        </p>
      ))}
      <RecoveredText {...props} />
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
      <CardActions {...props} />
    </li>
  );
};

const valueShown = ({ field, sensitive }: PlannedField, outcome: Outcome | undefined): string =>
  sensitive ? mask(field.value) : (outcome?.value ?? field.value);

const CardActions = ({ planned, replaced, undoable, picked, busy, actions }: CardProps) => {
  const { state, proposed, sensitive, key } = planned;
  const canFill = planned.instruction !== null && !sensitive && (state === 'to-fill' || replaced);
  return (
    <div class="row field-actions small">
      {canFill && (
        <button type="button" class="link" disabled={busy} onClick={() => actions.onFillOne(key)}>
          Remplir ce champ
        </button>
      )}
      {undoable && (
        <button type="button" class="link" disabled={busy} onClick={() => actions.onUndoOne(key)}>
          Remettre comme avant
        </button>
      )}
      {proposed !== '' && state !== 'same' && !sensitive && (
        <button type="button" class="link" onClick={() => actions.onCopy(proposed)}>
          Copier
        </button>
      )}
      <button type="button" class="link" onClick={() => actions.onReveal(key)}>
        Voir dans la page
      </button>
      {state !== 'yours' && <Why {...{ planned, picked, busy, actions }} />}
    </div>
  );
};

/** A text the person typed here and the portal lost: offered, never put back unasked. */
const RecoveredText = ({ planned, recovered, busy, actions }: CardProps) =>
  recovered && (
    <div class="notice stack tight small">
      <p>
        <strong>Texte retrouvé</strong>, tapé ici {recovered.when} ({recovered.text.length} caractères) :{' '}
        {`« `}
        {clip(inWords(recovered.text))} »
      </p>
      <div class="row">
        <button type="button" disabled={busy} onClick={() => actions.onRestore(planned.key)}>
          Le remettre dans le portail
        </button>
        <button type="button" class="link" onClick={() => actions.onCopy(recovered.text)}>
          Copier
        </button>
        <button type="button" class="link" onClick={() => actions.onDismissRecovered(planned.key)}>
          L’oublier
        </button>
      </div>
    </div>
  );

/** Why the field was taken for what it is, and the way to say otherwise; only drawn once open. */
const Why = ({
  planned,
  picked,
  busy,
  actions,
}: Pick<CardProps, 'planned' | 'picked' | 'busy' | 'actions'>) => {
  const [open, setOpen] = useState(picked);
  useEffect(() => {
    if (picked) setOpen(true);
  }, [picked]);
  return (
    <details class="field-why" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{planned.id ? 'Pourquoi ? Corriger' : 'Dire ce que c’est'}</summary>
      {open && planned.id && (
        <p>
          Reconnu comme « {planned.name} » à {Math.round(planned.confidence * 100)} %
          {planned.evidence.length > 0 && ` : ${spaced(planned.evidence.join(', '))}`}.
        </p>
      )}
      {open && (
        <CorrectionForm
          current={planned.id}
          inTable={planned.field.row !== null}
          busy={busy}
          onCorrect={(fieldId) => actions.onCorrect(planned.key, fieldId)}
        />
      )}
    </details>
  );
};
