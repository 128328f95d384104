import type { Calendar } from '@/knowledge/campaigns/calendar';
import { PLANNING_SOURCE, type PlannedStep } from '@/knowledge/campaigns/planning';
import { formatDay } from '@/knowledge/profile/format';
import { type PassageOf, Source } from './eligibility-source';

interface Props {
  calendar: Calendar;
  passageOf: PassageOf;
}

const STATES: Record<PlannedStep['state'], { mark: string; words: string; tone: string }> = {
  past: { mark: '✓', words: 'date passée', tone: '' },
  now: { mark: '→', words: 'prochaine étape', tone: 'accent' },
  later: { mark: '○', words: 'à venir', tone: '' },
};

/** The steps counted back from the closing, an advice of ours. */
export const CalendarPlanning = ({ calendar, passageOf }: Props) => {
  const { planning } = calendar;
  if (planning === null) return <p class="small muted">{whyNot(calendar)}</p>;
  const { closing, steps } = planning;
  return (
    <details class="planning" open>
      <summary>Rétro-planning conseillé</summary>
      <div class="stack">
        <p class="small">
          Compté à rebours depuis le {formatDay(closing.told.value ?? '')} ({closing.label}). C’est un conseil
          de l’assistant, pas une règle.
        </p>
        <ol class="deadlines">
          {steps.map((step) => (
            <StepRow key={step.id} step={step} />
          ))}
        </ol>
        <Source reference={PLANNING_SOURCE} words="conseil de l’assistant" passageOf={passageOf} />
      </div>
    </details>
  );
};

const StepRow = ({ step }: { step: PlannedStep }) => {
  const { mark, words, tone } = STATES[step.state];
  return (
    <li
      class={step.state === 'past' ? 'closed' : ''}
      aria-current={step.state === 'now' ? 'step' : undefined}
    >
      <div class="deadline-head">
        <span>
          {step.label}, le {formatDay(step.day)}
        </span>
        <span class={`badge ${tone}`}>
          <span aria-hidden="true">{mark}</span> {words}
        </span>
      </div>
      <p class="small muted">{step.detail}</p>
    </li>
  );
};

const whyNot = ({ deadlines }: Calendar): string =>
  deadlines.some(({ kind, state, whose }) => kind === 'closing' && state === 'unknown' && whose !== 'other')
    ? 'Sans date de clôture, le rétro-planning ne peut pas être compté.'
    : 'La clôture est passée\u202f: «\u00a0Simuler au\u00a0» montre le rétro-planning tel qu’il était.';
