import { node, register } from './element.js';
import { MgInput } from './input.js';
import { words } from './words.js';

export const titleOf = (item) => (typeof item === 'string' ? item : item.title);
export const modelOf = (item) => (typeof item === 'string' ? item : item.value);

/** Inputs that choose among `items`: texts, or `{ title, value, disabled?, group? }`. */
export class MgChoice extends MgInput {
  static props = { ...MgInput.props, items: [] };

  shapeOf() {
    return [...super.shapeOf(), this.items];
  }

  chosen() {
    return this.items.find((item) => modelOf(item) === this.value);
  }

  readonlyText() {
    const item = this.chosen();
    return item === undefined ? '' : titleOf(item);
  }
}

class MgInputSelect extends MgChoice {
  static kind = 'select';

  buildControl() {
    this.control = this.listen(
      node('select', { class: 'mg-input__box', id: this.identifier, name: this.controlName }),
    );
    this.control.append(node('option', { value: '' }, words(this).select));
    const groups = new Map();
    for (const item of this.items) {
      const option = node('option', { value: titleOf(item), disabled: item.disabled }, titleOf(item));
      if (item.group && !groups.has(item.group)) {
        groups.set(item.group, node('optgroup', { label: item.group }));
        this.control.append(groups.get(item.group));
      }
      (groups.get(item.group) ?? this.control).append(option);
    }
    return this.control;
  }

  take(control) {
    const item = this.items.find((candidate) => titleOf(candidate) === control.value);
    this.value = item === undefined ? null : modelOf(item);
    this.emit('value-change', this.value);
  }

  updateControl() {
    const item = this.chosen();
    this.control.value = item === undefined ? '' : titleOf(item);
    this.control.disabled = this.disabled;
  }
}

class MgInputRadio extends MgChoice {
  static kind = 'radio';
  static isGroup = true;

  buildControl() {
    const lines = this.items.map((item, index) => {
      const id = `${this.identifier}_${index}`;
      const control = node('input', { type: 'radio', id, name: this.controlName, value: String(index) });
      return node('li', {}, this.listen(control), node('label', { for: id }, titleOf(item)));
    });
    return node('ul', { role: 'list', class: 'mg-input__list' }, ...lines);
  }

  take(control) {
    this.value = modelOf(this.items[Number(control.value)]);
    this.emit('value-change', this.value);
  }

  updateControl() {
    for (const control of this.shadowRoot.querySelectorAll('input')) {
      const item = this.items[Number(control.value)];
      control.checked = modelOf(item) === this.value;
      control.disabled = this.disabled || Boolean(item.disabled);
    }
  }
}

/** Its value is the whole array `[{ title, value, disabled? }]`. */
class MgInputCheckbox extends MgInput {
  static kind = 'checkbox';
  static isGroup = true;

  get items() {
    return this.value ?? [];
  }

  shapeOf() {
    return [...super.shapeOf(), this.items.map(titleOf)];
  }

  buildControl() {
    const lines = this.items.map((item, index) => {
      const id = `${this.identifier}_${index}`;
      const control = node('input', { type: 'checkbox', id, name: this.controlName, value: String(index) });
      return node('li', {}, this.listen(control), node('label', { for: id }, titleOf(item)));
    });
    return node('ul', { role: 'list', class: 'mg-input__list' }, ...lines);
  }

  take(control) {
    this.value = this.items.map((item, index) =>
      index === Number(control.value) ? { ...item, value: control.checked } : item,
    );
    this.emit('value-change', this.value);
  }

  isEmpty() {
    return this.items.some((item) => item.value !== true);
  }

  readonlyText() {
    return this.items
      .filter((item) => item.value)
      .map(titleOf)
      .join(', ');
  }

  updateControl() {
    this.shadowRoot.querySelectorAll('input').forEach((control, index) => {
      const item = this.items[index];
      control.checked = item.value === true;
      control.indeterminate = item.value === null;
      control.disabled = this.disabled || Boolean(item.disabled);
    });
  }
}

/** Two items, the texts of which are slotted by the page. */
class MgInputToggle extends MgChoice {
  static kind = 'toggle';

  buildControl() {
    this.control = node(
      'button',
      { type: 'button', role: 'switch', id: this.identifier, class: 'mg-input__toggle' },
      node('span', { class: 'mg-input__toggle-item' }, node('slot', { name: 'item-1' })),
      node('span', { class: 'mg-input__toggle-track', 'aria-hidden': 'true' }),
      node('span', { class: 'mg-input__toggle-item' }, node('slot', { name: 'item-2' })),
    );
    this.control.addEventListener('click', () => {
      this.value = modelOf(this.items[this.isOn() ? 0 : 1]);
      this.emit('value-change', this.value);
    });
    return this.control;
  }

  isOn() {
    return this.items.length > 1 && modelOf(this.items[1]) === this.value;
  }

  problem() {
    return '';
  }

  updateControl() {
    this.control.setAttribute('aria-checked', String(this.isOn()));
    this.control.disabled = this.disabled;
  }
}

register('mg-input-select', MgInputSelect);
register('mg-input-radio', MgInputRadio);
register('mg-input-checkbox', MgInputCheckbox);
register('mg-input-toggle', MgInputToggle);
