import type { Entity, Establishment, RegisterAddress } from '@/knowledge/register/record';

/** Records as the index keeps them: one line of JSON each, the names of the fields left out. */

/** Number of values of a line of each kind. */
const ESTABLISHMENT = 14;
const ENTITY = 15;

type Value = string | number | null;
const isValue = (value: unknown): value is Value =>
  typeof value === 'string' || typeof value === 'number' || value === null;

/** The values of a line, by rank. Checked by hand: a schema would take most of the time of a look-up. */
class Line {
  #values: Value[];

  constructor(line: string, length: number) {
    const values: unknown = JSON.parse(line);
    if (!Array.isArray(values) || values.length !== length || !values.every(isValue))
      throw new Error('a line of the index is damaged');
    this.#values = values;
  }

  text(rank: number): string {
    return String(this.#values[rank] ?? '');
  }

  flag(rank: number): boolean | null {
    const value = this.#values[rank];
    return typeof value === 'number' ? value === 1 : null;
  }

  address(rank: number): RegisterAddress {
    return {
      complement: this.text(rank),
      street: this.text(rank + 1),
      postcode: this.text(rank + 2),
      commune: this.text(rank + 3),
      inseeCode: this.text(rank + 4),
    };
  }
}

const flag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);
const packed = (one: RegisterAddress): string[] => [
  one.complement,
  one.street,
  one.postcode,
  one.commune,
  one.inseeCode,
];

/** One line for an establishment. */
export const writeEstablishment = (one: Establishment): string =>
  JSON.stringify([
    one.finess,
    one.finessJuridique,
    one.name,
    one.category,
    one.categoryLabel,
    one.siret,
    ...packed(one.address),
    one.phone,
    flag(one.open),
    one.closedOn,
  ]);

/** One line for a legal person; its establishments are found through the index. */
export const writeEntity = (one: Entity): string =>
  JSON.stringify([
    one.finess,
    one.siren,
    one.name,
    one.sigle,
    one.legalStatus,
    one.naf,
    one.rna,
    ...packed(one.address),
    one.phone,
    flag(one.open),
    one.closedOn,
  ]);

/** The establishment of a line; throws when the line is not one. */
export function readEstablishmentLine(line: string): Establishment {
  const values = new Line(line, ESTABLISHMENT);
  return {
    finess: values.text(0),
    finessJuridique: values.text(1),
    name: values.text(2),
    category: values.text(3),
    categoryLabel: values.text(4),
    siret: values.text(5),
    address: values.address(6),
    phone: values.text(11),
    open: values.flag(12),
    closedOn: values.text(13),
  };
}

/** The legal person of a line, its establishments not filled in; throws when the line is not one. */
export function readEntityLine(line: string): Entity {
  const values = new Line(line, ENTITY);
  return {
    finess: values.text(0),
    siren: values.text(1),
    name: values.text(2),
    sigle: values.text(3),
    legalStatus: values.text(4),
    naf: values.text(5),
    rna: values.text(6),
    address: values.address(7),
    phone: values.text(12),
    open: values.flag(13),
    closedOn: values.text(14),
    establishments: [],
  };
}

/** FINESS of a line of either kind, without reading the rest: it is its first value. */
export const finessOfLine = (line: string): string => line.slice(2, 11);

/** A legal person of which only the number is known, from its establishments. */
export const unnamedEntity = (finess: string): Entity => ({
  finess,
  siren: '',
  name: '',
  sigle: '',
  legalStatus: '',
  naf: '',
  rna: '',
  address: { complement: '', street: '', postcode: '', commune: '', inseeCode: '' },
  phone: '',
  open: null,
  closedOn: '',
  establishments: [],
});
