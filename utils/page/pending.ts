import { isShown } from './visible';
import { isComponent, shadowRootOf } from './walk';

/** After that long a component of the portal that stayed empty is taken for what it shows: nothing. */
const PATIENCE_MS = 10_000;
/** The same for a tag nobody defined: AngularJS directives leave some in the page for good. */
const UNKNOWN_PATIENCE_MS = 2000;

/** The page says that it is still on its way. */
export const isBusy = (root: Document): boolean =>
  root.readyState === 'loading' ||
  [...root.querySelectorAll('[aria-busy="true"]')].some((element) => isShown(element));

/** Components that have not rendered yet; an unknown tag that stays empty is none. */
export class Pending {
  readonly #since = new WeakMap<Element, number>();

  /** Those of the elements that may still render. */
  among(elements: Element[]): Element[] {
    return elements.filter((element) => isUnrendered(element) && this.#isRecent(element));
  }

  #isRecent(element: Element): boolean {
    const since = this.#since.get(element) ?? performance.now();
    this.#since.set(element, since);
    return performance.now() - since < (isOfPortal(element) ? PATIENCE_MS : UNKNOWN_PATIENCE_MS);
  }
}

const isOfPortal = ({ localName }: Element): boolean => localName.startsWith('mg-');

const isUnrendered = (element: Element): boolean =>
  isComponent(element) &&
  element.isConnected &&
  !element.firstChild &&
  (isOfPortal(element) || !element.matches(':defined')) &&
  !shadowRootOf(element)?.firstElementChild;
