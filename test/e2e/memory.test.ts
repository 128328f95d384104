import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FrameSnapshot } from '@/knowledge/form/snapshot';
import { recoverable, type Typed } from '@/knowledge/form/typed';
import { launchFirefox } from '@/scripts/browser/firefox';
import { startProxy } from '@/scripts/browser/proxy';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import { find, press } from '../galis/hand';
import { type Portal, startPortal } from '../galis/server';
import { type Bench, openBench } from './support/bench';
import { ownNodes } from './support/dom';
import { connectOverlay } from './support/overlay';
import { box, formPage, type Site, startSite } from './support/site';

/** What the assistant keeps of pages while no panel is open, and what only an open panel asks of them. */
const STORY = 'La grappe des Tamaris (exemple fictif) réunit dix-huit établissements.';
/** The « boîte noire » keeps a text two seconds after it was typed at the latest. */
const KEPT_MS = 2000;
/** A busy machine keeps it later. */
const PATIENCE_MS = 20_000;

let portal: Portal;
let site: Site;
/** The replica, and pages of ours: one browser for each. */
let replica: Bench;
let bench: Bench;
/** A page of the extension that is not the panel: reads the database. */
let reader: { replica: Page; bench: Page };

beforeAll(async () => {
  portal = await startPortal();
  site = await startSite();
  replica = await openBench(portal.port);
  bench = await openBench(site.port);
  reader = {
    replica: await replica.extension.open('profil.html'),
    bench: await bench.extension.open('profil.html'),
  };
});
afterAll(async () => {
  await replica?.close();
  await bench?.close();
  await site?.close();
  await portal?.close();
});
beforeEach(async () => {
  portal.reset();
  await Promise.all([erase(reader.replica), erase(reader.bench)]);
});

/** Everything the « boîte noire » holds, in order of arrival. */
const typed = (page: Page): Promise<Typed[]> =>
  page.evaluate(
    () =>
      new Promise<Typed[]>((resolve, reject) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('typed').objectStore('typed').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );

/** Empties the « boîte noire », and switches it on or off. */
const erase = (page: Page, blackBox = true): Promise<void> =>
  page.evaluate(
    (on) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('assistant-galis');
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['typed', 'settings'], 'readwrite');
          tx.objectStore('typed').clear();
          tx.objectStore('settings').put(on, 'blackBox');
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    blackBox,
  );

const texts = async (page: Page): Promise<string[]> => (await typed(page)).map(({ text }) => text);

const killWorker = async ({ extension }: Bench): Promise<void> => {
  const workers = () => extension.browser.targets().filter((target) => target.type() === 'service_worker');
  await (await workers()[0]?.worker())?.close();
  await expect.poll(() => workers().length).toBe(0);
};

const openTab = async ({ extension }: Bench, path: string): Promise<Page> => {
  const page = await extension.browser.newPage();
  await page.goto(new URL(path, PORTAL_ORIGIN).href);
  return page;
};

/** The overlay starts once the page is idle. */
const listens = (page: Page) => page.waitForSelector('assistant-galis-ouvrir', { timeout: 30_000 });

const onProject = async (bench: Bench): Promise<Page> => {
  const page = await openTab(bench, '/aides/#/cnsa/demande/projet');
  await find(page, '#projet_objectifs');
  await listens(page);
  return page;
};

describe('the « boîte noire »', () => {
  test('keeps a long text within two seconds, no panel open and the worker killed', async () => {
    const page = await onProject(replica);
    await killWorker(replica);
    await (await find(page, '#projet_objectifs')).type(STORY);
    await expect.poll(() => texts(reader.replica), { timeout: PATIENCE_MS, interval: 50 }).toEqual([STORY]);
    expect(await typed(reader.replica)).toMatchObject([
      {
        label: 'Objectifs du projet',
        section: 'Votre projet',
        step: 'Informations générales du projet',
        url: `${PORTAL_ORIGIN}/aides/#/cnsa/demande/projet`,
      },
    ]);
    await page.close();
  });

  test('keeps what was typed the very moment before the page is reloaded, and adds to it after', async () => {
    const page = await onProject(replica);
    await (await find(page, '#projet_description')).type(STORY);
    await page.reload();
    await expect.poll(() => texts(reader.replica), { timeout: PATIENCE_MS, interval: 50 }).toEqual([STORY]);
    const again = await find(page, '#projet_description');
    await listens(page);
    await again.type(`${STORY} Et la suite.`);
    await page.close({ runBeforeUnload: false });
    await expect
      .poll(() => texts(reader.replica), { timeout: PATIENCE_MS, interval: 50 })
      .toEqual([`${STORY} Et la suite.`]);
  });

  test('outlives the end of the session', async () => {
    const page = await onProject(replica);
    await (await find(page, '#projet_objectifs')).type(STORY);
    portal.expireSession();
    await press(page, 'Enregistrer');
    await page.waitForFunction(() => document.body.innerText.includes('Votre session a expiré'));
    expect(await page.$('>>> #projet_objectifs')).toBeNull();
    await expect.poll(() => texts(reader.replica), { timeout: PATIENCE_MS }).toEqual([STORY]);
    await press(page, 'Se connecter');
    await find(page, '#projet_objectifs');
    const overlay = await connectOverlay(reader.replica, page);
    const { url, step, fields }: FrameSnapshot = Object(await overlay.call('snapshot'));
    const rows = await typed(reader.replica);
    expect(rows).toMatchObject([{ url, step }]);
    const keyed = fields.map((field) => ({ key: field.label, field }));
    expect([...recoverable(keyed, rows).keys()]).toEqual(['Objectifs du projet']);
    await page.close();
  });

  const LONG = 'x'.repeat(120);
  const CLOSED = `const host = document.querySelector('fiche-texte'); const root = host.attachShadow({ mode: 'closed' });
    root.innerHTML = '<label for="clos">Projet social</label><textarea id="clos"></textarea>';`;

  test('hears editors, frames and closed shadow roots, each under its words', async () => {
    const inner = site.put(
      formPage({
        title: 'Annexe',
        section: 'Cadre',
        body: '<textarea id="cadre" aria-label="Note"></textarea>',
      }),
    );
    const body = `<p id="e">Présentation</p><div id="editeur" contenteditable="true" aria-labelledby="e"><p>Début</p></div>
      ${box('libre', 'Objet', '')}<fiche-texte></fiche-texte><iframe src="${inner}"></iframe>`;
    const page = await openTab(bench, site.put(formPage({ body, script: CLOSED })));
    await listens(page);
    const frame = await page.waitForFrame((one) => one.url().endsWith(inner));
    await page.type('#editeur', 'Un texte ');
    await page.type('#libre', LONG);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Le projet social');
    await frame.type('#cadre', 'Une note');
    await expect.poll(async () => (await texts(reader.bench)).length, { timeout: 5000 }).toBe(4);
    const kept = (await typed(reader.bench)).map(({ label, section, step, text }) => [
      label,
      section,
      step,
      text,
    ]);
    expect(kept.map(([label]) => label)).toEqual(['Présentation', 'Objet', 'Projet social', 'Note']);
    expect(kept[0]?.[3]).toContain('Un texte');
    expect(kept.slice(1)).toEqual([
      ['Objet', 'Votre structure', 'Identification', LONG],
      ['Projet social', 'Votre structure', 'Identification', 'Le projet social'],
      ['Note', 'Cadre', 'Identification', 'Une note'],
    ]);
    await page.close();
  });

  test('hears nothing of what the assistant writes itself', async () => {
    const body = `<p id="e">Présentation</p><div id="editeur" contenteditable="true" role="textbox" aria-labelledby="e"><p>Début</p></div>
      <textarea id="temoin" aria-label="Témoin"></textarea>`;
    const page = await openTab(bench, site.put(formPage({ body })));
    await listens(page);
    const overlay = await connectOverlay(reader.bench, page);
    const { fields }: FrameSnapshot = Object(await overlay.call('snapshot'));
    const instructions = fields.map(({ ref, fingerprint, kind, value }) => {
      return { ref, fingerprint, kind, text: `${STORY} Écrit.`, expected: value, guard: null };
    });
    expect(fields.map(({ kind }) => kind)).toEqual(['editable', 'textarea']);
    await overlay.call('write', { instructions });
    expect(await page.$eval('#editeur', (editor) => editor.textContent)).toContain('Écrit.');
    await page.type('#temoin', ' Tapé.');
    await expect.poll(async () => (await texts(reader.bench)).length, { timeout: PATIENCE_MS }).toBe(1);
    expect(await typed(reader.bench)).toMatchObject([{ label: 'Témoin' }]);
    await page.close();
  });

  test('hears nothing of short boxes, secrets, cards, scripts, nor once it is switched off', async () => {
    const body = `${box('court', 'Sigle')}${box('borne', 'Nom', 'maxlength="150"')}${box('passe', 'Mot de passe', 'type="password"')}
      ${box('carte', 'Titulaire', 'autocomplete="cc-name"')}${box('code', 'Code', 'autocomplete="one-time-code"')}
      ${box('chercher', 'Recherche', 'type="search"')}<textarea id="ecrit" aria-label="Écrit par la page"></textarea>
      <textarea id="temoin" aria-label="Témoin"></textarea>`;
    const page = await openTab(bench, site.put(formPage({ body })));
    await listens(page);
    await page.type('#court', 'court');
    for (const id of ['borne', 'passe', 'carte', 'code', 'chercher']) await page.type(`#${id}`, LONG);
    await page.$eval('#ecrit', (area) => {
      if (area instanceof HTMLTextAreaElement) area.value = 'Un texte que personne n’a tapé';
      area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    });
    await page.type('#temoin', 'témoin');
    await expect.poll(() => texts(reader.bench), { timeout: PATIENCE_MS }).toEqual(['témoin']);
    await erase(reader.bench, false);
    await page.type('#temoin', ' muet');
    await new Promise((resolve) => setTimeout(resolve, KEPT_MS));
    expect(await texts(reader.bench)).toEqual([]);
    await page.close();
  });
});

describe('pointing at a field', () => {
  const SCRIPT = `globalThis.heard = [];
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup', 'submit'])
      document.addEventListener(type, () => heard.push(type), true);
    const host = document.querySelector('fiche-texte');
    host.attachShadow({ mode: 'open' }).innerHTML = '<label for="ombre">Dans l’ombre</label> <input id="ombre">';`;
  const body = `${box('sigle', 'Sigle')}${box('fixe', 'Numéro', 'disabled value="1"')}<p id="rien">Texte seul</p>
    <table><tr><th>Nom</th></tr><tr><td id="case" style="padding:20px"><input id="cellule" aria-label="Nom"></td></tr></table>
    <fieldset><legend>Statut</legend><label id="mot"><input type="radio" name="s" id="public">Public</label> <label><input type="radio" name="s">Privé</label></fieldset>
    <fiche-texte></fiche-texte>`;
  let page: Page;
  let overlay: Awaited<ReturnType<typeof connectOverlay>>;
  const labels = new Map<unknown, string>();

  beforeAll(async () => {
    page = await openTab(bench, site.put(formPage({ body, script: SCRIPT })));
    await listens(page);
    await page.bringToFront();
    overlay = await connectOverlay(reader.bench, page);
    const { fields }: { fields: { ref: string; label: string }[] } = Object(await overlay.call('snapshot'));
    for (const { ref, label } of fields) labels.set(ref, label);
  });
  afterAll(() => page?.close());

  const hears = () => page.evaluate(() => Reflect.get(globalThis, 'heard').splice(0));
  /** Starts a picking and waits for its banner; what it answers comes with the label. */
  const picking = async (): Promise<{ label: Promise<string | null> }> => {
    const answer = overlay.call('pick');
    await page.waitForSelector('assistant-galis-designer');
    await hears();
    return { label: answer.then((ref) => labels.get(ref) ?? null) };
  };

  test.each([
    ['a text box', '#sigle', 'Sigle'],
    ['the words of its label', 'label[for="sigle"]', 'Sigle'],
    ['a locked control', '#fixe', 'Numéro'],
    ['the cell around it', '#case', 'Nom'],
    ['a radio, by its words', '#mot', 'Statut'],
    ['a component', '>>> #ombre', 'Dans l’ombre'],
  ])('a click on %s names the field and does nothing else', async (_, selector, label) => {
    const answer = await picking();
    const target = await page.waitForSelector(selector);
    await (selector === '#case' ? target?.click({ offset: { x: 4, y: 4 } }) : target?.click());
    expect(await answer.label).toBe(label);
    expect(await hears()).toEqual([]);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await page.$eval('#public', (radio) => radio.matches(':checked'))).toBe(false);
    expect(await page.$('assistant-galis-designer')).toBeNull();
  });

  test('a click beside says so and goes on; a click on a button of the page presses nothing', async () => {
    const answer = await picking();
    await page.click('#rien');
    await page.click('button[type="submit"]');
    const words = (await ownNodes(page))
      .filter(({ host }) => host === 'assistant-galis-designer')
      .map(({ text }) => text);
    expect(words.join()).toContain('Il n’y a pas de champ ici');
    await page.click('#sigle');
    expect(await answer.label).toBe('Sigle');
    expect(await hears()).toEqual([]);
    expect(site.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('the keyboard points too: Tab to the field, then Enter or Space', async () => {
    for (const key of ['Enter', 'Space'] as const) {
      await page.focus('#sigle');
      const answer = await picking();
      await page.keyboard.press('Tab');
      await page.keyboard.press(key);
      expect(await answer.label).toBe('Nom');
      expect(await page.$eval('#cellule', (input) => input instanceof HTMLInputElement && input.value)).toBe(
        '',
      );
      expect((await hears()).filter((type: string) => type === 'submit')).toEqual([]);
      await page.evaluate(
        () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      );
    }
  });

  test('Escape gives up, the panel may stop it, and the page hears everything again', async () => {
    const given = await picking();
    await page.keyboard.press('Escape');
    expect(await given.label).toBeNull();
    const stopped = await picking();
    await overlay.call('stopPicking');
    expect(await stopped.label).toBeNull();
    await page.click('#rien');
    expect(await hears()).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']);
  });
});

test('Firefox: the text is kept, the field pointed at is named, the exchanges are seen', async () => {
  const proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: portal.port }]]));
  const firefox = await launchFirefox({ proxyPort: proxy.port });
  try {
    const page = (await firefox.browser.pages())[0] ?? (await firefox.browser.newPage());
    await page.goto(`${PORTAL_ORIGIN}/aides/#/cnsa/demande/projet`);
    await find(page, '#projet_objectifs');
    const own = await firefox.open('profil.html');
    const overlay = await connectOverlay(own, page);
    const { fields }: FrameSnapshot = Object(await overlay.call('snapshot'));
    await (await find(page, '#projet_objectifs')).type(STORY);
    await expect.poll(() => texts(own), { timeout: PATIENCE_MS }).toEqual([STORY]);
    const before = Date.now();
    expect(Number(await overlay.call('lastExchange'))).toBeLessThan(before);
    await press(page, 'Enregistrer');
    await expect.poll(async () => Number(await overlay.call('lastExchange'))).toBeGreaterThan(before);
    const picked = overlay.call('pick');
    await page.waitForSelector('assistant-galis-designer');
    await page.click('label[for="projet_description"]');
    const ref = await picked;
    expect(fields.find((field) => field.ref === ref)?.label).toBe('Description du projet');
  } finally {
    await firefox.close();
    await proxy.close();
  }
});

describe('the clock of the session', () => {
  test('starts again at each exchange of the page with its server, and at nothing else', async () => {
    const page = await onProject(replica);
    const overlay = await connectOverlay(reader.replica, page);
    const first = Number(await overlay.call('lastExchange'));
    expect(Math.abs(Date.now() - first)).toBeLessThan(20_000);
    const since = Math.max(
      ...portal
        .requests()
        .filter(({ action }) => action === 'api')
        .map(({ at }) => at),
    );
    expect(Math.abs(first - since)).toBeLessThan(1000);
    await page.evaluate(() => fetch('/assets/style.css').then((answer) => answer.text()));
    expect(await overlay.call('lastExchange')).toBe(first);
    const before = Date.now();
    await press(page, 'Enregistrer');
    await expect.poll(async () => Number(await overlay.call('lastExchange'))).toBeGreaterThan(before - 5);
    await page.close();
  });

  test('is unknown, rather than late, on a page that had loaded too much before a panel asked', async () => {
    const script = `globalThis.loaded = Promise.all(Array.from({ length: 260 }, (_, i) => fetch('/aides/rien?' + i).then((a) => a.text())));`;
    const page = await openTab(bench, site.put(formPage({ body: box('sigle', 'Sigle'), script })));
    await listens(page);
    await page.evaluate(() => Reflect.get(globalThis, 'loaded'));
    const overlay = await connectOverlay(reader.bench, page);
    expect(await overlay.call('lastExchange')).toBe(0);
    const before = Date.now();
    await page.evaluate(() => fetch('/aides/rien').then((answer) => answer.text()));
    await expect.poll(async () => Number(await overlay.call('lastExchange'))).toBeGreaterThan(before - 5);
    await page.close();
  });
});
