import { cleanLabel } from './clean';
import { allIn, attributeOf, childNodesOf, rootOf, wordsOf } from './dom';
import { type Grid, readGrid } from './grid';
import { isShown } from './visible';
import { treeOf } from './walk';

/**
 * One careful look at the page about a field: remembers every element whose words were read and
 * every visibility that was asked, so that one knows later whether the answer can still be trusted.
 */
export class Look {
  /** A change inside one of these may change what was read. */
  readonly consulted = new Set<Node>();
  /** Something it points at is not there yet, and may come from anywhere. */
  isLoose = false;
  readonly #shown = new Map<Element, boolean>();
  readonly #grids: Map<Element, Grid | null>;

  /** Tables are read once for all their cells: looks of one reading share what they know of them. */
  constructor(grids = new Map<Element, Grid | null>()) {
    this.#grids = grids;
  }

  /** Columns of a table; null when it has no headers and only lays things out. */
  grid(table: Element): Grid | null {
    const known = this.#grids.get(table);
    if (known !== undefined) return known;
    const grid = readGrid(table);
    this.#grids.set(table, grid);
    return grid;
  }

  /** Words of an element, those slotted into it included. */
  text(element: Element): string {
    this.consulted.add(element);
    return textOf(element, this.consulted);
  }

  label(element: Element): string {
    return cleanLabel(this.text(element));
  }

  isShown(element: Element): boolean {
    const shown = isShown(element);
    this.#shown.set(element, shown);
    return shown;
  }

  /** Nothing that was asked to be shown or hidden changed. */
  get isStillTrue(): boolean {
    for (const [element, shown] of this.#shown) if (isShown(element) !== shown) return false;
    return true;
  }
}

/** Text of an element as composed: slots give way to what is slotted in them. */
export const textOf = (element: Element, consulted?: Set<Node>): string => {
  if (!(rootOf(element) instanceof ShadowRoot)) return wordsOf(element) ?? '';
  const slots = element instanceof HTMLSlotElement ? [element] : [...allIn(element, 'slot')];
  const filled = slots.some((slot) => slot instanceof HTMLSlotElement && slot.assignedNodes().length > 0);
  return filled ? composedText(element, consulted) : (wordsOf(element) ?? '');
};

const composedText = (node: Node, consulted?: Set<Node>): string => {
  if (node instanceof HTMLSlotElement) {
    const assigned = node.assignedNodes({ flatten: true });
    for (const one of assigned) consulted?.add(one);
    if (assigned.length > 0) return assigned.map((one) => wordsOf(one) ?? '').join(' ');
  }
  if (node instanceof CharacterData) return node instanceof Comment ? '' : node.data;
  return [...childNodesOf(node)].map((child) => composedText(child, consulted)).join('');
};

/** Elements an attribute of identifiers points at, in the element's own tree. */
export const referencedBy = (element: Element, attribute: string, look?: Look): Element[] => {
  const ids = attributeOf(element, attribute);
  const tree = ids ? treeOf(element) : null;
  if (!ids || !tree) return [];
  const found: Element[] = [];
  for (const id of ids.split(/\s+/)) {
    const one = id === '' ? null : tree.getElementById(id);
    if (one) found.push(one);
    else if (look) look.isLoose = true;
  }
  return found;
};
