import { cleanLabel, cleanText } from './clean';
import { CONTROLS } from './controls';
import { firstIn, parentOf } from './dom';
import { textOf } from './look';
import { isShown } from './visible';
import { isComponent, shadowRootOf } from './walk';

/** A value shown with its label, and nothing to write in. */
export interface LockedValue {
  label: string;
  value: string;
}

const NOWHERE = 'header, footer, nav, aside, [role="navigation"], [role="contentinfo"]';

/** The element may show a value without a control: worth asking at each reading. */
export const mayShowValue = (element: Element): boolean =>
  element.localName === 'dd' ||
  element.localName === 'output' ||
  /^mg-input-(?!title)/.test(element.localName) ||
  element.matches('.form-control-static, .form-control-plaintext:not(input, select, textarea)');

/** The locked value an element shows now, or null. */
export const lockedValue = (element: Element): LockedValue | null => {
  if (!isShown(element)) return null;
  if (isComponent(element)) return lockedComponent(element);
  if (holdsControl(element) || element.closest(NOWHERE)) return null;
  const label = element.localName === 'dd' ? termOf(element) : labelBefore(element);
  if (element.localName === 'dd' && !isBesideFields(element)) return null;
  const value = cleanText(textOf(element));
  return label === '' || value === '' ? null : { label, value };
};

const holdsControl = (element: Element): boolean =>
  element.querySelector(`${CONTROLS}, button`) !== null ||
  [...element.getElementsByTagName('*')].some(isComponent);

/** A list of values is a part of a form when one writes next to it; alone it is a summary. */
const isBesideFields = (element: Element): boolean => {
  const list = element.closest('dl');
  const around =
    list?.closest('form, fieldset, [role="form"], [role="group"]') ??
    (list && parentOf(parentOf(list) ?? list));
  return around != null && firstIn(around, WRITABLE) !== null;
};

const WRITABLE =
  'input:is([type="text"], :not([type])), input[type="number"], input[type="date"], select, textarea';

const termOf = (description: Element): string => {
  let before = description.previousElementSibling;
  while (before && before.localName === 'dd') before = before.previousElementSibling;
  return before?.localName === 'dt' ? cleanLabel(before.textContent) : '';
};

const labelBefore = (element: Element): string => {
  const bound = element instanceof HTMLOutputElement ? element.labels[0] : undefined;
  const before = element.previousElementSibling;
  return cleanLabel((bound ?? (before?.localName === 'label' ? before : null))?.textContent);
};

/** A component that shows a value and offers no control: the label is there, the field is not. */
const lockedComponent = (host: Element): LockedValue | null => {
  const parts = partsOf(host);
  if (parts.length === 0 || parts.some((part) => part.matches(`${CONTROLS}, button`))) return null;
  const title = parts.find((part) => part.matches('mg-input-title, label, legend'));
  const label = cleanLabel(title?.textContent);
  if (!title || label === '') return null;
  const said = parts.filter((part) => part.children.length === 0 && !title.contains(part) && !isAdvice(part));
  return { label, value: cleanText(said.map((part) => part.textContent).join(' ')) };
};

const isAdvice = (part: Element): boolean =>
  part.localName === 'style' ||
  part.localName === 'slot' ||
  part.closest('[slot="help-text"], [slot="error"]') !== null;

/** Everything in the roots of a component, at any depth. */
const partsOf = (host: Element): Element[] => {
  const root = shadowRootOf(host);
  return root ? [...root.querySelectorAll('*')].flatMap((part) => [part, ...partsOf(part)]) : [];
};
