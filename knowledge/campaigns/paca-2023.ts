import type { Campaign, ExpectedPiece } from './campaign';
import { disputed, notFound, told } from './parameter';

const official = told('ars-paca-aap-2023', 'official');
const cnsaPage = told('cnsa-aide-2022', 'official');
const faq = told('cnsa-faq-2023', 'official');
const press = told('cadredesante-instruction-2022', 'secondary');
const elsewhere = told('reperes-generalisation', 'secondary');
const corse = told(
  'ars-corse-2023',
  'single-mention',
  'Écrit par l’ARS de Corse pour la même campagne\u202f; la page de l’ARS PACA n’en parle pas.',
);
const ours = told('controles', 'secondary');

/** The page says « à minuit »: the usual reading is the end of the day, the other one stays possible. */
const midnight = (anchor: string) =>
  disputed(
    official('24:00', anchor),
    [{ value: '00:00', source: { text: 'divergences', anchor: 'midnight' } }],
    'La page écrit «\u00a0à minuit\u00a0», sans dire s’il ouvre ou ferme la journée, ni pour quel fuseau\u202f: la lecture habituelle est la fin du jour. Déposez la veille.',
  );

const invited = (id: string, label: string, anchor: string): ExpectedPiece => ({
  id,
  label,
  status: 'invited',
  source: { text: 'ars-paca-aap-2023', anchor },
  confidence: 'official',
});

/** Call of 2023 of the ARS Provence-Alpes-Côte d'Azur, regional and multiregional projects. */
export const paca2023: Campaign = {
  id: 'paca-2023',
  title: 'Appel à projets ESMS numérique 2023, ARS Provence-Alpes-Côte d’Azur',
  year: 2023,
  issuer: 'ARS Provence-Alpes-Côte d’Azur',
  region: '93',
  instruction: faq('DGCS/DNS/CNSA/2023/13 du 16 janvier 2023', 'instruction-2023'),
  scopes: ['regional', 'multiregional'],
  windows: [
    {
      scope: 'regional',
      label: 'Dépôt régional',
      opens: official('2023-01-31', 'closing-regional'),
      closes: official('2023-09-15', 'closing-regional'),
      closingHour: midnight('closing-regional'),
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
      closes: official('2023-06-15', 'closing-multiregional'),
      closingHour: midnight('closing-multiregional'),
    },
  ],
  beneficiaries: official(
    'ESSMS de l’article L.\u00a0312-1 du CASF, même financés par les seuls conseils départementaux',
    'eligible',
  ),
  minEssms: disputed(
    cnsaPage(15, 'minimum'),
    [{ value: 15, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La page de l’ARS PACA ne donne pas de nombre. La CNSA en fait un minimum, la presse un nombre idéal.',
  ),
  minEssmsIslands: disputed(
    cnsaPage(8, 'minimum-islands'),
    [{ value: 8, source: { text: 'cadredesante-instruction-2022', anchor: 'ideal-number' } }],
    'La CNSA en fait un minimum, la presse un nombre idéal.',
  ),
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
      amountCents: notFound(
        'rates-2023',
        'Les montants par ESSMS de 2023 n’ont pas été trouvés.',
        'reperes-generalisation',
      ),
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
      id: 'annex-2',
      label: 'Pièces de l’annexe 2 de l’appel à projets (liste à lire dans l’appel, non trouvée ici)',
      status: 'required',
      source: { text: 'ars-paca-aap-2023', anchor: 'pieces' },
      confidence: 'official',
    },
    {
      id: 'national-agreement',
      label: 'Accord écrit de l’entité nationale',
      status: 'conditional',
      condition: 'dès qu’un membre est rattaché à une entité nationale',
      source: { text: 'ars-paca-aap-2023', anchor: 'national-entity' },
      confidence: 'official',
    },
    {
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
      confidence: 'official',
    },
    invited(
      'anap-maturity',
      'Autodiagnostic ANAP de maturité et de sécurité du SI, par organisme',
      'self-assessment-anap',
    ),
    invited(
      'anap-si-management',
      'Autodiagnostic ANAP de gestion du SI (RSI ou DSI), par organisme',
      'self-assessment-si',
    ),
    invited(
      'protection-measures',
      'Positionnement sur les 13 mesures de protection, par établissement',
      'protection-measures',
    ),
  ],
  piecesList: notFound(
    'not-found-annexes',
    'Le contenu de l’annexe 2 de l’appel, les pièces, n’a pas été lu.',
  ),
  criteria: {
    ...official(
      [
        'qualité des réponses',
        'gestion et gouvernance du projet',
        'compréhension des enjeux du Ségur numérique',
        'engagement des structures',
        'plan de financement',
      ],
      'priorities',
    ),
    note: 'La grille de l’annexe 3 de l’instruction n’a pas été lue.',
  },
  usageTargets: {
    ...elsewhere('Usage du DUI, de MSSanté et du DMP ou de Mon espace santé', 'usage-targets'),
    note: 'Les pourcentages à atteindre et la définition d’un DUI «\u00a0actif\u00a0» n’ont pas été trouvés.',
  },
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
    'segur-not-for-ahi-pjm': corse(true, 'ahi-pjm'),
    'late-is-inadmissible': official(true, 'late'),
    territory: official(true, 'multiregional'),
    'manager-files': official(true, 'who-files'),
    'self-assessments': official(true, 'self-assessment-anap'),
    grouping: press(true, 'legal-form'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
