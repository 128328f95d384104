import { useMemo } from 'preact/hooks';
import type { Actions } from './actions';
import { type Command, commandOf } from './keys';
import { HEADER, type Place, SELECT } from './places';
import type { Handle } from './use-table';

const elementOf = (target: EventTarget | null): Element | null => (target instanceof Element ? target : null);

function placeOf(target: EventTarget | null): Place | null {
  const cell = elementOf(target)?.closest<HTMLElement>('[data-column]');
  const { row, column } = cell?.dataset ?? {};
  return row !== undefined && column !== undefined ? { row, column } : null;
}

/** The checkbox under a pointer, by the id of its row. */
const checkOf = (target: EventTarget | null): string | undefined =>
  elementOf(target)?.closest<HTMLElement>('[data-check]')?.dataset.check;

function run(command: Command, actions: Actions): void {
  if (command.kind === 'move') actions.move(command.move, command.extend);
  else if (command.kind === 'edit') actions.edit(command.text);
  else if (command.kind === 'enter') actions.enter();
  else if (command.kind === 'toggle') actions.toggleActive();
  else if (command.kind === 'clear') actions.clear();
  else if (command.kind === 'selectAll') actions.selectAll();
  else actions.giveUp();
}

function check(id: string, shift: boolean, actions: Actions): void {
  if (id === HEADER) actions.toggleAll();
  else if (shift) actions.selectUpTo(id);
  else actions.toggle(id);
}

/** An edit under way ends first, where it is: its blur comes after the place has changed. */
function endEdit(target: EventTarget | null): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && !elementOf(target)?.contains(focused)) focused.blur();
}

function press(e: PointerEvent, handle: Handle, actions: Actions): void {
  const place = placeOf(e.target);
  const { editing } = handle.now();
  if (!place || e.button !== 0) return;
  if (editing?.row === place.row && editing.column === place.column) return;
  if (editing) endEdit(e.target);
  if (place.row !== HEADER && place.column !== SELECT && (e.ctrlKey || e.metaKey)) actions.toggle(place.row);
  else actions.goTo(place, e.shiftKey && place.column !== SELECT);
}

/** What happens in the grid, for all its cells at once. */
export function useGridEvents(handle: Handle, actions: Actions) {
  return useMemo(() => {
    const editing = () => handle.now().editing !== null;
    return {
      onKeyDown(e: KeyboardEvent) {
        const command = e.isComposing || editing() ? null : commandOf(e);
        if (!command) return;
        e.preventDefault();
        // The first columns are frozen: reaching them scrolls nothing by itself.
        if (e.key === 'Home') elementOf(e.target)?.closest('.eg-scroll')?.scrollTo?.({ left: 0 });
        run(command, actions);
      },
      onPointerDown: (e: PointerEvent) => press(e, handle, actions),
      onPointerOver(e: PointerEvent) {
        const place = e.buttons === 1 && e.pointerType === 'mouse' ? placeOf(e.target) : null;
        const { active } = handle.now();
        if (!place || editing() || place.row === HEADER || active.row === HEADER) return;
        if (place.column !== SELECT && active.column !== SELECT) actions.goTo(place, true);
      },
      onClick(e: MouseEvent) {
        const id = checkOf(e.target);
        const place = placeOf(e.target);
        if (id !== undefined) check(id, e.shiftKey, actions);
        else if (place?.row === HEADER && place.column !== SELECT) actions.sortBy(place.column);
      },
      onDblClick(e: MouseEvent) {
        if (placeOf(e.target) && checkOf(e.target) === undefined && !editing()) actions.edit(null);
      },
      onCopy(e: ClipboardEvent) {
        if (editing()) return;
        e.preventDefault();
        e.clipboardData?.setData('text/plain', actions.copy());
      },
      onCut(e: ClipboardEvent) {
        if (editing()) return;
        e.preventDefault();
        e.clipboardData?.setData('text/plain', actions.copy());
        actions.clear();
      },
      onPaste(e: ClipboardEvent) {
        if (editing()) return;
        e.preventDefault();
        actions.paste(e.clipboardData?.getData('text/plain') ?? '');
      },
    };
  }, [handle, actions]);
}
