import './form-tab.css';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField, PlannedTable, Review } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import { type FieldActions, FieldCard, mask } from './field-card';

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
  /** Rules of the call a field breaks as the grappe stands. */
  brokenBy: (planned: PlannedField) => Verdict[];
  /** Bank details that would be written once the person confirms their last characters. */
  toConfirm: PlannedField[];
  isConfirmed: boolean;
  /** Fields a click on « Remplir cette étape » would write. */
  ready: number;
  progress: { done: number; total: number } | null;
  canUndo: boolean;
  /** What happened last, in French. */
  message: { tone: 'ok' | 'warn' | 'bad'; text: string } | null;
  actions: FieldActions;
  onFill: () => void;
  onUndo: () => void;
  onConfirm: (confirmed: boolean) => void;
  onAddRows: (table: PlannedTable) => void;
  onLoadSample: () => void;
  onOpenProfil: () => void;
}

/** The step on screen: every field with its value, origin and state, and the one button that fills. */
export const FormTab = (props: FormTabProps) => {
  const { review } = props;
  if (!props.hasProfile)
    return <NoProfile onLoadSample={props.onLoadSample} onOpenProfil={props.onOpenProfil} />;
  return (
    <div class="stack form-tab">
      <header class="stack tight">
        {props.dossiers.length > 0 && <DossierChoice {...props} />}
        <h2>{review.step || 'Étape sans titre'}</h2>
        {review.fields.length > 0 && <Counts fields={review.fields} outcomes={props.outcomes} />}
        {review.loading && <p class="notice">La page se charge : la liste se complète toute seule.</p>}
        {review.truncated && (
          <p class="notice warn">Cette page est trop grande : les derniers champs ne sont pas lus.</p>
        )}
      </header>
      {review.fields.length === 0 && review.tables.length === 0 && !review.loading ? (
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
          <FieldList {...props} />
        </>
      )}
      <Actions {...props} />
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

const plural = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`;

const Counts = ({ fields, outcomes }: { fields: PlannedField[]; outcomes: ReadonlyMap<string, Outcome> }) => {
  const filled = fields.filter(({ key }) => {
    const outcome = outcomes.get(key);
    return outcome !== undefined && isVerified(outcome);
  }).length;
  const of = (...states: PlannedField['state'][]) =>
    fields.filter(({ state }) => states.includes(state)).length;
  const known = fields.filter(({ id }) => id !== null).length;
  return (
    <ul class="row counts">
      <li class="badge">
        {plural(known, 'reconnu', 'reconnus')} sur {fields.length}
      </li>
      {of('to-fill') > 0 && <li class="badge accent">→ {of('to-fill')} à remplir</li>}
      {filled > 0 && <li class="badge ok">✓ {plural(filled, 'rempli et vérifié', 'remplis et vérifiés')}</li>}
      {of('same') - filled > 0 && (
        <li class="badge ok">✓ {plural(of('same') - filled, 'déjà rempli', 'déjà remplis')}</li>
      )}
      {of('different') > 0 && (
        <li class="badge warn">≠ {plural(of('different'), 'différent', 'différents')}</li>
      )}
      {of('to-choose', 'too-long') > 0 && (
        <li class="badge warn">? {of('to-choose', 'too-long')} à vérifier</li>
      )}
      {of('yours', 'no-value', 'unrecognised') > 0 && (
        <li class="badge">□ {of('yours', 'no-value', 'unrecognised')} pour vous</li>
      )}
    </ul>
  );
};

const TableNotice = ({
  table,
  busy,
  onAddRows,
}: {
  table: PlannedTable;
  busy: boolean;
  onAddRows: FormTabProps['onAddRows'];
}) => {
  const empty = Math.max(0, table.records - table.rows);
  return (
    <div class="card stack tight">
      <h3>Tableau : {table.name}</h3>
      <p class="small">
        {plural(table.rows, 'ligne', 'lignes')} dans le portail, {table.records} dans votre grappe.
      </p>
      {empty > 0 && table.addRef && (
        <button type="button" disabled={busy} onClick={() => onAddRows(table)}>
          Ajouter {plural(empty, 'ligne vide', 'lignes vides')}
        </button>
      )}
      {table.missing > 0 && empty === 0 && (
        <p class="small notice warn">
          {plural(table.missing, 'élément de votre grappe n’a', 'éléments de votre grappe n’ont')} pas de
          ligne.
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

const FieldList = ({ review, outcomes, replaced, brokenBy, progress, actions }: FormTabProps) => {
  const card = (planned: PlannedField) => (
    <FieldCard
      key={planned.key}
      planned={planned}
      outcome={outcomes.get(planned.key)}
      broken={brokenBy(planned)}
      replaced={replaced.has(planned.key)}
      busy={progress !== null}
      actions={actions}
    />
  );
  return (
    <ul class="stack fields" aria-label="Champs de l’étape">
      {groupsOf(review.fields).map((group) =>
        group.rowKey === null ? (
          group.fields.map(card)
        ) : (
          <li key={group.rowKey} class="field-row">
            <details>
              <summary>
                <span>{group.title}</span> <RowState fields={group.fields} outcomes={outcomes} />
              </summary>
              <ul class="stack">{group.fields.map(card)}</ul>
            </details>
          </li>
        ),
      )}
    </ul>
  );
};

interface Group {
  rowKey: string | null;
  title: string;
  fields: PlannedField[];
}

/** Fields in the order of the page, the cells of one row together. */
const groupsOf = (fields: PlannedField[]): Group[] => {
  const groups: Group[] = [];
  for (const planned of fields) {
    const { row } = planned.field;
    const rowKey = row && `${planned.frameId}.${row.table}.${row.index}`;
    const last = groups.at(-1);
    if (rowKey !== null && last?.rowKey === rowKey) last.fields.push(planned);
    else groups.push({ rowKey, title: rowTitle(planned), fields: [planned] });
  }
  return groups;
};

const rowTitle = ({ field, row }: PlannedField): string =>
  `Ligne ${(field.row?.index ?? 0) + 1}${row ? ` — ${row.label}` : ''}`;

const RowState = ({
  fields,
  outcomes,
}: {
  fields: PlannedField[];
  outcomes: ReadonlyMap<string, Outcome>;
}) => {
  const trouble = fields.filter(({ key, state }) => {
    const outcome = outcomes.get(key);
    return outcome
      ? !isVerified(outcome) && outcome.kind !== 'undone'
      : ['different', 'to-choose', 'too-long'].includes(state);
  }).length;
  const toFill = fields.filter(({ state }) => state === 'to-fill').length;
  if (trouble > 0) return <span class="badge warn">? {trouble} à vérifier</span>;
  if (toFill > 0) return <span class="badge accent">→ {toFill} à remplir</span>;
  if (fields.every(({ row }) => row === null)) return <span class="badge">? inconnue de votre grappe</span>;
  return <span class="badge ok">✓ complète</span>;
};

const Actions = ({ ready, progress, canUndo, message, onFill, onUndo }: FormTabProps) => (
  <div class="actions stack tight">
    <div role="status" aria-live="polite">
      {progress && (
        <div class="stack tight">
          <p class="small">Remplissage en cours…</p>
          <progress
            aria-label="Remplissage en cours"
            value={progress.done}
            max={Math.max(1, progress.total)}
          />
        </div>
      )}
      {!progress && message && <p class={`notice ${message.tone} small`}>{message.text}</p>}
    </div>
    <div class="row">
      <button type="button" class="primary grow" disabled={ready === 0 || progress !== null} onClick={onFill}>
        Remplir cette étape
      </button>
      <button type="button" disabled={!canUndo || progress !== null} onClick={onUndo}>
        Annuler le remplissage
      </button>
    </div>
  </div>
);
