import { beforeVisit, remembered, type StepMemory, stepMemory } from '@/knowledge/form/drift';
import { run, write } from './connection';

export { stepKey } from '@/knowledge/form/address';

/** Steps remembered; those not seen for longest leave first. */
const MAX_STEPS = 300;

/**
 * Remembers that a step (`stepKey`) was seen with these fields (`signatureOf` each), once it finished
 * loading, and whether it was filled. `at` is an ISO instant. Told to no page: nothing on screen hangs on it.
 */
export async function stepSeen(
  key: string,
  signatures: readonly string[],
  at: string,
  filled = false,
): Promise<void> {
  if (key === '' || signatures.length === 0) return;
  await write([], async (tx) => {
    const store = tx.objectStore('steps');
    const known = stepMemory.safeParse(await store.get(key)).data ?? null;
    await store.put(remembered(known, { key, signatures, at, filled }));
    if ((await store.count()) <= MAX_STEPS) return;
    const oldest = (await store.getAll()).toSorted((a, b) => a.lastAt.localeCompare(b.lastAt));
    for (const row of oldest.slice(0, oldest.length - MAX_STEPS)) await store.delete(row.key);
  });
}

/**
 * What was known of a step before the visit under way at that ISO instant (looking again within ten
 * minutes is the same visit); null on a first visit, or when what is stored cannot be read.
 */
export async function lastStep(key: string, at = new Date().toISOString()): Promise<StepMemory | null> {
  const memory = stepMemory.safeParse(await run((db) => db.get('steps', key))).data;
  return memory ? beforeVisit(memory, at) : null;
}
