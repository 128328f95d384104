import { formatDay, formatPlural } from '@/knowledge/profile/format';
import type { Day, Told } from '@/knowledge/source';
import type { Campaign, Scope, Window } from './campaign';
import { countdown, DAY, dayAt, daysBetween, hourAt, instantOf, overseasZone, spanWords } from './instants';

/** What the calendar has to know of a grappe. */
export interface Whom {
  /** Scopes it may have in the call: one when the profile tells. */
  scopes: readonly Scope[];
  /** INSEE codes of the régions of its ESSMS. */
  regions: readonly string[];
  /** False when a project was filed before; null when the profile does not tell. */
  firstRequest: boolean | null;
}

/** Whether a date is the one of the grappe: `maybe` as long as the profile does not tell. */
export type Whose = 'own' | 'maybe' | 'other';

/** An hour of the text seen from an overseas région: « 18 h en Guadeloupe ». */
export interface LocalHour {
  place: string;
  day: Day;
  /** « HH:MM ». */
  hour: string;
}

/** A date of a campaign seen from an instant. */
export interface Deadline {
  /** The same from one reading to the next: a calendar knows the date again by it. */
  id: string;
  kind: 'opening' | 'selection' | 'closing';
  label: string;
  whose: Whose;
  told: Told<Day>;
  /** « HH:MM » in Paris, 24:00 at the end of the day; null when no text gives it: the day counts whole. */
  hour: string | null;
  local: LocalHour[];
  /** When it is past, in milliseconds of UTC; null when the day was not found. */
  at: number | null;
  state: 'coming' | 'past' | 'unknown';
  /** To come within a fortnight. */
  soon: boolean;
  /** « il reste 3 jours ». */
  words: string;
}

interface Moment {
  whom: Whom;
  /** Milliseconds of UTC. */
  now: number;
}

type Dated = Pick<Deadline, 'kind' | 'label' | 'told' | 'hour'>;

/** Dates of a campaign, those to come first and among them those of the grappe. */
export const deadlinesOf = (campaign: Campaign, moment: Moment): Deadline[] =>
  campaign.windows.flatMap((window) => datesOf(campaign, window, moment)).toSorted(byUrgency);

function datesOf(campaign: Campaign, window: Window, { whom, now }: Moment): Deadline[] {
  const whose = whoseIs(window, whom);
  const rank = campaign.windows.filter(({ scope }) => scope === window.scope).indexOf(window) + 1;
  const dates = [openingOf(window), ...selectionsOf(window), closingOf(window)].map((date, index) => {
    const id = `${campaign.id}.${window.scope}-${rank}.${date.kind}-${index}`;
    return { ...date, id, whose, ...standing(date, whom, now) };
  });
  // An opening is news until it happens, or when nobody knows it.
  return dates.filter(({ kind, state }) => kind !== 'opening' || state !== 'past');
}

const openingOf = ({ label, opens }: Window): Dated => ({
  kind: 'opening',
  label: `Ouverture\u202f: ${inSentence(label)}`,
  told: opens,
  hour: '00:00',
});

function closingOf({ label, reservedTo, closes, closingHour }: Window): Dated {
  const who = reservedTo ? `${label} (${reservedTo})` : label;
  return {
    kind: 'closing',
    label: `Clôture\u202f: ${inSentence(who)}`,
    told: closes,
    hour: closingHour.value,
  };
}

/** The last selection ends with the filing itself. */
const selectionsOf = ({ closes, selections = [] }: Window): Dated[] =>
  selections
    .filter((selection) => closes.value === null || selection.closes.value < closes.value)
    .map((selection) => ({
      kind: 'selection',
      label: `Fin de la ${selection.label} (sans fermer le dépôt)`,
      told: selection.closes,
      hour: null,
    }));

/** A label in the middle of a sentence; a sigle keeps its capitals. */
const inSentence = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** What an earlier project became is not in the profile: a window reserved for it is never surely its own. */
function whoseIs({ scope, reservedTo, region }: Window, { scopes, regions, firstRequest }: Whom): Whose {
  const isElsewhere = region !== undefined && regions.length > 0 && !regions.includes(region);
  const isForOthers = reservedTo !== undefined && region === undefined && firstRequest === true;
  if (!scopes.includes(scope) || isElsewhere || isForOthers) return 'other';
  const isTold = region === undefined ? reservedTo === undefined : regions.length > 0;
  return isTold && scopes.length === 1 ? 'own' : 'maybe';
}

const SOON = 15 * DAY;

type Standing = Pick<Deadline, 'at' | 'state' | 'soon' | 'words' | 'local'>;

function standing({ kind, told, hour }: Dated, whom: Whom, now: number): Standing {
  if (told.value === null)
    return { at: null, state: 'unknown', soon: false, words: 'non trouvée', local: [] };
  const at = instantOf(told.value, hour ?? '24:00');
  const state: Deadline['state'] = now < at ? 'coming' : 'past';
  const words =
    kind === 'opening'
      ? `ouvre dans ${spanWords(now, at)}`
      : hour === null
        ? inWholeDays(now, told.value)
        : countdown(now, at);
  const local = hour === null || kind === 'opening' ? [] : localHours(at, whom);
  return { at, state, soon: state === 'coming' && at - now <= SOON, words, local };
}

/** Without its hour, a last day is counted whole and said to be so. */
function inWholeDays(now: number, day: Day): string {
  const left = daysBetween(dayAt(now), day);
  if (left === 0) return 'dernier jour, heure de clôture non trouvée';
  const days = formatPlural(Math.abs(left), 'jour').replace(' ', '\u00a0');
  return left > 0 ? `il reste ${days}` : `c’est clos depuis ${days}`;
}

const localHours = (at: number, { regions }: Whom): LocalHour[] =>
  [...new Set(regions)].flatMap((region) => {
    const overseas = overseasZone(region);
    if (!overseas) return [];
    const { zone, place } = overseas;
    return [{ place, day: dayAt(at, zone), hour: hourAt(at, zone) }];
  });

const STATES: Deadline['state'][] = ['coming', 'unknown', 'past'];
const OWNERS: Whose[] = ['own', 'maybe', 'other'];

/** What comes next first; what is past, the latest first. */
const byUrgency = (a: Deadline, b: Deadline): number =>
  STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
  OWNERS.indexOf(a.whose) - OWNERS.indexOf(b.whose) ||
  ((a.at ?? 0) - (b.at ?? 0)) * (a.state === 'past' ? -1 : 1);

/** Where a call stands at an instant. */
export interface CampaignState {
  state: 'open' | 'upcoming' | 'closed' | 'unknown';
  /** « close depuis le 15 septembre 2023 ». */
  words: string;
}

/** Where a call stands, every scope and reserved window together. */
export function campaignState({ windows }: Campaign, now: number): CampaignState {
  const today = dayAt(now);
  if (windows.length === 0) return UNKNOWN;
  const days = (told: Told<Day>[]) => told.flatMap(({ value }) => value ?? []).toSorted();
  const isOver = ({ closes, closingHour }: Window) =>
    closes.value !== null && instantOf(closes.value, closingHour.value ?? '24:00') <= now;
  const left = windows.filter((window) => !isOver(window));
  const last = days(windows.map(({ closes }) => closes)).at(-1);
  if (left.length === 0)
    return { state: 'closed', words: last ? `close depuis le ${formatDay(last)}` : 'close' };
  const isOpen = ({ opens, closes }: Window) =>
    opens.value !== null && opens.value <= today && closes.value !== null;
  if (left.some(isOpen)) return { state: 'open', words: 'ouverte' };
  const [next] = days(left.map(({ opens }) => opens)).filter((day) => day > today);
  return next ? { state: 'upcoming', words: `ouvre le ${formatDay(next)}` } : UNKNOWN;
}

const UNKNOWN: CampaignState = { state: 'unknown', words: 'dates non trouvées en entier' };
