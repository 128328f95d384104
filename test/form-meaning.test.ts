import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '@/knowledge/form/dictionary';
import { sameMeaning } from '@/knowledge/form/format';

const same = (a: string, b: string, format: Format): boolean => sameMeaning(a, b, format, 'text');

/** Ways a page writes the same digits: groups of n with a separator. */
const grouped = (text: string, size: number, separator: string): string =>
  [...text].map((digit, at) => (at > 0 && at % size === 0 ? separator + digit : digit)).join('');

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

const separators = fc.constantFrom(' ', '\u00a0', '\u202f', '.', '-', '');

interface Written {
  /** As the assistant writes it. */
  plain: string;
  /** As a page shows it. */
  shown: string;
  format: Format;
}

const code = (format: Format, body: fc.Arbitrary<string>): fc.Arbitrary<Written> =>
  fc
    .tuple(body, fc.integer({ min: 2, max: 5 }), separators)
    .map(([plain, size, separator]) => ({ plain, shown: grouped(plain, size, separator), format }));

const amount: fc.Arbitrary<Written> = fc
  .tuple(
    fc.integer({ min: 0, max: 10 ** 11 }),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom(' ', '\u202f', '\u00a0', '.'),
  )
  .map(([euros, cents, separator]) => {
    const decimals = String(cents).padStart(2, '0');
    const thousands = String(euros).replace(/\B(?=(\d{3})+$)/g, separator);
    return { plain: `${euros},${decimals}`, shown: `${thousands},${decimals}\u00a0€`, format: 'amount' };
  });

const day: fc.Arbitrary<Written> = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => {
    const iso = date.toISOString().slice(0, 10);
    return { plain: iso, shown: iso.split('-').reverse().join('/'), format: 'day' };
  });

const phone: fc.Arbitrary<Written> = fc.integer({ min: 100_000_000, max: 999_999_999 }).chain((number) => {
  const rest = String(number);
  const shown = [
    grouped(`0${rest}`, 2, ' '),
    grouped(`0${rest}`, 2, '.'),
    `+33 ${rest.slice(0, 1)} ${grouped(rest.slice(1), 2, ' ')}`,
    `+33 (0)${rest}`,
    `0033${rest}`,
  ];
  return fc
    .constantFrom(...shown)
    .map((text): Written => ({ plain: `0${rest}`, shown: text, format: 'phone' }));
});

const written = fc.oneof(
  amount,
  day,
  phone,
  code('siret', digits(14)),
  code('siren', digits(9)),
  code('finess', digits(9)),
  code(
    'iban',
    digits(23).map((body) => `FR76${body.slice(0, 22)}`),
  ),
  code(
    'iban',
    digits(23).map((body) => `fr76${body.slice(0, 22)}`),
  ),
);

/** The same text with one digit changed. */
const withOtherDigit = (text: string, at: number, shift: number): string => {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const place = places[at % places.length] ?? 0;
  return text.slice(0, place) + ((Number(text[place]) + shift) % 10) + text.slice(place + 1);
};

test('what a page reformats still means the same', () => {
  fc.assert(
    fc.property(written, ({ plain, shown, format }) => {
      expect(same(plain, shown, format)).toBe(true);
      expect(same(shown, plain, format)).toBe(true);
    }),
  );
});

test('one changed digit never does, in any writing', () => {
  fc.assert(
    fc.property(
      written,
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      ({ plain, shown, format }, at, shift) => {
        // The prefix of a country says no digit of the number itself.
        fc.pre(format !== 'phone' || plain.startsWith('0'));
        const wrong = withOtherDigit(plain, at, shift);
        expect(same(wrong, shown, format)).toBe(false);
        expect(same(wrong, plain, format)).toBe(false);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['15 ou 16', '1516', 'count'],
  ['de 15 à 20 ESSMS', '1520', 'count'],
  ['12 k€', '12', 'amount'],
  ['1,5 M€', '1,5', 'amount'],
] as const)('« %s » is no figure: it never means %s', (text, figure, format) => {
  expect(same(text, figure, format)).toBe(false);
  expect(same(text, text, format)).toBe(true);
});

describe('in so many words', () => {
  test.each<[string, string, Format, boolean]>([
    ['8500', '8 500,00 €', 'amount', true],
    ['8500', '8,500.00', 'amount', true],
    ['8500', '850,0', 'amount', false],
    ['1.234', '1234', 'amount', false],
    ['', '0', 'amount', false],
    ['6/11/2023', '2023-11-06', 'day', true],
    ['2023-11-06T00:00:00Z', '06/11/2023', 'day', true],
    ['6 novembre 2023', '6 novembre 2024', 'day', false],
    ['87.10A', '8710a', 'naf', true],
    ['Les Tamaris', 'Les  Tamaris ', 'text', true],
    ['Les Tamaris', 'LES TAMARIS', 'text', false],
    ['Été', 'E\u0301te\u0301', 'text', true],
  ])('%j and %j, %s', (a, b, format, expected) => {
    expect(same(a, b, format)).toBe(expected);
  });

  test('a listed item may say more than what was typed, in a combobox only', () => {
    const item = '87.10A - Hébergement médicalisé pour personnes âgées';
    expect(sameMeaning('87.10A', item, 'naf', 'combobox')).toBe(true);
    expect(sameMeaning('87.10A', item, 'naf', 'text')).toBe(false);
    expect(sameMeaning('87.1', item, 'naf', 'combobox')).toBe(false);
    expect(sameMeaning('', item, 'naf', 'combobox')).toBe(false);
  });
});
