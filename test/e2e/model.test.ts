import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROVIDERS } from '@/utils/assistant/providers';
import { type FirefoxBrowser, launchFirefox } from '../../scripts/browser/firefox';
import { PanelDriver } from '../../scripts/browser/panel';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { type ModelRequest, type ModelServer, type Play, startModelServer } from '../model-server';
import { plain } from './support/panel';

/**
 * The written answers in the extension as built, against a scripted service under the name of a real
 * one. In Firefox, which can be told to give a permission without its dialog. The key is invented.
 */
const KEY = 'cle-inventee-0123456789';
const PHRASE = 'quatre mots sans rapport';
const HOST = new URL(PROVIDERS.find(({ id }) => id === 'mistral')?.address ?? '').host;

let server: ModelServer;
let proxy: PortalProxy;
let firefox: FirefoxBrowser;
let profil: Page;
let panel: PanelDriver;

beforeAll(async () => {
  server = await startModelServer();
  proxy = await startProxy(new Map([[HOST, { address: '127.0.0.1', port: server.port }]]));
  firefox = await launchFirefox({ proxyPort: proxy.port });
  panel = new PanelDriver(await firefox.open('sidepanel.html'));
  profil = await firefox.open('profil.html#assistant');
});
afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  await server?.close();
});

const textOf = async (page: Page): Promise<string> =>
  plain(await page.evaluate(() => document.body.innerText));

const says = async (page: Page, words: string, timeout = 20_000): Promise<void> => {
  await page
    .waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout },
      words,
    )
    .catch(async () => {
      throw new Error(`the page does not say « ${words} » but: ${await textOf(page)}`);
    });
};

/** A press of the hand: a permission is asked from nothing else. */
const press = async (page: Page, words: string): Promise<void> => {
  await page.bringToFront();
  const button = await page.waitForSelector(
    `::-p-xpath(//button[starts-with(normalize-space(.), "${words}") and not(@disabled)])`,
    { timeout: 20_000 },
  );
  await button?.scrollIntoView();
  await button?.click();
};

const type = async (label: string, text: string): Promise<void> => {
  const id = await profil.evaluate(
    (words) =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(words))
        ?.htmlFor,
    label,
  );
  await profil.locator(`#${id}`).fill(text);
};

let asked = 0;
/** Asks a question that the texts answer, never twice the same, and waits for its quotations. */
const ask = async (): Promise<void> => {
  asked += 1;
  const question = `Combien d’ESSMS faut-il au minimum ?${' '.repeat(asked % 2)}${'?'.repeat(asked)}`;
  await panel.tab('Questions');
  await panel.page.locator('textarea:not([readonly])').fill(question);
  await panel.press('Poser la question');
  await panel.page.waitForFunction(
    (wanted) =>
      document.querySelector('article.answer h2')?.textContent === wanted &&
      document.querySelector('blockquote') !== null,
    { timeout: 20_000 },
    question.trim(),
  );
};

/** What a faithful model says: the first sentence of the first passage, with itself as quotation. */
const faithful = (request: ModelRequest): string => {
  const body = /<doc-\w+ id="P1"[^>]*>\n[^\n]*\n([\s\S]*?)\n<\/doc/.exec(userWords(request))?.[1] ?? '';
  const sentence = /^[\s\S]*?[.](?=\s|$)/.exec(body.trim())?.[0].replace(/\.$/, '') ?? '';
  return `${sentence} [[P1: "${sentence}"]].`;
};

const messagesOf = ({ body }: ModelRequest): { role: string; content: string }[] => Object(body).messages;
const userWords = (request: ModelRequest): string =>
  messagesOf(request).find(({ role }) => role === 'user')?.content ?? '';

/** Has an answer written under a new question; answers its status, and the states of its sentences. */
const written = async (...scripts: Play[]) => {
  await ask();
  server.play(...scripts);
  await press(panel.page, 'Rédiger avec');
  return ended();
};

const ended = async () => {
  await panel.page.waitForSelector('[data-status]:not([data-status="streaming"])', { timeout: 60_000 });
  return panel.page.$eval('[data-status]', (section) => ({
    status: section.getAttribute('data-status'),
    states: [...section.querySelectorAll('.written-sentence')].map((one) => one.getAttribute('data-state')),
    text: (section.textContent ?? '').replace(/\s+/g, ' '),
  }));
};

const strangers = (): string[] => proxy.refused.filter((host) => !/mozilla|firefox/.test(host));

describe('switched off', () => {
  test('nothing leaves while the tab Questions is used, and no model is offered', async () => {
    await panel.tab('Questions');
    for (const question of [
      'Quelles pièces faut-il joindre ?',
      'Quel temps fait-il à Brest ?',
      'Jusqu’à quand déposer ?',
    ]) {
      await panel.page.locator('textarea').fill(question);
      await panel.press('Poser la question');
      await panel.page.waitForSelector('article.answer');
    }
    await panel.page.$$eval('details', (all) => {
      for (const one of all) one.open = true;
    });
    expect(await textOf(panel.page)).not.toContain('Rédiger');
    expect(server.requests).toEqual([]);
    expect(strangers()).toEqual([]);
  });

  test('the panel itself could reach nobody', async () => {
    const reached = await panel.page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          (error: Error) => error.name,
        ),
      `https://${HOST}/v1/models`,
    );
    expect(reached).toBe('TypeError');
    expect(server.requests).toEqual([]);
    expect(strangers()).toEqual([]);
  });
});

describe('switching on', () => {
  test('says first what leaves and to whom, and sends nothing', async () => {
    await profil.bringToFront();
    await says(profil, 'Ce qui part : votre question et quelques passages');
    await says(profil, 'éteint');
    await press(profil, 'Autoriser et allumer');
    await says(profil, 'Ce service demande une clé');
    await type('Clé', KEY);
    await press(profil, 'Autoriser et allumer');
    await says(profil, 'allumé : Mistral (mistral-small-latest)');
    expect(server.requests).toEqual([]);
    expect(strangers()).toEqual([]);
  });

  test('a connection is tried with two words', async () => {
    server.play({ text: 'OK' });
    await press(profil, 'Essayer la connexion');
    await says(profil, 'Le modèle répond.');
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request && messagesOf(request)).toEqual([{ role: 'user', content: 'Réponds seulement OK.' }]);
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    server.play({ status: 401, body: '{}' });
    await press(profil, 'Essayer la connexion');
    await says(profil, 'Le service refuse la clé');
  });

  test('a panel opened before is told to load again', async () => {
    await ask();
    await says(panel.page, 'Rechargez le panneau');
    const old = panel.page;
    await old.evaluate(() => Reflect.set(window, 'assistantTestBefore', true));
    await press(old, 'Recharger le panneau');
    const isNew = () => old.evaluate(() => !Reflect.has(window, 'assistantTestBefore')).catch(() => false);
    await expect.poll(isNew, { timeout: 20_000 }).toBe(true);
    // The driver hears of no load in a page of the extension: a new one is asked from here on.
    await old.close();
    panel = new PanelDriver(await firefox.open('sidepanel.html'));
  });
});

describe('an answer', () => {
  test('leaves as it was shown, on a press, and comes back verified although cut at every byte', async () => {
    server.requests.length = 0;
    await ask();
    const shown = await panel.page.$eval('textarea[readonly]', (box) => Reflect.get(box, 'value'));
    expect(server.requests).toEqual([]);
    server.play((request) => ({ text: faithful(request), cut: 'bytes' }));
    await press(panel.page, 'Envoyer ce texte à Mistral');
    expect(await ended()).toMatchObject({ status: 'done', states: ['verified'] });
    const [request] = server.requests;
    if (!request) throw new Error('nothing was sent');
    for (const { content } of messagesOf(request)) expect(shown).toContain(content);
    expect(request.headers.cookie).toBeUndefined();
    expect(request.headers.referer).toBeUndefined();
    await panel.page.$eval('.written-sentence details', (one) => Reflect.set(one, 'open', true));
    expect(await panel.page.$$eval('.written-sentence mark', (all) => all.length)).toBeGreaterThan(0);
    expect(await panel.page.$('article.answer blockquote')).not.toBeNull();
  });

  test('asks tools of ours, read only, and shows what they computed', async () => {
    const { status, text } = await written(
      {
        calls: [
          { name: 'prochaine_echeance', arguments: '{}' },
          { name: 'ouvrir_page', arguments: '{"url":"https://evil.test"}' },
        ],
      },
      (request) => ({ text: faithful(request) }),
    );
    expect(status).toBe('done');
    expect(text).toContain('Calculé par l’assistant à la demande du modèle (1)');
  });

  test.each<[string, Play[], string, string]>([
    ['401', [{ status: 401, body: '{}' }], 'failed', 'refuse la clé'],
    [
      '429',
      [{ status: 429, headers: { 'retry-after': '7' }, body: '{}' }],
      'failed',
      'Réessayez dans 7 secondes',
    ],
    ['500', [{ status: 500, body: 'oops' }], 'failed', 'en panne'],
    [
      'a page of a network that wants a password',
      [{ body: '<!doctype html><title>Wi-Fi</title>', headers: { 'content-type': 'text/html' } }],
      'failed',
      'n’est pas la réponse d’un modèle',
    ],
    ['a connection lost', [{ text: 'Il faut au moins', lose: 300 }], 'failed', 'coupée avant la fin'],
    [
      'an invented extract, twice',
      [
        { text: 'Tout est permis [[P1: "tout est permis à chacun en tout temps"]].' },
        { text: 'Tout est permis [[P1: "tout est permis à chacun en tout temps"]].' },
      ],
      'unverified',
      'n’a pas pu être vérifiée',
    ],
    ['silence of the texts', [{ text: '[[AUCUN]] Il manque la date.' }], 'silent', 'ne répondent pas'],
    [
      'circles',
      [{ text: 'Attention, la date limite approche, faites vite.\n'.repeat(60) }],
      'failed',
      'se répète',
    ],
  ])('%s: said in words, the quotations kept', async (_, scripts, status, words) => {
    const outcome = await written(...scripts);
    expect(outcome).toMatchObject({ status });
    expect(outcome.text).toContain(words);
    expect(outcome.states).not.toContain('verified');
    expect(await panel.page.$('article.answer blockquote')).not.toBeNull();
    await press(panel.page, 'Réessayer');
    await ended();
  });

  test('is stopped by its button, and the request with it', async () => {
    await ask();
    server.requests.length = 0;
    server.play({ hang: 'before' });
    await press(panel.page, 'Rédiger avec');
    await says(panel.page, 'Le modèle rédige');
    await press(panel.page, 'Arrêter');
    expect(await ended()).toMatchObject({ status: 'stopped' });
    await expect.poll(() => server.requests[0]?.aborted).toBe(true);
  });

  test('is given up when another question is asked', async () => {
    await ask();
    server.requests.length = 0;
    server.play({ hang: 'before' });
    await press(panel.page, 'Rédiger avec');
    await says(panel.page, 'Le modèle rédige');
    await expect.poll(() => server.requests.length).toBe(1);
    await ask();
    await expect.poll(() => server.requests[0]?.aborted).toBe(true);
  });

  test('with markup, an image and a link is text, and loads nothing', async () => {
    const before = await panel.page.$$eval('img, iframe, script, form, [src], style', (all) => all.length);
    const { states, text } = await written(
      ...[1, 2].map(() => (request: ModelRequest) => ({
        text: `<img src="https://evil.test/p.png"><script>fetch("https://evil.test")</script> ![x](https://evil.test/q.png) [ici](https://evil.test) ${faithful(request)}`,
      })),
    );
    expect(states).toEqual(['doubtful']);
    expect(text).not.toMatch(/evil|<img|<script/);
    const links = await panel.page.$$eval('a[href]', (all) => all.map((one) => one.getAttribute('href')));
    expect(links.filter((href) => href?.includes('evil'))).toEqual([]);
    expect(await panel.page.$$eval('img, iframe, script, form, [src], style', (all) => all.length)).toBe(
      before,
    );
    expect(strangers()).toEqual([]);
  });

  test('is never asked where the texts say nothing', async () => {
    server.requests.length = 0;
    await panel.page.locator('textarea:not([readonly])').fill('Quel temps fait-il à Brest ?');
    await panel.press('Poser la question');
    await says(panel.page, 'Aucun modèle n’est interrogé');
    expect(await panel.offers(/^Rédiger|^Envoyer/)).toBeNull();
    expect(server.requests).toEqual([]);
  });

  test('can be had from no other address: the panel reaches the one switched on', async () => {
    const reached = await panel.page.evaluate(() =>
      fetch('https://autre.example/').then(
        () => 'reached',
        (error: Error) => error.name,
      ),
    );
    expect(reached).toBe('TypeError');
    expect(strangers()).toEqual([]);
  });
});

/** Everything the store of the assistant holds, as text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('assistant').objectStore('assistant').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(reading.result));
          };
        };
      }),
  );

describe('the key', () => {
  test('is encrypted when a passphrase is given, and asked for once by the panel', async () => {
    expect(await stored(profil)).toContain(KEY);
    await profil.bringToFront();
    await type('Clé', KEY);
    await profil.waitForFunction(() => document.body.innerText.includes('Phrase de passe pour chiffrer'));
    await type('Phrase de passe', PHRASE);
    await press(profil, 'Enregistrer');
    await says(profil, 'Une clé est gardée, chiffrée.');
    expect(await stored(profil)).not.toContain(KEY);
    await ask();
    await panel.page.locator('input[type="password"]').fill('une autre phrase, fausse');
    await press(panel.page, 'Ouvrir la clé');
    await says(panel.page, 'n’ouvre pas la clé');
    await panel.page.locator('input[type="password"]').fill(PHRASE);
    await press(panel.page, 'Ouvrir la clé');
    server.requests.length = 0;
    server.play((request) => ({ text: faithful(request) }));
    await press(panel.page, 'Rédiger avec');
    expect(await ended()).toMatchObject({ status: 'done' });
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  test('is never kept for another service than the one it was given for', async () => {
    expect(await stored(profil)).toContain('"locked"');
    await profil.bringToFront();
    await profil.select('select', 'other');
    await type('Adresse', 'https://autre.example/v1');
    await press(profil, 'Enregistrer');
    await says(profil, 'Écrivez le nom du modèle');
    await type('Modèle', 'petit');
    await press(profil, 'Enregistrer');
    await says(profil, 'allumé : autre.example');
    expect(await stored(profil)).not.toContain('"locked"');
    expect(strangers()).toEqual([]);
  });

  test('goes with the rest when the user erases it, and nothing is offered any more', async () => {
    await press(profil, 'Effacer la clé et les réglages');
    await says(profil, 'La clé et les réglages sont effacés.');
    expect(await stored(profil)).toBe('[]');
    server.requests.length = 0;
    await ask();
    expect(await textOf(panel.page)).not.toContain('Rédiger');
    expect(server.requests).toEqual([]);
  });
});

test('no policy was broken but where a test tried to, and nothing failed unseen', async () => {
  const troubles = (await firefox.troubles()).filter((one) => !/connect-src/.test(one));
  expect(troubles).toEqual([]);
});
