import type { Day } from '@/knowledge/source';
import type { Campaign } from './campaign';
import { instantOf, MINUTE } from './instants';

const startOf = (day: Day | null | undefined): number[] => (day ? [instantOf(day, '00:00')] : []);
const endOf = (day: Day | null | undefined): number[] => (day ? [instantOf(day, '24:00')] : []);

/** The minute of the closing hour still counts. */
const lastMinuteOf = (day: Day | null, hour: string | null): number[] =>
  day === null || hour === null || hour === '24:00' ? [] : [instantOf(day, hour) + MINUTE];

/**
 * Instants after `now` at which the verdicts of a call may change by themselves: a window opens or
 * closes, a principle begins or ends. Milliseconds of UTC, the first one first.
 */
export function turnsOf({ windows, principles }: Campaign, now: number): number[] {
  const turns = [
    ...windows.flatMap(({ opens, closes, closingHour }) => [
      ...startOf(opens.value),
      ...lastMinuteOf(closes.value, closingHour.value),
      ...endOf(closes.value),
    ]),
    ...Object.values(principles).flatMap(({ from, until }) => [...startOf(from), ...endOf(until)]),
  ];
  return [...new Set(turns)].filter((turn) => turn > now).toSorted((a, b) => a - b);
}
