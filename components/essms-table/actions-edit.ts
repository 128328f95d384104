import { describeWrites, type Write, writeCells } from './changes';
import { columnOf } from './columns';
import { HEADER, type Move, type Place, rangeBetween, SELECT } from './places';
import { done, plural, warn } from './state';
import type { Handle, Table } from './use-table';
import { blankOf, cellValue, isBlank, readCell, type Value } from './values';

/** From how many cells on the table asks before it empties them. */
const MANY_CELLS = 100;

/** Changes of cells: the one being edited, and those of the range. */
export function editActions(handle: Handle, move: (to: Move) => void) {
  const { now, set, refocus } = handle;

  function write(writes: readonly Write[]): number {
    const { props } = now();
    const edits = writeCells(props.grappe, writes);
    if (edits.length > 0) props.onEdit(edits, describeWrites(props.grappe, writes));
    return edits.length;
  }

  function edit(text: string | null): void {
    const { active } = now();
    if (active.row === HEADER || active.column === SELECT) return;
    set({ editing: { ...active, text }, anchor: null, outcome: null });
  }

  function cancel(): void {
    set({ editing: null });
    refocus();
  }

  /** Gives up an edit without taking the focus back: the reader went elsewhere. */
  const cancelQuietly = (): void => set({ editing: null });

  /** Tells the page what is being typed, and that it no longer is. */
  function keepDraft({ row, column }: Place, text: string | null): void {
    now().props.onDraft?.(['essms', row, ...(columnOf(column)?.path ?? [])], text);
  }

  /** Writes what was typed in a cell that is being taken off the screen: nobody will leave it. */
  function rescue({ row, column: key }: Place, text: string): void {
    const { options } = now();
    const column = columnOf(key);
    const reading = column && readCell(text, column, options);
    if (column && reading && reading.status !== 'bad') write([{ id: row, column, value: reading.value }]);
  }

  /** Writes the cell being edited; the reason when the value cannot be kept, and the edit goes on. */
  function commitValue(value: Value, then: Move | null): void {
    const { editing } = now();
    const column = editing && columnOf(editing.column);
    set({ editing: null });
    if (editing && column) write([{ id: editing.row, column, value }]);
    if (then) move(then);
    else refocus();
  }

  function commit(text: string, then: Move | null): string | null {
    const { editing, options } = now();
    const column = editing && columnOf(editing.column);
    if (!column) return null;
    const reading = readCell(text, column, options);
    if (reading.status === 'bad') return reading.reason;
    commitValue(reading.value, then);
    if (reading.status === 'doubt') set({ outcome: warn(`${column.label}\u00a0: ${reading.reason}`) });
    return null;
  }

  /** What is typed when the reader clicks elsewhere is kept when it can be, and said when it cannot. */
  function leave(text: string): void {
    const column = columnOf(now().editing?.column ?? '');
    const reason = commit(text, null);
    handle.wantsFocus.current = false;
    if (reason !== null && column)
      set({ editing: null, outcome: warn(`${column.label} non modifié\u00a0: ${reason}`) });
  }

  function cells(): Place[] {
    const { sheet, anchor, active } = now();
    if (active.row === HEADER) return [];
    const { top, bottom, left, right } = rangeBetween(sheet, anchor ?? active, active);
    return sheet.rows
      .slice(top, bottom + 1)
      .flatMap((row) => sheet.columns.slice(left, right + 1).map((column) => ({ row, column })))
      .filter(({ column }) => column !== SELECT);
  }

  function filled(table: Table, places: readonly Place[]): Write[] {
    const byId = new Map(table.rows.map((e) => [e.id, e]));
    return places.flatMap(({ row, column: key }) => {
      const [essms, column] = [byId.get(row), columnOf(key)];
      if (!essms || !column || isBlank(cellValue(essms, column))) return [];
      return [{ id: row, column, value: blankOf(column) }];
    });
  }

  function empty(writes: readonly Write[]): void {
    write(writes);
    set({ question: null, outcome: done(plural(writes.length, 'cellule vidée', 'cellules vidées')) });
    refocus();
  }

  function clear(): void {
    const writes = filled(now(), cells());
    if (writes.length >= MANY_CELLS) set({ question: { kind: 'clear', writes } });
    else if (writes.length > 0) empty(writes);
  }

  return { write, edit, cancel, cancelQuietly, commitValue, commit, leave, empty, clear, keepDraft, rescue };
}
