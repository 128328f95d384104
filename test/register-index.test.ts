import 'fake-indexeddb/auto';
import { gzipSync } from 'node:zlib';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { establishmentsOf, forgetRegister, lookUp, registerState } from '@/utils/register';
import { type BuildProgress, buildIndex } from '@/utils/register/build';
import { closeRegister } from '@/utils/register/connection';
import {
  ansi,
  csvEntities,
  csvEstablishments,
  departementOf,
  finess,
  jsonExtract,
  siren,
  siret,
  sitesOf,
} from './register/build';

const NOW = '2026-11-22T09:00:00.000Z';

beforeEach(async () => {
  await closeRegister();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const file = (content: string | Uint8Array<ArrayBuffer>, name: string): File =>
  new File([content], name, { lastModified: Date.parse('2026-10-02T00:00:00Z') });
const gz = (text: string, name = 'finess-structures-mensuel-202610.json.gz'): File =>
  file(new Uint8Array(gzipSync(text)), name);

const build = (
  dropped: File,
  onProgress: (progress: BuildProgress) => void = () => {},
  signal = new AbortController().signal,
): Promise<void> => buildIndex(dropped, { signal, onProgress, now: NOW });

const ready = async () => {
  const state = await registerState();
  if (state.kind !== 'ready') throw new Error(`no index: ${state.kind}`);
  return state;
};

/** Every number of an invented extract, and some that are in none. */
const numbersOf = (count: number): string[] => [
  ...Array.from({ length: count }, (_, rank) => [
    finess(departementOf(rank), 'ej', rank),
    siren(rank),
    ...Array.from({ length: sitesOf(rank) }, (_, site) => [
      finess(departementOf(rank), 'et', rank * 10 + site),
      siret(rank, site),
    ]).flat(),
  ]).flat(),
  '010000999',
  '99999999999999',
  'PAS-UN-NUMERO',
  '',
];

describe('an index of the JSON extract', () => {
  test('answers every kind of number, Corsican ones included', async () => {
    await build(gz(jsonExtract({ count: 40 })));
    const et = finess('2A', 'et', 22 * 10 + 1);
    const answers = await lookUp([
      et,
      siret(22, 1),
      finess('2A', 'ej', 22),
      siren(22),
      '010000999',
      'n’importe',
    ]);
    expect(answers.size).toBe(6);
    const one = answers.get(et);
    expect(one?.source).toEqual({ by: 'finess', name: 'finess-structures-mensuel-202610', on: '2026-10-01' });
    expect(one?.establishments).toEqual([
      {
        finess: et,
        finessJuridique: finess('2A', 'ej', 22),
        name: 'Établissement « fictif » n° 22-1\\ accolade } ]',
        category: '999',
        categoryLabel: '',
        siret: siret(22, 1),
        address: {
          complement: 'BP 12',
          street: '2 RUE DES ESSAIS',
          postcode: '01000',
          commune: 'VILLE FICTIVE',
          inseeCode: '2A053',
        },
        phone: '0199001234',
        open: true,
        closedOn: '',
      },
    ]);
    expect(one?.entities).toEqual([]);
    expect(answers.get(siret(22, 1))?.establishments).toEqual(one?.establishments);
    const ej = answers.get(finess('2A', 'ej', 22));
    expect(ej?.establishments).toEqual([]);
    expect(ej?.entities[0]).toMatchObject({
      siren: siren(22),
      name: 'Association fictive n° 22',
      naf: '87.10A',
      establishments: [220, 221].map((rank) => finess('2A', 'et', rank)),
    });
    expect(answers.get(siren(22))?.entities).toEqual(ej?.entities);
    for (const unknown of ['010000999', 'n’importe'])
      expect(answers.get(unknown)).toMatchObject({ establishments: [], entities: [] });
  });

  test('expands a legal person, flags the closed, labels the categories it knows', async () => {
    await build(gz(jsonExtract({ count: 20 })));
    const sites = await establishmentsOf(finess(departementOf(7), 'ej', 7));
    expect(sites.map(({ finess }) => finess)).toEqual(
      [70, 71, 72].map((rank) => finess(departementOf(7), 'et', rank)),
    );
    expect(sites.map(({ open, closedOn, siret }) => [open, closedOn, siret === ''])).toEqual([
      [true, '', false],
      [true, '', false],
      [true, '', true],
    ]);
    const closed = (await establishmentsOf(finess(departementOf(3), 'ej', 3)))[2];
    expect(closed).toMatchObject({ open: false, closedOn: '2019-03-03' });
    expect(sites[0]).toMatchObject({ category: '183', categoryLabel: 'Institut médico-éducatif' });
    expect(await establishmentsOf('n’importe')).toEqual([]);
  });

  test('reads the spelling of the published schema as that of the real files', async () => {
    await build(gz(jsonExtract({ count: 40 })));
    const numbers = numbersOf(40);
    const real = await lookUp(numbers);
    await build(gz(jsonExtract({ count: 40, drift: true })));
    const drifted = await lookUp(numbers);
    for (const number of numbers) {
      const [one, other] = [real.get(number), drifted.get(number)];
      expect(
        other?.establishments.map(({ categoryLabel, ...rest }) => rest),
        number,
      ).toEqual(one?.establishments.map(({ categoryLabel, ...rest }) => rest));
      expect(other?.entities.map(({ finess, siren }) => [finess, siren])).toEqual(
        one?.entities.map(({ finess, siren }) => [finess, siren]),
      );
    }
    const [site] = (await lookUp([finess('35', 'et', 10)])).get(finess('35', 'et', 10))?.establishments ?? [];
    expect(site?.categoryLabel).toBe('Catégorie 183');
  });

  test('tells what it holds, and forgets it', async () => {
    expect(await registerState()).toEqual({ kind: 'none' });
    expect((await lookUp(['010000016'])).size).toBe(0);
    const seen: BuildProgress[] = [];
    await build(gz(jsonExtract({ count: 100 })), (progress) => seen.push(progress));
    expect(await ready()).toMatchObject({
      name: 'finess-structures-mensuel-202610',
      on: '2026-10-01',
      importedAt: NOW,
      entities: 100,
      establishments: 150,
      notes: [],
    });
    expect((await ready()).attribution).toContain('01/10/2026');
    expect((await ready()).bytes).toBeGreaterThan(30_000);
    expect(seen.at(-1)).toMatchObject({ phase: 'index', establishments: 150 });
    await forgetRegister();
    expect(await registerState()).toEqual({ kind: 'none' });
    expect((await lookUp(['010000016'])).size).toBe(0);
  });

  test('is not built from a file that only resembles an extract', async () => {
    await build(gz(jsonExtract({ count: 20 })));
    const changed = jsonExtract({ count: 20 }).replaceAll('categorieentiteGeographiqueExercice', 'autreCle');
    await expect(build(gz(changed))).rejects.toThrow('Aucun établissement du fichier ne porte de catégorie');
    const unnumbered = jsonExtract({ count: 20 }).replaceAll('numFinessPm', 'numeroNouveau');
    await expect(build(gz(unnumbered))).rejects.toThrow('100,0 % du fichier n’a pas pu être lu');
    const activities =
      '{"schemaVersion":"v1.0.0","pmej":[{"numFiness":"010000016","activitesAutorisees":[]}]}';
    await expect(build(gz(activities))).rejects.toThrow('l’extrait « activités »');
    expect(await ready()).toMatchObject({ entities: 20 });
  });

  test('notes the few elements it could not read', async () => {
    const some = jsonExtract({ count: 100 }).replace('"numFinessPm": "', '"numFinessPm": "?');
    await build(gz(some));
    expect((await ready()).notes).toEqual([
      '1 élément(s) du fichier n’ont pas pu être lus et sont absents de l’index.',
    ]);
  });
});

describe('an index of the older CSV', () => {
  test.each([
    ['UTF-8', (text: string) => file(text, 'etalab-cs1100502-stock-20260512-0339.csv')],
    [
      'UTF-8 with a mark',
      (text: string) => file(`\uFEFF${text}`, 'etalab-cs1100502-stock-20260512-0339.csv'),
    ],
    ['windows-1252', (text: string) => file(ansi(text), 'etalab-cs1100502-stock-20260512-0339.csv')],
    ['compressed', (text: string) => gz(text, 'etalab-cs1100502-stock-20260512-0339.csv.gz')],
  ])('reads %s', async (_, wrap) => {
    await build(wrap(csvEstablishments(20)));
    const number = finess('2A', 'et', 72 - 0 + 50);
    const et = finess(departementOf(7), 'et', 71);
    const answer = (await lookUp([et, number])).get(et);
    expect(answer?.establishments[0]).toEqual({
      finess: et,
      finessJuridique: finess(departementOf(7), 'ej', 7),
      name: 'Foyer fictif « à l’été » n° 7-1',
      category: '354',
      categoryLabel: 'Catégorie fictive',
      siret: siret(7, 1),
      address: {
        complement: 'BP 12',
        street: '4 R DES ESSAIS',
        postcode: '01000',
        commune: 'VILLE FICTIVE',
        inseeCode: '01053',
      },
      phone: '0199001234',
      open: null,
      closedOn: '',
    });
    expect(await ready()).toMatchObject({
      name: 'etalab-cs1100502-stock-20260512-0339',
      on: '2026-05-12',
      establishments: 30,
    });
    expect((await ready()).notes.join(' ')).toMatch(/ne dit pas quels établissements sont fermés/);
  });

  test('tells a legal person from an establishment, even without its name', async () => {
    await build(file(csvEstablishments(20), 'etalab-cs1100502-stock-20260512-0339.csv'));
    const ej = finess(departementOf(7), 'ej', 7);
    const answer = (await lookUp([ej])).get(ej);
    expect(answer?.entities).toMatchObject([{ finess: ej, name: '' }]);
    expect(answer?.entities[0]?.establishments).toHaveLength(3);
    expect(await establishmentsOf(ej)).toHaveLength(3);
  });

  test('puts establishments and legal persons together, in either order', async () => {
    const files = [
      file(csvEstablishments(20), 'etalab-cs1100502-stock-20260512-0339.csv'),
      file(csvEntities(20), 'etalab-cs1100501-stock-20260512-0339.csv'),
    ];
    const ej = finess(departementOf(7), 'ej', 7);
    for (const order of [files, files.toReversed()]) {
      await forgetRegister();
      for (const one of order) await build(one);
      const answers = await lookUp([ej, siren(7), finess(departementOf(7), 'et', 70)]);
      expect(answers.get(ej)?.entities).toMatchObject([
        { name: 'Association fictive n° 7', siren: siren(7) },
      ]);
      expect(answers.get(siren(7))?.entities[0]?.establishments).toHaveLength(3);
      expect(answers.get(finess(departementOf(7), 'et', 70))?.establishments).toHaveLength(1);
      expect(await ready()).toMatchObject({ entities: 20, establishments: 30 });
      expect((await ready()).notes.join(' ')).not.toMatch(/ne liste que/);
    }
    await build(gz(jsonExtract({ count: 12 })));
    expect(await ready()).toMatchObject({ name: 'finess-structures-mensuel-202610', entities: 12 });
  });

  test('reads a header when there is one', async () => {
    const names =
      'nofinesset;nofinessej;rs;rslongue;numvoie;typvoie;voie;commune;departement;ligneacheminement;telephone;categetab;siret';
    const row = `${finess('97', 'et', 1)};${finess('97', 'ej', 1)};"Foyer; ""fictif""";;3;R;D’ESSAI;101;9A;97139 VILLE;;183;`;
    await build(file(`${names}\n${row}\n`, 'etalab_stock_et_20231231.csv'));
    const [one] = (await lookUp([finess('97', 'et', 1)])).get(finess('97', 'et', 1))?.establishments ?? [];
    expect(one).toMatchObject({
      name: 'Foyer; "fictif"',
      category: '183',
      categoryLabel: 'Institut médico-éducatif',
      address: { street: '3 R D’ESSAI', postcode: '97139', inseeCode: '97101' },
    });
    expect(await ready()).toMatchObject({ on: '2023-12-31' });
  });

  test('is refused when its columns have moved, or when it lists something else', async () => {
    const moved = csvEstablishments(40).replaceAll(';DES ESSAIS;', ';DES;ESSAIS;');
    await expect(build(file(moved, 'a.csv'))).rejects.toThrow('100,0 % du fichier n’a pas pu être lu');
    const equipment = `finess;etalab;98;2026-05-12\nstructureet;${finess('01', 'et', 1)};${finess('01', 'ej', 1)}\nequipementsocial;x\n`;
    await expect(build(file(equipment, 'a.csv'))).rejects.toThrow('liste des équipements');
  });
});

describe('a file that is not an extract', () => {
  test.each([
    ['an empty file', '', /est vide/],
    ['a page', '<!doctype html><html>', /page Web/],
    ['the XML flux', '<?xml version="1.0"?><fluxfiness>', /ancien flux XML/],
    ['a CSV of something else', 'nom;prenom\nA;B\n', /n’est pas un extrait de FINESS/],
    ['another JSON', '{"results":[{"a":1}]}', /la liste « pmej » n’y est pas/],
    ['an archive', 'PK\u0003\u0004xxxx', /archive ZIP/],
    ['noise', '\u0000\u0001\u0002', /n’est pas un extrait/],
  ])('%s is refused with its reason', async (_, content, reason) => {
    await build(gz(jsonExtract({ count: 8 })));
    await expect(build(file(content, 'fichier'))).rejects.toThrow(reason);
    await expect(registerState()).resolves.toMatchObject({ kind: 'ready', entities: 8 });
  });

  test('a truncated file, compressed or not, is refused and leaves the old index', async () => {
    await build(gz(jsonExtract({ count: 8 })));
    const whole = gzipSync(jsonExtract({ count: 3000 }));
    const cut = file(
      new Uint8Array(whole.subarray(0, whole.length * 0.7)),
      'finess-structures-mensuel-202611.json.gz',
    );
    await expect(build(cut)).rejects.toThrow('Le fichier est incomplet ou abîmé');
    await expect(build(file(jsonExtract({ count: 50 }).slice(0, -500), 'a.json'))).rejects.toThrow(
      'est incomplet ou abîmé',
    );
    const corrupt = new Uint8Array(whole);
    corrupt.fill(0, whole.length / 2, whole.length / 2 + 200);
    await expect(build(file(corrupt, 'b.json.gz'))).rejects.toThrow(
      /est incomplet ou abîmé|n’a pas pu être lu/,
    );
    expect(await ready()).toMatchObject({ entities: 8 });
  });
});

describe('an interrupted reading', () => {
  const COUNT = 6000;
  const big = gz(jsonExtract({ count: COUNT }), 'finess-structures-mensuel-202611.json.gz');
  const numbers = numbersOf(COUNT).filter((_, rank) => rank % 37 === 0);

  /** The same bytes; calls when that many have passed. */
  const stoppedAt = (
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
    at: number,
    stop: () => void,
  ): ReadableStream<Uint8Array<ArrayBuffer>> => {
    let passed = 0;
    return stream.pipeThrough(
      new TransformStream({
        transform(chunk, controller) {
          passed += chunk.byteLength;
          if (passed >= at) stop();
          controller.enqueue(chunk);
        },
      }),
    );
  };

  /** Stops at that many steps, as a closed page does. */
  async function interrupt(dropped: File, steps: number): Promise<void> {
    const controller = new AbortController();
    let seen = 0;
    await expect(
      build(
        dropped,
        () => {
          seen += 1;
          if (seen === steps) controller.abort();
        },
        controller.signal,
      ),
    ).rejects.toThrow('abort');
  }

  test('goes on where it stood, and gives the index of one go', async () => {
    await build(big);
    const expected = await lookUp(numbers);
    await forgetRegister();
    for (const steps of [1, 2, 1, 3]) await interrupt(big, steps);
    const state = await registerState();
    expect(state).toMatchObject({ kind: 'building', running: false, previous: null });
    if (state.kind !== 'building') throw new Error('not interrupted');
    expect(state.establishments).toBeGreaterThan(3000);
    expect(state.done).toBeGreaterThan(0.2);
    let first: BuildProgress | null = null;
    await build(big, (progress) => {
      first ??= progress;
    });
    expect(first).toMatchObject({ establishments: expect.any(Number) });
    expect((first as BuildProgress | null)?.establishments).toBeGreaterThan(state.establishments);
    expect(await lookUp(numbers)).toEqual(expected);
    expect(await ready()).toMatchObject({ entities: COUNT, establishments: COUNT * 1.5 });
  });

  test('stopped at 20 points taken at random, it gives the index of one go', {
    timeout: 30_000,
  }, async () => {
    const text = jsonExtract({ count: COUNT });
    const plain = file(text, 'finess-structures-mensuel-202611.json');
    await build(plain);
    const expected = await lookUp(numbers);
    await forgetRegister();
    let random = 20_261_122;
    for (let stop = 0; stop < 20; stop += 1) {
      random = (random * 48_271) % 2_147_483_647;
      const controller = new AbortController();
      const cut = file(text, plain.name);
      cut.stream = () => stoppedAt(plain.stream(), random % plain.size, () => controller.abort());
      await expect(build(cut, () => {}, controller.signal)).rejects.toThrow('abort');
    }
    await build(plain);
    expect(await lookUp(numbers)).toEqual(expected);
    expect(await ready()).toMatchObject({ entities: COUNT, establishments: COUNT * 1.5 });
  });

  test('leaves the old index in use, and forgets the half when another file comes', async () => {
    await build(gz(jsonExtract({ count: 8 })));
    await interrupt(big, 2);
    expect(await registerState()).toMatchObject({ kind: 'building', previous: { entities: 8 } });
    expect((await lookUp([siren(3)])).get(siren(3))?.entities).toHaveLength(1);
    expect((await lookUp([siren(4000)])).get(siren(4000))?.entities).toHaveLength(0);
    await build(gz(jsonExtract({ count: 12 })));
    expect(await ready()).toMatchObject({ entities: 12 });
  });

  test('is not confused by another file of the same name', async () => {
    await interrupt(big, 2);
    await build(gz(jsonExtract({ count: 16 }), big.name));
    expect(await ready()).toMatchObject({ entities: 16 });
  });

  test('keeps what was read when the disk is full, and says so', async () => {
    await build(gz(jsonExtract({ count: 8 })));
    const put = IDBObjectStore.prototype.put;
    let blocks = 0;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.name === 'blocks') blocks += 1;
      if (blocks > 70) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    });
    await expect(build(big)).rejects.toThrow('Il n’y a plus de place');
    spy.mockRestore();
    expect(await registerState()).toMatchObject({ kind: 'building', previous: { entities: 8 } });
    await build(big);
    expect(await ready()).toMatchObject({ entities: COUNT });
  });
});
