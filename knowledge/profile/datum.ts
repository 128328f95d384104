import { type EditPath, valueAt } from './edit';
import {
  BANK_FIELDS,
  DOSSIER_FIELDS,
  ESSMS_FIELDS,
  type Field,
  LINE_FIELDS,
  ORGANISME_FIELDS,
  PROJECT_FIELDS,
} from './fields';
import type { Profile } from './schema';
import { shownValue } from './typed';

/** One datum of a grappe as a person reads it, and where it is. */
export interface Datum {
  path: EditPath;
  /** With a capital: « FINESS géographique ». */
  label: string;
  /** « oui », « 12 500 € »; empty when the profile does not know. */
  value: string;
  /** Answered by yes or no. */
  flag: boolean;
}

type Rows = 'organismes' | 'essms' | 'dossiers';
const ROWS: readonly string[] = ['organismes', 'essms', 'dossiers'] satisfies Rows[];
const LINES = ['expenses', 'resources', 'indicators'];

/**
 * Path of a datum named as the rules name it, keys and ids of rows joined by dots (an id may hold a
 * dot); null when it is not in this grappe.
 */
export function pathOfDatum(id: string, profile: Profile): EditPath | null {
  const [root = '', ...rest] = id.split('.');
  if (root === 'campaign' || !Object.hasOwn(profile, root)) return null;
  if (rest.length === 0) return [root];
  if (ROWS.includes(root)) return inRow(root as Rows, rest.join('.'), profile);
  return [root, ...rest];
}

function inRow(list: Rows, rest: string, profile: Profile): EditPath | null {
  const rows: readonly { id: string }[] = profile[list];
  const row = rows.find(({ id }) => rest === id || rest.startsWith(`${id}.`));
  if (!row) return null;
  const key = rest.slice(row.id.length + 1);
  return [list, row.id, ...(key === '' ? [] : key.split('.'))];
}

/** The form field behind a path, whatever its row; undefined for a list or a whole row. */
function fieldAt(path: EditPath): Pick<Field<never>, 'label' | 'kind' | 'secret'> | undefined {
  const [root = '', second = '', ...rest] = path;
  const named = <Row>(fields: readonly Field<Row>[], keys: readonly string[]) =>
    fields.find((field) => field.path === keys.join('.'));
  if (root === 'organismes') return named(ORGANISME_FIELDS, rest);
  if (root === 'essms') return named(ESSMS_FIELDS, rest);
  if (root === 'dossiers') return named(DOSSIER_FIELDS, rest);
  if (root === 'bank') return named(BANK_FIELDS, [second, ...rest]);
  if (LINES.includes(second)) return named(LINE_FIELDS, rest.slice(1));
  return root === 'project' ? named(PROJECT_FIELDS, [second, ...rest]) : undefined;
}

/** What the grappe holds there; null when no form asks it on its own. Never the text of a secret. */
export function datumAt(profile: Profile, path: EditPath): Datum | null {
  const field = fieldAt(path);
  if (!field) return null;
  const value = field.secret ? '' : shownValue(field as Field<unknown>, valueAt(profile, path));
  return { path, label: field.label, value, flag: field.kind === 'flag' };
}
