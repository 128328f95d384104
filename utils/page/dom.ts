/**
 * The browser's own primitives, taken from their prototypes: a control named « matches » or
 * « parentElement » stands in for that property of its form. To be used on whatever may be a form,
 * which is any element met while climbing the page or found beside another; the rest is safe.
 */
export const bound =
  <T, A extends unknown[], R>(method: (this: T, ...args: A) => R) =>
  (self: T, ...args: A): R =>
    method.apply(self, args);

/** Reads a property of an element as the browser defines it. */
export const getter = <T, R>(owner: T, name: keyof T): ((self: T) => R) => {
  const get: ((this: T) => R) | undefined = Object.getOwnPropertyDescriptor(owner, name)?.get;
  if (!get) throw new Error(`no ${String(name)}`);
  return (self) => get.call(self);
};

const { prototype: element } = Element;
const { prototype: node } = Node;

export const parentOf = getter<Node, Element | null>(node, 'parentElement');
export const parentNodeOf = getter<Node, ParentNode | null>(node, 'parentNode');
export const previousOf = getter<Node, ChildNode | null>(node, 'previousSibling');
export const wordsOf = getter<Node, string | null>(node, 'textContent');
export const slotOf = getter<Element, HTMLSlotElement | null>(element, 'assignedSlot');
export const childNodesOf = getter<Node, NodeList>(node, 'childNodes');
export const childrenOf = getter<Element, HTMLCollection>(element, 'children');
export const rootOf: (self: Node) => Node = bound(node.getRootNode);
export const holds: (self: Node, other: Node) => boolean = bound(node.contains);
export const attributeOf: (self: Element, name: string) => string | null = bound(element.getAttribute);
export const isLike: (self: Element, selector: string) => boolean = bound(element.matches);
export const closestOf: (self: Element, selector: string) => Element | null = bound(element.closest);

/** What an element, a shadow root or the document holds that the selector names, in order. */
export const allIn = (within: ParentNode, selector: string): NodeListOf<HTMLElement> =>
  within instanceof Element
    ? element.querySelectorAll.call<Element, [string], NodeListOf<HTMLElement>>(within, selector)
    : within.querySelectorAll<HTMLElement>(selector);

/** The first of them, or null. */
export const firstIn = (within: ParentNode, selector: string): HTMLElement | null =>
  within instanceof Element
    ? element.querySelector.call<Element, [string], HTMLElement | null>(within, selector)
    : within.querySelector<HTMLElement>(selector);
