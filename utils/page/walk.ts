import { browser } from 'wxt/browser';

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

/** Shadow root of an element, closed ones included where the browser lets an extension see them. */
export const shadowRootOf = (element: Element): ShadowRoot | null => {
  if (element.shadowRoot) return element.shadowRoot;
  if (!element.localName.includes('-') || !(element instanceof HTMLElement)) return null;
  const own: FirefoxElement = element;
  return own.openOrClosedShadowRoot ?? browser.dom?.openOrClosedShadowRoot(element) ?? null;
};

/** Every element of the composed tree under `root`, in document order, at most `ELEMENT_CAP`. */
export const composedElements = (root: ParentNode): Element[] => {
  const found: Element[] = [];
  const visit = (node: ParentNode): void => {
    for (const element of node.querySelectorAll('*')) {
      if (found.length >= ELEMENT_CAP) return;
      found.push(element);
      const shadow = shadowRootOf(element);
      if (shadow) visit(shadow);
    }
  };
  visit(root);
  return found;
};

/** Parent across shadow boundaries. */
export const composedParent = (element: Element): Element | null => {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/** Nearest composed ancestor, the element included, that matches the selector. */
export const composedClosest = (element: Element, selector: string): Element | null => {
  for (let at: Element | null = element; at; at = composedParent(at)) if (at.matches(selector)) return at;
  return null;
};
