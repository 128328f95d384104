import { useMemo, useReducer, useRef } from 'preact/hooks';
import type { Edit, EditPath } from '@/knowledge/profile/edit';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { COLUMNS, type Column } from './columns';
import { type Options, optionsFor } from './options';
import { HEADER, type Place, type Range, rangeBetween, type Sheet } from './places';
import { initialState, type State, sheetColumns } from './state';
import { useView, type View } from './use-view';

export interface TableProps {
  grappe: Profile;
  onEdit(edits: Edit[], label: string): void;
  onOpen(essmsId: string): void;
  /** A text typed in a cell and not written yet, or null once it is: closing the page would lose it. */
  onDraft?(path: EditPath, text: string | null): void;
}

/** What is on screen now, for the views and the actions. */
export interface Table extends State, View {
  props: TableProps;
  options: Options;
  columns: readonly Column[];
  sheet: Sheet;
  /** The range of cells, that of the active cell alone included; null on the headers. */
  range: Range | null;
}

/** What the actions read and change: always the present, whatever was drawn last. */
export interface Handle {
  now(): Table;
  set(patch: Partial<State>): void;
  /** Gives the focus to the active cell once it is drawn. */
  refocus(): void;
  wantsFocus: { current: boolean };
  /** Rows a page of the grid holds. */
  page: { current: number };
}

/** The active cell, brought back on screen when its row or its column is gone. */
function present({ row, column }: Place, rows: readonly Essms[], columns: readonly string[]): Place {
  const there = row === HEADER || rows.some((e) => e.id === row);
  return {
    row: there ? row : (rows[0]?.id ?? HEADER),
    column: columns.includes(column) ? column : (columns[1] ?? ''),
  };
}

/** The state of the table, and the handle its actions hold. */
export function useTable(props: TableProps): { table: Table; handle: Handle } {
  const state = useRef(initialState());
  const wantsFocus = useRef(false);
  const page = useRef(10);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const { filter, sort, keys, anchor } = state.current;
  const options = useMemo(() => optionsFor(props.grappe.organismes), [props.grappe.organismes]);
  const view = useView(props.grappe, filter, sort, options);
  const columns = useMemo(() => COLUMNS.filter((c) => keys.includes(c.key)), [keys]);
  const rows = useMemo(() => view.rows.map((e) => e.id), [view.rows]);
  const names = useMemo(() => sheetColumns(columns.map((c) => c.key)), [columns]);
  const sheet: Sheet = { rows, columns: names, page: page.current };
  const active = present(state.current.active, view.rows, names);
  const range = active.row === HEADER ? null : rangeBetween(sheet, anchor ?? active, active);
  const table: Table = { ...state.current, ...view, active, props, options, columns, sheet, range };
  const latest = useRef(table);
  latest.current = table;
  const handle = useMemo<Handle>(
    () => ({
      now: () => ({
        ...latest.current,
        ...state.current,
        active: present(state.current.active, latest.current.rows, latest.current.sheet.columns),
      }),
      set: (patch) => {
        state.current = { ...state.current, ...patch };
        redraw(0);
      },
      refocus: () => {
        wantsFocus.current = true;
        redraw(0);
      },
      wantsFocus,
      page,
    }),
    [],
  );
  return { table, handle };
}
