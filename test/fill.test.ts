import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FillPage, fillStep } from '@/entrypoints/sidepanel/fill';
import { consentKey, isApproved } from '@/entrypoints/sidepanel/fill-approval';
import { undoFill } from '@/entrypoints/sidepanel/fill-undo';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Essms } from '@/knowledge/profile/schema';
import { ALL, ModelPage, MovingTable, pages, plannedOf, type Spec } from './pages/model-page';

test('each field is written at most once, and every approved field on screen ends right', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async ({ specs, approval }) => {
      const page = new ModelPage(specs);
      const { outcomes } = await fillStep(page, approval);
      const written = page.calls.flat();
      expect(new Set(written).size).toBe(written.length);
      expect(outcomes).toHaveLength(written.length);
      const { fields } = await page.review();
      expect(fields.filter((field) => isApproved(field, approval))).toEqual([]);
      expect(outcomes.every(({ kind }) => kind === 'verified' || kind === 'reformatted')).toBe(true);
    }),
  );
});

test('what others depend on goes first: nothing else is written while a driver was seen waiting', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async ({ specs, approval }) => {
      const page = new ModelPage(specs);
      let waiting: string[] = [];
      const watched: FillPage = {
        review: async () => {
          const seen = await page.review();
          waiting = seen.fields
            .filter((field) => field.driver && isApproved(field, approval))
            .map(({ field }) => field.ref);
          return seen;
        },
        touched: async () => new Set<string>(),
        journal: (entries) => page.journal(entries),
        readBack: (frameId, refs) => page.readBack(frameId, refs),
        write: (frameId, instructions) => {
          const drivers = instructions.filter(({ ref }) => waiting.includes(ref));
          expect(drivers).toHaveLength(waiting.length > 0 ? instructions.length : 0);
          return page.write(frameId, instructions);
        },
      };
      await fillStep(watched, approval);
    }),
  );
});

test('undo goes backwards and leaves the page as it was found', async () => {
  await fc.assert(
    fc.asyncProperty(pages, async ({ specs, approval }) => {
      const page = new ModelPage(specs);
      const before = page.seen;
      const { journal } = await fillStep(page, approval);
      const passes = new Map(journal.map(({ ref, pass }) => [Number(ref), pass]));
      page.calls.length = 0;
      const { outcomes, remaining } = await undoFill(page, { journal });
      expect(page.seen).toEqual(before);
      expect(remaining).toEqual([]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(journal.map(() => 'undone'));
      const order = page.calls.flat().map((rank) => passes.get(rank) ?? -1);
      expect(order).toEqual(order.toSorted((a, b) => b - a));
    }),
  );
});

test('fields that appear one after another are all filled', async () => {
  const chain = [0, 1, 2, 3, 4].map(
    (rank): Spec => ({
      wanted: String(rank + 1),
      initial: '',
      driver: true,
      parent: rank === 0 ? null : rank - 1,
      formats: false,
      frameId: 0,
    }),
  );
  const page = new ModelPage(chain);
  await fillStep(page, ALL);
  expect(page.values).toEqual(['1', '2', '3', '4', '5']);
  expect(page.calls).toEqual([[0], [1], [2], [3], [4]]);
});

test('a page that never settles ends: each new field once, and no endless filling', async () => {
  let next = 0;
  const written: string[] = [];
  const endless: FillPage = {
    touched: async () => new Set<string>(),
    journal: async () => undefined,
    readBack: async (_frameId, refs) => refs.map((ref) => ({ ref, present: true, value: '1', error: '' })),
    review: async () => {
      const spec: Spec = { wanted: '1', initial: '', driver: true, parent: null, formats: false, frameId: 0 };
      return {
        step: '',
        loading: false,
        truncated: false,
        tables: [],
        fields: [plannedOf(next++, spec, '')],
      };
    },
    write: async (_frameId, instructions) => {
      written.push(...instructions.map(({ ref }) => ref));
      return instructions.map(({ ref, text }) => ({
        ref,
        status: 'written',
        before: '',
        after: text,
      }));
    },
  };
  const { outcomes } = await fillStep(endless, ALL);
  expect(new Set(written).size).toBe(written.length);
  expect(outcomes.length).toBe(written.length);
  expect(written.length).toBeGreaterThan(3);
  expect(written.length).toBeLessThanOrEqual(20);
});

test('a field the page refuses is tried once', async () => {
  const stubborn = new ModelPage([
    { wanted: '7', initial: '', driver: false, parent: null, formats: false, frameId: 0 },
  ]);
  const page: FillPage = {
    review: () => stubborn.review(),
    touched: async () => new Set<string>(),
    journal: (entries) => stubborn.journal(entries),
    readBack: (frameId, refs) => stubborn.readBack(frameId, refs),
    write: async (frameId, instructions) => {
      const results = await stubborn.write(frameId, instructions);
      stubborn.values[0] = '';
      return results.map((result) => ({ ...result, after: '' }));
    },
  };
  const { outcomes, journal } = await fillStep(page, ALL);
  expect(stubborn.calls).toEqual([[0]]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['refused']);
  expect(journal).toEqual([]);
});

describe('what the approval covers', () => {
  const spec = (initial: string): Spec => ({
    wanted: '5',
    initial,
    driver: false,
    parent: null,
    formats: false,
    frameId: 0,
  });
  const empty = plannedOf(0, spec(''), '');
  const different = plannedOf(1, spec('9'), '9');

  test('empty fields; a different value only when the person agreed to replace that very value', () => {
    expect(isApproved(empty, ALL)).toBe(true);
    expect(isApproved(different, ALL)).toBe(false);
    expect(isApproved(different, { ...ALL, replace: new Map([['0:1', '9']]) })).toBe(true);
    expect(isApproved(different, { ...ALL, replace: new Map([['0:1', '8']]) })).toBe(false);
  });

  test('only the fields named, when some are', () => {
    expect(isApproved(empty, { ...ALL, only: new Set(['0:1']) })).toBe(false);
    expect(isApproved(empty, { ...ALL, only: new Set(['0:0']) })).toBe(true);
    expect(isApproved(different, { ...ALL, only: new Set(['0:1']) })).toBe(false);
  });

  test('bank details only once confirmed, with the value that was shown; what cannot be written never', () => {
    const bank = { ...empty, sensitive: true };
    expect(isApproved(bank, ALL)).toBe(false);
    expect(isApproved(bank, { ...ALL, confirmed: new Set([consentKey(bank)]) })).toBe(true);
    expect(isApproved(bank, { ...ALL, confirmed: new Set([`${bank.key} 6`]) })).toBe(false);
    expect(isApproved({ ...empty, instruction: null }, ALL)).toBe(false);
  });

  test('a box the person unticked after a fill is not ticked again, unless she asks for it', () => {
    const box = { ...empty, field: { ...empty.field, kind: 'checkbox' as const, value: 'false' } };
    const filled = new Set([box.key]);
    expect(isApproved(box, ALL)).toBe(true);
    expect(isApproved(box, { ...ALL, filled })).toBe(false);
    expect(isApproved(box, { ...ALL, filled, only: new Set([box.key]) })).toBe(true);
  });
});

describe('after the fill', () => {
  const spec = (): Spec => ({
    wanted: '5',
    initial: '',
    driver: false,
    parent: null,
    formats: false,
    frameId: 0,
  });
  const two = (): Spec[] => [spec(), { ...spec(), wanted: '6' }];

  test('progress ends where it was going', async () => {
    const told: [number, number][] = [];
    await fillStep(new ModelPage(two()), ALL, {
      progress: ({ done, total }) => told.push([done, total]),
    });
    expect(told).toEqual([
      [0, 2],
      [2, 2],
    ]);
  });

  test('a value the page changed after it was verified is said to be changed', async () => {
    const page = new ModelPage(two());
    const meddling: FillPage = {
      review: () => page.review(),
      touched: async () => new Set<string>(),
      journal: (entries) => page.journal(entries),
      readBack: (frameId, refs) => page.readBack(frameId, refs),
      write: async (frameId, instructions) => {
        const results = await page.write(frameId, instructions);
        page.values[1] = '77';
        return results;
      },
    };
    const { outcomes } = await fillStep(meddling, ALL);
    expect(outcomes.map(({ kind, value }) => [kind, value])).toEqual([
      ['verified', '5'],
      ['changed-by-page', '77'],
    ]);
  });

  test('undo keeps what the person typed since, and does not try again', async () => {
    const page = new ModelPage(two());
    const { journal } = await fillStep(page, ALL);
    page.values[0] = '42';
    const { outcomes, remaining } = await undoFill(page, { journal });
    expect(page.values).toEqual(['42', '']);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['by-hand', 'undone']);
    expect(outcomes[0]?.message).toMatch(/conservée/);
    expect(remaining).toEqual([]);
  });

  test('what is off screen when undone can still be put back later', async () => {
    const page = new ModelPage([...two(), { ...spec(), parent: 0 }]);
    const { journal } = await fillStep(page, ALL);
    page.values[0] = '42';
    const { remaining } = await undoFill(page, { journal });
    expect(remaining.map(({ ref }) => ref)).toEqual(['2']);
  });

  test('a page that goes away half way leaves what is needed to undo', async () => {
    const page = new ModelPage([{ ...spec(), driver: true }, spec()]);
    const leaving: FillPage = {
      review: () => page.review(),
      touched: async () => new Set<string>(),
      journal: (entries) => page.journal(entries),
      readBack: (frameId, refs) => page.readBack(frameId, refs),
      write: async (frameId, instructions) => {
        const results = await page.write(frameId, instructions);
        if (page.calls.length === 2) throw new Error('frame gone');
        return results;
      },
    };
    await expect(fillStep(leaving, ALL)).rejects.toThrow('frame gone');
    expect(page.kept.map(({ ref, before, after }) => [ref, before, after])).toEqual([
      ['0', '', '5'],
      ['1', '', '5'],
    ]);
    await undoFill(page, { journal: page.kept });
    expect(page.values).toEqual(['', '']);
  });

  test('nothing was written: nothing to undo', async () => {
    const page = new ModelPage([{ ...spec(), initial: '9' }]);
    const { journal, outcomes } = await fillStep(page, ALL);
    expect([journal, outcomes, page.calls]).toEqual([[], [], []]);
  });
});

test('rows that move while they are filled still hold one structure each', async () => {
  const { essms } = sampleGrappe();
  const line = (one: Essms) => [one.finess, one.name, one.address.commune, String(one.capacity)];
  const keys = fc.shuffledSubarray(essms).chain((held) =>
    fc.nat(4).chain((empty) => {
      const all = [...held.map(({ finess }) => finess), ...Array.from({ length: empty }, () => '')];
      return fc.shuffledSubarray(all, { minLength: all.length });
    }),
  );
  await fc.assert(
    fc.asyncProperty(keys, fc.func(fc.nat(1000)), async (list, move) => {
      const page = new MovingTable(list, move);
      const { journal } = await fillStep(page, ALL);
      for (const row of page.rows) {
        const one = essms.find(({ finess }) => finess === row[0]);
        expect(row).toEqual(one ? line(one) : ['', '', '', '']);
      }
      expect(new Set(page.rows.map(([key]) => key).filter((key) => key !== '')).size).toBe(
        Math.min(18, list.length),
      );
      await undoFill(page, { journal });
      expect(page.rows.map(([key]) => key).toSorted()).toEqual(list.toSorted());
      expect(page.rows.every((row) => row.slice(1).every((value) => value === ''))).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('fields that gave way to new elements before they were written are tried once more, and only once', async () => {
  const spec: Spec = { wanted: '5', initial: '', driver: false, parent: null, formats: false, frameId: 0 };
  const rebuiltDuring = async (writes: number) => {
    const page = new ModelPage([spec]);
    let calls = 0;
    const rebuilt: FillPage = {
      review: () => page.review(),
      touched: async () => new Set<string>(),
      journal: (entries) => page.journal(entries),
      readBack: (frameId, refs) => page.readBack(frameId, refs),
      write: async (frameId, instructions) =>
        ++calls > writes
          ? page.write(frameId, instructions)
          : instructions.map(({ ref }) => ({ ref, status: 'vanished', before: '', after: '' })),
    };
    const { outcomes } = await fillStep(rebuilt, ALL);
    return [outcomes.map(({ kind }) => kind), page.values, calls];
  };
  expect(await rebuiltDuring(1)).toEqual([['verified'], ['5'], 2]);
  expect(await rebuiltDuring(9)).toEqual([['by-hand'], [''], 2]);
});

test('what the person typed while a driver was waited for is not taken for the page’s', async () => {
  const two: Spec[] = [
    { wanted: '5', initial: '', driver: true, parent: null, formats: false, frameId: 0 },
    { wanted: '6', initial: '1', driver: false, parent: null, formats: false, frameId: 0 },
  ];
  const typedMeanwhile = async (touched: string[]) => {
    const page = new ModelPage(two);
    const shared: FillPage = {
      review: () => page.review(),
      touched: async () => new Set(touched),
      journal: (entries) => page.journal(entries),
      readBack: (frameId, refs) => page.readBack(frameId, refs),
      write: async (frameId, instructions) => {
        const results = await page.write(frameId, instructions);
        page.values[1] = '8';
        return results;
      },
    };
    const { journal } = await fillStep(shared, ALL);
    await undoFill(page, { journal });
    return page.values;
  };
  expect(await typedMeanwhile([])).toEqual(['', '1']);
  expect(await typedMeanwhile(['0:1'])).toEqual(['', '8']);
});

test('a value that changes after it was verified is found by the last look, unless the person changed it', async () => {
  const spec: Spec = { wanted: '5', initial: '', driver: false, parent: null, formats: false, frameId: 0 };
  const changedLate = async (touched: string[]) => {
    const page = new ModelPage([spec]);
    const late: FillPage = {
      review: () => page.review(),
      touched: async () => new Set(touched),
      journal: (entries) => page.journal(entries),
      readBack: (frameId, refs) => page.readBack(frameId, refs),
      write: (frameId, instructions) => page.write(frameId, instructions),
    };
    const { outcomes, lastLook } = await fillStep(late, ALL);
    page.values[0] = '9';
    return [...outcomes, ...(await lastLook())].map(({ kind }) => kind);
  };
  expect(await changedLate([])).toEqual(['verified', 'changed-by-page']);
  expect(await changedLate(['0:0'])).toEqual(['verified', 'verified']);
});
