import { useEffect } from 'preact/hooks';
import type { Editing } from './editing';

/** Boxes where Ctrl+Z takes back letters: those being typed in, and those of others than the forms. */
function isTyping(target: EventTarget | null): boolean {
  const isBox =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !/^(?:radio|checkbox|button|file)$/.test(target.type));
  return isBox && (target.dataset.dirty === 'true' || target.dataset.path === undefined);
}

/** « undo », « redo », or null for any other key. */
function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y go back and forth in the history of the grappe. */
export function useUndoKeys(editing: Editing): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (step === null || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      void editing[step]();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [editing]);
}
