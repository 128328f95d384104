import type { Day } from '@/knowledge/source';
import type { Campaign, Window } from './campaign';
import { instantOf } from './instants';

/** A window as a bar; `from` and `to` between 0 and 1 along the timeline. */
export interface TimelineBar {
  label: string;
  opens: Day;
  closes: Day;
  from: number;
  to: number;
  /** Closed at the present. */
  past: boolean;
}

/** The windows of a call side by side; `now` is where the present lies, null outside of it. */
export interface Timeline {
  bars: TimelineBar[];
  now: number | null;
  /** Labels of the windows that cannot be drawn: a day was not found. */
  undrawn: string[];
}

interface Span {
  window: Window;
  opens: Day;
  closes: Day;
  start: number;
  end: number;
}

const spanOf = (window: Window): Span[] => {
  const [opens, closes] = [window.opens.value, window.closes.value];
  if (opens === null || closes === null) return [];
  const end = instantOf(closes, window.closingHour.value ?? '24:00');
  return [{ window, opens, closes, start: instantOf(opens, '00:00'), end }];
};

/** The windows of a call as bars between its first opening and its last closing. `now` in milliseconds of UTC. */
export function timelineOf({ windows }: Campaign, now: number): Timeline {
  const spans = windows.flatMap(spanOf);
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const along = (instant: number): number => (instant - start) / (end - start);
  return {
    bars: spans.map(({ window, opens, closes, ...span }) => ({
      label: window.label,
      opens,
      closes,
      from: along(span.start),
      to: along(span.end),
      past: span.end <= now,
    })),
    now: spans.length > 0 && start <= now && now < end ? along(now) : null,
    undrawn: windows.filter((window) => spanOf(window).length === 0).map(({ label }) => label),
  };
}
