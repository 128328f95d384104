import './mg/index.js';

/** The AngularJS module both applications of the portal share. */
export const galis = window.angular.module('galis', ['ngSanitize', 'ui.bootstrap', 'ui.select']);

galis.config([
  'uiSelectConfig',
  (uiSelectConfig) => Object.assign(uiSelectConfig, { theme: 'bootstrap', skipFocusser: false }),
]);

galis.config([
  '$locationProvider',
  '$compileProvider',
  ($locationProvider, $compileProvider) => {
    $locationProvider.hashPrefix('');
    $compileProvider.debugInfoEnabled(true);
  },
]);
