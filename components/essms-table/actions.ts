import { clipboardActions } from './actions-clipboard';
import { editActions } from './actions-edit';
import { moveActions } from './actions-move';
import { rowActions } from './actions-rows';
import { HEADER, SELECT } from './places';
import type { Handle } from './use-table';

/** Everything the reader can do in the table; the views call these and nothing else. */
export type Actions = ReturnType<typeof actionsOf>;

/** The actions of a table, made once. */
export function actionsOf(handle: Handle) {
  const { now, set, refocus } = handle;
  const moves = moveActions(handle);
  const { write, ...edits } = editActions(handle, moves.move);
  const rows = rowActions(handle, write);

  function enter(): void {
    const { active } = now();
    if (active.row === HEADER && active.column === SELECT) rows.toggleAll();
    else if (active.row === HEADER) moves.sortBy(active.column);
    else if (active.column === SELECT) rows.toggle(active.row);
    else edits.edit(null);
  }

  function toggleActive(): void {
    const { active } = now();
    if (active.row === HEADER) enter();
    else rows.toggle(active.row);
  }

  return { ...moves, ...edits, ...rows, ...clipboardActions(handle), enter, toggleActive, set, refocus };
}
