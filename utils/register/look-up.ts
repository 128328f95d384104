import type { Entity, Establishment, RegisterAnswer, RegisterAnswers } from '@/knowledge/register/record';
import { type Database, type KeyTables, KINDS, type Kind, run } from './connection';
import { finessOfLine, readEntityLine, readEstablishmentLine, unnamedEntity } from './records';
import { type Generation, LINES, readyGenerations } from './store';
import { digitsKey, finessKey, mapKinds, placesOf } from './tables';

/** Finds numbers in the local index: tables in memory, then only the blocks that hold the records. */

const EMPTY = { keys: new Float64Array(), refs: new Uint32Array() };

/** The tables of the indexes read, by connection: a few megabytes, the same until an index is replaced. */
const loaded = new WeakMap<Database, Map<number, KeyTables>>();

async function tablesOf(db: Database, generation: number): Promise<KeyTables> {
  const known = loaded.get(db) ?? new Map<number, KeyTables>();
  loaded.set(db, known);
  const tables = known.get(generation) ?? (await loadTables(db, generation));
  if (known.size > 1) known.clear();
  known.set(generation, tables);
  return tables;
}

async function loadTables(db: Database, generation: number): Promise<KeyTables> {
  const { store } = db.transaction('tables');
  const read = await Promise.all(KINDS.map((kind) => store.get([generation, kind])));
  return mapKinds((kind) => read[KINDS.indexOf(kind)] ?? EMPTY);
}

const blockOf = (place: number): number => Math.floor(place / LINES);

/** An index opened for some look-ups. */
class Index {
  #db: Database;
  #tables: KeyTables;
  /** The blocks read by this look-up: a legal person is beside its establishments. */
  #blocks = new Map<number, string[]>();
  readonly generation: Generation;

  constructor(db: Database, generation: Generation, tables: KeyTables) {
    this.#db = db;
    this.#tables = tables;
    this.generation = generation;
  }

  places(kind: Kind, key: number): number[] {
    return placesOf(this.#tables[kind], key);
  }

  /** The lines at these places, by place. */
  async read(places: number[]): Promise<Map<number, string>> {
    const ranks = [...new Set(places.map(blockOf))].filter((rank) => !this.#blocks.has(rank));
    const { store } = this.#db.transaction('blocks');
    const { generation } = this.generation;
    const blocks = await Promise.all(ranks.map((rank) => store.get([generation, rank])));
    for (const [i, rank] of ranks.entries()) this.#blocks.set(rank, blocks[i]?.split('\n') ?? []);
    return new Map(
      places.flatMap((place) => {
        const line = this.#blocks.get(blockOf(place))?.[place % LINES];
        return line === undefined ? [] : [[place, line]];
      }),
    );
  }
}

const openIndexes = async (db: Database): Promise<Index[]> =>
  Promise.all(
    (await readyGenerations()).map(async (one) => new Index(db, one, await tablesOf(db, one.generation))),
  );

/** Places of a number, by what it may be the number of. */
function placesIn(index: Index, number: string): { establishments: number[]; entities: number[] } {
  if (/^\d{14}$/.test(number))
    return { establishments: index.places('siret', digitsKey(number)), entities: [] };
  if (!/^[\dA-Z]{9}$/.test(number)) return { establishments: [], entities: [] };
  const siren = /^\d{9}$/.test(number) ? index.places('siren', digitsKey(number)) : [];
  return {
    establishments: index.places('et', finessKey(number)),
    entities: [...index.places('ej', finessKey(number)), ...siren],
  };
}

const once = <T extends { finess: string }>(found: T[]): T[] =>
  [...new Map(found.toReversed().map((one) => [one.finess, one])).values()].reverse();

const picked = <T>(lines: Map<number, string>, places: number[], read: (line: string) => T): T[] =>
  places.flatMap((place) => {
    const line = lines.get(place);
    return line === undefined ? [] : [read(line)];
  });

/** What one index holds of each number. */
async function searched(index: Index, numbers: string[]): Promise<Map<string, RegisterAnswer>> {
  const places = new Map(numbers.map((number) => [number, placesIn(index, number)]));
  const lines = await index.read(
    [...places.values()].flatMap(({ establishments, entities }) => [...establishments, ...entities]),
  );
  const source = { by: 'finess' as const, name: index.generation.name, on: index.generation.on };
  return new Map(
    [...places].map(([number, found]) => [
      number,
      {
        number,
        establishments: once(picked(lines, found.establishments, readEstablishmentLine)),
        entities: once([
          ...picked(lines, found.entities, readEntityLine),
          ...(isLegalPerson(index, number) ? [unnamedEntity(number)] : []),
        ]),
        source,
      },
    ]),
  );
}

/** True for the number of a legal person whose establishments alone are known. */
const isLegalPerson = (index: Index, number: string): boolean =>
  /^[\dA-Z]{9}$/.test(number) &&
  index.places('ej', finessKey(number)).length === 0 &&
  index.places('ofEj', finessKey(number)).length > 0;

/** The two answers as one: a named legal person hides the unnamed one. */
function joinedAnswer(one: RegisterAnswer, other: RegisterAnswer): RegisterAnswer {
  const entities = [...one.entities, ...other.entities];
  const named = entities.filter(({ name }) => name !== '');
  const found = one.establishments.length + one.entities.length > 0;
  return {
    ...(found ? one : other),
    establishments: once([...one.establishments, ...other.establishments]),
    entities: once(named.length > 0 ? named : entities),
  };
}

/** Lines of the establishments of some legal persons, by FINESS juridique, in the order of the register. */
async function linesByEj(indexes: Index[], finess: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(finess.map((one) => [one, []]));
  for (const index of indexes) {
    const places = new Map(finess.map((one) => [one, index.places('ofEj', finessKey(one))]));
    const lines = await index.read([...places.values()].flat());
    for (const [ej, at] of places) found.get(ej)?.push(...picked(lines, at, (line) => line));
  }
  return found;
}

/**
 * What the local index holds under each number (normalised: no space, zeros in place): a FINESS, a
 * SIREN or a SIRET. Every number asked is in the map, with empty lists when it is unknown; the map
 * is empty when there is no index.
 */
export const lookUp = (numbers: string[]): Promise<RegisterAnswers> =>
  run(async (db) => {
    const indexes = await openIndexes(db);
    const asked = [...new Set(numbers)];
    const found = await Promise.all(indexes.map((index) => searched(index, asked)));
    const [first, ...others] = found;
    if (!first) return new Map<string, RegisterAnswer>();
    const answers = [...first.values()].map((answer) =>
      others.reduce((joined, other) => joinedAnswer(joined, other.get(answer.number) ?? joined), answer),
    );
    await fillEstablishments(
      indexes,
      answers.flatMap(({ entities }) => entities),
    );
    return new Map(answers.map((answer) => [answer.number, answer]));
  });

async function fillEstablishments(indexes: Index[], entities: Entity[]): Promise<void> {
  const found = await linesByEj(indexes, [...new Set(entities.map(({ finess }) => finess))]);
  for (const entity of entities)
    entity.establishments = [...new Set((found.get(entity.finess) ?? []).map(finessOfLine))];
}

/** The establishments of a legal person, open and closed, in the order of the register. */
export const establishmentsOf = (finessJuridique: string): Promise<Establishment[]> =>
  run(async (db) => {
    if (!/^[\dA-Z]{9}$/.test(finessJuridique)) return [];
    const lines = await linesByEj(await openIndexes(db), [finessJuridique]);
    return once((lines.get(finessJuridique) ?? []).map(readEstablishmentLine));
  });
