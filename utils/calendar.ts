import { ICalAlarmType, ICalCalendar, ICalEventTransparency } from 'ical-generator';
import { type AgendaEvent, secondsBefore } from '@/knowledge/campaigns/agenda';

const DAY_MS = 86_400_000;

/**
 * The text of an .ics file. Hours are written in UTC, which every agenda shows in its own zone, and
 * whole days without one. Identifiers are those of the events: importing twice replaces.
 * `now` in milliseconds of UTC.
 */
export function icsOf(events: readonly AgendaEvent[], now: number): string {
  const calendar = new ICalCalendar({
    name: 'Échéances ESMS numérique',
    prodId: { company: 'Assistant GALIS', product: 'Calendrier', language: 'FR' },
  });
  for (const event of events) addEvent(calendar, event, now);
  return calendar.toString();
}

function addEvent(calendar: ICalCalendar, event: AgendaEvent, now: number): void {
  const added = calendar.createEvent({
    id: `${event.id}@assistant-galis`,
    // An agenda that holds the event already takes the later one.
    sequence: Math.floor(now / DAY_MS),
    stamp: new Date(now),
    summary: event.title,
    description: event.description,
    transparency: ICalEventTransparency.TRANSPARENT,
    ...daysOf(event),
  });
  for (const days of event.reminders) {
    const before = secondsBefore(event, days);
    added.createAlarm({
      type: ICalAlarmType.display,
      ...(before >= 0 ? { triggerBefore: before } : { triggerAfter: -before }),
    });
  }
}

function daysOf({ when }: AgendaEvent) {
  if ('start' in when) return { start: new Date(when.start), end: new Date(when.end) };
  const start = Date.parse(`${when.day}T00:00:00Z`);
  return { start: new Date(start), end: new Date(start + DAY_MS), allDay: true };
}
