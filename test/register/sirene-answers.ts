import { finess, siren, siret } from './build';

/** Invented answers in the documented shape of the « API Recherche d’entreprises ». Nobody in them exists. */

const site = (rank: number, number: number, changes: object = {}) => ({
  activite_principale: '87.10A',
  adresse: `${number} RUE DES ESSAIS 01000 VILLE FICTIVE`,
  code_postal: '01000',
  commune: '01053',
  libelle_commune: 'VILLE FICTIVE',
  date_fermeture: null,
  est_siege: number === 1,
  etat_administratif: 'A',
  liste_enseignes: number === 2 ? ['EHPAD FICTIF'] : null,
  liste_finess: [finess('01', 'et', rank * 10 + number)],
  liste_rge: null,
  siret: siret(rank, number),
  latitude: '46.2',
  ...changes,
});

/** The person named here must never be kept. */
export const PERSON = 'NOM-INVENTE';

export const unit = (rank: number, changes: object = {}) => ({
  siren: siren(rank),
  nom_complet: `ASSOCIATION FICTIVE ${rank} (AF)`,
  nom_raison_sociale: `ASSOCIATION FICTIVE ${rank}`,
  sigle: 'AF',
  nature_juridique: '9220',
  activite_principale: '87.10A',
  etat_administratif: 'A',
  date_fermeture: null,
  dirigeants: [
    { type_dirigeant: 'personne physique', nom: PERSON, prenoms: 'X', annee_de_naissance: '1964' },
  ],
  siege: site(rank, 1),
  matching_etablissements: [site(rank, 2), site(rank, 1)],
  complements: {
    liste_finess_juridique: [finess('01', 'ej', rank)],
    identifiant_association: 'W011234567',
    est_association: true,
    collectivite_territoriale: { elus: [{ nom: PERSON }] },
  },
  finances: null,
  ...changes,
});

export const answer = (...results: object[]) => ({
  results,
  total_results: results.length,
  page: 1,
  per_page: 10,
  total_pages: 1,
});
