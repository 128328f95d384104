/**
 * The events a widget expects around a write. Focus events are dispatched and the focus itself is
 * not moved: moving it forces a layout per field and costs a hundred times more.
 */
type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Tells the widget that the person came in. */
export const enter = (control: HTMLElement): void => {
  control.dispatchEvent(new FocusEvent('focus', { composed: true }));
  control.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
};

/** Tells the widget that the person left: formats, checks and `updateOn: 'blur'` wait for it. */
export const leave = (control: HTMLElement): void => {
  control.dispatchEvent(new FocusEvent('blur', { composed: true }));
  control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
};

const inputEvent = (control: TextControl, text: string): Event => {
  const dated = control instanceof HTMLInputElement && control.type === 'date';
  if (dated) return new Event('input', { bubbles: true, composed: true });
  return new InputEvent('input', {
    bubbles: true,
    composed: true,
    inputType: 'insertReplacementText',
    data: text,
  });
};

/** Sets the text of a control and tells the page, without leaving the control. */
export const setText = (control: TextControl, text: string): void => {
  // In an extension's world this is the browser's own setter: the page cannot intercept it.
  control.value = text;
  control.dispatchEvent(inputEvent(control, text));
};

/** The whole sequence for a text, a number or a date: in, value, `input`, `change`, out. */
export const writeText = (control: TextControl, text: string): void => {
  enter(control);
  setText(control, text);
  control.dispatchEvent(new Event('change', { bubbles: true }));
  leave(control);
};

/** Types with the real focus and trusted events, then gives the focus back. */
export const typeLikeAPerson = (control: TextControl, text: string): void => {
  const active = document.activeElement;
  control.focus({ preventScroll: true });
  control.select();
  if (!document.execCommand('insertText', false, text)) control.value = text;
  control.dispatchEvent(new Event('change', { bubbles: true }));
  control.blur();
  if (active instanceof HTMLElement && active !== document.body) active.focus({ preventScroll: true });
};
