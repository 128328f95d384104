import { isOurs } from './walk';

/** What moved in the page: nothing a look depends on, words only, or something that can hide or lock. */
export type Change = 'none' | 'texts' | 'all';

/** Attributes that lock, hide, name or re-label a field. */
const ATTRIBUTES = [
  'aria-controls',
  'aria-disabled',
  'aria-hidden',
  'aria-label',
  'aria-labelledby',
  'aria-readonly',
  'class',
  'disabled',
  'for',
  'hidden',
  'id',
  'inert',
  'label',
  'maxlength',
  'open',
  'placeholder',
  'readonly',
  'role',
  'slot',
  'style',
  'title',
  'type',
];

/** Words by which frameworks note that a field was touched or checked; they hide nothing. */
const STATE_WORD =
  /^(?:ng-[a-z-]*(?:dirty|pristine|touched|untouched|valid|invalid|empty|pending)(?:-[a-z-]+)?|p-(?:filled|focus|invalid|highlight)|(?:is-|has-)?(?:dirty|pristine|touched|untouched|valid|invalid|filled|focus|focused|empty))$/;

type Place = Document | ShadowRoot;

/**
 * Tells whether the page moved since it was last looked at, so that a look need not be repeated
 * before each write. Costs nothing while the page is still, and stops by itself once it moved.
 */
export class Watch {
  readonly #observer = new MutationObserver((records) => {
    this.#note(records);
    // Knowing that the page moved is enough: a busy page is not followed until the next look.
    if (this.#seen === 'all') this.#rest();
  });
  #places: Place[] = [];
  #resting = true;
  #seen: Change = 'all';

  /** Follows the document and these shadow roots too; answers whether one of them is new. */
  follow(elements: Iterable<Element>): boolean {
    const places = new Set<Place>([document]);
    for (const element of elements) addRoots(element, places);
    const known = new Set(this.#places);
    const grown = [...places].some((place) => !known.has(place));
    this.#places = [...places];
    if (grown || this.#resting) this.#observe();
    return grown;
  }

  /** What moved since this was last asked. */
  take(): Change {
    this.#note(this.#observer.takeRecords());
    const seen = this.#seen;
    this.#seen = 'none';
    if (this.#resting) this.#observe();
    return seen;
  }

  stop(): void {
    this.#rest();
    this.#places = [];
    this.#seen = 'all';
  }

  #observe(): void {
    this.#resting = false;
    for (const place of this.#places)
      this.#observer.observe(place, {
        childList: true,
        characterData: true,
        subtree: true,
        attributes: true,
        attributeFilter: ATTRIBUTES,
        attributeOldValue: true,
      });
  }

  #rest(): void {
    this.#observer.disconnect();
    this.#resting = true;
  }

  #note(records: MutationRecord[]): void {
    for (const record of records) {
      if (this.#seen === 'all') return;
      const change = changeOf(record);
      if (change !== 'none') this.#seen = change;
    }
  }
}

const addRoots = (element: Element, places: Set<Place>): void => {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    if (places.has(root)) return;
    places.add(root);
  }
};

const changeOf = (record: MutationRecord): Change => {
  if (record.type === 'characterData') return 'texts';
  if (record.type === 'attributes') return attributeChange(record);
  const nodes = [...record.addedNodes, ...record.removedNodes];
  if (nodes.every((node) => isOurs(node))) return 'none';
  return nodes.every((node) => node instanceof CharacterData) ? 'texts' : 'all';
};

const attributeChange = ({ target, attributeName, oldValue }: MutationRecord): Change => {
  if (!(target instanceof Element) || attributeName === null) return 'all';
  const value = target.getAttribute(attributeName);
  if (value === oldValue) return 'none';
  return attributeName === 'class' ? classChange(oldValue ?? '', value ?? '') : 'all';
};

/** The fields of a step move between the same few classes: each move is judged once. */
const MOVES_KEPT = 500;
const moves = new Map<string, Change>();

const classChange = (before: string, after: string): Change => {
  const move = `${before}\n${after}`;
  const known = moves.get(move);
  if (known) return known;
  const moved = [...new Set(words(before)).symmetricDifference(new Set(words(after)))];
  const change = moved.every((word) => STATE_WORD.test(word)) ? 'none' : 'all';
  if (moves.size >= MOVES_KEPT) moves.clear();
  moves.set(move, change);
  return change;
};

const words = (value: string): string[] => value.split(/\s+/).filter((word) => word !== '');
