import type { Campaign } from './campaign';
import { disputed, notFound, told } from './parameter';

const cnsaPage = told('cnsa-aide-2022', 'official');
const faq = told('cnsa-faq-2023', 'official');
const bilan = told('dsih-bilan-2023', 'secondary');
const press = told('cadredesante-instruction-2022', 'secondary');
const elsewhere = told('reperes-generalisation', 'secondary');
const onRegional =
  'Écrit pour un appel régional de la même campagne\u202f: demandez à la CNSA si l’appel national suit la même règle.';
const paca = told('ars-paca-aap-2023', 'single-mention', onRegional);
const corse = told('ars-corse-2023', 'single-mention', onRegional);
const ours = told('controles', 'secondary');

/** National call of 2023 (CNSA and DNS), for projects of 50 ESSMS and more over several régions. */
export const national2023: Campaign = {
  id: 'national-2023',
  title: 'Appel à projets national ESMS numérique 2023',
  year: 2023,
  issuer: 'CNSA',
  region: null,
  instruction: faq('DGCS/DNS/CNSA/2023/13 du 16 janvier 2023', 'instruction-2023'),
  scopes: ['national'],
  windows: [
    {
      scope: 'national',
      label: 'Dépôt national',
      opens: notFound(
        'not-found-openings',
        'L’appel est dit lancé en février 2023\u202f; le jour n’a pas été trouvé.',
      ),
      closes: bilan('2023-06-15', 'closings-2023'),
      closingHour: notFound('not-found-hours', 'L’heure de clôture n’a pas été trouvée.'),
    },
  ],
  beneficiaries: elsewhere(
    'Groupements de 50 ESSMS et plus de l’article L.\u00a0312-1 du CASF, répartis sur plusieurs régions',
    'counters-2023',
  ),
  minEssms: disputed(
    cnsaPage(15, 'minimum'),
    [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait un minimum, la presse de 2022 un nombre idéal. L’appel national en demande 50.',
  ),
  minEssmsIslands: disputed(
    cnsaPage(8, 'minimum-islands'),
    [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait un minimum, la presse de 2022 un nombre idéal. L’appel national en demande 50.',
  ),
  maxEssms: null,
  nationalFrom: elsewhere(50, 'counters-2023'),
  nationalRegions: {
    ...elsewhere(2, 'counters-2023'),
    note: 'La source écrit «\u00a0plusieurs régions\u00a0». En 2022, aucune condition de région n’était posée.',
  },
  fields: null,
  projectTypes: elsewhere(['acquisition', 'conformite'], 'project-types-2023'),
  rates: [
    {
      id: 'national-scale',
      label: 'Barème national',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-national-rates',
        'Les forfaits nationaux de 2023 n’ont pas été trouvés\u202f; ceux de 2022 ont changé.',
      ),
    },
  ],
  payments: {
    ...elsewhere(
      [
        { share: 0.5, when: 'à la signature de la convention' },
        { share: 0.5, when: 'en fin de projet, si les cibles d’usage sont atteintes' },
      ],
      'payments-2023',
    ),
    note: 'La source ne distingue pas l’appel national des appels régionaux.',
  },
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
    'not-found-annexes',
    'La liste des pièces de l’appel national 2023 n’a pas été trouvée.',
  ),
  criteria: notFound('not-found-criteria', 'Les critères de l’appel national 2023 n’ont pas été trouvés.'),
  usageTargets: {
    ...elsewhere('Usage du DUI, de MSSanté et du DMP ou de Mon espace santé', 'usage-targets'),
    note: 'Les pourcentages à atteindre et la définition d’un DUI «\u00a0actif\u00a0» n’ont pas été trouvés.',
  },
  contact: {
    ...elsewhere('esms.numerique@cnsa.fr', 'contact-cnsa'),
    confidence: 'single-mention',
  },
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
    'segur-conformity': elsewhere(true, 'software-2023'),
    'segur-not-for-ahi-pjm': corse(true, 'ahi-pjm'),
    grouping: press(true, 'legal-form'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
