import type { Block } from '@/knowledge/texts/blocks';
import { attributes, scanXml } from '../spreadsheet/xml';
import { isOn, type Look, lookOf, type TextStyle } from './styles';

/** The body of a document as blocks: what a reader sees of its paragraphs and tables. */

/** Withdrawn text, what is drawn twice for old programs, notes of the programs themselves. */
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'Fallback',
  'instrText',
  'delText',
  'rPrChange',
  'pPrChange',
  'sectPr',
]);
const LONGEST_BOLD_HEADING = 120;
const BOLD_LEVEL = 6;

interface Run {
  text: string;
  look: Look;
  bold: boolean;
}

interface Paragraph {
  runs: Run[];
  level: number;
  item: boolean;
  look: Look;
}

interface Cell {
  text: string;
  span: number;
  /** Goes on with the cell above. */
  below: boolean;
}

interface Grid {
  rows: { cells: Cell[]; header: boolean }[];
}

/** Nobody sees it: withdrawn, too small, or white on the paper. */
const isHidden = ({ vanish, tiny, white, shaded }: Look): boolean =>
  vanish === true || tiny === true || (white === true && shaded !== true);

/** Follows the elements of a body. */
class Reader {
  readonly blocks: Block[] = [];
  hidden = 0;
  #skipped = 0;
  #paragraphs: Paragraph[] = [];
  #run: Run | null = null;
  #inText = false;
  readonly #tables: Grid[] = [];
  readonly #styles: ReadonlyMap<string, TextStyle>;

  constructor(styles: ReadonlyMap<string, TextStyle>) {
    this.#styles = styles;
  }

  open = (name: string, raw: string): void => {
    if (this.#skipped > 0 || SKIPPED.has(name)) {
      this.#skipped += 1;
      return;
    }
    if (this.#run) this.#openInRun(this.#run, name, raw);
    else if (!this.#openTable(name, raw)) this.#openParagraph(name, raw);
  };

  close = (name: string): void => {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    if (name === 't') this.#inText = false;
    else if (name === 'r' && this.#run) {
      this.#paragraphs.at(-1)?.runs.push(this.#run);
      this.#run = null;
    } else if (name === 'p') this.#endParagraph();
    else if (name === 'tbl') this.#endTable();
  };

  text = (text: string): void => {
    if (this.#inText && this.#skipped === 0 && this.#run) this.#run.text += text;
  };

  #openInRun(run: Run, name: string, raw: string): void {
    const { val = '' } = attributes(raw);
    if (name === 't') this.#inText = true;
    else if (name === 'tab') run.text += ' ';
    else if (name === 'br' || name === 'cr') run.text += '\n';
    else if (name === 'noBreakHyphen') run.text += '-';
    else if (name === 'b') run.bold = isOn(raw);
    else if (name === 'rStyle') run.look = { ...this.#lookNamed(val), ...run.look };
    else if (name === 'txbxContent')
      this.#run = null; // the text of a frame has paragraphs of its own
    else Object.assign(run.look, lookOf(name, raw));
  }

  #lookNamed(style: string): Look {
    const { level: _, ...look } = this.#styles.get(style) ?? { level: 0 };
    return look;
  }

  #openParagraph(name: string, raw: string): void {
    const paragraph = this.#paragraphs.at(-1);
    const { val = '' } = attributes(raw);
    if (name === 'p') this.#paragraphs.push({ runs: [], level: 0, item: false, look: {} });
    else if (name === 'r') this.#run = { text: '', look: {}, bold: false };
    else if (!paragraph) return;
    else if (name === 'pStyle') {
      paragraph.level = this.#styles.get(val)?.level ?? 0;
      paragraph.look = { ...this.#lookNamed(val), ...paragraph.look };
    } else if (name === 'outlineLvl' && Number(val) < 9) paragraph.level = Number(val) + 1;
    else if (name === 'numId') paragraph.item = val !== '0';
    else if (name === 'shd') Object.assign(paragraph.look, lookOf(name, raw));
  }

  /** True when it was an element of a table. */
  #openTable(name: string, raw: string): boolean {
    const row = this.#tables.at(-1)?.rows.at(-1);
    const cell = row?.cells.at(-1);
    if (name === 'tbl') this.#tables.push({ rows: [] });
    else if (name === 'tr') this.#tables.at(-1)?.rows.push({ cells: [], header: false });
    else if (name === 'tc') row?.cells.push({ text: '', span: 1, below: false });
    else if (name === 'tblHeader' && row) row.header = isOn(raw);
    else if (name === 'gridSpan' && cell)
      cell.span = Math.min(60, Math.max(1, Number(attributes(raw).val) || 1));
    else if (name === 'vMerge' && cell) cell.below = attributes(raw).val !== 'restart';
    else return false;
    return true;
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    // The shade of a table is often in its style.
    const around = this.#tables.length > 0 ? { ...paragraph.look, shaded: true } : paragraph.look;
    const isUnseen = ({ look }: Run): boolean =>
      isHidden({ ...around, ...look, shaded: look.shaded === true || around.shaded === true });
    const seen = paragraph.runs.filter((run) => !isUnseen(run));
    const unseen = paragraph.runs.filter(isUnseen);
    this.hidden += unseen.reduce((sum, { text }) => sum + text.trim().length, 0);
    const text = seen
      .map((run) => run.text)
      .join('')
      .trim();
    if (text === '') return;
    const cell = this.#tables.at(-1)?.rows.at(-1)?.cells.at(-1);
    if (cell) cell.text = cell.text === '' ? text : `${cell.text} ${text}`;
    else this.#say(paragraph, seen, text);
  }

  #say({ level, item }: Paragraph, runs: readonly Run[], text: string): void {
    const words = runs.filter((run) => run.text.trim() !== '');
    const isBold =
      !item &&
      words.every(({ bold }) => bold) &&
      text.length <= LONGEST_BOLD_HEADING &&
      !/[.;,:]$/.test(text);
    const rank = level > 0 ? level : isBold ? BOLD_LEVEL : 0;
    if (rank > 0) {
      this.blocks.push({ kind: 'heading', level: rank, text });
      return;
    }
    for (const line of text.split('\n'))
      if (line.trim() !== '') this.blocks.push({ kind: item ? 'item' : 'paragraph', text: line });
  }

  #endTable(): void {
    const table = this.#tables.pop();
    if (!table) return;
    const rows = spread(table);
    const outer = this.#tables.at(-1)?.rows.at(-1)?.cells.at(-1);
    if (outer) {
      // A table in a cell of another: its words stay in that cell.
      outer.text = [outer.text, ...rows.map((cells) => cells.join(' '))].join(' ').trim();
      return;
    }
    const isHeader = table.rows[0]?.header === true && rows.length > 1;
    const [header = [], ...others] = rows;
    this.blocks.push({
      kind: 'table',
      caption: '',
      header: isHeader ? header : [],
      rows: isHeader ? others : rows,
    });
  }
}

/** Rows with as many cells as the table has columns: merged cells are repeated. */
function spread({ rows }: Grid): string[][] {
  const out: string[][] = [];
  for (const { cells } of rows) {
    const row: string[] = [];
    for (const { text, span, below } of cells)
      for (let at = 0; at < span; at += 1) row.push(below ? (out.at(-1)?.[row.length] ?? '') : text);
    out.push(row);
  }
  return out;
}

/** The blocks of a `word/document.xml`, and how many characters in it nobody sees. */
export function bodyBlocks(
  xml: Uint8Array,
  styles: ReadonlyMap<string, TextStyle>,
): { blocks: Block[]; hidden: number } {
  const reader = new Reader(styles);
  scanXml(xml, reader);
  return { blocks: reader.blocks, hidden: reader.hidden };
}
