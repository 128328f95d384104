import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillStep } from '@/entrypoints/sidepanel/fill';
import { FillControl } from '@/entrypoints/sidepanel/fill-control';
import { undoFill } from '@/entrypoints/sidepanel/fill-undo';
import type { JournalEntry } from '@/knowledge/form/journal';
import { ALL, ModelPage, pages, type Spec } from './pages/model-page';
import { ReactingPage, reactingPages } from './pages/reacting-page';

describe('fill then undo is the page as it was found', () => {
  test('also when look-ups fill, empty and build again what depends on them', async () => {
    await fc.assert(
      fc.asyncProperty(reactingPages, async (specs) => {
        const page = new ReactingPage(specs);
        const before = [...page.values];
        const { journal } = await fillStep(page, ALL);
        const { remaining } = await undoFill(page, { journal });
        expect(page.values).toEqual(before);
        expect(remaining).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('also when the person stops it half way', async () => {
    await fc.assert(
      fc.asyncProperty(pages, fc.nat(6), async ({ specs, approval }, steps) => {
        const page = new ModelPage(specs);
        const before = page.seen;
        const control = new FillControl();
        let told = 0;
        const progress = () => {
          if (++told > steps) control.cancel();
        };
        const { outcomes, journal } = await fillStep(page, approval, { control, progress });
        expect(outcomes).toHaveLength(page.calls.flat().length);
        await undoFill(page, { journal });
        expect(page.seen).toEqual(before);
      }),
    );
  });

  test('also from what is kept when the page went away during a pass', async () => {
    await fc.assert(
      fc.asyncProperty(pages, fc.nat(4), async ({ specs, approval }, calls) => {
        const page = new ModelPage(specs);
        const before = page.seen;
        const leaving = {
          review: () => page.review(),
          touched: async () => new Set<string>(),
          journal: (entries: JournalEntry[]) => page.journal(entries),
          readBack: (frameId: number, refs: string[]) => page.readBack(frameId, refs),
          write: async (frameId: number, instructions: Parameters<ModelPage['write']>[1]) => {
            if (page.calls.length >= calls) throw new Error('frame gone');
            return page.write(frameId, instructions);
          },
        };
        await fillStep(leaving, approval).catch(() => undefined);
        const { outcomes } = await undoFill(page, { journal: page.kept });
        expect(page.seen).toEqual(before);
        expect(outcomes.every(({ kind }) => kind === 'undone')).toBe(true);
      }),
    );
  });
});

describe('one field', () => {
  const spec = (wanted: string): Spec => ({
    wanted,
    initial: '',
    driver: false,
    parent: null,
    formats: false,
    frameId: 0,
  });

  test('is put back alone, and can be no more; the others still can', async () => {
    const page = new ModelPage([spec('5'), spec('6')]);
    const { journal } = await fillStep(page, ALL);
    const only = new Set(journal.filter(({ ref }) => ref === '0'));
    const first = await undoFill(page, { journal, only });
    expect(page.values).toEqual(['', '6']);
    expect(first.journal.map(({ status }) => status)).toEqual(['undone', 'verified']);
    await undoFill(page, { journal: first.journal });
    expect(page.values).toEqual(['', '']);
  });
});

describe('after another load of the page', () => {
  const loaded = (values: string[]) => {
    const page = new ReactingPage(values.map((initial) => ({ wanted: '5', initial, effect: null })));
    return page;
  };

  test.each<[string, string[], string[]]>([
    ['what the page saved is put back', ['5', '5'], ['', '']],
    ['what changed since is kept', ['9', '5'], ['9', '']],
    ['what was never saved is as before already', ['', '5'], ['', '']],
  ])('%s', async (_name, values, after) => {
    const first = loaded(['', '']);
    const { journal } = await fillStep(first, ALL);
    const later = loaded(values);
    await undoFill(later, { journal, otherLoad: true });
    expect(later.values).toEqual(after);
  });

  test('a field that two bear the name of is left alone', async () => {
    const { journal } = await fillStep(loaded(['']), ALL);
    const twins = new ReactingPage([{ wanted: '5', initial: '5', effect: null }]);
    const review = await twins.review();
    const twice = {
      touched: async () => new Set<string>(),
      journal: async () => undefined,
      readBack: twins.readBack.bind(twins),
      write: twins.write.bind(twins),
      review: async () => ({
        ...review,
        fields: [...review.fields, ...review.fields.map((one) => ({ ...one, key: `${one.key}b` }))],
      }),
    };
    const { remaining } = await undoFill(twice, { journal, otherLoad: true });
    expect(twins.values).toEqual(['5']);
    expect(remaining).toHaveLength(1);
  });
});

describe('holding a fill', () => {
  const many = (n: number): Spec[] =>
    Array.from({ length: n }, (_, rank) => ({
      wanted: String(rank + 1),
      initial: '',
      driver: false,
      parent: null,
      formats: false,
      frameId: 0,
    }));

  test('nothing is written while it is paused, and it goes on where it was', async () => {
    const page = new ModelPage(many(130));
    const control = new FillControl();
    const filling = fillStep(page, ALL, {
      control,
      progress: ({ done }) => {
        if (done === 60) control.pause();
      },
    });
    await expect.poll(() => page.calls.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.calls).toHaveLength(1);
    control.resume();
    const { outcomes } = await filling;
    expect(page.calls.map((refs) => refs.length)).toEqual([60, 60, 10]);
    expect(outcomes).toHaveLength(130);
  });

  test('stopped, it tells where; filling again does the rest', async () => {
    const page = new ModelPage(many(130));
    const control = new FillControl();
    const { outcomes, stopped } = await fillStep(page, ALL, {
      control,
      progress: ({ done }) => {
        if (done === 60) control.cancel();
      },
    });
    expect(outcomes).toHaveLength(60);
    expect(stopped).toEqual({ done: 60, total: 130 });
    await fillStep(page, ALL);
    expect(page.calls.flat()).toEqual(many(130).map((_, rank) => rank));
  });
});
