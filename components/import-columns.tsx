import type { Column, Table, TargetId } from '@/knowledge/import/proposal';
import type { Cell } from '@/knowledge/import/table';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import { StepHeading } from './import-steps';

/** What a column can be taken for, as the choices of a list. */
export interface TargetChoice {
  id: TargetId;
  label: string;
  group: string;
}

/** A sheet where a table was found, how many rows it has, and whether it is imported. */
export interface SheetChoice {
  name: string;
  rows: number;
  taken: boolean;
}

interface Props {
  focus: boolean;
  busy: boolean;
  /** Name of the file, or « bloc collé ». */
  name: string;
  notes: string[];
  sheets: SheetChoice[];
  /** Rank of the sheet shown. */
  chosen: number;
  table: Table;
  /** First rows of data, as written. */
  preview: Cell[][];
  targets: readonly TargetChoice[];
  /** The columns were named at an earlier import of the same ones. */
  remembered: boolean;
  /** In French, why nothing can be imported as the columns stand; null when it can. */
  problem: string | null;
  onSheet(rank: number): void;
  onTake(rank: number, taken: boolean): void;
  onTarget(column: Column, target: TargetId): void;
  onBack(): void;
  onNext(): void;
}

/** Under this, a guess is shown as one. */
const SURE = 0.75;
const isEmpty = ({ header, samples }: Column): boolean => header === '' && samples.length === 0;
const isDoubtful = (column: Column): boolean => column.target !== '' && column.confidence < SURE;

type Word = { tone: string; icon: string; word: string };
const wordOf = (column: Column): Word => {
  if (column.target === '') return { tone: '', icon: '–', word: 'non importée' };
  if (isDoubtful(column)) return { tone: 'warn', icon: '?', word: 'à vérifier' };
  return { tone: 'ok', icon: '✓', word: 'reconnue' };
};

/** Letter of a column as spreadsheets name it, from its rank. */
export const columnLetter = (rank: number): string =>
  (rank >= 26 ? columnLetter(Math.floor(rank / 26) - 1) : '') + String.fromCharCode(65 + (rank % 26));

const nameOf = ({ header, index }: Column): string => header.trim() || `Colonne ${columnLetter(index)}`;

const grouped = (targets: readonly TargetChoice[]): [string, TargetChoice[]][] => [
  ...Map.groupBy(targets, ({ group }) => group),
];

function TargetSelect({
  column,
  targets,
  onTarget,
}: Pick<Props, 'targets' | 'onTarget'> & { column: Column }) {
  return (
    <select
      aria-label={`Ce que contient « ${nameOf(column)} »`}
      value={column.target}
      onChange={({ currentTarget }) => {
        const choice = targets.find(({ id }) => id === currentTarget.value);
        onTarget(column, choice?.id ?? '');
      }}
    >
      <option value="">Ne pas importer</option>
      {grouped(targets.filter(({ id }) => id !== '')).map(([group, choices]) => (
        <optgroup key={group} label={group}>
          {choices.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function ColumnRow({ column, ...rest }: Pick<Props, 'targets' | 'onTarget'> & { column: Column }) {
  const { tone, icon, word } = wordOf(column);
  return (
    <tr class={tone} data-target={column.target}>
      <th scope="row">
        <span class="muted small">{columnLetter(column.index)}</span> {nameOf(column)}
      </th>
      <td data-label="Exemples" class="samples">
        {column.samples.slice(0, 3).join(' · ') || <span class="muted">vide</span>}
      </td>
      <td data-label="Contient">
        <TargetSelect column={column} {...rest} />
      </td>
      <td data-label="Pourquoi" class="small">
        <span class={`badge ${tone}`}>
          <span aria-hidden="true">{icon}</span> {word}
        </span>{' '}
        {column.why}
      </td>
    </tr>
  );
}

/** « 9 colonnes reconnues, 2 à vérifier, 1 non importée ». */
function summaryOf(columns: Column[]): string {
  const doubtful = columns.filter(isDoubtful).length;
  const left = columns.filter(({ target }) => target === '').length;
  const known = columns.length - doubtful - left;
  return [
    formatPlural(known, 'colonne reconnue', 'colonnes reconnues'),
    ...(doubtful > 0 ? [`${doubtful} à vérifier`] : []),
    ...(left > 0 ? [formatPlural(left, 'non importée', 'non importées')] : []),
  ].join(', ');
}

/** Sheets are imported together; one at a time shows its columns. */
function SheetChooser({
  sheets,
  chosen,
  onSheet,
  onTake,
}: Pick<Props, 'sheets' | 'chosen' | 'onSheet' | 'onTake'>) {
  return (
    <fieldset class="card import-sheets-chooser">
      <legend>Feuilles à importer</legend>
      <ul>
        {sheets.map(({ name, rows, taken }, rank) => (
          <li key={name} class="row">
            <label class="row grow">
              <input
                type="checkbox"
                checked={taken}
                onChange={({ currentTarget }) => onTake(rank, currentTarget.checked)}
              />
              <span>
                {name} <span class="muted small">{formatPlural(rows, 'ligne')}</span>
              </span>
            </label>
            <button
              type="button"
              aria-pressed={rank === chosen}
              aria-label={`Voir les colonnes de ${name}`}
              onClick={() => onSheet(rank)}
            >
              Voir les colonnes
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** A region that scrolls is a stop of the keyboard, without which its right side cannot be read. */
const reachable = (region: HTMLElement | null): void => {
  if (region) region.tabIndex = 0;
};

function Preview({ table, preview, targets }: Pick<Props, 'table' | 'preview' | 'targets'>) {
  const labelOf = (target: TargetId) => targets.find(({ id }) => id === target)?.label ?? 'non importée';
  return (
    <section class="import-preview" aria-label="Premières lignes du tableau" ref={reachable}>
      <table>
        <caption>Premières lignes, comme elles seront lues</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" key={column.index} class={column.target === '' ? 'muted' : ''}>
                {nameOf(column)}
                <span class="block small muted">{labelOf(column.target)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map((row, rank) => (
            <tr key={table.rows[rank] ?? rank}>
              {table.columns.map(({ index, target }) => (
                <td key={index} class={target === '' ? 'muted' : ''}>
                  {String(row[index] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Second step: what each column was taken for, why, and the way to correct it. */
export function ImportColumns(props: Props) {
  const { focus, busy, name, notes, sheets, table, remembered, problem, onBack, onNext } = props;
  const columns = table.columns.filter((column) => !isEmpty(column));
  const taken = sheets.filter((sheet) => sheet.taken);
  const rows = taken.reduce((sum, sheet) => sum + sheet.rows, 0);
  const several = sheets.length > 1;
  return (
    <div class="stack">
      <StepHeading focus={focus}>Voici ce que j’ai compris de « {name} »</StepHeading>
      {several && <SheetChooser {...props} />}
      <p role="status">
        {several && `Feuille « ${table.sheet} » : `}
        {formatPlural(table.rows.length, 'ligne')}. {summaryOf(columns)}.
        {table.headerRow !== null &&
          table.headerRow > 0 &&
          ` Titres trouvés à la ligne ${table.headerRow + 1}.`}
        {table.headerRow === null && ' Sans ligne de titres : les colonnes sont reconnues par leur contenu.'}
        {remembered && ' Choix des colonnes repris de votre dernier import.'}
      </p>
      {notes.length > 0 && (
        <ul class="bullets muted small">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {problem !== null && <p class="notice warn">{problem}</p>}
      <table class="import-columns">
        <thead>
          <tr>
            <th scope="col">Colonne</th>
            <th scope="col">Exemples</th>
            <th scope="col">Contient</th>
            <th scope="col">Pourquoi</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow key={column.index} column={column} targets={props.targets} onTarget={props.onTarget} />
          ))}
        </tbody>
      </table>
      <Preview {...props} />
      <div class="import-apply">
        <p class="small">Une colonne mal comprise ? Changez-la dans « Contient ». Rien n’est encore écrit.</p>
        <div class="row import-actions">
          <button type="button" onClick={onBack}>
            Retour
          </button>
          <button type="button" class="primary" disabled={busy || taken.length === 0} onClick={onNext}>
            {rows > 1 ? `Vérifier les ${formatCount(rows)} lignes` : 'Vérifier la ligne'}
          </button>
        </div>
      </div>
    </div>
  );
}
