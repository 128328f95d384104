import { useLayout } from './mg/input.js';
import { galis } from './module.js';

const request = '/aides/api/cnsa/demande';
const tiers = '/referentiel-tiers/cnsa';

class Api {
  idPrefix = '';

  constructor($http) {
    this.$http = $http;
  }

  get(url, config) {
    return this.$http.get(url, config).then(({ data }) => data);
  }

  definition() {
    return this.get('/aides/api/cnsa/definition', { cache: true }).then((form) => {
      useLayout(form.layout);
      this.idPrefix = form.idPrefix;
      return form;
    });
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
