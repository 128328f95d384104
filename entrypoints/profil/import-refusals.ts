import { isOffered } from '@/components/import-groups';
import { type Choices, isLineAccepted } from '@/knowledge/import';
import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';
import { guarded } from '@/knowledge/sheets/guard';

/** Titles of the list sent back to the person who filled the sheet. */
export const REFUSAL_TITLES = [
  'Ligne',
  'Établissement',
  'Décision',
  'Pourquoi',
  'Lu dans le tableau',
] as const;

const decisionOf = (line: ProposedLine): string =>
  line.action === 'refused' ? 'Refusée' : 'Laissée de côté';

/** One row for each line refused or left unticked: where, what, why, as it was written. */
export const refusalRows = ({ lines }: Proposal, choices: Choices): string[][] =>
  lines
    .filter((line) => line.action === 'refused' || (isOffered(line) && !isLineAccepted(line, choices)))
    .map((line) => [
      line.line > 0 ? String(line.line) : '',
      line.title,
      decisionOf(line),
      line.remarks.map(({ text }) => text).join(' '),
      line.raw,
    ]);

const csvCell = (cell: string): string => `"${guarded(cell).replaceAll('"', '""')}"`;

/** The list as a CSV that a French Excel opens well: BOM, semicolons, CRLF. */
export const refusalCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${[REFUSAL_TITLES, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
