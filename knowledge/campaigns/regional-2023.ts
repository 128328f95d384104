import type { Campaign } from './campaign';
import { disputed, notFound, told } from './parameter';

const corse = told('ars-corse-2023', 'official');
const grandEst = told('ars-grand-est-avancement', 'official');
const cnsaPage = told('cnsa-aide-2022', 'official');
const faq = told('cnsa-faq-2023', 'official');
const bilan = told('dsih-bilan-2023', 'secondary');
const elsewhere = told('reperes-generalisation', 'secondary');
const paca = told(
  'ars-paca-aap-2023',
  'single-mention',
  'Écrit par l’ARS PACA pour la même campagne\u202f: demandez à votre ARS si elle suit la même règle.',
);
const ours = told('controles', 'secondary');

const opens = notFound(
  'not-found-openings',
  'Les appels sont dits lancés en février 2023\u202f; le jour n’a pas été trouvé.',
);
const closingHour = notFound('not-found-hours', 'L’heure de clôture n’a pas été trouvée.');

/** Calls of 2023 of the ARS other than Provence-Alpes-Côte d'Azur, regional and multiregional projects. */
export const regional2023: Campaign = {
  id: 'regional-2023',
  title: 'Appels à projets régionaux ESMS numérique 2023, hors Provence-Alpes-Côte d’Azur',
  year: 2023,
  issuer: 'Agences régionales de santé',
  region: null,
  instruction: faq('DGCS/DNS/CNSA/2023/13 du 16 janvier 2023', 'instruction-2023'),
  scopes: ['regional', 'multiregional'],
  windows: [
    {
      scope: 'regional',
      label: 'Dépôt régional',
      opens,
      closes: bilan('2023-09-15', 'closings-2023'),
      closingHour,
    },
    {
      scope: 'multiregional',
      label: 'Dépôt multirégional',
      opens,
      closes: bilan('2023-06-15', 'closings-2023'),
      closingHour,
    },
  ],
  beneficiaries: faq(
    'ESSMS de l’article L.\u00a0312-1 du CASF, même financés par les seuls conseils départementaux',
    'eligible',
  ),
  minEssms: disputed(
    cnsaPage(15, 'minimum'),
    [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait un minimum, la presse de 2022 un nombre idéal.',
  ),
  minEssmsIslands: disputed(
    cnsaPage(8, 'minimum-islands'),
    [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait un minimum, la presse de 2022 un nombre idéal.',
  ),
  maxEssms: {
    ...elsewhere(49, 'counters-2023'),
    note: 'Un projet de 50 ESSMS ou plus dans une seule région n’est traité par aucun texte trouvé pour 2023.',
  },
  fields: null,
  projectTypes: grandEst(['acquisition', 'conformite'], 'project-types'),
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'rates-2023',
        'Les montants par ESSMS de 2023 n’ont pas été trouvés.',
        'reperes-generalisation',
      ),
    },
    {
      id: 'equipment',
      label: 'Équipements et infrastructure des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound('equipment', 'Le montant de l’équipement en 2023 n’a pas été trouvé.'),
      onlyOrganismesBelow: grandEst(15, 'small-organismes'),
    },
    {
      id: 'small-project-management',
      label: 'Assistance à maîtrise d’ouvrage des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'small-organismes',
        'Le montant de cette aide n’a pas été trouvé.',
        'ars-grand-est-avancement',
      ),
      onlyOrganismesBelow: grandEst(15, 'small-organismes'),
    },
  ],
  payments: elsewhere(
    [
      { share: 0.5, when: 'à la signature de la convention avec l’ARS' },
      { share: 0.5, when: 'en fin de projet, si les cibles d’usage sont atteintes' },
    ],
    'payments-2023',
  ),
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
  piecesList: notFound('not-found-annexes', 'Le contenu de l’annexe 2, les pièces, n’a pas été lu.'),
  criteria: notFound(
    'not-found-criteria',
    'Les critères des ARS autres que PACA n’ont pas été trouvés pour 2023.',
  ),
  usageTargets: {
    ...corse('Usage effectif du DUI par les professionnels, condition du versement', 'usage-targets'),
    note: 'Les pourcentages à atteindre n’ont pas été trouvés.',
  },
  contact: notFound('not-found-contacts', 'L’adresse de l’ARS est à chercher sur son site.'),
  portal: cnsaPage('PAI numérique de la CNSA', 'filing'),
  principles: {
    'l312-1': faq(true, 'eligible'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'no-european-structural-funds': paca(true, 'european-funds'),
    'same-software-once': elsewhere(true, 'no-double-funding'),
    'one-dui-per-essms': elsewhere(true, 'no-double-funding'),
    'one-dui-per-project': elsewhere(true, 'one-dui'),
    'segur-order-other-software': elsewhere(true, 'no-double-funding'),
    'replacement-is-acquisition': cnsaPage(true, 'replacement'),
    'national-entity-agreement': elsewhere(true, 'national-entity'),
    'segur-conformity': corse(true, 'software'),
    'segur-not-for-ahi-pjm': corse(true, 'ahi-pjm'),
    'manager-files': paca(true, 'who-files'),
    grouping: grandEst(true, 'grouping'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
