import type { Range } from '@/knowledge/answers/cite';

/** A part of a body, what lies in the ranges marked. */
export function marked(body: string, part: Range, ranges: readonly Range[]) {
  const inside = ranges
    .map(({ start, end }) => ({ start: Math.max(start, part.start), end: Math.min(end, part.end) }))
    .toSorted((a, b) => a.start - b.start);
  let from = part.start;
  const pieces = inside.flatMap(({ start, end }) => {
    const first = Math.max(from, start); // two quotations may share words
    if (first >= end) return [];
    const before = body.slice(from, first);
    from = end;
    return [before, <mark key={first}>{body.slice(first, end)}</mark>];
  });
  return [...pieces, body.slice(from, part.end)];
}
