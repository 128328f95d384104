import type { Control } from './controls';
import { isUnreadable } from './ink';
import { Sight } from './sight';
import type { FoundField } from './snapshot';
import { isReachable, isShown } from './visible';

/** What a person points at to reach a field, and its size when it was looked at. */
export interface Reached {
  element: Element;
  width: number;
  height: number;
}

/** A person could reach the field now; null when nobody could. Asks the browser for a layout. */
export const reach = (
  { elements, snapshot: { kind } }: FoundField,
  sight: Sight,
  still: boolean,
): Reached | null => {
  for (const member of elements) {
    const element = reachedOf(member, kind === 'combobox', sight, still);
    if (!element) continue;
    const { width, height } = element.getBoundingClientRect();
    return { element, width, height };
  }
  return null;
};

const reachedOf = (member: Control, boxed: boolean, sight: Sight, still: boolean): Element | null => {
  if (isReachable(member, sight, still))
    return isPrinted(member) && isUnreadable(member, sight) ? null : member;
  return reachableLabel(member, sight, still) ?? (boxed ? reachableBox(member, sight, still) : null);
};

/** Shows what it holds as letters. */
const isPrinted = (member: Control): boolean =>
  member instanceof HTMLTextAreaElement ||
  member instanceof HTMLSelectElement ||
  (member instanceof HTMLInputElement && !/^(?:radio|checkbox)$/.test(member.type));

/** Nothing hid or squeezed it since it was looked at: cheap, for a page that is known not to have moved. */
export const stillReached = ({ element, width, height }: Reached): boolean => {
  if (!isShown(element)) return false;
  const box = element.getBoundingClientRect();
  return box.width === width && box.height === height;
};

/** A drawn radio or box hides the real one: its label is what a person points at. */
const reachableLabel = (member: Control, sight: Sight, still: boolean): Element | null => {
  if (!(member instanceof HTMLInputElement) || !/^(?:radio|checkbox)$/.test(member.type)) return null;
  return [...(member.labels ?? [])].find((label) => isReachable(label, sight, still)) ?? null;
};

/** Some boxes with a list are as narrow as what is typed in them: what a person sees is around. */
const reachableBox = (member: Control, sight: Sight, still: boolean): Element | null => {
  if (member.getBoundingClientRect().height === 0) return null;
  let around = member.parentElement;
  for (let level = 0; around && level < 3; level++, around = around.parentElement)
    if (isReachable(around, sight, still)) return around;
  return null;
};

/**
 * The frame of this document, and those around it, are in sight of the person: a page can hide a
 * whole frame whose inside looks ordinary. What stands around a frame of another origin is unknown.
 */
export const isFrameSeen = (): boolean => {
  const sight = new Sight();
  try {
    for (let own: Window = window; own !== own.top; own = own.parent) {
      const frame = own.frameElement;
      if (!frame || !isReachable(frame, sight)) return false;
    }
    return true;
  } catch {
    return false;
  } finally {
    sight.end();
  }
};
