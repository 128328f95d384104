import { formatFiness } from '@/knowledge/identifiers';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOf } from '@/knowledge/reference/territories';
import { columnOf } from './columns';
import { duplicatesOf, findingsOf } from './findings';
import { type Options, plainText } from './options';
import { cellValue, display, isBlank } from './values';

/** The quick filters; `count` says what one keeps, in French. */
export const CHIPS = [
  { key: 'incomplete', label: 'À compléter' },
  { key: 'wrong', label: 'Numéro faux' },
  { key: 'duplicate', label: 'En double' },
  { key: 'closed', label: 'Fermés' },
] as const;
export type Chip = (typeof CHIPS)[number]['key'];

/** The rows to show. Empty texts and lists filter nothing; `none` stands for a blank value. */
export interface Filter {
  text: string;
  chips: readonly Chip[];
  field: string;
  organismeId: string;
  departement: string;
}
export const NO_FILTER: Filter = { text: '', chips: [], field: '', organismeId: '', departement: '' };
/** Value of a list of the filter for « not filled in ». */
export const NONE = 'none';

export interface Sort {
  key: string;
  descending: boolean;
}

export const isFiltering = ({ text, chips, field, organismeId, departement }: Filter): boolean =>
  text.trim() !== '' || chips.length > 0 || field + organismeId + departement !== '';

const haystacks = new WeakMap<Essms, string>();

function haystackOf(essms: Essms): string {
  const category = categoryOf(essms.category);
  const text =
    haystacks.get(essms) ??
    plainText(
      [
        essms.name,
        essms.finess,
        formatFiness(essms.finess),
        essms.siret,
        essms.category,
        category?.label,
        category?.shortLabel,
        essms.field,
        essms.address.postcode,
        essms.address.commune,
        essms.departement,
        departementOf(essms.departement)?.name,
        essms.currentSoftware,
      ].join(' '),
    );
  haystacks.set(essms, text);
  return text;
}

/** True when a row passes a quick filter; `twice` are the FINESS several rows hold. */
export function passes(chip: Chip, essms: Essms, twice: ReadonlySet<string>): boolean {
  if (chip === 'closed') return essms.open === false; // a day of closing may be to come
  if (chip === 'duplicate') return twice.has(essms.finess);
  const { missing, wrong } = findingsOf(essms);
  return chip === 'wrong' ? wrong.size > 0 : missing.size > 0;
}

const isChosen = (wanted: string, value: string): boolean =>
  wanted === '' || (wanted === NONE ? value === '' : wanted === value);

function keep(essms: Essms, filter: Filter, words: string[], twice: ReadonlySet<string>, owner: string) {
  return (
    isChosen(filter.field, essms.field ?? '') &&
    isChosen(filter.organismeId, essms.organismeId) &&
    isChosen(filter.departement, essms.departement) &&
    filter.chips.every((chip) => passes(chip, essms, twice)) &&
    words.every((word) => haystackOf(essms).includes(word) || owner.includes(word))
  );
}

const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });

/** Stable; unknown values come last in both directions. */
export function sortRows(rows: readonly Essms[], { key, descending }: Sort, options: Options): Essms[] {
  const column = columnOf(key);
  if (!column) return [...rows];
  const keyed = rows.map((essms) => {
    const value = cellValue(essms, column);
    const text = column.options ? display(value, column, options) : String(value ?? '');
    return { essms, blank: isBlank(value), value, text };
  });
  keyed.sort((a, b) => {
    if (a.blank || b.blank) return Number(a.blank) - Number(b.blank);
    const numbers = typeof a.value === 'number' && typeof b.value === 'number';
    const order = numbers ? Number(a.value) - Number(b.value) : collator.compare(a.text, b.text);
    return descending ? -order : order;
  });
  return keyed.map(({ essms }) => essms);
}

/** Ids of the rows to show, in order. */
export function viewOf(grappe: Profile, filter: Filter, sort: Sort | null, options: Options): string[] {
  const twice = duplicatesOf(grappe.essms);
  const words = plainText(filter.text)
    .split(' ')
    .filter((word) => word !== '');
  const owners = new Map(options.organisme.map((o) => [o.value, o.words.join(' ')]));
  const kept = grappe.essms.filter((e) => keep(e, filter, words, twice, owners.get(e.organismeId) ?? ''));
  return (sort ? sortRows(kept, sort, options) : kept).map(({ id }) => id);
}

/** How many rows of the grappe each quick filter keeps. */
export function chipCounts({ essms }: Profile): Record<Chip, number> {
  const twice = duplicatesOf(essms);
  const count = (chip: Chip) => essms.filter((e) => passes(chip, e, twice)).length;
  return {
    incomplete: count('incomplete'),
    wrong: count('wrong'),
    duplicate: count('duplicate'),
    closed: count('closed'),
  };
}
