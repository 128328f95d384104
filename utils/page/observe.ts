import { isOurs, shadowRootOf } from './walk';

/** Changes of the page are told at most this often. */
const PAUSE_MS = 250;

/** Attributes whose change makes a field appear, disappear, lock, unlock or hold something else. */
const TOLD = [
  'class',
  'style',
  'hidden',
  'open',
  'inert',
  'disabled',
  'readonly',
  'aria-busy',
  'aria-checked',
  'aria-disabled',
  'src',
];

/** Attributes that say what a field asks, read only once as long as they do not change. */
export const READ_ONCE = [
  'placeholder',
  'data-placeholder',
  'title',
  'pattern',
  'maxlength',
  'min',
  'max',
  'inputmode',
  'required',
  'label',
  'panel-title',
  'aria-label',
  'aria-labelledby',
  'aria-describedby',
  'aria-errormessage',
  'aria-required',
];

/** Attributes that may turn anything into a field, or bind any label to it. */
export const DECISIVE = [
  'role',
  'type',
  'for',
  'id',
  'name',
  'multiple',
  'contenteditable',
  'slot',
  'headers',
  'scope',
  'colspan',
  'rowspan',
  'aria-colspan',
  'aria-rowspan',
  'aria-haspopup',
  'aria-current',
  'aria-level',
];

const OPTIONS: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: [...TOLD, ...READ_ONCE, ...DECISIVE, 'tabindex'],
};

const EVENTS = ['input', 'change', 'focusout', 'hashchange'];

/** A component may render itself long after its element is there: looked at again, less and less often. */
const LATE_MS = [250, 500, 1000, 2000, 4000, 8000];

/** Told of each change; answers whether it matters to what was read. */
type Sink = (record: MutationRecord) => boolean;

/**
 * The one observer of the page, over the document and every shadow root that was read. Nothing
 * observes, listens or waits while nobody subscribed.
 */
class PageWatch {
  readonly #listeners = new Set<() => void>();
  readonly #sinks = new Set<Sink>();
  readonly #roots = new Set<Node>();
  #observer: MutationObserver | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  get active(): boolean {
    return this.#observer !== null;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    if (!this.#observer) this.#start();
    return () => {
      this.#listeners.delete(changed);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  /** Observes a root from now on. */
  cover(root: Node): void {
    if (!this.#observer || this.#roots.has(root)) return;
    this.#roots.add(root);
    this.#observer.observe(root, OPTIONS);
  }

  /** Tells a sink of every change from now on, until nobody watches the page any more. */
  attach(sink: Sink): void {
    this.#sinks.add(sink);
  }

  has(sink: Sink): boolean {
    return this.#sinks.has(sink);
  }

  /** Hands over what changed up to this very moment. */
  flush(): void {
    const records = this.#observer?.takeRecords() ?? [];
    if (records.length > 0) this.#take(records);
  }

  /** A root attached to an element that stands there is no mutation: looks again for a while. */
  expect(hosts: Element[], step = 0): void {
    clearTimeout(this.#late);
    const pause = LATE_MS[step];
    if (!this.#observer || hosts.length === 0 || pause === undefined) return;
    this.#late = setTimeout(() => {
      if (hosts.some((host) => host.isConnected && shadowRootOf(host))) this.#schedule();
      else this.expect(hosts, step + 1);
    }, pause);
  }

  #start(): void {
    this.#observer = new MutationObserver((records) => this.#take(records));
    this.cover(document);
    for (const type of EVENTS) addEventListener(type, this.#schedule, { capture: true, passive: true });
  }

  #stop(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#roots.clear();
    this.#sinks.clear();
    clearTimeout(this.#timer);
    clearTimeout(this.#late);
    this.#timer = undefined;
    for (const type of EVENTS) removeEventListener(type, this.#schedule, { capture: true });
  }

  #take(records: MutationRecord[]): void {
    let told = false;
    for (const record of records) {
      if (isOurOwn(record)) continue;
      for (const sink of this.#sinks) if (sink(record)) told = true;
      told ||= record.type === 'childList' || TOLD.includes(record.attributeName ?? '');
    }
    if (told) this.#schedule();
  }

  readonly #schedule = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const changed of this.#listeners) changed();
    }, PAUSE_MS);
  };
}

const isOurOwn = ({ type, target, addedNodes, removedNodes }: MutationRecord): boolean =>
  isOurs(target) || (type === 'childList' && [...addedNodes, ...removedNodes].every(isOurs));

/** The watch of this frame. */
export const watch = new PageWatch();

/** Tells when the page, or a value in it, may have changed; answers how to stop observing. */
export const observeChanges = (changed: () => void): (() => void) => watch.subscribe(changed);
