import type { Day } from '@/knowledge/source';
import type { Campaign, Window } from './campaign';

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

/** The ends of a window: its selections that end before it, then the end of the filing itself. */
function endsOf({ label, reservedTo, closes, selections = [] }: Window): { label: string; day: Day }[] {
  const earlier = selections.filter((selection) => selection.closes.value < closes.value);
  return [
    ...earlier.map((selection) => ({
      label: `Fin de la ${selection.label} (le dépôt reste ouvert)`,
      day: selection.closes.value,
    })),
    { label: reservedTo ? `${label} (${reservedTo})` : label, day: closes.value },
  ];
}

/** Closing days of the windows of a campaign and of their selections, in order, seen from `today`. */
export const deadlinesOf = (campaign: Campaign, today: Day): Deadline[] =>
  campaign.windows
    .flatMap(endsOf)
    .map(({ label, day }) => ({ label, day, daysLeft: daysBetween(today, day) }))
    .toSorted((a, b) => a.day.localeCompare(b.day));
