import { isCovered } from './covered';
import { leavesEnough } from './cut';
import { Sight, SMALLEST_SIDE } from './sight';

/** Shown to the person, as far as style goes: cheap enough for every control of a step. */
export const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

const FAINTEST = 0.2;

/**
 * A person can see the element and point at it: a real box, inside the page, not faded, not inert,
 * not cut away, under nothing. Checked just before a write, on the control or, for a box behind a
 * drawn one, on its label. Scrolls to see what is out of view, unless `still`.
 */
export const isReachable = (element: Element, sight = new Sight(), still = false): boolean => {
  if (!isShown(element)) return false;
  const box = element.getBoundingClientRect();
  if (box.width < SMALLEST_SIDE || box.height < SMALLEST_SIDE) return false;
  const around = sight.around(element);
  const outside = sight.outside(element);
  if (around.isHidden || outside.hidesInside || around.opacity < FAINTEST) return false;
  // Off the page to the left or the top nobody can scroll to it; to the right or the bottom one can.
  if (sight.isUnmoved && (box.right + outside.left < 1 || box.bottom + outside.top < 1)) return false;
  if (!around.cut.every((cut) => leavesEnough(sight.styleOf(cut), cut.getBoundingClientRect(), box)))
    return false;
  return !isCovered(element, sight, still);
};
