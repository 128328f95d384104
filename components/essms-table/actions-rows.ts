import { insertRows } from '@/knowledge/profile/edit';
import { blankRow, deleteRows, type Write } from './changes';
import type { Column } from './columns';
import { placeAt } from './places';
import { done, plural } from './state';
import type { Handle } from './use-table';
import { readCell } from './values';

/** Whole rows: choose, change, remove, add. */
export function rowActions(handle: Handle, write: (writes: readonly Write[]) => number) {
  const { now, set, refocus } = handle;

  function selectUpTo(id: string): void {
    const { sheet, selected, lastChecked } = now();
    const [a, b] = [sheet.rows.indexOf(lastChecked ?? id), sheet.rows.indexOf(id)];
    const between = sheet.rows.slice(Math.min(a, b), Math.max(a, b) + 1);
    set({ selected: new Set([...selected, ...between]) });
  }

  function toggle(id: string): void {
    const selected = new Set(now().selected);
    if (!selected.delete(id)) selected.add(id);
    set({ selected, lastChecked: id });
  }

  function selectShown(): void {
    const { rows } = now().sheet;
    set({ selected: new Set(rows) });
  }

  const allShown = (): boolean => {
    const { sheet, selected } = now();
    return sheet.rows.length > 0 && sheet.rows.every((id) => selected.has(id));
  };

  function toggleAll(): void {
    if (allShown()) set({ selected: new Set() });
    else selectShown();
  }

  /** Ctrl+A: every row is chosen, every cell is in the range. */
  function selectAll(): void {
    const { sheet } = now();
    selectShown();
    if (sheet.rows.length > 0)
      set({
        anchor: placeAt(sheet, 0, 1),
        active: placeAt(sheet, sheet.rows.length - 1, sheet.columns.length - 1),
      });
    refocus();
  }

  function setAll(column: Column, text: string): string | null {
    const { selected, options } = now();
    const reading = readCell(text, column, options);
    if (reading.status === 'bad') return reading.reason;
    const changed = write([...selected].map((id) => ({ id, column, value: reading.value })));
    const unchanged = `${column.label}\u00a0: rien à changer`;
    const written = `${column.label} de ${plural(changed, 'ESSMS', 'ESSMS')} modifié`;
    set({ outcome: done(changed === 0 ? unchanged : written) });
    return null;
  }

  function remove(ids: ReadonlySet<string>): void {
    const { props } = now();
    const text = plural(ids.size, 'ESSMS supprimé', 'ESSMS supprimés');
    props.onEdit(deleteRows(props.grappe, ids), text);
    set({ selected: new Set(), anchor: null, question: null, outcome: done(text) });
    refocus();
  }

  /** Adds a row at the end, and starts to edit its name: here, or in its form on a narrow screen. */
  function add(narrow: boolean): void {
    const { props } = now();
    const id = crypto.randomUUID();
    props.onEdit(insertRows(props.grappe, ['essms'], [blankRow(props.grappe, id)]), 'Ajout d’un ESSMS');
    if (narrow) props.onOpen(id);
    else {
      const place = { row: id, column: 'name' };
      set({ active: place, anchor: null, editing: { ...place, text: null } });
    }
  }

  return { selectUpTo, toggle, toggleAll, selectAll, setAll, remove, add };
}
