import { docxOf, para, run } from '../captures/docx';
import { type PdfPage, type PdfText, pdfOf } from '../captures/pdf';
import type { Part } from '../spreadsheet-archive';
import documents from './docx.json';
import { PLAIN, repeated } from './pages';
import pdfs from './pdf.json';

/** Hostile files, all invented. Whatever holds « PIEGE » is seen by nobody and must never be kept. */
interface HostileFile {
  id: string;
  kind: string;
  /** What a reader sees and must be kept. */
  says?: string[];
  addressed?: boolean;
  /** The file is refused, for this reason. */
  fault?: string;
  /** The file may be refused for one of these reasons instead of being read. */
  may?: string[];
}

export interface HostilePdf extends HostileFile, Omit<PdfPage, 'texts' | 'picture' | 'ground'> {
  title?: string;
  texts?: PdfText[];
  catalog?: string;
  objects?: string[];
  /** Words of the file itself, and what stands in their place. */
  replace?: string[];
}

export interface HostileDocument extends HostileFile {
  body: string;
  parts?: Part[];
}

interface SavedText extends Omit<PdfText, 'colour'> {
  colour?: number[];
}

/** A page of a PDF has text from this many letters on; a long line would run off its side. */
const LINES = PLAIN.match(/.{1,70}(?:\s|$)/g) ?? [];

const lines: PdfText[] = LINES.map((text, at) => ({ text: text.trim(), x: 50, y: 760 - at * 14 }));

/** A colour is three numbers, which the type of a saved list does not say. */
const textOf = ({ colour, ...text }: SavedText): PdfText => {
  const [red = 0, green = 0, blue = 0] = colour ?? [];
  return { ...text, colour: [red, green, blue] };
};

export const hostilePdfs: HostilePdf[] = pdfs.map(({ texts, ...one }) => ({
  ...one,
  ...(texts && { texts: texts.map(textOf) }),
}));
export const hostileDocuments: HostileDocument[] = documents;

/** Bytes of a hostile PDF: a plain text, and the trick. */
export function pdfBytes(one: HostilePdf): Uint8Array<ArrayBuffer> {
  const { id, texts = [], operators = '', entries, resources, title, catalog, objects = [], replace } = one;
  const page = {
    texts: [...lines, { text: id, x: 50, y: 680 }, ...texts],
    operators: repeated(operators),
    ...(entries && { entries }),
    ...(resources && { resources }),
  };
  const bytes = pdfOf([page], {
    ...(title && { title }),
    ...(catalog && { catalog }),
    objects: objects.map(repeated),
  });
  const [words = '', other = ''] = replace ?? [];
  const file = Buffer.from(bytes).toString('latin1');
  return new Uint8Array(Buffer.from(words === '' ? file : file.replace(words, other), 'latin1'));
}

/** Bytes of a hostile Word document: a plain text, and the trick. */
export const documentBytes = ({ id, body, parts = [] }: HostileDocument): Uint8Array<ArrayBuffer> =>
  docxOf(`${para(run(`${PLAIN} (${id})`))}${repeated(body)}`, parts);
