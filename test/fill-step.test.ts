import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK, type FillPage, fillStep, type Progress } from '@/entrypoints/sidepanel/fill';
import type { JournalEntry } from '@/knowledge/form/journal';
import { type ReviewInput, review } from '@/knowledge/form/plan';
import type { FieldSnapshot, TableSnapshot } from '@/knowledge/form/snapshot';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { ALL } from './pages/model-page';
import { choiceOf, fieldOf, frameOf, tableOf, underHeadings } from './pages/snapshots';
import { sampleWith } from './profiles/build';

/** A page in memory read as the overlay reads one, planned as the panel plans it. */
class PlainPage implements FillPage {
  readonly calls = { review: 0, write: 0, readBack: 0, journal: 0 };
  readonly #fields: Map<string, FieldSnapshot>;

  constructor(
    fields: FieldSnapshot[],
    readonly input: ReviewInput,
    readonly tables: TableSnapshot[] = [],
  ) {
    this.#fields = new Map(fields.map((field) => [field.ref, field]));
  }

  get values(): Map<string, string> {
    return new Map([...this.#fields].map(([ref, { value }]) => [ref, value]));
  }

  async review() {
    this.calls.review++;
    const snapshot = frameOf([...this.#fields.values()], { tables: this.tables });
    return review([{ frameId: 0, snapshot }], this.input);
  }

  async write(_frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]> {
    this.calls.write++;
    return instructions.map(({ ref, text, expected }) => {
      const field = this.#fields.get(ref);
      const before = field?.value ?? '';
      const status = field === undefined ? 'vanished' : before === expected ? 'written' : 'user-changed';
      if (field && status === 'written') this.#fields.set(ref, { ...field, value: text });
      return { ref, status, before, after: this.#fields.get(ref)?.value ?? '' };
    });
  }

  async readBack(_frameId: number, refs: string[]): Promise<ReadBack[]> {
    this.calls.readBack++;
    return refs.map((ref) => ({ ref, present: true, value: this.#fields.get(ref)?.value ?? '', error: '' }));
  }

  async touched(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  async journal(_entries: JournalEntry[]): Promise<void> {
    this.calls.journal++;
  }
}

const input = (profile: Profile): ReviewInput => ({ profile, campaign: null });

describe('whatever a page holds', () => {
  const labels = [
    'Raison sociale',
    'N° SIRET',
    'N° SIREN',
    'Sigle',
    'Code APE',
    'Couleur préférée',
    'Téléphone',
  ];
  const one = fc.record({
    label: fc.constantFrom(...labels),
    value: fc.constantFrom('', '', 'déjà là', '00013001300014', '0', ' '),
    heading: fc.constantFrom('Votre structure', 'Identification', ''),
  });
  const chosen = fc.record({
    value: fc.constantFrom('', 'Mutuelle', 'Association déclarée'),
    ticked: fc.constantFrom('true', 'false'),
  });
  const fields = fc.tuple(fc.array(one, { maxLength: 8 }), chosen).map(([texts, { value, ticked }]) => [
    ...texts.map(({ label, value: held, heading }, at) => {
      const field = fieldOf(label, { ref: `t${at}`, value: held });
      return heading === '' ? field : { ...underHeadings(field, heading), ref: `t${at}` };
    }),
    { ...choiceOf('Forme juridique', ['Mutuelle', 'Association déclarée'], 'select', value), ref: 'list' },
    { ...fieldOf('Logiciel référencé Ségur', { kind: 'switch', value: ticked }), ref: 'switch' },
    { ...fieldOf('J’atteste sur l’honneur', { kind: 'checkbox', value: 'false' }), ref: 'oath' },
  ]);

  test('nothing that is not empty changes without an explicit choice', async () => {
    await fc.assert(
      fc.asyncProperty(fields, async (list) => {
        const page = new PlainPage(list, input(sampleGrappe()));
        const before = page.values;
        await fillStep(page, ALL);
        for (const [ref, value] of page.values) {
          const held = before.get(ref) ?? '';
          if (held.trim() !== '' && !(ref === 'switch' && held === 'false')) expect(value).toBe(held);
        }
        expect(page.values.get('oath')).toBe('false');
      }),
    );
  });
});

describe('500 rows', () => {
  const many = sampleWith((draft) => {
    const [first] = draft.essms;
    if (!first) return;
    draft.dossiers = [];
    draft.essms = Array.from({ length: 500 }, (_, at) => ({
      ...first,
      id: `e${at}`,
      finess: `13${String(at).padStart(7, '0')}`,
      name: `Établissement ${at} (fictif)`,
    }));
  });
  const columns = ['N° FINESS', 'Dénomination', 'Commune', 'Capacité', 'Montant demandé'];
  const pageOf = (rows: number) => {
    const { table, fields } = tableOf(
      'Structures engagées',
      columns,
      Array(rows).fill(columns.map(() => '')),
    );
    return new PlainPage(fields, input(many), [table]);
  };

  test('each once, at a cost that does not grow with the rank: reviews per pass, writes per sixty fields', async () => {
    const page = pageOf(500);
    const told: Progress[] = [];
    const { lastLook } = await fillStep(page, ALL, { progress: (at) => told.push(at) });
    const outcomes = await lastLook();
    expect(outcomes.every(({ kind }) => kind === 'verified')).toBe(true);
    expect(outcomes).toHaveLength(500 * columns.length);
    // One review before, one after the keys, one after the cells.
    expect(page.calls.review).toBe(3);
    expect(page.calls.write).toBe(Math.ceil(500 / CHUNK) + Math.ceil((500 * 4) / CHUNK));
    expect(page.calls.journal).toBe(4);
    expect(page.calls.readBack).toBe(3);
    expect(told.at(-1)).toEqual({ done: 2500, total: 2500, row: { at: 500, of: 500 } });
    expect(new Set([...page.values].filter(([ref]) => ref.endsWith('c0')).map(([, key]) => key)).size).toBe(
      500,
    );
  });
});
