import type { Workbook } from '@/knowledge/import/table';
import { MAX_FILE_BYTES, SheetError } from './errors';
import { newBudget } from './grid';
import { kindOfArchive, refuseOthers, refuseOtherTexts, tooBig } from './kind';
import { readOdsSheets } from './ods';
import { decodeText, readTextFile } from './text';
import { readXlsxSheets } from './xlsx';
import { looksZipped, openArchive } from './zip';

export { SheetError } from './errors';
export { readPaste } from './text';

async function readArchive(bytes: Uint8Array, name: string): Promise<Workbook> {
  const archive = openArchive(bytes);
  const mimetype = archive.names.includes('mimetype')
    ? new TextDecoder().decode(await archive.read('mimetype'))
    : '';
  const kind = kindOfArchive(archive.names, mimetype);
  const budget = newBudget();
  const read = kind === 'ods' ? readOdsSheets(archive, budget) : readXlsxSheets(archive, budget);
  const { sheets, notes } = await read;
  if (sheets.length === 0) throw new SheetError('empty');
  return { name, kind, sheets, notes };
}

/**
 * Reads a workbook or a text, whatever its extension says. Sheets hold only what is visible and
 * filled; `notes` tell the rest.
 * @throws {SheetError} with a French message that says what the file is and what to do.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Workbook> {
  if (bytes.length > MAX_FILE_BYTES) throw tooBig(bytes.subarray(0, 4096));
  if (bytes.length === 0) throw new SheetError('empty');
  refuseOthers(bytes);
  if (looksZipped(bytes)) return readArchive(bytes, name);
  const { text, encoding } = decodeText(bytes);
  refuseOtherTexts(text);
  return readTextFile(text, encoding, name);
}
