import { describe, expect, test } from 'vitest';
import { finessCategories } from '@/knowledge/reference/finess-categories';
import { emptyTally, refusalOf } from '@/knowledge/register/extract';
import { csvShapeOf, readCsvLine } from '@/knowledge/register/finess-csv';
import { readPmej } from '@/knowledge/register/finess-json';
import { dayOf, deliveryLine, finessOf, nafOf, phoneOf, sirenOf, siretOf } from '@/knowledge/register/values';
import { jsonElements, lines } from '@/utils/register/split';
import { csvEstablishments, finess, jsonExtract } from './register/build';

const TODAY = '2026-11-22';

describe('the values of a register', () => {
  test.each([
    [finessOf, '010000016', '010000016'],
    [finessOf, '10000016', '010000016'],
    [finessOf, ' 2a 000 240 8 ', '2A0002408'],
    [finessOf, '2C0002408', null],
    [finessOf, '1', null],
    [sirenOf, '260104633', '260104633'],
    [sirenOf, '5480039', '005480039'],
    [sirenOf, 'néant', ''],
    [siretOf, '772 201 489 00022', '77220148900022'],
    [siretOf, '2,601E+13', ''],
    [nafOf, '8710A', '87.10A'],
    [nafOf, '85.1A', ''],
    [phoneOf, '01.99.00.12.34', '0199001234'],
    [phoneOf, '199001234', '0199001234'],
    [dayOf, '2019-03-03', '2019-03-03'],
    [dayOf, '2019-03-04 00:00:00', '2019-03-04'],
    [dayOf, '2026-10-01T02:15:00.615Z', '2026-10-01'],
    [dayOf, '03/03/2019', '2019-03-03'],
    [dayOf, 'bientôt', ''],
    [dayOf, '2019-02-31', ''],
    [dayOf, '31/02/2019', ''],
  ])('%o of « %s » is %o', (read, value, expected) => {
    expect(read(value)).toBe(expected);
  });

  test('a value nested without end is no value', () => {
    let endless: unknown = '782';
    for (let depth = 0; depth < 100_000; depth += 1) endless = [endless];
    expect(readPmej({ numFinessPm: '130980014', siren: endless }, '2026-11-22')?.entity?.siren).toBe('');
  });

  test('a delivery line is a postcode and a commune, cedex kept as written', () => {
    expect(deliveryLine('01012 BOURG EN BRESSE CEDEX')).toEqual({
      postcode: '01012',
      commune: 'BOURG EN BRESSE CEDEX',
    });
    expect(deliveryLine('1440 VIRIAT').postcode).toBe('01440');
    expect(deliveryLine('VIRIAT')).toEqual({ postcode: '', commune: 'VIRIAT' });
  });
});

describe('an establishment is open or closed', () => {
  const site = (fields: object, information: object = {}) =>
    readPmej(
      {
        informationsGeneralesPMEJ: { numFinessPm: finess('01', 'ej', 1) },
        ege: [
          { informationsGeneralesEGE: { numFinessEge: finess('01', 'et', 1), ...information }, ...fields },
        ],
      },
      TODAY,
    )?.establishments[0];

  test.each([
    ['active', { etatObjet: 'A' }, {}, true],
    ['inactive', { etatObjet: 'I' }, {}, false],
    ['in words', { etatObjet: { code: 'Inactif' } }, {}, false],
    ['closed in the past, whatever its state', { etatObjet: 'A' }, { dateFermeture: '2019-03-03' }, false],
    ['to be closed', { etatObjet: 'A' }, { dateFermeture: '2027-01-01' }, true],
    ['without a word', {}, {}, null],
  ])('%s', (_, fields, information, open) => {
    expect(site(fields, information)?.open).toBe(open);
  });
});

describe('a stream is cut into its pieces wherever its chunks end', () => {
  const text = jsonExtract({ count: 6 });
  const bytes = new TextEncoder().encode(text);
  const whole: unknown[] = JSON.parse(text).pmej;

  test.each([1, 2, 3, 7, 64, 1000])('chunks of %i bytes', (size) => {
    const splitter = jsonElements();
    const pieces: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size)
      for (const piece of splitter.push(bytes.subarray(at, at + size)))
        pieces.push(JSON.parse(new TextDecoder().decode(piece.bytes)));
    splitter.finish();
    expect(pieces).toEqual(whole);
    expect(splitter.generatedAt).toBe('2026-10-01T02:15:00.615Z');
  });

  test('and taken up after any element', () => {
    const ends = jsonElements()
      .push(bytes)
      .map(({ end }) => end);
    for (const [rank, end] of ends.entries()) {
      const rest = jsonElements(end);
      const pieces = rest.push(bytes.subarray(end));
      rest.finish();
      expect(pieces.map(({ end }) => end)).toEqual(ends.slice(rank + 1));
    }
  });

  test('lines too', () => {
    const splitter = lines();
    const cut = ['a;é\n', 'b', ';c\n\nd'].flatMap((part) => splitter.push(new TextEncoder().encode(part)));
    const all = [...cut, ...splitter.finish()].map((piece) => new TextDecoder().decode(piece.bytes));
    expect(all).toEqual(['a;é', 'b;c', '', 'd']);
  });
});

test('the older CSV is known by its first line', () => {
  expect(csvShapeOf('finess;etalab;111;2026-05-12')).toMatchObject({ separator: ';', on: '2026-05-12' });
  expect(csvShapeOf('nom;prenom')).toBeNull();
  expect(csvShapeOf('')).toBeNull();
  const shape = csvShapeOf('finess;etalab;111;2026-05-12');
  if (!shape) throw new Error('unknown shape');
  const [, first = ''] = csvEstablishments(4).split('\n');
  expect(readCsvLine(first, shape)?.establishments).toHaveLength(1);
  expect(readCsvLine('geolocalisation;010000016;1;2;x;y', shape)).toBeNull();
  expect(readCsvLine('structureet;010000016', shape)).toMatchObject({ unreadable: 1 });
});

test.each(['9A', '9C', '9D', '9F', '2A', '13'])('a CSV line of the département « %s » is read', (code) => {
  const shape = csvShapeOf('finess;etalab;111;2026-05-12');
  if (!shape) throw new Error('unknown shape');
  const cells = (csvEstablishments(4).split('\n')[1] ?? '').split(';');
  const departement = cells.indexOf('AIN') - 1; // the code stands before the name
  expect(departement).toBeGreaterThan(0);
  expect(readCsvLine(cells.with(departement, code).join(';'), shape)).toMatchObject({ unreadable: 0 });
});

test('an extract is refused above 5 % of unreadable elements, not below', () => {
  const tally = { ...emptyTally(), entities: 50, establishments: 50, named: 50, categorised: 50 };
  expect(refusalOf({ ...tally, unreadable: 5 })).toBeNull();
  expect(refusalOf({ ...tally, unreadable: 6 })).toMatch(/^5,7 % du fichier/);
  expect(refusalOf(emptyTally())).toMatch(/aucun établissement/);
});

test('every category says where it comes from, and when it was checked', () => {
  for (const { source, verifiedOn, confidence } of finessCategories) {
    expect(source).toMatch(/^ANS, /);
    expect(verifiedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(['official', 'secondary', 'single-mention']).toContain(confidence);
  }
});
