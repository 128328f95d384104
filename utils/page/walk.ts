import { browser } from 'wxt/browser';
import { closestOf, holds, parentOf, rootOf, slotOf } from './dom';
import { isOwnHost } from './own-hosts';

/**
 * The composed tree of one frame: light DOM and shadow roots, open ones and, through the extension
 * API, closed ones. Shadow content comes at the place of its host, in document order.
 */

/** More elements than this are not read: a page that large is not a form step. */
export const ELEMENT_CAP = 60_000;

/** Firefox puts the access to closed roots on the element, Chromium in `chrome.dom`. */
interface FirefoxElement extends HTMLElement {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

/** The node is an element that we put in the page: neither read nor told as a change. */
export const isOurs = (node: Node): boolean => node instanceof Element && isOwnHost(node);

/** The element is not one of HTML's own: a component, or what may become one. */
export const isComponent = (element: Element): boolean =>
  !(element instanceof HTMLFormElement) && element.localName.includes('-');

/** Shadow root of an element, closed ones included where the browser lets an extension see them. */
export const shadowRootOf = (element: Element): ShadowRoot | null => {
  // A field named « shadowRoot » would be taken for the root of its form, which can have none.
  if (element instanceof HTMLFormElement) return null;
  if (element.shadowRoot) return element.shadowRoot;
  if (!isComponent(element) || !(element instanceof HTMLElement) || isOurs(element)) return null;
  const own: FirefoxElement = element;
  return own.openOrClosedShadowRoot ?? browser.dom?.openOrClosedShadowRoot(element) ?? null;
};

/** Parent across shadow boundaries. */
export const composedParent = (element: Element): Element | null => {
  const parent = slotOf(element) ?? parentOf(element);
  if (parent) return parent;
  const root = rootOf(element);
  return root instanceof ShadowRoot ? root.host : null;
};

/** Nearest composed ancestor, the element included, that matches the selector. */
export const composedClosest = (element: Element, selector: string): Element | null => {
  for (let at: Element | null = element; at; ) {
    const found = closestOf(at, selector);
    // A slot between the element and what was found may put another ancestor nearer.
    if (found === at || (found && !slottedBetween(at, found))) return found;
    at = composedParent(at);
  }
  return null;
};

const slottedBetween = (element: Element, ancestor: Element): boolean => {
  for (let at: Element | null = element; at && at !== ancestor; at = parentOf(at))
    if (slotOf(at)) return true;
  return false;
};

/** The element stands in the other one, at any depth of shadow roots. */
export const composedContains = (outer: Element, inner: Element): boolean => {
  for (let at: Element | null = inner; at; ) {
    if (holds(outer, at)) return true;
    const root = rootOf(at);
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
};

/** The tree the element's identifiers are looked up in; null once it is out of the page. */
export const treeOf = (node: Node): Document | ShadowRoot | null => {
  const root = rootOf(node);
  return root instanceof Document || root instanceof ShadowRoot ? root : null;
};
