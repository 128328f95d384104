import type { Campaign, FlatRate, Instalment } from '@/knowledge/campaigns/campaign';
import type { Project } from '@/knowledge/profile/schema';
import type { Told } from '@/knowledge/source';
import { type AmountLine, type Payment, type ScheduledPart, sumOf } from './line';

/** Shares are compared to the billionth: 0.29 × 100 must be 29, which floating point misses. */
const SCALE = 1e9;

const partOf = (cents: number, share: number): number =>
  Number((BigInt(cents) * BigInt(Math.round(share * SCALE))) / BigInt(SCALE));

/** How a rate is paid: its own instalments, else those of the call. */
export const instalmentsOf = (rate: FlatRate, campaign: Campaign): Told<Instalment[]> =>
  rate.payments ?? campaign.payments;

/** The instalments of a result, in whole cents; the last one takes the rounding. */
export function paymentsOf(
  instalments: readonly Instalment[],
  cents: number | null,
  project: Project,
): Payment[] {
  const last = instalments.length - 1;
  const parts = instalments.map(({ share }) => (cents === null ? null : partOf(cents, share)));
  const before = sumOf(parts.slice(0, last).map((part) => part ?? 0));
  return instalments.map(({ share, when }, index) => ({
    share,
    when,
    cents: cents !== null && index === last ? cents - before : (parts[index] ?? null),
    ...milestoneOf(index, last, project),
  }));
}

/** The first instalment of several is near the start of the project, the last one near its end. */
function milestoneOf(
  index: number,
  last: number,
  { startDate, endDate }: Project,
): Pick<Payment, 'milestone' | 'day'> {
  if (last > 0 && index === 0) return { milestone: 'start', day: startDate || null };
  if (last > 0 && index === last) return { milestone: 'end', day: endDate || null };
  return { milestone: null, day: null };
}

/** The instalments of one rate over several dossiers: each is paid apart, so they are added up. */
export function addedUp(lists: readonly Payment[][]): Payment[] {
  const [first = [], ...others] = lists;
  return first.map((payment, index) => {
    const all = [payment, ...others.flatMap((list) => list[index] ?? [])];
    const known = all.flatMap(({ cents }) => (cents === null ? [] : [cents]));
    return { ...payment, cents: known.length === 0 ? null : sumOf(known) };
  });
}

const ORDER = ['start', 'middle', 'end'];

/** The instalments of several lines, those with the same trigger together, in order. */
export function scheduleOf(lines: readonly AmountLine[]): ScheduledPart[] {
  const known = lines.flatMap(({ payments }) =>
    payments.flatMap(({ cents, ...payment }) => (cents === null ? [] : [{ ...payment, cents }])),
  );
  return [...Map.groupBy(known, ({ when }) => when).values()]
    .flatMap(([first, ...others]) =>
      first
        ? [
            {
              when: first.when,
              milestone: first.milestone,
              day: first.day,
              cents: first.cents + sumOf(others.map(({ cents }) => cents)),
            },
          ]
        : [],
    )
    .toSorted((a, b) => ORDER.indexOf(a.milestone ?? 'middle') - ORDER.indexOf(b.milestone ?? 'middle'));
}

/** The part of these lines whose instalments were not found. */
export const unscheduledOf = (lines: readonly AmountLine[]): number =>
  sumOf(lines.filter(({ payments }) => payments.length === 0).map(({ resultCents }) => resultCents ?? 0));
