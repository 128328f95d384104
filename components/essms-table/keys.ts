import type { Move } from './places';

/** What a key asks of the table when no cell is being edited. */
export type Command =
  | { kind: 'move'; move: Move; extend: boolean }
  | { kind: 'edit'; text: string | null }
  | { kind: 'enter' | 'toggle' | 'clear' | 'selectAll' | 'giveUp' };

const ARROWS: Record<string, [Move, Move]> = {
  ArrowUp: ['up', 'top'],
  ArrowDown: ['down', 'bottom'],
  ArrowLeft: ['left', 'rowStart'],
  ArrowRight: ['right', 'rowEnd'],
  PageUp: ['pageUp', 'pageUp'],
  PageDown: ['pageDown', 'pageDown'],
  Home: ['rowStart', 'start'],
  End: ['rowEnd', 'end'],
};

const PLAIN: Record<string, Command> = {
  Enter: { kind: 'enter' },
  F2: { kind: 'edit', text: null },
  ' ': { kind: 'toggle' },
  Delete: { kind: 'clear' },
  Backspace: { kind: 'clear' },
  Escape: { kind: 'giveUp' },
  // An accent waiting for its letter: the editor opens and takes what comes.
  Dead: { kind: 'edit', text: '' },
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  getModifierState(key: string): boolean;
};

/** The command of a key, or null when it is none of the table’s. */
export function commandOf(event: Pressed): Command | null {
  const { key, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  const arrow = ARROWS[key];
  if (arrow) return event.altKey ? null : { kind: 'move', move: arrow[control ? 1 : 0], extend: shiftKey };
  // AltGr types a character; on some keyboards it reads as Ctrl and Alt.
  if (key.length === 1 && key !== ' ' && (event.getModifierState('AltGraph') || !(control || event.altKey)))
    return { kind: 'edit', text: key };
  if (control) return key.toLowerCase() === 'a' && !event.altKey ? { kind: 'selectAll' } : null;
  return PLAIN[key] ?? null;
}

/** How a key ends the edit of a cell: it gives up, or commits and moves; null when it does neither. */
export function exitOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Move | 'cancel' | null {
  if (key === 'Escape') return 'cancel';
  if (key === 'Enter') return shiftKey ? 'up' : 'down';
  if (key === 'Tab') return shiftKey ? 'left' : 'right';
  return null;
}
