import type { Campaign, Window } from './campaign';
import { disputed, notFound, told } from './parameter';

const cnsaPage = told('cnsa-aide-2022', 'official');
const aquitaine = told('ars-nouvelle-aquitaine-2022', 'official');
const press = told('cadredesante-instruction-2022', 'secondary');
const elsewhere = told('reperes-2022', 'secondary');
const generalisation = told('reperes-generalisation', 'single-mention');
const ours = told('controles', 'secondary');
const faq = told(
  'cnsa-faq-2023',
  'official',
  'Précision écrite en février 2023, après cet appel, et donnée pour toute la phase de généralisation.',
);

const SILENT = 'divergences-2021-2022';

const closingHour = notFound(
  'not-found-hours',
  'L’heure de clôture des appels régionaux de 2022 n’a pas été trouvée.',
);

/** Frame given by the CNSA to all régions; each ARS opened its own call. */
const days: Pick<Window, 'opens' | 'closes' | 'closingHour'> = {
  opens: {
    ...cnsaPage('2022-03-14', 'calendar'),
    note: 'La CNSA écrit «\u00a0semaine du 14 mars\u00a0»\u202f; le 15 mars en Pays de la Loire, Auvergne-Rhône-Alpes et Nouvelle-Aquitaine.',
  },
  closes: cnsaPage('2022-09-30', 'calendar'),
  closingHour,
};

/** The only région whose own windows were found; reserved, so that they are never taken for the frame. */
const nouvelleAquitaine: Window = {
  scope: 'regional',
  label: 'Dépôt en Nouvelle-Aquitaine',
  reservedTo: 'projets déposés à l’ARS Nouvelle-Aquitaine',
  region: '75',
  opens: aquitaine('2022-03-15', 'windows'),
  closes: aquitaine('2022-09-30', 'windows'),
  closingHour,
  selections: [
    {
      label: 'première fenêtre de Nouvelle-Aquitaine',
      opens: aquitaine('2022-03-15', 'windows'),
      closes: {
        ...aquitaine('2022-06-15', 'first-window'),
        note: 'Projets multirégionaux et non retenus en 2021 invités ici\u202f; l’ARS pouvait fermer l’appel à cette date.',
      },
    },
    {
      label: 'seconde fenêtre de Nouvelle-Aquitaine',
      opens: aquitaine('2022-06-16', 'windows'),
      closes: aquitaine('2022-09-30', 'windows'),
    },
  ],
};

/** Regional calls of 2022, for projects below 50 ESSMS, in the frame given by the CNSA to all ARS. */
export const regional2022: Campaign = {
  id: 'regional-2022',
  title: 'Appels à projets régionaux ESMS numérique 2022',
  year: 2022,
  issuer: 'Agences régionales de santé',
  region: null,
  instruction: press('DNS/CNSA/DGCS/2022/34 du 8 février 2022', 'instruction'),
  scopes: ['regional', 'multiregional'],
  windows: [
    { scope: 'regional', label: 'Dépôt régional', ...days },
    nouvelleAquitaine,
    { scope: 'multiregional', label: 'Dépôt multirégional', ...days },
  ],
  beneficiaries: {
    ...cnsaPage('Groupements de 15 ESSMS ou plus (8 en Corse et outre-mer) et de moins de 50', 'counters'),
    note: 'Toutes les structures de l’article L.\u00a0312-1 du CASF, même financées par le seul département.',
  },
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
  maxEssms: {
    ...cnsaPage(49, 'counters'),
    note: 'Dès 50 ESSMS, l’appel national, sans condition sur le nombre de régions.',
  },
  fields: null,
  projectTypes: cnsaPage(['acquisition', 'conformite'], 'replacement'),
  rates: [
    {
      id: 'regional-scale',
      label: 'Barème régional',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-regional-rates',
        'Les montants par ESSMS des appels régionaux de 2022 n’ont pas été trouvés.',
      ),
    },
  ],
  payments: notFound(
    'not-found-payments-regional-2022',
    'Le rythme de paiement des projets régionaux de 2022 n’a pas été trouvé.',
    SILENT,
  ),
  pieces: [
    {
      id: 'comfort-share',
      label: 'Répartition entre aide essentielle et services de confort',
      status: 'conditional',
      condition: 'pour chaque service à domicile qui fait aussi du confort',
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-piece' },
      confidence: 'official',
    },
  ],
  piecesList: notFound(
    'not-found-pieces-regional-2022',
    'Les annexes de l’instruction de 2022, et leur liste de pièces, n’ont pas été trouvées.',
    SILENT,
  ),
  criteria: {
    ...press(
      [
        'Capacité du porteur à mener un projet d’informatisation',
        'Maturité du porteur dans la gestion de son système d’information',
      ],
      'ideal-number',
    ),
    note: 'La grille d’instruction n’a pas pu être lue.',
  },
  usageTargets: {
    ...elsewhere('Cibles d’usage exigées, plus hautes qu’en 2021', 'usage-2022'),
    note: 'Les pourcentages à atteindre n’ont pas été trouvés.',
  },
  contact: notFound(
    'not-found-contacts',
    'Seule l’adresse de l’ARS Nouvelle-Aquitaine a été trouvée pour 2022\u202f: ars-na-esmsnumerique@ars.sante.fr.',
  ),
  portal: cnsaPage('PAI numérique de la CNSA', 'filing'),
  principles: {
    'l312-1': elsewhere(true, 'eligible-2022'),
    'own-finess': faq(true, 'own-finess'),
    'no-uslds': faq(true, 'usld'),
    'comfort-share': faq(true, 'comfort-prorata'),
    'replacement-is-acquisition': cnsaPage(true, 'replacement'),
    'one-dui-per-project': generalisation(true, 'one-dui'),
    grouping: press(true, 'legal-form'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
