import { holds } from './entries.js';
import { galis } from './module.js';

const LOOKUP_DELAY = 600;

const template = `
<mg-form ng-repeat="generation in $ctrl.generations track by generation">
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

const REBUILD_EVERY = 1500;

const sum = (rows) => rows.reduce((total, { montant }) => total + (montant ?? 0), 0);

/** The sections of a step, and what depends from one field to another. */
class ScreenController {
  constructor($scope, $timeout, $interval, api) {
    Object.assign(this, { $scope, $timeout, $interval, api, company: false, notice: '', generations: [0] });
  }

  $onInit() {
    this.api.visited();
    if (this.api.rebuild === 'timer')
      this.clock = this.$interval(() => this.isInUse() || this.rebuild(), REBUILD_EVERY);
    if (this.step.sections.some(({ fields }) => fields?.some(({ lockedBySiret }) => lockedBySiret)))
      this.$scope.$watch(
        () => this.siret(),
        (siret) => this.siretChanged(siret),
      );
    this.$scope.$watch(
      () => this.entries.codePostal,
      (now, before) => {
        if (now === before) return;
        this.entries.commune = undefined;
        if (this.api.rebuild === 'look-up' && /^\d{5}$/.test(now ?? ''))
          this.api.communes(now).then(() => this.answered());
      },
    );
  }

  $onDestroy() {
    this.$interval.cancel(this.clock);
  }

  /** A person is in one of its controls. */
  isInUse() {
    return document.activeElement?.closest('galis-screen') != null;
  }

  /** Every element of the screen gives way to a new one; the models stay. */
  rebuild() {
    this.generations = [this.generations[0] + 1];
  }

  answered() {
    if (this.api.rebuild === 'look-up') this.rebuild();
  }

  /** Fields the answer of the SIRET look-up writes and locks. */
  written(found) {
    const known = { raisonSociale: found.raisonSociale, formeJuridique: found.formeJuridique };
    const isWide = this.step.sections.some(({ fields }) =>
      fields?.some(({ key, lockedBySiret }) => key === 'siren' && lockedBySiret),
    );
    return isWide ? { ...known, siren: found.siret.slice(0, 9) } : known;
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
      if (found) Object.assign(this.entries, this.written(found));
      this.answered();
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
  controller: ['$scope', '$timeout', '$interval', 'api', ScreenController],
  bindings: { step: '<', entries: '<' },
});
