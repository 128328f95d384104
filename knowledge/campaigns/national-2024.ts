import type { Campaign } from './campaign';
import { notFound, told } from './parameter';

const press = told('reperes-2024', 'secondary');
const elsewhere = told('reperes-generalisation', 'secondary');
const cnsaPage = told('cnsa-investissement', 'official', 'Page non datée de la CNSA.');
const faq = told('cnsa-faq-2023', 'official', 'Écrit en février 2023 pour toute la phase de généralisation.');
const onRegional =
  'Écrit pour un appel régional de la même campagne\u202f: demandez à la CNSA si l’appel national suit la même règle.';
const reunion = told('ars-la-reunion-2024', 'single-mention', onRegional);
const hautsDeFrance = told('ars-hauts-de-france-2024', 'single-mention', onRegional);
const earlier = told(
  'cadredesante-instruction-2022',
  'secondary',
  'Écrit en 2022 pour la phase de généralisation.',
);
const ours = told('controles', 'secondary');

/** National call of 2024 (CNSA and DNS), for projects of 50 ESSMS and more over several régions. */
export const national2024: Campaign = {
  id: 'national-2024',
  title: 'Appel à projets national ESMS numérique 2024',
  year: 2024,
  issuer: 'CNSA',
  region: null,
  instruction: press('DNS/DGCS/CNSA/2024/15 du 1er février 2024', 'instruction'),
  scopes: ['national'],
  windows: [
    {
      scope: 'national',
      label: 'Dépôt national',
      opens: press('2024-02-15', 'calendar-national'),
      closes: notFound(
        'not-found-closing-national-2024',
        'L’appel ferme en juin 2024\u202f; le jour n’a pas été trouvé.',
      ),
      closingHour: notFound('not-found-hours', 'L’heure de clôture n’a pas été trouvée.'),
    },
  ],
  beneficiaries: press('Groupements de 50 ESSMS et plus, situés dans plusieurs régions', 'who-national'),
  minEssms: cnsaPage(15, 'minimum'),
  minEssmsIslands: cnsaPage(8, 'minimum'),
  maxEssms: null,
  nationalFrom: press(50, 'who-national'),
  nationalRegions: {
    ...press(2, 'who-national'),
    note: 'La source écrit «\u00a0plusieurs régions\u00a0»\u202f: dans une seule, le projet reste à l’ARS.',
  },
  fields: null,
  projectTypes: reunion(['acquisition', 'conformite'], 'project-types'),
  rates: [
    {
      id: 'national-scale',
      label: 'Barème national',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-national-rates',
        'Les forfaits nationaux de 2024 n’ont pas été trouvés.',
      ),
    },
  ],
  payments: notFound('not-found-payments', 'Le rythme des versements de 2024 n’a pas été trouvé.'),
  pieces: [
    {
      id: 'national-agreement',
      label: 'Accord écrit de l’entité nationale',
      status: 'conditional',
      condition: 'dès qu’un membre est rattaché à une entité nationale',
      source: { text: 'reperes-generalisation', anchor: 'national-entity' },
      confidence: 'secondary',
    },
    {
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
      confidence: 'official',
    },
    {
      id: 'essms-amounts',
      label: 'Tableau des établissements et des montants affectés',
      status: 'conditional',
      condition: 'quand un organisme gestionnaire demande pour plusieurs établissements',
      source: { text: 'reperes-generalisation', anchor: 'single-request' },
      confidence: 'single-mention',
    },
  ],
  piecesList: notFound(
    'not-found-pieces',
    'La liste des pièces de l’appel national 2024 n’a pas été trouvée.',
  ),
  criteria: notFound('not-found-criteria', 'Les critères de l’appel national 2024 n’ont pas été trouvés.'),
  usageTargets: {
    ...press('Nombre de DUI actifs à remonter et preuves des usages à conserver', 'evidence'),
    note: 'Les pourcentages à atteindre et la définition d’un DUI «\u00a0actif\u00a0» n’ont pas été trouvés.',
  },
  contact: {
    ...elsewhere('esms.numerique@cnsa.fr', 'contact-cnsa'),
    confidence: 'single-mention',
  },
  portal: cnsaPage('PAI numérique de la CNSA', 'filing'),
  principles: {
    'l312-1': cnsaPage(true, 'eligible'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'same-software-once': elsewhere(true, 'no-double-funding'),
    'one-dui-per-essms': elsewhere(true, 'no-double-funding'),
    'one-dui-per-project': elsewhere(true, 'one-dui'),
    'segur-order-other-software': elsewhere(true, 'no-double-funding'),
    'replacement-is-acquisition': reunion(true, 'project-types'),
    'national-entity-agreement': elsewhere(true, 'national-entity'),
    'segur-conformity': hautsDeFrance(true, 'software'),
    'segur-not-for-ahi-pjm': press(true, 'ahi-pjm'),
    'manager-files': cnsaPage(true, 'filing'),
    grouping: earlier(true, 'legal-form'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
