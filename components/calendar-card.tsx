import type { Calendar } from '@/knowledge/campaigns/calendar';
import { CalendarDates } from './calendar-dates';
import { CalendarNotices, type NoticesProps } from './calendar-notices';
import { CalendarPlanning } from './calendar-planning';
import { CalendarTimeline } from './calendar-timeline';
import type { PassageOf } from './eligibility-source';
import './calendar.css';

export interface CalendarProps {
  /** Null while no call is chosen. */
  calendar: Calendar | null;
  notices: NoticesProps;
  passageOf: PassageOf;
  /** Saves the .ics file. */
  onAgenda(): void;
}

const TONES = { open: 'ok', upcoming: 'accent', closed: '', unknown: 'warn' };

/** The dates of the chosen call: what comes next, the picture, the retro-planning, the reminders. */
export const CalendarCard = ({ calendar, notices, passageOf, onAgenda }: CalendarProps) => {
  if (calendar === null)
    return (
      <section class="card stack" aria-labelledby="deadlines-title">
        <h2 id="deadlines-title">Échéances</h2>
        <p class="muted">Choisissez un appel à projets pour voir ses dates.</p>
      </section>
    );
  const { state, events } = calendar;
  return (
    <section class="card stack calendar" aria-labelledby="deadlines-title">
      <div class="section-head">
        <h2 id="deadlines-title">Échéances</h2>
        <span class={`badge ${TONES[state.state]}`}>Campagne {state.words}</span>
      </div>
      <CalendarTimeline timeline={calendar.timeline} />
      <CalendarDates calendar={calendar} passageOf={passageOf} />
      <CalendarPlanning calendar={calendar} passageOf={passageOf} />
      <div class="row">
        <button type="button" disabled={events.length === 0} onClick={onAgenda}>
          Ajouter à mon agenda (.ics)
        </button>
      </div>
      <p class="small muted">
        {events.length === 0
          ? 'Il n’y a aucune date à venir à mettre dans un agenda.'
          : 'Le fichier contient les dates à venir et le rétro-planning, sans aucune donnée de votre grappe. L’importer une seconde fois ne double rien.'}
      </p>
      <CalendarNotices {...notices} />
    </section>
  );
};
