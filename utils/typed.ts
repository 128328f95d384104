import { z } from 'zod';
import { maskedPath } from '@/knowledge/form/address';
import { plainLabel } from '@/knowledge/form/signature';
import type { Typed } from '@/knowledge/form/typed';
import { run, write } from './connection';

/**
 * The « boîte noire » as read by the panel: long texts typed in the portal, written by the worker
 * (`typed-store.ts`), kept thirty days on this computer.
 */
const version = z.object({ text: z.string().max(20_000), at: z.iso.datetime() });
const typedRow = version.extend({
  id: z.number().int(),
  url: z.string().max(2000),
  step: z.string().max(400),
  label: z.string().max(400),
  section: z.string().max(400),
  versions: z.array(version).max(10),
});

/** Every text kept, the latest first; what cannot be read is left out. */
export async function listTyped(): Promise<Typed[]> {
  const rows = await run((db) => db.getAll('typed'));
  const read = rows.flatMap((row) => typedRow.safeParse(row).data ?? []);
  return read.toSorted((a, b) => b.at.localeCompare(a.at));
}

/**
 * Texts typed on a step, those of this very address first, then those of the same step under another
 * identifier: after a time-out the portal may open another draft. The latest first in each.
 */
export async function typedTexts(url: string, step: string): Promise<Typed[]> {
  const path = maskedPath(url);
  const title = plainLabel(step);
  const same = (await listTyped()).filter(
    (one) => maskedPath(one.url) === path && (title === '' || plainLabel(one.step) === title),
  );
  return [...same.filter((one) => one.url === url), ...same.filter((one) => one.url !== url)];
}

/** Forgets one text: it was put back, or the person does not want it. */
export const dropTyped = (id: number): Promise<void> =>
  write(['typed'], (tx) => tx.objectStore('typed').delete(id));

/** Erases every text kept. */
export const forgetTyped = (): Promise<void> => write(['typed'], (tx) => tx.objectStore('typed').clear());
