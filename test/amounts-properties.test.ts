import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Amounts, type AmountsPart, amounts } from '@/knowledge/amounts';
import { whatIf } from '@/knowledge/amounts/what-if';
import type { Campaign, FlatRate } from '@/knowledge/campaigns/campaign';
import type { Essms } from '@/knowledge/profile/schema';
import { call, figure, gap, grappe, oneDossier, oneEssms, rate } from './amounts-invented';

/** What holds of the amounts of any call and any grappe, all invented. */

const cents = fc.integer({ min: 0, max: 3_000_000 });

/** Shares in thousandths that add up to 1. */
const instalments = fc
  .array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 4 })
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight, index) => ({ share: weight / total, when: `échéance ${index}` }));
  });

const payments = fc.oneof(instalments.map(figure), fc.constant(gap));

const anyRate = (index: number): fc.Arbitrary<FlatRate> =>
  fc
    .record({
      types: fc.constantFrom<FlatRate['types']>(
        ['acquisition'],
        ['conformite'],
        ['acquisition', 'conformite'],
      ),
      from: fc.integer({ min: 1, max: 6 }),
      length: fc.option(fc.integer({ min: 0, max: 8 })),
      amount: fc.oneof({ arbitrary: cents, weight: 4 }, { arbitrary: fc.constant(null), weight: 1 }),
      ceiling: fc.boolean(),
      onlySegurReferenced: fc.boolean(),
      maxEssms: fc.option(fc.integer({ min: 1, max: 9 })),
      below: fc.option(fc.integer({ min: 1, max: 5 })),
      payments: fc.option(payments),
    })
    .map(({ length, amount, maxEssms, below, payments: own, from, ...more }) =>
      rate({
        ...more,
        id: `r${index}`,
        from,
        to: length === null ? null : from + length,
        amountCents: amount === null ? gap : figure(amount),
        ...(maxEssms === null ? {} : { maxEssms: figure(maxEssms) }),
        ...(below === null ? {} : { onlyOrganismesBelow: figure(below) }),
        ...(own === null ? {} : { payments: own }),
      }),
    );

const anyCall = fc
  .record({
    rates: fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyRate(i)))),
    payments,
    lower: fc.boolean(),
  })
  .map(({ lower, ...more }) =>
    call({
      ...more,
      principles: { 'comfort-share': figure(true), ...(lower ? { 'lower-real-cost': figure(true) } : {}) },
    }),
  );

const hours = fc.option(fc.integer({ min: 0, max: 40 }));

const anyEssms = (rank: number): fc.Arbitrary<Essms> =>
  fc
    .record({
      category: fc.constantFrom('500', '500', '460', '362', ''),
      organismeId: fc.constantFrom('a', 'b', ''),
      open: fc.constantFrom(true, true, null, false),
      hours: fc.record({ eligible: hours, total: hours }),
    })
    .map((changes) => oneEssms(rank, changes));

const anyGrappe = fc
  .record({
    essms: fc
      .integer({ min: 0, max: 14 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyEssms(i + 1)))),
    type: fc.constantFrom('acquisition' as const, 'conformite' as const, 'mixte' as const, null),
    segurReferenced: fc.constantFrom(true, false, null),
    cost: fc.option(fc.integer({ min: 1, max: 20_000_000 })),
    own: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), cents), { maxLength: 3 }),
  })
  .map(({ essms, cost, own, ...project }) =>
    grappe({
      essms,
      project: {
        ...project,
        expenses: cost === null ? [] : [{ id: 'd', poste: '', label: '', amountCents: cost }],
        ownRates: own.map(([index, amountCents], rank) => ({
          id: `o${rank}`,
          campaign: 'appel-invente',
          rate: `r${index}`,
          label: '',
          amountCents,
        })),
      },
    }),
  );

const compute = (profile: ReturnType<typeof grappe>, campaign: Campaign) =>
  amounts({ profile, campaign, date: '2024-03-01' });

const total = (numbers: (number | null | undefined)[]): number =>
  numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** The figures of a part that a split into dossiers may not change. */
const figures = ({ count, lines, knownCents, firmCents, ownCents, unscheduledCents }: AmountsPart) => ({
  totals: [count, knownCents, firmCents, ownCents, unscheduledCents],
  lines: lines.map((line) => [line.id, line.count, line.resultCents ?? 0]),
});

/** Every figure of the family is the sum of those of its dossiers. */
function addsUp(family: Amounts): void {
  const parts = family.dossiers;
  for (const key of ['count', 'knownCents', 'firmCents', 'ownCents', 'unscheduledCents'] as const)
    expect(total(parts.map((part) => part[key])), key).toBe(family[key]);
  for (const line of family.lines) {
    const shares = parts.flatMap(({ lines }) => lines.filter(({ id }) => id === line.id));
    expect(total(shares.map(({ count }) => count))).toBe(line.count);
    expect(total(shares.map(({ resultCents }) => resultCents))).toBe(line.resultCents ?? 0);
  }
  for (const { when, cents: due } of family.schedule)
    expect(
      total(
        parts.flatMap(({ schedule }) => schedule.filter((one) => one.when === when).map((one) => one.cents)),
      ),
    ).toBe(due);
}

const places = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 14, maxLength: 14 });

it('adds up exactly over any split into dossiers, and no split changes the family', () => {
  fc.assert(
    fc.property(anyGrappe, anyCall, places, (profile, campaign, spread) => {
      const { type } = profile.project;
      const dossiers = [1, 2, 3].map((place) =>
        oneDossier(
          `d${place}`,
          profile.essms.filter((_, index) => spread[index] === place).map(({ id }) => id),
          { type: type === 'mixte' ? null : type },
        ),
      );
      const split = compute({ ...profile, dossiers }, campaign);
      addsUp(split);
      expect(figures(split)).toEqual(figures(compute(profile, campaign)));
    }),
    { numRuns: 300 },
  );
});

it('pays each result whole: instalments and what has none add up to the total', () => {
  fc.assert(
    fc.property(anyGrappe, anyCall, (profile, campaign) => {
      const computed = compute(profile, campaign);
      for (const { payments: paid, resultCents } of computed.lines)
        if (paid.length > 0) expect(total(paid.map((payment) => payment.cents))).toBe(resultCents ?? 0);
      expect(total(computed.schedule.map((part) => part.cents)) + computed.unscheduledCents).toBe(
        computed.knownCents + computed.ownCents,
      );
    }),
    { numRuns: 300 },
  );
});

it('gives whole cents, none negative, and never more than the real cost', () => {
  fc.assert(
    fc.property(anyGrappe, anyCall, (profile, campaign) => {
      const { lines, knownCents, ownCents, realCost } = compute(profile, campaign);
      for (const { resultCents } of lines)
        expect(Number.isInteger(resultCents ?? 0) && (resultCents ?? 0) >= 0).toBe(true);
      if (realCost?.cents) expect(knownCents + ownCents).toBeLessThanOrEqual(realCost.cents);
    }),
    { numRuns: 300 },
  );
});

it('an eligible ESSMS that joins never lowers the total, aids to small organismes apart', () => {
  // An organisme that grows past « moins de 15 ESSMS » does lose its aid: that is the text.
  const grows = anyCall.filter(({ rates }) =>
    rates.every((one) => one.amountCents.value !== null && !one.onlyOrganismesBelow),
  );
  fc.assert(
    fc.property(anyGrappe, grows, (profile, campaign) => {
      const more = { ...profile, essms: [...profile.essms, oneEssms(99)] };
      expect(compute(more, campaign).knownCents).toBeGreaterThanOrEqual(
        compute(profile, campaign).knownCents,
      );
    }),
    { numRuns: 300 },
  );
});

it('is the same twice, changes nothing of what it reads, and « et si rien » gives no difference', () => {
  fc.assert(
    fc.property(anyGrappe, anyCall, (profile, campaign) => {
      const before = structuredClone({ profile, campaign });
      const situation = { profile, campaign, date: '2024-03-01' };
      expect(amounts(situation)).toEqual(amounts(situation));
      for (const { differenceCents } of whatIf(situation, { add: 0, remove: 0 }).lines)
        expect(differenceCents ?? 0).toBe(0);
      expect({ profile, campaign }).toEqual(before);
    }),
    { numRuns: 100 },
  );
});
