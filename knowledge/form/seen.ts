import { type Elsewhere, NOWHERE, rowName, rowNames } from './align';
import type { Correction } from './correction';
import type { ReviewedFrame, ReviewInput, RowRange } from './plan';
import { recogniseTables, type TableRecognition } from './recognise-tables';
import type { Paging } from './snapshot';

/** What one page of a table showed: which rows, and their names. */
export interface SeenPage {
  family: string;
  range: RowRange | null;
  names: string[];
}

const rangeOf = ({ from, to }: Paging): RowRange | null =>
  from !== null && to !== null ? { from, to } : null;

/** Pages on screen of the tables that are shown a few rows at a time. */
export const pagesOnScreen = (
  frames: readonly ReviewedFrame[],
  corrections: readonly Correction[] = [],
): SeenPage[] =>
  frames.flatMap(({ snapshot }) =>
    recogniseTables(snapshot, corrections).flatMap((table) => {
      const { paging } = table.table;
      if (!paging) return [];
      return [{ family: table.family.id, range: rangeOf(paging), names: rowNames(snapshot, table) }];
    }),
  );

/** What is known of the pages that are not on screen. */
export const otherPages = (
  { table, family }: TableRecognition,
  { seenRows, seenRanges, ownTables }: ReviewInput,
): Elsewhere => {
  const { paging } = table;
  if (!paging) return NOWHERE;
  const names = seenRows?.get(family.id) ?? new Set<string>();
  const ids = [family.key, ...family.printed];
  return {
    isPaged: true,
    unseen: unseenOf(paging, seenRanges?.get(family.id) ?? []),
    isOwn: ownTables?.has(family.id) ?? false,
    isSeen: ({ answers }) =>
      ids.some((id) =>
        [answers[id]]
          .flat()
          .some(
            (text) => typeof text === 'string' && (names.has(rowName(family, id, text)) || names.has(text)),
          ),
      ),
  };
};

/** Rows of no page opened so far: at least one while the page does not print how many there are. */
const unseenOf = (paging: Paging, seen: readonly RowRange[]): number => {
  const here = rangeOf(paging);
  if (paging.total === null || here === null) return 1;
  const ranks = new Set<number>();
  for (const { from, to } of [...seen, here])
    for (let rank = from; rank <= Math.min(to, paging.total); rank++) ranks.add(rank);
  return Math.max(0, paging.total - ranks.size);
};
