import { MgElement, node } from './element.js';
import { layout, named, renamed } from './layout.js';
import { sheet } from './style.js';
import { words } from './words.js';

/** In G3, the frame around the parts of an input: it has its own shadow root, they stay outside of it. */
class MgInputFrame extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(
      node('slot', { name: 'label' }),
      node('div', { class: 'mg-input__input-container' }, node('slot')),
      node('slot', { name: 'help-text' }),
      node('slot', { name: 'error' }),
    );
  }
}
customElements.define('mg-input', MgInputFrame);

/** What all inputs share: title, help, error after blur, read-only text, validity event. */
export class MgInput extends MgElement {
  static props = {
    identifier: '',
    name: '',
    label: '',
    labelHide: false,
    helpText: '',
    required: false,
    disabled: false,
    readonly: false,
    value: null,
  };
  /** Name of the component in its class names. */
  static kind = 'input';
  static isGroup = false;
  control = null;
  errorShown = false;

  get controlName() {
    return this.name || this.identifier;
  }

  shapeOf() {
    const { identifier, name, label, labelHide, helpText, required, readonly } = this;
    return [identifier, name, label, labelHide, helpText, required, readonly];
  }

  build() {
    this.control = null;
    const inside = this.readonly ? node('strong', { class: 'mg-input__value' }) : this.buildControl();
    return layout() === 'G3' ? this.thirdLayout(inside) : renamed(this.firstLayout(inside));
  }

  get groups() {
    return this.constructor.isGroup && !this.readonly;
  }

  get star() {
    return this.required && !this.readonly
      ? node('span', { class: 'mg-input-title__required' }, '\u00a0*')
      : null;
  }

  firstLayout(inside) {
    const title = this.groups
      ? node('legend', {}, this.label, this.star)
      : node('label', { for: this.identifier }, this.label, this.star);
    return node(
      this.groups ? 'fieldset' : 'div',
      { class: `mg-input mg-input--${this.constructor.kind}${this.readonly ? ' mg-input--readonly' : ''}` },
      node('mg-input-title', { class: this.labelHide ? 'mg-visually-hidden' : null }, title),
      node('div', { class: 'mg-input__input-container' }, inside),
      this.helpText ? node('div', { class: 'mg-input__help-text', id: this.helpId }, this.helpText) : null,
    );
  }

  thirdLayout(inside) {
    const titleId = `${this.identifier}-title`;
    const text = node('span', { class: 'mg-c-input-title__text' }, this.label);
    const title = this.groups
      ? node('span', { class: 'mg-c-input-title' }, text, this.star)
      : node('label', { for: this.identifier, class: 'mg-c-input-title' }, text, this.star);
    return node(
      'mg-input',
      {
        class: `mg-input--${this.constructor.kind}${this.readonly ? ' mg-input--readonly' : ''}`,
        role: this.groups ? 'group' : null,
        'aria-labelledby': this.groups ? titleId : null,
      },
      node(
        'mg-input-title',
        { slot: 'label', id: titleId, class: this.labelHide ? 'mg-visually-hidden' : null },
        title,
      ),
      inside,
      this.helpText
        ? node('div', { slot: 'help-text', class: 'mg-input__help-text', id: this.helpId }, this.helpText)
        : null,
    );
  }

  get helpId() {
    return `${this.identifier}-help-text`;
  }

  get errorId() {
    return `${this.identifier}-error`;
  }

  /** Listens to a native control of the component. */
  listen(control) {
    control.addEventListener('input', () => this.onInput(control));
    control.addEventListener('focus', () => this.onFocus());
    control.addEventListener('blur', () => this.onBlur());
    return control;
  }

  onInput(control) {
    this.take(control);
    this.checkValidity();
    if (this.errorShown) this.schedule();
  }

  onFocus() {}

  onBlur() {
    this.errorShown = true;
    this.checkValidity();
    this.schedule();
  }

  checkValidity() {
    this.emit('input-valid', this.problem() === '');
  }

  /** Message about the present value, empty when there is none. */
  problem() {
    return this.required && !this.disabled && !this.readonly && this.isEmpty() ? words(this).required : '';
  }

  isEmpty() {
    return this.value === null || this.value === undefined || this.value === '';
  }

  readonlyText() {
    return this.value ?? '';
  }

  update() {
    const shown = this.inner('mg-input__value');
    if (shown) shown.textContent = this.readonlyText();
    else this.updateControl();
    this.updateError();
  }

  /** Node of the inside by its class, whatever the generation calls it. */
  inner(name) {
    return this.shadowRoot.querySelector(`.${named(name)}`);
  }

  updateError() {
    const problem = this.errorShown ? this.problem() : '';
    const wrapper = this.shadowRoot.firstElementChild;
    let error = this.shadowRoot.getElementById(this.errorId);
    wrapper.classList.toggle(named('mg-input--error'), problem !== '');
    if (!problem) error?.remove();
    else if (!error) {
      const third = layout() === 'G3' && { slot: 'error' };
      error = node('div', { class: named('mg-input__error'), id: this.errorId, ...third });
      wrapper.append(error);
    }
    if (problem) error.textContent = problem;
    this.describe(problem !== '');
  }

  describe(hasError) {
    const ids = [this.helpText && this.helpId, hasError && this.errorId].filter(Boolean).join(' ');
    for (const control of this.shadowRoot.querySelectorAll('input, select, textarea, button')) {
      if (ids) control.setAttribute('aria-describedby', ids);
      else control.removeAttribute('aria-describedby');
      if (layout() !== 'G1') control.setAttribute('aria-invalid', String(hasError));
    }
  }
}
