import { cleanText } from './clean';
import { CONTROLS, type Control, holdsOther } from './controls';
import { allIn, childrenOf, holds, parentNodeOf } from './dom';
import { ADVICE } from './label';
import { labelElements } from './label-index';
import { type Look, referencedBy, textOf } from './look';
import { isShown } from './visible';
import { isComponent } from './walk';

/** Advice and refusals that the page shows for a field. */
export interface Messages {
  error: string;
  help: string;
}

/** What holds a message when it stands in the field's own box. */
const NEAR = `[role="alert"], [aria-live="assertive"], [class*="error" i], [class*="erreur" i], [class*="invalid-feedback"], [class*="danger"], [ng-message], [ng-messages], .form-text, ${ADVICE}`;

/** « 12/400 » and « 388 caractères disponibles. » count what is typed and advise nothing. */
const COUNTER = /^\d+\s*\/\s*\d+$|caract[èe]res?\s+(?:disponible|restant)/i;

/** Elements that hold, or may come to hold, the messages of a field. */
export const messageElements = (control: Control, members: Control[], look: Look): Element[] => {
  const found = new Set<Element>();
  for (const attribute of ['aria-describedby', 'aria-errormessage'])
    for (const element of referencedBy(control, attribute, look)) found.add(element);
  if (members.length === 1)
    for (const label of labelElements(control))
      for (const advice of label.querySelectorAll(ADVICE)) found.add(advice);
  const box = boxOf(control, members);
  if (box) {
    look.consulted.add(box);
    for (const element of allIn(box, NEAR)) if (isMessage(element)) found.add(element);
  }
  const all = [...found];
  for (const element of all) look.consulted.add(element);
  return all.filter((element) => !all.some((other) => other !== element && holds(element, other)));
};

const isMessage = (element: Element): boolean =>
  !element.matches(`${CONTROLS}, label, legend, button`) &&
  !element.querySelector(`${CONTROLS}, label, legend`);

/** More children than any field's own box has, choices included. */
const WIDE = 60;

/** The largest box around a field that holds no other: three levels, or its whole component. */
const boxOf = (control: Control, members: Control[]): ParentNode | null => {
  let box: ParentNode | null = null;
  for (let at: Node | null = parentNodeOf(control), level = 0; level < 3 + members.length; level++) {
    if (!(at instanceof ShadowRoot || at instanceof HTMLElement) || at === document.body) break;
    if (
      (at instanceof ShadowRoot ? at.children : childrenOf(at)).length > WIDE ||
      holdsOther(at, members) ||
      holdsComponents(at)
    )
      break;
    box = at;
    at = parentNodeOf(at);
  }
  return box;
};

/** Components keep their controls to themselves: two of them are two fields. */
const holdsComponents = (box: ShadowRoot | HTMLElement): boolean =>
  box instanceof HTMLElement && [...childrenOf(box)].filter((child) => isComponent(child)).length > 1;

/** What those elements say now. */
export const readMessages = (elements: Element[]): Messages => {
  if (elements.length === 0) return NONE;
  const texts = { error: [] as string[], help: [] as string[] };
  for (const element of elements) {
    if (!isShown(element)) continue;
    const text = cleanText(textOf(element));
    if (text.length > 2 && !COUNTER.test(text)) texts[isError(element) ? 'error' : 'help'].push(text);
  }
  return { error: cleanText(texts.error.join(' ')), help: cleanText(texts.help.join(' ')) };
};

const NONE: Messages = { error: '', help: '' };

const REFUSAL = /err(?:or|eur)|invalid|danger/i;

const isError = (element: Element): boolean =>
  element.getAttribute('role') === 'alert' ||
  REFUSAL.test(`${element.id} ${element.getAttribute('class') ?? ''}`) ||
  element.hasAttribute('ng-message') ||
  element.hasAttribute('ng-messages') ||
  element.closest('.has-error, [role="alert"]') !== null;
