import './api.js';
import './field.js';
import './table.js';
import './screen.js';
import './summary.js';
import './request.js';
import { galis } from './module.js';

const template = `
<header class="top">
  <a class="skip" href="" ng-click="$ctrl.focusMain($event)">Aller au contenu</a>
  <div class="inside">
    <p class="brand"><strong>GALIS</strong> — Portail des aides <span class="replica">(réplique de démonstration)</span></p>
    <p class="account" ng-if="$ctrl.form">{{ $ctrl.form.account.prenom }} {{ $ctrl.form.account.nom }}</p>
  </div>
  <p class="disclaimer">Ce site imite le portail officiel pour essayer un outil. Aucune demande n’y est reçue.</p>
</header>
<main id="contenu" tabindex="-1" ng-switch="$root.sessionOver ? 'login' : $ctrl.page">
  <galis-login ng-switch-when="login"></galis-login>
  <p class="loader" ng-switch-when="loading" aria-busy="true" role="status">Chargement…</p>
  <galis-home ng-switch-when="home" form="$ctrl.form"></galis-home>
  <galis-choice ng-switch-when="choice" form="$ctrl.form"></galis-choice>
  <galis-help ng-switch-when="help"></galis-help>
  <div ng-switch-when="step" ng-repeat="step in [$ctrl.step] track by $ctrl.visit">
    <galis-request form="$ctrl.form" step="step"></galis-request>
  </div>
</main>
<footer class="bottom"><div class="inside">Réplique de démonstration, sans lien avec le site officiel. Données inventées.</div></footer>`;

/** Hash routes of the portal: `#/cnsa/dashboard/accueil`, `#/cnsa/demande/<step>`… */
class PortalController {
  constructor($scope, $location, api) {
    Object.assign(this, { $scope, $location, api, page: 'loading', visit: 0 });
  }

  $onInit() {
    this.api.definition().then((form) => {
      this.form = form;
      this.$scope.$watch(
        () => this.$location.path(),
        (path) => this.route(path),
      );
    });
  }

  route(path) {
    const [, , area, id] = path.split('/');
    this.step = area === 'demande' && this.form.steps.find((step) => step.id === id);
    this.visit += 1;
    if (this.step) this.page = 'step';
    else if (area === 'teleservices') this.page = 'choice';
    else if (area === 'aide') this.page = 'help';
    else {
      this.page = 'home';
      if (area !== 'dashboard') this.$location.path('/cnsa/dashboard/accueil').replace();
    }
    document.title = `${this.step?.title ?? 'Accueil'} — GALIS (réplique de démonstration)`;
    window.scrollTo(0, 0);
  }

  focusMain(event) {
    event.preventDefault();
    document.getElementById('contenu').focus();
  }
}

galis.component('galisPortal', { template, controller: ['$scope', '$location', 'api', PortalController] });

/** Shown instead of any page once a call was answered 401: what was not saved is gone. */
galis.component('galisLogin', {
  template: `
    <h1>Connexion</h1>
    <div class="errors" role="alert"><p><strong>Votre session a expiré.</strong> Les saisies non enregistrées sont perdues.</p></div>
    <form class="card stack login" novalidate ng-submit="$ctrl.logIn()">
      <div class="field"><label for="login">Identifiant</label>
        <input class="box" id="login" name="login" type="text" autocomplete="username" ng-model="$ctrl.login"></div>
      <div class="field"><label for="password">Mot de passe</label>
        <input class="box" id="password" name="password" type="password" autocomplete="current-password" ng-model="$ctrl.password"></div>
      <div><button type="submit" class="button">Se connecter</button></div>
    </form>`,
  controller: [
    '$rootScope',
    'api',
    function LoginController($rootScope, api) {
      this.logIn = () =>
        api.logIn().then(() => {
          $rootScope.sessionOver = false;
        });
    },
  ],
});

galis.component('galisHome', {
  bindings: { form: '<' },
  template: `
    <h1>Bienvenue, {{ $ctrl.form.account.prenom }}</h1>
    <section class="card">
      <h2>Déposer une demande</h2>
      <p class="lead">Choisissez un téléservice puis laissez-vous guider, étape par étape.</p>
      <a class="button" href="#/cnsa/teleservices">Déposer une nouvelle demande de subvention</a>
    </section>
    <section class="card" ng-if="$ctrl.current">
      <h2>Demande en cours de saisie</h2>
      <p class="lead">{{ $ctrl.current.group }} — {{ $ctrl.current.title }}</p>
      <a class="button secondary" href="#/cnsa/demande/preambule">Reprendre la demande</a>
    </section>`,
  controller: [
    'api',
    function HomeController(api) {
      this.$onInit = () =>
        api.demande().then(({ teleservice }) => {
          this.current = this.form.teleservices.find(({ id }) => id === teleservice);
        });
    },
  ],
});

galis.component('galisChoice', {
  bindings: { form: '<' },
  template: `
    <h1>Choix du téléservice</h1>
    <section class="card" ng-repeat="group in $ctrl.groups">
      <h2>{{ group.title }}</h2>
      <ul class="choices">
        <li ng-repeat="service in group.services">
          <a href="" ng-if="service.open" ng-click="$ctrl.choose(service)">{{ service.title }}</a>
          <span ng-if="!service.open">{{ service.title }} <em>(fermé)</em></span>
        </li>
      </ul>
    </section>`,
  controller: [
    '$location',
    'api',
    function ChoiceController($location, api) {
      this.$onInit = () => {
        const groups = new Map();
        for (const service of this.form.teleservices)
          groups.set(service.group, [...(groups.get(service.group) ?? []), service]);
        this.groups = [...groups].map(([title, services]) => ({ title, services }));
      };
      this.choose = ({ id }) => api.choose(id).then(() => $location.path('/cnsa/demande/preambule'));
    },
  ],
});

galis.component('galisHelp', {
  template: `
    <h1>Critères d’éligibilité</h1>
    <section class="card"><p>Une réponse inattendue n’empêche pas de continuer : le service instructeur vérifiera. Relisez l’appel à projets de votre ARS.</p></section>`,
});

window.angular.bootstrap(document, ['galis']);
