import type { RowPlace, TableSnapshot } from '@/knowledge/form/snapshot';
import { cleanText } from './clean';
import { allIn, closestOf, isLike, parentOf, wordsOf } from './dom';
import { CELL, cellsOf, colSpan, type Grid, isActive, ROW, readGrid, rowsOf, TABLE } from './grid';
import { type Look, referencedBy } from './look';
import { besides, pagingOf } from './paging';
import { isShown } from './visible';
import { composedClosest } from './walk';

/** Place of a control in a table that has column headers, with the texts of its row and column. */
export interface CellPlace {
  grid: Grid;
  row: Element;
  column: number;
  columnText: string;
  rowText: string;
}

/** The table cell a control stands in, or null when it stands in none, or in a layout table. */
export const cellOf = (control: Element, look: Look): CellPlace | null => {
  const cell = composedClosest(control, CELL);
  const row = cell?.closest(ROW);
  const table = row?.closest(TABLE);
  if (!cell || !row || !table) return null;
  const grid = look.grid(table);
  consultHeaders(table, grid, look);
  if (!grid || grid.headerRows.has(row)) return null;
  const column = columnOf(cell, row, grid);
  const own = referencedBy(cell, 'headers', look);
  const named = own.filter((header) => isOfColumn(header, grid)).map((header) => look.label(header));
  const ofRow = own.filter((header) => !isOfColumn(header, grid)).map((header) => look.label(header));
  return {
    grid,
    row,
    column,
    columnText: named.join(' – ') || (grid.columns[column] ?? ''),
    rowText: ofRow.join(' | ') || rowHeading(row, cell, grid, look),
  };
};

const consultHeaders = (table: Element, grid: Grid | null, look: Look): void => {
  for (const header of grid?.headerRows ?? []) look.consulted.add(header);
  const head = table instanceof HTMLTableElement ? table.tHead : null;
  if (head) look.consulted.add(head);
  // Without headers, or with cells over several rows, any row that comes or goes may change all.
  if (!grid || grid.spanned) look.consulted.add(table);
};

const isOfColumn = (header: Element, grid: Grid): boolean => {
  const row = header.closest(ROW);
  return row !== null && grid.headerRows.has(row);
};

/** Label of a control laid out in a list of terms, or in a table without headers: its left cell, else the one above. */
export const layoutLabel = (control: Element, look: Look): string => {
  // A list of terms or a form laid out in the cell has its labels inside.
  const cell = closestOf(control, 'td, dd, form');
  if (cell instanceof HTMLFormElement) return '';
  const term = cell?.localName === 'dd' ? cell.previousElementSibling : null;
  if (term?.localName === 'dt') return look.label(term);
  const table = cell?.closest('table');
  if (!(cell instanceof HTMLTableCellElement) || !table || look.grid(table)) return '';
  const row = parentOf(cell);
  if (row) look.consulted.add(row);
  const left = cell.previousElementSibling;
  if (left && !isActive(left)) {
    const text = look.label(left);
    if (text !== '') return text;
  }
  const above = row?.previousElementSibling?.children[siblingColumn(cell)];
  return above && !isActive(above) ? look.label(above) : '';
};

const columnOf = (cell: Element, row: Element, grid: Grid): number => {
  const told = Number(cell.getAttribute('aria-colindex'));
  if (told > 0) return told - 1;
  return grid.spanned?.get(row)?.find((placed) => placed.cell === cell)?.column ?? siblingColumn(cell);
};

const siblingColumn = (cell: Element): number => {
  let column = 0;
  for (let at = cell.previousElementSibling; at; at = at.previousElementSibling)
    if (at.matches(CELL)) column += colSpan(at);
  return column;
};

/** What is printed in the row before its first control, cell by cell. */
const rowHeading = (row: Element, own: Element, grid: Grid, look: Look): string => {
  const texts: string[] = [];
  for (const cell of grid.spanned?.get(row)?.map((placed) => placed.cell) ?? cellsOf(row)) {
    if (cell === own || isActive(cell)) break;
    texts.push(look.label(cell));
  }
  return texts.filter((text) => text !== '').join(' | ');
};

interface KnownTable {
  grid: Grid;
  key: string;
  rows: Map<Element, number>;
}

/** Groups the cells of a frame by table and numbers the rows that hold fields. */
export class Tables {
  readonly #known = new Map<Element, KnownTable>();

  /** Takes note of a table, even when no row holds a field yet. */
  add(grid: Grid): KnownTable {
    const known = this.#known.get(grid.table) ?? {
      grid,
      key: `t${this.#known.size + 1}`,
      rows: new Map<Element, number>(),
    };
    this.#known.set(grid.table, known);
    return known;
  }

  place({ grid, row, column }: CellPlace): RowPlace {
    const { key, rows } = this.add(grid);
    const index = rows.get(row) ?? rows.size;
    rows.set(row, index);
    return { table: key, index, column };
  }

  snapshots(refOf: (element: Element) => string): TableSnapshot[] {
    return [...this.#known.values()].map(({ grid, key, rows }) => {
      const add = addButton(grid.table);
      return {
        key,
        caption: captionOf(grid.table),
        columns: grid.columns,
        rows: rows.size,
        paging: pagingOf(grid.table),
        addRef: add ? refOf(add) : null,
        addLabel: cleanText(add?.textContent),
      };
    });
  }
}

const captionOf = (table: Element): string =>
  cleanText(
    (table instanceof HTMLTableElement ? table.caption?.textContent : null) ??
      table.getAttribute('aria-label') ??
      table.getAttribute('summary') ??
      referencedBy(table, 'aria-labelledby')[0]?.textContent,
  );

/** « Ajouter » alone, or with what a row of these tables is; a piece or a person is not one. */
const ADD =
  /^\s*\+?\s*(?:ajouter(?:\s+(?:une?|la|le|l[’'])?\s*(?:autre\s+)?(?:ligne|structure|établissement|essms|dépense|recette|ressource|charge|produit|poste|financeur|financement|indicateur)s?)?|nouvelle (?:ligne|structure|dépense|recette|ressource))\s*$/iu;

/** The words on a button say that it adds a row and nothing else. */
export const saysAdd = (label: string): boolean => ADD.test(label.replace(/\s+/g, ' '));

/** A link that goes nowhere acts as a button; any other leaves the page. */
export const leavesPage = (element: Element): boolean => {
  const link = element.closest('a[href]')?.getAttribute('href')?.trim() ?? '';
  return link !== '' && link !== '#' && !link.startsWith('javascript:');
};

/** The table a button adds rows to, or null. The whole page is not read: this runs at each row. */
export const tableAddedBy = (button: Element): Element | null => {
  for (let around = parentOf(button), level = 0; around && level < 4; level++) {
    const own = closestOf(around, TABLE);
    const tables = [...(own ? [own] : []), ...allIn(around, TABLE)].filter((one) => readGrid(one));
    if (tables.length > 0) return tables.find((one) => addButton(one) === button) ?? null;
    around = parentOf(around);
  }
  return null;
};

/** The « add a row » button of a table: the nearest one around it that belongs to no other table. */
const addButton = (table: Element): HTMLElement | null => {
  const inside = rowsOf(table);
  const ends = [inside[0], ...inside.slice(-2), table.querySelector(':scope > tfoot, :scope > caption')];
  const own = addIn(ends.filter((end) => end instanceof Element));
  if (own) return own;
  for (const beside of besides(table)) {
    const found = addIn(beside);
    if (found) return found;
  }
  return null;
};

const ACTS = 'button, mg-button, [role="button"], a';

const addIn = (boxes: Element[]): HTMLElement | null => {
  for (const box of boxes)
    for (const button of [box, ...allIn(box, ACTS)])
      if (button instanceof HTMLElement && isLike(button, ACTS) && isAdd(button)) return button;
  return null;
};

const isAdd = (button: HTMLElement): boolean =>
  saysAdd(wordsOf(button) ?? '') && !leavesPage(button) && isShown(button);
