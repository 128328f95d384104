import { node, register } from './element.js';
import { MgInput } from './input.js';
import { words } from './words.js';

/** Inputs whose value is a text, also reflected on the host. */
class MgTextual extends MgInput {
  changed(name) {
    if (name === 'value' && this.hydrated) this.emit('value-change', this.model());
  }

  model() {
    return this.value;
  }

  take(control) {
    this.value = control.value;
  }

  display() {
    return this.value ?? '';
  }

  updateControl() {
    if (this.control.value !== this.display()) this.control.value = this.display();
    this.control.disabled = this.disabled;
    this.reflect('value', this.isEmpty() ? null : this.value);
  }
}

class MgInputText extends MgTextual {
  static props = { ...MgInput.props, placeholder: '', maxlength: 400 };
  static kind = 'text';
  static tag = 'input';

  shapeOf() {
    return [...super.shapeOf(), this.placeholder, this.maxlength];
  }

  buildControl() {
    const { identifier, placeholder, maxlength } = this;
    const { tag } = this.constructor;
    this.control = this.listen(
      node(tag, {
        type: tag === 'input' ? 'text' : null,
        class: 'mg-input__box',
        id: identifier,
        name: this.controlName,
        placeholder: placeholder || null,
        maxlength,
        rows: tag === 'textarea' ? 4 : null,
      }),
    );
    return node('div', { class: 'mg-input__with-character-left' }, this.control, this.counter());
  }

  counter() {
    return node(
      'div',
      { class: 'mg-input__character-left' },
      node('span', { 'aria-hidden': 'true', class: 'mg-input__count' }),
      node('span', { class: 'mg-visually-hidden mg-input__left' }),
    );
  }

  updateControl() {
    super.updateControl();
    const length = this.display().length;
    this.inner('mg-input__count').textContent = `${length}/${this.maxlength}`;
    this.inner('mg-input__left').textContent = words(this).left(this.maxlength - length);
  }
}

class MgInputTextarea extends MgInputText {
  static props = { ...MgInputText.props, maxlength: 4000 };
  static kind = 'textarea';
  static tag = 'textarea';
}

class MgInputDate extends MgTextual {
  static props = { ...MgInput.props, min: '', max: '' };
  static kind = 'date';

  model() {
    return this.value || null;
  }

  buildControl() {
    this.control = this.listen(
      node('input', {
        type: 'date',
        class: 'mg-input__box',
        id: this.identifier,
        name: this.controlName,
        min: this.min || null,
        max: this.max || null,
      }),
    );
    return this.control;
  }

  readonlyText() {
    return (this.value ?? '').split('-').reverse().join('/');
  }
}

register('mg-input-text', MgInputText);
register('mg-input-textarea', MgInputTextarea);
register('mg-input-date', MgInputDate);

export { MgTextual };
