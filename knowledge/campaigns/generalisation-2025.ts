import type { Campaign } from './campaign';
import { notFound, told } from './parameter';

const instruction = told('instruction-2025-100', 'official');
const ans = told('ans-faq-ahi', 'official');
const mayotte = told('ars-mayotte-2025', 'official');
const cnsaPage = told('cnsa-investissement', 'official', 'Page non datée de la CNSA, la plus récente lue.');
const grandEst = told(
  'ars-grand-est-avancement',
  'single-mention',
  'Page non datée de l’ARS Grand Est, sur la phase de généralisation.',
);
const press = told('reperes-2025', 'secondary');
const elsewhere = told('reperes-generalisation', 'secondary');
const faq = told('cnsa-faq-2023', 'official', 'Écrit en février 2023 pour toute la phase de généralisation.');
const earlier = told('cnsa-aide-2022', 'official', 'Écrit en 2022 pour la phase de généralisation.');
const ours = told('controles', 'secondary');

const opens = told(
  'reperes-2025',
  'single-mention',
  'SOS Ehpad est seul à donner ce jour\u202f; une page de l’ARS Hauts-de-France va dans le même sens.',
)('2025-01-15', 'opening');
const closes = notFound('not-found-closing-2025', 'Aucune date limite de 2025 n’a été trouvée.');
const closingHour = notFound('not-found-hours', 'L’heure de clôture n’a pas été trouvée.');

/**
 * Calls of 2025, the last year: those of the ARS and the national one in one file, because the texts
 * found tell neither their dates nor their thresholds apart. Amended in September.
 */
export const generalisation2025: Campaign = {
  id: 'generalisation-2025',
  title: 'Appels à projets ESMS numérique 2025, dernière année de la généralisation',
  year: 2025,
  issuer: 'Agences régionales de santé et CNSA',
  region: null,
  instruction: {
    ...instruction('DNS/DGCS/CNSA/2025/40 du 16 avril 2025', 'reference'),
    note: 'Modifiée par l’instruction DNS/DGCS/CNSA/2025/100 du 2 septembre 2025.',
  },
  changes: [
    {
      on: '2025-04-16',
      what: press(
        'L’instruction 2025/40 paraît après l’ouverture de la campagne et modifie celle de 2024.',
        'instruction-april',
      ),
    },
    {
      on: '2025-09-02',
      what: instruction(
        'L’instruction 2025/100 modifie celle d’avril et rappelle que tout autre financement européen est exclu.',
        'european-money',
      ),
    },
    {
      on: '2025-09-02',
      what: press(
        'Les établissements AHI deviennent éligibles au SONS\u202f; leur solution est alors candidate au référencement Ségur dès la signature de la convention.',
        'ahi-sons',
      ),
    },
    {
      on: '2025-09-02',
      what: press(
        'Un AHI qui n’est pas éligible au SONS n’a plus à atteindre les cibles d’usage de MSSanté ni du DMP ou de Mon espace santé.',
        'ahi-targets',
      ),
    },
    {
      on: '2025-09-02',
      what: press(
        '6,5\u00a0M€ passent d’ESMS numérique au SONS\u202f; la part de la Corse et des outre-mer ne change pas.',
        'transfer',
      ),
    },
  ],
  scopes: ['regional', 'multiregional', 'national'],
  windows: [
    { scope: 'regional', label: 'Dépôt régional', opens, closes, closingHour },
    { scope: 'multiregional', label: 'Dépôt multirégional', opens, closes, closingHour },
    {
      scope: 'national',
      label: 'Dépôt national',
      opens: notFound(
        'not-found-openings',
        'Le jour d’ouverture de l’appel national 2025 n’a pas été trouvé.',
      ),
      closes,
      closingHour,
    },
  ],
  beneficiaries: cnsaPage(
    'Services et établissements sociaux et médico-sociaux de l’article L.\u00a0312-1 du CASF',
    'eligible',
  ),
  minEssms: cnsaPage(15, 'minimum'),
  minEssmsIslands: cnsaPage(8, 'minimum'),
  maxEssms: null,
  nationalFrom: notFound(
    'not-found-counters-2025',
    'Le seuil de l’appel national 2025 n’a pas pu être lu\u202f; il était de 50 ESSMS sur plusieurs régions en 2024.',
  ),
  fields: null,
  projectTypes: grandEst(['acquisition', 'conformite'], 'project-types'),
  rates: [
    {
      id: 'scale',
      label: 'Barème de 2025',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-regional-rates',
        'Les montants par ESSMS de 2025 n’ont pas été trouvés.',
      ),
    },
    {
      id: 'equipment',
      label: 'Équipements et infrastructure des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound('equipment', 'Le montant de l’équipement en 2025 n’a pas été trouvé.'),
      onlyOrganismesBelow: grandEst(15, 'small-organismes'),
    },
  ],
  payments: notFound('not-found-payments', 'Le rythme des versements de 2025 n’a pas été trouvé.'),
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
  piecesList: notFound('not-found-pieces', 'La liste des pièces de 2025 n’a pas été trouvée.'),
  criteria: notFound('not-found-criteria', 'Les critères de choix de 2025 n’ont pas été trouvés.'),
  usageTargets: {
    ...mayotte('Usage effectif du DUI par les professionnels, condition du versement', 'usage-targets'),
    note: 'Les pourcentages n’ont pas été trouvés. Depuis septembre, un AHI non éligible au SONS est dispensé des cibles de MSSanté et du DMP.',
  },
  contact: {
    ...elsewhere('esms.numerique@cnsa.fr', 'contact-cnsa'),
    confidence: 'single-mention',
    note: 'Adresse de la CNSA\u202f; celle de votre ARS est à chercher sur son site.',
  },
  portal: cnsaPage('PAI numérique de la CNSA', 'filing'),
  principles: {
    'l312-1': cnsaPage(true, 'eligible'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'no-european-money': instruction(true, 'european-money'),
    'same-software-once': elsewhere(true, 'no-double-funding'),
    'one-dui-per-essms': elsewhere(true, 'no-double-funding'),
    'one-dui-per-project': elsewhere(true, 'one-dui'),
    'segur-order-other-software': elsewhere(true, 'no-double-funding'),
    'replacement-is-acquisition': earlier(true, 'replacement'),
    'national-entity-agreement': elsewhere(true, 'national-entity'),
    'segur-conformity': mayotte(true, 'software'),
    'segur-ahi-registered': ans(true, 'ahi'),
    'segur-not-for-pjm': ans(true, 'pjm'),
    'ahi-targets-lifted': { ...press(true, 'ahi-targets'), from: '2025-09-02' },
    'manager-files': cnsaPage(true, 'filing'),
    grouping: grandEst(true, 'grouping'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
