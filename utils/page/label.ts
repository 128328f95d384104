import { cleanLabel } from './clean';
import { labelElements } from './label-index';
import { Look, referencedBy } from './look';

/** What a label may wrap besides its words: the control itself, and advice on how to answer. */
export const ADVICE = 'small, [class*="hint"], [class*="help"], [class~="aide"]';
const NOT_LABEL = `select, textarea, [role="listbox"], [contenteditable], ${ADVICE}`;

/** Words of a label or a legend, without the lists, the text boxes and the advice inside it. */
export const labelText = (label: Element, look: Look): string => {
  if (!label.querySelector(NOT_LABEL)) return look.text(label);
  look.consulted.add(label);
  const copy = label.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll(NOT_LABEL)) other.remove();
  return copy.textContent ?? '';
};

/** Texts of the labels bound to a control, in its own tree: by identifier, by label, by attribute. */
export const labelTexts = (element: Element, look = new Look()): string[] => {
  const texts = [
    ...referencedBy(element, 'aria-labelledby', look)
      .filter((one) => one !== element)
      .map((one) => look.label(one)),
    ...labelElements(element).map((label) => cleanLabel(labelText(label, look))),
    cleanLabel(element.getAttribute('aria-label')),
  ];
  return texts.filter((text) => text !== '');
};
