import { useMemo, useRef } from 'preact/hooks';
import type { Choices } from '@/knowledge/import';
import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import {
  applyLabel,
  type Bulk,
  bulksOf,
  byGroup,
  GROUP_WORDS,
  GROUPS,
  type Group,
  isOffered,
  tallyOf,
} from './import-groups';
import { ImportLine, type LineActions } from './import-line';
import { StepHeading } from './import-steps';

/** What the list shows: one group or all of them, and which page. */
export interface ReviewView {
  group: Group | 'all';
  page: number;
}

interface Props extends LineActions {
  focus: boolean;
  title: string;
  busy: boolean;
  proposal: Proposal;
  choices: Choices;
  view: ReviewView;
  /** In French, what the numbers were checked with. */
  checkedWith: string;
  blind: boolean;
  /** More can be checked now than it was; absent when it cannot. */
  onRecheck?: (() => void) | undefined;
  /** Where a register is added; absent when it would not help. */
  onRegister?: (() => void) | undefined;
  /** Name the grappe will have; null when it already has one. */
  newName: string | null;
  /** Noting that a register confirms what is there is worth a button of its own: a verification. */
  noteChecks: boolean;
  registerName(line: ProposedLine): string;
  onNewName(name: string): void;
  onView(view: ReviewView): void;
  onBulk(bulk: Bulk, ticked: boolean): void;
  onBack(): void;
  onApply(): void;
}

const PAGE = 50;

/** The counts are the filters: press one to see only those lines. */
function Chips({
  groups,
  view,
  onView,
}: { groups: Map<Group, ProposedLine[]> } & Pick<Props, 'view' | 'onView'>) {
  const total = [...groups.values()].reduce((sum, lines) => sum + lines.length, 0);
  const chip = (group: Group | 'all', label: string, tone: string, icon: string) => (
    <button
      type="button"
      key={group}
      class={`chip ${tone}`}
      aria-pressed={view.group === group}
      onClick={() => onView({ group, page: 0 })}
    >
      {icon !== '' && <span aria-hidden="true">{icon}</span>} {label}
    </button>
  );
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">Lignes à montrer</legend>
      {chip('all', total > 1 ? `Toutes (${formatCount(total)})` : 'Toutes', '', '')}
      {GROUPS.map((group) => {
        const n = groups.get(group)?.length ?? 0;
        const { chip: label, tone, icon } = GROUP_WORDS[group];
        return n > 0 ? chip(group, label(n), tone, icon) : null;
      })}
    </fieldset>
  );
}

function BulkRow({ bulk, onBulk }: { bulk: Bulk } & Pick<Props, 'onBulk'>) {
  const n = bulk.lines.length + bulk.cells.length;
  return (
    <li class="row">
      <span class="grow">
        {bulk.label} <span class="muted small">({formatCount(n)})</span>
      </span>
      <button type="button" onClick={() => onBulk(bulk, true)} aria-label={`Tout cocher : ${bulk.label}`}>
        Tout cocher
      </button>
      <button type="button" onClick={() => onBulk(bulk, false)} aria-label={`Tout décocher : ${bulk.label}`}>
        Tout décocher
      </button>
    </li>
  );
}

function Bulks({ lines, onBulk }: { lines: ProposedLine[] } & Pick<Props, 'onBulk'>) {
  const bulks = useMemo(() => bulksOf(lines), [lines]);
  if (bulks.length === 0) return null;
  return (
    <details class="card import-bulks">
      <summary>Cocher ou décocher plusieurs lignes à la fois</summary>
      <ul>
        {bulks.map((bulk) => (
          <BulkRow key={bulk.key} bulk={bulk} onBulk={onBulk} />
        ))}
      </ul>
    </details>
  );
}

function Pager({ page, pages, onPage }: { page: number; pages: number; onPage(page: number): void }) {
  if (pages < 2) return null;
  return (
    <nav class="row import-pager" aria-label="Pages de la liste">
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Page précédente
      </button>
      <span role="status">
        Page {page + 1} sur {pages}
      </span>
      <button type="button" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
        Page suivante
      </button>
    </nav>
  );
}

function Lines(props: Props & { shown: ProposedLine[] }) {
  const { shown, view, choices, registerName, onView } = props;
  const list = useRef<HTMLOListElement>(null);
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const page = Math.min(view.page, pages - 1);
  return (
    <>
      <ol class="import-lines" ref={list} tabIndex={-1} aria-label="Lignes de l’import">
        {shown.slice(page * PAGE, (page + 1) * PAGE).map((line) => (
          <ImportLine
            key={`${line.id} ${line.action}`}
            line={line}
            choices={choices}
            registerName={registerName(line)}
            actions={props}
          />
        ))}
      </ol>
      <Pager
        page={page}
        pages={pages}
        onPage={(next) => {
          onView({ ...view, page: next });
          list.current?.focus();
        }}
      />
    </>
  );
}

/** The way to check more than was checked. */
function CheckMore({ busy, onRecheck, onRegister }: Pick<Props, 'busy' | 'onRecheck' | 'onRegister'>) {
  if (onRecheck)
    return (
      <button type="button" class="link" disabled={busy} onClick={onRecheck}>
        Vérifier de nouveau, avec le registre
      </button>
    );
  if (!onRegister) return null;
  return (
    <button type="button" class="link" onClick={onRegister}>
      Donner le répertoire FINESS
    </button>
  );
}

const GrappeName = ({ name, onName }: { name: string; onName(name: string): void }) => (
  <label class="import-name">
    Nom de la grappe
    <input value={name} maxLength={300} onInput={({ currentTarget }) => onName(currentTarget.value)} />
  </label>
);

function ApplyBar({ proposal, choices, busy, noteChecks, onBack, onApply }: Props) {
  const tally = tallyOf(proposal.lines, choices);
  const label = applyLabel(tally, noteChecks);
  const refused = proposal.lines.filter(({ action }) => action === 'refused').length;
  return (
    <div class="import-apply">
      <p role="status" class="small">
        {label === '' ? 'Aucune ligne cochée ne change la grappe.' : 'Rien n’est écrit avant ce bouton.'}
        {tally.left > 0 && ` ${formatPlural(tally.left, 'ligne non cochée', 'lignes non cochées')}.`}
        {refused > 0 && ` ${formatPlural(refused, 'ligne refusée', 'lignes refusées')}.`}
      </p>
      <div class="row import-actions">
        <button type="button" disabled={busy} onClick={onBack}>
          Retour
        </button>
        <button type="button" class="primary" disabled={busy || label === ''} onClick={onApply}>
          {label || 'Rien à faire'}
        </button>
      </div>
    </div>
  );
}

/** Third step: every line with what would be done, to accept, leave or repair. */
export function ImportReview(props: Props) {
  const { focus, title, proposal, view, blind, checkedWith, newName } = props;
  const groups = useMemo(() => byGroup(proposal.lines), [proposal]);
  const every = useMemo(() => [...groups.values()].flat(), [groups]);
  const shown = view.group === 'all' ? every : (groups.get(view.group) ?? []);
  const allThere = every.some(({ action }) => action === 'same') && !every.some(isOffered);
  // The first note only says which register was asked, as the line above does.
  const notes = proposal.notes.slice(1);
  return (
    <div class="stack import-review-step">
      <StepHeading focus={focus}>{title}</StepHeading>
      <p class={blind ? 'notice warn' : 'muted small'}>
        {checkedWith} <CheckMore {...props} />
      </p>
      {notes.length > 0 && (
        <ul class="bullets small">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {allThere && (
        <p class="notice ok">Rien à changer : ce qui peut être pris est déjà dans votre grappe.</p>
      )}
      {newName !== null && <GrappeName name={newName} onName={props.onNewName} />}
      {every.some(isOffered) && (
        <p>
          Les lignes cochées seront prises. Celles qui sont « à confirmer » ne le sont que si vous les cochez.
        </p>
      )}
      <Chips groups={groups} view={view} onView={props.onView} />
      <Bulks lines={every} onBulk={props.onBulk} />
      <Lines {...props} shown={shown} />
      <ApplyBar {...props} />
    </div>
  );
}
