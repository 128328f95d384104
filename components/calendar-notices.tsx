import { formatDay, formatPlural } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';

export interface NoticesProps {
  on: boolean;
  /** Reminders planned, and the day of the first one. */
  planned: number;
  next: Day | null;
  /** Called from a gesture: the browser asks for its permission in it. */
  onNotify(on: boolean): void;
}

/** The reminders of the browser: off until the user switches them on. */
export const CalendarNotices = ({ on, planned, next, onNotify }: NoticesProps) => (
  <div class="stack calendar-notices">
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-describedby="notices-help"
      onClick={() => onNotify(!on)}
    >
      <span class="switch-pill" aria-hidden="true" />
      Me prévenir des échéances
    </button>
    <p id="notices-help" class="small muted">
      {on ? stateWords(planned, next) : OFF_WORDS}
    </p>
  </div>
);

const OFF_WORDS =
  'Le navigateur affichera un rappel le matin, même quand ce volet est fermé. Il vous demandera d’abord la permission. Les rappels ne contiennent que le nom de l’appel à projets et ses dates.';

const stateWords = (planned: number, next: Day | null): string =>
  next === null
    ? 'Les rappels sont en marche. Cette campagne n’a plus de date à venir\u202f: il n’y a rien à rappeler pour l’instant.'
    : `Les rappels sont en marche\u202f: ${formatPlural(planned, 'rappel prévu', 'rappels prévus')}, le premier le ${formatDay(next)}.`;
