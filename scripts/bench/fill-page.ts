/** Invented AngularJS pages: one scope full of models, and one table whose rows are added. */
const page = (angular: string, body: string, controller: string): string =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Banc d’essai</title>
<body ng-app="banc" ng-controller="Banc"><h1>Banc d’essai</h1>${body}
<script>${angular}</script><script>angular.module('banc', []).controller('Banc', ['$scope', ($scope) => {${controller}}]);</script></body></html>`;

const times = (count: number, field: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => field(n)).join('');

const OPTIONS = times(10, (n) => `<option>Choix ${n}</option>`);

/** 390 models in one scope: 300 texts, 60 lists, 30 boxes. */
export const angularPage = (angular: string): string =>
  page(
    angular,
    `<form name="form">
${times(300, (n) => `<div><label for="t${n}">Renseignement ${n}</label><input id="t${n}" name="t${n}" ng-model="m.t${n}"></div>`)}
${times(60, (n) => `<div><label for="s${n}">Liste ${n}</label><select id="s${n}" name="s${n}" ng-model="m.s${n}"><option value="">Choisissez</option>${OPTIONS}</select></div>`)}
${times(30, (n) => `<div><label><input type="checkbox" name="b${n}" ng-model="m.b${n}">Option ${n}</label></div>`)}
</form>`,
    '$scope.m = {};',
  );

/** A table of 12 columns without any row yet, and its button. */
export const rowsPage = (angular: string): string =>
  page(
    angular,
    `<h2>Structures</h2><table><thead><tr>${times(12, (n) => `<th>Colonne ${n}</th>`)}<th></th></tr></thead>
<tbody><tr ng-repeat="row in rows">${times(12, (n) => `<td><input ng-model="row.c${n}" aria-label="Colonne ${n}"></td>`)}<td><button type="button" ng-click="rows.splice($index, 1)">Supprimer</button></td></tr></tbody></table>
<button type="button" ng-click="rows.push({})">Ajouter une structure</button>`,
    '$scope.rows = [];',
  );
