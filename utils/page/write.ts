import type { WriteInstruction, WriteResult, WriteStatus } from '@/knowledge/form/write';
import { cleanText, VALUE_CAP } from './clean';
import { chooseInList } from './combobox';
import type { Control } from './controls';
import { enter, leave, typeLikeAPerson, writeText } from './events';
import type { Registry } from './registry';
import {
  errorOf,
  type FoundField,
  fieldValue,
  isEmptyOption,
  optionText,
  readFrame,
  sameField,
} from './snapshot';
import { isReachable } from './visible';
import { pause, settled, twoFrames } from './wait';

/** Fields written between two pauses: keeps every task short. */
const BATCH = 25;

/** A SIRET look-up answers after about 600 ms without any sign in the page meanwhile. */
const DRIVER_WAIT_MS = 1000;

/** Some pages write a value again about 300 ms later: reading back earlier would take their silence for consent. */
const REWRITE_WAIT_MS = 450;

interface Pending {
  instruction: WriteInstruction;
  found: FoundField;
  before: string;
}

/**
 * Writes approved values in one frame and reads each of them back once the page is quiet. Never
 * clicks a button, never sends a key, never writes in a field that changed since it was reviewed.
 */
export class Writer {
  readonly #registry: Registry;
  #fields: Map<string, FoundField> = new Map();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** `drivers`: other fields depend on these, so wait longer for what they trigger. */
  async write(instructions: WriteInstruction[], drivers: boolean): Promise<WriteResult[]> {
    const scroll = { left: window.scrollX, top: window.scrollY };
    this.#fields = readFrame(this.#registry).fields;
    const results: WriteResult[] = [];
    const pending: Pending[] = [];
    for (let at = 0; at < instructions.length; at += BATCH) {
      results.push(...(await this.#writeBatch(instructions.slice(at, at + BATCH), pending)));
      await pause(0);
    }
    await twoFrames();
    for (const one of pending) if (isUntouched(one) && this.#obstacle(one) === null) secondTry(one);
    await settled(drivers ? DRIVER_WAIT_MS : REWRITE_WAIT_MS);
    window.scrollTo(scroll);
    return results.map((result) => this.#readBack(result));
  }

  /** Looks at the whole batch first, then writes: looking between two writes costs a layout each. */
  async #writeBatch(batch: WriteInstruction[], written: Pending[]): Promise<WriteResult[]> {
    const looked = batch.map((instruction) => this.#look(instruction));
    const results: WriteResult[] = [];
    for (const { instruction, found, before, refusal } of looked) {
      const obstacle = refusal ?? (found ? this.#obstacle({ instruction, found, before }) : 'vanished');
      const status = found && !obstacle ? await play(instruction, found) : (obstacle ?? 'vanished');
      results.push({ ref: instruction.ref, status, before, after: before, error: '' });
      if (found && status === 'written') written.push({ instruction, found, before });
    }
    return results;
  }

  #look(instruction: WriteInstruction) {
    const found = this.#locate(instruction);
    const before = found ? fieldValue(instruction.kind, found.elements) : '';
    return { instruction, found, before, refusal: found && refusalOf(instruction, found, before) };
  }

  /** An earlier write may have changed the field or its row since the batch was looked at. */
  #obstacle({ instruction, found, before }: Pending): WriteStatus | null {
    if (!sameField(found, instruction.fingerprint)) return 'vanished';
    if (isLocked(found)) return 'locked';
    if (fieldValue(instruction.kind, found.elements) !== before) return 'user-changed';
    return this.#guardRefusal(instruction);
  }

  /** The very element that was reviewed; else the only one that looks the same; else nothing. */
  #locate(instruction: WriteInstruction): FoundField | null {
    const known = this.#fields.get(instruction.ref);
    if (known && sameField(known, instruction.fingerprint)) return known;
    this.#fields = readFrame(this.#registry).fields;
    const again = this.#fields.get(instruction.ref);
    if (again?.snapshot.fingerprint === instruction.fingerprint) return again;
    if (instruction.sameElement) return null;
    const alike = [...this.#fields.values()].filter(
      (field) => field.snapshot.fingerprint === instruction.fingerprint,
    );
    return alike.length === 1 ? (alike[0] ?? null) : null;
  }

  #guardRefusal({ guard }: WriteInstruction): WriteStatus | null {
    if (!guard) return null;
    const key = this.#fields.get(guard.ref);
    const connected = key?.elements[0]?.isConnected === true;
    return key && connected && fieldValue(key.snapshot.kind, key.elements) === guard.value
      ? null
      : 'row-moved';
  }

  #readBack(result: WriteResult): WriteResult {
    const found = this.#fields.get(result.ref);
    const control = found?.elements[0];
    if (!found || !control) return result;
    if (!control.isConnected)
      return { ...result, after: '', status: result.status === 'written' ? 'vanished' : result.status };
    return { ...result, after: fieldValue(found.snapshot.kind, found.elements), error: errorOf(control) };
  }
}

const FORBIDDEN = new Set(['file', 'password', 'locked']);

const refusalOf = (instruction: WriteInstruction, found: FoundField, before: string): WriteStatus | null => {
  const control = found.elements[0];
  if (!control || instruction.kind !== found.snapshot.kind) return 'vanished';
  if (FORBIDDEN.has(instruction.kind)) return instruction.kind === 'locked' ? 'locked' : 'forbidden';
  if (isLocked(found)) return 'locked';
  // A value read in part could not be put back whole.
  if (before.length >= VALUE_CAP) return 'forbidden';
  if (before !== instruction.expected) return 'user-changed';
  if (!found.elements.some((member) => isReachable(member) || labelReachable(member))) return 'hidden';
  const limit = found.snapshot.maxLength;
  return limit !== null && instruction.text.length > limit ? 'too-long' : null;
};

const isLocked = ({ elements: [control, ...others] }: FoundField): boolean =>
  control !== undefined &&
  ([control, ...others].every((member) => member.matches(':disabled')) ||
    ('readOnly' in control && control.readOnly === true));

const labelReachable = (member: Control): boolean =>
  member instanceof HTMLInputElement &&
  (member.type === 'radio' || member.type === 'checkbox') &&
  [...(member.labels ?? [])].some((label) => isReachable(label));

/** Plays the recipe of the widget. Radios and boxes are clicked: nothing else works everywhere. */
const play = async ({ kind, text }: WriteInstruction, found: FoundField): Promise<WriteStatus> => {
  const control = found.elements[0];
  if (control instanceof HTMLSelectElement) return chooseOption(control, text);
  if (kind === 'radio' || kind === 'checkbox') return clickMembers(kind, text, found.elements);
  if (kind === 'switch') {
    if (fieldValue(kind, found.elements) !== text) control?.click();
    return 'written';
  }
  if (kind === 'combobox' && text !== '' && control instanceof HTMLInputElement)
    return chooseInList(control, text);
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return 'forbidden';
  writeText(control, text);
  return 'written';
};

const chooseOption = (select: HTMLSelectElement, text: string): WriteStatus => {
  const options = [...select.options];
  const wanted = (option: HTMLOptionElement) =>
    text === ''
      ? isEmptyOption(option)
      : !isEmptyOption(option) && cleanText(option.label || option.text) === text;
  const matches = options.filter((option) => wanted(option) && !option.disabled);
  const only = matches[0];
  if (!only || matches.length > 1) return 'no-option';
  enter(select);
  select.selectedIndex = options.indexOf(only);
  select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
  leave(select);
  return 'written';
};

const clickMembers = (kind: 'radio' | 'checkbox', text: string, members: Control[]): WriteStatus => {
  if (kind === 'checkbox' && members.length === 1) {
    if (fieldValue(kind, members) !== text) members[0]?.click();
    return 'written';
  }
  const wanted = new Set(text === '' ? [] : text.split(' | '));
  // A radio that was chosen cannot be unchosen by any click: say so instead of faking it.
  if (kind === 'radio' && wanted.size === 0)
    return fieldValue(kind, members) === '' ? 'written' : 'not-undoable';
  const known = new Set(members.map((member) => optionText(member)));
  if ([...wanted].some((option) => !known.has(option))) return 'no-option';
  for (const member of members) {
    const on = member instanceof HTMLInputElement && member.checked;
    if (wanted.has(optionText(member)) !== on && (kind === 'checkbox' || !on)) member.click();
  }
  return 'written';
};

/** A text box that holds what it held before the write: nothing heard it. */
const isUntouched = ({ instruction, found, before }: Pending): boolean =>
  ['text', 'textarea'].includes(instruction.kind) &&
  instruction.text !== before &&
  fieldValue(instruction.kind, found.elements) === before;

/** Types with the real focus: slower, and heard by every widget. */
const secondTry = ({ instruction, found }: Pending): void => {
  const control = found.elements[0];
  if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)
    typeLikeAPerson(control, instruction.text);
};
