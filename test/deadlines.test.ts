import { describe, expect, test } from 'vitest';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import { calendarOf } from '@/knowledge/campaigns/calendar';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { campaignState, deadlinesOf, type Whom } from '@/knowledge/campaigns/deadlines';
import { addDays, DAY, dayAt, instantOf } from '@/knowledge/campaigns/instants';
import { closingToPlan, PLANNING_SOURCE, planningOf } from '@/knowledge/campaigns/planning';
import { timelineOf } from '@/knowledge/campaigns/timeline';
import { resolve } from '@/knowledge/texts';

const campaignOf = (id: string): Campaign => {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`no campaign ${id}`);
  return campaign;
};
const paca = campaignOf('paca-2023');
const national = campaignOf('national-2022');

const REGIONAL: Whom = { scopes: ['regional'], regions: ['93'], firstRequest: null };
const at = (day: string, hour = '00:00') => instantOf(day, hour);
const plain = (text: string) => text.replace(/\s/g, ' ');
const seen = (campaign: Campaign, now: number, whom: Partial<Whom> = {}) =>
  deadlinesOf(campaign, { whom: { ...REGIONAL, ...whom }, now }).map(
    ({ label, whose, told, words }) => [plain(label), whose, told.value, plain(words)] as const,
  );

describe('the dates of a campaign', () => {
  test('before it opens: its own dates first, the openings with them', () => {
    expect(seen(paca, at('2023-01-28'))).toEqual([
      ['Ouverture : dépôt régional', 'own', '2023-01-31', 'ouvre dans 2 jours'],
      [
        'Fin de la première sélection régionale (sans fermer le dépôt)',
        'own',
        '2023-04-27',
        'il reste 89 jours',
      ],
      ['Clôture : dépôt régional', 'own', '2023-09-15', 'il reste 230 jours'],
      ['Ouverture : dépôt multirégional', 'other', '2023-01-31', 'ouvre dans 2 jours'],
      ['Clôture : dépôt multirégional', 'other', '2023-06-15', 'il reste 138 jours'],
    ]);
  });

  test('once past, a date is closed and comes last, the latest first', () => {
    expect(seen(paca, at('2023-07-01')).map(([label, , , words]) => [label, words])).toEqual([
      ['Clôture : dépôt régional', 'il reste 76 jours'],
      ['Fin de la première sélection régionale (sans fermer le dépôt)', 'c’est clos depuis 65 jours'],
      ['Clôture : dépôt multirégional', 'c’est clos depuis 16 jours'],
    ]);
    expect(seen(paca, at('2024-01-01')).every(([, , , words]) => words.startsWith('c’est clos'))).toBe(true);
  });

  test('the dates of another scope are those of others; as long as the scope is open, maybe', () => {
    const whose = (scopes: Whom['scopes']) =>
      Object.fromEntries(seen(paca, at('2023-05-02'), { scopes }).map(([label, one]) => [label, one]));
    const [regional, multiregional] = ['Clôture : dépôt régional', 'Clôture : dépôt multirégional'];
    expect(whose(['multiregional'])).toMatchObject({ [regional]: 'other', [multiregional]: 'own' });
    expect(whose(['regional', 'multiregional'])).toMatchObject({
      [regional]: 'maybe',
      [multiregional]: 'maybe',
    });
  });

  test('the earlier date of the projects not retained in 2021 is that of a first request in no case', () => {
    const reserved = (firstRequest: boolean | null) =>
      seen(national, at('2022-05-20'), { scopes: ['national'], firstRequest }).find(([label]) =>
        label.includes('non retenus'),
      );
    expect(reserved(true)?.[1]).toBe('other');
    expect(reserved(false)?.[1]).toBe('maybe');
    expect(reserved(null)?.slice(1)).toEqual(['maybe', '2022-06-05', 'il reste 16 jours']);
  });

  test('a window of one région is that of its grappes only', () => {
    const whose = (regions: string[]) =>
      seen(campaignOf('regional-2022'), at('2022-04-01'), { regions }).find(([label]) =>
        label.startsWith('Clôture : dépôt en Nouvelle-Aquitaine'),
      )?.[1];
    expect([whose(['75']), whose(['93']), whose([])]).toEqual(['own', 'other', 'maybe']);
  });

  test('minuit is the end of the day in Paris, and its local hour overseas', () => {
    const dates = deadlinesOf(paca, {
      whom: { ...REGIONAL, regions: ['01', '04', '93', '01'] },
      now: at('2023-09-15', '23:59'),
    });
    const closing = dates.find(({ kind, whose }) => kind === 'closing' && whose === 'own');
    expect(closing).toMatchObject({
      hour: '24:00',
      at: Date.parse('2023-09-15T22:00:00Z'),
      state: 'coming',
      words: 'il reste 1\u00a0min',
      local: [
        { place: 'en Guadeloupe', day: '2023-09-15', hour: '18:00' },
        { place: 'à La Réunion', day: '2023-09-16', hour: '02:00' },
      ],
    });
  });

  test('without an hour, the last day counts whole and says so; no local hour is invented', () => {
    const closing = (day: string, hour: string) =>
      deadlinesOf(national, {
        whom: { scopes: ['national'], regions: ['04'], firstRequest: true },
        now: at(day, hour),
      }).find(({ kind, whose }) => kind === 'closing' && whose === 'own');
    expect(closing('2022-07-17', '23:00')).toMatchObject({ words: 'il reste 1\u00a0jour', local: [] });
    expect(closing('2022-07-18', '23:59')).toMatchObject({
      words: 'dernier jour, heure de clôture non trouvée',
      state: 'coming',
    });
    expect(closing('2022-07-19', '00:00')).toMatchObject({
      words: 'c’est clos depuis 1\u00a0jour',
      state: 'past',
    });
  });

  test('is soon from a fortnight before on, and no more once past', () => {
    const soon = (day: string) =>
      deadlinesOf(paca, { whom: REGIONAL, now: at(day) }).find(
        ({ kind, whose }) => kind === 'closing' && whose === 'own',
      )?.soon;
    expect(['2023-08-31', '2023-09-01', '2023-09-15', '2023-09-16'].map(soon)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a date that was not found is said not found: neither to come nor past', () => {
    const late = at('2030-01-01');
    const [first] = deadlinesOf(campaignOf('national-2024'), {
      whom: { scopes: ['national'], regions: [], firstRequest: null },
      now: late,
    });
    expect(first).toMatchObject({ kind: 'closing', state: 'unknown', at: null, words: 'non trouvée' });
    expect(first?.told.note).toMatch(/\w{5}/);
  });

  test('have each an identifier of their own, the same whenever they are read', () => {
    for (const campaign of campaigns) {
      const ids = (now: number) =>
        deadlinesOf(campaign, { whom: { ...REGIONAL, scopes: campaign.scopes }, now }).map(({ id }) => id);
      const early = ids(at('2020-01-01'));
      expect(new Set(early).size).toBe(early.length);
      for (const id of ids(at('2030-01-01'))) expect(early).toContain(id);
    }
  });
});

describe('where a campaign stands', () => {
  test.each([
    ['2023-01-30', 'upcoming', 'ouvre le 31 janvier 2023'],
    ['2023-01-31', 'open', 'ouverte'],
    ['2023-09-15', 'open', 'ouverte'],
    ['2023-09-16', 'closed', 'close depuis le 15 septembre 2023'],
  ])('on %s: %s', (day, state, words) => {
    expect(campaignState(paca, at(day))).toEqual({ state, words });
  });
  test('is unknown as long as a closing was not found', () => {
    expect(campaignState(campaignOf('national-2024'), at('2030-01-01')).state).toBe('unknown');
  });
});

describe('the picture of the windows', () => {
  test('goes from the first opening to the last closing, with a mark on the present', () => {
    const { bars, now, undrawn } = timelineOf(paca, at('2023-05-24'));
    expect(bars.map(({ label, from }) => [label, from])).toEqual([
      ['Dépôt régional', 0],
      ['Dépôt multirégional', 0],
    ]);
    expect(bars[0]?.to).toBe(1);
    expect(bars[1]?.to).toBeCloseTo(136 / 228, 2);
    expect(now).toBeCloseTo(113 / 228, 2);
    expect(undrawn).toEqual([]);
  });
  test('has no mark outside of it, and names the windows it cannot draw', () => {
    expect(timelineOf(paca, at('2023-09-16')).now).toBeNull();
    const past = (day: string) => timelineOf(paca, at(day)).bars.map((bar) => bar.past);
    expect([past('2023-06-15'), past('2023-06-16'), past('2023-09-16')]).toEqual([
      [false, false],
      [false, true],
      [true, true],
    ]);
    expect(timelineOf(campaignOf('national-2024'), at('2024-03-01'))).toMatchObject({
      bars: [],
      now: null,
      undrawn: ['Dépôt national'],
    });
  });
});

describe('the retro-planning', () => {
  const days = (today: string) => planningOf('2023-09-15', today).map(({ id, state }) => `${id} ${state}`);
  test('is counted back from the closing, its steps in order, the last the day before', () => {
    const steps = planningOf('2023-09-15', '2023-01-01').map(({ day }) => day);
    expect(steps).toEqual(steps.toSorted());
    expect(steps.at(-1)).toBe('2023-09-14');
    expect(steps[0]).toBe(addDays('2023-09-15', -60));
  });
  test('ticks what is past and points at what comes next, the day itself included', () => {
    expect(days('2023-09-08')).toEqual([
      'grappe past',
      'agreements past',
      'pieces past',
      'amounts past',
      'entry past',
      'reading now',
      'filing later',
    ]);
    expect(days('2023-09-15').every((step) => step.endsWith('past'))).toBe(true);
    expect(days('2023-01-01')[0]).toBe('grappe now');
  });
  test('is an advice, and its passage says so', () => {
    expect(resolve(PLANNING_SOURCE)?.passage.body).toContain('conseil de l’assistant');
  });
  test('plans for the first closing to come that may be the grappe’s, in no case for another’s', () => {
    const plan = (scopes: Whom['scopes'], day: string) =>
      closingToPlan(deadlinesOf(paca, { whom: { ...REGIONAL, scopes }, now: at(day) }))?.told.value;
    expect(plan(['regional'], '2023-03-01')).toBe('2023-09-15');
    expect(plan(['regional', 'multiregional'], '2023-03-01')).toBe('2023-06-15');
    expect(plan(['multiregional'], '2023-07-01')).toBeUndefined();
  });
});

test('the calendar of every campaign can be read on every day around its dates', () => {
  for (const campaign of campaigns) {
    const whom = { scopes: campaign.scopes, regions: ['03'], firstRequest: null };
    const days = campaign.windows.flatMap(({ opens, closes }) =>
      [opens.value ?? [], closes.value ?? []].flat(),
    );
    for (const day of new Set([...days, '2026-11-22'])) {
      for (const now of [at(day) - DAY, at(day), at(day, '24:00')]) {
        const calendar = calendarOf({ campaign, profile: null, whom, now });
        expect(calendar.deadlines.length).toBeGreaterThan(0);
        expect(calendar.askWhom).not.toBe('');
        const dated = calendar.deadlines.filter(({ state }) => state === 'coming');
        expect(dated.every((one) => one.at !== null && one.at > now)).toBe(true);
        expect(calendar.planning === null || dayAt(now) <= (calendar.planning.closing.told.value ?? '')).toBe(
          true,
        );
      }
    }
  }
});
