import { describe, expect, it } from 'vitest';
import { amounts } from '@/knowledge/amounts';
import { apportion } from '@/knowledge/amounts/real-cost';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { BudgetLine, Profile } from '@/knowledge/profile/schema';
import {
  call,
  figure,
  gap,
  grappe,
  homeService,
  manyEssms,
  oneDossier,
  oneEssms,
  rate,
} from './amounts-invented';

/** Dossiers, instalments and real cost. Every call and grappe here is invented. */

const compute = (profile: Profile, campaign: Campaign = call()) =>
  amounts({ profile, campaign, date: '2024-03-01' });
const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, ' ');
const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `e${from + index}`);

describe('dossiers', () => {
  const rates = [rate({ id: 'bas', to: 49 }), rate({ id: 'haut', from: 50, amountCents: figure(20_000) })];

  it('are none while the call has none: the family stands alone', () => {
    const other = oneDossier('d1', ['e1'], { campaign: 'autre-appel' });
    expect(compute(grappe({ essms: manyEssms(2), dossiers: [other] })).dossiers).toEqual([]);
  });

  it('rank their ESSMS in the whole grappe', () => {
    const dossiers = [oneDossier('d1', ids(41, 60)), oneDossier('d2', ids(1, 40))];
    const computed = compute(grappe({ essms: manyEssms(60), dossiers }), call({ rates }));
    expect(
      computed.dossiers.map(({ label, count, lines }) => [label, count, lines.map((l) => [l.id, l.count])]),
    ).toEqual([
      [
        'd1',
        20,
        [
          ['bas', 9],
          ['haut', 11],
        ],
      ],
      ['d2', 40, [['bas', 40]]],
    ]);
    expect(computed.dossiers.map(({ knownCents }) => knownCents)).toEqual([900_000 + 220_000, 4_000_000]);
    expect(computed.knownCents).toBe(4_900_000 + 220_000);
  });

  it('leave the ESSMS of none in a part of their own', () => {
    const computed = compute(grappe({ essms: manyEssms(3), dossiers: [oneDossier('d1', ['e1'])] }));
    expect(computed.dossiers.map(({ id, count, knownCents }) => [id, count, knownCents])).toEqual([
      ['d1', 1, 100_000],
      ['hors-dossier', 2, 200_000],
    ]);
  });

  it('show an empty dossier as such', () => {
    const dossiers = [oneDossier('d1', []), oneDossier('d2', ids(1, 2))];
    const [empty] = compute(grappe({ essms: manyEssms(2), dossiers })).dossiers;
    expect(empty).toMatchObject({ id: 'd1', count: 0, lines: [], knownCents: 0, schedule: [] });
  });

  it('count an ESSMS once, in the first dossier that holds it, and say so', () => {
    const dossiers = [oneDossier('d1', ['e1', 'e2']), oneDossier('d2', ['e2', 'e3'])];
    const computed = compute(grappe({ essms: manyEssms(3), dossiers }));
    expect(computed.dossiers.map(({ knownCents }) => knownCents)).toEqual([200_000, 100_000]);
    expect(computed.notes.join(' ')).toContain('Établissement inventé 2');
  });

  it('decide the type of their ESSMS in a mixed project', () => {
    const typed = [rate({ id: 'a', types: ['acquisition'] }), rate({ id: 'c', types: ['conformite'] })];
    const dossiers = [oneDossier('d1', ['e1']), oneDossier('d2', ['e2', 'e3'], { type: 'conformite' })];
    const mixed = grappe({ essms: manyEssms(3), dossiers, project: { type: 'mixte' } });
    const computed = compute(mixed, call({ rates: typed }));
    expect(computed.lines.map(({ id, count }) => [id, count])).toEqual([
      ['a', 1],
      ['c', 2],
    ]);
    expect(computed.dossiers.map(({ lines }) => lines.map(({ id }) => id))).toEqual([['a'], ['c']]);
  });
});

describe('instalments', () => {
  const thirds = figure([
    { share: 0.4, when: 'au lancement' },
    { share: 0.4, when: 'en fin de paramétrage' },
    { share: 0.2, when: 'en fin de déploiement' },
  ]);

  it('are those of the rate, else those of the call', () => {
    const rates = [rate(), rate({ id: 'autre', payments: thirds })];
    const computed = compute(grappe({ essms: manyEssms(1) }), call({ rates }));
    expect(computed.lines.map(({ payments }) => payments.map(({ when, cents }) => [when, cents]))).toEqual([
      [
        ['au départ', 50_000],
        ['à la fin', 50_000],
      ],
      [
        ['au lancement', 40_000],
        ['en fin de paramétrage', 40_000],
        ['en fin de déploiement', 20_000],
      ],
    ]);
  });

  it.each([
    [99, [39, 39, 21]],
    [1, [0, 0, 1]],
    [333, [133, 133, 67]],
  ])('give the rounding of %i cents to the last one', (cents, expected) => {
    const computed = compute(
      grappe({ essms: manyEssms(1) }),
      call({ payments: thirds, rates: [rate({ amountCents: figure(cents) })] }),
    );
    expect(computed.lines[0]?.payments.map((payment) => payment.cents)).toEqual(expected);
  });

  it('are exact where floating point is not: 29 % of 100', () => {
    const payments = figure([
      { share: 0.29, when: 'avant' },
      { share: 0.71, when: 'après' },
    ]);
    const computed = compute(
      grappe({ essms: manyEssms(1) }),
      call({ payments, rates: [rate({ amountCents: figure(100) })] }),
    );
    expect(computed.lines[0]?.payments.map(({ cents }) => cents)).toEqual([29, 71]);
  });

  it('stand near the start and the end of the project, and nowhere between', () => {
    const dates = (project: Partial<Profile['project']>) =>
      compute(grappe({ essms: manyEssms(1), project }), call({ payments: thirds })).lines[0]?.payments.map(
        ({ milestone, day }) => [milestone, day],
      );
    expect(dates({})).toEqual([
      ['start', '2024-01-01'],
      [null, null],
      ['end', '2025-12-31'],
    ]);
    expect(dates({ startDate: '', endDate: '' })).toEqual([
      ['start', null],
      [null, null],
      ['end', null],
    ]);
  });

  it('have no milestone when there is one only', () => {
    const once = figure([{ share: 1, when: 'en une fois' }]);
    const [line] = compute(grappe({ essms: manyEssms(1) }), call({ payments: once })).lines;
    expect(line?.payments).toEqual([
      { share: 1, when: 'en une fois', cents: 100_000, milestone: null, day: null },
    ]);
  });

  it('are added up by trigger over the lines, in order, dossiers being paid apart', () => {
    const rates = [
      rate({ id: 'autre', payments: thirds, amountCents: figure(101) }),
      rate({ amountCents: figure(33) }),
    ];
    const dossiers = [oneDossier('d1', ['e1']), oneDossier('d2', ['e2'])];
    const computed = compute(grappe({ essms: manyEssms(2), dossiers }), call({ rates }));
    expect(computed.schedule).toEqual([
      { when: 'au lancement', milestone: 'start', day: '2024-01-01', cents: 80 },
      { when: 'au départ', milestone: 'start', day: '2024-01-01', cents: 32 },
      { when: 'en fin de paramétrage', milestone: null, day: null, cents: 80 },
      { when: 'en fin de déploiement', milestone: 'end', day: '2025-12-31', cents: 42 },
      { when: 'à la fin', milestone: 'end', day: '2025-12-31', cents: 34 },
    ]);
    expect(computed.unscheduledCents).toBe(0);
  });

  it('may be unknown, with the passage that says so', () => {
    const computed = compute(grappe({ essms: manyEssms(2) }), call({ payments: gap }));
    expect(computed.lines[0]?.payments).toEqual([]);
    expect(computed.lines[0]?.paidBy).toEqual({
      source: gap.source,
      confidence: 'not-found',
      note: gap.note,
    });
    expect([computed.schedule, computed.unscheduledCents]).toEqual([[], 200_000]);
  });

  it('of an unknown amount are unknown, their shares are not', () => {
    const [line] = compute(
      grappe({ essms: manyEssms(2) }),
      call({ rates: [rate({ amountCents: gap })] }),
    ).lines;
    expect(line?.payments.map(({ share, cents }) => [share, cents])).toEqual([
      [0.5, null],
      [0.5, null],
    ]);
  });
});

describe('a real cost lower than the flat rates', () => {
  const expenses = (...euros: (number | null)[]): BudgetLine[] =>
    euros.map((amount, index) => ({
      id: `l${index}`,
      poste: '',
      label: '',
      amountCents: amount === null ? null : amount * 100,
    }));
  const lower = (changes: Partial<Campaign> = {}) =>
    call({ ...changes, principles: { 'comfort-share': figure(true), 'lower-real-cost': figure(true) } });
  const costing = (...euros: (number | null)[]) =>
    grappe({ essms: manyEssms(10), project: { expenses: expenses(...euros) } });

  it.each([
    ['one euro less', 9999, 999_900],
    ['as much', 10_000, 1_000_000],
    ['more', 10_001, 1_000_000],
  ])('%s: %i €', (_words, euros, expected) => {
    expect(compute(costing(euros), lower()).knownCents).toBe(expected);
  });

  it('is said on the line, with the rule it follows', () => {
    const { lines, realCost, schedule } = compute(costing(6000, 2000), lower());
    expect(plain(lines[0]?.formula)).toBe('10 ESSMS × 1 000 € = 10 000 €, ramenés à 8 000 €');
    expect(lines[0]?.remarks).toEqual([
      { text: 'Ramené au coût réel du projet.', source: realCost?.source, confidence: 'secondary' },
    ]);
    expect(plain(realCost?.text)).toBe(
      'Le projet coûte 8 000 €, moins que les forfaits (10 000 €) : l’aide est abaissée de 2 000 €.',
    );
    expect(realCost).toMatchObject({ cents: 800_000, cutCents: 200_000, confidence: 'secondary' });
    expect(schedule.map(({ cents }) => cents)).toEqual([400_000, 400_000]);
  });

  it.each([
    ['no expense', []],
    ['an unknown expense', [100, null]],
    ['expenses of nothing', [0]],
  ])('is not guessed from %s', (_words, euros) => {
    const computed = compute(costing(...euros), lower());
    expect(computed.knownCents).toBe(1_000_000);
    expect(computed.realCost).toMatchObject({ cents: null, cutCents: 0 });
    expect(computed.realCost?.text).toContain('renseignez');
  });

  it('changes nothing in a call that does not say so, nor outside the days it holds', () => {
    expect(compute(costing(1), call()).realCost).toBeNull();
    const held = { ...figure(true as const), from: '2024-03-02' };
    expect(compute(costing(1), call({ principles: { 'lower-real-cost': held } })).knownCents).toBe(1_000_000);
  });

  it('takes the user’s own figures off first', () => {
    const own = { id: 'x', campaign: 'appel-invente', rate: 'mien', label: '', amountCents: 50_000 };
    const rates = [rate(), rate({ id: 'mien', amountCents: gap })];
    const withOwn = (euros: number) =>
      compute(
        grappe({ essms: manyEssms(10), project: { expenses: expenses(euros), ownRates: [own] } }),
        lower({ rates }),
      );
    expect([withOwn(12_000).knownCents, withOwn(12_000).ownCents]).toEqual([1_000_000, 200_000]);
    expect([withOwn(7000).knownCents, withOwn(7000).ownCents]).toEqual([700_000, 0]);
  });

  it('is shared between the lines and the dossiers to the cent', () => {
    const dossiers = [oneDossier('d1', ids(1, 3)), oneDossier('d2', ids(4, 10))];
    const profile = grappe({ essms: manyEssms(10), dossiers, project: { expenses: expenses(10_001) } });
    const rates = [
      rate({ amountCents: figure(77_777) }),
      rate({ id: 'autre', amountCents: figure(33_333), ceiling: true }),
    ];
    const computed = compute(profile, lower({ rates }));
    expect(computed.knownCents).toBe(1_000_100);
    expect(computed.lines.map(({ resultCents }) => resultCents)).toEqual([700_070, 300_030]);
    for (const [index, line] of computed.lines.entries())
      expect(computed.dossiers.reduce((sum, { lines }) => sum + (lines[index]?.resultCents ?? 0), 0)).toBe(
        line.resultCents,
      );
  });

  it('weighs a home service by what it is paid', () => {
    const rows = [oneEssms(1), homeService(2, 1, 4)];
    const dossiers = [oneDossier('d1', ['e1']), oneDossier('d2', ['e2'])];
    const computed = compute(
      grappe({ essms: rows, dossiers, project: { expenses: expenses(1000) } }),
      lower(),
    );
    expect(computed.dossiers.map(({ knownCents }) => knownCents)).toEqual([80_000, 20_000]);
  });
});

describe('parts in proportion', () => {
  it.each([
    [10, [1, 1, 1], [3, 3, 4]],
    [0, [5, 5], [0, 0]],
    [7, [7, 0], [7, 0]],
    [5, [0, 0], [0, 0]],
    [3, [], []],
  ])('%i over %j', (whole, weights, expected) => {
    expect(apportion(whole, weights)).toEqual(expected);
  });
});
