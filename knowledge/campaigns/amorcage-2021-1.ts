import type { Campaign, Window } from './campaign';
import { disputed, notFound, told } from './parameter';

const ars = told('ars-centre-val-de-loire-2021', 'official');
const editor = told('socianova-amorcage-2021', 'secondary');
const editorAlone = told('socianova-amorcage-2021', 'single-mention');
const elsewhere = told('reperes-2021', 'secondary');
const mentioned = told('reperes-2021', 'single-mention');
const ours = told('controles', 'secondary');

const SILENT = 'divergences-2021-2022';

/** Same days for a project over one région or several: no text sets them apart. */
const days: Pick<Window, 'opens' | 'closes' | 'closingHour'> = {
  opens: elsewhere('2021-02-01', 'window-t1'),
  closes: disputed(
    elsewhere('2021-03-31', 'window-t1'),
    [{ value: '2021-04-30', source: { text: 'reperes-2021', anchor: 'closing-april-t1' } }],
    'Deux sources parlent d’avril 2021 sans donner de jour\u202f: le 31 mars est retenu.',
  ),
  closingHour: notFound(
    'not-found-hours',
    'L’heure de clôture du premier appel de 2021 n’a pas été trouvée.',
  ),
};

/** ESMS paid at most in one project: a larger organisme may apply, and no more than these are paid. */
const maxEssms = elsewhere(30, 'rates-t1');

/**
 * First regional calls of 2021 (« amorçage, temps 1 »), on the money of the CNSA: PA and PH only.
 * `maxEssms` stays null although a project goes « de 15 à 30 »: an organisme above 30 may apply, and
 * the limit is on what is paid. The organisme of 15 that one source wants in each project is never asked.
 */
export const amorcage2021First: Campaign = {
  id: 'amorcage-2021-1',
  title: 'Appels à projets régionaux ESMS numérique 2021, amorçage, temps 1',
  year: 2021,
  issuer: 'Agences régionales de santé',
  region: null,
  instruction: elsewhere('Instruction technique de la CNSA du 12 novembre 2020', 'instruction-t1'),
  scopes: ['regional', 'multiregional'],
  windows: [
    { scope: 'regional', label: 'Dépôt régional', ...days },
    { scope: 'multiregional', label: 'Dépôt multirégional', ...days },
  ],
  beneficiaries: disputed(
    ars(
      'Organismes gestionnaires d’ESMS pour personnes âgées ou handicapées, financés au moins en partie par l’assurance maladie',
      'assurance-maladie',
    ),
    [
      {
        value: 'Les mêmes, avec une minorité de structures d’un autre financeur',
        source: { text: 'reperes-2021', anchor: 'public-minority-t1' },
      },
    ],
    'Une source dit «\u00a0seuls\u00a0» ces établissements, trois autres admettent une minorité de structures d’un autre financeur.',
  ),
  minEssms: editor(15, 'size-2021'),
  minEssmsIslands: {
    ...elsewhere(8, 'size-t1'),
    note: 'Une fédération ne cite que la Corse\u202f; les autres sources disent Corse et outre-mer.',
  },
  maxEssms: null,
  minOrganismes: disputed(
    editor(3, 'grouping-2021'),
    [{ value: 3, source: { text: 'reperes-2021', anchor: 'hdf-grappes' } }],
    'Demandé aux organismes de moins de 15 ESMS. Dans les Hauts-de-France, une source ne cite que des grappes de trois organismes.',
  ),
  minOrganismesIslands: editor(2, 'islands-2021'),
  aloneFrom: disputed(
    editor(15, 'size-2021'),
    [{ value: 15, source: { text: SILENT, anchor: 'alone-2021' } }],
    'Une source régionale ne cite pas le cas d’un organisme seul.',
  ),
  fields: elsewhere(['PA', 'PH'], 'portal-t1'),
  projectTypes: elsewhere(['acquisition', 'conformite'], 'rates-t1'),
  rates: [
    {
      id: 'acquisition',
      label: 'Acquisition d’un DUI, licence de deux ans au moins',
      types: ['acquisition'],
      from: 1,
      to: null,
      amountCents: editor(2_500_000, 'rate-acquisition-2021'),
      maxEssms,
    },
    {
      id: 'conformite',
      label: 'Mise en conformité et accompagnement à l’usage',
      types: ['conformite'],
      from: 1,
      to: null,
      amountCents: disputed(
        editor(1_000_000, 'rate-compliance-2021'),
        [{ value: 2_500_000, source: { text: 'socianova-amorcage-2021', anchor: 'rate-acquisition-2021' } }],
        '25\u202f000\u00a0€ si le logiciel passe en SaaS, d’après une seule source\u202f: il faut savoir de quel cas il s’agit.',
      ),
      maxEssms,
    },
    {
      id: 'equipment',
      label: 'Équipements et infrastructures des petits organismes',
      types: ['acquisition'],
      from: 1,
      to: null,
      amountCents: {
        ...editor(2_000_000, 'rate-equipment-2021'),
        note: 'Seulement en même temps que la mise en œuvre d’un DUI\u202f; une mise en conformité seule n’est pas nommée.',
      },
      onlyOrganismesBelow: editor(15, 'rate-equipment-2021'),
    },
  ],
  payments: editorAlone(
    [
      { share: 0.4, when: 'au lancement du projet' },
      { share: 0.4, when: 'à la fin du paramétrage de la solution' },
      { share: 0.2, when: 'à la fin du déploiement, après contrôle de l’utilisation' },
    ],
    'payments-2021',
  ),
  pieces: [],
  piecesList: notFound('not-found-pieces-2021', 'La liste des pièces de 2021 n’a pas été trouvée.', SILENT),
  criteria: {
    ...elsewhere(
      [
        'Projet vite opérationnel et terminé pendant la phase d’amorçage',
        'Grand âge et handicap, financés au moins en partie par l’assurance maladie',
        'Petites structures qui s’associent',
        'Projets semblables d’un ESMS à l’autre',
      ],
      'criteria-t1',
    ),
    note: 'La grille des ARS n’a pas pu être lue.',
  },
  usageTargets: {
    ...editor('Utilisation contrôlée en fin de déploiement, avant les 20\u00a0% restants', 'payments-2021'),
    note: 'Les niveaux à atteindre n’ont pas été trouvés.',
  },
  contact: notFound('not-found-contacts-2021', 'Aucune adresse propre à 2021 n’a été trouvée.', SILENT),
  portal: elsewhere('PAI numérique de la CNSA', 'portal-t1'),
  principles: {
    'assurance-maladie': disputed(
      ars(true, 'assurance-maladie'),
      [{ value: true, source: { text: 'reperes-2021', anchor: 'public-minority-t1' } }],
      'Trois sources admettent une minorité de structures d’un autre financeur.',
    ),
    'no-addictology-ase': editorAlone(true, 'eligible-2021'),
    'majority-ars': mentioned(true, 'which-ars-t1'),
    'replacement-is-acquisition': mentioned(true, 'replacement-t1'),
    'one-dui-per-project': mentioned(true, 'same-dui'),
    'lower-real-cost': editorAlone(true, 'lower-cost-2021'),
    grouping: elsewhere(true, 'grouping-t1'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
