import { composedParent } from './walk';

/** Shown to the person, as far as style goes: cheap enough for every control of a step. */
export const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

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
  const scrolled = scrolledAround(element);
  if (box.right + scrolled.left < 1 || box.bottom + scrolled.top < 1) return false;
  return !isFadedOrInert(element) && !isClippedAway(element, box);
};

/** Inside a box that shows nothing of it, or fixed outside the window where no scrolling reaches it. */
const isClippedAway = (element: Element, box: DOMRect): boolean => {
  for (let at: Element | null = element; at; at = composedParent(at)) {
    const { position, overflow } = getComputedStyle(at);
    const outside = box.left >= innerWidth || box.top >= innerHeight || box.right <= 0 || box.bottom <= 0;
    if (position === 'fixed' && outside) return true;
    const clips =
      at !== element && overflow !== 'visible' && at !== document.documentElement && at !== document.body;
    if (clips && (at.clientHeight < SMALLEST_SIDE || at.clientWidth < SMALLEST_SIDE)) return true;
  }
  return false;
};

/** How far the page and the boxes around an element are scrolled: one can scroll back as far. */
const scrolledAround = (element: Element): { left: number; top: number } => {
  const sum = { left: 0, top: 0 };
  for (let at = composedParent(element); at; at = composedParent(at)) {
    sum.left += at.scrollLeft;
    sum.top += at.scrollTop;
  }
  return sum;
};

const isFadedOrInert = (element: Element): boolean => {
  let opacity = 1;
  for (let at: Element | null = element; at; at = composedParent(at)) {
    // A field named « inert » stands in for the property of its form: only `true` counts.
    if (at instanceof HTMLElement && at.inert === true) return true;
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity);
    if (style.clipPath !== 'none' && /inset\((?:50|[6-9]\d|100)%/.test(style.clipPath)) return true;
  }
  return opacity < FAINTEST;
};
