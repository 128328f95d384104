import type { WriteStatus } from '@/knowledge/form/write';
import { cleanText } from './clean';
import { enter, leave, setText } from './events';
import { leavesPage } from './table';
import { isShown } from './visible';
import { until } from './wait';

/** A list may come from the network. */
const LIST_CAP_MS = 3000;

/**
 * Types a text in a box that only accepts a listed item, waits for the list and clicks the one item
 * that is the text, or the only one that starts with it. Puts the old text back when none fits.
 */
export const chooseInList = async (input: HTMLInputElement, text: string): Promise<WriteStatus> => {
  const before = input.value;
  // Menus of the page that were open before are no list of this box.
  const already = new Set(openLists(input));
  const listedItems = () => itemsOf(input, already);
  enter(input);
  setText(input, text);
  const item = await until(() => matching(listedItems(), text), LIST_CAP_MS);
  if (item) {
    press(item);
  } else {
    setText(input, before);
    // Choosing again is the only way to give a list-only box its old value back.
    const old = before === '' ? null : await until(() => matching(listedItems(), before), 600);
    if (old) press(old);
  }
  input.dispatchEvent(new Event('change', { bubbles: true }));
  leave(input);
  return item ? 'written' : 'no-option';
};

const openLists = (input: HTMLInputElement): HTMLElement[] => {
  const root = input.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  const lists = [...root.querySelectorAll<HTMLElement>('[role="listbox"], .dropdown-menu')];
  return lists.filter((list) => isShown(list));
};

/** Items of the list the box names as its own; else of the lists that opened since it was typed in. */
const itemsOf = (input: HTMLInputElement, already: ReadonlySet<HTMLElement>): HTMLElement[] => {
  const root = input.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  const id = input.getAttribute('aria-controls') ?? input.getAttribute('aria-owns') ?? '';
  const owned = id === '' ? null : root.getElementById(id);
  const lists = owned ? [owned] : openLists(input).filter((list) => !already.has(list));
  const items = lists.flatMap((list) => [...list.querySelectorAll<HTMLElement>('[role="option"], li')]);
  return items.filter((item) => isShown(item) && !leavesPage(item.querySelector('a') ?? item));
};

const fold = (text: string): string => cleanText(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const matching = (items: HTMLElement[], text: string): HTMLElement | null => {
  const wanted = fold(text);
  const exact = items.filter((item) => fold(item.textContent) === wanted);
  if (exact[0]) return exact.length === 1 ? exact[0] : null;
  const starts = items.filter((item) => {
    const shown = fold(item.textContent);
    return shown.startsWith(wanted) && !/[\p{L}\p{N}]/u.test(shown[wanted.length] ?? '');
  });
  return starts.length === 1 ? (starts[0] ?? null) : null;
};

const press = (item: HTMLElement): void => {
  const target = item.querySelector<HTMLElement>('a, button') ?? item;
  for (const type of ['mousedown', 'mouseup'])
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
  target.click();
};
