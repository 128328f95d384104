import type { FieldText, TextSource } from '@/knowledge/form/snapshot';
import { cleanLabel, cleanText } from './clean';
import { CONTROLS, type Control, holdsOther } from './controls';
import { attributeOf, firstIn, isLike, parentNodeOf, parentOf, previousOf } from './dom';
import { ADVICE, labelText, labelTexts } from './label';
import { type Look, referencedBy } from './look';
import { cellOf, layoutLabel } from './table';
import { composedClosest, composedParent, treeOf } from './walk';

/** Longest text taken for the label of a control that has none of its own. */
const NEAR_CAP = 200;

/** The field's own words and those of its groups, each with its source; not the headings above. */
export const ownTexts = (control: Control, members: Control[], grouped: boolean, look: Look): FieldText[] => {
  const texts: FieldText[] = [];
  const put = (source: TextSource, text: string, distance = 0) => {
    if (text !== '') texts.push({ source, text, distance });
  };
  const labels = labelTexts(control, look);
  const questions = groupQuestions(control, look);
  if (grouped) {
    const question = questions.shift() ?? (questionBefore(control, members, labels, look) || labels[0]);
    put('group', question ?? '', 1);
  } else for (const label of new Set(labels)) put('label', label);
  for (const [above, question] of questions.entries()) put('section', question, above + 1);
  if (!texts.some(({ source }) => source !== 'section')) put('label', nearbyLabel(control, members, look));
  put('title', cleanLabel(control.getAttribute('title')));
  put('placeholder', placeholderOf(control));
  put('name', cleanText(control.getAttribute('name') || control.id));
  const cell = cellOf(control, look);
  put('column', cell?.columnText ?? '');
  put('row', cell?.rowText ?? '');
  return texts;
};

/** Text shown in an empty field. */
export const placeholderOf = (control: Control): string =>
  cleanText(
    control.getAttribute('placeholder') ??
      control.getAttribute('data-placeholder') ??
      control.getAttribute('aria-placeholder') ??
      control.querySelector('.ui-select-placeholder')?.textContent,
  );

const GROUPS = 'fieldset, [role="group"], [role="radiogroup"]';

/** Questions of the groups around a control, the nearest first: legend, or title of an ARIA group. */
const groupQuestions = (control: Control, look: Look): string[] => {
  const questions: string[] = [];
  for (let at: Element | null = composedParent(control); at && questions.length < 4; ) {
    const group = composedClosest(at, GROUPS);
    if (!group) break;
    const question = questionOf(group, look);
    if (question !== '' && !questions.includes(question)) questions.push(question);
    at = composedParent(group);
  }
  return questions;
};

const questionOf = (group: Element, look: Look): string => {
  const legend = firstIn(group, ':scope > legend, :scope > * > legend');
  if (legend) return cleanLabel(labelText(legend, look));
  const titles = referencedBy(group, 'aria-labelledby', look);
  if (titles[0]) return look.label(titles[0]);
  if (group instanceof HTMLFieldSetElement) look.consulted.add(group);
  return cleanLabel(attributeOf(group, 'aria-label'));
};

/** Question of radios or boxes without a group around them: the text before the first, unless it is its own. */
const questionBefore = (control: Control, members: Control[], own: string[], look: Look): string => {
  const text = nearbyLabel(control, members, look);
  return own.includes(text) ? '' : text;
};

/** Label of a control that has none: title of its component or of the one around, cell, text just before. */
const nearbyLabel = (control: Control, members: Control[], look: Look): string => {
  const after = isLoneBox(control, members) ? textAfter(control, look) : '';
  if (after !== '') return after;
  for (let at: Element = control, depth = 0; depth < 5; depth++) {
    const tree = treeOf(at);
    if (!(tree instanceof ShadowRoot))
      // In a table with column headers, what stands before is another column of the row.
      return cellOf(at, look) ? '' : layoutLabel(at, look) || textBefore(at, look);
    const found = titleIn(tree, members, look) || hostLabel(tree.host, look) || textBefore(at, look);
    if (found !== '') return found;
    at = tree.host;
  }
  return '';
};

const isLoneBox = (control: Control, members: Control[]): boolean =>
  members.length === 1 && control instanceof HTMLInputElement && control.type === 'checkbox';

/** Title of a component that holds one field only: in a larger one it may be another field's. */
const titleIn = (root: ShadowRoot, members: Control[], look: Look): string => {
  look.consulted.add(root);
  if (holdsOther(root, members)) return '';
  const title =
    root.querySelector('mg-input-title') ?? root.querySelector('legend') ?? root.querySelector('label');
  return title ? cleanLabel(labelText(title, look)) : '';
};

const hostLabel = (host: Element, look: Look): string => {
  const slotted = host.querySelector(':scope > [slot="label"]');
  if (slotted) return look.label(slotted);
  return labelTexts(host, look)[0] ?? cleanLabel(host.getAttribute('label'));
};

/** Text that stands just before a control, climbing while the control is alone in its box. */
const textBefore = (control: Element, look: Look): string => {
  for (let at: Element | null = control, level = 0; at && level < 5; at = parentOf(at), level++) {
    const parent = parentNodeOf(at);
    if (parent) look.consulted.add(parent);
    for (let before = previousOf(at); before; before = previousOf(before)) {
      if (before instanceof Element && holdsField(before)) return '';
      const text = textOfNode(before, look);
      if (text !== '') return text.length <= NEAR_CAP ? text : '';
    }
  }
  return '';
};

/** Text that follows a box: « ☐ Oui, je le souhaite ». */
const textAfter = (control: Element, look: Look): string => {
  const parent = parentNodeOf(control);
  if (parent) look.consulted.add(parent);
  for (let after = control.nextSibling; after; after = after.nextSibling) {
    if (after instanceof Element && (isLike(after, `br, ${ADVICE}`) || holdsField(after))) return '';
    const text = textOfNode(after, look);
    if (text !== '') return text.length <= NEAR_CAP ? text : '';
  }
  return '';
};

const holdsField = (element: Element): boolean =>
  isLike(element, CONTROLS) ||
  firstIn(element, CONTROLS) !== null ||
  (!(element instanceof HTMLFormElement) && element.shadowRoot?.querySelector(CONTROLS) != null);

/** Indentation, comments and what is hidden say nothing; a heading names a section, not a field. */
const textOfNode = (node: Node, look: Look): string => {
  if (node instanceof Comment) return '';
  if (!(node instanceof Element)) return cleanLabel(node.textContent);
  // A label bound to another control names that one.
  if (node instanceof HTMLLabelElement && node.htmlFor !== '' && node.control) return '';
  return isLike(node, 'h1, h2, h3, legend, button, script, style') || !look.isShown(node)
    ? ''
    : look.label(node);
};

const ORDER: TextSource[] = ['label', 'group', 'column', 'placeholder', 'title', 'name'];

/** The text that names the field best. */
export const bestLabel = (texts: FieldText[]): string => {
  for (const source of ORDER) {
    const found = texts.find((text) => text.source === source);
    if (found) return found.text;
  }
  return '';
};
