import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  countdown,
  DAY,
  dayAt,
  daysBetween,
  formatHour,
  HOUR,
  hourAt,
  instantOf,
  MINUTE,
  overseasZone,
  PARIS,
} from '@/knowledge/campaigns/instants';

const REGIONS = ['01', '02', '03', '04', '06'];
const ZONES = [PARIS, ...REGIONS.map((region) => overseasZone(region)?.zone ?? '')];
/** The changes of the clocks of France, 2021 to 2026: last Sundays of March and October. */
const SPRING = ['2021-03-28', '2022-03-27', '2023-03-26', '2024-03-31', '2025-03-30', '2026-03-29'];
const AUTUMN = ['2021-10-31', '2022-10-30', '2023-10-29', '2024-10-27', '2025-10-26', '2026-10-25'];
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** What Intl itself shows, by another way than the code under test: parts and not a Swedish sentence. */
const shown = (instant: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
};

const isSkipped = (day: string, hour: string, zone: string) =>
  zone === PARIS && SPRING.includes(day) && hour === '02:00';

describe('the instant of a day and an hour', () => {
  test.each(ZONES)('is the one the clocks of %s show, every hour around each change', (zone) => {
    for (const change of [...SPRING, ...AUTUMN])
      for (const day of [addDays(change, -1), change, addDays(change, 1)])
        for (const hour of HOURS.filter((one) => !isSkipped(day, one, zone)))
          expect(shown(instantOf(day, hour, zone), zone)).toBe(`${day} ${hour}`);
  });

  test('never lies after another instant that shows the same: of an hour shown twice, the first', () => {
    for (const day of AUTUMN) {
      const instant = instantOf(day, '02:30');
      expect(shown(instant + HOUR, PARIS)).toBe(`${day} 02:30`);
      expect(shown(instant - HOUR, PARIS)).toBe(`${day} 01:30`);
    }
  });

  test('reads a skipped hour as if the clocks had not changed', () => {
    for (const day of SPRING) {
      expect(instantOf(day, '02:30')).toBe(instantOf(day, '01:30') + HOUR);
      expect(shown(instantOf(day, '02:30'), PARIS)).toBe(`${day} 03:30`);
    }
  });

  test('minuit ends the day: it is the first instant of the next one, also when the clocks change', () => {
    for (const day of [...SPRING, ...AUTUMN, '2023-09-15', '2022-12-31'])
      expect(instantOf(day, '24:00')).toBe(instantOf(addDays(day, 1), '00:00'));
    expect(new Date(instantOf('2023-09-15', '24:00')).toISOString()).toBe('2023-09-15T22:00:00.000Z');
    expect(new Date(instantOf('2025-01-15', '24:00')).toISOString()).toBe('2025-01-15T23:00:00.000Z');
  });

  test('a day of change lasts 23 or 25 hours', () => {
    const length = (day: string) => (instantOf(day, '24:00') - instantOf(day, '00:00')) / HOUR;
    expect(SPRING.map(length)).toEqual(SPRING.map(() => 23));
    expect(AUTUMN.map(length)).toEqual(AUTUMN.map(() => 25));
  });

  test('goes back to the same day and hour, any day in any zone', () => {
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / MINUTE, max: Date.UTC(2035, 0) / MINUTE });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES), (count, zone) => {
        const instant = count * MINUTE;
        const again = instantOf(dayAt(instant, zone), hourAt(instant, zone), zone);
        // The second of two hours shown alike gives the first back.
        expect([instant, instant - HOUR]).toContain(again);
        expect(`${dayAt(again, zone)} ${hourAt(again, zone)}`).toBe(shown(instant, zone));
      }),
    );
  });
});

test('the zone of an overseas région; the others are on the hour of Paris', () => {
  expect(REGIONS.map((region) => overseasZone(region)?.place)).toEqual([
    'en Guadeloupe',
    'en Martinique',
    'en Guyane',
    'à La Réunion',
    'à Mayotte',
  ]);
  expect([overseasZone('94'), overseasZone('93'), overseasZone('')]).toEqual([null, null, null]);
  const closing = instantOf('2023-09-15', '24:00');
  const local = REGIONS.map((region) => hourAt(closing, overseasZone(region)?.zone));
  expect(local).toEqual(['18:00', '18:00', '19:00', '02:00', '01:00']);
});

describe('days', () => {
  test('are added and counted over a change of clocks and of year', () => {
    expect(addDays('2023-03-25', 2)).toBe('2023-03-27');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2022-12-30', '2023-01-02')).toBe(3);
    expect(daysBetween('2023-10-30', '2023-10-28')).toBe(-2);
  });
  test('adding then counting gives the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (days) => {
        expect(daysBetween('2023-06-15', addDays('2023-06-15', days))).toBe(days);
      }),
    );
  });
});

describe('the countdown', () => {
  const closing = instantOf('2023-09-15', '24:00');
  test.each([
    [instantOf('2023-05-10', '00:00'), 'il reste 128 jours'],
    [instantOf('2023-09-12', '23:59'), 'il reste 3 jours'],
    [instantOf('2023-09-13', '10:00'), 'il reste 2 jours'],
    [instantOf('2023-09-14', '00:00'), 'il reste 48 h'],
    [instantOf('2023-09-15', '18:30'), 'il reste 5 h'],
    [closing - HOUR, 'il reste 1 h'],
    [closing - 20 * MINUTE, 'il reste 20 min'],
    [closing - 1, 'il reste moins d’une minute'],
    [closing, 'c’est clos depuis moins d’une minute'],
    [closing + MINUTE, 'c’est clos depuis 1 min'],
    [instantOf('2023-09-16', '09:00'), 'c’est clos depuis 9 h'],
    [instantOf('2023-09-17', '00:00'), 'c’est clos depuis 2 jours'],
    [instantOf('2023-09-28', '12:00'), 'c’est clos depuis 13 jours'],
    [instantOf('2026-11-22', '12:00'), 'c’est clos depuis 1 164 jours'],
  ])('at %d says « %s »', (now, words) => {
    expect(countdown(now, closing).replace(/\s/g, ' ')).toBe(words);
  });

  test('never says more than what is left, and never that it is closed before it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 24 * 60 }), (minutes) => {
        const words = countdown(closing - minutes * MINUTE, closing);
        const [, count = '0', unit = ''] = /^il reste (\d+)\u00a0(jours|h|min)$/.exec(words) ?? [];
        const length = { jours: DAY, h: HOUR, min: MINUTE }[unit] ?? 0;
        expect(length).toBeGreaterThan(0);
        // A calendar day may have 25 hours.
        expect(Number(count) * length).toBeLessThanOrEqual(minutes * MINUTE + HOUR);
      }),
    );
  });
});

test('hours are written as people say them', () => {
  expect(['24:00', '12:00', '09:30'].map(formatHour)).toEqual([
    'minuit (fin de la journée)',
    '12\u00a0h',
    '9\u00a0h\u00a030',
  ]);
});
