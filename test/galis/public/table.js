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
      <tr ng-repeat="row in $ctrl.rows()">
        <td ng-repeat="column in $ctrl.table.columns" class="column-{{ column.widget }} {{ column.maxLength ? 'column-short' : '' }}">
          <galis-field ng-if="$ctrl.table.editor === 'row'" field="column" entries="row" cell="true"
            prefix="$ctrl.table.key + '_' + $parent.$parent.$index"></galis-field>
          <span ng-if="$ctrl.table.editor === 'modal'">{{ row[column.key] }}</span>
        </td>
        <td class="column-action">
          <button type="button" class="button remove" ng-click="$ctrl.remove($index)"
            ng-attr-aria-label="Supprimer la ligne {{ $index + 1 }}">Supprimer</button>
        </td>
      </tr>
      <tr ng-if="!$ctrl.rows().length">
        <td class="none" ng-attr-colspan="{{ $ctrl.table.columns.length + 1 }}">Aucune ligne pour le moment.</td>
      </tr>
    </tbody>
  </table>
</div>
<div class="under-table">
  <div>${addButton}</div>
  <p class="total" ng-if="$ctrl.table.total">
    {{ $ctrl.table.total.label }} : <strong>{{ $ctrl.total() | currency : '€' }}</strong>
  </p>
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
  rows() {
    return this.entries[this.table.key] ?? [];
  }

  add() {
    const row = emptyRow(this.table.columns);
    if (this.table.editor === 'modal') this.candidate = row;
    else this.rows().push(row);
  }

  accept() {
    if (this.table.columns.some(({ key, required }) => required && !this.candidate[key])) return;
    this.rows().push(this.candidate);
    this.candidate = null;
  }

  remove(index) {
    this.rows().splice(index, 1);
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
