import type { Origin } from '@/knowledge/texts/taken';
import type { PdfTask } from '../pdf/worker';
import { CaptureError, MAX_CHARACTERS, MAX_FILE_BYTES } from './errors';
import type { Captured } from './finish';
import { type CaptureOptions, readIn } from './task';
import type { ReadTask } from './worker';

/** Texts the user gives: a file, whatever its name says, or a paste. */

/** What is known of a text before it is read. */
export type Given = Omit<Origin, 'kind' | 'url' | 'fileName'>;

/** The reader of pages, documents and pastes, in a worker of its own. */
export const readTask = (task: ReadTask, options: CaptureOptions): Promise<Captured> =>
  readIn(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }), task, options);

/** The reader of PDFs, in a worker of its own: its library is only loaded there. */
export const readPdfTask = (task: PdfTask, options: CaptureOptions): Promise<Captured> =>
  readIn(new Worker(new URL('../pdf/worker.ts', import.meta.url), { type: 'module' }), task, options);

const startOf = async (file: Blob): Promise<string> =>
  String.fromCharCode(...new Uint8Array(await file.slice(0, 1024).arrayBuffer()));

/** Text in UTF-8, in UTF-16 with its mark, else in the encoding of old French files. */
function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const isText = (start: string): boolean =>
  !/^\s*(?:\{\\rtf|<(?:!doctype|html|\?xml)|[[{]\s*["{[])/i.test(start) && !start.includes('\0');

/**
 * Reads a file: a PDF, a `.docx` or plain text, told by its first bytes.
 * @throws {CaptureError} with a French message; the reason of the signal when aborted.
 */
export async function readTextFile(file: File, given: Given, options: CaptureOptions): Promise<Captured> {
  if (file.size > MAX_FILE_BYTES) throw new CaptureError('too-big');
  if (file.size === 0) throw new CaptureError('empty');
  const start = await startOf(file);
  const origin = { ...given, url: '', fileName: file.name.slice(0, 200) };
  if (start.includes('%PDF-')) return readPdfTask({ file, origin: { ...origin, kind: 'pdf' } }, options);
  if (start.startsWith('PK\x03\x04'))
    return readTask({ kind: 'docx', file, origin: { ...origin, kind: 'docx' } }, options);
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw new CaptureError('old-word');
  const isWide = start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff');
  if (!isWide && !isText(start)) throw new CaptureError('not-a-text');
  const text = decoded(await file.arrayBuffer());
  const title = file.name.replace(/\.\w+$/, '');
  return readPaste(text, title, { ...given, fileName: origin.fileName }, options);
}

/** Reads a pasted text; `title` may be empty: it is then taken from its first words. */
export async function readPaste(
  text: string,
  title: string,
  given: Given & { fileName?: string },
  options: CaptureOptions,
): Promise<Captured> {
  if (text.length > MAX_CHARACTERS) throw new CaptureError('too-long');
  return readTask({ kind: 'paste', text, title, origin: { ...given, kind: 'paste', url: '' } }, options);
}
