import type { FlatRate } from '@/knowledge/campaigns/campaign';
import { formatCount } from '@/knowledge/profile/format';

const lastRank = ({ to }: FlatRate): number => to ?? Number.POSITIVE_INFINITY;

/** Ranks of the grappe that every rate treats alike. */
export interface Tranche {
  /** From 1, both included; `to` is null when there is no last one. */
  from: number;
  to: number | null;
  /** ESSMS of the grappe in it. */
  count: number;
  /** False when no rate of the call speaks of these ranks. */
  paid: boolean;
}

/** The tranches of a call, with how many of `total` ESSMS each holds. A single one is no tranche: none then. */
export function tranchesOf(rates: readonly FlatRate[], total: number): Tranche[] {
  const starts = [...new Set([1, ...rates.flatMap((rate) => [rate.from, lastRank(rate) + 1])])]
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  if (starts.length < 2) return [];
  return starts.map((from, index) => {
    const to = (starts[index + 1] ?? Number.POSITIVE_INFINITY) - 1;
    return {
      from,
      to: Number.isFinite(to) ? to : null,
      count: Math.max(0, Math.min(total, to) - from + 1),
      paid: rates.some((rate) => rate.from <= from && lastRank(rate) >= from),
    };
  });
}

const ordinal = (rank: number): string => (rank === 1 ? '1er' : `${formatCount(rank)}e`);

/** « du 1er au 49e », « à partir du 50e », « le 50e », « tous les ESSMS ». */
export function trancheWords({ from, to }: Pick<Tranche, 'from' | 'to'>): string {
  if (to === null) return from === 1 ? 'tous les ESSMS' : `à partir du ${ordinal(from)}`;
  return from === to ? `le ${ordinal(from)}` : `du ${ordinal(from)} au ${ordinal(to)}`;
}
