import { z } from 'zod';
import { type ExtractTally, emptyTally } from '@/knowledge/register/extract';
import { allOrNone, type KeyTables, KINDS, run } from './connection';
import { mapKinds, merged } from './tables';

/**
 * The indexes on disk. Each is a generation: blocks of lines and tables of numbers. The one being
 * built is invisible until one transaction puts it in use; what is not in use is then swept away.
 */

/**
 * Lines of a block, about 13 kB: smaller ones are slow to write (each costs as much as its bytes),
 * larger ones slow to read when the numbers looked up are spread over the whole register.
 */
export const LINES = 64;
/** Shape of the index; another number makes an index of another version be built again. */
const SHAPE = 1;

const tallySchema = z.object(
  Object.fromEntries(Object.keys(emptyTally()).map((key) => [key, z.number()])) as Record<
    keyof ExtractTally,
    z.ZodNumber
  >,
);

const generationSchema = z.object({
  shape: z.literal(SHAPE),
  generation: z.number().int(),
  name: z.string(),
  on: z.string(),
  importedAt: z.string(),
  entities: z.number(),
  establishments: z.number(),
  bytes: z.number(),
  notes: z.array(z.string()),
});
/** An index in use. */
export type Generation = z.infer<typeof generationSchema>;

const buildingSchema = z.object({
  shape: z.literal(SHAPE),
  generation: z.number().int(),
  /** Tells the file: name, size, day and hash of its first bytes. */
  file: z.string(),
  name: z.string(),
  /** Bytes of the file, and those read. */
  bytesTotal: z.number(),
  bytesRead: z.number(),
  /** Offset in the decompressed file after what the last block holds. */
  offset: z.number(),
  nextBlock: z.number().int(),
  generatedAt: z.string(),
  bytes: z.number(),
  tally: tallySchema,
});
/** An index being built, as its last transaction left it. */
export type Building = z.infer<typeof buildingSchema>;

/** The indexes in use, the most recent first: two when establishments and legal persons come apart. */
export const readyGenerations = async (): Promise<Generation[]> =>
  z
    .array(generationSchema)
    .catch([])
    .parse(await run((db) => db.get('meta', 'ready')));

/** The index being built or interrupted, or null. */
export const currentBuilding = async (): Promise<Building | null> =>
  buildingSchema
    .nullable()
    .catch(null)
    .parse((await run((db) => db.get('meta', 'building'))) ?? null);

/** Blocks read together, their numbers, and where the reading stands: kept all or none. */
export const commit = (building: Building, firstBlock: number, blocks: string[], tables: KeyTables) =>
  run(async (db) => {
    // Relaxed: a power cut loses the last blocks, never the order in which they were written.
    const tx = db.transaction(['blocks', 'chunks', 'meta'], 'readwrite', { durability: 'relaxed' });
    const { generation } = building;
    const store = tx.objectStore('blocks');
    await allOrNone(tx, [
      ...blocks.map((block, rank) => () => store.put(block, [generation, firstBlock + rank])),
      () => tx.objectStore('chunks').put(tables, [generation, firstBlock]),
      () => tx.objectStore('meta').put(building, 'building'),
    ]);
  });

const everythingOf = (generation: number) => IDBKeyRange.bound([generation], [generation, []]);

/** A number no index ever had, even forgotten ones: pages remember what they read of each. */
const nextGeneration = (): Promise<number> =>
  run(async (db) => {
    const tx = db.transaction('meta', 'readwrite');
    const next =
      z
        .number()
        .int()
        .catch(0)
        .parse(await tx.store.get('last')) + 1;
    await tx.store.put(next, 'last');
    await tx.done;
    return next;
  });

/** A new index to build, once what an earlier one left is swept away. */
export async function startBuilding(file: string, name: string, bytesTotal: number): Promise<Building> {
  const generation = await nextGeneration();
  await run((db) => db.delete('meta', 'building'));
  await sweep();
  return {
    shape: SHAPE,
    generation,
    file,
    name,
    bytesTotal,
    bytesRead: 0,
    offset: 0,
    nextBlock: 0,
    generatedAt: '',
    bytes: 0,
    tally: emptyTally(),
  };
}

/** Deletes what belongs to no index in use or being built. */
export async function sweep(): Promise<void> {
  const kept = [...(await readyGenerations()), await currentBuilding()].flatMap((one) =>
    one ? [one.generation] : [],
  );
  await run(async (db) => {
    const tx = db.transaction(['blocks', 'chunks', 'tables'], 'readwrite', { durability: 'relaxed' });
    const edges = [Number.NEGATIVE_INFINITY, ...kept.toSorted((a, b) => a - b), Number.POSITIVE_INFINITY];
    for (const store of ['blocks', 'chunks', 'tables'] as const)
      for (let i = 1; i < edges.length; i += 1)
        await tx.objectStore(store).delete(between(edges[i - 1] ?? 0, edges[i] ?? 0));
    await tx.done;
  });
}

/** Keys of the generations strictly between two. */
const between = (low: number, high: number) => IDBKeyRange.bound([low, []], [high], true, true);

/** Sorts the numbers gathered and puts the index in use, in place of those it makes useless. */
export async function finish(
  building: Building,
  ready: Omit<Generation, 'shape' | 'generation'>,
): Promise<void> {
  const { generation } = building;
  const chunks = await run((db) => db.getAll('chunks', everythingOf(generation)));
  const tables = mapKinds((kind) => merged(chunks.map((chunk) => chunk[kind])));
  const size = KINDS.reduce((total, kind) => total + tables[kind].keys.byteLength * 1.5, 0);
  const before = await readyGenerations();
  const one: Generation = { ...ready, bytes: ready.bytes + size, shape: SHAPE, generation };
  await run(async (db) => {
    const tx = db.transaction(['tables', 'meta'], 'readwrite', { durability: 'strict' });
    await allOrNone(tx, [
      ...KINDS.map((kind) => () => tx.objectStore('tables').put(tables[kind], [generation, kind])),
      () => tx.objectStore('meta').put([one, ...before.filter((other) => !replaces(one, other))], 'ready'),
      () => tx.objectStore('meta').delete('building'),
    ]);
  });
  await run((db) => db.delete('chunks', everythingOf(generation)));
  await sweep();
}

/** A file of establishments replaces all but legal persons alone; one of legal persons, only its like. */
const replaces = (one: Generation, other: Generation): boolean =>
  one.establishments > 0 ? other.establishments > 0 || one.entities > 0 : other.establishments === 0;

/** Forgets the index being built; the one in use stays. */
export async function dropBuilding(): Promise<void> {
  await run((db) => db.delete('meta', 'building'));
  await sweep();
}

/** Forgets every index; the answers of the public API stay. */
export async function dropEverything(): Promise<void> {
  await run(async (db) => {
    const stores = ['blocks', 'chunks', 'tables'] as const;
    const tx = db.transaction(['meta', ...stores], 'readwrite');
    await allOrNone(tx, [
      () => tx.objectStore('meta').delete('ready'),
      () => tx.objectStore('meta').delete('building'),
      ...stores.map((store) => () => tx.objectStore(store).clear()),
    ]);
  });
}
