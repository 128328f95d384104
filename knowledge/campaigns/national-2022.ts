import type { Campaign, ExpectedPiece } from './campaign';
import { disputed, notFound, told } from './parameter';

const official = told('cnsa-aap-national-2022', 'official');
const cnsaPage = told('cnsa-aide-2022', 'official');
const press = told('cadredesante-instruction-2022', 'secondary');
const elsewhere = told('reperes-generalisation', 'single-mention');
const ours = told('controles', 'secondary');
const faq = told(
  'cnsa-faq-2023',
  'official',
  'Précision écrite en février 2023, après cet appel, et donnée pour toute la phase de généralisation.',
);

const closingHour = notFound('not-found-hours', 'L’heure de fermeture du téléservice n’a pas été trouvée.');

const halves = official(
  [
    { share: 0.5, when: 'au début du projet' },
    { share: 0.5, when: 'sur preuve que les objectifs ou les cibles d’usage sont atteints' },
  ],
  'payments',
);

const templates: ExpectedPiece[] = [
  { id: 'detailed-budget', label: 'Budget détaillé' },
  { id: 'planning', label: 'Planning du projet' },
  { id: 'governance', label: 'Gouvernance du projet' },
  { id: 'engaged-structures', label: 'Structures engagées dans le projet' },
  { id: 'deployment', label: 'Stratégie de déploiement' },
  { id: 'change-plan', label: 'Plan de conduite du changement' },
].map((piece) => ({
  ...piece,
  status: 'template',
  source: { text: 'cnsa-aap-national-2022', anchor: 'template-documents' },
  confidence: 'official',
}));

/** National call of 2022 (CNSA and DNS), for projects of 50 ESSMS and more or of national scope. */
export const national2022: Campaign = {
  id: 'national-2022',
  title: 'Appel à projets national 2022 «\u00a0dossier usager informatisé\u00a0»',
  year: 2022,
  issuer: 'CNSA',
  region: null,
  instruction: press('DNS/CNSA/DGCS/2022/34 du 8 février 2022', 'instruction'),
  scopes: ['national'],
  windows: [
    {
      scope: 'national',
      label: 'Dépôt',
      opens: official('2022-05-18', 'window'),
      closes: official('2022-07-18', 'window'),
      closingHour,
    },
    {
      scope: 'national',
      label: 'Dépôt des projets non retenus en 2021',
      reservedTo: 'porteurs dont le projet de 2021 n’a pas été retenu',
      opens: official('2022-05-18', 'window'),
      closes: {
        ...official('2022-06-05', 'window-not-retained-2021'),
        note: 'Le texte dit «\u00a0avant le 6 juin 2022\u00a0»\u202f: le dernier jour est le 5 juin.',
      },
      closingHour,
    },
  ],
  beneficiaries: official(
    'ESSMS d’un projet qui en réunit 50 ou plus, ou d’un projet de portée nationale',
    'who-files-nationally',
  ),
  minEssms: disputed(
    cnsaPage(15, 'minimum'),
    [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait une condition de recevabilité, la presse un nombre idéal.',
  ),
  minEssmsIslands: disputed(
    cnsaPage(8, 'minimum-islands'),
    [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait une condition de recevabilité, la presse un nombre idéal.',
  ),
  maxEssms: null,
  nationalFrom: disputed(
    official(50, 'who-files-nationally'),
    [{ value: 51, source: { text: 'cadredesante-instruction-2022', anchor: 'national-threshold' } }],
    'La CNSA écrit «\u00a050 ou plus\u00a0», la presse «\u00a0plus de 50\u00a0»\u202f: 50 est retenu.',
  ),
  fields: null,
  projectTypes: official(['acquisition', 'conformite'], 'compliance'),
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional, du 1er au 49e ESSMS',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: 49,
      amountCents: notFound(
        'rates-first-49',
        'Le communiqué renvoie au barème régional, qui n’a pas été trouvé.',
        'cnsa-aap-national-2022',
      ),
    },
    {
      id: 'acquisition-project-management',
      label: 'Maîtrise d’ouvrage, acquisition, à partir du 50e ESSMS',
      types: ['acquisition'],
      from: 50,
      to: null,
      amountCents: official(200_000, 'rates-acquisition'),
      payments: halves,
    },
    {
      id: 'acquisition-editor',
      label: 'Éditeur, acquisition, à partir du 50e ESSMS',
      types: ['acquisition'],
      from: 50,
      to: null,
      amountCents: official(100_000, 'rates-acquisition'),
      ceiling: true,
    },
    {
      id: 'acquisition-segur',
      label: 'Complément pour un éditeur référencé Ségur, à partir du 50e ESSMS',
      types: ['acquisition'],
      from: 50,
      to: null,
      amountCents: official(300_000, 'rates-acquisition'),
      onlySegurReferenced: true,
    },
    {
      id: 'conformite-project-management',
      label: 'Maîtrise d’ouvrage, mise en conformité, à partir du 50e ESSMS',
      types: ['conformite'],
      from: 50,
      to: null,
      amountCents: official(200_000, 'rates-compliance'),
      payments: halves,
    },
    {
      id: 'conformite-upgrade',
      label: 'Montée de version d’un logiciel référencé Ségur',
      types: ['conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'compliance',
        'Le communiqué annonce ce financement sans en donner le montant.',
        'cnsa-aap-national-2022',
      ),
      onlySegurReferenced: true,
    },
  ],
  payments: notFound(
    'payments',
    'Seul le versement de la maîtrise d’ouvrage est décrit\u202f; celui des autres parts n’a pas été trouvé.',
    'cnsa-aap-national-2022',
  ),
  pieces: [
    ...templates,
    {
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
      confidence: 'official',
    },
  ],
  piecesList: {
    ...official('Six documents types fournis par la CNSA et la DNS', 'template-documents'),
    note: 'Le texte de l’appel n’a pas pu être lu\u202f: il peut demander d’autres pièces.',
  },
  criteria: notFound(
    'not-found-criteria-national-2022',
    'Les critères de choix de l’appel national 2022 n’ont pas été trouvés.',
    'divergences-2021-2022',
  ),
  usageTargets: {
    ...official(
      'Objectifs du programme (acquisition) ou cibles d’usage (mise en conformité) à prouver avant la seconde moitié de l’aide',
      'payments',
    ),
    note: 'Les pourcentages à atteindre n’ont pas été trouvés.',
  },
  contact: elsewhere('esms.numerique@cnsa.fr', 'contact-cnsa'),
  portal: official(
    'GALIS, téléservice «\u00a0appel à projets national dossier usager informatisé\u00a0»',
    'where-to-file',
  ),
  principles: {
    'l312-1': faq(true, 'eligible'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'replacement-is-acquisition': official(true, 'acquisition'),
    'one-dui-per-project': elsewhere(true, 'one-dui'),
    'not-retained-earlier': official(true, 'window-not-retained-2021'),
    grouping: press(true, 'legal-form'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
