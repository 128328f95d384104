import type { Day } from '@/knowledge/source';
import type { Campaign } from './campaign';

/** A date of a campaign seen from a day. */
export interface Deadline {
  label: string;
  day: Day;
  /** Whole days left; 0 on the day itself, negative once it is past. */
  daysLeft: number;
}

const DAY_MS = 86_400_000;

/** Whole days from one day to another, negative when the second comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** Closing days of the windows of a campaign, in order, seen from `today`. */
export const deadlinesOf = (campaign: Campaign, today: Day): Deadline[] =>
  campaign.windows
    .map(({ label, reservedTo, closes }) => ({
      label: reservedTo ? `${label} (${reservedTo})` : label,
      day: closes.value,
      daysLeft: daysBetween(today, closes.value),
    }))
    .toSorted((a, b) => a.day.localeCompare(b.day));
