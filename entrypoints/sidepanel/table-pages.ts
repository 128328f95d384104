import { type ReadonlySignal, signal } from '@preact/signals';
import type { Correction } from '@/knowledge/form/correction';
import type { PlannedTable, ReviewedFrame, ReviewInput, RowRange } from '@/knowledge/form/plan';
import { families } from '@/knowledge/form/rows';
import { pagesOnScreen, type SeenPage } from '@/knowledge/form/seen';

type Known = Required<Pick<ReviewInput, 'seenRows' | 'seenRanges' | 'ownTables'>>;

/** Pages of the tables shown a few rows at a time, as seen in one step of one load of the page. */
export class TablePages {
  readonly #pages = signal<ReadonlyMap<string, SeenPage>>(new Map());
  readonly #own = signal<ReadonlySet<string>>(new Set());

  /** Another step or another load: nothing was seen of it. */
  forget(): void {
    this.#pages.value = new Map();
    this.#own.value = new Set();
  }

  /** Remembers the pages on screen. */
  see(frames: readonly ReviewedFrame[], corrections: readonly Correction[]): void {
    const shown = pagesOnScreen(frames, corrections);
    if (shown.length === 0) return;
    const next = new Map(this.#pages.peek());
    for (const page of shown) next.set(nameOf(page), page);
    this.#pages.value = next;
  }

  /** The assistant is about to add every row of this table. */
  owns({ name, rows }: PlannedTable): void {
    const family = families.find((one) => one.name === name);
    if (rows === 0 && family) this.#own.value = new Set([...this.#own.value, family.id]);
  }

  /** What a review must know of the pages that are not on screen. */
  others(frames: ReadonlySignal<ReviewedFrame[]>, corrections: readonly Correction[]): Known {
    if (this.#pages.value.size === 0)
      return { seenRows: new Map(), seenRanges: new Map(), ownTables: this.#own.value };
    const shown = new Set(pagesOnScreen(frames.value, corrections).map(nameOf));
    const pages = [...this.#pages.value].filter(([name]) => !shown.has(name)).map(([, page]) => page);
    const byFamily = [...Map.groupBy(pages, ({ family }) => family)];
    return {
      seenRows: new Map(byFamily.map(([family, of]) => [family, new Set(of.flatMap(({ names }) => names))])),
      seenRanges: new Map(byFamily.map(([family, of]) => [family, of.flatMap(rangesOf)])),
      ownTables: this.#own.value,
    };
  }
}

const rangesOf = ({ range }: SeenPage): RowRange[] => (range ? [range] : []);

/** A page whose ranks are not printed is told by the rows it holds. */
const nameOf = ({ family, range, names }: SeenPage): string => `${family} ${range?.from ?? names.join(' ')}`;
