import { OPS } from 'pdfjs-dist';
import { type Box, boxOf, common, IDENTITY, isNear, type Matrix, matrixOf, moved, times } from './matrix';
import { FILLS, isRectangle, isWhite, lettersOf } from './operators';

/**
 * What a page of a PDF paints, operator by operator: the letters a reader would not see (invisible
 * mode, see-through ink, white on white, cut away, in a layer that is off, under a box painted later)
 * and where pictures are.
 */

interface State {
  matrix: Matrix;
  mode: number;
  alpha: number;
  /** The ink that fills is white, or so near; and the one that draws outlines. */
  white: boolean;
  whiteLine: boolean;
  /** What is painted hides what is under it. */
  plain: boolean;
  /** What is painted is cut to it; null for the whole page. */
  clip: Box | null;
}

const START: State = {
  matrix: IDENTITY,
  mode: 0,
  alpha: 1,
  white: false,
  whiteLine: false,
  plain: true,
  clip: null,
};

/** Letters shown at once: where they begin, and their places in the letters of the page. */
interface Run {
  x: number;
  y: number;
  from: number;
  to: number;
}

/** Letters in the order they are painted, spaces left out, and which of them nobody sees. */
export interface Painted {
  letters: string;
  hidden: boolean[];
  pictures: number;
}

/** Whether a layer, as the library tells it, is shown. */
type LayerTest = (layer: unknown) => boolean;

/** Modes 3 and 7 paint nothing. */
const INVISIBLE_MODES = [3, 7];
const FAINTEST = 0.1;
/** Fainter than this, what is painted lets see what is under it. */
const SOLID = 0.9;
/** How far out of what it is cut to the beginning of a line may be, in points. */
const CLIP_REACH = 50;
/** Height, in points, that a box takes of the letters it hides: a line under them takes none. */
const LETTER = 2;

/** Follows the operators of one page. */
class Painter {
  readonly painted: Painted = { letters: '', hidden: [], pictures: 0 };
  readonly #grounds: Box[] = [];
  readonly #runs: Run[] = [];
  readonly #isLayerOn: LayerTest;
  /** Whether what is marked so far, from the outside in, stands in a layer that is off. */
  readonly #marked: boolean[] = [];
  readonly #saved: State[] = [];
  #state: State = START;
  #text: Matrix = IDENTITY;
  #leading = 0;
  #clips = false;

  constructor(isLayerOn: LayerTest) {
    this.#isLayerOn = isLayerOn;
  }

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
      case OPS.setGState:
        this.#graphics(args[0]);
        break;
      case OPS.clip:
      case OPS.eoClip:
        this.#clips = true;
        break;
      case OPS.constructPath:
        this.#path(args);
        break;
      case OPS.shadingFill:
        this.#grounds.push(moved(state.matrix, [-1e6, -1e6, 1e6, 1e6]));
        break;
      case OPS.showText:
        this.#show(lettersOf(args[0]));
        break;
      default:
        this.#mark(op, args);
        this.#ink(op, args);
        this.#write(op, args);
    }
  }

  #mark(op: number, [name, group]: readonly unknown[]): void {
    if (op === OPS.beginMarkedContent) this.#marked.push(false);
    else if (op === OPS.beginMarkedContentProps)
      this.#marked.push(name === 'OC' && typeof group === 'object' && !this.#isLayerOn(group));
    else if (op === OPS.endMarkedContent) this.#marked.pop();
  }

  #ink(op: number, [colour]: readonly unknown[]): void {
    if (op === OPS.setFillRGBColor) this.#set({ white: isWhite(colour) });
    else if (op === OPS.setFillColorN) this.#set({ white: false });
    else if (op === OPS.setFillTransparent) this.#set({ white: true });
    else if (op === OPS.setStrokeRGBColor) this.#set({ whiteLine: isWhite(colour) });
    else if (op === OPS.setStrokeColorN) this.#set({ whiteLine: false });
    else if (op === OPS.setStrokeTransparent) this.#set({ whiteLine: true });
  }

  /** Where the pen stands at the beginning of a line of text. */
  #write(op: number, [first, second]: readonly unknown[]): void {
    const down = (x: number, y: number) => {
      this.#text = times(this.#text, [1, 0, 0, 1, x, y]);
    };
    if (op === OPS.beginText) this.#text = IDENTITY;
    else if (op === OPS.setTextMatrix) this.#text = matrixOf(Object.values(Object(first))) ?? this.#text;
    else if (op === OPS.setTextRenderingMode) this.#set({ mode: Number(first) });
    else if (op === OPS.setLeading) this.#leading = Number(first) || 0;
    else if (op === OPS.nextLine) down(0, -this.#leading);
    else if (op === OPS.moveText || op === OPS.setLeadingMoveText) {
      if (op === OPS.setLeadingMoveText) this.#leading = -(Number(second) || 0);
      down(Number(first) || 0, Number(second) || 0);
    }
  }

  #set(what: Partial<State>): void {
    this.#state = { ...this.#state, ...what };
  }

  #transform(args: unknown, isPicture: boolean): void {
    const own = matrixOf(args);
    if (!own) return;
    const matrix = times(this.#state.matrix, own);
    this.#set({ matrix });
    // A picture is not read: it leaves its place, a unit square, and nothing in it.
    if (!isPicture) return;
    this.painted.pictures += 1;
    this.#grounds.push(moved(matrix, [0, 0, 1, 1]));
  }

  #graphics(entries: unknown): void {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (!Array.isArray(entry)) continue;
      if (entry[0] === 'ca') this.#set({ alpha: Number(entry[1]) });
      else if (entry[0] === 'BM') this.#set({ plain: /^(?:source-over|normal)$/i.test(String(entry[1])) });
    }
  }

  #path([way, path, limits]: readonly unknown[]): void {
    const { matrix, white, alpha, plain, clip } = this.#state;
    const box = boxOf(matrix, limits);
    if (box && FILLS.has(way)) {
      if (!white && alpha >= FAINTEST) this.#grounds.push(box);
      if (plain && alpha >= SOLID && isRectangle(path) && !this.#marked.includes(true))
        this.#cover(clip ? common(clip, box) : box);
    }
    if (box && this.#clips) this.#set({ clip: clip ? common(clip, box) : box });
    this.#clips = false;
  }

  /** What was shown before under a box is seen no more. */
  #cover({ left, bottom, right, top }: Box): void {
    for (const { x, y, from, to } of this.#runs)
      if (x >= left - 1 && x <= right && y >= bottom - 1 && y + LETTER <= top)
        this.painted.hidden.fill(true, from, to);
  }

  #show(letters: string): void {
    const { mode, alpha, white, whiteLine, matrix, clip } = this.#state;
    const [, , , , x, y] = times(matrix, this.#text);
    const isOnPaper = !this.#grounds.some((ground) => isNear(ground, x, y, 2));
    const isPale = (mode % 4 === 1 || white) && (mode % 4 === 0 || whiteLine);
    const hidden =
      INVISIBLE_MODES.includes(mode) ||
      alpha < FAINTEST ||
      (isPale && isOnPaper) ||
      this.#marked.includes(true) ||
      (clip !== null && isCutAway(clip, x, y));
    const from = this.painted.letters.length;
    this.painted.letters += letters;
    for (let at = 0; at < letters.length; at += 1) this.painted.hidden.push(hidden);
    this.#runs.push({ x, y, from, to: from + letters.length });
  }
}

const isCutAway = (clip: Box, x: number, y: number): boolean =>
  clip.right - clip.left < 1 || clip.top - clip.bottom < 1 || !isNear(clip, x, y, CLIP_REACH);

/** What the operators of a page paint. */
export function paintedBy(
  { fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] },
  isLayerOn: LayerTest,
): Painted {
  const painter = new Painter(isLayerOn);
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
