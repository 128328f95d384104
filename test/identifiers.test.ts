import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  formatFiness,
  formatIban,
  formatPhone,
  formatSiren,
  formatSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import { luhnKey } from '@/knowledge/identifiers/check';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((d) => d.join(''))
    .filter((d) => !/^0+$/.test(d));
const withKey = (body: string) => body + luhnKey(`${body}0`);

const finess = fc.oneof(
  digits(8).map(withKey),
  fc.tuple(fc.constantFrom('2A', '2B'), digits(6)).map(([letter, body]) => {
    const key = withKey(letter.replace('A', '1').replace('B', '2') + body).slice(-1);
    return letter + body + key;
  }),
);
const siren = digits(8)
  .map(withKey)
  .filter((s) => s !== '356000000');
const siret = fc.tuple(siren, digits(4)).map(([s, nic]) => withKey(s + nic));
/** A French IBAN on an invented account, with its RIB key and its mod 97 key. */
const iban = digits(21).map((account) => {
  const mod97 = (n: string) => Number(BigInt(n) % 97n);
  const ribKey = String(
    97 -
      ((89 * Number(account.slice(0, 5)) + 15 * Number(account.slice(5, 10)) + 3 * mod97(account.slice(10))) %
        97),
  ).padStart(2, '0');
  const key = String(98 - mod97(`${account}${ribKey}152700`)).padStart(2, '0');
  return `FR${key}${account}${ribKey}`;
});
const phone = fc.tuple(fc.integer({ min: 1, max: 9 }), digits(8)).map(([n, rest]) => `0${n}${rest}`);

const ok = (value: string): IdentifierCheck => ({ ok: true, value, reason: null, looksLike: null });

describe('numbers of the register of establishments', () => {
  test.each(['010000339', '010780906', '010006401', '2A0002408', '2B0007298'])('%s is a FINESS', (n) => {
    expect(checkFiness(n)).toEqual(ok(n));
  });
  test('two digits swapped: the key is explained', () => {
    expect(checkFiness('010780960').ok).toBe(false);
    expect(checkFiness('010780960').reason).toContain('elle vaudrait 3, on lit 0');
    expect(checkFiness('2A0002480').ok).toBe(false);
    expect(checkFiness('12/09/1996').looksLike).toBe('une date');
  });
  test.each([
    [' 01 078 090 6 ', '010780906'],
    ['01\u00a0078\u202f0906', '010780906'],
    ['01.078.090-6', '010780906'],
    ['10780906', '010780906'],
    ['2a 000 240 8', '2A0002408'],
    ['０１０７８０９０６', '010780906'],
  ])('%j is read as %s', (typed, value) => expect(checkFiness(typed)).toEqual(ok(value)));
  test('the leading zero only comes back when the key holds', () => {
    expect(checkFiness('10780960')).toMatchObject({ ok: false, value: '10780960' });
  });
  test('a number made of zeros is a placeholder, whatever its key', () => {
    expect(checkFiness('000000000').reason).toContain('que des zéros');
    expect(checkSiret('00000000000000').ok).toBe(false);
  });
  test('a SIRET typed as FINESS, and the reverse, are named', () => {
    expect(checkFiness('732 829 320 00074').looksLike).toBe('un SIRET');
    expect(checkSiret('010780906').looksLike).toBe('un SIREN ou un FINESS');
    expect(checkSiren('2A0002408').looksLike).toBe('un FINESS de Corse');
    expect(checkSiret('010780906').reason).toContain('14 chiffres ; on en lit 9 chiffres');
  });
  test('a number rounded by a spreadsheet is not repaired', () => {
    expect(checkFiness('1,0780906E+7').reason).toContain('notation scientifique');
    expect(checkSiret('7,32829E+13').ok).toBe(false);
  });
});

describe('company numbers', () => {
  test('SIREN and SIRET are checked on their key', () => {
    expect(checkSiren('732 829 320')).toEqual(ok('732829320'));
    expect(checkSiren('732829321').reason).toContain('elle vaudrait 0, on lit 1');
    expect(checkSiret('732 829 320 00074')).toEqual(ok('73282932000074'));
  });
  test('La Poste has its own key', () => expect(checkSiret('35600000049837').ok).toBe(true));
  test.each(['8710a', '87.10A', '87 10 A'])('NAF %s', (typed) =>
    expect(checkNaf(typed)).toEqual(ok('87.10A')),
  );
  test.each(['87.10', '871A', '87.10AB', 'A8710'])('%s is no NAF', (typed) =>
    expect(checkNaf(typed).ok).toBe(false),
  );
  test('RNA', () => {
    expect(checkRna('w133 000 001')).toEqual(ok('W133000001'));
    expect(checkRna('W2A1000001').ok).toBe(true);
    expect(checkRna('W13300000').ok).toBe(false);
    expect(checkRna('732829320').looksLike).toBe('un SIREN ou un FINESS');
  });
});

describe('bank', () => {
  test('an IBAN with spaces and its name in front', () => {
    expect(checkIban('IBAN : fr14 2004 1010 0505 0001 3M02 606')).toEqual(ok('FR1420041010050500013M02606'));
  });
  test('what is wrong is named', () => {
    expect(checkIban('FR1420041010050500013M0260').reason).toContain('27 caractères ; on en lit 26');
    expect(checkIban('FR1520041010050500013M02606').reason).toContain('La clé de cet IBAN');
    expect(checkIban('20041010050500013M02606').looksLike).toBe('un RIB');
    expect(checkIban('ZZ1420041010050500013M02606').reason).toContain('code d’un pays');
    expect(checkIban('BE68539007547034').ok).toBe(true);
  });
  test('the RIB key inside is checked even when mod 97 holds', () => {
    // Account changed by one, mod 97 key computed again: only the RIB key tells.
    const bban = '20041010050500014M02606';
    const numeric = (s: string) => s.replace(/[A-Z]/g, (c) => String(c.charCodeAt(0) - 55));
    const key = String(98n - (BigInt(`${numeric(bban)}152700`) % 97n)).padStart(2, '0');
    expect(checkIban(`FR${key}${bban}`).reason).toContain('clé RIB');
  });
  test('BIC', () => {
    expect(checkBic('psst fr pp mar')).toEqual(ok('PSSTFRPPMAR'));
    expect(checkBic('PSSTFRP').reason).toContain('on en lit 7');
    expect(checkBic('FR1420041010050500013M02606').looksLike).toBe('un IBAN');
    expect(checkBic('PSST99PP').ok).toBe(false);
  });
});

describe('addresses and phones', () => {
  test('postcodes', () => {
    expect(checkPostcode('13 001')).toEqual(ok('13001'));
    expect(checkPostcode('13281 CEDEX 06')).toEqual(ok('13281'));
    expect(checkPostcode('1000').looksLike).toContain('zéro');
    expect(checkPostcode('2A004').looksLike).toContain('INSEE');
    expect(checkPostcode('00100').ok).toBe(false);
  });
  test.each([
    ['04.65.71.00.12', '0465710012'],
    ['+33 (0)4 65 71 00 12', '0465710012'],
    ['0033465710012', '0465710012'],
    ['33465710012', '0465710012'],
    ['+262 262 00 00 01', '0262000001'],
    ['+32 2 555 12 12', '+3225551212'],
  ])('phone %s is read as %s', (typed, value) => expect(checkPhone(typed)).toEqual(ok(value)));
  test('phones refused', () => {
    expect(checkPhone('465710012').looksLike).toContain('zéro');
    expect(checkPhone('04 65 71 00').reason).toContain('on lit 8 caractères');
    expect(checkPhone('0465710012 poste 3').reason).toContain('un seul numéro');
    expect(checkPhone('73282932000074').looksLike).toBe('un SIRET');
  });
  test('e-mail addresses', () => {
    expect(checkEmail(' mailto:Direction@EXEMPLE.fr ')).toEqual(ok('Direction@exemple.fr'));
    expect(checkEmail('a@b.fr, c@d.fr').reason).toContain('Une seule adresse');
    expect(checkEmail('direction.exemple.fr').reason).toContain('signe @');
    expect(checkEmail('www.exemple.fr').looksLike).toContain('site');
    expect(checkEmail('direction@exemple').ok).toBe(false);
  });
});

test('an empty field says so and guesses nothing', () => {
  for (const check of [checkSiren, checkSiret, checkFiness, checkNaf, checkRna, checkIban, checkBic])
    expect(check(' \u00a0')).toMatchObject({ ok: false, value: '', looksLike: null });
  expect(checkPhone('').reason).toBe('Le téléphone n’est pas renseigné.');
});

describe('properties', () => {
  const pairs: [string, fc.Arbitrary<string>, (v: string) => IdentifierCheck, (v: string) => string][] = [
    ['FINESS', finess, checkFiness, formatFiness],
    ['SIREN', siren, checkSiren, formatSiren],
    ['SIRET', siret, checkSiret, formatSiret],
    ['IBAN', iban, checkIban, formatIban],
    ['phone', phone, checkPhone, formatPhone],
  ];
  test.each(pairs)(
    '%s: reading what was formatted gives the number back',
    (_name, arbitrary, check, format) => {
      fc.assert(fc.property(arbitrary, (n) => isDeepStrictEqual(check(format(n)), ok(n))));
      fc.assert(fc.property(arbitrary, (n) => format(n) !== n));
    },
  );
  test.each(pairs.slice(0, 4))('%s: one wrong digit is always detected', (_name, arbitrary, check) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.integer({ min: 1, max: 9 }), (n, where, shift) => {
        const i = where % n.length;
        const char = n.charAt(i);
        fc.pre(/\d/.test(char) && !n.startsWith('356000000'));
        const wrong = n.slice(0, i) + ((Number(char) + shift) % 10) + n.slice(i + 1);
        return !check(wrong).ok;
      }),
    );
  });
  test('A and B of a Corsican FINESS are not interchangeable', () => {
    const corsican = finess.filter((n) => /[AB]/.test(n));
    const swap = (n: string) => n.replace(/[AB]/, (c) => (c === 'A' ? 'B' : 'A'));
    fc.assert(fc.property(corsican, (n) => !checkFiness(swap(n)).ok));
  });
  test('any text at all gets an answer, with a reason exactly when it is refused', () => {
    const all = [checkSiren, checkSiret, checkFiness, checkNaf, checkRna, checkIban, checkBic];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        [...all, checkPhone, checkPostcode, checkEmail].every((check) => {
          const result = check(text);
          return result.ok === (result.reason === null);
        }),
      ),
    );
  });
  test('checking what a check returned changes nothing', () => {
    for (const [, arbitrary, check] of pairs)
      fc.assert(fc.property(arbitrary, (n) => isDeepStrictEqual(check(check(n).value), ok(n))));
  });
});
