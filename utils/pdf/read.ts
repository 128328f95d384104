import { getDocument, type PDFDocumentProxy, type PDFPageProxy, type PDFWorker, Util } from 'pdfjs-dist';
import type { Reading } from '@/knowledge/texts/blocks';
import { visibleText } from '@/knowledge/texts/clean';
import { CaptureError, MAX_PAGES } from '../capture/errors';
import { blocksOf } from './blocks';
import { type Line, linesOf, type Piece } from './lines';
import { paintedBy } from './marks';
import { Visibility } from './visibility';

/** Reads a PDF with pdf.js: what it understands of the file comes from its worker, the rest is done where this is called. */

/** Letters smaller than this, in points, are not there to be read. */
const SMALLEST_PRINT = 3;
/** A page with fewer letters has no text: a number, a stamp. */
const LEAST_LETTERS = 25;

/** What a page gave. */
interface PageText {
  lines: Line[];
  letters: number;
  hidden: number;
  pictures: number;
}

const isBold = (page: PDFPageProxy, font: string): boolean => {
  const known: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : null;
  if (typeof known !== 'object' || known === null) return false;
  const {
    name = '',
    bold = false,
    black = false,
  } = known as { name?: string; bold?: boolean; black?: boolean };
  return bold || black || /bold|black|heavy|semib|demi|gras/i.test(name);
};

type Layers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>;

async function readPage(page: PDFPageProxy, layers: Layers): Promise<PageText> {
  const [content, operators] = await Promise.all([page.getTextContent(), page.getOperatorList()]);
  const painted = paintedBy(operators, (layer) => layers.isVisible(layer));
  const visibility = new Visibility(painted);
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const pieces: Piece[] = [];
  let hidden = 0;
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const seen = visibility.isSeen(item.str);
    const [a, b, , , x, y] = Util.transform(transform, item.transform);
    const size = Math.hypot(Number(a), Number(b));
    const isInside = x > -size && y > -size && x < width && y < height + size;
    if (seen && isInside && size >= SMALLEST_PRINT)
      pieces.push({ text: item.str, x, y, width: item.width, size, bold: isBold(page, item.fontName) });
    else hidden += item.str.trim().length;
  }
  const lines = linesOf(pieces, width, page.pageNumber).map((line) => ({
    ...line,
    cells: line.cells.map((cell) => ({ ...cell, text: visibleText(cell.text) })),
  }));
  const letters = pieces.reduce((sum, { text }) => sum + text.trim().length, 0);
  page.cleanup();
  return { lines, letters, hidden, pictures: painted.pictures };
}

/** A title worth the name: most files carry the name of another. */
async function titleOf(document: PDFDocumentProxy): Promise<string> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const title = 'Title' in info && typeof info.Title === 'string' ? visibleText(info.Title) : '';
  return /\.(?:docx?|odt|pdf|indd|pptx?|xlsx?)$|^microsoft|^sans titre|^untitled|^présentation|^document\d*$/i.test(
    title,
  ) || title.length < 5
    ? ''
    : title.slice(0, 300);
}

/** « Pages 4, 5 et 9 ». */
function numbers(pages: readonly number[]): string {
  const shown = pages.slice(0, 12).map(String);
  const last = shown.length > 1 ? ` et ${shown.pop()}` : '';
  return `${shown.join(', ')}${last}${pages.length > 12 ? '…' : ''}`;
}

const emptyNote = (pages: readonly number[]): string =>
  pages.length === 1
    ? `La page ${numbers(pages)} n’a pas de texte (une image\u202f?)\u00a0: elle n’est pas lue.`
    : `${pages.length} pages n’ont pas de texte (des images\u202f?) et ne sont pas lues\u00a0: ${numbers(pages)}.`;

async function openPdf(data: Uint8Array, worker: PDFWorker | undefined): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      data,
      ...(worker ? { worker } : {}),
      useWasm: false, // the content security policy of the extension allows none
      useWorkerFetch: false,
      disableFontFace: true,
      useSystemFonts: false,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      maxImageSize: 1, // pictures are not read
      verbosity: 0,
    }).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new CaptureError(name === 'PasswordException' ? 'password' : 'broken');
  }
}

/** First heading of the first pages. */
const firstHeading = ({ blocks }: Pick<Reading, 'blocks'>): string => {
  const found = blocks.find(({ kind, page = 1 }) => kind === 'heading' && page <= 2);
  return found?.kind === 'heading' ? found.text : '';
};

/**
 * Reads the text a person sees in a PDF. `onPage` hears of each page read; `worker` is the library's.
 * @throws {CaptureError} `password`, `broken`, `scanned`, `too-many-pages`.
 */
export async function readPdf(
  data: Uint8Array,
  onPage: (done: number, total: number) => void = () => {},
  worker?: PDFWorker,
): Promise<Reading> {
  const document = await openPdf(data, worker);
  try {
    if (document.numPages > MAX_PAGES) throw new CaptureError('too-many-pages');
    const pages: PageText[] = [];
    const layers = await document.getOptionalContentConfig();
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number).catch(() => null);
      pages.push(page ? await readPage(page, layers) : { lines: [], letters: 0, hidden: 0, pictures: 0 });
      onPage(number, document.numPages);
    }
    const empty = pages.flatMap(({ letters }, at) => (letters < LEAST_LETTERS ? [at + 1] : []));
    if (empty.length === pages.length) throw new CaptureError('scanned');
    const blocks = blocksOf(pages.map(({ lines }) => lines));
    return {
      title: (await titleOf(document)) || firstHeading({ blocks }),
      blocks,
      hidden: pages.reduce((sum, { hidden }) => sum + hidden, 0),
      notes: empty.length > 0 ? [emptyNote(empty)] : [],
    };
  } finally {
    await document.loadingTask.destroy();
  }
}
