import type { Cell, Sheet } from '@/knowledge/import/table';
import { MAX_COLUMNS, MAX_ROWS, SheetError } from './errors';
import { type Budget, cellName, exactNumber, Grid } from './grid';
import { attributes, scanXml } from './xml';
import type { Archive } from './zip';

/** Reads the sheets of an ODS: OpenDocument 1.3, part 3, chapter 9; only what a table of values needs. */

/** What a failed formula shows. */
const ERROR_TEXT = /^(#(N\/A|NA|REF!|DIV\/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)|Err:\d+)$/;

const repeats = (text: string | undefined): number => Math.max(1, Math.trunc(Number(text ?? 1)) || 1);

interface OpenCell {
  at: Record<string, string>;
  paragraphs: string[];
}

/** State of the scan of `content.xml`. */
class ContentScan {
  readonly sheets: Sheet[] = [];
  readonly notes: string[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private grid: Grid | null = null;
  /** Tables inside a table (a chart’s data, a sub-table) are not read. */
  private depth = 0;
  private row = 0;
  private rowRepeat = 1;
  private rowHidden = false;
  private column = 0;
  private line: { column: number; count: number; value: Cell }[] = [];
  private cell: OpenCell | null = null;
  /** Depth inside a comment or a drawing of a cell: their paragraphs are not its text. */
  private aside = 0;
  private paragraph = false;

  constructor(private readonly budget: Budget) {}

  open = (name: string, raw: string): void => {
    if (name === 'annotation' || name === 'frame' || name === 'shapes') this.aside++;
    if (name === 'style') this.style = attributes(raw).name ?? '';
    else if (name === 'table-properties' && attributes(raw).display === 'false')
      this.hiddenStyles.add(this.style);
    else if (name === 'table') this.openTable(attributes(raw));
    else if (this.depth !== 1 || this.aside > 0) return;
    else if (name === 'table-row') this.openRow(attributes(raw));
    else if (name === 'table-cell' || name === 'covered-table-cell')
      this.cell = { at: attributes(raw), paragraphs: [] };
    else if (this.cell) this.openText(name, raw);
  };

  close = (name: string): void => {
    if (name === 'annotation' || name === 'frame' || name === 'shapes') this.aside--;
    else if (name === 'table') this.closeTable();
    else if (this.depth !== 1 || this.aside > 0) return;
    else if (name === 'p') this.paragraph = false;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell();
    else if (name === 'table-row') this.closeRow();
  };

  text = (text: string): void => {
    if (this.paragraph && this.aside === 0) this.append(text);
  };

  private append(text: string): void {
    const list = this.cell?.paragraphs;
    if (list && list.length > 0) list[list.length - 1] += text;
  }

  private openText(name: string, raw: string): void {
    if (name === 'p') {
      this.paragraph = true;
      this.cell?.paragraphs.push('');
    } else if (name === 's') this.append(' '.repeat(Math.min(repeats(attributes(raw).c), 1000)));
    else if (name === 'tab') this.append('\t');
    else if (name === 'line-break') this.append('\n');
  }

  private openTable(at: Record<string, string>): void {
    this.depth++;
    if (this.depth > 1) return;
    const name = at.name ?? '';
    this.row = 0;
    const hidden = this.hiddenStyles.has(at['style-name'] ?? '');
    if (hidden) this.notes.push(`Feuille masquée laissée de côté : « ${name} ».`);
    this.grid = hidden ? null : new Grid(name, this.budget);
  }

  private closeTable(): void {
    this.depth--;
    if (this.depth > 0 || !this.grid) return;
    const { sheet, notes } = this.grid.finish();
    if (sheet) this.sheets.push(sheet);
    this.notes.push(...notes);
    this.grid = null;
  }

  private openRow(at: Record<string, string>): void {
    this.rowRepeat = repeats(at['number-rows-repeated']);
    this.rowHidden = at.visibility === 'collapse' || at.visibility === 'filter';
    this.column = 0;
    this.line = [];
  }

  private closeRow(): void {
    // An empty or formatted row may be repeated a million times; a filled one is what it says.
    if (this.grid && this.line.length > 0) {
      if (this.rowRepeat > MAX_ROWS) throw new SheetError('too-many-rows');
      for (let r = 0; r < this.rowRepeat; r++) this.fillRow(this.row + r);
    }
    this.row += this.rowRepeat;
  }

  private fillRow(row: number): void {
    if (this.rowHidden) this.grid?.hiddenRow();
    for (const { column, count, value } of this.line)
      for (let c = 0; c < Math.min(count, MAX_COLUMNS + 1); c++) this.grid?.put(row, column + c, value);
  }

  private closeCell(): void {
    if (!this.cell) return;
    const { at, paragraphs } = this.cell;
    this.cell = null;
    this.paragraph = false;
    const count = repeats(at['number-columns-repeated']);
    const value = this.valueOf(at, paragraphs.join('\n'));
    if (value !== null && value !== '') this.line.push({ column: this.column, count, value });
    const rows = repeats(at['number-rows-spanned']);
    const columns = repeats(at['number-columns-spanned']);
    if (rows > 1 || columns > 1) this.grid?.merge(this.row, this.column, rows, columns);
    this.column += count;
  }

  private valueOf(at: Record<string, string>, shown: string): Cell {
    if (ERROR_TEXT.test(shown)) {
      this.grid?.error(`${cellName(this.row, this.column)} (${shown})`);
      return null;
    }
    const type = at['value-type'] ?? '';
    if (type === 'boolean') return at['boolean-value'] === 'true';
    if (type === 'date') return (at['date-value'] ?? shown).slice(0, 10);
    if (type !== 'float' && type !== 'currency' && type !== 'percentage')
      return shown || (at['string-value'] ?? null);
    const value = exactNumber(at.value ?? shown);
    // Shown as 06200, typed as 06200: the zeros are only in the format.
    return /^0\d+$/.test(shown) && Number(shown) === value ? shown : value;
  }
}

/**
 * The visible sheets of an ODS that hold something, and what was noticed.
 * @throws {SheetError} `password`, `broken` and the limits.
 */
export async function readOdsSheets(
  archive: Archive,
  budget: Budget,
): Promise<{ sheets: Sheet[]; notes: string[] }> {
  const manifest = await archive.read('META-INF/manifest.xml');
  if (manifest && new TextDecoder().decode(manifest).includes('encryption-data'))
    throw new SheetError('password');
  const content = await archive.read('content.xml');
  if (!content) throw new SheetError('broken');
  const scan = new ContentScan(budget);
  scanXml(content, scan);
  return { sheets: scan.sheets, notes: scan.notes };
}
