import './form-tab.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import type { Outcome } from '@/knowledge/form/outcome';
import type { PlannedField, PlannedTable, Review } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import type { FieldActions, Recovered } from './field-card';
import { mask, spaced } from './field-value';
import { SessionClock } from './form-clock';
import { Counts, type Standing, standingOf } from './form-counts';
import { FieldList } from './form-fields';
import { useKeptFocus } from './form-focus';
import { FormMemory, type MemoryProps } from './form-memory';
import { type Progress, ProgressBox, progressWords } from './form-progress';
import { TableNotice } from './form-table';

export interface FormTabProps {
  review: Review;
  /** Dossiers of the grappe; filling for one of them uses its ESSMS and its amount. */
  dossiers: { id: string; label: string }[];
  /** `WHOLE_GRAPPE` for one demande with every ESSMS; empty while nothing is chosen. */
  dossierId: string;
  onChooseDossier: (id: string) => void;
  hasProfile: boolean;
  outcomes: ReadonlyMap<string, Outcome>;
  replaced: ReadonlySet<string>;
  /** Fields whose old value can be put back one by one. */
  undoable: ReadonlySet<string>;
  /** Long texts typed here and lost since, by key of field. */
  recovered: ReadonlyMap<string, Recovered>;
  /** Rules of the call a field breaks as the grappe stands. */
  brokenBy: (planned: PlannedField) => Verdict[];
  /** Bank details that would be written once the person confirms their last characters. */
  toConfirm: PlannedField[];
  isConfirmed: boolean;
  /** Fields a click on « Remplir cette étape » would write. */
  ready: number;
  progress: Progress | null;
  paused: boolean;
  canUndo: boolean;
  /** What changed in the step since the last time it was filled; labels. `since` is in words. */
  drift: { added: string[]; removed: string[]; since: string } | null;
  /** Milliseconds since the last exchange with the portal, null when unknown. */
  idle: number | null;
  /** The person is pointing at a field of the page. */
  picking: boolean;
  /** Key of the field pointed at, or empty. */
  picked: string;
  memory: MemoryProps;
  /** What happened last, in French. */
  message: { tone: 'ok' | 'warn' | 'bad'; text: string; checking?: boolean } | null;
  actions: FieldActions;
  onFill: () => void;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
  onUndo: () => void;
  onConfirm: (confirmed: boolean) => void;
  onAddRows: (table: PlannedTable) => void;
  onPick: () => void;
  onStopPicking: () => void;
  onLoadSample: () => void;
  onOpenProfil: () => void;
}

/** The step on screen: every field with its value, origin and state, and the one button that fills. */
export const FormTab = (props: FormTabProps) => {
  const { review, outcomes, picked } = props;
  const root = useRef<HTMLDivElement>(null);
  useKeptFocus(root);
  const [wanted, setChosen] = useState<Standing | null>(null);
  // Another step, or a field pointed at: nothing may stay hidden by an earlier choice.
  useEffect(() => setChosen(null), [review.step, picked]);
  const some = review.fields.some((field) => standingOf(field, outcomes.get(field.key)) === wanted);
  const chosen = some ? wanted : null;
  if (!props.hasProfile)
    return <NoProfile onLoadSample={props.onLoadSample} onOpenProfil={props.onOpenProfil} />;
  const empty = review.fields.length === 0 && review.tables.length === 0 && !review.loading;
  return (
    <div ref={root} class="stack form-tab" tabIndex={-1}>
      <SessionClock idle={props.idle} />
      <div class="stack tight">
        {props.dossiers.length > 0 && <DossierChoice {...props} />}
        <h2>{review.step || 'Étape sans titre'}</h2>
        {review.fields.length > 0 && (
          <Counts fields={review.fields} outcomes={props.outcomes} chosen={chosen} onChoose={setChosen} />
        )}
        <StepNotices {...props} />
      </div>
      {empty ? (
        <p class="notice">
          Il n’y a rien à remplir sur cette page. Avancez dans votre demande : l’assistant reconnaîtra l’étape
          suivante.
        </p>
      ) : (
        <>
          {review.tables.map((table) => (
            <TableNotice
              key={table.key}
              table={table}
              busy={props.progress !== null}
              onAddRows={props.onAddRows}
            />
          ))}
          <SensitiveBox {...props} />
          <Fields {...props} chosen={chosen} />
          <PickButton {...props} />
        </>
      )}
      <FormMemory {...props.memory} />
      <Actions {...props} />
    </div>
  );
};

const StepNotices = ({ review, drift }: FormTabProps) => (
  <>
    {review.loading && <p class="notice">La page se charge : la liste se complète toute seule.</p>}
    {review.truncated && (
      <p class="notice warn">Cette page est trop grande : les derniers champs ne sont pas lus.</p>
    )}
    {drift && (
      <div class="notice warn stack tight small" role="status">
        <p>
          <strong>Cette étape a changé</strong> depuis {drift.since} : relisez avant de remplir.
        </p>
        {drift.added.length > 0 && <p>Nouveau : {listed(drift.added)}</p>}
        {drift.removed.length > 0 && <p>Disparu : {listed(drift.removed)}</p>}
      </div>
    )}
  </>
);

const NAMED = 6;

const listed = (labels: string[]): string =>
  labels
    .slice(0, NAMED)
    .map((label) => `« ${label} »`)
    .join(', ') + others(labels.length - NAMED);

const others = (count: number): string =>
  count <= 0 ? '' : count === 1 ? ' et un autre' : ` et ${count} autres`;

/** Not drawn again while only the progress moves: a step may hold thousands of cells. */
const Fields = ({ chosen, ...props }: FormTabProps & { chosen: Standing | null }) => {
  const { review, outcomes, replaced, undoable, recovered, picked, brokenBy, actions } = props;
  const busy = props.progress !== null;
  return useMemo(() => {
    const fields = chosen
      ? review.fields.filter((field) => standingOf(field, outcomes.get(field.key)) === chosen)
      : review.fields;
    return (
      <FieldList {...{ fields, outcomes, replaced, undoable, recovered, picked, busy, brokenBy, actions }} />
    );
  }, [review, outcomes, replaced, undoable, recovered, picked, busy, chosen]);
};

/** A field the list does not name well is easier to show than to describe. */
const PickButton = ({ review, picking, picked, progress, onPick, onStopPicking }: FormTabProps) => {
  const unlisted = picked !== '' && !review.fields.some(({ key }) => key === picked);
  return (
    <div class={`stack tight ${picking || unlisted ? 'notice' : ''}`}>
      {picking && (
        <p class="small" role="status">
          Cliquez dans la page sur le champ à montrer (Échap pour renoncer).
        </p>
      )}
      {unlisted && (
        <p class="small" role="status">
          Le champ montré n’est pas dans cette liste : remplissez-le à la main.
        </p>
      )}
      <button type="button" disabled={progress !== null} onClick={picking ? onStopPicking : onPick}>
        {picking ? 'Renoncer' : 'Montrer un champ dans la page'}
      </button>
    </div>
  );
};

const NoProfile = ({ onLoadSample, onOpenProfil }: Pick<FormTabProps, 'onLoadSample' | 'onOpenProfil'>) => (
  <div class="card stack">
    <h2>Commencez par votre grappe</h2>
    <p>
      L’assistant remplit les pages de GALIS avec ce que vous savez de vos organismes et de vos ESSMS. Ces
      données restent sur cet ordinateur.
    </p>
    <button type="button" class="primary" onClick={onOpenProfil}>
      Ouvrir ma grappe
    </button>
    <button type="button" onClick={onLoadSample}>
      Essayer avec la grappe d’exemple
    </button>
  </div>
);

const DossierChoice = ({ dossiers, dossierId, progress, onChooseDossier }: FormTabProps) => {
  const chosen = dossierId === WHOLE_GRAPPE || dossiers.some(({ id }) => id === dossierId);
  return (
    <div class="stack tight">
      <label class="row small dossier-choice">
        <span>Remplir pour</span>
        <select
          class="grow"
          value={chosen ? dossierId : ''}
          disabled={progress !== null}
          onChange={(event) => onChooseDossier(event.currentTarget.value)}
        >
          {!chosen && <option value="">à choisir</option>}
          {dossiers.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
          <option value={WHOLE_GRAPPE}>toute la grappe</option>
        </select>
      </label>
      {!chosen && (
        <p class="notice warn small">
          Choisissez le dossier de cette demande : les structures, leur nombre, le type et le montant en
          dépendent.
        </p>
      )}
    </div>
  );
};

/** Bank details are written only after the person has seen their last characters. */
const SensitiveBox = ({ toConfirm, isConfirmed, progress, onConfirm }: FormTabProps) => {
  if (toConfirm.length === 0) return null;
  const ends = toConfirm.map(({ name, proposed }) => `${name} ${mask(proposed)}`).join(', ');
  return (
    <label class="row notice warn">
      <input
        type="checkbox"
        checked={isConfirmed}
        disabled={progress !== null}
        onChange={(event) => onConfirm(event.currentTarget.checked)}
      />
      <span class="grow">Remplir aussi les coordonnées bancaires : {ends}</span>
    </label>
  );
};

const Actions = (props: FormTabProps) => {
  const { ready, progress, canUndo, message } = props;
  return (
    <div class="actions stack tight" tabIndex={-1}>
      <div role="status" aria-live="polite">
        {progress && <p class="small">{progressWords(progress.what, props.paused)}</p>}
        {!progress && message && (
          <p class={`notice ${message.tone} small`} aria-busy={message.checking ?? false}>
            {spaced(message.text)}
          </p>
        )}
      </div>
      {progress && <ProgressBox {...props} progress={progress} />}
      <div class="row">
        <button
          type="button"
          class="primary grow"
          disabled={ready === 0 || progress !== null}
          onClick={props.onFill}
        >
          Remplir cette étape
        </button>
        <button type="button" disabled={!canUndo || progress !== null} onClick={props.onUndo}>
          Annuler le remplissage
        </button>
      </div>
    </div>
  );
};
