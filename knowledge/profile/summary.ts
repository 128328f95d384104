import { departementOf } from '@/knowledge/reference/territories';
import { FIELD_NAMES } from './format';
import type { BudgetLine, Essms, Profile } from './schema';

/** How many ESSMS share a value; `key` is empty for those whose value is unknown. */
export interface Share {
  key: string;
  label: string;
  count: number;
}

/** The figures at the top of the page of a grappe. Amounts in cents, null when nothing is known. */
export interface Summary {
  essms: number;
  organismes: number;
  /** Sum of the known capacities, and how many ESSMS have none. */
  capacity: number | null;
  unknownCapacities: number;
  byField: Share[];
  byDepartement: Share[];
  requestedCents: number | null;
  budget: Budget;
}

/** Totals of the plan de financement; `gapCents` is resources less expenses. */
export interface Budget {
  expensesCents: number | null;
  resourcesCents: number | null;
  gapCents: number | null;
  /** Lines whose amount is unknown, and so not in the totals. */
  unknownLines: number;
}

const sumKnown = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
};

function shares(essms: Essms[], keyOf: (e: Essms) => string, labelOf: (key: string) => string): Share[] {
  const groups = Map.groupBy(essms, keyOf);
  return [...groups]
    .map(([key, rows]) => ({ key, label: key === '' ? 'Non renseigné' : labelOf(key), count: rows.length }))
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

const isField = (key: string): key is keyof typeof FIELD_NAMES => Object.hasOwn(FIELD_NAMES, key);

/** Totals of expenses and resources, and the gap between them. */
export function budgetOf({ project }: Profile): Budget {
  const total = (lines: BudgetLine[]) => sumKnown(lines.map((line) => line.amountCents));
  const expensesCents = total(project.expenses);
  const resourcesCents = total(project.resources);
  const lines = [...project.expenses, ...project.resources];
  return {
    expensesCents,
    resourcesCents,
    gapCents: expensesCents === null || resourcesCents === null ? null : resourcesCents - expensesCents,
    unknownLines: lines.filter((line) => line.amountCents === null).length,
  };
}

/** Counts and totals of a grappe. */
export function summarise(grappe: Profile): Summary {
  const { essms, organismes, project } = grappe;
  return {
    essms: essms.length,
    organismes: organismes.length,
    capacity: sumKnown(essms.map((e) => e.capacity)),
    unknownCapacities: essms.filter((e) => e.capacity === null).length,
    byField: shares(
      essms,
      (e) => e.field ?? '',
      (key) => (isField(key) ? FIELD_NAMES[key] : key),
    ),
    byDepartement: shares(
      essms,
      (e) => e.departement,
      (code) => departementOf(code)?.name ?? `Département ${code}`,
    ),
    requestedCents: project.requestedCents,
    budget: budgetOf(grappe),
  };
}
