import { currentBuilding, type Generation, readyGenerations } from './store';

/** A local index that can be used. */
export interface ReadyRegister {
  kind: 'ready';
  /** For instance « finess-structures-mensuel-202610 ». */
  name: string;
  /** Day the extract speaks of. */
  on: string;
  /** ISO instant. */
  importedAt: string;
  entities: number;
  establishments: number;
  /** Size on this computer. */
  bytes: number;
  /** What the extract lacks, in French, one sentence each. */
  notes: string[];
  /** Whose data they are, to show beside them. */
  attribution: string;
}

/** An index being built, or interrupted: dropping the same file again goes on with it. */
export interface BuildingRegister {
  kind: 'building';
  name: string;
  /** True while a page or a worker is building it. */
  running: boolean;
  /** Bytes of the file read and kept, and in all. */
  bytesRead: number;
  bytesTotal: number;
  /** Share of the file read and kept, 0 to 1. */
  done: number;
  establishments: number;
  /** The index that stays in use meanwhile. */
  previous: ReadyRegister | null;
}

/** What there is of the register on this computer. */
export type RegisterState = { kind: 'none' } | BuildingRegister | ReadyRegister;

/** Held by whoever builds an index: two at once would undo each other's. */
export const BUILD_LOCK = 'assistant-galis-registre';

const attributionOf = (on: string): string =>
  `Source : FINESS, Agence du numérique en santé et ministère chargé de la santé, data.gouv.fr, données du ${on.split('-').reverse().join('/')}. Licence indiquée : Licence Ouverte 2.0 (page du jeu de données) ; l’interface de data.gouv.fr annonce ODbL pour les structures.`;

const sum = (list: Generation[], of: (one: Generation) => number): number =>
  list.reduce((total, one) => total + of(one), 0);

/** The index in use, as one even when establishments and legal persons came apart; null when there is none. */
export async function readyRegister(): Promise<ReadyRegister | null> {
  const list = await readyGenerations();
  const main = list.find(({ establishments }) => establishments > 0) ?? list[0];
  if (!main) return null;
  const entities = Math.max(...list.map((one) => one.entities));
  const isWhole = list.length > 1;
  return {
    kind: 'ready',
    name: list.map(({ name }) => name).join(' + '),
    on: main.on,
    importedAt: list[0]?.importedAt ?? main.importedAt,
    entities,
    establishments: main.establishments,
    bytes: sum(list, (one) => one.bytes),
    notes: main.notes.filter((note) => !isWhole || !/^Ce fichier ne liste que/.test(note)),
    attribution: attributionOf(main.on),
  };
}

async function isRunning(): Promise<boolean> {
  const held = (await navigator.locks.query()).held ?? [];
  return held.some(({ name }) => name === BUILD_LOCK);
}

/** What there is of the register on this computer, and what is being done about it. */
export async function registerState(): Promise<RegisterState> {
  const building = await currentBuilding();
  const previous = await readyRegister();
  if (!building) return previous ?? { kind: 'none' };
  const { name, bytesRead, bytesTotal, tally } = building;
  return {
    kind: 'building',
    name,
    running: await isRunning(),
    bytesRead,
    bytesTotal,
    done: bytesTotal === 0 ? 0 : Math.min(1, bytesRead / bytesTotal),
    establishments: tally.establishments,
    previous,
  };
}
