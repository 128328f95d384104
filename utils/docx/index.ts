import type { Reading } from '@/knowledge/texts/blocks';
import { titleOf } from '@/knowledge/texts/pasted';
import { CaptureError, type CaptureFault } from '../capture/errors';
import { SheetError, type SheetFault } from '../spreadsheet/errors';
import { openArchive } from '../spreadsheet/zip';
import { bodyBlocks } from './body';
import { textStyles } from './styles';

/** Reads a Word document (.docx): the same archive and the same XML as a workbook, read by the same code. */

const FAULTS: Partial<Record<SheetFault, CaptureFault>> = { bomb: 'bomb', password: 'old-word' };

async function read(bytes: Uint8Array): Promise<Reading> {
  const archive = openArchive(bytes);
  const document = await archive.read('word/document.xml');
  if (!document) throw new CaptureError('not-a-text');
  const styles = await archive.read('word/styles.xml');
  const { blocks, hidden } = bodyBlocks(document, styles ? textStyles(styles) : new Map());
  return { title: titleOf(blocks.filter(({ kind }) => kind === 'heading')), blocks, hidden, notes: [] };
}

/**
 * The text a person sees in a document.
 * @throws {CaptureError} `broken`, `bomb`, `old-word`, `not-a-text`.
 */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  try {
    return await read(bytes);
  } catch (error) {
    throw error instanceof SheetError ? new CaptureError(FAULTS[error.code] ?? 'broken') : error;
  }
}
