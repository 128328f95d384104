import type { FieldId } from '@/knowledge/form/field-id';

/**
 * How a control is built. `mg-…` are the shadow-DOM components, the others are native controls
 * driven by AngularJS (`ng-model`); `text-blur` only updates its model when it loses the focus.
 */
export type Widget =
  | 'mg-text'
  | 'mg-textarea'
  | 'mg-integer'
  | 'mg-currency'
  | 'mg-select'
  | 'mg-date'
  | 'mg-radio'
  | 'mg-checkbox'
  | 'mg-toggle'
  | 'mg-combobox'
  | 'text'
  | 'text-blur'
  | 'textarea'
  | 'number'
  | 'select'
  | 'radio'
  | 'checkbox'
  | 'checkboxes'
  | 'date'
  | 'datepicker'
  /** Day, month and year in three controls. */
  | 'date-parts'
  | 'typeahead'
  /** Box that only opens a list, of the library of the same name. */
  | 'ui-select'
  /** Native list whose items come with the postcode. */
  | 'commune-list'
  | 'file';

/** What the server checks on « Suivant ». */
export type Format =
  | 'siret'
  | 'siren'
  | 'finess'
  | 'rna'
  | 'naf'
  | 'postcode'
  | 'phone'
  | 'email'
  | 'url'
  | 'iban'
  | 'bic'
  | 'day'
  | 'number';

export type Value = string | number | boolean;

export interface Option {
  title: string;
  value: Value;
  disabled?: boolean;
  group?: string;
}

/** The field exists on screen only while another field of the step `is` (or is `not`) that value. */
export interface Condition {
  key: string;
  is?: Value;
  not?: Value;
}

export interface Field {
  /** Name of the datum in the draft of its step (or in its row). */
  key: string;
  /** Stands for the key in the identifier of the control, when identifiers say nothing. */
  code?: string;
  label: string;
  widget: Widget;
  required?: boolean;
  format?: Format;
  options?: (string | Option)[];
  help?: string;
  placeholder?: string;
  /** Value the portal proposes in a new request. */
  initial?: Value;
  maxLength?: number;
  min?: number;
  when?: Condition;
  /** List behind a typeahead or a combobox; `communes` depends on the step's `codePostal`. */
  suggests?: 'naf' | 'communes';
  /** Becomes text without control once the SIRET was found (a native control: read-only). */
  lockedBySiret?: boolean;
  /** The portal knows it already: text without control in every row. */
  printed?: boolean;
  /** Expected answer of an eligibility criterion; another one warns without blocking. */
  expected?: Value;
  /** What the field truly asks for; null when it has no name in our dictionary. Never sent to the page. */
  asks: FieldId | null;
}

export interface Table {
  key: string;
  caption: string;
  addLabel: string;
  addWith: 'button' | 'mg-button';
  /** Rows are typed in the table, or in a dialog and then shown as text. */
  editor: 'row' | 'modal';
  /** Empty rows shown when nothing was saved yet. */
  startsWith: number;
  /** Rows shown at a time; all of them when absent. */
  pageSize?: number;
  /** The portal decides of the rows: none is added nor removed. */
  closed?: boolean;
  /** Column whose total is shown under the table. */
  total?: { key: string; label: string };
  columns: Field[];
}

export interface Section {
  title: string;
  text?: string;
  when?: Condition;
  fields?: Field[];
  table?: Table;
}

/** The five blocks of the progress bar. */
export type Block = 'preambule' | 'criteres' | 'structure' | 'demande' | 'recapitulatif';

export interface Step {
  id: string;
  title: string;
  block: Block;
  /** Served by another application of the portal, in a frame of the same origin. */
  framed?: boolean;
  /** HTML, written here and shown as is. */
  intro?: string;
  /** Screens that are not plain lists of sections. */
  screen?: 'summary' | 'receipt';
  sections: Section[];
}

/** Everything a step asks, columns of its tables included. */
export const fieldsOf = (step: Step): Field[] =>
  step.sections.flatMap((section) => [...(section.fields ?? []), ...(section.table?.columns ?? [])]);

/** Whether a condition holds for the values of a step. */
export const holds = (condition: Condition | undefined, entries: Record<string, unknown>): boolean => {
  if (!condition) return true;
  const value = entries[condition.key];
  return 'is' in condition ? value === condition.is : value !== condition.not;
};
