import { composedParent } from './walk';

/** Shown to the person, as far as style goes: cheap enough for every control of a step. */
export const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** A field under this size or this faint is a trap or a leftover, never something a person fills. */
const SMALLEST_SIDE = 5;
const FAINTEST = 0.2;

/**
 * A person can see the element and point at it: a real box, inside the page, not faded, not inert.
 * Checked just before a write, on the control or, for a box behind a drawn one, on its label.
 */
export const isReachable = (element: Element): boolean => {
  if (!isShown(element)) return false;
  const box = element.getBoundingClientRect();
  if (box.width < SMALLEST_SIDE || box.height < SMALLEST_SIDE) return false;
  // Off the page to the left or the top nobody can scroll to it; to the right or the bottom one can.
  if (box.right + window.scrollX < 1 || box.bottom + window.scrollY < 1) return false;
  return !isFadedOrInert(element);
};

const isFadedOrInert = (element: Element): boolean => {
  let opacity = 1;
  for (let at: Element | null = element; at; at = composedParent(at)) {
    if (at instanceof HTMLElement && at.inert) return true;
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    if (style.clipPath !== 'none' && /inset\((?:50|[6-9]\d|100)%/.test(style.clipPath)) return true;
  }
  return opacity < FAINTEST;
};
