/** Pieces of text placed on a page, put together into the lines and the cells a reader sees. */

/** A piece of text as the file places it; in points, from the top left of the page. */
export interface Piece {
  text: string;
  x: number;
  /** Where the letters stand. */
  y: number;
  width: number;
  size: number;
  bold: boolean;
}

export interface Cell {
  text: string;
  x: number;
  right: number;
}

export interface Line {
  /** One for a line of text, more for a row of a table. */
  cells: Cell[];
  y: number;
  size: number;
  bold: boolean;
  page: number;
}

/** Parts of the size of the letters. */
const SAME_LINE = 0.45;
const WORD_GAP = 0.17;
const CELL_GAP = 1.5;

export const textOf = ({ cells }: Line): string => cells.map(({ text }) => text).join(' ');

/** Adds a piece at the end of a line: in the same word, as another word, or in a new cell. */
function append(cells: Cell[], { text, x, width, size }: Piece): void {
  const last = cells.at(-1);
  const gap = last ? x - last.right : 0;
  if (!last || gap > size * CELL_GAP) {
    cells.push({ text, x, right: x + width });
    return;
  }
  const glued = gap <= size * WORD_GAP || last.text.endsWith(' ') || text.startsWith(' ');
  last.text += glued ? text : ` ${text}`;
  last.right = Math.max(last.right, x + width);
}

function lineOf(pieces: readonly Piece[], page: number): Line {
  const cells: Cell[] = [];
  const sorted = pieces.toSorted((a, b) => a.x - b.x);
  for (const piece of sorted) append(cells, piece);
  const length = (some: readonly Piece[]) => some.reduce((sum, { text }) => sum + text.trim().length, 0);
  const main = sorted.toSorted((a, b) => b.text.length - a.text.length)[0];
  return {
    cells: cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() })),
    y: main?.y ?? 0,
    size: main?.size ?? 0,
    bold: length(pieces.filter(({ bold }) => bold)) * 2 > length(pieces),
    page,
  };
}

/** Pieces that stand at the same height, from top to bottom. */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: { y: number; size: number; pieces: Piece[] }[] = [];
  for (const piece of pieces.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && Math.abs(piece.y - row.y) <= Math.max(row.size, piece.size) * SAME_LINE) {
      row.pieces.push(piece);
      if (piece.size > row.size) Object.assign(row, { y: piece.y, size: piece.size });
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] });
  }
  return rows.map((row) => row.pieces);
}

const crosses = ({ x, width }: Piece, gutter: number): boolean => x < gutter - 2 && x + width > gutter + 2;
const isProse = (pieces: readonly Piece[]): boolean =>
  pieces.length >= 10 && pieces.reduce((sum, { text }) => sum + text.length, 0) / pieces.length >= 22;

/** Where two columns of prose part, null when the page is not laid out so. A table has shorter texts. */
function gutterOf(pieces: readonly Piece[], width: number): number | null {
  for (let at = 0.4; at <= 0.6; at += 0.02) {
    const gutter = width * at;
    const crossing = pieces.filter((piece) => crosses(piece, gutter));
    if (crossing.length > pieces.length * 0.12) continue;
    const left = pieces.filter((piece) => piece.x + piece.width <= gutter + 2);
    const right = pieces.filter((piece) => piece.x >= gutter - 2);
    if (isProse(left) && isProse(right)) return gutter;
  }
  return null;
}

/** Pieces in groups read one after the other: the columns, between what goes across both. */
function groupsOf(pieces: readonly Piece[], width: number): Piece[][] {
  const gutter = gutterOf(pieces, width);
  if (gutter === null) return [[...pieces]];
  const groups: Piece[][] = [];
  let zone: Piece[] = [];
  const close = () => {
    groups.push(
      zone.filter(({ x }) => x < gutter - 2),
      zone.filter(({ x }) => x >= gutter - 2),
    );
    zone = [];
  };
  for (const row of rowsOf(pieces)) {
    if (row.some((piece) => crosses(piece, gutter))) {
      close();
      groups.push(row);
    } else zone.push(...row);
  }
  close();
  return groups.filter((group) => group.length > 0);
}

/** The lines of a page in the order they are read. `width`: of the page. */
export const linesOf = (pieces: readonly Piece[], width: number, page: number): Line[] =>
  groupsOf(
    pieces.filter(({ text }) => text.trim() !== ''),
    width,
  )
    .flatMap((group) => rowsOf(group))
    .map((row) => lineOf(row, page))
    .filter((line) => textOf(line) !== '');
