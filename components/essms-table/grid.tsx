import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Actions } from './actions';
import { type Column, SELECT_WIDTH } from './columns';
import { useGridEvents } from './grid-events';
import { Header } from './header';
import { HEADER, rankOf, SELECT } from './places';
import { ROW_HEIGHT, Row } from './row';
import type { Handle, Table } from './use-table';

const HEADER_HEIGHT = 40;
/** Rows drawn beyond the visible ones; the window moves by as many. */
const MARGIN = 8;
/** Height supposed until the browser has laid the page out. */
const UNKNOWN_HEIGHT = 640;

interface Props {
  table: Table;
  handle: Handle;
  actions: Actions;
  duplicates: ReadonlySet<string>;
}

const templateOf = (columns: readonly Column[]): string =>
  [
    `${SELECT_WIDTH}px`,
    ...columns.map(({ key, width }) => (key === 'name' ? `minmax(${width}px, 1fr)` : `${width}px`)),
  ].join(' ');

const widthOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, { width }) => sum + width, SELECT_WIDTH);

/** Ranks of the rows to draw: those in sight and some around, and the active one, which holds the focus. */
function drawn(first: number, height: number, total: number, active: number): number[] {
  const last = Math.min(total, first + Math.ceil(height / ROW_HEIGHT) + 2 * MARGIN);
  const ranks = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  if (active < 0 || active >= total || (active >= first && active < last)) return ranks;
  return active < first ? [active, ...ranks] : [...ranks, active];
}

/** First row to draw for a scroll position, by steps: a small scroll draws nothing again. */
const firstRow = (scrollTop: number): number =>
  Math.max(0, Math.floor(scrollTop / ROW_HEIGHT / MARGIN) * MARGIN - MARGIN);

/** Scrolls so that a cell is not under the headers or the frozen columns. */
function reveal(scroller: HTMLElement, cell: HTMLElement, row: number): void {
  const top = row * ROW_HEIGHT;
  const room = scroller.clientHeight - HEADER_HEIGHT;
  if (row >= 0 && room > 0) {
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + ROW_HEIGHT - room;
  }
  if (cell.classList.contains('eg-frozen') || cell.dataset.column === SELECT) return;
  const name = scroller.querySelector<HTMLElement>('.eg-header .eg-frozen');
  const frozen = SELECT_WIDTH + (name?.offsetWidth ?? 0);
  const { offsetLeft, offsetWidth } = cell;
  if (offsetLeft - frozen < scroller.scrollLeft) scroller.scrollLeft = offsetLeft - frozen;
  else if (offsetLeft + offsetWidth > scroller.scrollLeft + scroller.clientWidth)
    scroller.scrollLeft = offsetLeft + offsetWidth - scroller.clientWidth;
}

/** Height of the bar that stays at the top of the page. */
const PAGE_HEAD = 72;

/** Scrolls the page when the cell is under its bar, below the fold, or behind the bar of the chosen rows. */
function revealInPage(cell: HTMLElement): void {
  const { top, bottom } = cell.getBoundingClientRect();
  const bar = document.querySelector('.eg-bulk')?.getBoundingClientRect().top ?? window.innerHeight;
  const floor = Math.min(bar, window.innerHeight);
  if (bottom > floor) window.scrollBy(0, bottom - floor + 4);
  else if (top < PAGE_HEAD) window.scrollBy(0, top - PAGE_HEAD);
}

function useActiveFocus({ table, handle }: Props, scroller: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active]');
    if (!handle.wantsFocus.current || !scroller.current || !cell) return;
    handle.wantsFocus.current = false;
    reveal(scroller.current, cell, rankOf(table.sheet, table.active)[0]);
    revealInPage(cell);
    if (!table.editing) cell.focus({ preventScroll: true });
  });
}

/** The table on a wide screen: the ARIA grid pattern, with only the rows in sight drawn. */
export function Grid(props: Props) {
  const { table, handle, actions, duplicates } = props;
  const { rows, columns, options, active, range, sheet, editing, selected, anchor } = table;
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [height, setHeight] = useState(UNKNOWN_HEIGHT);
  const template = useMemo(() => templateOf(columns), [columns]);
  useLayoutEffect(() => {
    const seen = scroller.current?.clientHeight || UNKNOWN_HEIGHT;
    handle.page.current = Math.max(1, Math.floor((seen - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
    setHeight(seen);
  }, [rows.length > 20]);
  useActiveFocus(props, scroller);
  const events = useGridEvents(handle, actions);
  const [activeRank] = rankOf(sheet, active);
  const many = anchor !== null && range !== null;
  const body = drawn(first, height, rows.length, activeRank).map((rank) => {
    const essms = rows[rank];
    if (!essms) return null;
    const inside = many && rank >= range.top && rank <= range.bottom;
    return (
      <Row
        key={essms.id}
        essms={essms}
        rank={rank}
        columns={columns}
        options={options}
        duplicate={duplicates.has(essms.finess)}
        selected={selected.has(essms.id)}
        active={active.row === essms.id ? active.column : null}
        from={inside ? range.left : -1}
        to={inside ? range.right : -1}
        editing={editing?.row === essms.id ? editing : null}
        actions={actions}
      />
    );
  });
  // A table whose cells are moved in and edited is a grid to a screen reader.
  const named = {
    role: 'grid',
    'aria-label': 'ESSMS de la grappe',
    'aria-multiselectable': true,
    'aria-rowcount': rows.length + 1,
    'aria-colcount': columns.length + 1,
    style: { '--eg-template': template, '--eg-width': `${widthOf(columns)}px` },
  } as const;
  return (
    <div ref={scroller} class="eg-scroll" onScroll={(e) => setFirst(firstRow(e.currentTarget.scrollTop))}>
      <table class="eg-grid" {...named} {...events}>
        <thead>
          <Header
            columns={columns}
            sort={table.sort}
            active={active.row === HEADER ? active.column : null}
            allSelected={rows.length > 0 && rows.every((e) => selected.has(e.id))}
          />
        </thead>
        <tbody style={{ height: `${rows.length * ROW_HEIGHT}px` }}>{body}</tbody>
      </table>
    </div>
  );
}
