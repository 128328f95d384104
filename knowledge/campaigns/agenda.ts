import { formatDay } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import type { Day } from '@/knowledge/source';
import type { Campaign, Instalment } from './campaign';
import type { Deadline } from './deadlines';
import { addDays, dayAt, formatHour, HOUR, instantOf, MINUTE } from './instants';
import { closingToPlan, planningOf } from './planning';

/** An event for somebody's own agenda. Holds nothing of the grappe but the days of its project. */
export interface AgendaEvent {
  /** The same from one export to the next, so that a second import replaces and never doubles. */
  id: string;
  title: string;
  description: string;
  /** A whole day, or two instants in milliseconds of UTC. */
  when: { day: Day } | { start: number; end: number };
  /** Days before, at nine o'clock in the morning; 0 on the day itself. */
  reminders: number[];
}

/** The retro-planning already recalls a closing many days before. */
const REMINDERS: Record<Deadline['kind'], number[]> = { opening: [0], selection: [7, 1], closing: [3, 0] };

interface Agenda {
  campaign: Campaign;
  /** Dates of the call, as `deadlinesOf` gives them. */
  deadlines: readonly Deadline[];
  project: Pick<Profile['project'], 'startDate' | 'endDate'> | null;
  /** Milliseconds of UTC. */
  now: number;
}

/** What is still to come for the grappe: dates of the call, retro-planning, days of the project. */
export function agendaOf({ campaign, deadlines, project, now }: Agenda): AgendaEvent[] {
  const mine = deadlines.filter(({ whose, state }) => whose !== 'other' && state === 'coming');
  const closing = closingToPlan(deadlines);
  return [
    ...mine.flatMap((deadline) => dateEvent(campaign, deadline)),
    ...(closing ? planningEvents(campaign, closing, now) : []),
    ...(project ? paymentEvents(campaign, project, now) : []),
  ];
}

function dateEvent(campaign: Campaign, deadline: Deadline): AgendaEvent[] {
  const { id, kind, label, hour, told, at } = deadline;
  if (told.value === null || at === null) return [];
  const isTimed = kind === 'closing' && hour !== null;
  return [
    {
      id,
      title: label,
      description: [campaign.title, ...hourLines(deadline), ...doubtLines(deadline)].join('\n'),
      // It ends at the closing: an event at midnight would show on the day after.
      when: isTimed ? { start: at - HOUR, end: at } : { day: told.value },
      reminders: REMINDERS[kind],
    },
  ];
}

function hourLines({ kind, hour, local }: Deadline): string[] {
  if (kind !== 'closing') return [];
  if (hour === null) return ['Heure de clôture non trouvée\u202f: déposez la veille.'];
  const there = local.map(
    ({ place, day, hour }) => `${place}\u202f: le ${formatDay(day)} à ${formatHour(hour)}`,
  );
  return [`Clôture à ${formatHour(hour)}, heure de Paris.`, ...there];
}

const doubtLines = ({ whose, told }: Deadline): string[] => [
  ...(whose === 'maybe' ? ['Selon la portée du projet, cette date peut ne pas être la vôtre.'] : []),
  ...(told.note ? [told.note] : []),
];

const planningEvents = (campaign: Campaign, { id, told }: Deadline, now: number): AgendaEvent[] =>
  planningOf(told.value ?? '', dayAt(now))
    .filter(({ state }) => state !== 'past')
    .map((step) => ({
      id: `${id}.${step.id}`,
      title: step.label,
      description: `${step.detail}\n${campaign.title}\nÉtape conseillée par l’assistant\u202f: aucun texte ne l’impose.`,
      when: { day: step.day },
      reminders: [0],
    }));

/** No text dates a payment: the days of the project are those of the profile, the triggers those of the texts. */
function paymentEvents(
  campaign: Campaign,
  project: NonNullable<Agenda['project']>,
  now: number,
): AgendaEvent[] {
  const days = [
    { id: 'start', title: 'Début du projet', day: project.startDate },
    { id: 'end', title: 'Fin du projet', day: project.endDate },
  ];
  return days
    .filter(({ day }) => day !== '' && now < instantOf(day, '24:00'))
    .map(({ id, title, day }) => ({
      id: `${campaign.id}.project-${id}`,
      title,
      description: [campaign.title, 'Versements prévus\u202f:', ...paymentLines(campaign)].join('\n'),
      when: { day },
      reminders: [7],
    }));
}

function paymentLines({ payments, rates }: Campaign): string[] {
  const told = [payments.value, ...rates.map((rate) => rate.payments?.value)];
  const lines = told.flatMap((instalments) => (instalments ?? []).map(instalmentLine));
  return lines.length > 0 ? [...new Set(lines)] : ['les textes trouvés ne les disent pas.'];
}

const instalmentLine = ({ share, when }: Instalment): string => `${Math.round(share * 100)}\u00a0% ${when}`;

/** What the browser shows one day, in words that stay true when it is shown late. Holds no personal datum. */
export interface Notice {
  id: string;
  /** Event it recalls: a later notice takes the place of the earlier one. */
  event: string;
  /** When to show it, in milliseconds of UTC. */
  at: number;
  title: string;
  message: string;
}

const MORNING = '09:00';

/** Notices still to come of these events, the first one first. `now` in milliseconds of UTC. */
export const noticesOf = (campaign: Campaign, events: readonly AgendaEvent[], now: number): Notice[] =>
  events
    .flatMap((event) =>
      event.reminders.map((days) => ({
        id: `${event.id}.${days}`,
        event: event.id,
        at: reminderAt(event, days),
        title: noticeTitle(campaign, event),
        message: campaign.personal ? 'Un appel à projets que vous avez décrit' : campaign.title,
      })),
    )
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at - b.at);

/** The day an event is on, in Paris. */
const dayOf = ({ when }: AgendaEvent): Day => ('day' in when ? when.day : dayAt(when.end - MINUTE));

/** When to recall an event: in the morning, so many days before. */
const reminderAt = (event: AgendaEvent, days: number): number =>
  instantOf(addDays(dayOf(event), -days), MORNING);

/** From a reminder to the start of its event, in seconds; negative on the morning of a whole day. */
export const secondsBefore = (event: AgendaEvent, days: number): number => {
  const start = 'day' in event.when ? instantOf(event.when.day, '00:00') : event.when.start;
  return (start - reminderAt(event, days)) / 1000;
};

const noticeTitle = ({ personal }: Campaign, event: AgendaEvent): string =>
  `${personal ? 'Une échéance' : event.title}, le ${formatDay(dayOf(event))}`;
