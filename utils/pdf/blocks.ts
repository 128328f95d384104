import type { Block } from '@/knowledge/texts/blocks';
import { joinLines } from '@/knowledge/texts/pasted';
import { type Line, textOf } from './lines';
import { isBulleted, isContents, tableLength, tableOf } from './tables';

/** Lines of a whole PDF as blocks: what is repeated on the pages goes, headings are told by their letters. */

/** Lines looked at on either end of a page for what is repeated. */
const EDGE = 3;
/** Share of the pages a line must be on to be repeated, and their least number. */
const REPEATED = { share: 0.5, pages: 3 };
const FOLIO = /^(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:\/|sur|of)\s*\d{1,4})?$/i;
/** Letters this much larger than those of the text are those of a heading. */
const LARGER = 1.12;
const HEADING_LENGTH = 200;
const NUMBERED =
  /^(?:(?:article|chapitre|titre|annexe|partie|section)\s+\S|[IVX]{1,5}\s*[.)–-]\s|\d{1,2}(?:\.\d{1,2})*\s*[.)–-]?\s+\p{Lu})/iu;
const BULLET = /^(?:[-–—•*▪‣◦·\uf0b7✓➢►]|(?:\(?(?:\d{1,2}|[a-h])[)°]))\s+(?=\S)/;
/** Lines nearer than this many times the size of their letters are of one paragraph. */
const NEAR = 1.75;
/** Level of the headings that only their weight tells, below those that their size does. */
const BOLD_LEVEL = 6;

const digitless = (line: Line): string =>
  textOf(line).toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');

/** Headers, footers and folios: what stands at the same end of most pages. */
function withoutRepeats(pages: readonly Line[][]): Line[] {
  const edgesOf = (lines: readonly Line[]) => new Set([...lines.slice(0, EDGE), ...lines.slice(-EDGE)]);
  const count = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set([...edgesOf(lines)].map(digitless))) count.set(key, (count.get(key) ?? 0) + 1);
  const most = Math.max(REPEATED.pages, pages.length * REPEATED.share);
  return pages.flatMap((lines) => {
    const edges = edgesOf(lines);
    return lines.filter(
      (line) =>
        !edges.has(line) || !((count.get(digitless(line)) ?? 0) >= most || FOLIO.test(textOf(line).trim())),
    );
  });
}

/** The size most letters have. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + textOf(line).length);
  }
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Levels of the headings by the size of their letters, the largest first. */
function levelsOf(lines: readonly Line[], body: number): Map<number, number> {
  const sizes = new Set(
    lines.map(({ size }) => Math.round(size * 2) / 2).filter((size) => size > body * LARGER),
  );
  return new Map(
    [...sizes].toSorted((a, b) => b - a).map((size, at) => [size, Math.min(at + 1, BOLD_LEVEL - 1)]),
  );
}

interface Look {
  body: number;
  levels: Map<number, number>;
}

/** Level of the heading a line is, 0 when it is none. */
function levelOf(line: Line, before: Line | undefined, { body, levels }: Look): number {
  const text = textOf(line);
  if (line.cells.length > 2 || text.length > HEADING_LENGTH || !/\p{L}{2}/u.test(text)) return 0;
  const level = levels.get(Math.round(line.size * 2) / 2);
  if (level !== undefined) return level;
  if (!line.bold || /[.;,]$/.test(text) || text.length > 120 || line.size < body * 0.9) return 0;
  const apart = before === undefined || before.page !== line.page || line.y - before.y > line.size * NEAR;
  return apart || NUMBERED.test(text) || !before.bold ? BOLD_LEVEL : 0;
}

const goesOn = (line: Line, before: Line): boolean =>
  line.page === before.page && line.y > before.y && line.y - before.y <= line.size * NEAR;

/** Puts the lines together, one after the other. */
class Writer {
  readonly blocks: Block[] = [];
  #last: Line | undefined;
  #level = 0;
  readonly #look: Look;

  constructor(look: Look) {
    this.#look = look;
  }

  table(lines: readonly Line[]): void {
    const table = tableOf(lines);
    const [before] = this.blocks.slice(-1);
    // « Tableau 2 : barème » above a table is its caption.
    if (before?.kind === 'paragraph' && /^tableau\b/i.test(before.text) && before.text.length < 160) {
      this.blocks.pop();
      table.caption = before.text;
    }
    this.blocks.push(table);
    this.#last = undefined;
    this.#level = 0;
  }

  line(line: Line): void {
    const text = textOf(line);
    const level = isBulleted(line) || BULLET.test(text) ? 0 : levelOf(line, this.#last, this.#look);
    const block = this.blocks.at(-1);
    if (level > 0 && block?.kind === 'heading' && this.#level === level && this.#isNear(line))
      block.text = joinLines(block.text, text);
    else if (level > 0) this.blocks.push({ kind: 'heading', level, text, page: line.page });
    else this.#text(line, text, block);
    this.#level = level;
    this.#last = line;
  }

  #isNear = (line: Line): boolean => this.#last !== undefined && goesOn(line, this.#last);

  #text(line: Line, text: string, block: Block | undefined): void {
    const isItem = isBulleted(line) || BULLET.test(text);
    const isText = block?.kind === 'paragraph' || block?.kind === 'item';
    const isCut = isText && /[\p{L}\p{N},’(-]$/u.test(block.text) && /^[\p{Ll}\d(«]/u.test(text);
    const joins =
      isText &&
      !isItem &&
      (this.#isNear(line) ? !this.#isShort(block.text) || isCut : isCut && this.#turnsPage(line));
    if (joins) block.text = joinLines(block.text, text);
    else
      this.blocks.push({
        kind: isItem ? 'item' : 'paragraph',
        text: isItem ? text.replace(BULLET, '').replace(/^[\uf0b7o]\s+/, '') : text,
        page: line.page,
      });
  }

  /** The line before ended a sentence well before the margin: what follows is another paragraph. */
  #isShort(text: string): boolean {
    const last = this.#last;
    return last !== undefined && /[.!?]$/.test(text) && textOf(last).length < 55;
  }

  #turnsPage = (line: Line): boolean => this.#last !== undefined && line.page === this.#last.page + 1;
}

/** The blocks of a document, from the lines of each of its pages. */
export function blocksOf(pages: readonly Line[][]): Block[] {
  const lines = withoutRepeats(pages).filter((line) => !isContents(line));
  const body = bodySize(lines);
  const writer = new Writer({ body, levels: levelsOf(lines, body) });
  for (let at = 0; at < lines.length; ) {
    const length = tableLength(lines, at);
    const line = lines[at];
    if (length > 0) writer.table(lines.slice(at, at + length));
    else if (line) writer.line(line);
    at += Math.max(1, length);
  }
  return writer.blocks;
}
