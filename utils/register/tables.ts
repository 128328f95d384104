import { type KeyTable, type KeyTables, KINDS, type Kind } from './connection';

/** Sorted tables of numbers: a number is eight bytes, and its record four more. */

/** A FINESS as an integer (base 36: Corsican letters keep their place). */
export const finessKey = (finess: string): number => Number.parseInt(finess, 36);

/** A SIREN or SIRET as an integer. */
export const digitsKey = (digits: string): number => Number(digits);

/** A table of each kind, made one after the other. */
export const mapKinds = (make: (kind: Kind) => KeyTable): KeyTables => ({
  et: make('et'),
  siret: make('siret'),
  ofEj: make('ofEj'),
  ej: make('ej'),
  siren: make('siren'),
});

/** Numbers and places being gathered. */
export class Gatherer {
  #keys: Record<Kind, number[]> = { et: [], siret: [], ofEj: [], ej: [], siren: [] };
  #refs: Record<Kind, number[]> = { et: [], siret: [], ofEj: [], ej: [], siren: [] };

  add(kind: Kind, key: number, ref: number): void {
    this.#keys[kind].push(key);
    this.#refs[kind].push(ref);
  }

  /** What was gathered, in order of arrival; starts again from nothing. */
  take(): KeyTables {
    const tables = mapKinds((kind) => ({
      keys: Float64Array.from(this.#keys[kind]),
      refs: Uint32Array.from(this.#refs[kind]),
    }));
    for (const kind of KINDS) {
      this.#keys[kind] = [];
      this.#refs[kind] = [];
    }
    return tables;
  }
}

/** One sorted table out of the parts; places of the same number stay in the order of the file. */
export function merged(parts: KeyTable[]): KeyTable {
  const size = parts.reduce((total, { keys }) => total + keys.length, 0);
  const keys = new Float64Array(size);
  const refs = new Uint32Array(size);
  let at = 0;
  for (const part of parts) {
    keys.set(part.keys, at);
    refs.set(part.refs, at);
    at += part.keys.length;
  }
  const order = Uint32Array.from({ length: size }, (_, rank) => rank);
  order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
  return {
    keys: Float64Array.from(order, (rank) => keys[rank] ?? 0),
    refs: Uint32Array.from(order, (rank) => refs[rank] ?? 0),
  };
}

/** Places of the records of a number, in the order of the file. */
export function placesOf({ keys, refs }: KeyTable, key: number): number[] {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  const places: number[] = [];
  for (let at = low; keys[at] === key; at += 1) places.push(refs[at] ?? 0);
  return places;
}
