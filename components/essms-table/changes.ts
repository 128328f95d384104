import { applyEdits, type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { formatCount } from '@/knowledge/profile/format';
import { type Essms, essms as essmsSchema, type Profile } from '@/knowledge/profile/schema';
import { departementOfPostcode } from '@/knowledge/reference/territories';
import type { Column } from './columns';
import type { Value } from './values';

/** A value to write in a cell of an existing row. */
export interface Write {
  id: string;
  column: Column;
  value: Value;
}

/** A blank département follows a postcode written by the same change. */
function departementEdits(grappe: Profile, writes: readonly Write[]): Edit[] {
  const told = new Set(writes.filter((w) => w.column.key === 'departement').map((w) => w.id));
  const rows = new Map(grappe.essms.map((e) => [e.id, e]));
  return writes.flatMap(({ id, column, value }) => {
    if (column.key !== 'address.postcode' || told.has(id) || rows.get(id)?.departement !== '') return [];
    const code = departementOfPostcode(String(value));
    return code === null ? [] : setValue(grappe, ['essms', id, 'departement'], code);
  });
}

/** The edits that write these cells; those that already hold their value give none. */
export const writeCells = (grappe: Profile, writes: readonly Write[]): Edit[] => [
  ...writes.flatMap(({ id, column, value }) => setValue(grappe, ['essms', id, ...column.path], value)),
  ...departementEdits(grappe, writes),
];

/** A row with nothing in it; a grappe of one organisme has its ESSMS. */
export const blankRow = (grappe: Profile, id: string): Essms =>
  essmsSchema.parse({
    id,
    finess: '',
    name: '',
    category: '',
    organismeId: grappe.organismes.length === 1 ? grappe.organismes[0]?.id : '',
    siret: '',
    departement: '',
    currentSoftware: '',
  });

/** The edits that add rows at the end, each with the values to write in it. */
export function addRows(grappe: Profile, writes: readonly (readonly Write[])[]): Edit[] {
  const rows = writes.map((own) => {
    const blank = blankRow(grappe, own[0]?.id ?? crypto.randomUUID());
    const alone = { ...grappe, essms: [blank] };
    const outcome = applyEdits(alone, writeCells(alone, own));
    return (outcome.ok && outcome.profile.essms[0]) || blank;
  });
  return insertRows(grappe, ['essms'], rows);
}

/** Dossiers that list one of these rows. */
export const dossiersWith = ({ dossiers }: Profile, ids: ReadonlySet<string>) =>
  dossiers.filter((d) => d.essmsIds.some((id) => ids.has(id)));

/** The edits that remove rows, from the list and from the dossiers. */
export function deleteRows(grappe: Profile, ids: ReadonlySet<string>): Edit[] {
  const links = dossiersWith(grappe, ids).flatMap((d) =>
    setValue(
      grappe,
      ['dossiers', d.id, 'essmsIds'],
      d.essmsIds.filter((id) => !ids.has(id)),
    ),
  );
  // Last row first: undone in the reverse order, each finds its rank again.
  const rows = grappe.essms.filter(({ id }) => ids.has(id)).toReversed();
  return [...links, ...rows.flatMap(({ id }) => removeRow(grappe, ['essms'], id))];
}

const name = (grappe: Profile, id: string): string => grappe.essms.find((e) => e.id === id)?.name ?? '';

/** « FINESS de « EHPAD La Rade » », « Champ de 12 ESSMS », « 24 cellules de 12 ESSMS »: the words of an undo. */
export function describeWrites(grappe: Profile, writes: readonly Write[]): string {
  const ids = new Set(writes.map((w) => w.id));
  const labels = new Set(writes.map((w) => w.column.label));
  const [first] = ids;
  const one = ids.size === 1 && first !== undefined ? name(grappe, first) : '';
  const whose = one === '' ? `${formatCount(ids.size)}\u00a0ESSMS` : `«\u00a0${one}\u00a0»`;
  const what = labels.size === 1 ? [...labels].join() : `${formatCount(writes.length)}\u00a0cellules`;
  return `${what} de ${whose}`;
}
