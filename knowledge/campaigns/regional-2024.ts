import type { Campaign } from './campaign';
import { notFound, told } from './parameter';

const reunion = told('ars-la-reunion-2024', 'official');
const hautsDeFrance = told('ars-hauts-de-france-2024', 'official');
const normandie = told('ars-normandie-programme', 'official');
const grandEst = told(
  'ars-grand-est-avancement',
  'single-mention',
  'Page non datée de l’ARS Grand Est, sur la phase de généralisation.',
);
const press = told('reperes-2024', 'secondary');
const once = told('reperes-2024', 'single-mention');
const elsewhere = told('reperes-generalisation', 'secondary');
const cnsaPage = told('cnsa-investissement', 'official', 'Page non datée de la CNSA.');
const earlier = 'Écrit en 2022 ou 2023 pour toute la phase de généralisation.';
const faq = told('cnsa-faq-2023', 'official', earlier);
const ours = told('controles', 'secondary');

const closingHour = notFound('not-found-hours', 'L’heure de clôture n’a pas été trouvée.');

/** Calls of 2024 of the ARS, regional and multiregional projects. */
export const regional2024: Campaign = {
  id: 'regional-2024',
  title: 'Appels à projets régionaux ESMS numérique 2024',
  year: 2024,
  issuer: 'Agences régionales de santé',
  region: null,
  instruction: press('DNS/DGCS/CNSA/2024/15 du 1er février 2024', 'instruction'),
  scopes: ['regional', 'multiregional'],
  windows: [
    {
      scope: 'regional',
      label: 'Dépôt régional',
      opens: press('2024-01-15', 'calendar-regional'),
      closes: press('2024-09-15', 'calendar-regional'),
      closingHour,
    },
    {
      scope: 'multiregional',
      label: 'Dépôt multirégional',
      opens: press('2024-01-15', 'calendar-regional'),
      closes: {
        ...press('2024-06-01', 'calendar-multiregional'),
        note: 'Directions écrit seulement «\u00a0juin\u00a0».',
      },
      closingHour,
    },
  ],
  beneficiaries: reunion(
    'ESSMS de l’article L.\u00a0312-1 du CASF, même financés par les seuls conseils départementaux',
    'eligible',
  ),
  minEssms: normandie(15, 'grouping'),
  minEssmsIslands: press(8, 'who-regional'),
  maxEssms: {
    ...press(49, 'who-regional'),
    note: 'Pour un groupement situé dans plusieurs régions. Dans une seule région, la source ne cite aucun plafond\u202f: 50 ESSMS et plus restent à l’ARS.',
  },
  maxEssmsFor: 'multiregional',
  fields: null,
  projectTypes: {
    ...reunion(['acquisition', 'conformite'], 'project-types'),
    note: 'L’ARS La Réunion écrit\u202f: acquérir ou renouveler un DUI, en favoriser les usages, ou les deux.',
  },
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-regional-rates',
        'Les montants par ESSMS de 2024 n’ont pas été trouvés.',
      ),
    },
    {
      id: 'equipment',
      label: 'Équipement des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: {
        ...once(1_000_000, 'equipment'),
        note: 'ASH est seule à donner ce chiffre, sans les conditions\u202f: les organismes de moins de 15 sites sont retenus, d’après l’ARS Grand Est.',
      },
      ceiling: true,
      onlyOrganismesBelow: grandEst(15, 'small-organismes'),
    },
    {
      id: 'small-project-management',
      label: 'Appui à la conduite de projet des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'small-organismes',
        'Le montant de cette aide n’a pas été trouvé.',
        'ars-la-reunion-2024',
      ),
      onlyOrganismesBelow: grandEst(15, 'small-organismes'),
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
    {
      id: 'commitment-letter',
      label: 'Lettre d’engagement du porteur envers sa grappe et l’ARS',
      status: 'template',
      source: { text: 'reperes-generalisation', anchor: 'grappe-documents' },
      confidence: 'single-mention',
    },
    {
      id: 'grappe-convention',
      label: 'Convention de grappe',
      status: 'template',
      source: { text: 'reperes-generalisation', anchor: 'grappe-documents' },
      confidence: 'single-mention',
    },
  ],
  piecesList: notFound('not-found-pieces', 'La liste des pièces de 2024 n’a pas été trouvée.'),
  criteria: {
    ...normandie(
      [
        'équité entre les territoires',
        'équilibre entre les secteurs d’activité',
        'établissements de tailles variées',
      ],
      'criteria',
    ),
    confidence: 'single-mention',
    note: 'Critères de l’ARS Normandie\u202f; ceux des autres ARS n’ont pas été trouvés.',
  },
  usageTargets: {
    ...press('Nombre de DUI actifs à remonter à l’ARS et preuves des usages à conserver', 'evidence'),
    note: 'Les pourcentages à atteindre et la définition d’un DUI «\u00a0actif\u00a0» n’ont pas été trouvés.',
  },
  contact: notFound('not-found-contacts', 'L’adresse de l’ARS est à chercher sur son site.'),
  portal: cnsaPage('PAI numérique de la CNSA', 'filing'),
  principles: {
    'l312-1': reunion(true, 'eligible'),
    'own-finess': reunion(true, 'own-finess'),
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
    grouping: normandie(true, 'grouping'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
