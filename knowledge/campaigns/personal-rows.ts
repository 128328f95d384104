import { TYPE_NAMES } from '@/knowledge/profile/format';
import { regions } from '@/knowledge/reference/territories';

/** How a datum of a call is typed. `lines`: one item a line; `percent`: a share between 0 and 1. */
export type CallKind =
  | 'text'
  | 'long'
  | 'lines'
  | 'count'
  | 'percent'
  | 'cents'
  | 'day'
  | 'hour'
  | 'choice'
  | 'many'
  | 'flag';

/** One datum of a call: how the form asks for it, and how a fault names it. */
export interface CallField {
  key: string;
  label: string;
  kind: CallKind;
  /** In French, under the label. */
  help?: string;
  choices?: readonly { value: string; label: string }[];
  /** A value that may carry the user's own source: it is stored under `value`. */
  said?: true;
  required?: true;
}

/** A list of rows of a call: periods, flat rates, pieces. */
export interface CallRows {
  key: string;
  label: string;
  /** « période de dépôt »: one of them. */
  noun: string;
  /** « Ajouter une période ». */
  add: string;
  /** « Retirer cette période ». */
  remove: string;
  help?: string;
  /** The list itself may carry a source: it is stored under `value`. */
  said?: true;
  /** Each row may carry the user's own source. */
  sourced?: true;
  fields: readonly CallField[];
  rows?: readonly CallRows[];
  /** What a new row holds. */
  fresh: Readonly<Record<string, unknown>>;
}

export const PAYMENTS: CallRows = {
  key: 'payments',
  label: 'Versements',
  noun: 'versement',
  add: 'Ajouter un versement',
  remove: 'Retirer ce versement',
  help: 'Les parts font 100\u00a0% au total.',
  said: true,
  fields: [
    { key: 'share', label: 'Part, en %', kind: 'percent', required: true },
    {
      key: 'when',
      label: 'Quand',
      kind: 'text',
      help: 'Par exemple «\u00a0à la signature\u00a0».',
      required: true,
    },
  ],
  fresh: {},
};

/** Who examines the dossiers. */
export const SCOPES = [
  { value: 'regional', label: 'Une ARS' },
  { value: 'multiregional', label: 'Une ARS, projet sur plusieurs régions' },
  { value: 'national', label: 'National (CNSA)' },
] as const;

/** Every région, by its INSEE code. */
export const REGIONS = regions.map(({ code, name }) => ({ value: code, label: name }));

const SELECTIONS: CallRows = {
  key: 'selections',
  label: 'Sélections',
  noun: 'sélection',
  add: 'Ajouter une sélection',
  remove: 'Retirer cette sélection',
  help: 'Si le financeur choisit en plusieurs fois pendant la période.',
  fields: [
    { key: 'label', label: 'Nom de la sélection', kind: 'text', required: true },
    { key: 'opens', label: 'Début de la sélection', kind: 'day', said: true, required: true },
    { key: 'closes', label: 'Fin de la sélection', kind: 'day', said: true, required: true },
  ],
  fresh: {},
};

export const WINDOWS: CallRows = {
  key: 'windows',
  label: 'Périodes de dépôt',
  noun: 'période de dépôt',
  add: 'Ajouter une période',
  remove: 'Retirer cette période',
  fields: [
    { key: 'label', label: 'Nom de la période', kind: 'text', required: true },
    {
      key: 'scope',
      label: 'Guichet',
      kind: 'choice',
      required: true,
      choices: SCOPES,
    },
    { key: 'opens', label: 'Ouverture', kind: 'day', said: true },
    { key: 'closes', label: 'Clôture', kind: 'day', help: 'Dernier jour, compris.', said: true },
    {
      key: 'closingHour',
      label: 'Heure de clôture',
      kind: 'hour',
      help: 'Heure de Paris, comme 12:00\u202f; 24:00 est la fin du jour.',
      said: true,
    },
    { key: 'reservedTo', label: 'Réservée à', kind: 'text', help: 'Vide si elle est ouverte à tous.' },
    {
      key: 'region',
      label: 'Seulement pour la région',
      kind: 'choice',
      help: 'Dans un appel de toutes les régions, celle que la période concerne.',
      choices: REGIONS,
    },
  ],
  rows: [SELECTIONS],
  fresh: { label: 'Dépôt', scope: 'regional' },
};

export const RATES: CallRows = {
  key: 'rates',
  label: 'Forfaits par ESSMS',
  noun: 'forfait',
  add: 'Ajouter un forfait',
  remove: 'Retirer ce forfait',
  help: 'Un forfait par ligne du barème. Sans montant, l’assistant dira qu’il n’est pas connu, jamais zéro.',
  fields: [
    { key: 'label', label: 'Nom du forfait', kind: 'text', required: true },
    {
      key: 'types',
      label: 'Pour quels dossiers',
      kind: 'many',
      required: true,
      choices: [
        { value: 'acquisition', label: TYPE_NAMES.acquisition },
        { value: 'conformite', label: TYPE_NAMES.conformite },
      ],
    },
    { key: 'amountCents', label: 'Montant par ESSMS, en euros', kind: 'cents', said: true },
    {
      key: 'from',
      label: 'Du rang',
      kind: 'count',
      help: '1 pour le premier ESSMS, 50 pour le cinquantième.',
      required: true,
    },
    { key: 'to', label: 'Au rang', kind: 'count', help: 'Vide s’il n’y a pas de dernier.' },
    { key: 'ceiling', label: 'C’est un plafond («\u00a0jusqu’à\u00a0»)', kind: 'flag' },
    { key: 'onlySegurReferenced', label: 'Seulement si le logiciel est référencé Ségur', kind: 'flag' },
    {
      key: 'onlyOrganismesBelow',
      label: 'Seulement pour les organismes de moins de … ESSMS',
      kind: 'count',
      said: true,
    },
    { key: 'maxEssms', label: 'ESSMS payés au plus', kind: 'count', said: true },
  ],
  rows: [PAYMENTS],
  fresh: { types: ['acquisition', 'conformite'], from: 1, to: null },
};

export const PIECES: CallRows = {
  key: 'pieces',
  label: 'Pièces',
  noun: 'pièce',
  add: 'Ajouter une pièce',
  remove: 'Retirer cette pièce',
  sourced: true,
  fields: [
    { key: 'label', label: 'Nom de la pièce', kind: 'text', required: true },
    {
      key: 'status',
      label: 'Statut',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'required', label: 'Obligatoire' },
        { value: 'conditional', label: 'Obligatoire dans un cas' },
        { value: 'template', label: 'Modèle fourni' },
        { value: 'invited', label: 'Conseillée' },
      ],
    },
    { key: 'condition', label: 'Dans quel cas', kind: 'text' },
  ],
  fresh: { status: 'required' },
};

export const CHANGES: CallRows = {
  key: 'changes',
  label: 'Changements en cours d’appel',
  noun: 'changement',
  add: 'Ajouter un changement',
  remove: 'Retirer ce changement',
  sourced: true,
  fields: [
    { key: 'on', label: 'Jour', kind: 'day', required: true },
    { key: 'what', label: 'Ce qui change', kind: 'long', required: true },
  ],
  fresh: {},
};
