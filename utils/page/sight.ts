import { isPageBox, windowOf } from './native';
import { composedParent } from './walk';

/** A field under this size or this faint is a trap or a leftover, never something a person fills. */
export const SMALLEST_SIDE = 5;

/** What is known of an element and of all that is around it. */
interface Around {
  opacity: number;
  /** Something hides it whole: inert, a mask, a filter. */
  isHidden: boolean;
  /** What stands in it has no room to show. */
  hidesInside: boolean;
  /** Elements cut to a shape. */
  cut: Element[];
  /** How far what is around is scrolled: one can scroll back as far. */
  left: number;
  top: number;
}

const NOTHING: Around = {
  opacity: 1,
  isHidden: false,
  hidesInside: false,
  cut: [],
  left: 0,
  top: 0,
};

/**
 * One look at the page, within one task: nothing moves meanwhile, so that what is around several
 * fields is looked at once. Scrolls to what is out of view and back before anything is painted.
 */
export class Sight {
  readonly #styles = new Map<Element, CSSStyleDeclaration>();
  readonly #around = new Map<Element, Around>();
  readonly #scrolled = new Map<Element | Window, { left: number; top: number }>();

  /** Nothing was scrolled yet in this look: places and scrolls are told as of its beginning. */
  get isUnmoved(): boolean {
    return this.#scrolled.size === 0;
  }

  styleOf(element: Element): CSSStyleDeclaration {
    const known = this.#styles.get(element);
    if (known) return known;
    const style = getComputedStyle(element);
    this.#styles.set(element, style);
    return style;
  }

  around(element: Element): Around {
    const known = this.#around.get(element);
    if (known) return known;
    const around = this.#read(element, this.outside(element));
    this.#around.set(element, around);
    return around;
  }

  /** What is around the element, itself left out. */
  outside(element: Element): Around {
    const parent = composedParent(element);
    return parent ? this.around(parent) : NOTHING;
  }

  #read(element: Element, outer: Around): Around {
    const style = this.styleOf(element);
    const { opacity, isHidden } = filtered(style.filter);
    return {
      opacity: outer.opacity * Number(style.opacity) * opacity,
      // A field named « inert » stands in for the property of its form: only `true` counts.
      isHidden:
        outer.isHidden || isHidden || ('inert' in element && element.inert === true) || isMasked(style),
      hidesInside: outer.hidesInside || (!isPageBox(element) && hasNoRoom(element, style)),
      cut: style.clipPath === 'none' && style.clip === 'auto' ? outer.cut : [...outer.cut, element],
      left: outer.left + (Number(element.scrollLeft) || 0),
      top: outer.top + (Number(element.scrollTop) || 0),
    };
  }

  /** Scrolls the window, and the boxes a person can scroll, until the element is in their middle. */
  bring(element: Element): void {
    for (let at = composedParent(element); at; at = composedParent(at)) {
      const { overflowX, overflowY } = this.styleOf(at);
      if (isPageBox(at) || !/auto|scroll/.test(overflowX + overflowY)) continue;
      this.#keep(at, at.scrollLeft, at.scrollTop);
      const [box, view] = [element.getBoundingClientRect(), at.getBoundingClientRect()];
      at.scrollBy({
        left: box.left + box.width / 2 - view.left - view.width / 2,
        top: box.top + box.height / 2 - view.top - view.height / 2,
        behavior: 'instant',
      });
    }
    const own = windowOf(element);
    if (!own) return;
    this.#keep(own, own.scrollX, own.scrollY);
    const box = element.getBoundingClientRect();
    own.scrollBy({
      left: box.left + box.width / 2 - own.innerWidth / 2,
      top: box.top + box.height / 2 - own.innerHeight / 2,
      behavior: 'instant',
    });
  }

  /** The look is over: everything is scrolled back where the person left it. */
  end(): void {
    for (const [place, { left, top }] of this.#scrolled) place.scrollTo({ left, top, behavior: 'instant' });
    this.#scrolled.clear();
  }

  #keep(place: Element | Window, left: number, top: number): void {
    if (!this.#scrolled.has(place)) this.#scrolled.set(place, { left, top });
  }
}

/** What a filter leaves to see. */
const filtered = (filter: string): { opacity: number; isHidden: boolean } => {
  if (filter === 'none' || filter === '') return { opacity: 1, isHidden: false };
  const amount = (name: string, normal: number): number => {
    const [, text, percent] = new RegExp(`${name}\\(([\\d.]+)(%|px)?\\)`).exec(filter) ?? [];
    if (text === undefined) return normal;
    return percent === '%' ? Number(text) / 100 : Number(text);
  };
  const isHidden =
    filter.includes('url(') ||
    amount('blur', 0) >= 6 ||
    amount('contrast', 1) < 0.1 ||
    amount('brightness', 1) < 0.1 ||
    amount('brightness', 1) > 8;
  return { opacity: amount('opacity', 1), isHidden };
};

/** A mask that lets something through has a stop that is not see-through. */
const isMasked = ({ maskImage }: CSSStyleDeclaration): boolean => {
  if (!maskImage || maskImage === 'none') return false;
  const stops = maskImage.match(/rgba?\([^)]*\)|#[\da-f]+|color\([^)]*\)/gi) ?? [];
  return stops.every((stop) => /rgba\(.*[, ]0?(?:\.[01]\d*)?\)$|\/ 0?(?:\.[01]\d*)?\)$/.test(stop));
};

/** A box that cuts what overflows, with no room of its own for anything. */
const hasNoRoom = (element: Element, style: CSSStyleDeclaration): boolean => {
  if (style.overflowX === 'visible' || style.display === 'inline' || style.display === 'contents')
    return false;
  const width = element.clientWidth - pixels(style.paddingLeft) - pixels(style.paddingRight);
  const height = element.clientHeight - pixels(style.paddingTop) - pixels(style.paddingBottom);
  return width < SMALLEST_SIDE || height < SMALLEST_SIDE;
};

const pixels = (text: string): number => Number.parseFloat(text) || 0;
