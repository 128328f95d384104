import type { Range } from '@/knowledge/answers/cite';
import { sentences } from '@/knowledge/answers/sentences';
import { marked } from './citation-marks';

interface Props {
  id: string;
  body: string;
  /** Where the quotations stand in the body. */
  ranges: Range[];
}

/** The quotations with the sentence before and the sentence after each. */
export const CitationPreview = ({ id, body, ranges }: Props) => (
  <div id={id} role="tooltip" class="citation-preview small">
    {around(body, ranges).map((run, rank) => (
      <p key={run.start}>
        {rank > 0 && '[…] '}
        {marked(body, run, ranges)}
      </p>
    ))}
  </div>
);

/** Runs of sentences of a body that touch a range, or stand beside one that does. */
function around(body: string, ranges: readonly Range[]): Range[] {
  const all = sentences(body);
  const touches = all.map((sentence) =>
    ranges.some(({ start, end }) => start < sentence.end && sentence.start < end),
  );
  const runs: Range[] = [];
  let last = -1;
  for (const [rank, { start, end }] of all.entries()) {
    if (!touches[rank - 1] && !touches[rank] && !touches[rank + 1]) continue;
    const run = runs.at(-1);
    if (run && last === rank - 1) run.end = end;
    else runs.push({ start, end });
    last = rank;
  }
  return runs;
}
