import { useLayout } from './mg/layout.js';
import { galis } from './module.js';

const request = '/aides/api/cnsa/demande';
const tiers = '/referentiel-tiers/cnsa';

/** Another one at each visit: identifiers that cannot be learnt. */
const visitPrefix = () => `v${Date.now().toString(36)}-`;

class Api {
  idPrefix = '';
  rebuild = 'never';

  constructor($http) {
    this.$http = $http;
  }

  get(url, config) {
    return this.$http.get(url, config).then(({ data }) => data);
  }

  definition() {
    return this.get('/aides/api/cnsa/definition', { cache: true }).then((form) => {
      useLayout(form.layout);
      this.rebuild = form.rebuild;
      this.labelAs = form.labelAs;
      this.idPrefix = form.idPrefix;
      return form;
    });
  }

  /** A screen is shown anew. */
  visited() {
    if (this.rebuild === 'return') this.idPrefix = visitPrefix();
  }

  logIn() {
    return this.$http.post('/account-management/cnsa-demandeurs/sessions', {});
  }

  demande() {
    return this.get(request);
  }

  choose(teleservice) {
    return this.$http.post(request, { teleservice });
  }

  read(step) {
    return this.get(`${request}/etapes/${step}`);
  }

  send(step, move, entries) {
    return this.$http.post(`${request}/etapes/${step}/${move}`, entries);
  }

  company(siret) {
    return this.get(`${tiers}/entreprises/${siret}`);
  }

  communes(codePostal) {
    return this.get(`${tiers}/communes`, { params: { codePostal }, cache: true });
  }

  naf() {
    return this.get(`${tiers}/naf`, { cache: true });
  }
}

galis.service('api', ['$http', Api]);

galis.config([
  '$httpProvider',
  ($httpProvider) => {
    $httpProvider.interceptors.push([
      '$q',
      '$rootScope',
      ($q, $rootScope) => ({
        responseError: (reply) => {
          if (reply.status === 401) $rootScope.sessionOver = true;
          return $q.reject(reply);
        },
      }),
    ]);
  },
]);
