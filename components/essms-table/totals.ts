import type { Essms } from '@/knowledge/profile/schema';

/** Sums over some rows: of the known values, and how many are unknown. Amounts in cents. */
export interface Totals {
  count: number;
  capacity: number;
  unknownCapacities: number;
  requestedCents: number;
  unknownRequests: number;
}

/** A group of rows that share a value, and its totals; `key` is empty for the rows without one. */
export interface Group extends Totals {
  key: string;
}

export type GroupBy = 'field' | 'organismeId' | 'departement';

/** The totals of these rows. */
export function totalsOf(rows: readonly Essms[]): Totals {
  const total = { count: 0, capacity: 0, unknownCapacities: 0, requestedCents: 0, unknownRequests: 0 };
  for (const { capacity, requestedCents } of rows) {
    total.count += 1;
    total.capacity += capacity ?? 0;
    total.requestedCents += requestedCents ?? 0;
    if (capacity === null) total.unknownCapacities += 1;
    if (requestedCents === null) total.unknownRequests += 1;
  }
  return total;
}

/** The totals of these rows by group, the greatest first, the rows without a value last. */
export const groupTotals = (rows: readonly Essms[], by: GroupBy): Group[] =>
  [...Map.groupBy(rows, (e) => e[by] ?? '')]
    .map(([key, group]) => ({ key, ...totalsOf(group) }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') || b.count - a.count || a.key.localeCompare(b.key),
    );
