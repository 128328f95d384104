import { kindOf } from './controls';
import { allIn } from './dom';
import { composedClosest, composedParent, shadowRootOf } from './walk';

/**
 * Outline and banner of the picking, in a closed shadow root that takes no pointer: constant words,
 * nothing of the page and nothing to click.
 */
const STYLE = `
:host{all:initial!important;position:fixed!important;inset:0!important;pointer-events:none!important;z-index:2147483001!important;display:block!important}
.outline{position:absolute;box-sizing:border-box;border:3px solid #0b5c6b;border-radius:6px;background:#0b5c6b1a;display:none}
.banner{position:absolute;top:12px;left:50%;transform:translateX(-50%);width:max-content;max-width:calc(100% - 32px);box-sizing:border-box;padding:10px 16px;border-radius:8px;background:#0b5c6b;color:#fff;font:600 15px/1.4 system-ui,sans-serif;box-shadow:0 2px 12px #0006}
`;
const ASK = 'Cliquez sur le champ à montrer à l’assistant — Échap pour renoncer';
const MISSED = 'Il n’y a pas de champ ici : cliquez dans la case à montrer — Échap pour renoncer';

const POINTER = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'auxclick'];
/** No click comes from a disabled control: the release of the button then counts. */
const CLICK_MS = 60;

type IsField = (element: Element) => boolean;

/** Lets the person point at a field of the page: one picking at a time, in this frame. */
export class Picker {
  #stop: () => void = () => {};

  /**
   * Answers the field clicked, or chosen with Enter or Space while it has the focus; null when the
   * person pressed Escape or `stop` was called. Meanwhile no press of the mouse reaches the page.
   * `isField` says what can be picked.
   */
  pick(isField: IsField = (element) => kindOf(element) !== null): Promise<Element | null> {
    this.stop();
    return new Promise((resolve) => {
      const end = openPicking(isField, (element) => {
        this.#stop = () => {};
        end();
        resolve(element);
      });
      this.#stop = () => {
        this.#stop = () => {};
        end();
        resolve(null);
      };
    });
  }

  /** Gives up the picking under way, if any. */
  stop(): void {
    this.#stop();
  }
}

/** Listens until `end` is called; `picked` is called once, with null for Escape. */
const openPicking = (isField: IsField, picked: (element: Element | null) => void): (() => void) => {
  const view = new View();
  let pressed: Element | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const choose = (element: Element | null) => {
    clearTimeout(waiting);
    if (element) picked(element);
    else view.miss();
  };
  const onPointer = (event: Event) => {
    if (!event.isTrusted || !(event instanceof MouseEvent)) return;
    keepFromPage(event);
    if (event.button !== 0) return;
    const under = fieldAt(event.clientX, event.clientY, isField);
    if (event.type === 'click') choose(under);
    if (event.type === 'mouseup' || event.type === 'pointerup') {
      clearTimeout(waiting);
      waiting = setTimeout(() => choose(under), CLICK_MS);
    }
  };
  let over: EventTarget | null = null;
  const onMove = (event: Event) => {
    const [target = null] = event.composedPath();
    if (target === over || !(event instanceof MouseEvent)) return;
    over = target;
    view.show(fieldAt(event.clientX, event.clientY, isField));
  };
  const onKey = (event: Event) => {
    if (!event.isTrusted || !(event instanceof KeyboardEvent)) return;
    if (!['Escape', 'Enter', ' '].includes(event.key)) return;
    keepFromPage(event);
    if (event.type === 'keydown') pressed = focused();
    // On release: a release the page would hear could press the button that has the focus.
    if (event.type !== 'keyup') return;
    if (event.key === 'Escape') picked(null);
    else if (pressed && pressed === focused()) choose(fieldOf(pressed, isField));
  };
  const onFocus = () => {
    const element = focused();
    view.show(element && fieldOf(element, isField));
  };
  const away = () => {
    over = null;
    view.show(null);
  };
  const listeners: [string, (event: Event) => void][] = [
    ...POINTER.map((type): [string, (event: Event) => void] => [type, onPointer]),
    ...['keydown', 'keypress', 'keyup'].map((type): [string, (event: Event) => void] => [type, onKey]),
    ['pointermove', onMove],
    ['focusin', onFocus],
    ['scroll', away],
    ['pointerout', (event) => event instanceof MouseEvent && event.relatedTarget === null && away()],
  ];
  for (const [type, listener] of listeners) addEventListener(type, listener, { capture: true });
  return () => {
    clearTimeout(waiting);
    view.close();
    for (const [type, listener] of listeners) removeEventListener(type, listener, { capture: true });
  };
};

const keepFromPage = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** The element that has the focus, through shadow roots; null when it is the page itself. */
const focused = (): Element | null => {
  let at = document.activeElement;
  for (let inner = at; inner; inner = shadowRootOf(inner)?.activeElement ?? null) at = inner;
  return at === document.body || at === document.documentElement ? null : at;
};

const fieldAt = (x: number, y: number, isField: IsField): Element | null => {
  let at: Element | null = document.elementFromPoint(x, y);
  for (let root = at && shadowRootOf(at); root; root = at && shadowRootOf(at)) {
    const inner: Element | null = root.elementFromPoint(x, y);
    if (!inner || inner === at) break;
    at = inner;
  }
  return at && fieldOf(at, isField);
};

/** Boxes drawn around one field: the words and the control are in them together, and little else. */
const LEVELS = 4;
const BOX_SIZE = 300;

/** The field an element is, is in, labels, or holds alone. */
const fieldOf = (element: Element, isField: IsField): Element | null => {
  for (let at: Element | null = element; at; at = composedParent(at)) if (isField(at)) return at;
  const label = composedClosest(element, 'label');
  if (label instanceof HTMLLabelElement && label.control && isField(label.control)) return label.control;
  const cell = composedClosest(element, 'td, th, [role="cell"], [role="gridcell"]');
  const [inCell] = cell ? fieldsIn(cell, isField) : [];
  if (inCell) return inCell;
  for (let at: Element | null = element, level = 0; at && level < LEVELS; at = composedParent(at), level++) {
    const inside = fieldsIn(at, isField);
    if (inside.length > 0) return sameQuestion(inside) ? (inside[0] ?? null) : null;
  }
  return null;
};

/** Fields of a box, shadow roots included; none when the box is too wide to be about one field. */
const fieldsIn = (box: Element, isField: IsField): Element[] => {
  const found: Element[] = [];
  let seen = 0;
  const visit = (root: ParentNode): void => {
    for (const element of allIn(root, ':not(form)')) {
      if (++seen > BOX_SIZE) return;
      if (isField(element)) found.push(element);
      const shadow = shadowRootOf(element);
      if (shadow) visit(shadow);
    }
  };
  visit(shadowRootOf(box) ?? box);
  return seen > BOX_SIZE ? [] : found;
};

/** One control, or the radios of one question. */
const sameQuestion = ([first, ...others]: Element[]): boolean =>
  others.every(
    (other) =>
      first instanceof HTMLInputElement &&
      other instanceof HTMLInputElement &&
      first.name !== '' &&
      other.type === first.type &&
      other.name === first.name,
  );

/** What the person sees while she points. */
class View {
  readonly #host = document.createElement('assistant-galis-designer');
  readonly #outline = document.createElement('div');
  readonly #banner = document.createElement('div');

  constructor() {
    const root = this.#host.attachShadow({ mode: 'closed' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.#outline.className = 'outline';
    root.append(style, this.#outline);
    // The words once, in the page itself: a frame only shows its outline.
    if (window === window.top) {
      this.#banner.className = 'banner';
      this.#banner.setAttribute('role', 'status');
      this.#banner.textContent = ASK;
      root.append(this.#banner);
    }
    document.documentElement.append(this.#host);
  }

  show(element: Element | null): void {
    const rect = element?.getBoundingClientRect();
    const shown = rect !== undefined && rect.width > 0 && rect.height > 0;
    this.#outline.style.display = shown ? 'block' : 'none';
    if (!shown) return;
    this.#outline.style.left = `${rect.left - 4}px`;
    this.#outline.style.top = `${rect.top - 4}px`;
    this.#outline.style.width = `${rect.width + 8}px`;
    this.#outline.style.height = `${rect.height + 8}px`;
  }

  miss(): void {
    this.#banner.textContent = MISSED;
  }

  close(): void {
    this.#host.remove();
  }
}
