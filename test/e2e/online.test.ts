import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIRENE_ORIGIN } from '@/utils/register/origin';
import { type FirefoxBrowser, launchFirefox } from '../../scripts/browser/firefox';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { finess, siren, siret } from '../register/build';
import { answer, unit } from '../register/sirene-answers';
import { ImportPage } from './support/import-page';

/**
 * The online service in a real browser, switched on and off as a person does: Firefox is the one
 * that can be told to give a permission without its dialog. Every number and name here is invented.
 */

const [ET, SIRET, SIREN, UNKNOWN] = [finess('01', 'et', 32), siret(3, 2), siren(3), finess('01', 'et', 999)];
const LIST = [ET, SIRET, SIREN, UNKNOWN].join('\n');

type Weather = 'fair' | 'busy once' | 'web page' | 'cut';
let weather: Weather = 'fair';
const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
let server: Server;
let proxy: PortalProxy;
let firefox: FirefoxBrowser;
let ui: ImportPage;

/** The documented answers, and the ways the service may fail. */
const startService = async (): Promise<number> => {
  server = createServer(({ url = '', headers }, response) => {
    requests.push({ path: url, headers });
    const { searchParams: asked } = new URL(url, SIRENE_ORIGIN);
    const [byFiness, byNumber] = [asked.get('id_finess'), asked.get('q')];
    if (weather === 'busy once') {
      weather = 'fair';
      response.writeHead(429, { 'retry-after': '1' }).end();
    } else if (weather === 'web page') response.end('<!doctype html><title>Connexion au Wi-Fi</title>');
    else if (weather === 'cut') response.destroy();
    else {
      const found = byFiness === ET || byNumber === SIRET || byNumber === SIREN;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(found ? answer(unit(3)) : answer()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo = Object(server.address());
  return address.port;
};

beforeAll(async () => {
  const port = await startService();
  proxy = await startProxy(new Map([[new URL(SIRENE_ORIGIN).host, { address: '127.0.0.1', port }]]));
  firefox = await launchFirefox({ proxyPort: proxy.port });
  ui = new ImportPage(await firefox.open('profil.html'));
  await ui.press('Coller ou déposer mon tableau');
  await ui.says('Donnez votre tableau');
});
afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  server?.close();
});

/** A press of the hand: a permission is asked from nothing else. */
const press = async (words: string): Promise<void> => {
  const button = await ui.page.waitForSelector(`::-p-xpath(//main//button[normalize-space(.)="${words}"])`);
  await button?.scrollIntoView();
  await button?.click();
};

/** What the review says of these numbers, and the requests it took. */
const reviewOf = async (list: string) => {
  const before = requests.length;
  await ui.open('importer');
  await ui.page.locator('#import-paste').fill(list);
  await ui.press('Lire ce bloc');
  await ui.says('Relisez', 40_000);
  const [text, lines] = [await ui.text(), await ui.lines()];
  await ui.press('Retour');
  await ui.says('Donnez votre tableau');
  return { text, lines, asked: requests.slice(before).map(({ path }) => path.split('&')[0]) };
};

const switchOn = async (): Promise<void> => {
  await ui.open('registre');
  await press('Autoriser ce service');
  await ui.says('autorisée');
};

describe('the online service', () => {
  test('is asked nothing before it is switched on, and says first what would be sent', async () => {
    const { text, asked } = await reviewOf(LIST);
    expect(text).toContain('par leur clé seulement');
    expect(asked).toEqual([]);
    await ui.open('registre');
    await ui.says('Ce qui part : les numéros SIREN, SIRET et FINESS');
    await switchOn();
    expect(requests).toEqual([]);
  });

  test('verifies a FINESS, a SIRET, a SIREN, and waits as long as the service asks', async () => {
    weather = 'busy once';
    const { text, lines, asked } = await reviewOf(LIST);
    expect(text).toContain('ont été cherchés en ligne');
    expect(asked).toEqual([
      `/search?id_finess=${ET}`,
      `/search?id_finess=${ET}`,
      `/search?q=${SIRET}`,
      `/search?id_finess=${SIREN}`,
      `/search?q=${SIREN}`,
      `/search?id_finess=${UNKNOWN}`,
      `/search?q=${UNKNOWN}`,
    ]);
    expect(lines.find(({ line }) => line === 1)).toMatchObject({ action: 'add', ticked: true, codes: [] });
    expect(lines.find(({ line }) => line === 2)?.codes).toContain('siret');
    expect(lines.find(({ line }) => line === 3)?.codes).toEqual(['siren']);
    expect(lines.find(({ line }) => line === 4)).toMatchObject({ ticked: false, codes: ['unknown'] });
  });

  test('is not asked again what it answered', async () => {
    expect((await reviewOf(LIST)).asked).toEqual([]);
  });

  test('a web page instead of an answer, then no network: said, and the rest can still be imported', async () => {
    weather = 'web page';
    const page = await reviewOf(finess('01', 'et', 41));
    expect(page.text).toContain('1 numéro n’a pas pu être cherché en ligne : Une page Web est venue');
    expect(page.lines).toMatchObject([{ action: 'add', ticked: true }]);
    weather = 'cut';
    const cut = await reviewOf(finess('01', 'et', 42));
    expect(cut.text).toContain('1 numéro n’a pas pu être cherché en ligne');
    expect(cut.lines).toMatchObject([{ action: 'add', ticked: true }]);
    weather = 'fair';
  });

  test('is asked nothing more once switched off, and what it answered is forgotten', async () => {
    await ui.open('registre');
    await press('Couper le service');
    await ui.says('coupée');
    const off = await reviewOf(LIST);
    expect(off.text).toContain('par leur clé seulement');
    expect(off.asked).toEqual([]);
    await switchOn();
    expect((await reviewOf(ET)).asked).toEqual([`/search?id_finess=${ET}`]);
  });

  test('was sent numbers and nothing that tells who asks; nothing went elsewhere', async () => {
    const shape = /^\/search\?(?:id_finess|q)=\d{9,14}&per_page=5&limite_matching_etablissements=20$/;
    expect(requests.filter(({ path }) => !shape.test(path))).toEqual([]);
    const told = requests.flatMap(({ headers }) => [headers.cookie, headers.referer, headers.origin]);
    expect(told.filter((value) => value !== undefined)).toEqual([]);
    expect(proxy.refused).toEqual([]);
    expect(await firefox.troubles()).toEqual([]);
  });
});
