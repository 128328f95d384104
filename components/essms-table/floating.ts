import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const GAP = 2;

function place(anchor: Element, box: HTMLElement): void {
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const room = window.innerHeight - bottom;
  const above = room < box.offsetHeight + GAP && top > room;
  box.style.left = `${Math.max(4, Math.min(left, window.innerWidth - box.offsetWidth - 4))}px`;
  box.style.top = above ? `${top - box.offsetHeight - GAP}px` : `${bottom + GAP}px`;
  box.style.minWidth = `${width}px`;
}

/**
 * Keeps a box beside its anchor, in the top layer: the scrolled table would cut it. The box carries
 * `popover="manual"`.
 */
export function useFloating(
  anchor: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>,
  shown: boolean,
) {
  useLayoutEffect(() => {
    const [from, to] = [anchor.current, box.current];
    if (!shown || !from || !to) return;
    to.showPopover?.();
    const follow = () => place(from, to);
    follow();
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
    };
  });
}
