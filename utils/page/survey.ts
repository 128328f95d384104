import type { FieldKind } from '@/knowledge/form/snapshot';
import { type Control, kindOf } from './controls';
import { allIn, isLike, parentOf, rootOf } from './dom';
import { TABLE } from './grid';
import { boxTitle, headingLevel } from './headings';
import { type LabelIndex, noteLabel } from './label-index';
import { mayShowValue } from './locked';
import { watch } from './observe';
import { ELEMENT_CAP, isComponent, isOurs, shadowRootOf } from './walk';

/** What a reading looks at, in the order of the page. */
export type Place =
  | { what: 'field'; control: Control; kind: FieldKind; members: Control[]; grouped: boolean }
  | { what: 'locked'; element: Element }
  | { what: 'heading'; element: Element; level: number }
  | { what: 'box'; element: Element; title: string }
  | { what: 'table'; element: Element }
  | { what: 'step'; element: Element };

export interface Survey {
  places: Place[];
  labels: LabelIndex;
  /** Elements that hold nothing yet and may become a component. */
  empty: Element[];
  truncated: boolean;
}

/** Elements a root may be attached to without being components: mount points of scripts. */
const MOUNT = /^(?:div|section|article|main)$/;

/**
 * Lists all there is to read in a frame, shadow roots included, and has every root watched.
 * Yields now and then, so that a caller can give the page its turn.
 */
export function* survey(root: Document): Generator<void, Survey> {
  const found = emptySurvey();
  const groups = new Groups();
  let count = 0;
  const visit = function* (tree: Document | ShadowRoot): Generator<void> {
    watch.cover(tree);
    for (const element of tree.querySelectorAll('*')) {
      if (++count > ELEMENT_CAP) {
        found.truncated = true;
        return;
      }
      if (count % 100 === 0) yield;
      if (element instanceof HTMLFormElement || isOurs(element)) continue;
      note(element, found, groups);
      const inside = shadowRootOf(element);
      if (inside) yield* visit(inside);
      else if (element.firstChild === null && mayRender(element)) found.empty.push(element);
    }
  };
  yield* visit(root);
  found.places = groups.merged(found.places);
  return found;
}

export const emptySurvey = (): Survey => ({
  places: [],
  labels: { bound: new Map(), orphans: new WeakMap() },
  empty: [],
  truncated: false,
});

const mayRender = (element: Element): boolean => isComponent(element) || MOUNT.test(element.localName);

/** Elements that are never anything of a form: most of a page. */
const PLAIN = new Set(['option', 'br', 'script', 'style', 'svg', 'path', 'link', 'meta', 'img', 'hr']);

const note = (element: Element, { places, labels }: Survey, groups: Groups): void => {
  const { localName } = element;
  if (PLAIN.has(localName)) return;
  const role = element.getAttribute('role');
  const kind = kindOf(element);
  if (kind) {
    const place = groups.add(element as Control, kind);
    if (place) places.push(place);
    return;
  }
  if (localName === 'label') noteLabel(element, labels);
  if (localName === 'table' || (role !== null && element.matches(TABLE))) {
    places.push({ what: 'table', element });
    return;
  }
  const level = headingLevel(element, role, element.getAttribute('class'));
  if (level > 0) places.push({ what: 'heading', element, level });
  const title = boxTitle(element, role);
  if (title !== '') places.push({ what: 'box', element, title });
  if (element.getAttribute('aria-current') === 'step') places.push({ what: 'step', element });
  if (mayShowValue(element)) places.push({ what: 'locked', element });
};

export type FieldPlace = Extract<Place, { what: 'field' }>;

/**
 * Puts together the controls that answer one question: same tree, same form, same kind, same name.
 * AngularJS gives each radio without a name its own: those of one fieldset, or of one box around,
 * are then together.
 */
class Groups {
  readonly #named = new Map<Node, Map<string, FieldPlace>>();

  /** Answers a place of its own, or null when the control joins one met before. */
  add(control: Control, kind: FieldKind): FieldPlace | null {
    const around = kind === 'radio' || kind === 'checkbox' ? groupOf(control, kind) : null;
    const place: FieldPlace = { what: 'field', control, kind, members: [control], grouped: kind === 'radio' };
    if (!around) return place;
    const known = this.#named.get(around.within) ?? new Map<string, FieldPlace>();
    this.#named.set(around.within, known);
    const before = known.get(around.name);
    if (!before) {
      known.set(around.name, place);
      return place;
    }
    before.members.push(control);
    before.grouped = true;
    return null;
  }

  merged(places: Place[]): Place[] {
    const lone = new Map<Control, FieldPlace>();
    for (const place of places)
      if (place.what === 'field' && place.kind === 'radio' && place.members.length === 1)
        lone.set(place.control, place);
    const joined = new Set<Place>();
    for (const place of lone.values()) {
      if (joined.has(place)) continue;
      const members = loneTogether(place.control, lone);
      place.members = members;
      for (const member of members.slice(1)) {
        const other = lone.get(member);
        if (other) joined.add(other);
      }
    }
    return joined.size === 0 ? places : places.filter((place) => !joined.has(place));
  }
}

const groupOf = (control: Control, kind: FieldKind): { within: Node; name: string } | null => {
  if (control instanceof HTMLInputElement)
    return control.name === ''
      ? null
      : { within: control.form ?? rootOf(control), name: `${kind} ${control.name}` };
  const group = kind === 'radio' ? control.closest('[role="radiogroup"], fieldset') : null;
  return group ? { within: group, name: kind } : null;
};

const loneTogether = (control: Control, lone: Map<Control, FieldPlace>): Control[] => {
  for (let around = parentOf(control), level = 0; around && level < 4; level++) {
    const radios = [...allIn(around, 'input[type="radio"], [role="radio"]')];
    const alone = radios.filter((radio) => lone.has(radio));
    if (alone.length > 1 && alone[0] === control) return alone;
    if (isLike(around, 'fieldset, [role="radiogroup"], form')) break;
    around = parentOf(around);
  }
  return [control];
};
