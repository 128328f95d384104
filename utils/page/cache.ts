import type { FieldOption, FieldText } from '@/knowledge/form/snapshot';
import type { Control } from './controls';
import { allIn, holds, parentNodeOf } from './dom';
import type { Grid } from './grid';
import { trustLabels } from './label-index';
import type { Look } from './look';
import { DECISIVE, READ_ONCE, watch } from './observe';
import type { CellPlace } from './table';
import { treeOf } from './walk';

/** What was read of a field besides its value, its state and the headings above. */
export interface Known {
  members: Control[];
  own: FieldText[];
  label: string;
  options: FieldOption[];
  messages: Element[];
  required: boolean;
  maxLength: number | null;
  format: { type: string; placeholder: string; pattern: string; min: string; max: string };
  cell: CellPlace | null;
  look: Look;
  /** Nobody answers it: it moves about in the page. */
  isAside: boolean;
  /** Epoch of the reading. */
  born: number;
  /** Something around locks the field; read again when such an attribute changed anywhere. */
  barred: { epoch: number; value: boolean };
}

/**
 * What was read of the fields of a frame, kept as long as nothing it was read from changed. Works
 * only while the page is watched; anything that is not clearly harmless drops what it may concern.
 */
export class FieldCache {
  #known = new WeakMap<Element, Known>();
  /** Fields to read again when something changes in that node. */
  #readers = new WeakMap<Node, Set<Element>>();
  readonly grids = new Map<Element, Grid | null>();
  /** Elements came or went: the list of fields must be made again. */
  stale = true;
  /** Changes with every attribute that locks what stands under it. */
  epoch = 0;
  #touched = new Set<Node>();

  /** Up to date from here on; forgets everything when the page was not watched meanwhile. */
  refresh(): void {
    if (!watch.has(this.#see)) {
      this.forget();
      if (watch.active) watch.attach(this.#see);
      return;
    }
    watch.flush();
    for (const node of this.#touched) this.#touch(node);
    this.#touched.clear();
  }

  forget(): void {
    trustLabels(null);
    this.#known = new WeakMap();
    this.#readers = new WeakMap();
    this.#touched.clear();
    this.grids.clear();
    this.stale = true;
    this.epoch++;
  }

  get(control: Element): Known | null {
    const known = this.#known.get(control);
    if (!known) return null;
    const grid = known.cell?.grid;
    if (grid && this.grids.get(grid.table) !== grid) return null;
    if (known.look.isLoose && known.born !== this.epoch) return null;
    return known.look.isStillTrue ? known : null;
  }

  put(control: Element, known: Known): void {
    if (!watch.active) return;
    this.#known.set(control, known);
    for (const node of known.look.consulted) this.#reads(node, control);
    for (const member of known.members) this.#reads(member, control);
  }

  #reads(node: Node, control: Element): void {
    const readers = this.#readers.get(node);
    if (readers) readers.add(control);
    else this.#readers.set(node, new Set([control]));
  }

  readonly #see = (record: MutationRecord): boolean => {
    if (record.type === 'attributes') return this.#seeAttribute(record);
    this.#touched.add(record.target);
    if (record.type === 'childList') {
      for (const element of elementsOf(record.addedNodes)) this.#seeAdded(element, record.target);
      for (const element of elementsOf(record.removedNodes)) this.#seeRemoved(element);
    }
    return this.#isRead(record.target);
  };

  #changeStructure(): void {
    if (this.stale) return;
    trustLabels(null);
    this.stale = true;
    this.epoch++;
  }

  /** A label names a field anywhere in its tree. */
  #seeAdded(element: Element, target: Node): void {
    this.#changeStructure();
    if (isHeaderRow(element)) this.forget();
    const name = element instanceof HTMLLabelElement ? element.htmlFor : '';
    const tree = name === '' ? null : treeOf(target);
    if (!tree) return;
    const escaped = CSS.escape(name);
    for (const named of tree.querySelectorAll(`#${escaped}, [name="${escaped}"]`)) this.#known.delete(named);
  }

  #seeRemoved(element: Element): void {
    this.#changeStructure();
    for (const control of this.#readers.get(element) ?? []) this.#known.delete(control);
    if (isHeaderRow(element)) this.forget();
  }

  #seeAttribute({ attributeName, target }: MutationRecord): boolean {
    const name = attributeName ?? '';
    if (DECISIVE.includes(name)) this.forget();
    else if (READ_ONCE.includes(name)) this.#touched.add(target);
    else if (name === 'aria-disabled' || name === 'inert') this.epoch++;
    else if (name === 'tabindex' && target instanceof HTMLElement && isControl(target)) this.stale = true;
    else return false;
    return true;
  }

  /** Something was read in the node, or in what stands around it. */
  #isRead(node: Node): boolean {
    for (let at: Node | null = node; at; at = parentOf(at)) if (this.#readers.has(at)) return true;
    return false;
  }

  #touch(node: Node): void {
    let inHeader = false;
    for (let at: Node | null = node; at; at = parentOf(at)) {
      for (const control of this.#readers.get(at) ?? []) this.#known.delete(control);
      if (!(at instanceof Element)) continue;
      const grid = this.grids.get(at);
      inHeader ||= at instanceof HTMLTableSectionElement && at.localName === 'thead';
      if (grid === undefined) continue;
      if (grid === null || grid.spanned || inHeader || isInRows(node, grid.headerRows)) this.grids.delete(at);
    }
  }
}

const isControl = (element: Element): boolean => /^(?:input|select|textarea)$/.test(element.localName);

const isInRows = (node: Node, rows: ReadonlySet<Element>): boolean => {
  for (const row of rows) if (!row.isConnected || holds(row, node)) return true;
  return false;
};

const parentOf = (node: Node): Node | null => (node instanceof ShadowRoot ? node.host : parentNodeOf(node));

function* elementsOf(nodes: NodeList): Generator<Element> {
  for (const node of nodes)
    if (node instanceof Element) {
      yield node;
      yield* allIn(node, '*');
    }
}

/** A header row that comes or goes where no head of the table announces it. */
const isHeaderRow = (element: Element): boolean =>
  element instanceof HTMLTableRowElement &&
  element.querySelector('th') !== null &&
  element.querySelector('td') === null;
