import type { Choices } from '@/knowledge/import';
import type { Proposal } from '@/knowledge/import/proposal';
import type { Profile } from '@/knowledge/profile/schema';
import { grappeBook, memberBook, type SheetBook } from '@/knowledge/sheets';
import { downloadFile } from '@/utils/download';
import { REFUSAL_TITLES, refusalCsv, refusalRows } from './import-refusals';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORBIDDEN = '\\/:*?"<>|';

/** A name every system takes for a file. */
const fileName = (name: string): string =>
  [...name]
    .map((char) => (FORBIDDEN.includes(char) || char < ' ' ? '-' : char))
    .join('')
    .slice(0, 100);

async function downloadBook(book: SheetBook, name: string): Promise<void> {
  // Large, and only wanted here: the page opens without it.
  const { writeXlsx } = await import('@/utils/spreadsheet/write');
  downloadFile(await writeXlsx(book), `${fileName(name)}.xlsx`, XLSX);
}

/** The grappe as a workbook. */
export const downloadGrappe = (profile: Profile): Promise<void> =>
  downloadBook(grappeBook(profile), profile.name || 'Ma grappe');

/** The sheet for one organisme, blank when it has no name. */
export function downloadMemberSheet(profile: Profile, organismeId: string): Promise<void> {
  const organisme = profile.organismes.find(({ id }) => id === organismeId);
  const name = organisme ? organisme.sigle || organisme.raisonSociale : 'à remplir';
  return downloadBook(memberBook(profile, organisme?.id), `ESSMS — ${name}`);
}

const WIDTHS = [8, 40, 18, 80, 80];

/** The lines that were not taken, with the reasons, to send back. */
export async function downloadRefusals(
  proposal: Proposal,
  choices: Choices,
  kind: 'xlsx' | 'csv',
): Promise<void> {
  const rows = refusalRows(proposal, choices);
  const name = `Refus — ${proposal.name.replace(/\.[a-z0-9]{2,4}(?=,|$)/i, '')}`;
  if (kind === 'csv') {
    downloadFile(refusalCsv(rows), `${fileName(name)}.csv`, 'text/csv;charset=utf-8');
    return;
  }
  const columns = REFUSAL_TITLES.map((header, rank) => ({
    header,
    width: WIDTHS[rank] ?? 20,
    format: 'text' as const,
    help: '',
  }));
  await downloadBook(
    { title: name, sheets: [{ kind: 'table', name: 'Lignes non prises', columns, rows, blankRows: 0 }] },
    name,
  );
}
