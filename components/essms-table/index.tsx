import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { EditPath } from '@/knowledge/profile/edit';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import { type Actions, actionsOf } from './actions';
import { BulkBar } from './bulk-bar';
import { Cards } from './cards';
import { CellDetails } from './cell-details';
import { duplicatesOf } from './findings';
import { Grid } from './grid';
import { OutcomeNote } from './outcome-note';
import { QuestionStrip } from './question-strip';
import { Toolbar } from './toolbar';
import { TotalsView } from './totals-view';
import { type Table, type TableProps, useTable } from './use-table';
import { NO_FILTER } from './view';
import './essms-table.css';

/** Below this width, in pixels, the rows are cards. */
const NARROW = 620;

interface Props extends TableProps {
  /** A datum to go to, as an edit names it: `['essms', id, 'siret']`. */
  focus?: EditPath | null;
}

function useNarrow(root: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => setNarrow(element.clientWidth > 0 && element.clientWidth < NARROW);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return narrow;
}

/** Goes to the datum the page names: its cell, or the form of its ESSMS when it has none here. */
function useJump(focus: EditPath | null | undefined, narrow: boolean, props: TableProps, actions: Actions) {
  useEffect(() => {
    const [list, id, ...path] = focus ?? [];
    if (list !== 'essms' || id === undefined) return;
    if (narrow || !actions.jump(id, path.join('.'))) props.onOpen(id);
  }, [focus]);
}

function CountLine({ table, actions }: { table: Table; actions: Actions }) {
  const { rows, stale, props } = table;
  const total = props.grappe.essms.length;
  const shown = formatPlural(rows.length, 'ESSMS affiché', 'ESSMS affichés');
  return (
    <div class="row small muted">
      <p role="status">{rows.length === total ? shown : `${shown} sur ${formatCount(total)}`}</p>
      {stale && (
        <p>
          Tri et filtres d’avant vos dernières modifications.{' '}
          <button type="button" class="link" onClick={actions.reapply}>
            Réappliquer
          </button>
        </p>
      )}
    </div>
  );
}

const Empty = ({ narrow, actions }: { narrow: boolean; actions: Actions }) => (
  <div class="eg-empty">
    <p>
      <strong>Aucun ESSMS dans cette grappe.</strong> Ajoutez-en un, ou cliquez sur l’en-tête « Nom » et
      collez un bloc copié d’un tableur (Ctrl+V), dans l’ordre des colonnes.
    </p>
    <button type="button" onClick={() => actions.add(narrow)}>
      Ajouter le premier ESSMS
    </button>
  </div>
);

const NothingFound = ({ actions }: { actions: Actions }) => (
  <div class="eg-empty">
    <p>Aucun ESSMS ne passe ces filtres.</p>
    <button type="button" onClick={() => actions.setFilter(NO_FILTER)}>
      Tout afficher
    </button>
  </div>
);

const HELP =
  'Flèches pour se déplacer, Entrée ou F2 pour modifier, Espace pour sélectionner la ligne, Ctrl+C et Ctrl+V avec votre tableur.';

/** The ESSMS of a grappe as a spreadsheet: 500 rows to move in, edit, paste, sort, filter and add up. */
export function EssmsTable({ focus, ...props }: Props) {
  const root = useRef<HTMLElement>(null);
  const narrow = useNarrow(root);
  const { table, handle } = useTable(props);
  const actions = useMemo(() => actionsOf(handle), [handle]);
  useJump(focus, narrow, props, actions);
  const { grappe } = props;
  const { rows, filter, keys, options, selected, question } = table;
  const duplicates = useMemo(() => duplicatesOf(grappe.essms), [grappe.essms]);
  const shownSelected = selected.size === 0 ? 0 : rows.filter((e) => selected.has(e.id)).length;
  return (
    <section ref={root} class="eg" aria-label="Tableau des ESSMS">
      <Toolbar grappe={grappe} filter={filter} keys={keys} narrow={narrow} actions={actions} />
      {question && <QuestionStrip question={question} grappe={grappe} actions={actions} />}
      <OutcomeNote outcome={table.outcome} actions={actions} />
      <CountLine table={table} actions={actions} />
      {narrow ? (
        <Cards
          rows={rows}
          options={options}
          duplicates={duplicates}
          selected={selected}
          sort={table.sort}
          actions={actions}
          onOpen={props.onOpen}
        />
      ) : (
        <Grid table={table} handle={handle} actions={actions} duplicates={duplicates} />
      )}
      {grappe.essms.length === 0 && <Empty narrow={narrow} actions={actions} />}
      {grappe.essms.length > 0 && rows.length === 0 && <NothingFound actions={actions} />}
      <BulkBar selected={selected} shown={shownSelected} options={options} actions={actions} />
      {!narrow && (
        <>
          <CellDetails
            active={table.active}
            grappe={grappe}
            rows={rows}
            duplicates={duplicates}
            options={options}
            onOpen={props.onOpen}
          />
          <p class="small muted">{HELP}</p>
        </>
      )}
      <TotalsView rows={rows} options={options} />
    </section>
  );
}
