import type { AmountsPart, ScheduledPart } from '@/knowledge/amounts';
import { formatCents, formatDay } from '@/knowledge/profile/format';
import { confidenceWords, type PassageOf, Source } from './eligibility-source';

const MILESTONE = { start: 'début du projet', end: 'fin du projet' };

/** When the aid is paid, over all the lines; a date is a landmark of ours and says so. */
export const AmountsSchedule = ({ part }: { part: AmountsPart }) => {
  const { schedule, unscheduledCents } = part;
  if (schedule.length === 0 && unscheduledCents === 0) return null;
  return (
    <ol class="amounts-schedule small">
      {schedule.map((payment) => (
        <li key={payment.when} class="amounts-head">
          <span>
            Payé {payment.when}
            <Landmark payment={payment} />
          </span>
          <span class="number">{formatCents(payment.cents)}</span>
        </li>
      ))}
      {unscheduledCents > 0 && (
        <li class="amounts-head">
          <span>Rythme de paiement non trouvé dans les textes</span>
          <span class="number">{formatCents(unscheduledCents)}</span>
        </li>
      )}
    </ol>
  );
};

/** The instalments of the whole family, with their texts and what they do not say. */
export const AmountsPayments = ({ part, passageOf }: { part: AmountsPart; passageOf: PassageOf }) => {
  const texts = new Map(
    part.lines.map(({ paidBy }) => [`${paidBy.source.text}#${paidBy.source.anchor}`, paidBy]),
  );
  if (part.schedule.length === 0 && part.unscheduledCents === 0) return null;
  return (
    <div class="amounts-payments">
      <h3>Versements</h3>
      <AmountsSchedule part={part} />
      {[...texts].map(([key, { source, confidence, note }]) => (
        <div key={key} class="small">
          {note !== '' && <p>{note}</p>}
          <Source reference={source} words={confidenceWords(confidence, source)} passageOf={passageOf} />
        </div>
      ))}
      {part.schedule.some(({ day }) => day !== null) && (
        <p class="small muted">
          Les repères sont les dates de votre projet : l’assistant les propose, le financeur paie à ses
          propres dates.
        </p>
      )}
    </div>
  );
};

const Landmark = ({ payment: { day, milestone } }: { payment: ScheduledPart }) =>
  day === null || milestone === null ? null : (
    <span class="muted">
      {' '}
      (repère : {formatDay(day)}, {MILESTONE[milestone]})
    </span>
  );
