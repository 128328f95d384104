import angular from 'angular';
import 'angular-sanitize';
import 'angular-ui-bootstrap';
import 'ui-select';
import 'ui-select/dist/select.css';

const COMMUNES = [
  'Marseille (13001)',
  'Marseille (13002)',
  'Martigues (13500)',
  'Paris (75001)',
  'Rennes (35000)',
];
const NAF = [
  '87.10A - Hébergement médicalisé pour personnes âgées',
  '87.10B - Hébergement médicalisé pour enfants',
  '88.99B - Action sociale',
];

document.body.innerHTML = `<div ng-controller="Page"><h1>AngularJS</h1><form name="form">
<p><label for="nom">Raison sociale</label><input id="nom" ng-model="m.nom"></p>
<p><label for="sigle">Sigle</label><input id="sigle" ng-model="m.sigle" ng-model-options="{ updateOn: 'blur' }"></p>
<p><label for="places">Places</label><input id="places" type="number" ng-model="m.places"></p>
<p><label for="ouvert">Ouverture</label><input id="ouvert" type="date" ng-model="m.ouvert"></p>
<p><label for="signe">Date de signature</label><input id="signe" uib-datepicker-popup="dd/MM/yyyy" ng-model="m.signe" is-open="calendrier" placeholder="jj/mm/aaaa"></p>
<p><label for="forme">Forme juridique</label><select id="forme" ng-model="m.forme" ng-options="one as one.nom for one in formes"><option value="">Choisissez</option></select></p>
<fieldset><legend>Disposez-vous d’un SIRET ?</legend><label><input type="radio" name="a" ng-model="m.siret" ng-value="true">Oui</label><label><input type="radio" name="a" ng-model="m.siret" ng-value="false">Non</label></fieldset>
<p><label><input type="checkbox" ng-model="m.siege">Adresse du siège</label></p>
<p><label for="naf">Code NAF</label><input id="naf" ng-model="m.naf" uib-typeahead="one for one in naf | filter:$viewValue" typeahead-editable="false"></p>
<p><label for="commune">Commune</label><input id="commune" ng-model="m.commune" uib-typeahead="one for one in communes($viewValue)" typeahead-editable="false" typeahead-wait-ms="200"></p>
<p><label id="l-dep" for="dep">Département</label></p><ui-select ng-model="m.dep" input-id="dep" style="width:300px" aria-labelledby="l-dep"><ui-select-match placeholder="Choisissez">{{$select.selected.nom}}</ui-select-match><ui-select-choices repeat="one in departements | filter: $select.search"><span>{{one.nom}}</span></ui-select-choices></ui-select>
</form></div>`;

angular.module('page', ['ngSanitize', 'ui.bootstrap', 'ui.select']).controller('Page', [
  '$scope',
  '$timeout',
  ($scope, $timeout) => {
    $scope.m = {};
    $scope.formes = [{ nom: 'Association' }, { nom: 'Fondation' }];
    $scope.naf = NAF;
    // This list knows names and no postcode, as many do.
    $scope.communes = (typed) =>
      $timeout(() => COMMUNES.filter((one) => one.toLowerCase().startsWith(typed.toLowerCase())), 250);
    $scope.departements = [{ nom: 'Ardèche' }, { nom: 'Ardennes' }, { nom: 'Finistère' }];
    Object.assign(globalThis, { model: () => JSON.parse(angular.toJson($scope.m)) });
  },
]);
angular.bootstrap(document.body, ['page']);
