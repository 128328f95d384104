import type { WriteStatus } from '@/knowledge/form/write';
import { arrowDown, commit, enter, leave, press, setText, strikeEscape } from './events';
import { itemsIn, itemText, listsOf, matching, openLists, queriesFor, targetOf } from './lists';
import { isShown } from './visible';
import { pause, twoFrames, until } from './wait';

/** A list may come from the network. */
const LIST_CAP_MS = 3000;
/** A second question to a list that answered nothing to the first. */
const AGAIN_CAP_MS = 1200;
/** Items that have not moved for so long are all there is. */
const STILL_MS = 700;

/**
 * Chooses a listed item in a box that opens a list: types in it when it takes text, presses it when
 * it does not. Nothing else than the one item that is the text is ever chosen; else the box is put back.
 */
export const chooseInList = async (control: HTMLElement, text: string): Promise<WriteStatus> => {
  const select = control.closest<HTMLElement>('.ui-select-container');
  if (select)
    return openAndChoose(select.querySelector<HTMLElement>('.ui-select-toggle') ?? control, text, select);
  if (control instanceof HTMLInputElement && !control.readOnly) return typeAndChoose(control, text);
  return openAndChoose(control, text, control);
};

const typeAndChoose = async (input: HTMLInputElement, text: string): Promise<WriteStatus> => {
  const before = input.value;
  if (text === '') return clear(input);
  // Menus of the page that were open before are no list of this box.
  const already = new Set(openLists(input));
  enter(input);
  const item = await ask(input, text, already);
  if (item) press(targetOf(item));
  else await putBack(input, before, already);
  commit(input);
  await collapse(input);
  leave(input);
  return item ? 'written' : 'no-option';
};

/** Asks the list for the text, then for less and less of it. */
const ask = async (
  input: HTMLInputElement,
  text: string,
  already: ReadonlySet<HTMLElement>,
): Promise<HTMLElement | null> => {
  let cap = LIST_CAP_MS;
  for (const query of queriesFor(text)) {
    setText(input, query);
    const item = await listed(input, text, already, cap);
    if (item) return item;
    cap = AGAIN_CAP_MS;
  }
  return null;
};

/** A box whose chosen item is drawn beside it cannot be emptied by typing. */
const clear = (input: HTMLInputElement): WriteStatus => {
  if (input.value === '') return 'not-undoable';
  enter(input);
  setText(input, '');
  commit(input);
  leave(input);
  return 'written';
};

const putBack = async (
  input: HTMLInputElement,
  before: string,
  already: ReadonlySet<HTMLElement>,
): Promise<void> => {
  setText(input, before);
  // Choosing again is the only way to give a list-only box its old value back.
  const old = before === '' ? null : await listed(input, before, already, 600);
  if (old) press(targetOf(old));
};

/** Waits for the item that is the text: until it shows, or the list has all it will have. */
const listed = async (
  control: HTMLElement,
  text: string,
  already: ReadonlySet<HTMLElement>,
  cap: number,
): Promise<HTMLElement | null> => {
  const start = performance.now();
  let shown = '';
  let since = start;
  for (;;) {
    const items = listsOf(control, already).flatMap(itemsIn);
    const now = performance.now();
    const texts = items.map(itemText).join('\n');
    if (texts !== shown) since = now;
    shown = texts;
    const found = matching(items, text);
    // An item that only starts with the text may be followed by the very one.
    if (found && (found.exact || now - since >= 120)) return found.item;
    if (now - start >= cap) return null;
    if (!found && items.length > 0 && now - since >= STILL_MS && !isBusy()) return null;
    await pause(30);
  }
};

const isBusy = (): boolean =>
  [...document.querySelectorAll('[aria-busy="true"]')].some((element) => isShown(element));

/** `box` is pressed to open the list; `around` holds what filters it, if anything does. */
const openAndChoose = async (box: HTMLElement, text: string, around: HTMLElement): Promise<WriteStatus> => {
  if (text === '') return 'not-undoable';
  const already = new Set(openLists(box));
  const active = document.activeElement;
  box.focus({ preventScroll: true });
  enter(box);
  press(box);
  const lists = () => listsOf(box, already);
  await until(() => (lists().length > 0 ? true : null), 150);
  if (lists().length === 0 && box.getAttribute('aria-expanded') !== 'true') arrowDown(box);
  const item = (await listed(box, text, already, 900)) ?? (await filtered(box, text, around, already));
  if (item) press(targetOf(item));
  await twoFrames();
  if (lists().length > 0) await collapse(box);
  if (!item && lists().length > 0) press(box);
  leave(box);
  if (active instanceof HTMLElement && active !== document.body) active.focus({ preventScroll: true });
  return item ? 'written' : 'no-option';
};

/** Types in the box that filters a long list, when there is one; else goes on waiting for the list. */
const filtered = async (
  box: HTMLElement,
  text: string,
  around: HTMLElement,
  already: ReadonlySet<HTMLElement>,
): Promise<HTMLElement | null> => {
  const filter = filterOf(around, listsOf(box, already));
  if (!filter)
    return isBusy() || listsOf(box, already).flatMap(itemsIn).length === 0
      ? listed(box, text, already, LIST_CAP_MS)
      : null;
  for (const query of queriesFor(text)) {
    setText(filter, query);
    const item = await listed(box, text, already, LIST_CAP_MS);
    if (item) return item;
  }
  return null;
};

const FILTER = 'input.ui-select-search, input[type="search"], input[role="searchbox"], input[type="text"]';

const filterOf = (around: HTMLElement, lists: HTMLElement[]): HTMLInputElement | null => {
  const places = [
    around,
    ...lists.flatMap((list) => [list.parentElement, list.parentElement?.parentElement]),
  ];
  const inputs = places.flatMap((place) => [...(place?.querySelectorAll<HTMLInputElement>(FILTER) ?? [])]);
  return inputs.find((input) => isShown(input) && !input.readOnly) ?? null;
};

/** Closes a list that stays open after the choice. */
const collapse = async (control: HTMLElement): Promise<void> => {
  if (control.getAttribute('aria-expanded') !== 'true') return;
  await twoFrames();
  if (control.getAttribute('aria-expanded') === 'true') strikeEscape(control);
};
