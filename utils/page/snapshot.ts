import type {
  FieldKind,
  FieldOption,
  FieldSnapshot,
  FieldText,
  FrameSnapshot,
  TextSource,
} from '@/knowledge/form/snapshot';
import { cleanLabel, cleanText, cleanValue } from './clean';
import { type Control, groupMembers, kindOf, labelsOf, referenced, textOfLabel } from './controls';
import type { Registry } from './registry';
import { cellOf, layoutLabel, Tables } from './table';
import { isShown } from './visible';
import { composedClosest, composedElements, ELEMENT_CAP } from './walk';

/** Most fields and options read in one frame: a 500-row table of 12 columns fits. */
const FIELD_CAP = 8000;
const OPTION_CAP = 400;

/** A field as found in the page: what is sent, and the elements it was read from. */
export interface FoundField {
  snapshot: FieldSnapshot;
  /** One element; for radios and boxes of one question, all of them. */
  elements: Control[];
}

export interface FoundFrame {
  snapshot: FrameSnapshot;
  fields: Map<string, FoundField>;
}

interface Heading {
  level: number;
  text: string;
}

/** Reads one frame: every field a person sees, with the texts that tell what it asks. */
export const readFrame = (registry: Registry, root: Document = document): FoundFrame => {
  const elements = composedElements(root);
  const fields: FoundField[] = [];
  const tables = new Tables();
  const headings: Heading[] = [];
  const path: Heading[] = [];
  const seen = new Set<Element>();
  for (const element of elements) {
    const heading = headingOf(element);
    if (heading) {
      openSection(path, heading);
      headings.push(heading);
    } else if (element instanceof HTMLTableElement) {
      if (isShown(element)) tables.add(element);
    } else if (!seen.has(element) && fields.length < FIELD_CAP) {
      const field = readField(element, registry, tables, path);
      for (const member of field?.elements ?? []) seen.add(member);
      if (field) fields.push(field);
    }
  }
  return {
    fields: new Map(fields.map((field) => [field.snapshot.ref, field])),
    snapshot: {
      document: registry.document,
      url: root.location.origin + root.location.pathname + root.location.hash.split('?')[0],
      step: stepOf(headings) || cleanText(root.title),
      headings: headings.map((heading) => heading.text).slice(0, 50),
      loading: isLoading(root),
      fields: fields.map((field) => field.snapshot),
      tables: tables.snapshots((element) => registry.refOf(element)),
      truncated: elements.length >= ELEMENT_CAP || fields.length >= FIELD_CAP,
    },
  };
};

/** The main heading: the last of the first level, or the first there is. */
const stepOf = (headings: Heading[]): string =>
  (headings.findLast(({ level }) => level === 1) ?? headings[0])?.text ?? '';

const headingOf = (element: Element): Heading | null => {
  const level = /^h[1-6]$/.test(element.localName)
    ? Number(element.localName[1])
    : element.getAttribute('role') === 'heading'
      ? Number(element.getAttribute('aria-level') ?? 2)
      : 0;
  if (level === 0 || !isShown(element)) return null;
  const text = cleanText(element.textContent);
  return text === '' ? null : { level, text };
};

const openSection = (path: Heading[], heading: Heading): void => {
  while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
  path.push(heading);
};

const isLoading = (root: Document): boolean =>
  root.readyState === 'loading' ||
  [...root.querySelectorAll('[aria-busy="true"]')].some((element) => isShown(element));

const readField = (
  element: Element,
  registry: Registry,
  tables: Tables,
  path: Heading[],
): FoundField | null => {
  const kind = kindOf(element);
  if (!kind) return lockedField(element, registry, path);
  const control = element as Control;
  const members =
    kind === 'radio' || kind === 'checkbox' ? groupMembers(control as HTMLInputElement) : [control];
  if (!members.some((member) => isShown(member) || labelShown(member))) return null;
  const grouped = kind === 'radio' || members.length > 1;
  const texts = textsOf(control, grouped, path);
  const cell = cellOf(control);
  if (cell) texts.push({ source: 'column', text: cell.columnText }, { source: 'row', text: cell.rowText });
  const row = cell && tables.place(cell);
  const kept = texts.filter((text) => text.text !== '');
  const label = bestLabel(kept);
  return {
    elements: members,
    snapshot: {
      ref: registry.refOf(control),
      fingerprint: fingerprint(kind, label, kept, row ? `${row.table}.${row.column}` : ''),
      kind,
      label,
      texts: kept,
      value: fieldValue(kind, members),
      options: optionsOf(control, grouped, members),
      required: isRequired(control),
      disabled: members.every((member) => isDisabled(member)),
      readOnly: 'readOnly' in control && control.readOnly === true,
      maxLength: 'maxLength' in control && Number(control.maxLength) > 0 ? Number(control.maxLength) : null,
      format: formatOf(control),
      error: errorOf(control),
      row,
      listOnly: kind === 'combobox',
    },
  };
};

/** A component that shows a value and offers no control: the label is there, the field is not. */
const lockedField = (host: Element, registry: Registry, path: Heading[]): FoundField | null => {
  if (!/^mg-input-(?!title)/.test(host.localName)) return null;
  const root = host.shadowRoot;
  if (!root || root.querySelector('input, select, textarea, button, mg-input') || !isShown(host)) return null;
  const title = root.querySelector('mg-input-title, label, legend');
  const label = cleanLabel(title?.textContent);
  if (label === '') return null;
  const all = [...root.querySelectorAll('*')].filter(
    (part) => part.children.length === 0 && part.localName !== 'style',
  );
  const value = all.filter((part) => !title?.contains(part)).map((part) => part.textContent ?? '');
  const texts: FieldText[] = [{ source: 'label', text: label }, ...sections(path)];
  return {
    elements: [host as Control],
    snapshot: {
      ref: registry.refOf(host),
      fingerprint: fingerprint('locked', label, texts, ''),
      kind: 'locked',
      label,
      texts,
      value: cleanText(value.join(' ')),
      options: [],
      required: false,
      disabled: true,
      readOnly: true,
      maxLength: null,
      format: { type: '', placeholder: '', pattern: '', min: '', max: '' },
      error: '',
      row: null,
      listOnly: false,
    },
  };
};

/** Cheap check just before a write: the element is still there and still carries its label. */
export const sameField = (field: FoundField, fingerprinted: string): boolean => {
  const control = field.elements[0];
  if (!control?.isConnected || field.snapshot.fingerprint !== fingerprinted) return false;
  const grouped = field.snapshot.kind === 'radio' || field.elements.length > 1;
  const place = field.snapshot.row ? (cellOf(control)?.columnText ?? '') : '';
  const texts: FieldText[] = [...textsOf(control, grouped, []), { source: 'column', text: place }];
  return bestLabel(texts.filter((text) => text.text !== '')) === field.snapshot.label;
};

const labelShown = (control: Element): boolean =>
  'labels' in control && [...((control as HTMLInputElement).labels ?? [])].some((label) => isShown(label));

const sections = (path: Heading[]): FieldText[] =>
  path.toReversed().map((heading) => ({ source: 'section' as const, text: heading.text }));

/** Everything the page says about a field, each text with its source, nearest first. */
const textsOf = (control: Control, grouped: boolean, path: Heading[]): FieldText[] => {
  const texts: FieldText[] = [];
  const put = (source: TextSource, text: string) => texts.push({ source, text });
  const question = groupQuestion(control);
  if (grouped) put('group', question || questionBefore(control) || (labelsOf(control)[0] ?? ''));
  else for (const label of new Set(labelsOf(control))) put('label', label);
  if (!grouped && question) put('section', question);
  if (texts.length === 0 || texts.every((text) => text.text === '')) put('label', nearbyLabel(control));
  texts.push(...sections(path));
  const { error, help } = descriptions(control);
  if (help) put('help', help);
  if (!error) put('title', cleanLabel(control.getAttribute('title')));
  put('placeholder', cleanText(control.getAttribute('placeholder')));
  put('name', cleanText(control.getAttribute('name') ?? control.id));
  return texts;
};

/** Question of a group: legend, title of an ARIA group, or title of the component around. */
const groupQuestion = (control: Control): string => {
  const group = composedClosest(control, 'fieldset, [role="group"], [role="radiogroup"]');
  if (!group) return '';
  const legend = group.querySelector(':scope > legend, :scope > * > legend');
  if (legend) return cleanLabel(textOfLabel(legend));
  return cleanLabel(group.getAttribute('aria-label')) || (referenced(group, 'aria-labelledby')[0] ?? '');
};

/** Question of radios or boxes without a group around them: the text before the first, unless it is its own. */
const questionBefore = (control: Control): string => {
  const text = nearbyLabel(control);
  return labelsOf(control).includes(text) ? '' : text;
};

/** Label of a control that has none: title of its component, cell on the left, text just before. */
const nearbyLabel = (control: Control): string => {
  const root = control.getRootNode();
  if (root instanceof ShadowRoot) {
    const title = root.querySelector('mg-input-title, label, legend');
    if (title) return cleanLabel(title.textContent);
    const host = root.host;
    return cleanLabel(host.getAttribute('label') ?? host.getAttribute('aria-label'));
  }
  // In a table with column headers, what stands before is another column of the row.
  return cellOf(control) ? '' : layoutLabel(control) || textBefore(control);
};

/** Text that stands just before a control, climbing while the control is alone in its box. */
const textBefore = (control: Element): string => {
  for (let at: Element | null = control, level = 0; at && level < 5; at = at.parentElement, level++)
    for (let before = at.previousSibling; before; before = before.previousSibling) {
      if (before instanceof Element && (before.matches(CONTROLS) || before.querySelector(CONTROLS)))
        return '';
      const text = textOfNode(before);
      if (text !== '') return text;
    }
  return '';
};

const CONTROLS = 'input:not([type="hidden"]), select, textarea';

/** Indentation, comments and what is hidden say nothing; a heading names a section, not a field. */
const textOfNode = (node: Node): string =>
  node instanceof Comment || (node instanceof Element && (node.matches('h1, h2, h3') || !isShown(node)))
    ? ''
    : cleanLabel(node.textContent);

const descriptions = (control: Control): { error: string; help: string } => {
  const root = control.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return { error: '', help: '' };
  const ids = (control.getAttribute('aria-describedby') ?? '').split(/\s+/).filter((id) => id !== '');
  const parts = ids.map((id) => ({ id, element: root.getElementById(id) }));
  const isError = ({ id, element }: (typeof parts)[number]) =>
    /erreur|error|invalid/i.test(`${id} ${element?.className ?? ''}`) ||
    element?.getAttribute('role') === 'alert';
  const words = (list: typeof parts) =>
    cleanText(
      list
        .filter((part) => part.element && isShown(part.element))
        .map((part) => part.element?.textContent)
        .join(' '),
    );
  return { error: words(parts.filter(isError)), help: words(parts.filter((part) => !isError(part))) };
};

/** Message of refusal the page shows for the control, or empty. */
export const errorOf = (control: Control): string => {
  const described = descriptions(control).error;
  if (described !== '') return described;
  const root = control.getRootNode();
  const own = root instanceof ShadowRoot ? root.querySelector('[class*="error"], [role="alert"]') : null;
  return own && isShown(own) ? cleanText(own.textContent) : '';
};

const bestLabel = (texts: FieldText[]): string => {
  const order: TextSource[] = ['label', 'group', 'column', 'placeholder', 'title', 'name'];
  for (const source of order) {
    const found = texts.find((text) => text.source === source);
    if (found) return found.text;
  }
  return '';
};

const isRequired = (control: Control): boolean =>
  ('required' in control && control.required === true) || control.getAttribute('aria-required') === 'true';

const isDisabled = (control: Control): boolean =>
  control.matches(':disabled') || composedClosest(control, '[aria-disabled="true"]') !== null;

const formatOf = (control: Control): FieldSnapshot['format'] => ({
  type: control instanceof HTMLInputElement ? control.type : '',
  placeholder: cleanText(control.getAttribute('placeholder')),
  pattern: (control.getAttribute('pattern') ?? '').slice(0, 300),
  min: control.getAttribute('min') ?? '',
  max: control.getAttribute('max') ?? '',
});

const optionsOf = (control: Control, grouped: boolean, members: Control[]): FieldOption[] => {
  if (control instanceof HTMLSelectElement)
    return [...control.options]
      .slice(0, OPTION_CAP)
      .filter((option) => !isEmptyOption(option))
      .map((option) => ({ text: cleanText(option.label || option.text), disabled: option.disabled }));
  if (!grouped) return [];
  return members.map((member) => ({ text: optionText(member), disabled: isDisabled(member) }));
};

/** The « choose a value » line of a select, or the one AngularJS adds for an unknown model. */
export const isEmptyOption = (option: HTMLOptionElement): boolean =>
  option.value === '' || /^\?.*\?$/.test(option.value);

/** Text beside one radio or one box of a group. */
export const optionText = (member: Control): string =>
  labelsOf(member)[0] ?? cleanLabel(member.nextSibling?.textContent);

/** Current value of a field in the form told by `FieldSnapshot.value`. */
export const fieldValue = (kind: FieldKind, members: Control[]): string => {
  const first = members[0];
  if (!first) return '';
  if (first instanceof HTMLSelectElement) {
    const chosen = first.selectedOptions[0];
    return chosen && !isEmptyOption(chosen) ? cleanText(chosen.label || chosen.text) : '';
  }
  if (kind === 'switch')
    return String(
      first instanceof HTMLInputElement ? first.checked : first.getAttribute('aria-checked') === 'true',
    );
  if (kind === 'radio' || kind === 'checkbox') {
    const checked = members.filter((member) => member instanceof HTMLInputElement && member.checked);
    if (kind === 'checkbox' && members.length === 1) return String(checked.length === 1);
    return checked.map((member) => optionText(member)).join(' | ');
  }
  if (kind === 'password' || kind === 'file') return '';
  const raw = rawNumber(first);
  if (raw !== null) return raw;
  return 'value' in first ? cleanValue(String(first.value)) : '';
};

/** The numeric component shows a formatted amount and keeps the raw number on its host. */
const rawNumber = (control: Control): string | null => {
  const root = control.getRootNode();
  if (!(root instanceof ShadowRoot) || root.host.localName !== 'mg-input-numeric') return null;
  return root.host.getAttribute('value');
};

const fingerprint = (kind: FieldKind, label: string, texts: FieldText[], place: string): string => {
  const first = (source: TextSource) => texts.find((text) => text.source === source)?.text ?? '';
  const name = first('name').replace(/\d+/g, '#');
  return [kind, label, first('group'), first('section'), name, place].join('|').slice(0, 800);
};
