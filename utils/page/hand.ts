import { isOurs } from './own-writes';
import { shadowRootOf } from './walk';

/** What a person does in a field; a page can raise none of them as trusted. */
const ACTS = ['input', 'change', 'click', 'keydown'];

/** Remembers in which elements the person acted since a fill began: what stands there is hers, not the page's. */
export class Hand {
  #touched = new WeakSet<Element>();
  #following = false;

  /** A fill begins. */
  start(): void {
    this.#touched = new WeakSet();
    if (this.#following) return;
    this.#following = true;
    for (const act of ACTS) addEventListener(act, this.#note, { capture: true, passive: true });
  }

  stop(): void {
    this.#following = false;
    for (const act of ACTS) removeEventListener(act, this.#note, { capture: true });
  }

  has(elements: readonly Element[]): boolean {
    return elements.some((one) => this.#touched.has(one));
  }

  readonly #note = (event: Event): void => {
    if (!event.isTrusted || isOurs()) return;
    const [first] = event.composedPath();
    // Closed shadow roots end the path at their host: the control has the focus inside.
    for (let at = first instanceof Element ? first : null; at; at = shadowRootOf(at)?.activeElement ?? null)
      this.#touched.add(at);
  };
}
