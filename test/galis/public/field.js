import { galis } from './module.js';

const native =
  'ng-attr-id="{{ $ctrl.id }}" ng-attr-name="{{ $ctrl.id }}" ng-model="$ctrl.entries[$ctrl.field.key]"';
const boxed = `${native} class="box" ng-attr-maxlength="{{ $ctrl.field.maxLength }}" ng-attr-placeholder="{{ $ctrl.field.placeholder }}"`;

const mg = `
  class="{{ $ctrl.cell ? 'cell' : '' }}"
  ng-prop-identifier="$ctrl.id"
  ng-prop-label="$ctrl.field.label"
  ng-prop-label_hide="$ctrl.cell"
  ng-prop-help_text="$ctrl.field.help || ''"
  ng-prop-required="$ctrl.field.required || false"
  ng-prop-readonly="$ctrl.locked || false"
  ng-prop-value="$ctrl.entries[$ctrl.field.key]"
  ng-on-value-change="$ctrl.set($event.originalEvent.detail)"`;

const text = `${mg} ng-prop-placeholder="$ctrl.field.placeholder || ''" ng-prop-maxlength="$ctrl.field.maxLength || $ctrl.longest"`;
const items = `${mg} ng-prop-items="$ctrl.field.options"`;

/** One control per widget of the form definition. */
const controls = {
  'mg-text': `<mg-input-text ${text}></mg-input-text>`,
  'mg-textarea': `<mg-input-textarea ${text}></mg-input-textarea>`,
  'mg-integer': `<mg-input-numeric type="integer" ng-prop-min="$ctrl.min" ${mg}></mg-input-numeric>`,
  'mg-currency': `<mg-input-numeric type="currency" ng-prop-min="$ctrl.min" ${mg}></mg-input-numeric>`,
  'mg-select': `<mg-input-select ${items}></mg-input-select>`,
  'mg-date': `<mg-input-date ${mg}></mg-input-date>`,
  'mg-radio': `<mg-input-radio ${items}></mg-input-radio>`,
  'mg-checkbox': `<mg-input-checkbox ${mg}></mg-input-checkbox>`,
  'mg-toggle': `<mg-input-toggle ${items}>
    <span slot="item-1">{{ $ctrl.field.options[0].title }}</span>
    <span slot="item-2">{{ $ctrl.field.options[1].title }}</span>
  </mg-input-toggle>`,
  text: `<input type="text" ${boxed}>`,
  'text-blur': `<input type="text" ${boxed} ng-model-options="{ updateOn: 'blur' }">`,
  textarea: `<textarea rows="5" ${boxed}></textarea>`,
  number: `<input type="number" step="any" ng-attr-min="{{ $ctrl.field.min }}" ${boxed}>`,
  select: `<select class="box" ${native} ng-options="option.value as option.title for option in $ctrl.options">
    <option value="">Sélectionnez une valeur</option>
  </select>`,
  datepicker: `<div class="with-button">
    <input type="text" ${boxed} uib-datepicker-popup="dd/MM/yyyy" is-open="$ctrl.opened" show-button-bar="false"
      datepicker-options="$ctrl.calendar">
    <button type="button" class="button secondary" ng-click="$ctrl.opened = !$ctrl.opened">Calendrier</button>
  </div>`,
  typeahead: `<input type="text" ${boxed} autocomplete="off" typeahead-editable="false" typeahead-wait-ms="150"
    typeahead-min-length="$ctrl.field.suggests === 'communes' ? 0 : 1"
    uib-typeahead="item for item in $ctrl.suggest($viewValue)">`,
  file: `<input type="file" ng-attr-id="{{ $ctrl.id }}" ng-attr-name="{{ $ctrl.id }}" galis-file="$ctrl.set(file)">
    <p class="file-name" ng-if="$ctrl.entries[$ctrl.field.key]">Pièce déposée : {{ $ctrl.entries[$ctrl.field.key].name }}</p>`,
};

const switched = Object.entries(controls)
  .map(([widget, control]) => `<div ng-switch-when="${widget}">${control}</div>`)
  .join('');

const star = '<span class="required" ng-if="$ctrl.field.required"> *</span>';

const template = `
<div ng-switch="$ctrl.shape" class="field field-{{ $ctrl.field.widget }}">
  <div ng-switch-when="bare" ng-switch="$ctrl.field.widget">${switched}</div>
  <div ng-switch-when="labelled">
    <label ng-attr-for="{{ $ctrl.id }}">{{ $ctrl.field.label }}${star}</label>
    <div ng-switch="$ctrl.field.widget">${switched}</div>
    <p class="help" ng-if="$ctrl.field.help">{{ $ctrl.field.help }}</p>
  </div>
  <fieldset ng-switch-when="radio">
    <legend>{{ $ctrl.field.label }}${star}</legend>
    <label class="choice" ng-repeat="option in $ctrl.options">
      <input type="radio" ng-attr-name="{{ $ctrl.id }}" ng-model="$ctrl.entries[$ctrl.field.key]" ng-value="option.value">
      {{ option.title }}
    </label>
  </fieldset>
  <label ng-switch-when="checkbox" class="choice">
    <input type="checkbox" ${native}> <span>{{ $ctrl.field.label }}${star}</span>
  </label>
  <p class="warning" role="status" ng-if="$ctrl.isUnexpected()">
    Votre projet n’est peut-être pas éligible.
    <a href="#/cnsa/aide/eligibilite" target="_blank" rel="noopener">En savoir plus</a>
  </p>
</div>`;

const plain = (string) => string.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

class FieldController {
  constructor(api) {
    this.api = api;
    this.calendar = { startingDay: 1, showWeeks: false };
  }

  $onInit() {
    const { field } = this;
    this.min = field.min ?? null;
    this.longest = field.widget === 'mg-textarea' ? 4000 : 400;
    this.options = field.options?.map((option) =>
      typeof option === 'string' ? { title: option, value: option } : option,
    );
    this.shape = this.shapeOf(field.widget);
  }

  /** The rank in the identifier of a cell follows the row when another one is removed. */
  $onChanges() {
    this.id = `${this.api.idPrefix}${this.prefix}_${this.field.key}`;
  }

  shapeOf(widget) {
    if (widget === 'radio' || widget === 'checkbox') return widget;
    return this.cell || widget.startsWith('mg-') ? 'bare' : 'labelled';
  }

  set(value) {
    this.entries[this.field.key] = value;
  }

  isUnexpected() {
    const value = this.entries[this.field.key];
    return 'expected' in this.field && typeof value === 'boolean' && value !== this.field.expected;
  }

  /** Items of the list that hold the typed text. */
  suggest(typed) {
    const list =
      this.field.suggests === 'naf' ? this.api.naf() : this.api.communes(this.entries.codePostal ?? '');
    return list.then((all) => all.filter((item) => plain(item).includes(plain(typed ?? ''))).slice(0, 10));
  }
}

galis.component('galisField', {
  template,
  controller: ['api', FieldController],
  bindings: { field: '<', entries: '<', prefix: '<', cell: '<', locked: '<' },
});

galis.directive('galisFile', () => ({
  scope: { galisFile: '&' },
  link: (scope, element) => {
    element.on('change', () => {
      const [file] = element[0].files;
      scope.$apply(() => scope.galisFile({ file: file ? { name: file.name, size: file.size } : null }));
    });
  },
}));
