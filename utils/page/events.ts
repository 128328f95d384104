import { focusedIn, isPageBox } from './native';
import { asOurs } from './own-writes';
import { composedClosest, shadowRootOf } from './walk';

/**
 * The events a widget expects around a write. Focus events are dispatched and the focus itself is
 * not moved: moving it forces a layout per field and costs a hundred times more.
 */
export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const ALONE = { composed: true };
const BUBBLING = { bubbles: true, composed: true };

/** Tells the widget that the person came in. */
export const enter = (control: HTMLElement): void => {
  control.dispatchEvent(new FocusEvent('focus', ALONE));
  control.dispatchEvent(new FocusEvent('focusin', BUBBLING));
};

/** Tells the widget that the person left: formats, checks and `updateOn: 'blur'` wait for it. */
export const leave = (control: HTMLElement): void => {
  control.dispatchEvent(new FocusEvent('blur', ALONE));
  control.dispatchEvent(new FocusEvent('focusout', BUBBLING));
};

/** Types whose value is a text the person types; the others are set whole, as a picker does. */
const TYPED = new Set(['text', 'email', 'tel', 'url', 'search', 'number', 'textarea']);

const inputEvent = (control: TextControl, text: string): Event =>
  TYPED.has(control.type)
    ? new InputEvent('input', { ...BUBBLING, inputType: 'insertReplacementText', data: text })
    : new Event('input', BUBBLING);

/** Sets the text of a control and tells the page, without leaving the control. */
export const setText = (control: TextControl, text: string): void => {
  // In an extension's world this is the browser's own setter: the page cannot intercept it.
  control.value = text;
  control.dispatchEvent(inputEvent(control, text));
};

/** Says that the value is final. As in browsers, a change is not heard outside its shadow root. */
export const commit = (control: HTMLElement): void => {
  control.dispatchEvent(new Event('change', { bubbles: true }));
};

/**
 * The whole sequence for a text, a number or a date: in, value, `input`, `change`, out. False when
 * the control cannot hold such a text (a comma in a number): it is then left as it was, unheard.
 */
export const writeText = (control: TextControl, text: string): boolean => {
  const before = control.value;
  enter(control);
  control.value = text;
  if (text !== '' && control.value === '') {
    control.value = before;
    leave(control);
    return false;
  }
  control.dispatchEvent(inputEvent(control, text));
  commit(control);
  leave(control);
  return true;
};

/** The element that has the focus, inside the shadow roots too. */
const focused = (): Element | null => {
  let active = focusedIn(document);
  for (let root = active && shadowRootOf(active); root?.activeElement; root = active && shadowRootOf(active))
    active = root.activeElement;
  return active;
};

/**
 * Gives a control the real focus while something is done to it, then gives it back. Does nothing in a
 * page that takes the focus away: what is typed would land elsewhere.
 */
export const withFocus = (control: HTMLElement, act: () => void): void => {
  const active = focused();
  // While the person is in the panel, the browser moves the focus of the page without telling the page.
  const told = document.hasFocus();
  control.focus({ preventScroll: true });
  if (!told) enter(control);
  if (focused() === control) act();
  if (!told) leave(control);
  if (focused() === control) control.blur();
  if (active instanceof HTMLElement && !isPageBox(active)) active.focus({ preventScroll: true });
};

/** Types with the real focus and trusted events, which keeps the person's own « undo ». */
export const typeLikeAPerson = (control: TextControl, text: string): void =>
  withFocus(control, () => {
    control.select();
    insert(control, text);
    commit(control);
  });

/** Gives the text as a paste: some widgets refuse everything else. Heard only by a widget that listens to it. */
export const pasteText = (control: TextControl, text: string): void =>
  withFocus(control, () => {
    control.select();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    control.dispatchEvent(new ClipboardEvent('paste', { ...BUBBLING, cancelable: true, clipboardData }));
    commit(control);
  });

/** Replaces the content of an editor of the page. */
export const writeEditable = (editor: HTMLElement, text: string): void =>
  withFocus(editor, () => {
    document.execCommand('selectAll');
    insert(editor, text);
    commit(editor);
  });

/** What is typed goes where the focus is: looked at right before and right after. */
const insert = (control: HTMLElement, text: string): void => {
  if (focused() !== control) return;
  asOurs(() => document.execCommand(text === '' ? 'delete' : 'insertText', false, text));
  if (focused() !== control) document.execCommand('undo');
};

/** A press of the main button, as far as lists and boxes listen to it. */
export const press = (target: HTMLElement): void => {
  const init = { ...BUBBLING, cancelable: true, button: 0, view: window };
  target.dispatchEvent(new PointerEvent('pointerdown', { ...init, isPrimary: true, pointerType: 'mouse' }));
  target.dispatchEvent(new MouseEvent('mousedown', init));
  target.dispatchEvent(new PointerEvent('pointerup', { ...init, isPrimary: true, pointerType: 'mouse' }));
  target.dispatchEvent(new MouseEvent('mouseup', init));
  clickWithoutLeaving(target);
};

/** A click that is heard, and that can neither follow a link nor send a form. */
const clickWithoutLeaving = (target: HTMLElement): void => {
  const hold = (event: Event) => {
    const acts = event.composedPath().some((one) => one instanceof Element && one.matches('a[href], button'));
    if (acts) event.preventDefault();
  };
  addEventListener('click', hold, { capture: true });
  target.click();
  removeEventListener('click', hold, { capture: true });
};

/** Opens the list of a box that a press does not open. */
export const arrowDown = (control: HTMLElement): void => strike(control, 'ArrowDown', 40);

/** Closes what is open over a field; never in a dialog, which would close with what was typed in it. */
export const strikeEscape = (control: HTMLElement): void => {
  if (!composedClosest(control, 'dialog, [role="dialog"], [role="alertdialog"], .modal, mg-modal'))
    strike(control, 'Escape', 27);
};

const strike = (control: HTMLElement, key: string, keyCode: number): void => {
  const init = { ...BUBBLING, cancelable: true, key, code: key, keyCode };
  control.dispatchEvent(new KeyboardEvent('keydown', init));
  control.dispatchEvent(new KeyboardEvent('keyup', init));
};
