import { useMemo, useRef } from 'preact/hooks';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import type { Options } from './options';
import { type Filter, isFiltering, type Sort, viewOf } from './view';

interface Frozen {
  grappeId: string;
  filter: Filter;
  sort: Sort | null;
  ids: string[];
  known: ReadonlySet<string>;
  essms: readonly Essms[];
}

export interface View {
  rows: readonly Essms[];
  /** The order and the choice of rows date from before the last changes. */
  stale: boolean;
}

const freeze = (grappe: Profile, filter: Filter, sort: Sort | null, options: Options): Frozen => ({
  grappeId: grappe.id,
  filter,
  sort,
  ids: viewOf(grappe, filter, sort, options),
  known: new Set(grappe.essms.map((e) => e.id)),
  essms: grappe.essms,
});

function thaw({ ids, known }: Frozen, essms: readonly Essms[]): readonly Essms[] {
  const byId = new Map(essms.map((e) => [e.id, e]));
  return [...ids.flatMap((id) => byId.get(id) ?? []), ...essms.filter((e) => !known.has(e.id))];
}

/**
 * The rows to show. Order and choice are settled when the filter or the sort changes, as in a
 * spreadsheet: a row does not run away, or vanish, under the hand that fills it.
 */
export function useView(grappe: Profile, filter: Filter, sort: Sort | null, options: Options): View {
  const frozen = useRef<Frozen | null>(null);
  const old = frozen.current;
  const fresh = old && old.grappeId === grappe.id && old.filter === filter && old.sort === sort;
  const current = fresh ? old : freeze(grappe, filter, sort, options);
  frozen.current = current;
  const plain = !sort && !isFiltering(filter);
  const rows = useMemo(
    () => (plain ? grappe.essms : thaw(current, grappe.essms)),
    [plain, current, grappe.essms],
  );
  return { rows, stale: !plain && current.essms !== grappe.essms };
}
