import type { Cell, Sheet } from '@/knowledge/import/table';
import { formatPlural } from '@/knowledge/profile/format';
import { unguarded } from '@/knowledge/sheets/guard';
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS, SheetError } from './errors';

/** What is left of the limits of a file, shared by its sheets. */
export interface Budget {
  rows: number;
  cells: number;
}

/** A fresh budget, for one file. */
export const newBudget = (): Budget => ({ rows: MAX_ROWS, cells: MAX_CELLS });

/** Rows that may be empty before, so that one stray cell at the bottom does not make a million rows. */
const MAX_LINE = 60_000;

interface Merge {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

const isEmpty = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';

/** A sheet being read: only what is filled is kept, whatever the size the file claims. */
export class Grid {
  private readonly rows: Cell[][] = [];
  private readonly merges: Merge[] = [];
  private readonly errors: string[] = [];
  private filledInRow = -1;
  private stray = 0;
  private unsaved = 0;
  private hiddenRows = 0;

  constructor(
    readonly name: string,
    private readonly budget: Budget,
  ) {}

  /** Writes a cell; cells far outside any table are counted and left out. Row and column from 0. */
  put(row: number, column: number, cell: Cell): void {
    if (isEmpty(cell) || row < 0 || column < 0) return;
    if (row >= MAX_LINE || column >= MAX_COLUMNS) {
      this.stray++;
      if (this.stray > MAX_ROWS) throw new SheetError('too-many-rows');
      return;
    }
    if (row > this.filledInRow) {
      this.filledInRow = row;
      if (--this.budget.rows < 0) throw new SheetError('too-many-rows');
    }
    if (--this.budget.cells < 0) throw new SheetError('too-many-cells');
    while (this.rows.length <= row) this.rows.push([]);
    const cells = this.rows[row];
    if (!cells) return;
    while (cells.length < column) cells.push(null);
    cells[column] = typeof cell === 'string' ? unguarded(cell) : cell;
  }

  /** Notes a cell whose formula failed (#N/A); it is read as empty. */
  error(reference: string): void {
    this.errors.push(reference);
  }

  /** Notes a formula whose result was not saved. */
  withoutResult(): void {
    this.unsaved++;
  }

  hiddenRow(): void {
    this.hiddenRows++;
  }

  merge(row: number, column: number, rows: number, columns: number): void {
    this.merges.push({ row, column, rows, columns });
  }

  /** The value of a merged block stands in its first cell only: the others repeat it. */
  private spread({ row, column, rows, columns }: Merge): void {
    const value = this.rows[row]?.[column];
    if (value === undefined || isEmpty(value)) return;
    const lastRow = Math.min(row + rows, this.rows.length);
    const lastColumn = Math.min(column + columns, MAX_COLUMNS);
    for (let r = row; r < lastRow; r++)
      for (let c = column; c < lastColumn; c++) {
        if (!isEmpty(this.rows[r]?.[c])) continue;
        this.filledInRow = Math.max(this.filledInRow, r);
        this.put(r, c, value);
      }
  }

  /** What was left out or may surprise, in French. */
  private notes(): string[] {
    const count = this.errors.length;
    const shown = `${this.errors.slice(0, 5).join(', ')}${count > 5 ? '…' : ''}`;
    const facts: [number, string, string, string][] = [
      [count, 'cellule en erreur lue comme vide', 'cellules en erreur lues comme vides', shown],
      [
        this.unsaved,
        'formule sans résultat enregistré lue comme vide',
        'formules sans résultat enregistré lues comme vides',
        'ouvrez le fichier dans votre tableur et enregistrez-le',
      ],
      [
        this.stray,
        'cellule isolée, très loin du tableau, laissée de côté',
        'cellules isolées, très loin du tableau, laissées de côté',
        '',
      ],
      [this.hiddenRows, 'ligne masquée ou filtrée lue aussi', 'lignes masquées ou filtrées lues aussi', ''],
    ];
    return facts
      .filter(([n]) => n > 0)
      .map(([n, one, many, more]) => {
        const tail = more === '' ? '' : ` : ${more}`;
        return `Feuille « ${this.name} » : ${formatPlural(n, one, many)}${tail}.`;
      });
  }

  /** The sheet, merged cells repeated; null when nothing is in it. */
  finish(): { sheet: Sheet | null; notes: string[] } {
    for (const merge of this.merges) this.spread(merge);
    const sheet = this.rows.length > 0 ? { name: this.name, rows: this.rows } : null;
    return { sheet, notes: this.notes() };
  }
}

/** « C5 »: a cell as spreadsheets name it, from ranks counted from 0. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}

/** A number as a file writes it: kept as text when it has more digits than a number can hold. */
export function exactNumber(text: string): Cell {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
}
