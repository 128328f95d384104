import type { Parameter } from '@/knowledge/source';
import type { Campaign, ExpectedPiece, FlatRate } from './campaign';

const parameter =
  (text: string, confidence: Parameter<unknown>['confidence'], note?: string) =>
  <T>(value: T, anchor: string): Parameter<T> => ({
    value,
    source: { text, anchor },
    verifiedOn: '2026-11-21',
    confidence,
    ...(note === undefined ? {} : { note }),
  });

const official = parameter('cnsa-aap-national-2022', 'official');
const cnsaPage = parameter('cnsa-aide-2022', 'official');
const press = parameter('cadredesante-instruction-2022', 'secondary');
const elsewhere = parameter('reperes-generalisation', 'single-mention');
const faq = parameter(
  'cnsa-faq-2023',
  'official',
  'Précision écrite en février 2023, après cet appel, et donnée pour toute la phase de généralisation.',
);

const halves: NonNullable<FlatRate['payments']> = official(
  [
    { share: 0.5, when: 'au début du projet' },
    { share: 0.5, when: 'sur preuve que les objectifs ou les cibles d’usage sont atteints' },
  ],
  'payments',
);

/** National call of 2022 (CNSA and DNS), for projects of 50 ESSMS and more or of national scope. */
export const national2022: Campaign = {
  id: 'national-2022',
  title: 'Appel à projets national 2022 «\u00a0dossier usager informatisé\u00a0»',
  year: 2022,
  issuer: 'CNSA',
  region: null,
  scopes: ['national'],
  windows: [
    {
      scope: 'national',
      label: 'Dépôt',
      opens: official('2022-05-18', 'window'),
      closes: official('2022-07-18', 'window'),
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
    },
  ],
  minEssms: {
    ...cnsaPage(15, 'minimum'),
    confidence: 'contradicted',
    alternatives: [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    note: 'La CNSA en fait une condition de recevabilité, la presse un nombre idéal.',
  },
  minEssmsIslands: {
    ...cnsaPage(8, 'minimum-islands'),
    confidence: 'contradicted',
    alternatives: [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
  },
  maxEssms: null,
  nationalFrom: {
    ...official(50, 'who-files-nationally'),
    confidence: 'contradicted',
    alternatives: [
      { value: 51, source: { text: 'cadredesante-instruction-2022', anchor: 'national-threshold' } },
    ],
    note: 'La CNSA écrit «\u00a050 ou plus\u00a0», la presse «\u00a0plus de 50\u00a0»\u202f: 50 est retenu.',
  },
  fields: null,
  projectTypes: official(['acquisition', 'conformite'], 'compliance'),
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional, du 1er au 49e ESSMS',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: 49,
      amountCents: {
        ...official(null, 'rates-first-49'),
        note: 'Le communiqué renvoie au barème régional, qui n’a pas été trouvé.',
      },
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
      amountCents: {
        ...official(null, 'compliance'),
        note: 'Le communiqué annonce ce financement sans en donner le montant.',
      },
      onlySegurReferenced: true,
    },
  ],
  pieces: [
    { id: 'detailed-budget', label: 'Budget détaillé' },
    { id: 'planning', label: 'Planning du projet' },
    { id: 'governance', label: 'Gouvernance du projet' },
    { id: 'engaged-structures', label: 'Structures engagées dans le projet' },
    { id: 'deployment', label: 'Stratégie de déploiement' },
    { id: 'change-plan', label: 'Plan de conduite du changement' },
  ]
    .map(
      (piece): ExpectedPiece => ({
        ...piece,
        status: 'template',
        source: { text: 'cnsa-aap-national-2022', anchor: 'template-documents' },
      }),
    )
    .concat({
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
    }),
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
    'funding-balance': parameter('controles', 'secondary')(true, 'balanced-budget'),
  },
};
