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
  /** What the caption or the « add » button of such a table is about. */
  words: string[];
  /** Column headings that no other table has. */
  heads: string[];
  key: FieldId;
  /** Columns a page may print in the row beforehand instead of asking them. */
  printed: FieldId[];
  columns: Column[];
  records: (context: FillContext) => RowRecord[];
  /** One record for a printed row that stands for several. Absent: no row does. */
  together?: (records: RowRecord[]) => RowRecord;
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

/** The lines of one poste as one: their amounts added up, unknown when one is. */
const sumOf = (id: 'expense' | 'resource', records: RowRecord[]): RowRecord => {
  const amounts = records.map(({ answers }) => answers[`${id}.amount`]);
  const known = amounts.filter((amount): amount is number => typeof amount === 'number');
  const poste = records[0]?.answers[`${id}.poste`] ?? null;
  const sum = known.length === amounts.length ? known.reduce((total, amount) => total + amount, 0) : null;
  return {
    id: records.map((record) => record.id).join('+'),
    label: Array.isArray(poste) ? (poste[0] ?? '') : '',
    answers: { [`${id}.poste`]: poste, [`${id}.amount`]: sum },
  };
};

export const families: RowFamily[] = [
  {
    id: 'essms',
    name: 'ESSMS',
    words: ['structure', 'structures engagées', 'établissements et services', 'essms', 'finess géographique'],
    heads: ['FINESS géographique', 'FINESS', 'Numéro FINESS', 'ESSMS'],
    key: 'essms.finess',
    printed: ['essms.finess', 'essms.name'],
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
        labels: ['Montant demandé TTC', 'Montant demandé', 'Aide demandée', 'Montant', 'Montant affecté'],
        format: 'amount',
      },
    ],
  },
  {
    id: 'expense',
    name: 'Dépenses',
    words: ['dépenses', 'dépenses prévisionnelles', 'charges', 'coûts'],
    heads: ['Poste de dépense', 'Nature de la dépense', 'Dépenses'],
    key: 'expense.label',
    printed: ['expense.poste', 'expense.label'],
    together: (records) => sumOf('expense', records),
    columns: budgetColumns('expense', ['Poste de dépense', 'Poste', 'Nature de la dépense']),
    records: ({ profile }) => profile.project.expenses.map((line) => budgetRecord('expense', line)),
  },
  {
    id: 'resource',
    name: 'Recettes',
    words: ['recettes', 'recettes prévisionnelles', 'ressources', 'produits', 'financeur'],
    heads: ['Financeur', 'Poste de recette', 'Recettes'],
    key: 'resource.label',
    printed: ['resource.poste', 'resource.label'],
    together: (records) => sumOf('resource', records),
    columns: budgetColumns('resource', ['Financeur', 'Poste de recette', 'Poste', 'Origine']),
    records: ({ profile }) => profile.project.resources.map((line) => budgetRecord('resource', line)),
  },
  {
    id: 'indicator',
    name: 'Indicateurs',
    words: ['indicateurs'],
    heads: ['Indicateur'],
    key: 'indicator.label',
    printed: ['indicator.label'],
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
