import { columnOf } from './columns';
import { HEADER, type Move, moved, type Place } from './places';
import type { Handle } from './use-table';
import { type Filter, NO_FILTER } from './view';

/** Where the reader is, and what is shown. */
export function moveActions(handle: Handle) {
  const { now, set, refocus } = handle;

  function goTo(place: Place, extend = false): void {
    const { active, anchor } = now();
    const start = extend && place.row !== HEADER && active.row !== HEADER ? (anchor ?? active) : null;
    set({ active: place, anchor: start, editing: null });
    refocus();
  }

  const move = (to: Move, extend = false): void => goTo(moved(now().sheet, now().active, to), extend);

  function giveUp(): void {
    const { anchor } = now();
    set(anchor === null ? { selected: new Set(), outcome: null } : { anchor: null });
  }

  function sortBy(key: string): void {
    const { sort } = now();
    if (sort?.key !== key) set({ sort: { key, descending: false } });
    else set({ sort: sort.descending ? null : { key, descending: true } });
  }

  function setFilter(patch: Partial<Filter>): void {
    set({ filter: { ...now().filter, ...patch }, selected: new Set(), anchor: null, outcome: null });
  }

  function reapply(): void {
    const { filter, sort } = now();
    set({ filter: { ...filter }, sort: sort && { ...sort } });
  }

  /** Shows a cell whatever hides it, and gives it the focus; false when there is no such cell. */
  function jump(id: string, key: string): boolean {
    const { props, sheet, keys, filter } = now();
    if (!columnOf(key) || !props.grappe.essms.some((e) => e.id === id)) return false;
    set({
      filter: sheet.rows.includes(id) ? filter : NO_FILTER,
      keys: keys.includes(key) ? keys : [...keys, key],
      active: { row: id, column: key },
      anchor: null,
      editing: null,
    });
    refocus();
    return true;
  }

  return { goTo, move, giveUp, sortBy, setFilter, reapply, jump };
}
