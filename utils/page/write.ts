import type { WriteInstruction, WriteResult, WriteStatus } from '@/knowledge/form/write';
import { chooseInList } from './combobox';
import type { Control } from './controls';
import { enter, leave, typeLikeAPerson, writeText } from './events';
import type { Registry } from './registry';
import { errorOf, type FoundField, isEmptyOption, optionText, readFrame, sameField, valueOf } from './snapshot';
import { cleanText } from './clean';
import { isReachable } from './visible';
import { pause, settled, twoFrames } from './wait';

/** Fields written between two pauses: keeps every task short. */
const BATCH = 25;

/** A SIRET look-up answers after about 600 ms without any sign in the page meanwhile. */
const DRIVER_WAIT_MS = 1000;

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
    for (let at = 0; at < instructions.length; at += BATCH) {
      const batch = instructions.slice(at, at + BATCH);
      results.push(...(await this.#writeBatch(batch)));
    }
    await settled(drivers ? DRIVER_WAIT_MS : 0);
    window.scrollTo(scroll);
    return results.map((result) => this.#readBack(result));
  }

  async #writeBatch(batch: WriteInstruction[]): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    const pending: Pending[] = [];
    for (const instruction of batch) {
      const found = this.#locate(instruction);
      const before = found ? valueOf(instruction.kind, found.elements) : '';
      const status = found ? await this.#writeOne(instruction, found, before) : 'vanished';
      results.push({ ref: instruction.ref, status, before, after: before, error: '' });
      if (found && status === 'written') pending.push({ instruction, found, before });
    }
    await twoFrames();
    for (const one of pending) await secondTry(one);
    return results;
  }

  async #writeOne(instruction: WriteInstruction, found: FoundField, before: string): Promise<WriteStatus> {
    const refusal = refusalOf(instruction, found, before) ?? this.#guardRefusal(instruction);
    return refusal ?? (await play(instruction, found));
  }

  /** The very element that was reviewed; else the only one that looks the same; else nothing. */
  #locate(instruction: WriteInstruction): FoundField | null {
    const known = this.#fields.get(instruction.ref);
    if (known && sameField(known, instruction.fingerprint)) return known;
    this.#fields = readFrame(this.#registry).fields;
    const again = this.#fields.get(instruction.ref);
    if (again?.snapshot.fingerprint === instruction.fingerprint) return again;
    const alike = [...this.#fields.values()].filter((field) => field.snapshot.fingerprint === instruction.fingerprint);
    return alike.length === 1 ? (alike[0] ?? null) : null;
  }

  #guardRefusal({ guard }: WriteInstruction): WriteStatus | null {
    if (!guard) return null;
    const key = this.#fields.get(guard.ref);
    const connected = key?.elements[0]?.isConnected === true;
    return key && connected && valueOf(key.snapshot.kind, key.elements) === guard.value ? null : 'row-moved';
  }

  #readBack(result: WriteResult): WriteResult {
    const found = this.#fields.get(result.ref);
    const control = found?.elements[0];
    if (!found || !control) return result;
    if (!control.isConnected) return { ...result, after: '', status: result.status === 'written' ? 'vanished' : result.status };
    return { ...result, after: valueOf(found.snapshot.kind, found.elements), error: errorOf(control) };
  }
}

const FORBIDDEN = new Set(['file', 'password', 'locked']);

const refusalOf = (instruction: WriteInstruction, found: FoundField, before: string): WriteStatus | null => {
  const control = found.elements[0];
  if (!control || instruction.kind !== found.snapshot.kind) return 'vanished';
  if (FORBIDDEN.has(instruction.kind)) return instruction.kind === 'locked' ? 'locked' : 'forbidden';
  if (found.elements.every((member) => member.matches(':disabled'))) return 'locked';
  if ('readOnly' in control && control.readOnly === true) return 'locked';
  if (before !== instruction.expected) return 'user-changed';
  if (!found.elements.some((member) => isReachable(member) || labelReachable(member))) return 'hidden';
  const limit = found.snapshot.maxLength;
  return limit !== null && instruction.text.length > limit ? 'too-long' : null;
};

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
    if (valueOf(kind, found.elements) !== text) control?.click();
    return 'written';
  }
  if (kind === 'combobox' && text !== '' && control instanceof HTMLInputElement) return chooseInList(control, text);
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return 'forbidden';
  writeText(control, text);
  return 'written';
};

const chooseOption = (select: HTMLSelectElement, text: string): WriteStatus => {
  const options = [...select.options];
  const wanted = (option: HTMLOptionElement) =>
    text === '' ? isEmptyOption(option) : !isEmptyOption(option) && cleanText(option.label || option.text) === text;
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
    if (valueOf(kind, members) !== text) members[0]?.click();
    return 'written';
  }
  const wanted = new Set(text === '' ? [] : text.split(' | '));
  // A radio that was chosen cannot be unchosen by any click: say so instead of faking it.
  if (kind === 'radio' && wanted.size === 0) return valueOf(kind, members) === '' ? 'written' : 'not-undoable';
  const known = new Set(members.map((member) => optionText(member)));
  if ([...wanted].some((option) => !known.has(option))) return 'no-option';
  for (const member of members) {
    const on = member instanceof HTMLInputElement && member.checked;
    if (wanted.has(optionText(member)) !== on && (kind === 'checkbox' || !on)) member.click();
  }
  return 'written';
};

/** When nothing at all happened, types with the real focus: slower, and heard by every widget. */
const secondTry = async ({ instruction, found, before }: Pending): Promise<void> => {
  const control = found.elements[0];
  const text = control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
  if (!text || !['text', 'textarea'].includes(instruction.kind)) return;
  if (instruction.text === before || valueOf(instruction.kind, found.elements) !== before) return;
  typeLikeAPerson(control, instruction.text);
  await pause(0);
};
