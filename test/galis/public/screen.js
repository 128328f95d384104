import { holds } from './entries.js';
import { galis } from './module.js';

const LOOKUP_DELAY = 600;

const template = `
<mg-form>
  <section class="card" ng-repeat="section in $ctrl.step.sections" ng-if="$ctrl.holds(section.when)">
    <h2>{{ section.title }}</h2>
    <p class="lead" ng-if="section.text">{{ section.text }}</p>
    <div class="stack" ng-if="section.fields">
      <div ng-repeat="field in section.fields" ng-if="$ctrl.holds(field.when)">
        <galis-field field="field" entries="$ctrl.entries" prefix="$ctrl.step.id"
          locked="field.lockedBySiret && $ctrl.company"></galis-field>
      </div>
    </div>
    <p class="notice" role="status" ng-if="$ctrl.notice && $first">{{ $ctrl.notice }}</p>
    <galis-table ng-if="section.table" table="section.table" entries="$ctrl.entries"></galis-table>
  </section>
</mg-form>
<p class="card gap" role="status" ng-if="$ctrl.gap()">
  Écart entre les dépenses et les recettes : <strong>{{ $ctrl.gap() | currency : '€' }}</strong>
</p>`;

const sum = (rows) => rows.reduce((total, { montant }) => total + (montant ?? 0), 0);

/** The sections of a step, and what depends from one field to another. */
class ScreenController {
  constructor($scope, $timeout, api) {
    Object.assign(this, { $scope, $timeout, api, company: false, notice: '' });
  }

  $onInit() {
    if (this.step.sections.some(({ fields }) => fields?.some(({ lockedBySiret }) => lockedBySiret)))
      this.$scope.$watch(
        () => this.siret(),
        (siret) => this.siretChanged(siret),
      );
    this.$scope.$watch(
      () => this.entries.codePostal,
      (now, before) => {
        if (now !== before) this.entries.commune = undefined;
      },
    );
  }

  holds(condition) {
    return holds(condition, this.entries);
  }

  siret() {
    const { aSiret, siret } = this.entries;
    return aSiret === true && /^\d{14}$/.test(siret ?? '') ? siret : '';
  }

  siretChanged(siret) {
    this.company = false;
    this.notice = '';
    this.$timeout.cancel(this.lookup);
    if (siret) this.lookup = this.$timeout(() => this.find(siret), LOOKUP_DELAY);
  }

  find(siret) {
    return this.api.company(siret).then((found) => {
      if (siret !== this.siret()) return;
      this.company = found !== null;
      this.notice = found
        ? 'Raison sociale et forme juridique reprises du répertoire des entreprises.'
        : 'SIRET inconnu du répertoire : complétez les informations.';
      if (found)
        Object.assign(this.entries, {
          raisonSociale: found.raisonSociale,
          formeJuridique: found.formeJuridique,
        });
    });
  }

  /** Difference between the two tables of the financing plan, in euros; 0 elsewhere. */
  gap() {
    const { depenses, recettes } = this.entries;
    return depenses && recettes ? Math.round((sum(depenses) - sum(recettes)) * 100) / 100 : 0;
  }
}

galis.component('galisScreen', {
  template,
  controller: ['$scope', '$timeout', 'api', ScreenController],
  bindings: { step: '<', entries: '<' },
});
