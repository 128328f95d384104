import fc from 'fast-check';
import type { FillPage } from '@/entrypoints/sidepanel/fill';
import type { Approval } from '@/entrypoints/sidepanel/fill-approval';
import { campaignById } from '@/knowledge/campaigns';
import { sameMeaning } from '@/knowledge/form/format';
import type { JournalEntry } from '@/knowledge/form/journal';
import { type PlannedField, type Review, review } from '@/knowledge/form/plan';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { fieldOf, frameOf, tableOf } from './snapshots';

/** One field of an invented page: an amount to write, and when the field is on screen. */
export interface Spec {
  wanted: string;
  initial: string;
  driver: boolean;
  /** Rank of the field that must be filled for this one to exist, or null. */
  parent: number | null;
  /** The page shows what it was given with its thousands and its cents. */
  formats: boolean;
  frameId: number;
}

/** The page's own way of showing an amount, which it also understands. */
const shownAs = (text: string): string =>
  text === ''
    ? ''
    : Number(text.replace(/\s/g, '').replace(',', '.')).toLocaleString('fr-FR', { minimumFractionDigits: 2 });

/** A page in memory: fields appear and go away with the one they depend on, as conditional fields do. */
export class ModelPage implements FillPage {
  readonly values: string[];
  /** Each call to `write`: the ranks written. */
  readonly calls: number[][] = [];
  /** What was kept to be undone, last. */
  kept: JournalEntry[] = [];

  constructor(readonly specs: Spec[]) {
    this.values = specs.map(({ initial }) => initial);
  }

  isShown(rank: number): boolean {
    const parent = this.specs[rank]?.parent ?? null;
    return (
      parent === null ||
      (this.isShown(parent) &&
        sameMeaning(this.values[parent] ?? '', this.specs[parent]?.wanted ?? '', 'amount', 'text'))
    );
  }

  /** What a person sees. */
  get seen(): (string | null)[] {
    return this.values.map((value, rank) => (this.isShown(rank) ? value : null));
  }

  async review(): Promise<Review> {
    const fields = this.specs.flatMap((spec, rank) =>
      this.isShown(rank) ? [plannedOf(rank, spec, this.values[rank] ?? '')] : [],
    );
    return { step: 'Page inventée', loading: false, truncated: false, tables: [], fields };
  }

  async write(_frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]> {
    this.calls.push(instructions.map(({ ref }) => Number(ref)));
    return instructions.map(({ ref, text, expected }) => {
      const rank = Number(ref);
      const before = this.values[rank] ?? '';
      const status = !this.isShown(rank) ? 'vanished' : before === expected ? 'written' : 'user-changed';
      if (status === 'written') this.#put(rank, text);
      return { ref, status, before, after: this.values[rank] ?? '' };
    });
  }

  async readBack(_frameId: number, refs: string[]): Promise<ReadBack[]> {
    return refs.map((ref) => ({
      ref,
      present: this.isShown(Number(ref)),
      value: this.isShown(Number(ref)) ? (this.values[Number(ref)] ?? '') : '',
      error: '',
    }));
  }

  async touched(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  async journal(entries: JournalEntry[]): Promise<void> {
    this.kept = entries;
  }

  #put(rank: number, text: string): void {
    this.values[rank] = this.specs[rank]?.formats ? shownAs(text) : text;
    // What goes off screen forgets its value.
    this.specs.forEach((_, other) => {
      if (!this.isShown(other)) this.values[other] = '';
    });
  }
}

export const plannedOf = (rank: number, { wanted, driver, frameId }: Spec, value: string): PlannedField => {
  const field = fieldOf(`Champ ${rank}`, { ref: String(rank), value });
  const state =
    value === '' ? 'to-fill' : sameMeaning(value, wanted, 'amount', 'text') ? 'same' : 'different';
  const { ref, fingerprint, kind } = field;
  return {
    key: `${frameId}:${rank}`,
    frameId,
    field,
    id: 'project.requested',
    name: 'Montant',
    format: 'amount',
    confidence: 1,
    evidence: [],
    state,
    proposed: wanted,
    instruction:
      state === 'same' ? null : { ref, fingerprint, kind, text: wanted, expected: value, guard: null },
    driver,
    sensitive: false,
    part: null,
    merge: null,
    row: null,
  };
};

/** The whole step, nothing replaced, nothing confirmed. */
export const ALL: Approval = { only: null, replace: new Map(), confirmed: new Set(), filled: new Set() };
/** Pages of up to eight fields; each may hang on an earlier one, whose chain is short. */
export const pages = fc
  .array(
    fc.record({
      wanted: fc.integer({ min: 1, max: 99_999 }).map(String),
      holds: fc.boolean(),
      driver: fc.boolean(),
      hangsOn: fc.option(fc.nat(7), { nil: null }),
      formats: fc.boolean(),
      frameId: fc.constantFrom(0, 4),
      replace: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => {
    const specs = list.map(({ wanted, holds, driver, hangsOn, formats, frameId }, rank): Spec => {
      const parent = hangsOn !== null && hangsOn < rank ? hangsOn : null;
      // A field that is not on screen yet holds nothing.
      const initial = holds && parent === null ? (formats ? shownAs('100000') : '100000') : '';
      return { wanted, driver, formats, frameId, parent, initial };
    });
    const replace = new Map(
      specs.flatMap(({ frameId, initial }, rank) =>
        list[rank]?.replace ? [[`${frameId}:${rank}`, initial] as const] : [],
      ),
    );
    return { specs, approval: { ...ALL, replace } };
  });

/** A table in memory whose rows move after every write, as a table that sorts itself does. */
export class MovingTable implements FillPage {
  readonly columns = ['N° FINESS', 'Dénomination', 'Commune', 'Capacité'];
  #rows: { ref: string; value: string }[][];

  constructor(
    keys: string[],
    readonly move: (row: number) => number,
  ) {
    this.#rows = keys.map((key, at) =>
      this.columns.map((_, column) => ({ ref: `${at}.${column}`, value: column === 0 ? key : '' })),
    );
  }

  async touched(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  async journal(): Promise<void> {}

  async readBack(_frameId: number, refs: string[]): Promise<ReadBack[]> {
    const cells = new Map(this.#rows.flat().map((cell) => [cell.ref, cell.value]));
    return refs.map((ref) => ({ ref, present: cells.has(ref), value: cells.get(ref) ?? '', error: '' }));
  }

  get rows(): string[][] {
    return this.#rows.map((cells) => cells.map(({ value }) => value));
  }

  async review(): Promise<Review> {
    const { table, fields } = tableOf('Structures engagées', this.columns, this.rows);
    const named = fields.map((field) => ({
      ...field,
      ref: this.#rows[field.row?.index ?? 0]?.[field.row?.column ?? 0]?.ref ?? '',
    }));
    const snapshot = frameOf(named, { tables: [table] });
    return review([{ frameId: 0, snapshot }], {
      profile: sampleGrappe(),
      campaign: campaignById('paca-2023') ?? null,
    });
  }

  async write(_frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]> {
    const cells = new Map(this.#rows.flat().map((cell) => [cell.ref, cell]));
    const results = instructions.map(({ ref, text, expected, guard }): WriteResult => {
      const cell = cells.get(ref);
      const before = cell?.value ?? '';
      const guarded = guard === null || cells.get(guard.ref)?.value === guard.value;
      const status = !guarded ? 'row-moved' : before === expected ? 'written' : 'user-changed';
      if (cell && status === 'written') cell.value = text;
      return { ref, status, before, after: cell?.value ?? '' };
    });
    this.#rows = this.#rows
      .map((row, at) => ({ row, at: this.move(at) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ row }) => row);
    return results;
  }
}
