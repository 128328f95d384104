import { formatFiness, formatPhone, formatSiren, formatSiret } from '@/knowledge/identifiers';
import { formatIban } from '@/knowledge/identifiers/bank';
import { FIELD_NAMES, formatCents, formatCount, formatDay } from '@/knowledge/profile/format';
import { essmsField } from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import type { ValueKind } from './targets';

const FORMATS: Partial<Record<ValueKind, (text: string) => string>> = {
  finess: formatFiness,
  siret: formatSiret,
  siren: formatSiren,
  phone: formatPhone,
  iban: formatIban,
  day: formatDay,
  category: (code) => {
    const category = categoryOf(code);
    return category ? `${code}, ${category.shortLabel ?? category.label}` : code;
  },
  field: (code) => {
    const found = essmsField.safeParse(code);
    return found.success ? `${code}, ${FIELD_NAMES[found.data]}` : code;
  },
};

const written = new Map<ValueKind, Map<unknown, string>>();

/** Values repeat down a sheet, and formatting a number is slow. */
function remembered(kind: ValueKind, value: number | string, format: () => string): string {
  const known = written.get(kind) ?? new Map<unknown, string>();
  if (known.size > 5000) known.clear();
  written.set(kind, known);
  const found = known.get(value) ?? format();
  known.set(value, found);
  return found;
}

const numberText = (kind: ValueKind, value: number): string =>
  kind === 'cents' ? formatCents(value) : kind === 'count' ? formatCount(value) : String(value);

/** A value of a profile as a person reads it; empty when unknown. */
export function displayOf(kind: ValueKind, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return remembered(kind, value, () => numberText(kind, value));
  if (typeof value !== 'string') return JSON.stringify(value);
  const format = FORMATS[kind];
  return format ? remembered(kind, value, () => format(value)) : value;
}
