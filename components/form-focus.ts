import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Keeps the place of a keyboard: when the button just pressed is taken away or can no longer be
 * pressed, the focus goes to what was around it, the nearest `tabindex="-1"`.
 */
export const useKeptFocus = (root: RefObject<HTMLElement | null>): void => {
  /** The element last focused and what was around it, innermost first. */
  const around = useRef<HTMLElement[]>([]);
  useEffect(() => {
    const element = root.current;
    const remember = ({ target }: FocusEvent) => {
      around.current = pathOf(target);
    };
    element?.addEventListener('focusin', remember);
    return () => element?.removeEventListener('focusin', remember);
  }, [root]);
  useEffect(() => {
    const [last, ...others] = around.current;
    const { activeElement, body } = document;
    if (!last || (activeElement !== body && activeElement !== last)) return;
    if (last.isConnected && !last.matches(':disabled')) return; // left by the person
    others
      .find((one) => one.isConnected && one.getAttribute('tabindex') === '-1')
      ?.focus({ preventScroll: true });
  });
};

const pathOf = (target: EventTarget | null): HTMLElement[] => {
  const path: HTMLElement[] = [];
  for (let one = target instanceof HTMLElement ? target : null; one; one = one.parentElement) path.push(one);
  return path;
};
