import { type Edit, invertEdits, sameJson } from '@/knowledge/profile/edit';

/** One thing the user did, as the undo button names it. */
interface Step {
  /** In French, for instance « Capacité de EHPAD La Rade ». */
  label: string;
  edits: Edit[];
  /** Successive edits with the same key are one step; empty: always a step of its own. */
  mergeKey: string;
}

/** Steps kept: enough to go back over a morning, bounded for the memory of the page. */
const KEPT = 500;

/** Edits one after the other, a value written twice in a row becoming one edit. */
export function joinEdits(first: readonly Edit[], next: readonly Edit[]): Edit[] {
  const joined = [...first];
  for (const edit of next) {
    const at = joined.findLastIndex((old) => sameJson(old.path, edit.path));
    const old = joined[at];
    // A row added or removed in between may be the one that holds the value.
    const onlySets = joined.slice(at + 1).every(({ kind }) => kind === 'set');
    if (edit.kind === 'set' && old?.kind === 'set' && onlySets && sameJson(old.after, edit.before))
      joined[at] = { ...old, after: edit.after };
    else joined.push(edit);
  }
  return joined;
}

/** What was done to one grappe in this page, and what was undone: lives and dies with the page. */
export class History {
  #done: Step[] = [];
  #undone: Step[] = [];

  get undoLabel(): string {
    return this.#done.at(-1)?.label ?? '';
  }

  get redoLabel(): string {
    return this.#undone.at(-1)?.label ?? '';
  }

  record(edits: readonly Edit[], label: string, mergeKey: string): void {
    const last = this.#done.at(-1);
    const merges = mergeKey !== '' && last?.mergeKey === mergeKey && this.#undone.length === 0;
    this.#undone = [];
    if (merges && last) last.edits = joinEdits(last.edits, edits);
    else this.#done = [...this.#done.slice(1 - KEPT), { label, edits: [...edits], mergeKey }];
  }

  /** The step to undo now, as edits to apply; it goes over to the other side. Null when there is none. */
  undo(): Step | null {
    const step = this.#done.pop();
    if (step === undefined) return null;
    // What is typed after an undo is a step of its own.
    this.#undone.push({ ...step, mergeKey: '' });
    return { ...step, edits: invertEdits(step.edits) };
  }

  redo(): Step | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    this.#done.push(step);
    return step;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }
}
