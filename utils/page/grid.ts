import { cleanLabel } from './clean';
import { allIn, closestOf, parentOf } from './dom';
import { isComponent } from './walk';

/** A table of the page: columns with their headers, drawn with HTML or told by ARIA roles. */
export interface Grid {
  table: Element;
  /** Header of each column, those of several rows joined. */
  columns: string[];
  headerRows: ReadonlySet<Element>;
  /** Cells of each row with their column, those that reach down from an earlier row included. */
  spanned: ReadonlyMap<Element, PlacedCell[]> | null;
}

export interface PlacedCell {
  cell: Element;
  column: number;
}

/** What a table, a row and a cell are, in either way of writing them. */
export const TABLE = 'table, [role="grid"], [role="table"], [role="treegrid"]';
export const ROW = 'tr, [role="row"]';
export const CELL = 'td, th, [role="gridcell"], [role="cell"], [role="rowheader"], [role="columnheader"]';

/** What a row may hold for a person to act upon. */
const ACTIVE = 'input, select, textarea, button, [role="combobox"], [role="switch"], [contenteditable]';

export const rowsOf = (table: Element): Element[] =>
  table instanceof HTMLTableElement
    ? [...table.rows]
    : [...allIn(table, ROW)].filter((row) => closestAround(row, TABLE) === table);

export const cellsOf = (row: Element): Element[] =>
  row instanceof HTMLTableRowElement
    ? [...row.cells]
    : [...allIn(row, CELL)].filter((cell) => closestAround(cell, ROW) === row);

const closestAround = (element: Element, selector: string): Element | null => {
  const parent = parentOf(element);
  return parent && closestOf(parent, selector);
};

/** The cell holds something to act upon, or a component that may. */
export const isActive = (cell: Element): boolean => {
  if (cell.firstElementChild === null) return false;
  if (cell.querySelector(ACTIVE)) return true;
  for (const inside of cell.getElementsByTagName('*')) if (isComponent(inside)) return true;
  return false;
};

/** Columns of a table; null for one that has no headers and only lays things out. */
export const readGrid = (table: Element): Grid | null => {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return null;
  const rows = rowsOf(table);
  const headers = headerRows(table, rows);
  if (headers.length === 0) return null;
  const placed = placeCells(headers);
  const width = Math.max(...placed.map((cells) => widthOf(cells)));
  if (width < 2) return null;
  const spans = rows.some((row) => cellsOf(row).some((cell) => rowSpan(cell) > 1 && !headers.includes(row)));
  const spanned = spans ? new Map(placeCells(rows).map((cells, at) => [rows[at] ?? table, cells])) : null;
  return { table, columns: columnTexts(placed, width), headerRows: new Set(headers), spanned };
};

const isHeader = (cell: Element): boolean =>
  cell.localName === 'th' || cell.getAttribute('role') === 'columnheader';

const headerRows = (table: Element, rows: Element[]): Element[] => {
  const head = table instanceof HTMLTableElement ? [...(table.tHead?.rows ?? [])] : [];
  const told = head.filter((row) => isHeaderRow(row));
  if (told.length > 0) return told;
  const first = rows.findIndex((row) => !isHeaderRow(row));
  return rows.slice(0, first < 0 ? rows.length : first);
};

const isHeaderRow = (row: Element): boolean => {
  const cells = cellsOf(row);
  const headers = cells.filter((cell) => isHeader(cell)).length;
  const others = cells.filter((cell) => !isHeader(cell) && cleanLabel(cell.textContent) !== '').length;
  return headers > others && cells.length > 1 && !cells.some((cell) => !isHeader(cell) && isActive(cell));
};

const number = (cell: Element, property: 'colSpan' | 'rowSpan', attribute: string): number =>
  cell instanceof HTMLTableCellElement
    ? Math.max(1, Math.min(cell[property], 100))
    : Math.max(1, Math.min(Number(cell.getAttribute(attribute)) || 1, 100));

export const colSpan = (cell: Element): number => number(cell, 'colSpan', 'aria-colspan');
const rowSpan = (cell: Element): number => number(cell, 'rowSpan', 'aria-rowspan');

/** Puts the cells of rows in columns, as a browser does: each in the first free place. */
const placeCells = (rows: Element[]): PlacedCell[][] => {
  let above: { cell: Element; column: number; left: number }[] = [];
  return rows.map((row) => {
    const placed = above.map(({ cell, column }) => ({ cell, column }));
    const taken = new Set(placed.flatMap(({ cell, column }) => spread(column, cell)));
    const next = above.filter(({ left }) => left > 1).map((one) => ({ ...one, left: one.left - 1 }));
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (taken.has(column)) column++;
      placed.push({ cell, column });
      if (rowSpan(cell) > 1) next.push({ cell, column, left: rowSpan(cell) - 1 });
      column += colSpan(cell);
    }
    above = next;
    return placed.sort((a, b) => a.column - b.column);
  });
};

const spread = (column: number, cell: Element): number[] =>
  Array.from({ length: colSpan(cell) }, (_, at) => column + at);

const widthOf = (cells: PlacedCell[]): number =>
  cells.reduce((width, { cell, column }) => Math.max(width, column + colSpan(cell)), 0);

/** « Capacité » over « Autorisée » and « Installée »; what spans the whole table names no column. */
const columnTexts = (rows: PlacedCell[][], width: number): string[] => {
  const columns: string[][] = Array.from({ length: width }, () => []);
  for (const cells of rows)
    for (const { cell, column } of cells) {
      if (colSpan(cell) >= width && rows.length > 1) continue;
      const text = cleanLabel(cell.textContent);
      for (const at of spread(column, cell))
        if (text && !columns[at]?.includes(text)) columns[at]?.push(text);
    }
  return columns.map((texts) => texts.join(' – '));
};
