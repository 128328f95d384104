import { galis } from './module.js';

const shownChoice = (field, value) => {
  const option = field.options?.find((candidate) => (candidate.value ?? candidate) === value);
  return option?.title ?? option;
};

const shown = (field, value) => {
  if (value === undefined || value === null || value === '') return '—';
  if (Array.isArray(value))
    return (
      value
        .filter((item) => item.value)
        .map((item) => item.title)
        .join(', ') || '—'
    );
  if (field.widget === 'file') return value.name;
  if (field.format === 'day') return value.split('-').reverse().join('/');
  if (field.format === 'number') return value.toLocaleString('fr-FR');
  return shownChoice(field, value) ?? (value === true ? 'Oui' : value);
};

/** Step and its draft → what the summary prints. */
const summarise = (step, draft) => ({
  title: step.title,
  lines: step.sections
    .flatMap(({ fields = [] }) => fields)
    .filter(({ key }) => key in draft)
    .map((field) => ({ label: field.label, value: shown(field, draft[field.key]) })),
  tables: step.sections
    .filter(({ table }) => table && draft[table.key]?.length)
    .map(({ table }) => ({
      caption: table.caption,
      columns: table.columns.map(({ label }) => label),
      rows: draft[table.key].map((row) => table.columns.map((column) => shown(column, row[column.key]))),
    })),
});

const template = `
<section class="card" ng-repeat="part in $ctrl.parts">
  <h2>{{ part.title }}</h2>
  <p class="none" ng-if="!part.lines.length && !part.tables.length">Rien d’enregistré.</p>
  <dl class="summary" ng-if="part.lines.length">
    <div ng-repeat="line in part.lines"><dt>{{ line.label }}</dt><dd>{{ line.value }}</dd></div>
  </dl>
  <div class="table-scroll" ng-repeat="table in part.tables" tabindex="0" role="group" ng-attr-aria-label="{{ table.caption }}">
    <table class="rows">
      <caption>{{ table.caption }}</caption>
      <thead><tr><th scope="col" ng-repeat="label in table.columns">{{ label }}</th></tr></thead>
      <tbody>
        <tr ng-repeat="row in table.rows"><td ng-repeat="cell in row track by $index">{{ cell }}</td></tr>
      </tbody>
    </table>
  </div>
</section>`;

galis.component('galisSummary', {
  template,
  bindings: { steps: '<', drafts: '<' },
  controller: function SummaryController() {
    this.$onInit = () => {
      this.parts = this.steps
        .filter(({ screen }) => !screen)
        .map((step) => summarise(step, this.drafts[step.id] ?? {}));
    };
  },
});
