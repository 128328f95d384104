import { useEffect } from 'preact/hooks';
import { ImportColumns } from '@/components/import-columns';
import { DropGuard } from '@/components/import-drop';
import { ImportGive } from '@/components/import-give';
import { NoticeLine } from '@/components/import-notice';
import { ImportProgress } from '@/components/import-progress';
import { ImportResult } from '@/components/import-result';
import { ImportReview } from '@/components/import-review';
import { ImportSheets } from '@/components/import-sheets';
import { ImportSteps } from '@/components/import-steps';
import '@/components/import-page.css';
import { TARGETS, tableProblem } from '@/knowledge/import';
import { gridOf } from '@/knowledge/import/grid';
import type { Editing } from './editing';
import { type Applying, emptyGrappe, UNCHANGED } from './import-applying';
import { downloadGrappe, downloadMemberSheet, downloadRefusals } from './import-downloads';
import { sharedOf } from './import-shared';
import type { ImportState, Step } from './import-state';
import type { Registers } from './register-state';

interface Props {
  editing: Editing;
}

interface StepProps extends Props {
  state: ImportState;
  registers: Registers;
}

const RANKS: Record<Step, number> = { give: 0, understand: 1, review: 2, done: 3 };
/** Rows shown to see what was understood. */
const PREVIEW_ROWS = 5;

export const openSection = (id: 'essms' | 'registre' | 'importer'): void => {
  location.hash = id;
};

function Give({ state, registers }: StepProps) {
  return (
    <ImportGive
      focus={state.moved.value}
      busy={state.task.work.value !== null}
      pasted={state.pasted.value}
      checkedWith={registers.words.value}
      blind={registers.known.value && registers.blind.value}
      onRegister={() => openSection('registre')}
      onFile={(file) => void state.giveFile(file)}
      onPaste={(text) => void state.givePaste(text)}
    />
  );
}

function Understand({ state }: StepProps) {
  const current = state.current.value;
  if (!current) return null;
  const { sheet, table, remembered } = current;
  const grid = gridOf(sheet, table);
  return (
    <ImportColumns
      focus={state.moved.value}
      busy={state.task.work.value !== null}
      name={state.name.value}
      notes={state.notes.value}
      sheets={state.found.value.map(({ table: { sheet: name, rows }, taken }) => ({
        name,
        rows: rows.length,
        taken,
      }))}
      chosen={state.chosen.value}
      table={table}
      preview={table.rows.slice(0, PREVIEW_ROWS).map((row) => [...(grid[row] ?? [])])}
      targets={TARGETS}
      remembered={remembered}
      problem={tableProblem(table)}
      onSheet={state.chooseSheet}
      onTake={state.takeSheet}
      onTarget={state.chooseTarget}
      onBack={state.back}
      onNext={() => void state.verify()}
    />
  );
}

/** The review of what is proposed, wherever it comes from. */
export function ReviewOf({
  state,
  title,
  focus,
  onBack,
  onRecheck,
  onRegister,
}: {
  state: Applying;
  title: string;
  focus: boolean;
  onBack(): void;
  onRecheck?: (() => void) | undefined;
  onRegister?: (() => void) | undefined;
}) {
  const proposal = state.proposal.value;
  if (!proposal) return null;
  const { words, partial } = state.checked.value;
  return (
    <ImportReview
      focus={focus}
      title={title}
      busy={state.task.work.value !== null}
      proposal={proposal}
      choices={state.review.choices.value}
      view={state.review.view.value}
      checkedWith={words}
      blind={partial}
      onRecheck={onRecheck}
      onRegister={onRegister}
      noteChecks={state.noteChecks}
      newName={state.naming.value ? state.newName.value : null}
      registerName={state.registerName}
      onNewName={(name) => {
        state.newName.value = name;
      }}
      onView={state.review.onView}
      onLine={state.review.onLine}
      onCell={state.review.onCell}
      onBulk={state.review.onBulk}
      onPick={(line, finess) => void state.pick(line, finess)}
      onBack={onBack}
      onApply={() => void state.apply()}
    />
  );
}

/** What was done, and the ways on. */
export function ResultOf({
  state,
  focus,
  againLabel,
  onAgain,
  onRegister,
}: {
  state: Applying;
  focus: boolean;
  againLabel?: string;
  onAgain(): void;
  onRegister?: (() => void) | undefined;
}) {
  const applied = state.applied.value;
  if (!applied) return null;
  const refusals = (kind: 'xlsx' | 'csv') =>
    state.task.run({ label: 'Écriture du fichier…', steady: true }, 'L’import est resté en place.', () =>
      downloadRefusals(applied.proposal, applied.choices, kind),
    );
  return (
    <ImportResult
      focus={focus}
      busy={state.task.work.value !== null}
      outcome={applied.outcome}
      canUndo={state.canUndo.value}
      {...(againLabel ? { againLabel } : {})}
      onUndo={() => void state.undo()}
      onRefusals={(kind) => void refusals(kind)}
      onSee={() => openSection('essms')}
      onAgain={onAgain}
      onRegister={onRegister}
    />
  );
}

function Sheets({ state, editing }: StepProps) {
  const grappe = editing.grappe.value;
  const write = (work: () => Promise<void>) =>
    void state.task.run({ label: 'Écriture du classeur…', steady: true }, UNCHANGED, work);
  return (
    <ImportSheets
      busy={state.task.work.value !== null}
      organismes={(grappe?.organismes ?? []).map(({ id, raisonSociale, sigle }) => ({
        id,
        name: raisonSociale || sigle || 'Organisme sans nom',
      }))}
      hasGrappe={grappe !== null}
      onMemberSheet={(id) => write(() => downloadMemberSheet(grappe ?? emptyGrappe(), id))}
      onExport={() => grappe && write(() => downloadGrappe(grappe))}
    />
  );
}

/** The review of a table, with the way to a register when there was none. */
function ImportReviewOf({ state, registers }: StepProps) {
  const unchecked = state.checked.value.partial && registers.known.value;
  const blind = registers.blind.value;
  return (
    <ReviewOf
      state={state}
      focus={state.moved.value}
      title="Relisez, cochez, décochez"
      onBack={state.back}
      onRecheck={unchecked && !blind ? () => void state.recheck() : undefined}
      onRegister={unchecked && blind ? () => openSection('registre') : undefined}
    />
  );
}

function CurrentStep(props: StepProps) {
  const { state } = props;
  const focus = state.moved.value;
  switch (state.step.value) {
    case 'give':
      return <Give {...props} />;
    case 'understand':
      return <Understand {...props} />;
    case 'review':
      return <ImportReviewOf {...props} />;
    case 'done':
      return (
        <ResultOf
          state={state}
          focus={focus}
          onAgain={state.again}
          onRegister={state.checked.value.partial ? () => openSection('registre') : undefined}
        />
      );
  }
}

/** The section « Importer »: from a spreadsheet to a verified grappe, in four steps. */
export function ImportSection({ editing }: Props) {
  const { sheet: state, registers } = sharedOf(editing);
  const props = { editing, state, registers };
  useEffect(() => {
    void registers.load();
    return () => {
      state.moved.value = false; // coming back to the section is not a step
    };
  }, [state, registers]);
  const work = state.task.work.value;
  return (
    <section class="import stack" aria-labelledby="import-section-title">
      <h2 id="import-section-title">Importer un tableau</h2>
      <ImportSteps current={RANKS[state.step.value]} />
      <NoticeLine notice={state.task.notice.value} />
      {work && <ImportProgress work={work} onCancel={state.task.cancel} />}
      {state.step.value !== 'give' && <DropGuard onFile={state.otherFile} />}
      <CurrentStep {...props} />
      {(state.step.value === 'give' || state.step.value === 'done') && <Sheets {...props} />}
    </section>
  );
}
