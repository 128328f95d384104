import { formatCount } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';

/**
 * Instants are milliseconds of UTC. A day and an hour of a text become an instant in a time zone;
 * the present is always an argument.
 */

/** Zone of the hours a text gives without saying which. */
export const PARIS = 'Europe/Paris';

/** A zone of the overseas régions, and how a person names its place: « en Guyane ». */
export interface OverseasZone {
  zone: string;
  place: string;
}

/** By INSEE code of the région. */
const OVERSEAS: Record<string, OverseasZone> = {
  '01': { zone: 'America/Guadeloupe', place: 'en Guadeloupe' },
  '02': { zone: 'America/Martinique', place: 'en Martinique' },
  '03': { zone: 'America/Cayenne', place: 'en Guyane' },
  '04': { zone: 'Indian/Reunion', place: 'à La Réunion' },
  '06': { zone: 'Indian/Mayotte', place: 'à Mayotte' },
};

/** The zone of an overseas région, null for those on the hour of Paris. */
export const overseasZone = (region: string): OverseasZone | null => OVERSEAS[region] ?? null;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** « YYYY-MM-DD HH:MM:SS », as the clocks of a zone show it: Swedish happens to write it so. */
function clockOf(instant: number, zone: string): string {
  const known = clocks.get(zone);
  const clock =
    known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  if (!known) clocks.set(zone, clock);
  return clock.format(instant);
}

/** The day it is then in a zone. */
export const dayAt = (instant: number, zone = PARIS): Day => clockOf(instant, zone).slice(0, 10);

/** The hour it is then in a zone, « HH:MM ». */
export const hourAt = (instant: number, zone = PARIS): string => clockOf(instant, zone).slice(11, 16);

/** How much a zone is ahead of UTC, in milliseconds. */
const offsetAt = (instant: number, zone: string): number =>
  Date.parse(`${clockOf(instant, zone).replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;

/**
 * The instant at which the clocks of a zone show this hour (« HH:MM »; 24:00 ends the day). Of an
 * hour shown twice, the first; an hour skipped by the change to summer time is read as if the
 * clocks had not changed.
 */
export function instantOf(day: Day, hour: string, zone = PARIS): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  const shown = Date.parse(`${day}T00:00:00Z`) + hours * HOUR + minutes * MINUTE;
  const [before, after] = [shown - offsetAt(shown - DAY, zone), shown - offsetAt(shown + DAY, zone)];
  return before + offsetAt(before, zone) === shown || after + offsetAt(after, zone) !== shown
    ? before
    : after;
}

/** So many days later, or earlier when negative. */
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Whole days from one day to another, negative when the second comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** From two days on, days as the calendar of Paris counts them; then hours, then minutes. */
export function spanWords(from: number, to: number): string {
  const [earlier, later] = from < to ? [from, to] : [to, from];
  // An end of day belongs to the day it ends.
  const days =
    from < to ? daysBetween(dayAt(earlier), dayAt(later - 1)) : daysBetween(dayAt(earlier - 1), dayAt(later));
  if (days >= 2) return `${formatCount(days)}\u00a0jours`;
  if (later - earlier >= HOUR) return `${Math.floor((later - earlier) / HOUR)}\u00a0h`;
  if (later - earlier >= MINUTE) return `${Math.floor((later - earlier) / MINUTE)}\u00a0min`;
  return 'moins d’une minute';
}

/** « il reste 3 jours », « il reste 5 h », « c’est clos depuis 12 jours ». Never says more than what is left. */
export const countdown = (now: number, closesAt: number): string =>
  now < closesAt ? `il reste ${spanWords(now, closesAt)}` : `c’est clos depuis ${spanWords(now, closesAt)}`;

/** « 14 h », « 9 h 30 », « minuit (fin de la journée) » for « HH:MM ». */
export function formatHour(hour: string): string {
  if (hour === '24:00') return 'minuit (fin de la journée)';
  const [hours = '', minutes = ''] = hour.split(':');
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}
