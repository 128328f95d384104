import 'fake-indexeddb/auto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSirene, sireneQueries } from '@/knowledge/register/sirene';
import { forgetAnswers } from '@/utils/register/answers';
import { closeRegister } from '@/utils/register/connection';
import { PACE, type Pace, PoliteQueue } from '@/utils/register/queue';
import { askSirene, lookUpSirene, type SireneOptions } from '@/utils/register/sirene';
import { finess, siren, siret } from './register/build';
import { answer, PERSON, unit } from './register/sirene-answers';

const NOW = '2026-11-22T09:00:00.000Z';
const QUICK: Pace = { interval: 5, timeout: 5000, backoff: 10, longestWait: 3000, tries: 3 };

/** What the local stand-in of the service does of each request, in order; then it answers normally. */
type Reply = (response: ServerResponse, query: URLSearchParams) => void;
let replies: Reply[] = [];
let asked: { query: string; at: number; headers: IncomingMessage['headers'] }[] = [];
let server: Server;
let origin = '';

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const plain =
  (status: number, headers: Record<string, string> = {}, body = ''): Reply =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** The directory behind the stand-in: the units 1 to 9. */
const normal: Reply = (response, query) => {
  const units = Array.from({ length: 9 }, (_, rank) => unit(rank + 1));
  const wanted = query.get('id_finess') ?? query.get('q') ?? '';
  const key = query.has('id_finess') ? 'liste_finess' : 'siret';
  const found = units.filter(
    (one) => one.siren === wanted || one.matching_etablissements.some((site) => site[key].includes(wanted)),
  );
  json(response, answer(...(query.has('id_finess') ? found.filter((one) => one.siren !== wanted) : found)));
};

beforeEach(async () => {
  await closeRegister();
  vi.stubGlobal('indexedDB', new IDBFactory());
  replies = [];
  asked = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push({ query: url.search, at: performance.now(), headers: request.headers });
    (replies.shift() ?? normal)(response, url.searchParams);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const options = (changes: Partial<SireneOptions> = {}): SireneOptions => ({
  signal: new AbortController().signal,
  onProgress: () => {},
  now: NOW,
  ...changes,
});
const ask = (numbers: string[], changes: Partial<SireneOptions> = {}, pace: Pace = QUICK) =>
  askSirene(numbers, options(changes), origin, new PoliteQueue(pace));

describe('a number asked of the service', () => {
  test('is asked as what it may be, a FINESS before a SIREN', async () => {
    expect(sireneQueries(siret(1, 2))[0]).toMatch(/^q=\d{14}&/);
    expect(sireneQueries('2A0002408')).toEqual([expect.stringMatching(/^id_finess=2A0002408&/)]);
    expect(sireneQueries('EHPAD')).toEqual([]);
    const et = finess('01', 'et', 12);
    const { answers, failures } = await ask([et, siren(3), siret(2, 2), '010000999', 'EHPAD']);
    expect(failures).toEqual([]);
    expect(asked.map(({ query }) => query.split('&')[0])).toEqual([
      `?id_finess=${et}`,
      `?id_finess=${siren(3)}`,
      `?q=${siren(3)}`,
      `?q=${siret(2, 2)}`,
      '?id_finess=010000999',
      '?q=010000999',
    ]);
    expect(answers.get(et)).toEqual({
      number: et,
      establishments: [
        {
          finess: et,
          finessJuridique: finess('01', 'ej', 1),
          name: 'EHPAD FICTIF',
          category: '',
          categoryLabel: '',
          siret: siret(1, 2),
          address: {
            complement: '',
            street: '2 RUE DES ESSAIS',
            postcode: '01000',
            commune: 'VILLE FICTIVE',
            inseeCode: '01053',
          },
          phone: '',
          open: true,
          closedOn: '',
        },
      ],
      entities: [],
      source: { by: 'sirene', name: 'API Recherche d’entreprises', on: '2026-11-22' },
    });
    expect(answers.get(siren(3))?.entities).toMatchObject([
      {
        siren: siren(3),
        finess: finess('01', 'ej', 3),
        name: 'ASSOCIATION FICTIVE 3',
        sigle: 'AF',
        naf: '87.10A',
        rna: 'W011234567',
        establishments: [finess('01', 'et', 32), finess('01', 'et', 31)],
      },
    ]);
    expect(answers.get(siret(2, 2))?.establishments[0]?.finess).toBe(finess('01', 'et', 22));
    expect(answers.get('010000999')).toMatchObject({ establishments: [], entities: [] });
    expect(answers.get('EHPAD')).toMatchObject({ establishments: [], entities: [] });
  });

  test('tells a closed establishment', () => {
    const closed = unit(1, { etat_administratif: 'C', date_fermeture: '2020-01-01' });
    const json = answer({
      ...closed,
      matching_etablissements: [
        { siret: siret(1, 2), etat_administratif: 'F', date_fermeture: '2019-05-01' },
      ],
    });
    expect(readSirene(json, siret(1, 2), '2026-11-22').establishments).toMatchObject([
      { open: false, closedOn: '2019-05-01' },
    ]);
    expect(readSirene(json, siren(1), '2026-11-22').entities).toMatchObject([
      { open: false, closedOn: '2020-01-01' },
    ]);
  });

  test('a masked address and an impossible day say nothing', () => {
    const masked = answer(
      unit(1, {
        date_fermeture: '2020-02-31',
        siege: {
          siret: siret(1, 1),
          adresse: '[MASQUE]',
          code_postal: '[MASQUE]',
          libelle_commune: '[MASQUE]',
          date_fermeture: 'n/a',
        },
        matching_etablissements: [],
      }),
    );
    const [found] = readSirene(masked, siren(1), '2026-11-22').entities;
    expect(found?.closedOn).toBe('');
    expect(found?.address).toEqual({ complement: '', street: '', postcode: '', commune: '', inseeCode: '' });
  });

  test('never brings a person back, in the answer or on the disk', async () => {
    const { answers } = await ask([siren(1)]);
    expect(JSON.stringify([...answers])).not.toContain(PERSON);
    const alone = answer(
      unit(1, {
        nom_complet: PERSON,
        nom_raison_sociale: null,
        complements: { est_entrepreneur_individuel: true },
      }),
    );
    expect(JSON.stringify(readSirene(alone, siren(1), '2026-11-22'))).not.toContain(PERSON);
    const again = await ask([siren(1)]);
    expect(JSON.stringify([...again.answers])).not.toContain(PERSON);
    expect(again.answers).toEqual(answers);
  });

  test('sends nothing but itself', async () => {
    await ask([siret(1, 2)]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers.cookie).toBeUndefined();
    expect(asked[0]?.headers.referer).toBeUndefined();
    expect(asked[0]?.query).toBe(`?q=${siret(1, 2)}&per_page=5&limite_matching_etablissements=20`);
  });
});

describe('answers kept', () => {
  test('are used for thirty days, unknown numbers included', async () => {
    await ask([siret(1, 2), '99999999999999']);
    expect(asked).toHaveLength(2);
    const later = await ask([siret(1, 2), '99999999999999'], { now: '2026-12-20T09:00:00.000Z' });
    expect(asked).toHaveLength(2);
    expect(later.answers.get(siret(1, 2))?.source.on).toBe('2026-11-22');
    await ask([siret(1, 2)], { now: '2026-12-23T09:00:00.000Z' });
    expect(asked).toHaveLength(3);
  });

  test('are forgotten on demand', async () => {
    await ask([siret(1, 2)]);
    await forgetAnswers();
    await ask([siret(1, 2)]);
    expect(asked).toHaveLength(2);
  });
});

describe('a service that is not well', () => {
  test('is asked under five times a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const starts: number[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
      starts.push(performance.now());
      return Response.json({});
    });
    const queue = new PoliteQueue(PACE);
    const { signal } = new AbortController();
    const together = Promise.all(['a', 'b', 'c'].map((url) => queue.get(url, signal)));
    await vi.runAllTimersAsync();
    await together;
    await vi.advanceTimersByTimeAsync(100);
    const inTurn = (async () => {
      for (const url of ['d', 'e', 'f']) await queue.get(url, signal);
    })();
    await vi.runAllTimersAsync();
    await inTurn;
    const gaps = starts.slice(1).map((at, rank) => at - (starts[rank] ?? 0));
    expect(gaps).toHaveLength(5);
    for (const gap of gaps) expect(gap).toBeGreaterThan(200);
  });

  test.each([
    ['in seconds', () => '1'],
    ['as a date', () => new Date(Date.now() + 3000).toUTCString()],
  ])('is left the time it asks for, %s', async (_, header) => {
    replies = [plain(429, { 'retry-after': header() })];
    const { answers, failures } = await ask([siret(1, 2), siret(2, 2)]);
    expect(failures).toEqual([]);
    expect(answers.get(siret(1, 2))?.establishments).toHaveLength(1);
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThan(900);
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['an error', plain(500), /en panne/],
    ['silence', () => {}, /trop de temps/],
    ['a cut connection', ((response) => response.destroy()) as Reply, /n’a pas répondu/],
    ['a refusal that lasts', plain(429, { 'retry-after': '3600' }), /refuse les demandes/],
  ])('is asked again after %s, a few times only', async (_, reply, reason) => {
    replies = [reply];
    if (reason.source.includes('refuse')) {
      expect((await ask([siret(1, 2)])).failures).toEqual([
        { number: siret(1, 2), reason: expect.stringMatching(reason) },
      ]);
      expect(asked).toHaveLength(1);
      return;
    }
    const pace = { ...QUICK, timeout: 400 };
    expect((await ask([siret(1, 2)], {}, pace)).failures).toEqual([]);
    replies = [reply, reply, reply];
    const { answers, failures } = await ask([siret(2, 2), siret(3, 2)], {}, pace);
    expect(failures).toEqual([{ number: siret(2, 2), reason: expect.stringMatching(reason) }]);
    expect(answers.get(siret(3, 2))?.establishments).toHaveLength(1);
  });

  test.each([
    ['a page', plain(200, { 'content-type': 'text/html' }, '<!doctype html><p>Connexion'), /page Web/],
    ['noise', plain(200, {}, '{"results":'), /n’a pas pu être lue/],
    ['another shape', plain(200, {}, '{"resultats":[]}'), /forme attendue/],
    ['a unit without a number', plain(200, {}, '{"results":[{"nom_complet":"X"}]}'), /forme attendue/],
    ['a refusal', plain(400, {}, '{"erreur":"x"}'), /code 400/],
  ])('%s is a failure, told and not kept', async (_, reply, reason) => {
    replies = [reply];
    const { answers, failures } = await ask([siret(1, 2), siret(2, 2)]);
    expect(failures).toEqual([{ number: siret(1, 2), reason: expect.stringMatching(reason) }]);
    expect([...answers.keys()]).toEqual([siret(2, 2)]);
    expect((await ask([siret(1, 2)])).answers.get(siret(1, 2))?.establishments).toHaveLength(1);
  });

  test('is left alone once two numbers in a row had no answer: the others fail alike, what came is kept', async () => {
    const cut: Reply = (response) => void response.destroy();
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8].map((rank) => siret(rank, 2));
    replies = [normal, cut, cut, cut, normal, ...Array.from({ length: 99 }, () => cut)];
    const told: number[] = [];
    const { answers, failures } = await ask(numbers, { onProgress: (done) => told.push(done) });
    expect([...answers.keys()]).toEqual([numbers[0], numbers[2]]);
    expect(failures.map(({ number }) => number)).toEqual([1, 3, 4, 5, 6, 7].map((rank) => numbers[rank]));
    expect(new Set(failures.map(({ reason }) => reason)).size).toBe(1);
    expect(asked).toHaveLength(1 + 3 + 1 + 3 + 3);
    expect(told.at(-1)).toBe(8);
    replies = [];
    expect((await ask(numbers)).failures).toEqual([]);
    expect(asked).toHaveLength(11 + 6);
  });

  test('is not followed elsewhere', async () => {
    replies = [1, 2, 3].map(() => plain(302, { location: `${origin}/search?q=${siret(1, 2)}` }));
    const { failures } = await ask([siret(1, 2)]);
    expect(failures).toHaveLength(1);
    expect(asked).toHaveLength(3);
  });
});

test('an interrupted check stops at once and keeps what was answered', async () => {
  const controller = new AbortController();
  const numbers = [1, 2, 3, 4].map((rank) => siret(rank, 2));
  const progress: number[] = [];
  const running = ask(numbers, {
    signal: controller.signal,
    onProgress: (done, total) => {
      progress.push(done);
      expect(total).toBe(4);
      if (done === 2) controller.abort();
    },
  });
  await expect(running).rejects.toThrow('abort');
  expect(progress).toEqual([0, 1, 2]);
  await ask(numbers);
  expect(asked).toHaveLength(4);
});

test('nothing is asked without the permission of the user', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch');
  const { fakeBrowser } = await import('wxt/testing/fake-browser');
  fakeBrowser.permissions.contains = () => Promise.resolve(false);
  await expect(lookUpSirene([siret(1, 2)], options())).rejects.toThrow('n’est pas autorisée');
  expect(fetching).not.toHaveBeenCalled();
});
