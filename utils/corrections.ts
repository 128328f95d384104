import {
  type Correction,
  correction,
  MAX_CORRECTIONS,
  type RefusedCorrection,
  readCorrections,
  refusalOf,
} from '@/knowledge/form/correction';
import { run, write } from './connection';

export { exportCorrections } from '@/knowledge/form/correction';

/** What the person said of fields, the latest first; what cannot be read is left out, not deleted. */
export async function listCorrections(): Promise<Correction[]> {
  const rows = await run((db) => db.getAll('corrections'));
  const read = rows.flatMap((row) => correction.safeParse(row).data ?? []);
  return read.toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Keeps a correction in place of an earlier one of the same field. Throws in French. */
export async function saveCorrection(one: Correction): Promise<void> {
  const checked = correction.parse(one);
  const refusal = refusalOf(checked);
  if (refusal !== null) throw new Error(`Correction non retenue : ${refusal}.`);
  const kept = await write(['corrections'], async (tx) => {
    const store = tx.objectStore('corrections');
    const isNew = (await store.getKey(checked.signature)) === undefined;
    if (isNew && (await store.count()) >= MAX_CORRECTIONS) return false;
    await store.put(checked);
    return true;
  });
  if (!kept) throw new Error(`Correction non retenue : ${FULL}.`);
}

const FULL = `l’assistant garde ${MAX_CORRECTIONS.toLocaleString('fr-FR')} corrections au plus, retirez-en avant d’en ajouter`;

/** Forgets what was said of a field. */
export const deleteCorrection = (signature: string): Promise<void> =>
  write(['corrections'], (tx) => tx.objectStore('corrections').delete(signature));

/** What an import did: a correction already there and the same counts for nothing. */
export interface CorrectionsImport {
  added: number;
  /** Corrections that said something else of the same field: the file's took their place. */
  replaced: number;
  refused: RefusedCorrection[];
}

/**
 * Adds the corrections of a file in one transaction. On the same field the file wins; every other
 * correction in place stays. Lines are counted from 1; line 0 is the file itself.
 */
export async function importCorrections(text: string): Promise<CorrectionsImport> {
  const { read, refused } = readCorrections(text);
  const done: CorrectionsImport = { added: 0, replaced: 0, refused };
  if (read.length === 0) return done;
  await write(['corrections'], async (tx) => {
    const store = tx.objectStore('corrections');
    let room = MAX_CORRECTIONS - (await store.count());
    let dropped = 0;
    for (const one of read) {
      const before = correction.safeParse(await store.get(one.signature)).data;
      if (before?.fieldId === one.fieldId) continue;
      if (!before && room <= 0) {
        dropped++;
        continue;
      }
      await store.put(one);
      if (before) done.replaced++;
      else {
        done.added++;
        room--;
      }
    }
    if (dropped > 0) refused.push({ line: 0, reason: `${dropped} de trop : ${FULL}` });
  });
  return done;
}
