import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Brings the focus to an element when a change took away what had it, a button that leaves once it is
 * pressed for instance. Never at the first drawing, nor while something else has the focus. With `still` the page does not move to show it.
 */
export function useFocusKept(target: RefObject<HTMLElement | null>, change: unknown, still = false): void {
  const drawn = useRef(false);
  useEffect(() => {
    if (drawn.current && document.activeElement === document.body)
      target.current?.focus({ preventScroll: still });
    drawn.current = true;
  }, [target, change, still]);
}
