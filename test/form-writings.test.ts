import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '@/knowledge/form/dictionary';
import { meaningOf, writtenFor } from '@/knowledge/form/format';
import type { Part } from '@/knowledge/form/part';
import { separatorsOf } from '@/knowledge/form/pattern';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { writingsOf } from '@/knowledge/form/writings';
import { choiceOf, fieldOf } from './pages/snapshots';

const NONE = { type: '', placeholder: '', pattern: '', min: '', max: '' };
const hint = (format: Partial<FieldSnapshot['format']>): Partial<FieldSnapshot> => ({
  format: { ...NONE, ...format },
});
const textOf = (
  answer: string | number,
  format: Format,
  changes: Partial<FieldSnapshot>,
  part: Part | null = null,
) => {
  const written = writtenFor(answer, format, fieldOf('Champ', changes), part);
  return 'text' in written ? written.text : written.problem;
};

const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((all) => all.join(''));
const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const VALUES: [Format, fc.Arbitrary<string>][] = [
  ['siret', digits(14)],
  ['siren', digits(9)],
  ['finess', digits(9)],
  ['postcode', digits(5)],
  ['phone', digits(9).map((text) => `0${text}`)],
  ['naf', digits(4).map((text) => `${text.slice(0, 2)}.${text.slice(2)}A`)],
  ['iban', digits(23).map((text) => `FR76${text}`)],
  ['day', days],
];

describe('every way of writing a value reads back as that value and no other', () => {
  test.each(VALUES)('%s', (format, values) => {
    fc.assert(
      fc.property(values, values, (mine, other) => {
        for (const writing of writingsOf(mine, format)) {
          expect(meaningOf(writing, format)).toBe(meaningOf(mine, format));
          if (mine !== other) expect(meaningOf(writing, format)).not.toBe(meaningOf(other, format));
        }
      }),
    );
  });

  test('whatever the length and the hints of the field, what is written there is the value', () => {
    const hints = fc.record({
      maxLength: fc.option(fc.integer({ min: 3, max: 40 }), { nil: null }),
      placeholder: fc.constantFrom(
        '',
        '06 12 34 56 78',
        'FR76 XXXX XXXX XXXX XXXX XXXX XXX',
        'jj/mm/aaaa',
        '87.10A',
        '123 456 789 00012',
      ),
      pattern: fc.constantFrom('', '\\d+', '[0-9 ]+', '\\d{2}\\.\\d{2}[A-Z]', '[A-Z0-9]*', '^\\+33.*'),
    });
    const value = fc
      .constantFrom(...VALUES)
      .chain(([format, values]) => values.map((text) => ({ format, text })));
    fc.assert(
      fc.property(hints, value, ({ maxLength, placeholder, pattern }, { format, text }) => {
        const field = fieldOf('Champ', { maxLength, ...hint({ placeholder, pattern }) });
        const written = writtenFor(text, format, field);
        if ('text' in written) {
          expect(meaningOf(written.text, format)).toBe(meaningOf(text, format));
          expect(written.text.length).toBeLessThanOrEqual(maxLength ?? 99);
        } else expect(written.problem).toBe('too-long');
      }),
    );
  });
});

describe('the form each field asks for', () => {
  test.each<[string | number, Format, Partial<FieldSnapshot>, string]>([
    ['00013001300014', 'siret', hint({ placeholder: '123 456 789 00012' }), '000 130 013 00014'],
    ['00013001300014', 'siret', hint({ pattern: '\\d{3} \\d{3} \\d{3} \\d{5}' }), '000 130 013 00014'],
    ['00013001300014', 'siret', hint({ pattern: '\\d{3}\\s?\\d{3}\\s?\\d{3}\\s?\\d{5}' }), '00013001300014'],
    [
      '00013001300014',
      'siret',
      { maxLength: 14, ...hint({ placeholder: '123 456 789 00012' }) },
      '00013001300014',
    ],
    ['87.10A', 'naf', hint({ placeholder: 'Ex. : 8710A' }), '8710A'],
    ['87.10A', 'naf', hint({ pattern: '[0-9]{4}[A-Z]' }), '8710A'],
    ['87.10A', 'naf', hint({ pattern: '\\d{2}\\.\\d{2}[A-Z]' }), '87.10A'],
    [
      'FR7600013001300014000000099',
      'iban',
      hint({ placeholder: 'FR76 XXXX XXXX XXXX' }),
      'FR7600013001300014000000099',
    ],
    [
      'FR7600013001300014000000099',
      'iban',
      hint({ pattern: '([A-Z0-9]{4} ){6}[A-Z0-9]{1,4}' }),
      'FR76 0001 3001 3000 1400 0000 099',
    ],
    ['FR7600013001300014000000099', 'iban', { maxLength: 27 }, 'FR7600013001300014000000099'],
    ['0465710010', 'phone', hint({ placeholder: '+33 6 12 34 56 78' }), '+33 4 65 71 00 10'],
    ['0465710010', 'phone', hint({ placeholder: '+33612345678' }), '+33465710010'],
    ['0465710010', 'phone', hint({ pattern: '^\\+33[0-9]{9}$' }), '+33465710010'],
    ['0465710010', 'phone', hint({ placeholder: '06.12.34.56.78' }), '04.65.71.00.10'],
    ['2023-11-06', 'day', hint({ placeholder: 'jj-mm-aaaa' }), '06-11-2023'],
    ['2023-11-06', 'day', hint({ placeholder: 'mm/aaaa' }), '11/2023'],
    ['2023-11-06', 'day', hint({ placeholder: 'aaaa' }), '2023'],
    ['2023-11-06', 'day', hint({ type: 'month' }), '2023-11'],
    ['2023-11-06', 'day', hint({ placeholder: '31.12.2024' }), '06.11.2023'],
    ['2023-11-06', 'day', { maxLength: 8 }, '06112023'],
    ['2023-11-06', 'day', { maxLength: 5 }, 'too-long'],
    [153000_00, 'amount', { texts: [{ source: 'label', text: 'Montant (k€)', distance: 0 }] }, '153'],
    [
      153450_00,
      'amount',
      { texts: [{ source: 'label', text: 'Montant en milliers d’euros', distance: 0 }] },
      '153,45',
    ],
    [153456_78, 'amount', { texts: [{ source: 'label', text: 'Montant (k€)', distance: 0 }] }, 'choose'],
    [153000_00, 'amount', { texts: [{ source: 'section', text: 'Budget (en k€)', distance: 2 }] }, 'choose'],
    [1234_50, 'amount', hint({ pattern: '\\d+' }), 'choose'],
    [1234_00, 'amount', hint({ pattern: '\\d+' }), '1234'],
    [1234_50, 'amount', hint({ pattern: '\\d+(\\.\\d{2})?' }), '1234.50'],
    [1234_50, 'amount', { texts: [{ source: 'help', text: 'Sans décimales', distance: 0 }] }, 'choose'],
  ])('%s as %s', (answer, format, changes, expected) => {
    expect(textOf(answer, format, changes)).toBe(expected);
  });

  test('a commune of a list has no « Cedex »', () => {
    const list = choiceOf('Commune', ['AUBAGNE', 'AURIOL'], 'select');
    expect(writtenFor(['Aubagne Cedex 3'], 'choice', list)).toEqual({ text: 'AUBAGNE' });
  });

  test('a text of several lines goes on one where the box has one', () => {
    expect(textOf('Un\n deux', 'text', {})).toBe('Un deux');
    expect(textOf('Un\n deux', 'text', { kind: 'textarea' })).toBe('Un\n deux');
  });
});

describe('parts of a datum', () => {
  const options = (...texts: string[]): Partial<FieldSnapshot> => ({
    kind: 'select',
    options: texts.map((text) => ({ text, disabled: false })),
  });
  test.each<[Part, Partial<FieldSnapshot>, string]>([
    [{ date: 'day' }, {}, '06'],
    [{ date: 'day' }, { kind: 'number' }, '6'],
    [{ date: 'month' }, {}, '11'],
    [{ date: 'year' }, {}, '2023'],
    [{ date: 'day' }, options('Jour', '5', '6', '16'), '6'],
    [{ date: 'day' }, options('05', '06'), '06'],
    [{ date: 'month' }, options('Mois', 'octobre', 'novembre'), 'novembre'],
    [{ date: 'month' }, options('Oct.', 'Nov.', 'Déc.'), 'Nov.'],
    [{ date: 'month' }, options('10 - octobre', '11 - novembre'), '11 - novembre'],
    [{ date: 'month' }, options('janvier', 'mars'), 'choose'],
    [{ date: 'year' }, options('2022', '2023'), '2023'],
  ])('%j', (part, changes, expected) => {
    expect(textOf('2023-11-06', 'day', changes, part)).toBe(expected);
  });

  test('slices of a number make the number again, and a number too short has none', () => {
    fc.assert(
      fc.property(
        digits(14),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        (siret, sizes) => {
          let from = 0;
          let written = '';
          for (const size of sizes) {
            const to = from + size;
            const text = textOf(siret, 'siret', {}, { from, to });
            if (to > 14) expect(text).toBe('choose');
            else written += text;
            from = to;
          }
          expect(siret.startsWith(written)).toBe(true);
        },
      ),
    );
  });
});

describe('what a pattern says of separators', () => {
  test.each<[string, string[] | null, string[]]>([
    ['', null, []],
    ['\\d{10}', [], []],
    ['.{10}', null, []],
    ['\\d{2} \\d{2}', [' '], [' ']],
    ['(?:\\d{2} ?){5}', [' '], []],
    ['\\d{2}(?: \\d{2}){4}', [' '], [' ']],
    ['\\d+(?:[.,]\\d{2})?', ['.', ','], []],
    ['\\+33\\d{9}|0\\d{9}', ['+'], []],
    ['[A-Z0-9-]+', ['-'], []],
    ['[A-Z', null, []],
  ])('%s', (pattern, allowed, required) => {
    const said = separatorsOf(pattern);
    if (pattern !== '[A-Z')
      expect(said.allowed && [...said.allowed].toSorted()).toEqual(allowed?.toSorted() ?? null);
    expect([...said.required]).toEqual(required);
  });
});
