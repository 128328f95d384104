import './api.js';
import './field.js';
import './table.js';
import './screen.js';
import { collect, open } from './entries.js';
import { galis } from './module.js';

const STEP = 'identification';

/** The application of the organisations' register, shown in a frame of the portal. */
galis.component('galisTiers', {
  template: `
    <p class="loader" ng-if="!$ctrl.entries" aria-busy="true" role="status">Chargement…</p>
    <galis-screen ng-if="$ctrl.entries" step="$ctrl.step" entries="$ctrl.entries"></galis-screen>`,
  controller: [
    '$q',
    'api',
    function TiersController($q, api) {
      this.$onInit = () =>
        $q.all([api.definition(), api.read(STEP)]).then(([{ steps }, draft]) => {
          this.step = steps.find(({ id }) => id === STEP);
          this.entries = open(this.step, draft);
          // called by the portal's page when one of its buttons is pressed
          window.galisTiers = { collect: () => collect(this.step, this.entries) };
        });
    },
  ],
});

window.angular.bootstrap(document, ['galis']);
