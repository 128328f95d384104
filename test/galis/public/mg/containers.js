import { MgElement, node, register } from './element.js';
import { layout } from './layout.js';
import { words } from './words.js';

/** Wraps the fields of a step and says whether all of them are valid. */
class MgForm extends MgElement {
  validity = new Map();

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('input-valid', ({ target, detail }) => {
      this.validity.set(target, detail);
      this.emit(
        'form-valid',
        [...this.validity].every(([input, valid]) => valid || !input.isConnected),
      );
    });
  }

  build() {
    const form = node(
      'form',
      { class: 'mg-form', novalidate: true },
      node('p', { class: 'mg-form__required' }, words(this).star),
      node('slot'),
    );
    form.addEventListener('submit', (event) => event.preventDefault());
    return form;
  }
}

/** A dialog whose content stays in the page's own tree. */
class MgModal extends MgElement {
  static props = { identifier: '', modalTitle: '', hide: true };

  changed(name) {
    if (name === 'hide' && this.hydrated) this.emit(this.hide ? 'component-hide' : 'component-show', null);
  }

  shapeOf() {
    return [this.identifier, this.modalTitle];
  }

  build() {
    const native = layout() === 'G3';
    const dialog = node(
      native ? 'dialog' : 'div',
      {
        class: 'mg-modal',
        id: this.identifier,
        role: native ? null : 'alertdialog',
        tabindex: native ? null : '-1',
        'aria-modal': native ? null : 'true',
        'aria-labelledby': `${this.identifier}-title`,
      },
      node(
        'div',
        { class: 'mg-modal__dialog' },
        node('h2', { id: `${this.identifier}-title`, class: 'mg-modal__title' }, this.modalTitle),
        node('slot'),
        node('div', { class: 'mg-modal__actions' }, node('slot', { name: 'actions' })),
      ),
    );
    dialog.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide = true;
    });
    dialog.addEventListener('close', () => {
      this.hide = true;
    });
    return dialog;
  }

  update() {
    const dialog = this.shadowRoot.querySelector('.mg-modal');
    if (dialog.localName === 'dialog') {
      if (this.hide) dialog.close();
      else if (!dialog.open) dialog.showModal();
      return;
    }
    const wasHidden = dialog.getAttribute('aria-hidden') !== 'false';
    dialog.setAttribute('aria-hidden', String(this.hide));
    if (wasHidden && !this.hide) dialog.focus();
  }
}

class MgButton extends MgElement {
  static props = { variant: 'primary', disabled: false };
  static delegatesFocus = true;

  shapeOf() {
    return [this.variant];
  }

  build() {
    return node('button', { type: 'button', class: `mg-button mg-button--${this.variant}` }, node('slot'));
  }

  update() {
    this.shadowRoot.querySelector('button').disabled = this.disabled;
  }
}

register('mg-form', MgForm);
register('mg-modal', MgModal);
register('mg-button', MgButton);
