import { MgChoice, modelOf, titleOf } from './choices.js';
import { node, register } from './element.js';
import { MgInput } from './input.js';
import { layout, named } from './layout.js';
import { sheet } from './style.js';
import { words } from './words.js';

const DEBOUNCE = 250;
const PAGE = 10;

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Holds what is under a control: shown while it is open. */
class MgPopover extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(
      node('slot'),
      node('div', { class: 'mg-popover', hidden: true }, node('slot', { name: 'content' })),
    );
  }

  show(isOpen) {
    this.shadowRoot.querySelector('.mg-popover').hidden = !isOpen;
  }
}
customElements.define('mg-popover', MgPopover);

/**
 * A text box over a list, ten items at a time. `items` are there, or `source(text)` promises them.
 * Only an item that was clicked counts: the text of the last one comes back on leaving the box.
 */
class MgInputCombobox extends MgChoice {
  static props = { ...MgInput.props, items: [], source: null, placeholder: '' };
  static kind = 'combobox';
  found = [];
  limit = PAGE;
  isOpen = false;
  asked = 0;

  shapeOf() {
    return [...super.shapeOf(), this.placeholder];
  }

  buildControl() {
    const list = `${this.identifier}-list`;
    this.control = node('input', {
      type: 'text',
      role: 'combobox',
      class: 'mg-input__box',
      id: this.identifier,
      name: this.controlName,
      placeholder: this.placeholder || words(this).select,
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': list,
    });
    this.list = node('ul', { role: 'listbox', id: list, class: named('mg-input__box-list') });
    this.state = node('p', { class: named('mg-input__state'), role: 'status' });
    this.more = node(
      'button',
      { type: 'button', class: named('mg-input__more'), hidden: true },
      words(this).more,
    );
    this.over = node(
      'mg-popover',
      {},
      this.control,
      node('div', { slot: 'content' }, this.list, this.state, this.more),
    );
    this.watch();
    return this.over;
  }

  watch() {
    const { control } = this;
    control.addEventListener('input', () => this.search(DEBOUNCE));
    control.addEventListener('focus', () => this.search(0, ''));
    control.addEventListener('click', () => this.isOpen || this.search(0, ''));
    control.addEventListener('blur', () => this.left());
    control.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.show(false);
    });
    // a press in the list must not take the focus from the box
    this.over.addEventListener('mousedown', (event) => event.target !== control && event.preventDefault());
    this.list.addEventListener('click', ({ target }) => {
      const line = target.closest('[role="option"]');
      if (line) this.choose(this.found[Number(line.dataset.rank)]);
    });
    this.more.addEventListener('click', () => {
      this.limit += PAGE;
      this.showItems();
    });
  }

  search(delay, text = this.control.value) {
    if (this.disabled) return;
    clearTimeout(this.timer);
    this.asked += 1;
    const asked = this.asked;
    this.timer = setTimeout(async () => {
      this.show(true);
      this.state.textContent = words(this).loading;
      const found = this.source ? await this.source(text) : this.items.filter((one) => this.holds(one, text));
      if (asked !== this.asked || !this.isOpen) return;
      this.found = found;
      this.limit = PAGE;
      this.showItems();
    }, delay);
  }

  holds(item, text) {
    return plain(titleOf(item)).includes(plain(text));
  }

  showItems() {
    const lines = this.found.slice(0, this.limit).map((item, rank) =>
      node(
        'li',
        {
          role: 'option',
          id: String(modelOf(item)),
          'data-rank': String(rank),
          'aria-selected': String(modelOf(item) === this.value),
        },
        titleOf(item),
      ),
    );
    this.list.replaceChildren(...lines);
    this.state.textContent = lines.length === 0 ? words(this).none : '';
    this.state.hidden = lines.length > 0;
    this.more.hidden = this.found.length <= this.limit;
  }

  show(isOpen) {
    this.isOpen = isOpen;
    this.state.hidden = false;
    this.over.show(isOpen);
    this.control.setAttribute('aria-expanded', String(isOpen));
  }

  choose(item) {
    this.value = modelOf(item);
    this.chosenItem = item;
    this.show(false);
    this.control.value = titleOf(item);
    this.checkValidity();
    this.emit('value-change', this.value);
  }

  left() {
    clearTimeout(this.timer);
    this.asked += 1;
    if (this.control.value === '' && !this.isEmpty()) {
      this.value = null;
      this.emit('value-change', null);
    }
    this.show(false);
    this.control.value = this.readonlyText();
    this.onBlur();
  }

  /** An item found far away is known by its value alone once the draft is read again. */
  readonlyText() {
    const item = this.chosen();
    if (item !== undefined) return titleOf(item);
    if (this.chosenItem && modelOf(this.chosenItem) === this.value) return titleOf(this.chosenItem);
    return this.isEmpty() ? '' : String(this.value);
  }

  updateControl() {
    if (!this.isOpen && this.shadowRoot.activeElement !== this.control)
      this.control.value = this.readonlyText();
    this.control.disabled = this.disabled;
    if (layout() === 'G3') this.reflect('value', this.isEmpty() ? null : String(this.value));
  }
}

register('mg-input-combobox', MgInputCombobox);
