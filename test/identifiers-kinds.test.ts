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
  compareBank,
  formatFiness,
  formatIban,
  formatPhone,
  formatSiren,
  formatSiret,
  suggestFix,
} from '@/knowledge/identifiers';
import { hasLuhnKey, luhnKey } from '@/knowledge/identifiers/check';

const ALL = [
  checkSiren,
  checkSiret,
  checkFiness,
  checkNaf,
  checkRna,
  checkIban,
  checkBic,
  checkPhone,
  checkPostcode,
  checkEmail,
];
describe('each check says what was found, what was expected, and what it probably is', () => {
  test.each([
    [checkSiren('73282932000074'), '9 chiffres ; on en lit 14 chiffres', 'un SIRET'],
    [checkSiret('7282932000074'), '14 chiffres ; on en lit 13 chiffres', null],
    [checkSiret('0465710012'), 'on en lit 10 chiffres', 'un téléphone'],
    [checkFiness('direction@exemple.fr'), 'FINESS compte 9', 'une adresse électronique'],
    [checkFiness('W133000001'), 'FINESS compte 9', 'un numéro RNA'],
    [checkFiness('13001'), 'on en lit 5 chiffres', 'un code postal'],
    [checkNaf('8710'), 'il manque la lettre', null],
    [checkNaf('W133000001'), 'on lit 10 caractères', 'un numéro RNA'],
    [checkRna('W13300000'), 'on lit 8 caractères après le W', null],
    [checkRna('732829320'), 'ne commence pas par W', 'un SIREN ou un FINESS'],
    [checkIban('PSSTFRPPMAR'), 'on lit 11 caractères', 'un BIC'],
    [checkIban('73282932000074'), 'commence par le code d’un pays', 'un SIRET'],
    [checkBic('20041010050500013M02606'), 'on en lit 23', 'un RIB'],
    [checkPostcode('13001 Marseille'), 'commune', null],
    [checkPostcode('732829320'), 'on lit 9 caractères', 'un SIREN ou un FINESS'],
    [checkPhone('direction@exemple.fr'), 'que des chiffres', 'une adresse électronique'],
    [checkPhone('4,65E+08'), 'notation scientifique', null],
    [checkEmail('73282932000074'), 'signe @', 'un SIRET'],
    [checkEmail('direction@gmail.con'), 'Aucune adresse ne finit par « .con »', '.com'],
    [checkEmail('direction@exemple.frr'), '« .frr »', '.fr'],
  ])('%#', ({ ok, reason, looksLike }, expected, kind) => {
    expect(ok).toBe(false);
    expect(reason?.replace(/\s/g, ' ')).toContain(expected);
    if (kind === null) expect(looksLike).toBeNull();
    else expect(looksLike?.replace(/\s/g, ' ')).toContain(kind);
  });
  test('La Poste is told by its own rule', () => {
    expect(checkSiret('35600000049838').reason?.replace(/\s/g, ' ')).toMatch(
      /La Poste est un multiple de 5 ; ici elle vaut \d+/,
    );
  });
  test('a postcode of an address from abroad keeps its five digits', () => {
    expect(checkPostcode('F-13001')).toMatchObject({ ok: true, value: '13001' });
  });
});

describe('an IBAN and a BIC of two countries', () => {
  const french = 'FR1420041010050500013M02606';
  test('are told apart', () => expect(compareBank(french, 'PSSTBEPP')).toMatch(/pays FR.*pays BE/));
  test.each([
    ['of one country', french, 'PSSTFRPPMAR'],
    ['of France and one of its territories', french, 'PSSTREPP'],
    ['one of which is missing', french, ''],
    ['one of which is wrong on its own', 'FR15', 'PSSTBEPP'],
  ])('%s are not', (_name, iban, bic) => expect(compareBank(iban, bic)).toBeNull());
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((d) => d.join(''))
    .filter((d) => !/^0+$/.test(d));
const withKey = (body: string) => body + luhnKey(`${body}0`);
const siren = digits(8).map(withKey);
const siret = fc
  .tuple(siren, digits(4))
  .map(([s, nic]) => withKey(s + nic))
  .filter((s) => !s.startsWith('356000000'));
const corsican = fc.tuple(fc.constantFrom('2A', '2B'), digits(6)).map(([start, body]) => {
  return start + body + withKey(start.replace('A', '1').replace('B', '2') + body).slice(-1);
});

describe('corrections', () => {
  test('two neighbours swapped come first, and the right number is among them', () => {
    expect(suggestFix('010780960', 'finess').slice(0, 2)).toContain('010780906');
    expect(suggestFix('2A0002480', 'finess')).toContain('2A0002408');
  });
  test('a letter read for a digit is put right at once', () => {
    expect(suggestFix('O1O78O9O6', 'finess')).toEqual(['010780906']);
    expect(suggestFix('7328Z932O', 'siren')[0]).toBe('732829320');
  });
  test('nothing for a right number, nor for one of another length', () => {
    expect(suggestFix('010780906', 'finess')).toEqual([]);
    expect(suggestFix('01078090', 'finess')).toEqual([]);
    expect(suggestFix('', 'siret')).toEqual([]);
  });
  test.each<['siren' | 'siret' | 'finess', fc.Arbitrary<string>, (v: string) => { ok: boolean }]>([
    ['siren', siren, checkSiren],
    ['siret', siret, checkSiret],
    ['finess', fc.oneof(siren, corsican), checkFiness],
  ])('%s: one wrong digit is found again, and every proposal is right', (kind, numbers, check) => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (n, where, shift) => {
        const i = where % n.length;
        fc.pre(/\d/.test(n.charAt(i)));
        const wrong = n.slice(0, i) + ((Number(n.charAt(i)) + shift) % 10) + n.slice(i + 1);
        // A wrong start may make La Poste's own key hold: it is then no error to correct.
        fc.pre(!check(wrong).ok);
        const proposed = suggestFix(wrong, kind);
        return proposed.includes(n) && proposed.every((one) => check(one).ok && one !== wrong);
      }),
      { numRuns: 300 },
    );
  });
});

describe('properties', () => {
  test('a zero comes back in front exactly when the key then holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String), (typed) => {
        const { ok, value } = checkFiness(typed);
        return hasLuhnKey(`0${typed}`) ? ok && value === `0${typed}` : !ok && value === typed;
      }),
    );
  });
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    siren,
    siret,
    corsican,
    fc.emailAddress(),
    digits(10),
  );
  test('what a check returned is checked again to the same, right or wrong', () => {
    fc.assert(
      fc.property(texts, (text) =>
        ALL.every((check) => {
          const once = check(text);
          return !once.ok || isDeepStrictEqual(check(once.value), once);
        }),
      ),
      { numRuns: 500 },
    );
  });
  test('a formatter applied twice writes the same as once, and never changes what is wrong', () => {
    for (const format of [formatFiness, formatSiren, formatSiret, formatIban, formatPhone])
      fc.assert(fc.property(texts, (text) => format(format(text)) === format(text)));
  });
  test('spaces, dots and dashes of any kind change nothing', () => {
    const gap = fc.constantFrom(' ', '\u00a0', '\u202f', '.', '-', '\u2011', '\u200b');
    fc.assert(
      fc.property(siret, fc.nat({ max: 14 }), gap, (n, at, mark) =>
        isDeepStrictEqual(checkSiret(n.slice(0, at) + mark + n.slice(at)), checkSiret(n)),
      ),
    );
  });
});
