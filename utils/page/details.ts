import type { FieldKind, FieldSnapshot, FieldText, TextSource } from '@/knowledge/form/snapshot';
import type { FieldCache, Known } from './cache';
import { cleanText, saysRequired } from './clean';
import type { Control } from './controls';
import { labelText } from './label';
import { labelElements } from './label-index';
import type { LockedValue } from './locked';
import { Look } from './look';
import { messageElements } from './messages';
import { turnsPages } from './paging';
import type { FieldPlace } from './survey';
import { cellOf } from './table';
import { bestLabel, ownTexts, placeholderOf } from './texts';
import { isEmptyOption, optionsOf } from './values';

/** What is known of a field besides its value and its state, read again when it may have changed. */
export const knowField = ({ control, kind, members, grouped }: FieldPlace, cache: FieldCache): Known => {
  const before = cache.get(control);
  if (before && sameList(before.members, members)) return before;
  const look = new Look(cache.grids);
  const own = ownTexts(control, members, grouped, look);
  const known: Known = {
    members,
    own,
    label: bestLabel(own),
    options: optionsOf(control, grouped, members),
    messages: messageElements(control, members, look),
    required: isRequired(control, members),
    maxLength: 'maxLength' in control && Number(control.maxLength) > 0 ? Number(control.maxLength) : null,
    format: formatOf(control, kind),
    cell: cellOf(control, look),
    look,
    born: cache.epoch,
    barred: { epoch: -1, value: false },
    isAside: turnsPages(control),
  };
  cache.put(control, known);
  return known;
};

const sameList = (one: Control[], other: Control[]): boolean =>
  one === other || (one.length === other.length && one.every((member, at) => member === other[at]));

/** Own texts, headings above, advice: outer groups stand between the own and the headings. */
export const allTexts = (own: FieldText[], sections: FieldText[], help: string): FieldText[] => {
  const groups = own.reduce((most, { distance }) => Math.max(most, distance), 1) - 1;
  const above =
    groups === 0 ? sections : sections.map((one) => ({ ...one, distance: one.distance + groups }));
  const advice: FieldText[] = help === '' ? [] : [{ source: 'help', text: help, distance: 0 }];
  return [...own, ...above, ...advice];
};

const isRequired = (control: Control, members: Control[]): boolean =>
  ('required' in control && control.required === true) ||
  control.getAttribute('aria-required') === 'true' ||
  (members.length === 1 &&
    labelElements(control).some((label) => saysRequired(labelText(label, new Look()))));

const DATE_PART = /^\W*(?:jour|mois|ann[ée]e|jj|mm|aaaa)\W*$/i;

/** « Jour », « Mois », « Année » on the empty line of a list say which part of a date it is. */
const datePartOf = (control: Control): string => {
  const empty = control instanceof HTMLSelectElement ? control.options[0] : undefined;
  return empty && isEmptyOption(empty) && DATE_PART.test(empty.text) ? cleanText(empty.text) : '';
};

const INPUT_MODES: Partial<Record<string, string>> = { email: 'email', tel: 'tel', url: 'url' };

const formatOf = (control: Control, kind: FieldKind): FieldSnapshot['format'] => {
  const type = control instanceof HTMLInputElement ? control.type : '';
  return {
    type: (kind === 'text' && type === 'text' && INPUT_MODES[control.inputMode]) || type,
    placeholder: placeholderOf(control) || datePartOf(control),
    pattern: (control.getAttribute('pattern') ?? '').slice(0, 300),
    min: control.getAttribute('min') ?? '',
    max: control.getAttribute('max') ?? '',
  };
};

const DAY_HINT = /\b(?:jj|dd)([/.-])mm\1(?:aaaa|yyyy|aa)\b|\b(?:aaaa|yyyy)-mm-(?:jj|dd)\b/i;

/** « Format attendu : jj/mm/aaaa » in the advice tells as much as a placeholder. */
export const withDayHint = (
  format: FieldSnapshot['format'],
  label: string,
  help: string,
): FieldSnapshot['format'] => {
  const hint = format.placeholder === '' ? DAY_HINT.exec(`${label} ${help}`)?.[0] : undefined;
  return hint ? { ...format, placeholder: hint } : format;
};

/** What a field looks like, to know it again. */
export const fingerprint = (kind: FieldKind, label: string, texts: FieldText[], place: string): string => {
  const first = (source: TextSource) => texts.find((text) => text.source === source)?.text ?? '';
  const name = first('name').replace(/\d+/g, '#');
  return [kind, label, first('group'), first('section'), name, place].join('|').slice(0, 800);
};

/** A value that is only shown, as a field. */
export const lockedField = (ref: string, locked: LockedValue, sections: FieldText[]): FieldSnapshot => {
  const texts: FieldText[] = [{ source: 'label', text: locked.label, distance: 0 }, ...sections];
  return {
    ref,
    fingerprint: fingerprint('locked', locked.label, texts, ''),
    kind: 'locked',
    ...locked,
    texts,
    options: [],
    required: false,
    disabled: true,
    readOnly: true,
    maxLength: null,
    format: { type: '', placeholder: '', pattern: '', min: '', max: '' },
    error: '',
    row: null,
    listOnly: false,
  };
};
