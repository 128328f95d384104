import { MgElement, node, register } from './element.js';
import { words } from './words.js';

/** Pages of a list: two buttons and a native list of the pages. */
class MgPagination extends MgElement {
  static props = { totalPages: 1, currentPage: 1 };

  shapeOf() {
    return [this.totalPages];
  }

  build() {
    const { previous, next, page } = words(this);
    this.select = node('select', { class: 'mg-input__box', 'aria-label': page });
    for (let rank = 1; rank <= this.totalPages; rank += 1)
      this.select.append(node('option', { value: String(rank) }, String(rank)));
    this.select.addEventListener('change', () => this.go(Number(this.select.value)));
    this.previous = this.button(previous, -1);
    this.next = this.button(next, 1);
    return node(
      'nav',
      { class: 'mg-pagination', 'aria-label': 'Pagination' },
      this.previous,
      node('span', { class: 'mg-pagination__pages' }, this.select, node('span', {}, `/ ${this.totalPages}`)),
      this.next,
    );
  }

  button(text, step) {
    const button = node('button', { type: 'button', class: 'mg-button mg-button--secondary' }, text);
    button.addEventListener('click', () => this.go(this.currentPage + step));
    return button;
  }

  go(page) {
    this.currentPage = page;
    this.emit('current-page-change', page);
  }

  update() {
    this.select.value = String(this.currentPage);
    this.previous.disabled = this.currentPage <= 1;
    this.next.disabled = this.currentPage >= this.totalPages;
  }
}

register('mg-pagination', MgPagination);
