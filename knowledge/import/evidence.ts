import { compact, isDate } from '@/knowledge/identifiers/check';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOf } from '@/knowledge/reference/territories';
import type { Cell } from './table';
import type { ValueKind } from './targets';
import { readValue, saysNothing, textOf } from './values';

/** What the values of a column look like. Shares are of the values sampled, 0 to 1. */
export interface Evidence {
  /** Values looked at; 0 for an empty column. */
  sampled: number;
  /** Share of the values that are a valid value of a kind. */
  valid: ReadonlyMap<ValueKind, number>;
  /** Share that has the shape of a kind, its key aside: typing faults do not hide what a column is. */
  shaped: ReadonlyMap<ValueKind, number>;
  /** Share of distinct values. */
  distinct: number;
  /** Mean length of the values. */
  length: number;
  /** Share of the values that hold letters. */
  letters: number;
  /** Share of the values that are figures: numbers, amounts, dates. */
  figures: number;
  samples: string[];
}

/** Kinds told by content alone; the others only confirm a header. */
export const TELLING: readonly ValueKind[] = [
  'finess',
  'siret',
  'siren',
  'postcode',
  'place',
  'category',
  'field',
  'departement',
  'email',
  'phone',
  'iban',
  'bic',
  'naf',
  'rna',
];

const CONFIRMING: readonly ValueKind[] = [
  'yes-no',
  'count',
  'cents',
  'year',
  'day',
  'civilite',
  'project-type',
];

/** Shape of a kind on a compacted value: cheap, tried before the check of the key. */
const SHAPES: Partial<Record<ValueKind, RegExp>> = {
  finess: /^(?:\d{8,9}|2[AB]\d{7})$/,
  siret: /^\d{13,14}$/,
  siren: /^\d{8,9}$/,
  postcode: /^\d{4,5}$/,
  place: /^\d{4,5}[^\d]/,
  category: /^(?:\d{3}(?!\d)|\D{2})/,
  field: /^[^\d]+$/,
  departement: /^(?:2[AB]|\d{1,3})(?!\d)|^\D+$/,
  email: /@/,
  phone: /^(?:\+|00)?\d{9,14}$/,
  iban: /^[A-Z]{2}\d{2}[A-Z\d]{10,}$/,
  bic: /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/,
  naf: /^\d{4}[A-Z]/,
  rna: /^W\d/,
};

const fits = (kind: ValueKind, text: string, bare: string): boolean => {
  if (kind === 'category' && /^\d/.test(bare)) return categoryOf(bare.slice(0, 3)) !== null;
  if (kind === 'departement' && /^\d+$/.test(bare)) return bare.length <= 3 && departementOf(bare) !== null;
  const read = readValue(kind, text);
  return read?.ok === true;
};

const FIGURE = /^[\d\s\u00A0\u202F.,:/%€+-]+$/;

/** At most this many values are looked at, spread over the column. */
const SAMPLE = 60;

/** Looks at a spread of the values of a column. */
export function evidenceOf(cells: readonly Cell[]): Evidence {
  const texts: string[] = [];
  const step = Math.max(1, Math.floor(cells.length / (SAMPLE * 3)));
  for (let at = 0; at < cells.length && texts.length < SAMPLE; at += step) {
    const text = textOf(cells[at] ?? null).trim();
    if (!saysNothing(text)) texts.push(text);
  }
  const valid = new Map<ValueKind, number>();
  const shaped = new Map<ValueKind, number>();
  const add = (map: Map<ValueKind, number>, kind: ValueKind) =>
    map.set(kind, (map.get(kind) ?? 0) + 1 / texts.length);
  for (const text of texts) {
    const bare = compact(text.slice(0, 120));
    for (const kind of isDate(text) ? [] : TELLING) {
      if (SHAPES[kind]?.test(bare) !== true) continue;
      add(shaped, kind);
      if (fits(kind, text, bare)) add(valid, kind);
    }
    for (const kind of CONFIRMING) if (text.length <= 40 && readValue(kind, text)?.ok) add(valid, kind);
  }
  const distinct = new Set(texts);
  return {
    sampled: texts.length,
    valid,
    shaped,
    distinct: texts.length === 0 ? 0 : distinct.size / texts.length,
    length: texts.reduce((sum, text) => sum + text.length, 0) / (texts.length || 1),
    letters: texts.filter((text) => /\p{L}{2}/u.test(text)).length / (texts.length || 1),
    figures: texts.filter((text) => FIGURE.test(text)).length / (texts.length || 1),
    samples: [...distinct].slice(0, 4),
  };
}
