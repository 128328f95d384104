import { childrenOf } from './dom';
import { hitAt, hitsAt, isPageBox, windowOf } from './native';
import { isOwnHost } from './own-hosts';
import type { Sight } from './sight';
import { composedContains, composedParent, shadowRootOf } from './walk';

/**
 * Whether something opaque hides a field: looked for among what stands next to it and goes along with
 * it, then by asking the browser what a person would hit. A field out of view is first scrolled to,
 * and what cannot be scrolled to is hidden. A header that stays while the page scrolls, or a box that
 * floats over a part of it, hides nothing for long.
 */
export const isCovered = (element: Element, sight: Sight, still: boolean): boolean => {
  if (isCoveredBeside(element, element.getBoundingClientRect(), sight)) return true;
  const seen = look(element, sight);
  if (seen !== 'out') return seen === 'hidden';
  if (still || isWindowEmpty(element)) return false;
  sight.bring(element);
  return look(element, sight) !== 'seen';
};

/** A window that nobody sees has no point to hit. */
const isWindowEmpty = (element: Element): boolean => {
  const own = windowOf(element);
  return !own || own.innerWidth === 0 || own.innerHeight === 0;
};

/** Neighbours looked at, level by level: tricks put their cover in the field's own box. */
const LEVELS = 3;
const NEIGHBOURS = 12;

/** Told from styles and boxes alone, among what stands next to it: nothing is scrolled. */
export const isCoveredBeside = (element: Element, box: DOMRect, sight: Sight): boolean => {
  let at = element;
  for (let level = 0; level < LEVELS; level++) {
    const parent = composedParent(at);
    if (!parent || isPageBox(parent)) return false;
    const beside = childrenOf(parent);
    if (beside.length <= NEIGHBOURS)
      for (let rank = 0; rank < beside.length; rank++) {
        const other = beside[rank];
        if (other && other !== at && covers(other, at, box, sight)) return true;
      }
    at = parent;
  }
  return false;
};

/** A positioned neighbour that is painted later, hides the middle and both ends, and is opaque. */
const covers = (other: Element, at: Element, box: DOMRect, sight: Sight): boolean => {
  const style = sight.styleOf(other);
  if (style.position === 'static' || isFloating(style) || !isOpaque(style)) return false;
  if (!holds(other.getBoundingClientRect(), box)) return false;
  const [mine, its] = [layerOf(sight.styleOf(at)), layerOf(style)];
  const isLater = (at.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return its > mine || (its === mine && isLater);
};

const layerOf = ({ position, zIndex }: CSSStyleDeclaration): number =>
  position === 'static' ? -0.5 : Number(zIndex) || 0;

const holds = (outer: DOMRect, inner: DOMRect): boolean =>
  outer.left <= inner.left + 2 &&
  outer.right >= inner.right - 2 &&
  outer.top <= inner.top + 2 &&
  outer.bottom >= inner.bottom - 2;

const isFloating = ({ position }: CSSStyleDeclaration): boolean =>
  position === 'fixed' || position === 'sticky';

const SEEN_THROUGH = /^(?:transparent|rgba\(.*,\s*0(?:\.[0-8]\d*)?\))$/;

const isOpaque = (style: CSSStyleDeclaration): boolean =>
  Number(style.opacity) > 0.8 &&
  style.visibility === 'visible' &&
  (style.backgroundImage !== 'none' ||
    (style.backdropFilter ?? 'none') !== 'none' ||
    !SEEN_THROUGH.test(style.backgroundColor));

/** `out` when no part that was asked for is on screen now. */
type Seen = 'seen' | 'hidden' | 'out';

const look = (element: Element, sight: Sight): Seen => {
  const box = element.getBoundingClientRect();
  const y = box.top + box.height / 2;
  let seen: Seen = 'out';
  for (const x of [box.left + box.width / 2, box.left + 3, box.right - 3]) {
    if (!isInView(element, x, y, sight)) continue;
    if (!isHiddenAt(element, x, y, sight)) return 'seen';
    seen = 'hidden';
  }
  return seen;
};

/** On screen, and in the visible part of each box that scrolls around it. */
const isInView = (element: Element, x: number, y: number, sight: Sight): boolean => {
  const own = windowOf(element);
  if (!own || x < 0 || y < 0 || x >= own.innerWidth || y >= own.innerHeight) return false;
  for (let at = composedParent(element); at; at = composedParent(at)) {
    const { overflowX, display } = sight.styleOf(at);
    if (overflowX === 'visible' || display === 'inline' || display === 'contents' || isPageBox(at)) continue;
    if (!isIn(at.getBoundingClientRect(), x, y)) return false;
  }
  return true;
};

const isIn = ({ left, top, right, bottom }: DOMRect, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

const isHiddenAt = (element: Element, x: number, y: number, sight: Sight): boolean => {
  const hit = deepHit(element, x, y);
  if (!hit || composedContains(element, hit)) return false;
  // Not hit itself, a field that lets the pointer through is still seen in front of what is behind it.
  if (composedContains(hit, element))
    return sight.styleOf(element).pointerEvents !== 'none' && layersOver(hit, element, sight);
  return isOpaqueOver(hit, element, sight);
};

/** What the pointer would hit were nothing of ours in the page, down through the shadow roots. */
const deepHit = (element: Element, x: number, y: number): Element | null => {
  let hit = hitAt(element, x, y);
  if (hit && isOwnHost(hit)) hit = hitsAt(element, x, y).find((one) => !isOwnHost(one)) ?? null;
  for (let root = hit && shadowRootOf(hit); root; root = hit && shadowRootOf(hit)) {
    const inside = root.elementFromPoint(x, y);
    if (!inside || inside === hit) break;
    hit = inside;
  }
  return hit;
};

/** A field sent behind the background of what it stands in. */
const layersOver = (ancestor: Element, element: Element, sight: Sight): boolean => {
  if (!isOpaque(sight.styleOf(ancestor))) return false;
  for (let at: Element | null = element; at && at !== ancestor; at = composedParent(at))
    if (Number(sight.styleOf(at).zIndex) < 0) return true;
  return false;
};

/** What was hit, or a box of it that does not hold the field, is opaque and scrolls with the page. */
const isOpaqueOver = (hit: Element, element: Element, sight: Sight): boolean => {
  let isHiding = false;
  for (let at: Element | null = hit; at && !composedContains(at, element); at = composedParent(at)) {
    const style = sight.styleOf(at);
    if (isLabelOf(at, element)) return false;
    isHiding ||= isOpaque(style) || at.matches('img, canvas, video, iframe');
    if (isFloating(style) || at.matches('dialog, [role="dialog"]')) return isHiding && fillsWindow(at);
  }
  return isHiding;
};

/** A label drawn over its own field, or one that is tied to none. */
const isLabelOf = (at: Element, element: Element): boolean =>
  at instanceof HTMLLabelElement && (at.control === null || at.control === element);

/** A sheet over the whole window is no header nor banner: one sees nothing of the page. */
const fillsWindow = (sheet: Element): boolean => {
  const own = windowOf(sheet);
  const { left, top, right, bottom } = sheet.getBoundingClientRect();
  if (!own) return false;
  const [wide, high] = [own.innerWidth, own.innerHeight];
  return left <= wide * 0.1 && right >= wide * 0.9 && top <= high * 0.1 && bottom >= high * 0.9;
};
