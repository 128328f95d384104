import type { WriteInstruction, WriteStatus } from '@/knowledge/form/write';
import { VALUE_CAP } from './clean';
import type { Control } from './controls';
import { type FoundField, fieldValue } from './snapshot';

const FORBIDDEN = new Set(['file', 'password', 'locked']);

/** Why a value cannot go in a field, as far as the field itself tells; null when it can. No layout. */
export const refusalOf = (
  { kind, text, expected }: WriteInstruction,
  found: FoundField,
  before: string,
): WriteStatus | null => {
  if (found.elements.length === 0 || kind !== found.snapshot.kind) return 'vanished';
  if (FORBIDDEN.has(kind)) return kind === 'locked' ? 'locked' : 'forbidden';
  if (isLocked(found)) return 'locked';
  // A value read in part could not be put back whole.
  if (before.length >= VALUE_CAP) return 'forbidden';
  if (before !== expected) return 'user-changed';
  const limit = limitOf(found);
  return limit !== null && text.length > limit ? 'too-long' : null;
};

/** The limit may have changed since the review: the control knows. */
const limitOf = ({ elements: [control], snapshot }: FoundField): number | null =>
  control && 'maxLength' in control && control.maxLength >= 0 && control.maxLength > 0
    ? control.maxLength
    : snapshot.maxLength;

/** Disabled by itself or its fieldset, or to be read only; a box that only opens a list is no such. */
export const isLocked = ({ elements, snapshot: { kind } }: FoundField): boolean =>
  elements.every((member) => member.matches(':disabled, [aria-disabled="true"]')) ||
  (kind !== 'combobox' && elements.some(isReadOnly));

const isReadOnly = (member: Control): boolean =>
  ('readOnly' in member && member.readOnly === true) || member.getAttribute('aria-readonly') === 'true';

/** What a field holds now, in the form of its snapshot. */
export const heldBy = ({ snapshot, elements }: FoundField): string => fieldValue(snapshot.kind, elements);

/** What a plain control holds as the browser keeps it: compared to itself only, to know that it moved. */
export const rawHeldBy = ({ elements: [control] }: FoundField): string | number | null => {
  if (control instanceof HTMLSelectElement) return control.multiple ? null : control.selectedIndex;
  if (control instanceof HTMLTextAreaElement) return control.value;
  if (!(control instanceof HTMLInputElement) || /^(?:radio|checkbox)$/.test(control.type)) return null;
  return control.getAttribute('role') === null ? control.value : null;
};
