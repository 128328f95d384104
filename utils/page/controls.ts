import type { FieldKind } from '@/knowledge/form/snapshot';
import { cleanLabel } from './clean';

/** The elements a value can be written in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLElement;

const IGNORED_INPUTS = new Set(['hidden', 'submit', 'button', 'reset', 'image', 'color', 'range']);

/** What kind of field the element is, or null when it is no field at all. */
export const kindOf = (element: Element): FieldKind | null => {
  if (element instanceof HTMLInputElement) return inputKind(element);
  if (element instanceof HTMLSelectElement) return element.multiple ? null : 'select';
  if (element instanceof HTMLTextAreaElement) return 'textarea';
  if (element.getAttribute('role') === 'switch') return 'switch';
  return null;
};

const inputKind = (input: HTMLInputElement): FieldKind | null => {
  if (IGNORED_INPUTS.has(input.type)) return null;
  if (input.getAttribute('role') === 'switch') return 'switch';
  if (input.type === 'radio' || input.type === 'checkbox') return input.type;
  if (input.type === 'file' || input.type === 'password' || input.type === 'number') return input.type;
  if (input.type === 'date') return 'date';
  return isListOnly(input) ? 'combobox' : 'text';
};

/** A text box that proposes a list and is announced as such (ARIA combobox, AngularJS typeahead). */
const isListOnly = (input: HTMLInputElement): boolean =>
  input.getAttribute('role') === 'combobox' ||
  input.getAttribute('aria-autocomplete') === 'list' ||
  input.hasAttribute('uib-typeahead');

/** Texts of the labels bound to a control, in its own root. */
export const labelsOf = (element: Element): string[] => {
  const bound = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
  const texts = bound.map((label) => cleanLabel(textOfLabel(label)));
  const labelled = referenced(element, 'aria-labelledby');
  const aria = cleanLabel(element.getAttribute('aria-label'));
  return [...labelled, ...texts, aria].filter((text) => text !== '');
};

/** Texts of the elements an ARIA attribute points at, looked up in the element's own root. */
export const referenced = (element: Element, attribute: string): string[] => {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
  return (element.getAttribute(attribute) ?? '')
    .split(/\s+/)
    .map((id) => (id === '' ? '' : cleanLabel(root.getElementById(id)?.textContent)))
    .filter((text) => text !== '');
};

/** What a label may wrap besides its words: the control itself, and advice on how to answer. */
const NOT_LABEL = 'select, textarea, small, [class*="hint"], [class*="help"]';

/** Words of a label or a legend, without the lists, the text boxes and the advice inside it. */
export const textOfLabel = (label: Element): string => {
  if (!label.querySelector(NOT_LABEL)) return label.textContent ?? '';
  const copy = label.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll(NOT_LABEL)) other.remove();
  return copy.textContent ?? '';
};

/**
 * Inputs that answer one question together: same root, same form, same name. AngularJS gives each
 * radio without a name its own: those of one fieldset, or of one box around, are then together.
 */
export const groupMembers = (input: HTMLInputElement): HTMLInputElement[] => {
  const named = sameName(input);
  if (named.length > 1 || input.type !== 'radio') return named;
  for (
    let around = input.parentElement, level = 0;
    around && level < 4;
    around = around.parentElement, level++
  ) {
    const radios = [...around.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    const alone = radios.filter((radio) => sameName(radio).length === 1);
    if (alone.length > 1) return alone;
    if (around.matches('fieldset, [role="radiogroup"], form')) break;
  }
  return named;
};

const sameName = (input: HTMLInputElement): HTMLInputElement[] => {
  const root = input.getRootNode();
  if (input.name === '' || !(root instanceof Document || root instanceof ShadowRoot)) return [input];
  const selector = `input[type="${input.type}"][name="${CSS.escape(input.name)}"]`;
  return [...root.querySelectorAll<HTMLInputElement>(selector)].filter((other) => other.form === input.form);
};
