import { Guard } from './guard';
import type { Registry } from './registry';
import { leavesPage, saysAdd, tableAddedBy } from './table';
import { Pace } from './wait';
import { composedClosest } from './walk';

const ROW_CAP_MS = 3000;

/**
 * Clicks a table's « add a row » button until it holds `rows` rows; answers how many it holds in
 * the end. Only ever clicks a button whose words say that it adds and which submits nothing. Stops
 * as soon as `stopped` says so, or the page tried to send itself.
 */
export const addRows = (
  registry: Registry,
  ref: string,
  rows: number,
  stopped: () => boolean = () => false,
  guard = new Guard(),
): Promise<number> => {
  guard.forget();
  const ends = () => stopped() || guard.isLeaving || guard.held > 0;
  return guard.during(() => pressUntil(registry, ref, rows, ends));
};

const pressUntil = async (
  registry: Registry,
  ref: string,
  rows: number,
  ends: () => boolean,
): Promise<number> => {
  const count = countOf(registry, ref);
  const pace = new Pace();
  let held = count.now();
  for (let more = true; more && held < rows; ) {
    const before = held;
    const button = registry.find(ref);
    if (!(button instanceof HTMLElement) || ends() || !mayClick(button)) break;
    button.click();
    held = count.next();
    if (held <= before) held = count.now();
    more = !ends() && (held > before || (await grown(count, before)));
    if (more && held <= before) held = count.now();
    if (pace.due()) await pace.rest();
  }
  pace.end();
  return count.now();
};

/** Waits until the table holds more rows: told by the page's changes, a page that adds at once costs no wait. */
const grown = (count: RowCount, before: number): Promise<boolean> =>
  new Promise((resolve) => {
    const done = (more: boolean) => {
      clearTimeout(timer);
      observer.disconnect();
      resolve(more);
    };
    const observer = new MutationObserver(() => count.now() > before && done(true));
    const timer = setTimeout(() => done(count.now() > before), ROW_CAP_MS);
    for (const place of count.places()) observer.observe(place, { childList: true, subtree: true });
  });

/** The panel asks for ten rows at a time: the count of a button goes on from one time to the next. */
const counts = new WeakMap<Element, RowCount>();

const countOf = (registry: Registry, ref: string): RowCount => {
  const button = registry.find(ref);
  const count = (button && counts.get(button)) ?? new RowCount(registry, ref);
  if (button) counts.set(button, count);
  return count;
};

/**
 * How many rows of the table hold a field. Rows already counted are not looked at again as long as
 * the page keeps the same table: adding the five hundredth costs what adding the first did.
 */
class RowCount {
  readonly #registry: Registry;
  readonly #ref: string;
  #button: Element | null = null;
  #table: Element | null = null;
  /** Where the button and the table stood when they were found to go together. */
  #around: (ParentNode | null)[] = [];
  #seen = 0;
  #last: Element | null = null;
  #count = 0;

  constructor(registry: Registry, ref: string) {
    this.#registry = registry;
    this.#ref = ref;
  }

  now(): number {
    const table = this.#current();
    if (!table) return 0;
    const rows = rowsOf(table);
    if (rows.length < this.#seen || (this.#last && rows[this.#seen - 1] !== this.#last)) this.#forget();
    let pending = 0;
    for (let at = this.#seen; at < rows.length; at++) {
      const row = rows[at];
      if (!row || !holdsField(row)) {
        pending++;
        continue;
      }
      // A last row whose controls are still to come is looked at again.
      this.#see(row, pending + 1);
      pending = 0;
    }
    return this.#count;
  }

  /** The same when the page only put rows after the last one, at no cost for the others. */
  next(): number {
    if (!this.#last?.isConnected) return this.now();
    for (let row = this.#last.nextElementSibling; row && holdsField(row); row = row.nextElementSibling)
      this.#see(row, 1);
    return this.#count;
  }

  #see(row: Element, rows: number): void {
    this.#seen += rows;
    this.#last = row;
    this.#count++;
  }

  /** Trees where a row may appear. */
  places(): Node[] {
    const root = this.#button?.getRootNode();
    return root && root !== document ? [document, root] : [document];
  }

  /** The table as it is now: a page may build another one at each row. */
  #current(): Element | null {
    const button = this.#registry.find(this.#ref);
    const around = [button, this.#table].map((one) => one?.parentNode ?? null);
    const stays = around.every((one, at) => one && one === this.#around[at]);
    if (button && button === this.#button && this.#table?.isConnected && stays) return this.#table;
    this.#button = button;
    this.#table = button && tableAddedBy(button);
    this.#around = [button, this.#table].map((one) => one?.parentNode ?? null);
    this.#forget();
    return this.#table;
  }

  #forget(): void {
    this.#seen = 0;
    this.#last = null;
    this.#count = 0;
  }
}

const FIELDS = ':is(td, [role="gridcell"], [role="cell"]) :is(input:not([type="hidden"]), select, textarea)';

/** A row holds a field in its own tree, or in that of a component of one of its cells. */
const holdsField = (row: Element): boolean =>
  row.querySelector(FIELDS) !== null ||
  [...row.querySelectorAll('td *, [role="gridcell"] *')].some((element) => element.localName.includes('-'));

const rowsOf = (table: Element): ArrayLike<Element> =>
  table instanceof HTMLTableElement ? table.rows : table.querySelectorAll('[role="row"]');

const mayClick = (button: HTMLElement): boolean => {
  const submits = button instanceof HTMLButtonElement && button.type === 'submit' && button.form !== null;
  const disabled = button.matches(':disabled') || composedClosest(button, '[inert]') !== null;
  return saysAdd(button.textContent ?? '') && !submits && !leavesPage(button) && !disabled;
};
