import type { Table } from '@/knowledge/texts/blocks';

/** A table of a page as rows of cells, merged cells repeated; null when it only places things. */

const MOST = { rows: 3000, columns: 60 };

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

const spanOf = (cell: Element, name: 'colspan' | 'rowspan', most: number): number =>
  Math.min(most, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1));

const rowsOf = (table: Element): Element[] =>
  [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table).slice(0, MOST.rows);

const cellsOf = (row: Element): Element[] =>
  [...row.children].filter(({ localName }) => localName === 'td' || localName === 'th');

/** Rows with as many cells as the table has columns. */
function gridOf(rows: readonly Element[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (grid[at]?.[column] !== undefined) column += 1;
      const across = spanOf(cell, 'colspan', MOST.columns - column);
      const down = spanOf(cell, 'rowspan', rows.length - at);
      for (let y = at; y < at + down; y += 1)
        for (let x = column; x < Math.min(MOST.columns, column + across); x += 1) {
          const line = grid[y];
          if (line) line[x] = textOf(cell);
        }
      column += across;
    }
  }
  return grid.map((line) => Array.from(line, (cell) => cell ?? ''));
}

const isHeader = (row: Element): boolean => {
  const cells = cellsOf(row).filter((cell) => textOf(cell) !== '');
  return (
    row.parentElement?.localName === 'thead' ||
    (cells.length > 1 && cells.every((cell) => cell.localName === 'th'))
  );
};

/** Names of the columns, from the rows above the others. */
function namesOf(rows: readonly string[][]): string[] {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: width }, (_, at) =>
    [...new Set(rows.map((row) => row[at] ?? ''))].filter((name) => name !== '').join(' – '),
  );
}

/** A table that places blocks, and tells nothing by its rows. */
function isLayout(table: Element, rows: readonly Element[]): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return true;
  if (table.querySelector('table, h1, h2, h3, h4')) return true;
  return rows.every((row) => cellsOf(row).length < 2);
}

/** The table, or null for one that only places what is in it. */
export function tableOf(table: Element): Table | null {
  const rows = rowsOf(table);
  if (rows.length === 0 || isLayout(table, rows)) return null;
  const grid = gridOf(rows);
  const first = rows.findIndex((row) => !isHeader(row));
  const heads = first === -1 ? 0 : first;
  const caption = table.querySelector('caption');
  return {
    kind: 'table',
    caption: caption ? textOf(caption) : '',
    header: namesOf(grid.slice(0, heads)),
    rows: grid.slice(heads),
  };
}

/** A list of terms and what is said of each, as a table of two columns. */
export function termsOf(list: Element): Table {
  const rows: string[][] = [];
  for (const part of list.querySelectorAll('dt, dd')) {
    const last = rows.at(-1);
    if (part.localName === 'dt') rows.push([textOf(part), '']);
    else if (last) last[1] = last[1] ? `${last[1]} ${textOf(part)}` : textOf(part);
  }
  return { kind: 'table', caption: '', header: [], rows };
}
