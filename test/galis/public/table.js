import { emptyRow } from './entries.js';
import { galis } from './module.js';

const addButton = `
<button type="button" class="button secondary add" ng-if="$ctrl.table.addWith === 'button'" ng-click="$ctrl.add()">
  {{ $ctrl.table.addLabel }}
</button>
<mg-button class="add" variant="secondary" ng-if="$ctrl.table.addWith === 'mg-button'" ng-click="$ctrl.add()">
  {{ $ctrl.table.addLabel }}
</mg-button>`;

const template = `
<div class="table-scroll" tabindex="0" role="group" ng-attr-aria-label="{{ $ctrl.table.caption }}">
  <table class="rows">
    <caption>{{ $ctrl.table.caption }}</caption>
    <thead>
      <tr>
        <th scope="col" ng-repeat="column in $ctrl.table.columns" class="column-{{ column.widget }} {{ column.maxLength ? 'column-short' : '' }}">
          {{ column.label }}<span class="required" ng-if="column.required"> *</span>
        </th>
        <th scope="col" class="column-action"><span class="visually-hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      <tr ng-repeat="row in $ctrl.shown()">
        <td ng-repeat="column in $ctrl.table.columns" class="column-{{ column.widget }} {{ column.maxLength ? 'column-short' : '' }}">
          <galis-field ng-if="$ctrl.table.editor === 'row' && !column.printed" field="column" entries="row" cell="true"
            prefix="$ctrl.table.key + '_' + ($ctrl.first() + $parent.$parent.$index)"></galis-field>
          <span ng-if="$ctrl.table.editor === 'modal' || column.printed">{{ row[column.key] }}</span>
        </td>
        <td class="column-action">
          <button ng-if="!$ctrl.table.closed" type="button" class="button remove" ng-click="$ctrl.remove($ctrl.first() + $parent.$index)"
            ng-attr-aria-label="Supprimer la ligne {{ $ctrl.first() + $parent.$index + 1 }}">Supprimer</button>
        </td>
      </tr>
      <tr ng-if="!$ctrl.rows().length">
        <td class="none" ng-attr-colspan="{{ $ctrl.table.columns.length + 1 }}">Aucune ligne pour le moment.</td>
      </tr>
    </tbody>
  </table>
</div>
<div class="under-table">
  <div ng-if="!$ctrl.table.closed">${addButton}</div>
  <p class="total" ng-if="$ctrl.table.total">
    {{ $ctrl.table.total.label }} : <strong>{{ $ctrl.total() | currency : '€' }}</strong>
  </p>
</div>
<div class="pages" ng-if="$ctrl.pages() > 1">
  <p class="shown" role="status">Lignes {{ $ctrl.first() + 1 }} à {{ $ctrl.first() + $ctrl.shown().length }} sur {{ $ctrl.rows().length }}</p>
  <mg-pagination ng-prop-total_pages="$ctrl.pages()" ng-prop-current_page="$ctrl.page"
    ng-on-current-page-change="$ctrl.page = $event.originalEvent.detail"></mg-pagination>
</div>
<mg-modal ng-if="$ctrl.table.editor === 'modal'" ng-prop-identifier="$ctrl.table.key + '-modale'"
  ng-prop-modal_title="$ctrl.table.addLabel" ng-prop-hide="!$ctrl.candidate" ng-on-component-hide="$ctrl.candidate = null">
  <div ng-if="$ctrl.candidate" class="stack">
    <galis-field ng-repeat="column in $ctrl.table.columns" field="column" entries="$ctrl.candidate"
      prefix="$ctrl.table.key"></galis-field>
  </div>
  <button slot="actions" type="button" class="button secondary" ng-click="$ctrl.candidate = null">Annuler</button>
  <button slot="actions" type="button" class="button" ng-click="$ctrl.accept()">Valider</button>
</mg-modal>`;

class TableController {
  page = 1;

  rows() {
    return this.entries[this.table.key] ?? [];
  }

  pages() {
    return Math.ceil(this.rows().length / (this.table.pageSize ?? Number.POSITIVE_INFINITY));
  }

  /** Rank of the first row shown. */
  first() {
    return this.table.pageSize ? (this.page - 1) * this.table.pageSize : 0;
  }

  /** The rows of the page; the list itself when all of them are shown. */
  shown() {
    const { pageSize } = this.table;
    return pageSize ? this.rows().slice(this.first(), this.first() + pageSize) : this.rows();
  }

  add() {
    const row = emptyRow(this.table.columns);
    if (this.table.editor === 'modal') this.candidate = row;
    else this.rows().push(row);
    this.page = Math.max(1, this.pages() || 1);
  }

  accept() {
    if (this.table.columns.some(({ key, required }) => required && !this.candidate[key])) return;
    this.rows().push(this.candidate);
    this.candidate = null;
  }

  remove(index) {
    this.rows().splice(index, 1);
    this.page = Math.min(this.page, Math.max(1, this.pages() || 1));
  }

  total() {
    return this.rows().reduce((sum, row) => sum + (row[this.table.total.key] ?? 0), 0);
  }
}

galis.component('galisTable', {
  template,
  controller: TableController,
  bindings: { table: '<', entries: '<' },
});
