import {
  type CellStyle,
  type CellValue,
  colToLetter,
  type DataValidation,
  type Cell as HucreCell,
  type WriteSheet,
  writeXlsx as writeBytes,
} from 'hucre/xlsx';
import type { Cell } from '@/knowledge/import/table';
import type { BookColumn, CellFormat, NoteSheet, SheetBook, TableSheet } from '@/knowledge/sheets/book';
import { guarded } from '@/knowledge/sheets/guard';

/** Writes a workbook; every text is a text cell, no formula is ever written. */

/** Hidden sheet of the values proposed: a list written in the cell itself holds 255 characters. */
const LISTS = 'Listes';
/** Characters Excel takes in a cell; a file with more is « damaged » for it. */
const MAX_TEXT = 32_767;
/** Rows that get help and lists, however many are filled. */
const HELPED_ROWS = 1000;

const HEADER: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3A5F' } },
  alignment: { wrapText: true, vertical: 'center' },
  numFmt: '@',
};

const NOTES: Record<NoteSheet['lines'][number]['style'], CellStyle> = {
  title: { font: { bold: true, size: 16 }, alignment: { wrapText: true } },
  heading: { font: { bold: true, size: 12 }, alignment: { wrapText: true } },
  text: { alignment: { wrapText: true, vertical: 'top' } },
};

/** Format « text » (`@`) keeps the leading zeros of what is typed in an empty cell. */
const STYLES: Record<CellFormat, CellStyle> = {
  text: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  integer: { numFmt: '#,##0', alignment: { vertical: 'top' } },
  euros: { numFmt: '#,##0.00', alignment: { vertical: 'top' } },
  day: { numFmt: 'dd/mm/yyyy', alignment: { vertical: 'top' } },
};

/**
 * `_x0041_` is how XLSX writes a control character: written in a text, it must be escaped itself.
 * And hucre makes an error cell of the text « #N/A », unless its first character is escaped.
 */
const safeText = (text: string): string =>
  (text.length < MAX_TEXT ? guarded(text) : `${guarded(text).slice(0, MAX_TEXT - 1)}…`)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/^#(?=[A-Z])/, '_x0023_');

function toValue(cell: Cell, format: CellFormat): CellValue {
  if (typeof cell !== 'string') return cell;
  if (cell === '') return null;
  return format === 'day' && /^\d{4}-\d\d-\d\d$/.test(cell) ? new Date(`${cell}T00:00:00Z`) : safeText(cell);
}

/** Lists of the whole book, each in a column of the hidden sheet. */
class Lists {
  private readonly lists = new Map<string, readonly string[]>();

  /** Address of a list, written once however many columns use it. */
  address(values: readonly string[]): string {
    this.lists.set(values.join('\n'), values);
    const letter = colToLetter([...this.lists.keys()].indexOf(values.join('\n')));
    return `${LISTS}!$${letter}$1:$${letter}$${values.length}`;
  }

  sheet(): WriteSheet[] {
    const columns = [...this.lists.values()];
    const height = Math.max(0, ...columns.map(({ length }) => length));
    const rows = Array.from({ length: height }, (_, at) =>
      columns.map((values) => toValue(values[at] ?? null, 'text')),
    );
    return columns.length === 0 ? [] : [{ name: LISTS, rows, hidden: true }];
  }
}

/** A spreadsheet shows 32 characters of the title of a bubble and 255 of its text. */
function helpOf({ header, help, list }: BookColumn, at: number, lists: Lists): DataValidation[] {
  if (help === '' && !list) return [];
  const letter = colToLetter(at);
  const bubble = {
    range: `${letter}2:${letter}${HELPED_ROWS + 1}`,
    allowBlank: true,
    showInputMessage: help !== '',
    inputTitle: header.length > 32 ? `${header.slice(0, 31)}…` : header,
    inputMessage: help.slice(0, 255),
  };
  // Without a list, a rule that everything meets: it is there for its bubble.
  if (!list) return [{ ...bubble, type: 'textLength', operator: 'lessThanOrEqual', formula1: '32767' }];
  return [
    {
      ...bubble,
      type: 'list',
      formula1: lists.address(list.values),
      showErrorMessage: list.only,
      errorTitle: 'Réponse non prévue',
      errorMessage: 'Choisissez une réponse de la liste, ou laissez la case vide.',
    },
  ];
}

function tableSheet({ name, columns, rows, blankRows }: TableSheet, lists: Lists): WriteSheet {
  const blank = Array.from({ length: blankRows }, () => columns.map(() => null));
  const lines = [...rows, ...blank];
  const cells = new Map<string, Partial<HucreCell>>();
  columns.forEach((column, c) => {
    cells.set(`0,${c}`, { style: HEADER });
    lines.forEach((_, r) => {
      cells.set(`${r + 1},${c}`, { style: STYLES[column.format] });
    });
  });
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: [
      columns.map(({ header }) => header),
      ...lines.map((row) => columns.map(({ format }, c) => toValue(row[c] ?? null, format))),
    ],
    cells,
    rowDefs: new Map([[0, { height: 46 }]]),
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap((column, at) => helpOf(column, at, lists)),
  };
}

function noteSheet({ name, lines }: NoteSheet): WriteSheet {
  return {
    name,
    columns: [{ width: 100 }],
    rows: lines.map(({ text }) => [safeText(text)]),
    cells: new Map(lines.map(({ style }, r) => [`${r},0`, { style: NOTES[style] }])),
    view: { showGridLines: false },
  };
}

/** Bytes of an XLSX. Text that a spreadsheet could take for a formula is guarded: see `guarded()`. */
export function writeXlsx(book: SheetBook): Promise<Uint8Array> {
  const lists = new Lists();
  const sheets = book.sheets.map((sheet) =>
    sheet.kind === 'note' ? noteSheet(sheet) : tableSheet(sheet, lists),
  );
  return writeBytes({
    sheets: [...sheets, ...lists.sheet()],
    properties: { title: book.title, creator: 'Assistant GALIS' },
  });
}
