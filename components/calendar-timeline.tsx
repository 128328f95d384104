import type { Timeline } from '@/knowledge/campaigns/timeline';
import { formatDay } from '@/knowledge/profile/format';

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

/** The windows of the call as bars, with a mark on the present; its words say the same. */
export const CalendarTimeline = ({ timeline }: { timeline: Timeline }) => {
  const { bars, now, undrawn } = timeline;
  return (
    <>
      {bars.length > 0 && (
        <ul class="timeline" aria-label="Périodes de dépôt">
          {bars.map(({ label, opens, closes, from, to, past }) => (
            <li key={label + opens}>
              <span class="small">{`${label}\u202f: du ${formatDay(opens)} au ${formatDay(closes)}`}</span>
              <span class="timeline-track" aria-hidden="true">
                <span
                  class={past ? 'timeline-bar past' : 'timeline-bar'}
                  style={{ left: percent(from), width: percent(to - from) }}
                />
                {now !== null && <span class="timeline-now" style={{ left: percent(now) }} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {bars.length > 0 && now !== null && (
        <p class="small muted">
          <span class="timeline-key" aria-hidden="true" /> Le trait marque le jour lu.
        </p>
      )}
      {undrawn.length > 0 && (
        <p class="small muted">{`Sans dates complètes, pas de dessin\u202f: ${undrawn.join(', ')}.`}</p>
      )}
    </>
  );
};
