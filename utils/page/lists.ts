import { cleanText } from './clean';
import { leavesPage } from './table';
import { isShown } from './visible';

type Place = Document | ShadowRoot;

const LISTS = '[role="listbox"], .dropdown-menu, .ui-select-choices';
const ITEMS = '[role="option"], .ui-select-choices-row';

const placesOf = (control: Element): Place[] => {
  const own = control.getRootNode();
  // A list may be drawn in the control's own tree or, to stand above everything, at the end of the page.
  return own instanceof ShadowRoot ? [own, document] : [document];
};

/** Lists a person sees now around a control or at the end of the page. */
export const openLists = (control: Element): HTMLElement[] =>
  placesOf(control)
    .flatMap((place) => [...place.querySelectorAll<HTMLElement>(LISTS)])
    .filter((list) => isShown(list));

/** Lists of a control: those it names as its own, else those that opened since `already` was read. */
export const listsOf = (control: Element, already: ReadonlySet<HTMLElement>): HTMLElement[] => {
  const ids = ['aria-controls', 'aria-owns'].flatMap((name) =>
    (control.getAttribute(name) ?? '').split(/\s+/),
  );
  const named = placesOf(control).flatMap((place) =>
    ids.map((id) => (id === '' ? null : place.getElementById(id))),
  );
  const owned = named.filter((list) => list !== null).filter((list) => isShown(list));
  return owned.length > 0 ? owned : openLists(control).filter((list) => !already.has(list));
};

/** Items a person sees in a list and can choose without leaving the page. */
export const itemsIn = (list: HTMLElement): HTMLElement[] => {
  const slotted = [...list.querySelectorAll('slot')].flatMap((slot) =>
    slot.assignedElements({ flatten: true }),
  );
  const found = [
    ...list.querySelectorAll<HTMLElement>(ITEMS),
    ...slotted.flatMap((one) => [one, ...one.querySelectorAll(ITEMS)]).filter(isOption),
  ];
  const items = found.length > 0 ? found : [...list.querySelectorAll<HTMLElement>('li')];
  return items.filter((item) => isShown(item) && mayPress(item));
};

const isOption = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && (element.matches(ITEMS) || element.localName.endsWith('-option'));

/** What an item of a list shows; an element made of drawings only says it to a screen reader. */
export const itemText = (item: HTMLElement): string =>
  cleanText(item.textContent) || cleanText(item.getAttribute('aria-label'));

/** What is pressed to choose an item. */
export const targetOf = (item: HTMLElement): HTMLElement =>
  item.querySelector<HTMLElement>('a, button, .ui-select-choices-row-inner') ?? item;

const mayPress = (item: HTMLElement): boolean => {
  const target = targetOf(item);
  const submits = target instanceof HTMLButtonElement && target.type === 'submit' && target.form !== null;
  return !submits && !leavesPage(target) && item.getAttribute('aria-disabled') !== 'true';
};

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** An item that is the text, and whether it is word for word. */
export interface Match {
  item: HTMLElement;
  exact: boolean;
}

/**
 * The one item that is the text, letter case, accents and punctuation left aside; else the only one
 * that starts with it; else the only one that has all its words, for a text with a number and words
 * (« 13001 Marseille »). Two items that fit are none.
 */
export const matching = (items: HTMLElement[], text: string): Match | null => {
  const wanted = fold(text);
  if (wanted === '') return null;
  const shown = items.map((item) => ({ item, text: fold(itemText(item)) }));
  const exact = shown.filter((one) => one.text === wanted);
  const [first, second] = exact;
  if (first) return second ? null : { item: first.item, exact: true };
  const starting = shown.filter((one) => one.text.startsWith(`${wanted} `));
  const words = wanted.split(' ');
  const withAll =
    starting.length > 0 || !placed(words) ? starting : shown.filter((one) => hasAll(one.text, words));
  const [only, other] = withAll;
  return only && !other ? { item: only.item, exact: false } : null;
};

const placed = (words: string[]): boolean =>
  words.length > 1 && words.some((word) => /\d/.test(word)) && words.some((word) => /\p{L}{2}/u.test(word));

const hasAll = (text: string, words: string[]): boolean => {
  const own = new Set(text.split(' '));
  return words.every((word) => own.has(word));
};

/** What to type to find a text, best first: a list that knows no postcode knows the name. */
export const queriesFor = (text: string): string[] => {
  const names = text.replace(/\d+/g, ' ').replace(/\s+/g, ' ').trim();
  const first = text.split(/[\s,(]+/).find((word) => word.length >= 3) ?? text;
  return [...new Set([text, names, first, first.slice(0, 3)])].filter((query) => query.length >= 2);
};
