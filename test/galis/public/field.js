import { galis } from './module.js';

const named = 'ng-attr-id="{{ $ctrl.id }}" ng-attr-name="{{ $ctrl.id }}" ng-readonly="$ctrl.locked"';
const native = `${named} ng-model="$ctrl.entries[$ctrl.field.key]"`;
const boxed = `${native} class="box" ng-attr-maxlength="{{ $ctrl.field.maxLength }}" ng-attr-placeholder="{{ $ctrl.field.placeholder }}"`;

const mg = `
  class="{{ $ctrl.cell ? 'cell' : '' }}"
  ng-prop-identifier="$ctrl.id"
  ng-prop-label="$ctrl.field.label"
  ng-attr-label="{{ $ctrl.labelAttribute }}"
  ng-prop-label_hide="$ctrl.cell"
  ng-prop-help_text="$ctrl.field.help || ''"
  ng-prop-required="$ctrl.field.required || false"
  ng-prop-readonly="$ctrl.locked || false"
  ng-prop-value="$ctrl.entries[$ctrl.field.key]"
  ng-on-value-change="$ctrl.set($event.originalEvent.detail)"`;

const text = `${mg} ng-prop-placeholder="$ctrl.field.placeholder || ''" ng-prop-maxlength="$ctrl.field.maxLength || $ctrl.longest"`;
const items = `${mg} ng-prop-items="$ctrl.field.options || $ctrl.none"`;

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
  'mg-combobox': `<mg-input-combobox ${items} ng-prop-source="$ctrl.source"></mg-input-combobox>`,
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
  date: `<input type="date" ${boxed}>`,
  'date-parts': `<galis-date-parts identifier="$ctrl.id" value="$ctrl.entries[$ctrl.field.key]" on-change="$ctrl.set(day)"></galis-date-parts>`,
  'ui-select': `<ui-select ng-model="$ctrl.entries[$ctrl.field.key]" ng-attr-id="{{ $ctrl.id }}" ng-disabled="$ctrl.locked">
    <ui-select-match placeholder="Sélectionnez une valeur">{{ $select.selected.title }}</ui-select-match>
    <ui-select-choices repeat="option.value as option in $ctrl.options | filter: { title: $select.search }"><span>{{ option.title }}</span></ui-select-choices>
  </ui-select>`,
  'commune-list': `<select class="box" ${native} ng-options="commune for commune in $ctrl.communes()">
    <option value="">Choisissez une commune</option>
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
  <fieldset ng-switch-when="checkboxes">
    <legend>{{ $ctrl.field.label }}${star}</legend>
    <div class="boxes"><label class="choice" ng-repeat="item in $ctrl.entries[$ctrl.field.key]">
      <input type="checkbox" ng-attr-id="{{ $ctrl.id }}_{{ $index }}" ng-attr-name="{{ $ctrl.id }}" ng-model="item.value">
      {{ item.title }}
    </label></div>
  </fieldset>
  <fieldset ng-switch-when="date-parts">
    <legend>{{ $ctrl.field.label }}${star}</legend>
    ${controls['date-parts']}
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
    this.none = [];
    this.longest = field.widget === 'mg-textarea' ? 4000 : 400;
    this.options = field.options?.map((option) =>
      typeof option === 'string' ? { title: option, value: option } : option,
    );
    this.shape = this.shapeOf(field.widget);
    this.labelAttribute = this.api.labelAs === 'attribute' ? field.label : undefined;
    if (field.suggests) this.source = (typed) => this.suggest(typed, Number.POSITIVE_INFINITY);
  }

  /** The rank in the identifier of a cell follows the row when another one is removed. */
  $onChanges() {
    this.id = `${this.api.idPrefix}${this.prefix}_${this.field.code ?? this.field.key}`;
  }

  shapeOf(widget) {
    if (['radio', 'checkbox', 'checkboxes', 'date-parts'].includes(widget)) return widget;
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
  suggest(typed, most = 10) {
    const list =
      this.field.suggests === 'naf' ? this.api.naf() : this.api.communes(this.entries.codePostal ?? '');
    return list.then((all) => all.filter((item) => plain(item).includes(plain(typed ?? ''))).slice(0, most));
  }

  /** Communes of the postcode typed, asked for once each; none while they are on their way. */
  communes() {
    const postcode = this.entries.codePostal ?? '';
    if (postcode !== this.postcode) {
      this.postcode = postcode;
      this.listed = [];
      if (/^\d{5}$/.test(postcode))
        this.api.communes(postcode).then((all) => {
          if (postcode === this.postcode) this.listed = all;
        });
    }
    return this.listed;
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

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

/** A day asked in three controls; a day that does not exist is none. */
galis.component('galisDateParts', {
  template: `
    <div class="date-parts">
      <label>Jour <input type="text" inputmode="numeric" maxlength="2" class="box" ng-attr-id="{{ $ctrl.identifier }}_jour"
        ng-model="$ctrl.parts.day" ng-change="$ctrl.changed()"></label>
      <label>Mois <select class="box" ng-attr-id="{{ $ctrl.identifier }}_mois" ng-model="$ctrl.parts.month" ng-change="$ctrl.changed()"
        ng-options="month.rank as month.name for month in $ctrl.months"><option value="">—</option></select></label>
      <label>Année <input type="text" inputmode="numeric" maxlength="4" class="box" ng-attr-id="{{ $ctrl.identifier }}_annee"
        ng-model="$ctrl.parts.year" ng-change="$ctrl.changed()"></label>
    </div>`,
  controller: function DatePartsController() {
    this.months = MONTHS.map((name, at) => ({ name, rank: at + 1 }));
    this.parts = {};
    this.$onChanges = () => {
      if (!this.value || this.value === this.read()) return;
      const [year, month, day] = this.value.split('-').map(Number);
      this.parts = { year: String(year), month, day: String(day) };
    };
    this.read = () => {
      const { day, month, year } = this.parts;
      if (!/^\d{1,2}$/.test(day ?? '') || !month || !/^\d{4}$/.test(year ?? '')) return null;
      const date = new Date(Date.UTC(Number(year), month - 1, Number(day)));
      return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null;
    };
    this.changed = () => this.onChange({ day: this.read() });
  },
  bindings: { identifier: '<', value: '<', onChange: '&' },
});
