import { OPS } from 'pdfjs-dist';

/**
 * What a page of a PDF paints, operator by operator: the letters a reader would not see (invisible
 * mode, see-through ink, white on white) and where pictures are.
 */

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

interface State {
  matrix: Matrix;
  mode: number;
  alpha: number;
  /** The ink is white, or so near. */
  white: boolean;
}

/** Letters in the order they are painted, spaces left out, and which of them nobody sees. */
export interface Painted {
  letters: string;
  hidden: boolean[];
  pictures: number;
}

/** Modes 3 and 7 paint nothing. */
const INVISIBLE_MODES = [3, 7];
const FAINTEST = 0.1;
/** Each of the three parts of a colour, from 0 to 255, above which it is white on paper. */
const WHITE = 0xf2;

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

/** The box around another, once moved. */
function moved(matrix: Matrix, [left, bottom, right, top]: readonly [number, number, number, number]): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ] as const;
  const xs = corners.map(([x, y]) => matrix[0] * x + matrix[2] * y + matrix[4]);
  const ys = corners.map(([x, y]) => matrix[1] * x + matrix[3] * y + matrix[5]);
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}

const numbersOf = (value: unknown): number[] => {
  const values =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>) : [];
  return values.filter((one) => typeof one === 'number');
};

function matrixOf(args: unknown): Matrix | null {
  const [a, b, c, d, e, f] = numbersOf(args);
  return a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
    ? null
    : [a, b, c, d, e, f];
}

const isWhite = (colour: unknown): boolean => {
  const parts = /^#(..)(..)(..)/.exec(String(colour))?.slice(1) ?? [];
  return parts.length === 3 && parts.every((part) => Number.parseInt(part, 16) >= WHITE);
};

/** Glyphs of a text operator; the numbers between them only move the pen. */
const lettersOf = (glyphs: unknown): string =>
  (Array.isArray(glyphs) ? glyphs : [])
    .map((glyph: unknown) =>
      typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : '',
    )
    .join('')
    .normalize('NFKC')
    .replace(/\s/g, '');

const FILLS = new Set<unknown>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Follows the operators of one page. */
class Painter {
  readonly painted: Painted = { letters: '', hidden: [], pictures: 0 };
  readonly #grounds: Box[] = [];
  #state: State = { matrix: IDENTITY, mode: 0, alpha: 1, white: false };
  #text: Matrix = IDENTITY;
  readonly #saved: State[] = [];

  /** `next`: the operator that follows. */
  take(op: number, args: readonly unknown[], next: number | undefined): void {
    const state = this.#state;
    switch (op) {
      case OPS.save:
        this.#saved.push(state);
        break;
      case OPS.restore:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.transform:
      case OPS.paintFormXObjectBegin:
        this.#transform(op === OPS.transform ? args : args[0], op === OPS.transform && next === OPS.restore);
        break;
      case OPS.setTextMatrix:
        this.#text = matrixOf(Object.values(Object(args[0]))) ?? this.#text;
        break;
      case OPS.moveText:
        this.#text = times(this.#text, [1, 0, 0, 1, Number(args[0]) || 0, Number(args[1]) || 0]);
        break;
      case OPS.setTextRenderingMode:
        this.#state = { ...state, mode: Number(args[0]) };
        break;
      case OPS.setGState:
        this.#graphics(args[0]);
        break;
      case OPS.showText:
        this.#show(lettersOf(args[0]));
        break;
      case OPS.constructPath:
        if (FILLS.has(args[0]) && !state.white && state.alpha >= FAINTEST) this.#ground(args[2]);
        break;
      case OPS.shadingFill:
        this.#grounds.push(moved(state.matrix, [-1e6, -1e6, 1e6, 1e6]));
        break;
      default:
        this.#ink(op, args);
    }
  }

  #ink(op: number, args: readonly unknown[]): void {
    if (op === OPS.setFillRGBColor) this.#state = { ...this.#state, white: isWhite(args[0]) };
    else if (op === OPS.setFillColorN || op === OPS.setFillTransparent)
      this.#state = { ...this.#state, white: op === OPS.setFillTransparent };
  }

  #transform(args: unknown, isPicture: boolean): void {
    const own = matrixOf(args);
    if (!own) return;
    const matrix = times(this.#state.matrix, own);
    this.#state = { ...this.#state, matrix };
    // A picture is not read: it leaves its place, a unit square, and nothing in it.
    if (!isPicture) return;
    this.painted.pictures += 1;
    this.#grounds.push(moved(matrix, [0, 0, 1, 1]));
  }

  #graphics(entries: unknown): void {
    for (const entry of Array.isArray(entries) ? entries : [])
      if (Array.isArray(entry) && entry[0] === 'ca')
        this.#state = { ...this.#state, alpha: Number(entry[1]) };
  }

  #ground(limits: unknown): void {
    const [left, bottom, right, top] = numbersOf(limits);
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) return;
    this.#grounds.push(moved(this.#state.matrix, [left, bottom, right, top]));
  }

  #show(letters: string): void {
    const { mode, alpha, white, matrix } = this.#state;
    const [, , , , x, y] = times(matrix, this.#text);
    const isOnPaper = !this.#grounds.some(
      ({ left, bottom, right, top }) => x >= left - 2 && x <= right + 2 && y >= bottom - 2 && y <= top + 2,
    );
    const hidden = INVISIBLE_MODES.includes(mode) || alpha < FAINTEST || (white && isOnPaper);
    this.painted.letters += letters;
    for (let at = 0; at < letters.length; at += 1) this.painted.hidden.push(hidden);
  }
}

/** What the operators of a page paint. */
export function paintedBy({ fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] }): Painted {
  const painter = new Painter();
  for (const [at, op] of fnArray.entries()) {
    const args = argsArray[at];
    painter.take(
      op,
      Array.isArray(args) || ArrayBuffer.isView(args) ? Array.from(args as ArrayLike<unknown>) : [],
      fnArray[at + 1],
    );
  }
  return painter.painted;
}

/** How far, in letters, the same text may stand from where it is looked for. */
const REACH = 400;

/** Tells, text after text in the order of the page, whether a reader sees it. */
export class Visibility {
  readonly #painted: Painted;
  #at = 0;

  constructor(painted: Painted) {
    this.#painted = painted;
  }

  isSeen(text: string): boolean {
    const wanted = text.normalize('NFKC').replace(/\s/g, '');
    if (wanted === '') return true;
    const { letters, hidden } = this.#painted;
    const at = letters.startsWith(wanted, this.#at)
      ? this.#at
      : letters.slice(this.#at, this.#at + REACH + wanted.length).indexOf(wanted) + this.#at;
    // Not found again: seen, unless the page hides something, which it could then be.
    if (at < this.#at || !letters.startsWith(wanted, at)) return !hidden.includes(true);
    this.#at = at + wanted.length;
    const unseen = hidden.slice(at, at + wanted.length).filter(Boolean).length;
    return unseen * 2 < wanted.length;
  }
}
