import { sheet } from './style.js';

const attributeOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Next frame; a hidden tab gets none, so a timer takes over there. */
const nextFrame = (run) => {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    run();
  };
  requestAnimationFrame(once);
  setTimeout(once, 120);
};

const fromAttribute = (text, initial) => {
  if (typeof initial === 'boolean') return text !== null && text !== 'false';
  if (typeof initial === 'number') return Number(text);
  return text;
};

/** Creates a node: attributes whose value is null, undefined or false are left out. */
export const node = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

/**
 * Base of the components: declared properties, an open shadow root, an asynchronous render that
 * rebuilds the inside when its shape changes and only updates it otherwise.
 */
export class MgElement extends HTMLElement {
  static props = {};
  values = { ...this.constructor.props };
  shape = null;
  queued = false;
  hydrated = false;
  reflecting = false;

  constructor() {
    super();
    const root = this.attachShadow({
      mode: 'open',
      delegatesFocus: this.constructor.delegatesFocus ?? false,
    });
    root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    // AngularJS may have set properties before the element was upgraded
    for (const name of Object.keys(this.constructor.props))
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    this.schedule();
  }

  attributeChangedCallback(attribute, before, text) {
    if (before === text || this.reflecting) return;
    const name = attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    this[name] = fromAttribute(text, this.constructor.props[name]);
  }

  schedule() {
    if (this.queued || !this.isConnected) return;
    this.queued = true;
    nextFrame(() => {
      this.queued = false;
      if (this.isConnected) this.render();
    });
  }

  render() {
    const shape = JSON.stringify(this.shapeOf());
    if (shape !== this.shape) {
      this.shape = shape;
      this.shadowRoot.replaceChildren(this.build());
    }
    this.update();
    this.hydrated = true;
    this.classList.add('hydrated');
  }

  /** Writes a property on the host as an attribute. */
  reflect(name, text) {
    this.reflecting = true;
    if (text === null) this.removeAttribute(name);
    else this.setAttribute(name, text);
    this.reflecting = false;
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** What the inside depends on beyond its values. */
  shapeOf() {
    return [];
  }

  changed() {}

  update() {}
}

/** Declares a component: its properties become accessors and observed attributes. */
export const register = (tag, component) => {
  for (const name of Object.keys(component.props))
    Object.defineProperty(component.prototype, name, {
      configurable: true,
      get() {
        return this.values[name];
      },
      set(value) {
        const before = this.values[name];
        if (before === value) return;
        this.values[name] = value;
        this.changed(name, before);
        this.schedule();
      },
    });
  component.observedAttributes = Object.keys(component.props).map(attributeOf);
  customElements.define(tag, component);
};
