import fc from 'fast-check';
import type { FillPage } from '@/entrypoints/sidepanel/fill';
import type { JournalEntry } from '@/knowledge/form/journal';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { plannedOf } from './model-page';

/** What a page does of itself once one field changes. */
export interface Effect {
  /** Rank of the field it changes. */
  on: number;
  /** A look-up fills it; a cascade empties it; a look-up of an empty text empties it or leaves it. */
  does: 'fills' | 'clears' | 'fills-or-clears';
  /** The page builds the element again, as frameworks do. */
  anew: boolean;
}

/** One field of an invented page that reacts; what others depend on goes first. */
export interface Reacting {
  wanted: string;
  initial: string;
  effect: Effect | null;
}

/** A page in memory whose look-ups fill, empty and build again the fields that depend on others. */
export class ReactingPage implements FillPage {
  readonly values: string[];
  readonly #builds: number[];
  kept: JournalEntry[] = [];

  constructor(readonly specs: Reacting[]) {
    this.values = specs.map(({ initial }) => initial);
    this.#builds = specs.map(() => 0);
  }

  #refOf = (rank: number): string => `${rank}.${this.#builds[rank]}`;

  #planned(rank: number, { wanted, effect }: Reacting): PlannedField {
    const spec = { wanted, initial: '', driver: effect !== null, parent: null, formats: false, frameId: 0 };
    const planned = plannedOf(rank, spec, this.values[rank] ?? '');
    const ref = this.#refOf(rank);
    const field = { ...planned.field, ref };
    const instruction = planned.instruction && { ...planned.instruction, ref };
    return { ...planned, key: `0:${ref}`, field, instruction };
  }

  async review(): Promise<Review> {
    const fields = this.specs.map((spec, rank) => this.#planned(rank, spec));
    return { step: 'Page inventée', loading: false, truncated: false, tables: [], fields };
  }

  async write(_frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]> {
    return instructions.map(({ ref, text, expected }) => {
      const rank = Number(ref.split('.')[0]);
      const before = this.values[rank] ?? '';
      const status =
        this.#refOf(rank) !== ref ? 'vanished' : before === expected ? 'written' : 'user-changed';
      if (status === 'written') this.#put(rank, text);
      return { ref, status, before, after: this.values[rank] ?? '' };
    });
  }

  async readBack(_frameId: number, refs: string[]): Promise<ReadBack[]> {
    return refs.map((ref) => {
      const rank = Number(ref.split('.')[0]);
      const present = this.#refOf(rank) === ref;
      return { ref, present, value: present ? (this.values[rank] ?? '') : '', error: '' };
    });
  }

  async touched(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  async journal(entries: JournalEntry[]): Promise<void> {
    this.kept = entries;
  }

  #put(rank: number, text: string): void {
    this.values[rank] = text;
    const { on = -1, does, anew } = this.specs[rank]?.effect ?? {};
    if (on < 0 || on >= this.values.length || on === rank) return;
    const found = text === '' ? (does === 'fills-or-clears' ? '' : null) : does === 'clears' ? '' : '4321';
    if (found === null || this.values[on] === found) return;
    this.values[on] = found;
    if (anew) this.#builds[on] = (this.#builds[on] ?? 0) + 1;
  }
}

/**
 * Pages of up to seven fields, some of which change another one once they are written; not one that
 * others hang on too: a value put there while it is being written may be the person's, and stays.
 */
export const reactingPages = fc
  .array(
    fc.record({
      wanted: fc.integer({ min: 1, max: 9 }).map(String),
      initial: fc.constantFrom('', '', '', '77'),
      effect: fc.option(
        fc.record({
          on: fc.nat(6),
          does: fc.constantFrom('fills' as const, 'clears' as const, 'fills-or-clears' as const),
          anew: fc.boolean(),
        }),
        { nil: null },
      ),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((specs) =>
    specs.map((spec): Reacting => {
      const hit = spec.effect && specs[spec.effect.on];
      return hit?.effect ? { ...spec, effect: null } : spec;
    }),
  )
  .filter((specs) => specs.every(({ effect }) => !effect || !specs[effect.on]?.effect));
