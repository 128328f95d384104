import { readingSchema } from '@/knowledge/texts/blocks';
import { pastedBlocks, titleOf } from '@/knowledge/texts/pasted';
import type { Origin } from '@/knowledge/texts/taken';
import { readDocx } from '../docx';
import { CaptureError } from './errors';
import { type Captured, finish } from './finish';
import { listen } from './task';

/** What this worker reads, away from the page, which stays fluid. */
export type ReadTask =
  /** What the script put in a page answered. */
  | { kind: 'page'; page: unknown; origin: Origin }
  | { kind: 'docx'; file: Blob; origin: Origin }
  | { kind: 'paste'; text: string; title: string; origin: Origin };

async function read(task: ReadTask): Promise<Captured> {
  const { kind, origin } = task;
  if (kind === 'docx') return finish(await readDocx(new Uint8Array(await task.file.arrayBuffer())), origin);
  if (kind === 'paste') {
    const blocks = pastedBlocks(task.text);
    return finish({ title: task.title.trim() || titleOf(blocks), blocks, hidden: 0, notes: [] }, origin);
  }
  const page = readingSchema.safeParse(task.page);
  if (!page.success) throw new CaptureError('too-long');
  return finish(page.data, origin);
}

listen(read);
