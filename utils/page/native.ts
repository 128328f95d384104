import { bound, getter } from './dom';

/**
 * An image named « body » stands in for that property of the document; Chromium spares the world of
 * an extension, no standard says that others do: these ask the browser itself. They answer for the
 * documents of outer frames as well.
 */
const defaultView = getter<Document, Window | null>(Document.prototype, 'defaultView');
const documentElement = getter<Document, Element>(Document.prototype, 'documentElement');
const body = getter<Document, Element | null>(Document.prototype, 'body');
const elementFromPoint = bound(Document.prototype.elementFromPoint);
const elementsFromPoint = bound(Document.prototype.elementsFromPoint);

/** The document of an element. */
export const documentOf = getter<Node, Document>(Node.prototype, 'ownerDocument');

/** The element of a document that has the focus; a component stands for what is in it. */
export const focusedIn = getter<Document, Element | null>(Document.prototype, 'activeElement');

/** The window of an element; null for a document that is not shown. */
export const windowOf = (element: Element): Window | null => defaultView(documentOf(element));

/** The `html` and the `body` of a document: what they cut and scroll is the window. */
export const isPageBox = (element: Element): boolean => {
  const page = documentOf(element);
  return element === documentElement(page) || element === body(page);
};

/** Where an element of ours is put in the page. */
export const pageRoot = (): Element => documentElement(document);

/** What the pointer would hit in the document of an element. */
export const hitAt = (element: Element, x: number, y: number): Element | null =>
  elementFromPoint(documentOf(element), x, y);

/** The same with all that is under it, the uppermost first. */
export const hitsAt = (element: Element, x: number, y: number): Element[] =>
  elementsFromPoint(documentOf(element), x, y);
