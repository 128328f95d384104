import type { RowPlace, TableSnapshot } from '@/knowledge/form/snapshot';
import { cleanLabel, cleanText } from './clean';
import { composedClosest } from './walk';

/** Place of a control in a table that has column headers, with the texts of its row and column. */
export interface CellPlace {
  table: HTMLTableElement;
  row: HTMLTableRowElement;
  column: number;
  columnText: string;
  rowText: string;
}

/** The table cell a control stands in, or null when it stands in none, or in a layout table. */
export const cellOf = (control: Element): CellPlace | null => {
  const cell = composedClosest(control, 'td, th');
  if (!(cell instanceof HTMLTableCellElement)) return null;
  const row = cell.closest('tr');
  const table = cell.closest('table');
  if (!row || !table) return null;
  const header = headerRow(table);
  if (!header || header === row) return null;
  const column = columnOf(cell);
  return { table, row, column, columnText: headerText(header, column), rowText: rowHeading(row, cell) };
};

/** Label of a control laid out in a table without headers: the cell on its left, else the one above. */
export const layoutLabel = (control: Element): string => {
  const cell = control.closest('td');
  if (!cell || headerRow(cell.closest('table'))) return '';
  const left = cell.previousElementSibling;
  if (left && !left.querySelector('input, select, textarea')) return cleanLabel(left.textContent);
  const above = cell.parentElement?.previousElementSibling?.children[columnOf(cell)];
  return above && !above.querySelector('input, select, textarea') ? cleanLabel(above.textContent) : '';
};

const headerRow = (table: HTMLTableElement | null): HTMLTableRowElement | null => {
  if (!table) return null;
  const row = table.tHead?.rows[table.tHead.rows.length - 1] ?? table.rows[0];
  return row && [...row.cells].some((cell) => cell.localName === 'th') && row.cells.length > 1 ? row : null;
};

const columnOf = (cell: HTMLTableCellElement): number => {
  let column = 0;
  for (const other of cell.parentElement?.children ?? []) {
    if (other === cell) return column;
    column += other instanceof HTMLTableCellElement ? other.colSpan : 1;
  }
  return column;
};

const headerText = (header: HTMLTableRowElement, column: number): string => {
  let at = 0;
  for (const cell of header.cells) {
    if (column < at + cell.colSpan) return cleanLabel(cell.textContent);
    at += cell.colSpan;
  }
  return '';
};

/** What is printed in the row before its first control, cell by cell. */
const rowHeading = (row: HTMLTableRowElement, own: HTMLTableCellElement): string => {
  const texts: string[] = [];
  for (const cell of row.cells) {
    const inside = [...cell.querySelectorAll('*')];
    if (
      cell === own ||
      inside.some((one) => one.matches('input, select, textarea, button') || one.localName.includes('-'))
    )
      break;
    texts.push(cleanLabel(cell.textContent));
  }
  return texts.filter((text) => text !== '').join(' | ');
};

/** Groups the cells of a frame by table and numbers the rows that hold fields. */
export class Tables {
  readonly #keys = new Map<
    HTMLTableElement,
    { key: string; rows: HTMLTableRowElement[]; headers: string[] }
  >();

  /** Takes note of a table even when no row holds a field yet. */
  add(table: HTMLTableElement): void {
    if (this.#keys.has(table)) return;
    const header = headerRow(table);
    if (!header) return;
    const headers = [...header.cells].map((cell) => cleanLabel(cell.textContent));
    this.#keys.set(table, { key: `t${this.#keys.size + 1}`, rows: [], headers });
  }

  place(cell: CellPlace): RowPlace {
    this.add(cell.table);
    const known = this.#keys.get(cell.table);
    if (!known) return { table: '', index: 0, column: cell.column };
    if (!known.rows.includes(cell.row)) known.rows.push(cell.row);
    return { table: known.key, index: known.rows.indexOf(cell.row), column: cell.column };
  }

  snapshots(refOf: (element: Element) => string): TableSnapshot[] {
    return [...this.#keys].map(([table, { key, rows, headers }]) => {
      const add = addButton(table);
      return {
        key,
        caption: captionOf(table),
        columns: headers,
        rows: rows.length,
        addRef: add ? refOf(add) : null,
        addLabel: cleanText(add?.textContent),
      };
    });
  }
}

const captionOf = (table: HTMLTableElement): string =>
  cleanText(table.caption?.textContent ?? table.getAttribute('aria-label') ?? '');

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
export const tableAddedBy = (button: Element): HTMLTableElement | null => {
  let around: Element | null = button.parentElement;
  for (let level = 0; around && level < 4; level++, around = around.parentElement) {
    const table = around.querySelector('table');
    if (table) return addButton(table) === button ? table : null;
  }
  return null;
};

/** How many rows of a table hold a field, in its own tree or in that of a component. */
export const rowsWithFields = (table: HTMLTableElement): number =>
  [...table.rows].filter(
    (row) => row.querySelector(FIELDS) || [...row.querySelectorAll('*')].some(isComponent),
  ).length;

const FIELDS = 'td :is(input:not([type="hidden"]), select, textarea)';
const isComponent = (element: Element): boolean => element.localName.includes('-') && !!element.closest('td');

/** The « add a row » button of a table: the nearest one around it that belongs to no other table. */
const addButton = (table: HTMLTableElement): HTMLElement | null => {
  let around: Element | null = table;
  for (let level = 0; around && level < 4; level++, around = around.parentElement) {
    if (around !== table && around.querySelectorAll('table').length > 1) return null;
    for (const button of around.querySelectorAll<HTMLElement>('button, mg-button, [role="button"], a'))
      if (saysAdd(button.textContent ?? '') && !leavesPage(button) && button.checkVisibility()) return button;
  }
  return null;
};
