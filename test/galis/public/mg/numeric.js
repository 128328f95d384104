import { node, register } from './element.js';
import { MgInput } from './input.js';
import { MgTextual } from './text.js';
import { words } from './words.js';

const patterns = {
  integer: /^-?\d{0,13}$/,
  decimal: /^-?\d{0,13}(?:[.,]\d{0,2})?$/,
  currency: /^-?\d{0,13}(?:[.,]\d{0,2})?$/,
};

const toNumber = (raw) => {
  const text = String(raw ?? '').replace(',', '.');
  return /\d/.test(text) ? Number(text) : null;
};

/** A filtered number: what it cannot read is replaced by the previous value. */
class MgInputNumeric extends MgTextual {
  static props = { ...MgInput.props, type: 'decimal', min: null, max: null };
  static kind = 'numeric';
  showsRaw = false;

  changed(name, before) {
    // the application sends back the number it was given: « 12, » must survive it
    if (name === 'value' && typeof this.value === 'number') {
      const same = toNumber(before) === this.value;
      this.values.value = same ? before : String(this.value);
      if (same) return;
    }
    super.changed(name, before);
  }

  model() {
    return toNumber(this.value);
  }

  isEmpty() {
    return this.model() === null;
  }

  buildControl() {
    this.control = this.listen(
      node('input', {
        type: 'text',
        class: 'mg-input__box',
        id: this.identifier,
        name: this.controlName,
        inputmode: 'decimal',
      }),
    );
    return this.control;
  }

  take(control) {
    this.showsRaw = true;
    if (patterns[this.type].test(control.value)) this.value = control.value;
    else {
      control.value = this.value ?? '';
      this.emit('value-change', this.model());
    }
  }

  onFocus() {
    this.showsRaw = true;
    this.schedule();
  }

  onBlur() {
    this.showsRaw = false;
    super.onBlur();
  }

  display() {
    return this.showsRaw ? String(this.value ?? '') : this.format(this.model());
  }

  format(number) {
    if (number === null) return '';
    const lang = this.closest('[lang]')?.lang || navigator.language;
    const style = this.type === 'currency' ? { style: 'currency', currency: 'EUR' } : {};
    return new Intl.NumberFormat(lang, style).format(number);
  }

  readonlyText() {
    return this.format(this.model());
  }

  problem() {
    const number = this.model();
    if (number === null) return super.problem();
    if (this.min !== null && number < this.min) return words(this).tooLow(this.format(this.min));
    if (this.max !== null && number > this.max) return words(this).tooHigh(this.format(this.max));
    return '';
  }
}

register('mg-input-numeric', MgInputNumeric);
