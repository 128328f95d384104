import type { Calendar } from '@/knowledge/campaigns/calendar';
import type { Deadline, Whose } from '@/knowledge/campaigns/deadlines';
import { formatHour } from '@/knowledge/campaigns/instants';
import { formatDay } from '@/knowledge/profile/format';
import { confidenceWords, type PassageOf, Source } from './eligibility-source';

interface Props {
  calendar: Calendar;
  passageOf: PassageOf;
}

/** The dates of a call, those of the grappe first; the others and the past ones folded away. */
export const CalendarDates = ({ calendar, passageOf }: Props) => {
  const { deadlines, askWhom } = calendar;
  if (deadlines.length === 0)
    return <p class="muted">Les textes ne donnent pas de date pour cette campagne.</p>;
  const isNear = ({ whose, state }: Deadline) => whose !== 'other' && state !== 'past';
  const near = deadlines.filter(isNear);
  const far = deadlines.filter((deadline) => !isNear(deadline));
  const row = (deadline: Deadline) => (
    <DateRow key={deadline.id} deadline={deadline} askWhom={askWhom} passageOf={passageOf} />
  );
  // When nothing is to come, what is past is the news.
  if (near.length === 0) return <ul class="deadlines">{far.map(row)}</ul>;
  return (
    <>
      <ul class="deadlines">{near.map(row)}</ul>
      {far.length > 0 && (
        <details>
          <summary>Dates passées, et dates d’autres portées ({far.length})</summary>
          <ul class="deadlines">{far.map(row)}</ul>
        </details>
      )}
    </>
  );
};

const WHOSE: Record<Whose, string> = {
  own: '',
  maybe: 'Peut-être la vôtre\u202f: cela dépend de la portée du projet, ou de ce qui est réservé.',
  other: 'Pas celle de votre grappe.',
};

interface RowProps {
  deadline: Deadline;
  askWhom: string;
  passageOf: PassageOf;
}

const DateRow = ({ deadline, askWhom, passageOf }: RowProps) => {
  const { label, state, whose, words, told } = deadline;
  return (
    <li class={state === 'past' ? 'closed' : ''}>
      <div class="deadline-head">
        <span>{label}</span>
        <span class={`badge ${toneOf(deadline)}`}>{words}</span>
      </div>
      <DayLines deadline={deadline} askWhom={askWhom} />
      {WHOSE[whose] !== '' && <p class="small muted">{WHOSE[whose]}</p>}
      {told.note !== undefined && told.value !== null && <p class="small muted">{told.note}</p>}
      <Source
        reference={told.source}
        words={confidenceWords(told.confidence, told.source)}
        verifiedOn={told.verifiedOn}
        passageOf={passageOf}
      />
    </li>
  );
};

const DayLines = ({ deadline, askWhom }: Omit<RowProps, 'passageOf'>) => {
  const { kind, told, hour, local } = deadline;
  if (told.value === null)
    return (
      <p class="small">
        Date non trouvée. {told.note} À demander à {askWhom}.
      </p>
    );
  const others = told.alternatives ?? [];
  return (
    <>
      <p class="small muted">
        {formatDay(told.value)}
        {kind === 'closing' &&
          (hour === null
            ? ', heure non trouvée\u202f: déposez la veille'
            : `, ${formatHour(hour)}, heure de Paris`)}
      </p>
      {local.map(({ place, day, hour }) => (
        <p class="small muted" key={place}>
          {formatHour(hour)} {place}, le {formatDay(day)}
        </p>
      ))}
      {others.length > 0 && (
        <p class="small">{`Autre version\u202f: ${others.map(({ value }) => formatDay(value)).join(', ')}`}</p>
      )}
    </>
  );
};

const toneOf = ({ state, kind, soon }: Deadline): string =>
  state === 'past' ? '' : soon || state === 'unknown' ? 'warn' : kind === 'opening' ? 'accent' : 'ok';
