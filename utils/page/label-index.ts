import { treeOf } from './walk';

/** Every label of a frame by the control or the identifier it names. */
export interface LabelIndex {
  bound: Map<Element, Element[]>;
  /** Labels that name no control the browser knows: by `name`, or for an element the page draws. */
  orphans: WeakMap<Node, Map<string, Element[]>>;
}

/** Asking each control for its labels searches the whole page each time: they are listed once. */
let index: LabelIndex | null = null;

/** Labels as just listed; null as soon as one may have come, gone or changed. */
export const trustLabels = (labels: LabelIndex | null): void => {
  index = labels;
};

/** Takes note of a label met in the page. */
export const noteLabel = (label: Element, labels: LabelIndex): void => {
  const control = label instanceof HTMLLabelElement ? label.control : null;
  if (control) {
    labels.bound.set(control, [...(labels.bound.get(control) ?? []), label]);
    return;
  }
  const name = label.getAttribute('for');
  const tree = name ? treeOf(label) : null;
  if (!name || !tree) return;
  const named = labels.orphans.get(tree) ?? new Map<string, Element[]>();
  named.set(name, [...(named.get(name) ?? []), label]);
  labels.orphans.set(tree, named);
};

/** Labels bound to a control: by the browser, by the name instead of the identifier, or around its host. */
export const labelElements = (element: Element): Element[] => {
  const native = index ? index.bound.get(element) : boundLabels(element);
  if (native && native.length > 0) return native;
  const named = namesOf(element).flatMap((name) => labelsNamed(element, name));
  if (named.length > 0) return named;
  const around = 'labels' in element ? null : element.closest('label');
  return around ? [around] : [];
};

const boundLabels = (element: Element): Element[] => [
  ...(('labels' in element ? (element as HTMLInputElement).labels : null) ?? []),
];

const namesOf = (element: Element): string[] => {
  const isChoice = element instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(element.type);
  const names = [element.id, isChoice ? '' : (element.getAttribute('name') ?? '')];
  return names.filter((name) => name !== '');
};

const labelsNamed = (element: Element, name: string): Element[] => {
  const tree = treeOf(element);
  if (!tree) return [];
  if (index) return index.orphans.get(tree)?.get(name) ?? [];
  return [...tree.querySelectorAll(`label[for="${CSS.escape(name)}"]`)];
};
