import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countsOf, propose, proposeNumbers, tableProblem, tablesOf } from '@/knowledge/import';
import type { Proposal, Table } from '@/knowledge/import/proposal';
import { readWorkbook, SheetError } from '@/utils/spreadsheet/read';
import { emptyGrappe, REGISTER, smallRegister, TODAY } from './invented';

/** What importing a sheet of this folder gives, as its `.expected.json` says it. */
export interface Outcome {
  /** Why the file is not read. */
  fault?: string;
  /** Other sheets that hold a table. */
  otherSheets?: string[];
  sheet?: string;
  /** Line of the header, from 1; absent without one. */
  header?: number;
  /** Lines read, from 1. */
  lines?: number[];
  /** Target of each column, by header or rank; those left aside are absent. */
  columns?: Record<string, string>;
  /** True when a person must say what the columns are. */
  needsColumns?: true;
  counts?: Partial<Record<string, number>>;
  /** Codes of the remarks, by line; a line without any is absent. */
  remarks?: Record<string, string[]>;
  /** Values ticked at the start, by line and target. */
  accepted?: Record<string, Record<string, unknown>>;
}

const columnsOf = ({ columns }: Table): Record<string, string> =>
  Object.fromEntries(
    columns
      .filter(({ target }) => target !== '')
      .map(({ header, index, target }) => [header || String(index), target]),
  );

const nameOf = (kind: string, line: number): string =>
  line === 0 || kind === 'essms' ? String(line) : `${line} (${kind})`;

function said({ lines }: Proposal): Pick<Outcome, 'remarks' | 'accepted'> {
  const remarks: Record<string, string[]> = {};
  const accepted: Record<string, Record<string, unknown>> = {};
  for (const { kind, line, remarks: all, cells, accepted: isTicked, id } of lines) {
    const name = kind === 'organisme' && line === 0 ? id : nameOf(kind, line);
    if (all.length > 0) remarks[name] = [...(remarks[name] ?? []), ...all.map(({ code }) => code)];
    const ticked = cells
      .filter((cell) => cell.accepted && isTicked)
      .map(({ target, after }) => [target, after]);
    if (ticked.length > 0) accepted[name] = { ...accepted[name], ...Object.fromEntries(ticked) };
  }
  return { remarks, accepted };
}

const counted = (proposal: Proposal): Record<string, number> =>
  Object.fromEntries(Object.entries(countsOf(proposal)).filter(([, n]) => n > 0));

const bytesOf = (file: string): Uint8Array => readFileSync(join(import.meta.dirname, file));

/** Imports a file of this folder in an empty grappe; `list` reads it as a list of numbers. */
export async function outcomeOf(
  file: string,
  { withRegister, list }: { withRegister: boolean; list: boolean },
): Promise<Outcome> {
  const against = {
    name: file,
    profile: emptyGrappe(),
    answers: withRegister ? smallRegister() : new Map(),
    register: withRegister ? REGISTER : null,
    today: TODAY,
  };
  if (list) {
    const proposal = proposeNumbers({ ...against, text: new TextDecoder().decode(bytesOf(file)) });
    return { counts: counted(proposal), ...said(proposal) };
  }
  try {
    const workbook = await readWorkbook(bytesOf(file), file);
    const [table, ...others] = tablesOf(workbook);
    const sheet = workbook.sheets.find(({ name }) => name === table?.sheet);
    if (!table || !sheet) return { fault: 'no-table' };
    const proposal = propose({ ...against, sheet, table });
    return {
      sheet: table.sheet,
      ...(others.length > 0 ? { otherSheets: others.map((one) => one.sheet) } : {}),
      ...(table.headerRow === null ? {} : { header: table.headerRow + 1 }),
      lines: table.rows.map((rank) => rank + 1),
      columns: columnsOf(table),
      ...(tableProblem(table) === null ? {} : { needsColumns: true }),
      counts: counted(proposal),
      ...said(proposal),
    };
  } catch (error) {
    if (error instanceof SheetError) return { fault: error.code };
    throw error;
  }
}
