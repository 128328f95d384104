import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Hears the keys pressed inside an element, which is not itself something to press. */
export function useKeys<E extends HTMLElement>(
  onKey: (event: KeyboardEvent, element: E) => void,
): RefObject<E | null> {
  const ref = useRef<E | null>(null);
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const element = ref.current;
    const listener = (event: KeyboardEvent) => element && latest.current(event, element);
    element?.addEventListener('keydown', listener);
    return () => element?.removeEventListener('keydown', listener);
  }, []);
  return ref;
}

const STEPS: Record<'row' | 'column', Record<string, number>> = {
  row: { ArrowRight: 1, ArrowLeft: -1 },
  column: { ArrowDown: 1, ArrowUp: -1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
};

/** Folded away: it cannot take the focus. The first `summary` of a fold is always in sight. */
const isFolded = (item: Element): boolean => {
  const own = item.localName === 'summary' ? item.parentElement?.parentElement : item;
  return own?.closest('details:not([open])') != null;
};

/** Moves the focus among the elements of a container that match and are in sight; it stops at both ends. */
export function moveAmong(
  event: KeyboardEvent,
  container: ParentNode,
  selector: string,
  way: 'row' | 'column',
): void {
  const items = [...container.querySelectorAll<HTMLElement>(selector)].filter((item) => !isFolded(item));
  const at = event.target instanceof HTMLElement ? items.indexOf(event.target) : -1;
  const step = STEPS[way][event.key];
  if (at === -1 || step === undefined) return;
  event.preventDefault();
  items[Math.min(items.length - 1, Math.max(0, at + step))]?.focus();
}
