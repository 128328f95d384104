import type { BudgetLine, Essms } from '@/knowledge/profile/schema';
import type { FillContext } from './context';
import { type Answer, FIELD_WORDINGS, type Format } from './dictionary';
import type { FieldId } from './field-id';

/** One column of a repeated group. */
export interface Column {
  id: FieldId;
  name: string;
  labels: string[];
  format: Format;
}

/** One record of the profile: an ESSMS, a budget line, an indicator, and its answers by column. */
export interface RowRecord {
  id: string;
  label: string;
  answers: Partial<Record<FieldId, Answer>>;
}

/** A list of the profile that a form asks row by row. Rows are aligned by `key`, never by rank. */
export interface RowFamily {
  id: 'essms' | 'expense' | 'resource' | 'indicator';
  name: string;
  /** Words of the caption, the headings or the « add » button that tell this table. */
  words: string[];
  key: FieldId;
  columns: Column[];
  records: (context: FillContext) => RowRecord[];
}

const given = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

const essmsRecord = (one: Essms, { profile }: FillContext): RowRecord => ({
  id: one.id,
  label: one.name,
  answers: {
    'essms.finess': given(one.finess),
    'essms.name': given(one.name),
    'essms.category': given(one.category),
    'essms.field': one.field === null ? null : [one.field, ...(FIELD_WORDINGS[one.field] ?? [])],
    'essms.organisme': given(profile.organismes.find(({ id }) => id === one.organismeId)?.raisonSociale),
    'essms.siret': given(one.siret),
    'essms.postcode': given(one.address.postcode),
    'essms.commune': given(one.address.commune),
    'essms.departement': given(one.departement),
    'essms.capacity': one.capacity,
    'essms.software': given(one.currentSoftware),
    'essms.requested': one.requestedCents,
  },
});

const budgetRecord = (id: 'expense' | 'resource', line: BudgetLine): RowRecord => ({
  id: line.id,
  label: line.label || line.poste,
  answers: {
    [`${id}.poste`]: line.poste === '' ? null : [line.poste],
    [`${id}.label`]: given(line.label),
    [`${id}.amount`]: line.amountCents,
  },
});

const budgetColumns = (id: 'expense' | 'resource', posteLabels: string[]): Column[] => [
  { id: `${id}.poste`, name: 'Poste', labels: posteLabels, format: 'choice' },
  {
    id: `${id}.label`,
    name: 'Libellé',
    labels: ['Libellé', 'Intitulé', 'Désignation', 'Détail'],
    format: 'text',
  },
  {
    id: `${id}.amount`,
    name: 'Montant',
    labels: ['Montant TTC', 'Montant', 'Coût', 'Somme'],
    format: 'amount',
  },
];

export const families: RowFamily[] = [
  {
    id: 'essms',
    name: 'ESSMS',
    words: ['structure', 'structures engagées', 'établissements et services', 'essms', 'finess géographique'],
    key: 'essms.finess',
    records: (context) => context.essms.map((one) => essmsRecord(one, context)),
    columns: [
      {
        id: 'essms.finess',
        name: 'FINESS géographique',
        labels: ['N° FINESS géographique', 'FINESS', 'FINESS ET', 'Numéro FINESS'],
        format: 'finess',
      },
      {
        id: 'essms.name',
        name: 'Nom',
        labels: ['Dénomination', 'Nom', 'Nom de l’établissement', 'Établissement', 'Raison sociale'],
        format: 'text',
      },
      {
        id: 'essms.category',
        name: 'Catégorie',
        labels: ['Catégorie', 'Code catégorie', 'Catégorie FINESS'],
        format: 'text',
      },
      { id: 'essms.field', name: 'Champ', labels: ['Champ', 'Secteur', 'Public'], format: 'choice' },
      {
        id: 'essms.organisme',
        name: 'Organisme gestionnaire',
        labels: ['Organisme gestionnaire', 'Gestionnaire', 'Organisme'],
        format: 'text',
      },
      { id: 'essms.siret', name: 'SIRET', labels: ['SIRET', 'N° SIRET'], format: 'siret' },
      { id: 'essms.postcode', name: 'Code postal', labels: ['Code postal'], format: 'postcode' },
      { id: 'essms.commune', name: 'Commune', labels: ['Commune', 'Ville'], format: 'text' },
      { id: 'essms.departement', name: 'Département', labels: ['Département'], format: 'text' },
      {
        id: 'essms.capacity',
        name: 'Capacité',
        labels: ['Capacité', 'Nombre de places', 'Places'],
        format: 'count',
      },
      {
        id: 'essms.software',
        name: 'Logiciel actuel',
        labels: ['Logiciel actuel', 'DUI actuel', 'Logiciel en place'],
        format: 'text',
      },
      {
        id: 'essms.requested',
        name: 'Montant demandé',
        labels: ['Montant demandé TTC', 'Montant demandé', 'Montant', 'Montant affecté'],
        format: 'amount',
      },
    ],
  },
  {
    id: 'expense',
    name: 'Dépenses',
    words: ['dépenses', 'dépenses prévisionnelles', 'poste de dépense', 'charges', 'coûts'],
    key: 'expense.label',
    columns: budgetColumns('expense', ['Poste de dépense', 'Poste', 'Nature de la dépense']),
    records: ({ profile }) => profile.project.expenses.map((line) => budgetRecord('expense', line)),
  },
  {
    id: 'resource',
    name: 'Recettes',
    words: ['recettes', 'recettes prévisionnelles', 'ressources', 'produits', 'financeur'],
    key: 'resource.label',
    columns: budgetColumns('resource', ['Financeur', 'Poste de recette', 'Poste', 'Origine']),
    records: ({ profile }) => profile.project.resources.map((line) => budgetRecord('resource', line)),
  },
  {
    id: 'indicator',
    name: 'Indicateurs',
    words: ['indicateurs', 'indicateur', 'cible'],
    key: 'indicator.label',
    columns: [
      {
        id: 'indicator.label',
        name: 'Indicateur',
        labels: ['Indicateur', 'Libellé', 'Intitulé'],
        format: 'text',
      },
      {
        id: 'indicator.target',
        name: 'Cible',
        labels: ['Valeur cible', 'Cible', 'Objectif', 'Valeur attendue'],
        format: 'text',
      },
    ],
    records: ({ profile }) =>
      profile.project.indicators.map((one) => ({
        id: one.id,
        label: one.label,
        answers: { 'indicator.label': given(one.label), 'indicator.target': given(one.target) },
      })),
  },
];
