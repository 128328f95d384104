import type { Campaign, Window } from './campaign';
import { disputed, notFound, told } from './parameter';

const elsewhere = told('reperes-2021', 'secondary');
const mentioned = told('reperes-2021', 'single-mention');
const editor = told('socianova-amorcage-2021', 'secondary');
const ours = told('controles', 'secondary');

const SILENT = 'divergences-2021-2022';

/** Same days for a project over one région or several: no text sets them apart. */
const days: Pick<Window, 'opens' | 'closes' | 'closingHour'> = {
  opens: {
    ...mentioned('2021-07-12', 'window-t2'),
    note: 'Jour de parution du cahier des charges en Nouvelle-Aquitaine\u202f; ailleurs, «\u00a0mi-juillet\u00a0».',
  },
  closes: disputed(
    elsewhere('2021-10-15', 'window-t2'),
    [{ value: '2021-10-14', source: { text: 'reperes-2021', anchor: 'window-t2' } }],
    'Une source écrit «\u00a0avant le 15 octobre\u00a0», une autre «\u00a0mi-octobre\u00a0»\u202f: le 14 était le dernier jour sûr.',
  ),
  closingHour: notFound('not-found-hours', 'L’heure de clôture du second appel de 2021 n’a pas été trouvée.'),
};

/**
 * Second regional calls of 2021 (« amorçage, temps 2 »), on the money of the Ségur: every structure
 * of article L. 312-1. Projects of more than 50 ESMS had a national call of their own, not described here.
 */
export const amorcage2021Second: Campaign = {
  id: 'amorcage-2021-2',
  title: 'Appels à projets régionaux ESMS numérique 2021, amorçage, temps 2',
  year: 2021,
  issuer: 'Agences régionales de santé',
  region: null,
  instruction: {
    ...mentioned('Instruction publiée à la fin de juillet 2021', 'instruction-t2'),
    note: 'Son numéro n’a pas été trouvé. Circulaire DGOS/R1/2021/142 du 30 juin 2021 pour les crédits.',
  },
  scopes: ['regional', 'multiregional'],
  windows: [
    { scope: 'regional', label: 'Dépôt régional', ...days },
    { scope: 'multiregional', label: 'Dépôt multirégional', ...days },
  ],
  beneficiaries: disputed(
    elsewhere(
      'Tous les ESSMS de l’article L.\u00a0312-1 du CASF, protection de l’enfance, difficultés spécifiques et secteur social compris',
      'public-t2',
    ),
    [
      {
        value: 'Tous les organismes PA et PH, périmètre à confirmer',
        source: { text: 'socianova-amorcage-2021', anchor: 'eligible-2021' },
      },
    ],
    'L’autre version date de janvier 2021, avant le texte du second appel.',
  ),
  minEssms: disputed(
    elsewhere(15, 'size-t2'),
    [{ value: 15, source: { text: 'reperes-2021', anchor: 'minimum-t2' } }],
    'Un nombre «\u00a0idéal, sauf cas particuliers\u00a0» pour une source, un minimum en métropole pour une autre.',
  ),
  minEssmsIslands: notFound(
    'not-found-islands-2021-2',
    'Le minimum de Corse et d’outre-mer au second appel de 2021 n’a pas été trouvé.',
    SILENT,
  ),
  maxEssms: disputed(
    elsewhere(49, 'size-t2'),
    [{ value: 30, source: { text: 'reperes-2021', anchor: 'size-t2-esea' } }],
    'Une annonce régionale parle encore de 15 à 30. L’appel national de 2021 commence à plus de 50.',
  ),
  fields: null,
  projectTypes: elsewhere(['acquisition', 'conformite', 'mixte'], 'types-t2'),
  rates: [
    {
      id: 'acquisition',
      label: 'Acquisition d’un DUI',
      types: ['acquisition'],
      from: 1,
      to: null,
      amountCents: elsewhere(2_500_000, 'rates-t2'),
    },
    {
      id: 'conformite',
      label: 'Mise en conformité',
      types: ['conformite'],
      from: 1,
      to: null,
      amountCents: elsewhere(1_000_000, 'rates-t2'),
    },
    {
      id: 'small-organismes',
      label: 'Équipement, passation du marché et pilotage des petits organismes',
      types: ['acquisition', 'conformite'],
      from: 1,
      to: null,
      amountCents: notFound(
        'not-found-small-organismes-2021-2',
        '20\u202f000, 15\u202f000 et 100\u202f000\u00a0€ sont cités sans dire s’ils vont à un ESMS, à un organisme ou à un projet.',
        SILENT,
      ),
      onlyOrganismesBelow: {
        ...editor(15, 'grouping-2021'),
        note: 'Taille d’un petit organisme au premier appel de 2021\u202f; le second ne la redit pas.',
      },
    },
  ],
  payments: notFound(
    'not-found-payments-2021-2',
    'Le découpage des versements du second appel de 2021 n’a pas été trouvé.',
    SILENT,
  ),
  pieces: [],
  piecesList: notFound('not-found-pieces-2021', 'La liste des pièces de 2021 n’a pas été trouvée.', SILENT),
  criteria: notFound(
    'not-found-criteria-2021-2',
    'Les critères de choix du second appel de 2021 n’ont pas été trouvés.',
    SILENT,
  ),
  usageTargets: notFound(
    'not-found-usage-2021-2',
    'Les cibles d’usage du second appel de 2021 n’ont pas été trouvées.',
    SILENT,
  ),
  contact: notFound('not-found-contacts-2021', 'Aucune adresse propre à 2021 n’a été trouvée.', SILENT),
  portal: {
    ...elsewhere('PAI numérique de la CNSA', 'portal-t1'),
    note: 'Décrit pour le premier appel de 2021.',
  },
  principles: {
    'l312-1': elsewhere(true, 'public-t2'),
    'one-dui-per-project': elsewhere(true, 'same-dui'),
    grouping: elsewhere(true, 'grouping-t2'),
    'funding-balance': ours(true, 'balanced-budget'),
  },
};
