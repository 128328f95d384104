/** Names given to elements of the page, so that a plan made elsewhere can speak of them. */
export class Registry {
  /** Names this load of the document. */
  readonly document: string = crypto.randomUUID();
  readonly #refs = new WeakMap<Element, string>();
  readonly #elements = new Map<string, WeakRef<Element>>();
  #next = 1;

  /** The element's name, the same as long as the element lives. */
  refOf(element: Element): string {
    const known = this.#refs.get(element);
    if (known) return known;
    const ref = `f${this.#next++}`;
    this.#refs.set(element, ref);
    this.#elements.set(ref, new WeakRef(element));
    return ref;
  }

  /** The element of that name, when it is still in the page. */
  find(ref: string): Element | null {
    const element = this.#elements.get(ref)?.deref() ?? null;
    if (element?.isConnected) return element;
    this.#elements.delete(ref);
    return null;
  }
}
