import { FIELD_NAMES, TYPE_NAMES } from '@/knowledge/profile/format';
import { essmsField, projectType } from '@/knowledge/profile/schema';

import {
  type CallField,
  type CallRows,
  CHANGES,
  PAYMENTS,
  PIECES,
  RATES,
  REGIONS,
  SCOPES,
  WINDOWS,
} from './personal-rows';

/** A part of the form. */
export interface CallGroup {
  title: string;
  help?: string;
  fields: readonly CallField[];
  rows?: readonly CallRows[];
}

const essmsCount = (key: string, label: string, help?: string): CallField => ({
  key,
  label,
  kind: 'count',
  said: true,
  ...(help === undefined ? {} : { help }),
});

/** The form of a call, in order; the rules of principle come after it. */
export const CALL_GROUPS: readonly CallGroup[] = [
  {
    title: 'L’appel',
    fields: [
      { key: 'title', label: 'Titre', kind: 'text', required: true },
      {
        key: 'issuer',
        label: 'Financeur',
        kind: 'text',
        help: 'Par exemple une ARS ou la CNSA.',
        required: true,
      },
      { key: 'year', label: 'Année', kind: 'count', required: true },
      {
        key: 'region',
        label: 'Région',
        kind: 'choice',
        help: 'Vide pour un appel national.',
        choices: REGIONS,
      },
      { key: 'url', label: 'Adresse du texte', kind: 'text', help: 'Elle commence par https://.' },
      { key: 'instruction', label: 'Instruction de référence', kind: 'text', said: true },
      { key: 'beneficiaries', label: 'Qui peut déposer', kind: 'long', said: true },
    ],
  },
  { title: 'Calendrier', fields: [], rows: [WINDOWS, CHANGES] },
  {
    title: 'Seuils',
    help: 'Laissez vide ce que le texte ne dit pas\u202f: rien n’est alors exigé.',
    fields: [
      essmsCount('minEssms', 'Nombre minimum d’ESSMS'),
      essmsCount('minEssmsIslands', 'Nombre minimum d’ESSMS en Corse et outre-mer'),
      essmsCount('maxEssms', 'Nombre maximum d’ESSMS'),
      {
        key: 'maxEssmsFor',
        label: 'Guichet que ce maximum concerne',
        kind: 'choice',
        help: 'Vide s’il les concerne tous.',
        choices: SCOPES,
      },
      essmsCount('nationalFrom', 'Guichet national à partir de … ESSMS'),
      essmsCount('nationalRegions', 'Régions couvertes au moins par un projet national'),
      essmsCount('minOrganismes', 'Nombre minimum d’organismes'),
      essmsCount('minOrganismesIslands', 'Nombre minimum d’organismes en Corse et outre-mer'),
      essmsCount('aloneFrom', 'Un organisme peut déposer seul à partir de … ESSMS'),
    ],
  },
  {
    title: 'Projets acceptés',
    fields: [
      {
        key: 'projectTypes',
        label: 'Types de projet',
        kind: 'many',
        said: true,
        choices: projectType.options.map((value) => ({ value, label: TYPE_NAMES[value] })),
      },
      {
        key: 'fields',
        label: 'Champs',
        kind: 'many',
        said: true,
        choices: essmsField.options.map((value) => ({ value, label: FIELD_NAMES[value] })),
      },
    ],
  },
  { title: 'Montants', fields: [], rows: [RATES, PAYMENTS] },
  {
    title: 'Pièces et questions',
    fields: [
      {
        key: 'criteria',
        label: 'Questions posées ou critères de choix',
        kind: 'lines',
        help: 'Une par ligne.',
        said: true,
      },
      { key: 'usageTargets', label: 'Cibles d’usage', kind: 'long', said: true },
    ],
    rows: [PIECES],
  },
  {
    title: 'Où déposer',
    fields: [
      { key: 'portal', label: 'Portail', kind: 'text', said: true },
      { key: 'contact', label: 'Contact', kind: 'text', said: true },
    ],
  },
];
