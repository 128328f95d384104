import { collect, open } from './entries.js';
import { galis } from './module.js';

const template = `
<ol class="frise" aria-label="Avancement de la demande">
  <li ng-repeat="block in $ctrl.form.blocks" ng-class="$ctrl.stateOf($index)"
    ng-attr-aria-current="{{ $ctrl.stateOf($index) === 'current' ? 'step' : undefined }}">
    <span class="rank" aria-hidden="true">{{ $index + 1 }}</span>{{ block.title }}
  </li>
</ol>
<p class="eyebrow">Étape {{ $ctrl.index + 1 }} sur {{ $ctrl.form.steps.length }}</p>
<h1>{{ $ctrl.step.title }}</h1>
<div class="intro" ng-if="$ctrl.step.intro" ng-bind-html="$ctrl.step.intro"></div>

<div class="errors" role="alert" tabindex="-1" id="erreurs" ng-if="$ctrl.messages.length">
  <p><strong>La saisie comporte des erreurs :</strong></p>
  <ul><li ng-repeat="line in $ctrl.messages">{{ line.message }}</li></ul>
</div>
<p class="saved" role="status" ng-if="$ctrl.saved">Vos saisies ont été enregistrées.</p>

<p class="loader" ng-if="!$ctrl.ready" aria-busy="true" role="status">Chargement…</p>
<div ng-if="$ctrl.ready">
  <iframe ng-if="$ctrl.step.framed" id="tiers" title="Identification de la structure"
    src="/referentiel-tiers/public/#/cnsa/tiers" galis-fitted></iframe>
  <galis-summary ng-if="$ctrl.step.screen === 'summary'" steps="$ctrl.form.steps" drafts="$ctrl.demande.drafts"></galis-summary>
  <section class="card" ng-if="$ctrl.step.screen === 'receipt'">
    <p ng-if="$ctrl.demande.number">Votre demande a été transmise sous le numéro <strong>{{ $ctrl.demande.number }}</strong>. Conservez ce numéro.</p>
    <p ng-if="!$ctrl.demande.number">Aucune demande n’a été transmise.</p>
  </section>
  <galis-screen ng-if="!$ctrl.step.framed && $ctrl.step.sections.length" step="$ctrl.step" entries="$ctrl.entries"></galis-screen>
</div>

<nav class="moves" aria-label="Navigation dans la demande" ng-if="$ctrl.step.screen !== 'receipt'">
  <button type="button" class="button secondary" ng-if="$ctrl.index > 0" ng-disabled="!$ctrl.ready || $ctrl.sending"
    ng-click="$ctrl.send('precedent')">Précédent</button>
  <span class="grow"></span>
  <button type="button" class="button secondary" ng-disabled="!$ctrl.ready || $ctrl.sending"
    ng-click="$ctrl.send('enregistrer')">Enregistrer</button>
  <button type="button" class="button" ng-if="!$ctrl.step.screen" ng-disabled="!$ctrl.ready || $ctrl.sending"
    ng-click="$ctrl.send('suivant')">Suivant</button>
  <button type="button" class="button" ng-if="$ctrl.step.screen === 'summary'" ng-disabled="!$ctrl.ready || $ctrl.sending"
    ng-click="$ctrl.send('transmettre')">Transmettre</button>
</nav>
<p ng-if="$ctrl.step.screen === 'receipt'"><a class="button secondary" href="#/cnsa/dashboard/accueil">Retour à l’accueil</a></p>`;

const shift = { precedent: -1, suivant: 1, transmettre: 1, enregistrer: 0 };

/** One step of the request: loads its draft, sends it by the button pressed. */
class RequestController {
  constructor($q, $location, $timeout, api) {
    Object.assign(this, { $q, $location, $timeout, api, messages: [], saved: false, sending: false });
  }

  $onInit() {
    this.index = this.form.steps.indexOf(this.step);
    const draft = this.step.framed ? {} : this.api.read(this.step.id);
    this.$q.all([this.api.demande(), draft]).then(([demande, entries]) => {
      this.demande = demande;
      this.entries = open(this.step, entries);
      this.ready = true;
    });
  }

  stateOf(index) {
    const current = this.form.blocks.findIndex(({ id }) => id === this.step.block);
    if (index === current) return 'current';
    return index < current ? 'done' : 'later';
  }

  collected() {
    if (!this.step.framed) return collect(this.step, this.entries);
    return document.getElementById('tiers')?.contentWindow.galisTiers?.collect();
  }

  send(move) {
    const entries = this.collected();
    if (!entries) return;
    this.sending = true;
    this.saved = false;
    this.api
      .send(this.step.id, move, entries)
      .then(
        () => this.accepted(move),
        ({ status, data }) => status !== 401 && this.refused(data?.messages),
      )
      .finally(() => {
        this.sending = false;
      });
  }

  accepted(move) {
    this.messages = [];
    this.saved = move === 'enregistrer';
    if (this.saved) window.scrollTo(0, 0);
    else this.$location.path(`/cnsa/demande/${this.form.steps[this.index + shift[move]].id}`);
  }

  refused(messages = [{ message: 'Le service ne répond pas.' }]) {
    this.messages = messages;
    this.$timeout(() => document.getElementById('erreurs')?.focus());
  }
}

galis.component('galisRequest', {
  template,
  controller: ['$q', '$location', '$timeout', 'api', RequestController],
  bindings: { form: '<', step: '<' },
});

/** Gives a frame of the same origin the height of its content. */
galis.directive('galisFitted', () => ({
  link: (_scope, element) => {
    const [frame] = element;
    const watcher = new ResizeObserver(([entry]) => {
      frame.style.height = `${Math.ceil(entry.contentRect.height) + 8}px`;
    });
    element.on('load', () => watcher.observe(frame.contentDocument.body));
    element.on('$destroy', () => watcher.disconnect());
  },
}));
