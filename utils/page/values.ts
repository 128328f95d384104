import type { FieldKind, FieldOption } from '@/knowledge/form/snapshot';
import { cleanLabel, cleanText, cleanValue } from './clean';
import { type Control, isChecked } from './controls';
import { firstIn, parentOf } from './dom';
import { labelTexts } from './label';
import { textOf } from './look';
import { isShown } from './visible';
import { treeOf } from './walk';

/** Most options read of one list. */
const OPTION_CAP = 400;

/** Current value of a field in the form told by `FieldSnapshot.value`. */
export const fieldValue = (kind: FieldKind, members: Control[]): string => {
  const first = members[0];
  if (!first) return '';
  switch (kind) {
    case 'select':
      return first instanceof HTMLSelectElement ? chosenTexts(first) : '';
    case 'switch':
      return String(isChecked(first));
    case 'checkbox':
    case 'radio':
      if (kind === 'checkbox' && members.length === 1) return String(isChecked(first));
      return members
        .filter((member) => isChecked(member))
        .map((member) => optionText(member))
        .join(' | ');
    case 'password':
    case 'file':
      return '';
    case 'combobox':
      return comboboxValue(first);
    case 'editable':
      return cleanValue(first.innerText.replace(/\u00a0/g, ' ').replace(/\u200b/g, '')).replace(/\n$/, '');
    default:
      return textValue(first);
  }
};

const chosenTexts = (select: HTMLSelectElement): string => {
  const first = select.options[select.selectedIndex];
  const chosen = select.multiple ? [...select.selectedOptions] : first ? [first] : [];
  return chosen
    .filter((option) => !isEmptyOption(option))
    .map((option) => cleanText(option.label || option.text))
    .join(' | ');
};

const textValue = (control: Control): string => {
  if (!('value' in control)) return '';
  const host = hostOf(control);
  // The numeric component shows a formatted amount and keeps the raw number on its host.
  const raw = host?.localName === 'mg-input-numeric' ? host.getAttribute('value') : null;
  return raw ?? cleanValue(String(control.value));
};

const hostOf = (control: Control): Element | null => {
  const root = control.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/** What stands for « nothing chosen » in a box that only opens a list. */
const PLACEHOLDER = '[class*="placeholder"], [data-p~="placeholder"], [data-placeholder]';
const INVITES = /^(?:-+|…|\.{3}|(?:s[ée]lectionne[rz]|choisi(?:r|ssez)|select|choose)(?=\P{L}|$).*)$/iu;

/** What was chosen in a « ui-select », in its three looks; the invitation to choose stands beside it. */
const UI_CHOSEN = '.ui-select-match [ng-transclude], .ui-select-match-text, .select2-chosen:not([ng-show])';

const comboboxValue = (control: Control): string => {
  if (control instanceof HTMLInputElement) {
    if (control.value !== '') return cleanValue(control.value);
    // Some boxes type in one place and show what was chosen in another, beside it.
    const parent = parentOf(control);
    const around = parent && parentOf(parent);
    const beside = around && firstIn(around, '[class*="ingle-value"], [class*="ingleValue"]');
    return beside ? cleanText(beside.textContent) : '';
  }
  if (control.classList.contains('ui-select-container')) {
    const match = [...control.querySelectorAll(UI_CHOSEN)].find((one) => isShown(one));
    const text = cleanText(match?.textContent);
    return INVITES.test(text) ? '' : text;
  }
  if (control.matches(PLACEHOLDER)) return '';
  const placeholder = control.querySelector(PLACEHOLDER);
  const text = cleanText(textOf(control));
  return (placeholder && cleanText(placeholder.textContent) === text) || INVITES.test(text) ? '' : text;
};

/** The « choose a value » line of a select, or the one AngularJS adds for an unknown model. */
export const isEmptyOption = (option: HTMLOptionElement): boolean =>
  option.value === '' || /^\?.*\?$/.test(option.value);

/** Text beside one radio or one box of a group. */
export const optionText = (member: Control): string =>
  labelTexts(member)[0] ??
  (cleanLabel(member instanceof HTMLInputElement ? '' : textOf(member)) ||
    cleanLabel(member.nextSibling?.textContent));

/** Choices of a list or of a group; empty for a list that is only known once open. */
export const optionsOf = (control: Control, grouped: boolean, members: Control[]): FieldOption[] => {
  if (control instanceof HTMLSelectElement)
    return [...control.options]
      .slice(0, OPTION_CAP)
      .filter((option) => !isEmptyOption(option))
      .map((option) => ({ text: cleanText(option.label || option.text), disabled: option.disabled }));
  if (!grouped) return hostOptions(control);
  return members.map((member) => ({ text: optionText(member), disabled: isLocked(member) }));
};

/** A component whose options are its own children tells them before it is open. */
const hostOptions = (control: Control): FieldOption[] => {
  if (control.getAttribute('role') !== 'combobox') return [];
  const children = [...(hostOf(control)?.children ?? [])].filter((child) =>
    child.localName.endsWith('-option'),
  );
  return children
    .slice(0, OPTION_CAP)
    .map((child) => ({ text: cleanText(child.textContent), disabled: child.hasAttribute('disabled') }));
};

/** The control itself refuses to be changed, whatever stands around it. */
export const isLocked = (member: Control): boolean =>
  member.matches(':disabled') || member.getAttribute('aria-disabled') === 'true';

/** The browser's own read-only; a box that only opens a list is never typed in anyway. */
export const isReadOnly = (kind: FieldKind, control: Control): boolean =>
  control.getAttribute('aria-readonly') === 'true' ||
  ('readOnly' in control && control.readOnly === true && !(kind === 'combobox' && opensList(control)));

const opensList = (control: Control): boolean => {
  const id = control.getAttribute('aria-controls') ?? control.getAttribute('aria-owns');
  return control.getAttribute('aria-haspopup') === 'listbox' || (id !== null && treeOf(control) !== null);
};
