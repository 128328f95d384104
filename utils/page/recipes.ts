import type { FieldKind } from '@/knowledge/form/snapshot';
import type { WriteInstruction, WriteStatus } from '@/knowledge/form/write';
import { cleanText } from './clean';
import { chooseInList } from './combobox';
import type { Control } from './controls';
import { commit, enter, leave, strikeEscape, writeEditable, writeText } from './events';
import { type FoundField, fieldValue, isEmptyOption, optionText } from './snapshot';
import { isShown } from './visible';
import { twoFrames, until } from './wait';

/** A list of choices may still be on its way from the network. */
const OPTIONS_CAP_MS = 3000;

type Played = WriteStatus | Promise<WriteStatus>;

/**
 * Plays the recipe of the widget. Radios and boxes are clicked: nothing else works everywhere. Plain
 * fields are done at once; what opens a list answers later.
 */
export const play = ({ kind, text }: WriteInstruction, found: FoundField): Played => {
  const control = found.elements[0];
  if (!control) return 'vanished';
  if (control instanceof HTMLSelectElement) return chooseOptions(control, text);
  if (kind === 'radio' || kind === 'checkbox') return clickMembers(kind, text, found.elements);
  if (kind === 'switch') return turn(control, text, found);
  if (kind === 'combobox' && !hasPicker(control)) return chooseInList(control, text);
  if (kind === 'editable') return edit(control, text);
  if (!isTextControl(control)) return 'forbidden';
  return writeText(control, text) ? 'written' : 'forbidden';
};

/** A control that holds a text of its own. */
export const isTextControl = (
  control: Control | undefined,
): control is HTMLInputElement | HTMLTextAreaElement =>
  control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;

/** Whether the recipe opens lists or moves the focus: one at a time, and nothing of it is free. */
export const isSlow = ({ kind }: WriteInstruction): boolean => kind === 'combobox' || kind === 'editable';

const turn = (control: Control, text: string, { elements }: FoundField): WriteStatus => {
  if (fieldValue('switch', elements) !== text) control.click();
  return 'written';
};

const edit = (control: Control, text: string): WriteStatus => {
  writeEditable(control, text);
  return 'written';
};

const chooseOptions = (select: HTMLSelectElement, text: string): Played => {
  const texts = select.multiple ? text.split(' | ').filter((one) => one !== '') : [text];
  const wanted = optionsFor(select, texts);
  if (wanted) return setOptions(select, wanted);
  if (!isWaiting(select)) return 'no-option';
  return until(() => optionsFor(select, texts), OPTIONS_CAP_MS).then((late) =>
    late ? setOptions(select, late) : 'no-option',
  );
};

/** The one option of each text; null when a text has none, or several. */
const optionsFor = (select: HTMLSelectElement, texts: string[]): Set<HTMLOptionElement> | null => {
  const chosen = new Set<HTMLOptionElement>();
  for (const text of texts) {
    const [only, other] = [...select.options].filter((option) => says(option, text) && isOpen(option));
    if (!only || other) return null;
    chosen.add(only);
  }
  return chosen;
};

const says = (option: HTMLOptionElement, text: string): boolean => {
  if (text === '') return isEmptyOption(option);
  const shown = option.label || option.text;
  return (shown === text || cleanText(shown) === text) && !isEmptyOption(option);
};

const isOpen = ({ disabled, parentElement }: HTMLOptionElement): boolean =>
  !disabled && !(parentElement instanceof HTMLOptGroupElement && parentElement.disabled);

const isWaiting = (select: HTMLSelectElement): boolean =>
  select.getAttribute('aria-busy') === 'true' ||
  [...select.options].filter((option) => !isEmptyOption(option)).length === 0;

const setOptions = (select: HTMLSelectElement, chosen: Set<HTMLOptionElement>): WriteStatus => {
  enter(select);
  const [only] = chosen;
  if (select.multiple) for (const option of select.options) option.selected = chosen.has(option);
  else if (only) select.selectedIndex = only.index;
  select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  commit(select);
  leave(select);
  return 'written';
};

const isOn = (member: Control): boolean =>
  member instanceof HTMLInputElement ? member.checked : member.getAttribute('aria-checked') === 'true';

const clickMembers = (kind: FieldKind, text: string, members: Control[]): WriteStatus => {
  if (kind === 'checkbox' && members.length === 1) {
    if (fieldValue(kind, members) !== text) members[0]?.click();
    return 'written';
  }
  const wanted = new Set(text === '' ? [] : text.split(' | '));
  // A radio that was chosen cannot be unchosen by any click: say so instead of faking it.
  if (kind === 'radio' && wanted.size === 0) return members.some(isOn) ? 'not-undoable' : 'written';
  const named = members.map((member) => ({ member, name: optionText(member) }));
  if ([...wanted].some((option) => named.filter(({ name }) => name === option).length !== 1))
    return 'no-option';
  for (const { member, name } of named)
    if (wanted.has(name) !== isOn(member) && (kind === 'checkbox' || wanted.has(name))) member.click();
  return 'written';
};

/** Pickers of dates that open beside their box. */
const PICKERS =
  '.datepicker, .ui-datepicker, .flatpickr-calendar.open, [uib-datepicker-popup-wrap], .p-datepicker-panel, [role="dialog"]';

/** A box of text beside which a picker may open. */
export const hasPicker = (control: Control): boolean => {
  const popup = control.getAttribute('aria-haspopup');
  if (popup === 'dialog' || popup === 'grid') return true;
  if (!isTextControl(control) || control.type !== 'text') return false;
  return /date|picker|calend/i.test(`${control.className} ${control.id} ${control.name}`);
};

/** Pickers a person sees now. */
export const openPickers = (): Element[] =>
  [...document.querySelectorAll(PICKERS)].filter((one) => isShown(one));

/** A picker that opened because its box was entered would stay over the fields that follow. */
export const closePickers = async (controls: Control[], already: ReadonlySet<Element>): Promise<void> => {
  const opened = () => openPickers().filter((picker) => !already.has(picker));
  if (opened().length === 0) return;
  for (const control of controls)
    if (!opened().some((picker) => picker.contains(control))) strikeEscape(control);
  await twoFrames();
  if (opened().length > 0)
    document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, composed: true }));
};
