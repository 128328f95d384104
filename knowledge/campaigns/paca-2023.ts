import type { Parameter } from '@/knowledge/source';
import type { Campaign, FlatRate } from './campaign';

const parameter =
  (text: string, confidence: Parameter<unknown>['confidence']) =>
  <T>(value: T, anchor: string): Parameter<T> => ({
    value,
    source: { text, anchor },
    verifiedOn: '2026-11-21',
    confidence,
  });

const official = parameter('ars-paca-aap-2023', 'official');
const cnsaPage = parameter('cnsa-aide-2022', 'official');
const faq = parameter('cnsa-faq-2023', 'official');
const press = parameter('cadredesante-instruction-2022', 'secondary');
const elsewhere = parameter('reperes-generalisation', 'secondary');

const halves: NonNullable<FlatRate['payments']> = elsewhere(
  [
    { share: 0.5, when: 'à la signature de la convention avec l’ARS' },
    { share: 0.5, when: 'en fin de projet, si les cibles d’usage sont atteintes' },
  ],
  'payments-2023',
);

/** Call of 2023 of the ARS Provence-Alpes-Côte d'Azur, regional and multiregional projects. */
export const paca2023: Campaign = {
  id: 'paca-2023',
  title: 'Appel à projets ESMS numérique 2023, ARS Provence-Alpes-Côte d’Azur',
  year: 2023,
  issuer: 'ARS Provence-Alpes-Côte d’Azur',
  region: '93',
  scopes: ['regional', 'multiregional'],
  windows: [
    {
      scope: 'regional',
      label: 'Dépôt régional',
      opens: official('2023-01-31', 'closing-regional'),
      closes: { ...official('2023-09-15', 'closing-regional'), note: 'À minuit, sans autre précision.' },
      selections: [
        {
          label: 'première sélection régionale',
          opens: official('2023-01-31', 'windows-regional'),
          closes: official('2023-04-27', 'windows-regional'),
        },
        {
          label: 'seconde sélection régionale',
          opens: official('2023-04-28', 'windows-regional'),
          closes: official('2023-09-15', 'windows-regional'),
        },
      ],
    },
    {
      scope: 'multiregional',
      label: 'Dépôt multirégional',
      opens: official('2023-01-31', 'closing-multiregional'),
      closes: { ...official('2023-06-15', 'closing-multiregional'), note: 'À minuit, sans autre précision.' },
    },
  ],
  minEssms: {
    ...cnsaPage(15, 'minimum'),
    confidence: 'contradicted',
    alternatives: [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    note: 'La page de l’ARS PACA ne donne pas de nombre. La CNSA en fait un minimum, la presse un nombre idéal.',
  },
  minEssmsIslands: {
    ...cnsaPage(8, 'minimum-islands'),
    confidence: 'contradicted',
    alternatives: [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
  },
  maxEssms: {
    ...elsewhere(49, 'counters-2023'),
    note: 'Un projet de 50 ESSMS ou plus dans une seule région n’est traité par aucun texte trouvé pour 2023.',
  },
  fields: {
    ...official(['PA', 'PH'], 'forms'),
    note: 'Les autres champs de l’article L.\u00a0312-1 sont éligibles\u202f; leur formulaire n’est pas précisé.',
  },
  projectTypes: official(['acquisition', 'conformite'], 'forms'),
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: {
        ...elsewhere(null, 'rates-2023'),
        note: 'Les montants par ESSMS de 2023 n’ont pas été trouvés.',
      },
      payments: halves,
    },
  ],
  pieces: [
    {
      id: 'annex-2',
      label: 'Pièces de l’annexe 2 de l’appel à projets (liste à lire dans l’appel, non trouvée ici)',
      status: 'required',
      source: { text: 'ars-paca-aap-2023', anchor: 'pieces' },
    },
    {
      id: 'national-agreement',
      label: 'Accord écrit de l’entité nationale',
      status: 'conditional',
      condition: 'dès qu’un membre est rattaché à une entité nationale',
      source: { text: 'ars-paca-aap-2023', anchor: 'national-entity' },
    },
    {
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
    },
    {
      id: 'anap-maturity',
      label: 'Autodiagnostic ANAP de maturité et de sécurité du SI, par organisme',
      status: 'invited',
      source: { text: 'ars-paca-aap-2023', anchor: 'self-assessment-anap' },
    },
    {
      id: 'anap-si-management',
      label: 'Autodiagnostic ANAP de gestion du SI (RSI ou DSI), par organisme',
      status: 'invited',
      source: { text: 'ars-paca-aap-2023', anchor: 'self-assessment-si' },
    },
    {
      id: 'protection-measures',
      label: 'Positionnement sur les 13 mesures de protection, par établissement',
      status: 'invited',
      source: { text: 'ars-paca-aap-2023', anchor: 'protection-measures' },
    },
  ],
  contact: official('ars-paca-esmsnumerique@ars.sante.fr', 'contact'),
  portal: official('PAI numérique de la CNSA (GALIS)', 'where-to-file'),
  principles: {
    'l312-1': official(true, 'eligible'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'no-european-structural-funds': official(true, 'european-funds'),
    'same-software-once': official(true, 'same-software'),
    'one-dui-per-essms': official(true, 'two-software'),
    'one-dui-per-project': elsewhere(true, 'one-dui'),
    'segur-order-other-software': official(true, 'segur-order'),
    'replacement-is-acquisition': cnsaPage(true, 'replacement'),
    'national-entity-agreement': official(true, 'national-entity'),
    'segur-conformity': official(true, 'software-conformity'),
    'late-is-inadmissible': official(true, 'late'),
    territory: official(true, 'multiregional'),
    'manager-files': official(true, 'who-files'),
    'self-assessments': official(true, 'self-assessment-anap'),
    grouping: press(true, 'legal-form'),
    'funding-balance': parameter('controles', 'secondary')(true, 'balanced-budget'),
  },
};
