import { describe, expect, test } from 'vitest';
import { type AgendaEvent, agendaOf, noticesOf, secondsBefore } from '@/knowledge/campaigns/agenda';
import { type Campaign, heldOn, type Window } from '@/knowledge/campaigns/campaign';
import { campaignState, type Deadline, deadlinesOf, type Whom } from '@/knowledge/campaigns/deadlines';
import { DAY, instantOf, spanWords } from '@/knowledge/campaigns/instants';
import { closingToPlan, planningOf } from '@/knowledge/campaigns/planning';
import { timelineOf } from '@/knowledge/campaigns/timeline';
import { call, figure, gap, rate } from './amounts-invented';

/** Dates of calls no text describes: each of them is invented. */

const plain = (text: string): string => text.replace(/\s/g, ' ');
const at = (day: string, hour = '00:00') => instantOf(day, hour);

const window = (changes: Partial<Window> = {}): Window => ({
  scope: 'regional',
  label: 'Dépôt inventé',
  opens: figure('2024-02-01'),
  closes: figure('2024-03-31'),
  closingHour: gap,
  ...changes,
});

const ANYBODY: Whom = { scopes: ['regional'], regions: [], firstRequest: null };
const datesOf = (windows: Window[], now: number, whom: Partial<Whom> = {}): Deadline[] =>
  deadlinesOf(call({ windows }), { whom: { ...ANYBODY, ...whom }, now });

describe('whose a date is', () => {
  const whose = (changes: Partial<Window>, whom: Partial<Whom>) =>
    datesOf([window(changes)], at('2024-03-01'), whom)[0]?.whose;
  test.each<[string, Partial<Window>, Partial<Whom>, string]>([
    ['of the one scope of the grappe', {}, {}, 'own'],
    ['of one of its scopes', {}, { scopes: ['regional', 'national'] }, 'maybe'],
    ['of another scope', {}, { scopes: ['national'] }, 'other'],
    ['of its région', { region: '93' }, { regions: ['93', '11'] }, 'own'],
    ['of a région, hers unknown', { region: '93' }, {}, 'maybe'],
    ['of another région', { region: '93' }, { regions: ['11'] }, 'other'],
    ['reserved to others, first request', { reservedTo: 'x' }, { firstRequest: true }, 'other'],
    ['reserved, another request', { reservedTo: 'x' }, { firstRequest: false }, 'maybe'],
    ['reserved, nobody knows', { reservedTo: 'x' }, {}, 'maybe'],
    [
      'of its région and reserved there',
      { reservedTo: 'x', region: '93' },
      { regions: ['93'], firstRequest: true },
      'own',
    ],
  ])('%s', (_, changes, whom, expected) => expect(whose(changes, whom)).toBe(expected));
});

describe('the words of a date', () => {
  const labels = (changes: Partial<Window>, now = at('2024-01-01')) =>
    datesOf([window(changes)], now).map(({ label }) => plain(label));

  test('put its label in the middle of a sentence, but for a sigle', () => {
    expect(labels({})).toEqual(['Ouverture : dépôt inventé', 'Clôture : dépôt inventé']);
    expect(labels({ label: 'ARS inventée' })).toEqual(['Ouverture : ARS inventée', 'Clôture : ARS inventée']);
    expect(labels({ label: 'le Dépôt' })[0]).toBe('Ouverture : le Dépôt');
    expect(labels({ reservedTo: 'quelques-uns' })).toEqual([
      'Ouverture : dépôt inventé',
      'Clôture : dépôt inventé (quelques-uns)',
    ]);
  });

  test('say each selection but the one that ends with the filing', () => {
    const selections = [
      { label: 'première', opens: figure('2024-02-01'), closes: figure('2024-02-20') },
      { label: 'seconde', opens: figure('2024-02-21'), closes: figure('2024-03-31') },
    ];
    const words = (one: string) => `Fin de la ${one} (sans fermer le dépôt)`;
    expect(labels({ selections }).slice(1, -1)).toEqual([words('première')]);
    expect(labels({ selections, closes: gap })).toContain(words('seconde'));
  });

  test.each([
    ['2024-01-29', ['ouvre dans 2 jours', 'il reste 62 jours']],
    ['2024-02-01', ['il reste 59 jours']],
    ['2024-03-29', ['il reste 2 jours']],
    ['2024-03-30', ['il reste 1 jour']],
    ['2024-03-31', ['dernier jour, heure de clôture non trouvée']],
    ['2024-04-01', ['c’est clos depuis 1 jour']],
    ['2024-04-02', ['c’est clos depuis 2 jours']],
  ])('on %s: %j', (day, words) => {
    expect(datesOf([window()], at(day)).map((one) => plain(one.words))).toEqual(words);
  });

  test('are soon a fortnight before, to the minute, and never once past', () => {
    const closing = { closingHour: figure('12:00') };
    const soon = (now: number) => datesOf([window(closing)], now).at(-1)?.soon;
    const end = at('2024-03-31', '12:00');
    // The clocks change on the last day: a fortnight is 15 times 24 hours all the same.
    expect([soon(end - 15 * DAY - 1), soon(end - 15 * DAY), soon(end - 1), soon(end)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('give the hour overseas of a closing that has one, and of nothing else', () => {
    const local = (changes: Partial<Window>) =>
      datesOf([window(changes)], at('2024-01-01'), { regions: ['04', '93', '04'] }).map((one) => one.local);
    expect(local({ closingHour: figure('12:00') })).toEqual([
      [],
      [{ place: 'à La Réunion', day: '2024-03-31', hour: '14:00' }],
    ]);
    expect(local({})).toEqual([[], []]);
  });

  test('come in the order of what is to do', () => {
    const windows = [
      window({ label: 'passé', closes: figure('2024-01-10'), opens: figure('2024-01-01') }),
      window({ label: 'passé plus tard', closes: figure('2024-01-20'), opens: figure('2024-01-01') }),
      window({ label: 'inconnu', closes: gap, opens: gap }),
      window({
        label: 'd’autrui',
        scope: 'national',
        opens: figure('2024-01-01'),
        closes: figure('2024-02-02'),
      }),
      window({ label: 'loin', opens: figure('2024-01-01'), closes: figure('2024-12-31') }),
      window({ label: 'peut-être', region: '93', opens: figure('2024-01-01'), closes: figure('2024-02-03') }),
      window({ label: 'près', opens: figure('2024-01-01'), closes: figure('2024-02-04') }),
    ];
    expect(datesOf(windows, at('2024-02-01')).map(({ label }) => plain(label))).toEqual([
      'Clôture : près',
      'Clôture : loin',
      'Clôture : peut-être',
      'Clôture : d’autrui',
      'Ouverture : inconnu',
      'Clôture : inconnu',
      'Clôture : passé plus tard',
      'Clôture : passé',
    ]);
  });

  test('know a date again by its scope and its rank there', () => {
    const windows = [window({ scope: 'national' }), window(), window()];
    expect(datesOf(windows, at('2024-03-01')).map(({ id }) => id)).toEqual([
      'appel-invente.regional-1.closing-1',
      'appel-invente.regional-2.closing-1',
      'appel-invente.national-1.closing-1',
    ]);
  });
});

describe('where a call stands', () => {
  const state = (windows: Window[], now: number) => {
    const found = campaignState(call({ windows }), now);
    return `${found.state}: ${found.words}`;
  };
  const unknown = 'unknown: dates non trouvées en entier';

  test('is told by all its windows', () => {
    const next = window({ opens: figure('2024-06-01'), closes: figure('2024-06-30') });
    const later = window({ opens: figure('2024-07-01'), closes: figure('2024-07-31') });
    expect(state([window()], at('2024-01-31', '23:59'))).toBe('upcoming: ouvre le 1er février 2024');
    expect(state([window()], at('2024-02-01'))).toBe('open: ouverte');
    expect(state([window()], at('2024-03-31', '23:59'))).toBe('open: ouverte');
    expect(state([window()], at('2024-04-01'))).toBe('closed: close depuis le 31 mars 2024');
    expect(state([later, window(), next], at('2024-04-01'))).toBe('upcoming: ouvre le 1er juin 2024');
    expect(state([next, window()], at('2024-08-01'))).toBe('closed: close depuis le 30 juin 2024');
    const noon = window({ closingHour: figure('12:00') });
    expect(state([noon], at('2024-03-31', '11:59'))).toBe('open: ouverte');
    expect(state([noon], at('2024-03-31', '12:00'))).toBe('closed: close depuis le 31 mars 2024');
  });

  test('is unknown when the days that would tell were not found', () => {
    expect(state([], at('2024-03-01'))).toBe(unknown);
    expect(state([window({ closes: gap })], at('2024-03-01'))).toBe(unknown);
    expect(state([window({ opens: gap })], at('2024-03-01'))).toBe(unknown);
    expect(state([window({ closes: gap })], at('2024-02-01'))).toBe(unknown);
    expect(state([window({ closes: gap })], at('2024-01-01'))).toBe('upcoming: ouvre le 1er février 2024');
  });
});

describe('the picture of the windows', () => {
  test('measures the bars from the first opening to the last closing', () => {
    const windows = [
      window({ label: 'A', opens: figure('2024-01-02'), closes: figure('2024-01-03') }),
      window({ label: 'B', opens: figure('2024-01-04'), closes: figure('2024-01-05') }),
      window({ label: 'C', opens: gap }),
      window({ label: 'D', closes: gap }),
    ];
    const { bars, now, undrawn } = timelineOf(call({ windows }), at('2024-01-04'));
    expect(bars).toEqual([
      { label: 'A', opens: '2024-01-02', closes: '2024-01-03', from: 0, to: 0.5, past: true },
      { label: 'B', opens: '2024-01-04', closes: '2024-01-05', from: 0.5, to: 1, past: false },
    ]);
    expect([now, undrawn]).toEqual([0.5, ['C', 'D']]);
    const mark = (moment: number) => timelineOf(call({ windows }), moment).now;
    expect([mark(at('2024-01-02') - 1), mark(at('2024-01-02')), mark(at('2024-01-06'))]).toEqual([
      null,
      0,
      null,
    ]);
    expect(timelineOf(call({ windows: [window({ opens: gap })] }), 0)).toEqual({
      bars: [],
      now: null,
      undrawn: ['Dépôt inventé'],
    });
  });

  test('a closing at noon ends the bar there', () => {
    const short = window({
      opens: figure('2024-01-02'),
      closes: figure('2024-01-02'),
      closingHour: figure('12:00'),
    });
    const long = window({ opens: figure('2024-01-02'), closes: figure('2024-01-02') });
    expect(timelineOf(call({ windows: [short, long] }), 0).bars.map(({ to }) => to)).toEqual([0.5, 1]);
  });
});

describe('the closing to plan for', () => {
  test('is the nearest that may be that of the grappe', () => {
    const windows = [
      window({ label: 'loin' }),
      window({ label: 'près', closes: figure('2024-03-10') }),
      window({ label: 'd’autrui', scope: 'national', closes: figure('2024-03-05') }),
      window({ label: 'passé', closes: figure('2024-02-10') }),
    ];
    const plan = (some: Window[]) => closingToPlan(datesOf(some, at('2024-03-01')))?.label;
    expect(plain(plan(windows) ?? '')).toBe('Clôture : près');
    expect(plan([window({ opens: figure('2024-03-20'), closes: gap })])).toBeUndefined();
  });

  test('has its steps counted back, the next one first not past', () => {
    const states = (today: string) => planningOf('2024-03-31', today).map(({ state }) => state);
    expect(states('2024-03-30')).toEqual([...Array(6).fill('past'), 'now']);
    expect(states('2024-03-31')).toEqual(Array(7).fill('past'));
    expect(states('2024-01-31')).toEqual(['now', ...Array(6).fill('later')]);
  });
});

describe('the agenda', () => {
  const NOW = at('2024-01-01', '10:00');
  const project = { startDate: '2024-05-01', endDate: '2025-05-01' };
  const agenda = (changes: Partial<Campaign>, more: Partial<Parameters<typeof agendaOf>[0]> = {}) => {
    const campaign = call({ windows: [window()], ...changes });
    const now = more.now ?? NOW;
    const deadlines = deadlinesOf(campaign, { whom: ANYBODY, now });
    return agendaOf({ campaign, deadlines, project, now, ...more });
  };
  const of = (events: AgendaEvent[], id: string) => events.find((one) => one.id.endsWith(id));

  test('says what is not known of a date', () => {
    const noted = { ...figure('2024-03-31'), note: 'Une note.' };
    const closing = of(agenda({ windows: [window({ closes: noted, region: '93' })] }), 'closing-1');
    expect(plain(closing?.description ?? '')).toBe(
      'Appel inventé Heure de clôture non trouvée : déposez la veille. Selon la portée du projet, cette date peut ne pas être la vôtre. Une note.',
    );
    expect(of(agenda({}), 'opening-0')?.description).toBe('Appel inventé');
  });

  test('holds no date that is another’s, past or not found', () => {
    const windows = [
      window({ scope: 'national' }),
      window({ opens: gap, closes: gap }),
      window({ opens: figure('2023-01-01'), closes: figure('2023-02-01') }),
    ];
    expect(agenda({ windows }, { project: null })).toEqual([]);
  });

  test('tells each trigger of the payments once', () => {
    const halves = figure([
      { share: 0.5, when: 'au départ' },
      { share: 0.5, when: 'à la fin' },
    ]);
    const rates = [
      rate({ payments: halves }),
      rate({ payments: figure([{ share: 1, when: 'en une fois' }]) }),
      rate(),
    ];
    expect(of(agenda({ payments: halves, rates }), 'project-start')).toEqual({
      id: 'appel-invente.project-start',
      title: 'Début du projet',
      description:
        'Appel inventé\nVersements prévus\u202f:\n50\u00a0% au départ\n50\u00a0% à la fin\n100\u00a0% en une fois',
      when: { day: '2024-05-01' },
      reminders: [7],
    });
    expect(of(agenda({ payments: gap, rates: [] }), 'project-end')).toEqual({
      id: 'appel-invente.project-end',
      title: 'Fin du projet',
      description: 'Appel inventé\nVersements prévus\u202f:\nles textes trouvés ne les disent pas.',
      when: { day: '2025-05-01' },
      reminders: [7],
    });
  });

  test('keeps a day of the project until it ends', () => {
    const ids = (now: number) =>
      agenda({ windows: [] }, { now }).map(({ id }) => id.replace('appel-invente.project-', ''));
    expect(ids(at('2024-05-01', '23:59'))).toEqual(['start', 'end']);
    expect(ids(at('2024-05-01', '24:00'))).toEqual(['end']);
    expect(agenda({ windows: [] }, { project: { startDate: '', endDate: '2025-05-01' } })).toHaveLength(1);
  });

  test('recalls an event in the morning, its own day when it ends at midnight', () => {
    const campaign = call({ windows: [window({ closingHour: figure('24:00') })] });
    const events = agenda({ windows: campaign.windows }, { project: null });
    const closing = of(events, 'closing-1');
    const opening = of(events, 'opening-0');
    expect(closing?.when).toEqual({ start: at('2024-03-31', '23:00'), end: at('2024-03-31', '24:00') });
    expect(closing && [secondsBefore(closing, 0), secondsBefore(closing, 1)]).toEqual([
      14 * 3600,
      // The clocks go forward that night.
      37 * 3600,
    ]);
    expect(opening && secondsBefore(opening, 0)).toBe(-9 * 3600);
    const notices = (own: Campaign, now: number) =>
      noticesOf(own, events, now).map((one) => `${one.id} ${plain(one.title)} / ${one.message}`);
    expect(notices(campaign, at('2024-03-28', '08:59'))).toEqual([
      'appel-invente.regional-1.closing-1.3 Clôture : dépôt inventé, le 31 mars 2024 / Appel inventé',
      'appel-invente.regional-1.closing-1.filing.0 Dépôt la veille, le 30 mars 2024 / Appel inventé',
      'appel-invente.regional-1.closing-1.0 Clôture : dépôt inventé, le 31 mars 2024 / Appel inventé',
    ]);
    expect(notices({ ...campaign, personal: true }, at('2024-03-30', '09:00'))).toEqual([
      'appel-invente.regional-1.closing-1.0 Une échéance, le 31 mars 2024 / Un appel à projets que vous avez décrit',
    ]);
  });
});

describe('a span of time', () => {
  test.each([
    ['2024-01-01 00:00', '2024-01-01 00:00', 'moins d’une minute'],
    ['2024-01-01 00:00', '2024-01-01 00:01', '1 min'],
    ['2024-01-01 00:00', '2024-01-01 00:59', '59 min'],
    ['2024-01-01 00:00', '2024-01-01 01:00', '1 h'],
    ['2024-01-01 00:01', '2024-01-02 23:59', '47 h'],
    ['2024-01-01 23:00', '2024-01-03 00:00', '25 h'],
    ['2024-01-01 23:00', '2024-01-03 00:01', '2 jours'],
    ['2024-01-03 00:00', '2024-01-01 23:00', '2 jours'],
    ['2024-01-03 00:00', '2024-01-02 00:00', '2 jours'],
    ['2024-01-02 23:59', '2024-01-01 00:01', '47 h'],
    ['2026-01-01 00:00', '2022-01-01 00:00', '1 462 jours'],
  ])('from %s to %s: %s', (from, to, words) => {
    const [start = NaN, end = NaN] = [from, to].map((moment) => {
      const [day = '', hour = ''] = moment.split(' ');
      return at(day, hour);
    });
    expect(plain(spanWords(start, end))).toBe(words);
  });
});

describe('a rule of principle', () => {
  const held = { ...figure<true>(true), from: '2024-02-01', until: '2024-03-31' };
  const on = (day: string, changes: Partial<typeof held> = {}) =>
    heldOn(call({ principles: { grouping: { ...held, ...changes } } }), 'grouping', day) !== undefined;
  test('holds from its first day to its last, both included', () => {
    expect(['2024-01-31', '2024-02-01', '2024-03-31', '2024-04-01'].map((day) => on(day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(heldOn(call({ principles: { grouping: figure<true>(true) } }), 'grouping', '1999-01-01')).toEqual(
      figure(true),
    );
    expect(heldOn(call({ principles: {} }), 'grouping', '2024-03-01')).toBeUndefined();
  });
});
