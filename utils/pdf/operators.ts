import { OPS } from 'pdfjs-dist';

/** What the operators of a page are given, as the library tells it. */

/** Each of the three parts of a colour, from 0 to 255, above which it is white on paper. */
const WHITE = 0xf2;

export const isWhite = (colour: unknown): boolean => {
  const parts = /^#(..)(..)(..)/.exec(String(colour))?.slice(1) ?? [];
  return parts.length === 3 && parts.every((part) => Number.parseInt(part, 16) >= WHITE);
};

/** Glyphs of a text operator; the numbers between them only move the pen. */
export const lettersOf = (glyphs: unknown): string =>
  (Array.isArray(glyphs) ? glyphs : [])
    .map((glyph: unknown) =>
      typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : '',
    )
    .join('')
    .normalize('NFKC')
    .replace(/\s/g, '');

export const FILLS = new Set<unknown>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Numbers that tell a path of one rectangle. */
const RECTANGLE = 13;
/** Whether a path, as the library tells it, is one rectangle or simpler. */
export const isRectangle = (path: unknown): boolean => {
  const [data] = Array.isArray(path) ? path : [];
  return ArrayBuffer.isView(data) && 'length' in data && Number(data.length) <= RECTANGLE;
};
