import type { FieldKind } from '@/knowledge/form/snapshot';
import { allIn, attributeOf, firstIn, isLike, parentOf } from './dom';

/** The elements a value can be written in, or that open the list it is chosen from. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLElement;

const IGNORED_INPUTS = new Set(['hidden', 'submit', 'button', 'reset', 'image', 'color', 'range']);

/** What a person writes or ticks in, as a selector. */
export const CONTROLS =
  'input:not([type="hidden"], [type="submit"], [type="button"]), select, textarea, [role="switch"], [role="combobox"], [role="radio"], [role="checkbox"]';

/** What kind of field the element is, or null when it is no field at all. */
export const kindOf = (element: Element): FieldKind | null => {
  switch (element.localName) {
    case 'input':
      return element instanceof HTMLInputElement ? inputKind(element) : null;
    case 'select':
      return element instanceof HTMLSelectElement && !isStandIn(element) ? 'select' : null;
    case 'textarea':
      return isStandIn(element) ? null : 'textarea';
    default:
      return element instanceof HTMLElement ? drawnKind(element) : null;
  }
};

const inputKind = (input: HTMLInputElement): FieldKind | null => {
  const { type } = input;
  if (IGNORED_INPUTS.has(type)) return null;
  if (input.getAttribute('role') === 'switch') return 'switch';
  if (type === 'radio' || type === 'checkbox') return type;
  if (type === 'file' || type === 'password') return type;
  if (isStandIn(input) || input.closest('.ui-select-container')) return null;
  if (type === 'number' || type === 'date') return type;
  return isListOnly(input) ? 'combobox' : 'text';
};

/** A native control kept out of reach behind a drawn one, which is the field. */
const isStandIn = (control: Element): boolean =>
  control.getAttribute('tabindex') === '-1' &&
  (control.getAttribute('aria-hidden') === 'true' || control.hasAttribute('hidden'));

/** A text box that proposes a list and is announced as such (ARIA combobox, AngularJS typeahead). */
const isListOnly = (input: HTMLInputElement): boolean =>
  input.getAttribute('role') === 'combobox' ||
  input.getAttribute('aria-autocomplete') === 'list' ||
  input.getAttribute('aria-haspopup') === 'listbox' ||
  input.hasAttribute('uib-typeahead') ||
  roleAround(input) === 'combobox';

const roleAround = (input: Element): string | null => {
  const parent = parentOf(input);
  return parent && attributeOf(parent, 'role');
};

const TEXT_BOX = 'input:not([type="hidden"], [aria-hidden="true"]), select, textarea';

/** Fields that the page draws itself, told by their role. */
const drawnKind = (element: HTMLElement): FieldKind | null => {
  if (isEditableRoot(element)) return 'editable';
  const role = element.getAttribute('role');
  if (role === 'switch') return element.querySelector('input') ? null : 'switch';
  if (role === 'radio' || role === 'checkbox')
    return element.querySelector('input') || element.shadowRoot?.querySelector('input') ? null : role;
  if (role === 'combobox') return element.querySelector(TEXT_BOX) ? null : 'combobox';
  if (element.classList.contains('ui-select-container'))
    return element.classList.contains('ui-select-multiple') ? null : 'combobox';
  const opens = (role === null || role === 'button') && element.getAttribute('aria-haspopup') === 'listbox';
  const beside = [element.previousElementSibling, element.nextElementSibling];
  if (opens && !beside.some((sibling) => sibling && isLike(sibling, TEXT_BOX))) return 'combobox';
  return null;
};

/** The outermost element of a text that is edited in the page itself. */
const isEditableRoot = (element: HTMLElement): boolean =>
  element.hasAttribute('contenteditable') &&
  element.isContentEditable &&
  element.parentElement?.isContentEditable !== true &&
  element.getAttribute('aria-hidden') !== 'true' &&
  !(element.getAttribute('tabindex') === '-1' && element.getAttribute('role') === null);

/** The box holds a control besides these. */
export const holdsOther = (box: ParentNode, members: Control[]): boolean => {
  const first = firstIn(box, CONTROLS);
  if (first === null) return false;
  return !members.includes(first) || allIn(box, CONTROLS).length > members.length;
};

/** A radio, a box or a switch is on, drawn by the browser or by the page. */
export const isChecked = (member: Control): boolean =>
  member instanceof HTMLInputElement ? member.checked : member.getAttribute('aria-checked') === 'true';
