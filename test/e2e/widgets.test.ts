import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PORTAL_HOST } from '@/utils/portal';
import { type ExtensionBrowser, launchChromium } from '../../scripts/browser/chromium';
import { type PortalProxy, startProxy } from '../../scripts/browser/proxy';
import { type PageName, serveWidgets, WidgetPage, type Widgets } from '../widgets/pages';
import { ownNodes } from './support/dom';

let widgets: Widgets;
let proxy: PortalProxy;
let extension: ExtensionBrowser;

beforeAll(async () => {
  widgets = await serveWidgets();
  proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: widgets.port }]]));
  extension = await launchChromium({ proxyPort: proxy.port });
});

afterAll(async () => {
  await extension?.close();
  await proxy?.close();
  await widgets?.close();
});

afterEach(async () => {
  const [, ...others] = await extension.browser.pages();
  for (const page of others) await page.close();
});

const open = async (name: PageName, before = ''): Promise<WidgetPage> => {
  const page = await extension.browser.newPage();
  if (before !== '') await page.evaluateOnNewDocument(before);
  const opened = await WidgetPage.open(page, name, widgets.overlay);
  await opened.read();
  return opened;
};

/** Writes, checks that everything was played, and puts the old values back: both are read in the model. */
const fillThenUndo = async (
  opened: WidgetPage,
  texts: Record<string, string>,
): Promise<{ filled: Record<string, unknown>; undone: Record<string, unknown> }> => {
  const results = await opened.write(texts);
  await opened.readBack(Object.keys(texts), 450);
  const refused = Object.entries(results).filter(([, { status }]) => status !== 'written');
  expect(refused).toEqual([]);
  const filled = await opened.model();
  await opened.read();
  const old = Object.entries(results).filter(([, { before }]) => before !== '');
  const put = await opened.statuses(Object.fromEntries(old.map(([label, { before }]) => [label, before])));
  expect(Object.entries(put).filter(([, status]) => status !== 'written')).toEqual([]);
  await opened.readBack([], 450);
  return { filled, undone: await opened.model() };
};

describe('the framework of the page holds what was written', () => {
  test('AngularJS, ui-bootstrap and ui-select', async () => {
    const page = await open('angular');
    const first = {
      'Raison sociale': 'Association Les Glycines',
      Sigle: 'ALG',
      Places: '24',
      Ouverture: '2026-03-01',
      'Date de signature': '02/04/2026',
      'Forme juridique': 'Association',
      'Disposez-vous d’un SIRET ?': 'Oui',
      'Adresse du siège': 'true',
      'Code NAF': '87.10A',
      Commune: '13001 Marseille',
      Département: 'Ardèche',
    };
    const taken = {
      nom: 'Association Les Glycines',
      sigle: 'ALG',
      places: 24,
      forme: { nom: 'Association' },
      siret: true,
      siege: true,
      naf: '87.10A - Hébergement médicalisé pour personnes âgées',
      commune: 'Marseille (13001)',
      dep: { nom: 'Ardèche' },
    };
    const { filled } = await fillThenUndo(page, first);
    expect(filled).toMatchObject(taken);
    expect(String(filled.ouvert)).toContain('2026-0');
    expect(new Date(String(filled.signe)).toLocaleDateString('fr-FR')).toBe('02/04/2026');
    await page.read();
    await page.write(first);
    await page.read();
    const { undone } = await fillThenUndo(page, {
      'Raison sociale': 'Autre nom',
      Places: '30',
      'Forme juridique': 'Fondation',
      'Disposez-vous d’un SIRET ?': 'Non',
      'Adresse du siège': 'false',
      'Code NAF': '88.99B',
      Commune: 'Rennes (35000)',
      Département: 'Finistère',
    });
    expect(undone).toMatchObject(taken);
  });

  test('React and react-select', async () => {
    const page = await open('react');
    const { filled, undone } = await fillThenUndo(page, {
      'Raison sociale': 'Les Glycines',
      'Date de création': '1999-12-31',
      'Description du projet': 'Deux lignes\nde texte',
      'Forme juridique': 'Fondation',
      'Statut de l’organisme': 'Privé',
      'Adresse du siège': 'true',
      Région: 'Nouvelle-Aquitaine',
      Ville: 'Bressuire',
    });
    expect(filled).toMatchObject({
      nom: 'Les Glycines',
      nomQuitte: true,
      date: '1999-12-31',
      notes: 'Deux lignes\nde texte',
      forme: 'F',
      statut: 'Privé',
      siege: true,
      region: { label: 'Nouvelle-Aquitaine' },
      ville: { label: 'Bressuire' },
    });
    expect(undone).toMatchObject({ siege: false });
  });

  test('Vue and PrimeVue', async () => {
    const page = await open('vue');
    const { filled } = await fillThenUndo(page, {
      'Raison sociale': 'Les Glycines',
      'N° SIRET': '77567227221138',
      'Montant demandé': '1234,5',
      'Date de fin': '31/12/2026',
      Région: 'Normandie',
      Ville: 'Bressuire',
      'Adresse du siège': 'true',
    });
    expect(filled).toMatchObject({
      nom: 'Les Glycines',
      siret: '775 672 272 21138',
      montant: 1234.5,
      fin: '31/12/2026',
      region: 'Normandie',
      ville: 'Bressuire',
      siege: true,
    });
  });

  test('Shoelace', async () => {
    const page = await open('shoelace');
    const { filled } = await fillThenUndo(page, {
      'Raison sociale': 'Les Glycines',
      'Description du projet': 'Un projet',
      'Forme juridique': 'Fondation',
      'Statut de l’organisme': 'Privé',
      'Adresse du siège': 'true',
      Multisite: 'true',
    });
    expect(filled).toEqual({
      nom: 'Les Glycines',
      notes: 'Un projet',
      forme: 'fond',
      statut: 'pri',
      siege: true,
      multi: true,
    });
  });

  test('components with open, closed and nested roots', async () => {
    const page = await open('components');
    const { filled } = await fillThenUndo(page, {
      'Racine ouverte': 'un',
      'Racine fermée': 'deux',
      'Racines imbriquées': 'trois',
    });
    expect(filled).toEqual({ ouvert: 'un', ferme: 'deux', imbrique: 'trois' });
  });
});

describe('native controls', () => {
  const texts = {
    'Nom de l’organisme': 'Les Glycines',
    Courriel: 'contact@glycines.example',
    Notes: 'Première ligne\nseconde',
    Places: '24',
    'Date d’ouverture': '2026-03-01',
    'N° SIRET masqué': '77567227221138',
    'Montant demandé': '1234,5',
    'Montant en points': '1234,5',
    'Champ sourd': 'tapé',
    'Champ collé': 'collé',
    'Forme juridique': 'Fondation',
    Région: 'Occitanie',
    Statut: 'Privé',
    'Siège identique': 'true',
    'Publics accueillis': 'Enfants | Adultes',
    Multisite: 'true',
    Résumé: 'Un premier paragraphe',
    'Date de fin': '31/12/2026',
  };
  const taken = {
    nom: 'Les Glycines',
    mail: 'contact@glycines.example',
    notes: 'Première ligne\nseconde',
    places: '24',
    ouvert: '2026-03-01',
    siret: '775 672 272 21138',
    montantNombre: 1234.5,
    points: '1234.5',
    sourd: 'tapé',
    colle: 'collé',
    forme: 'Fondation',
    tard: 'Occitanie',
    statut: '2',
    accord: true,
    'publics.e': true,
    'publics.a': true,
    bascule: true,
    resume: 'Un premier paragraphe',
    picker: '31/12/2026',
    heard: [],
  };

  test('each takes its value, fallbacks included, and nothing is sent', async () => {
    const page = await open('plain');
    const { filled, undone } = await fillThenUndo(page, texts);
    expect(filled).toMatchObject(taken);
    expect(undone).toMatchObject({ montantNombre: 10, accord: false, bascule: false, heard: [] });
    expect(await page.page.$('#calendrier')).toBeNull();
  });

  test('overwritten prototypes change nothing', async () => {
    const page = await open(
      'plain',
      `for (const [owner, name] of [[HTMLInputElement, 'value'], [HTMLTextAreaElement, 'value'], [HTMLSelectElement, 'selectedIndex'], [HTMLInputElement, 'checked']])
         Object.defineProperty(owner.prototype, name, { get() { return 'piège'; }, set() {} });
       const own = EventTarget.prototype.dispatchEvent;
       EventTarget.prototype.dispatchEvent = function () { return false; };
       HTMLElement.prototype.click = () => {};
       HTMLElement.prototype.focus = () => {};
       Element.prototype.getBoundingClientRect = () => ({ width: 0, height: 0 });
       window.Event = window.InputEvent = window.FocusEvent = class {};`,
    );
    const written = {
      'Nom de l’organisme': 'Les Glycines',
      'Forme juridique': 'Fondation',
      Statut: 'Privé',
      'Siège identique': 'true',
    };
    const results = await page.write(written);
    for (const [label, text] of Object.entries(written))
      expect(results[label]).toMatchObject({ status: 'written', after: text });
  });
});

describe('what is not written', () => {
  const alter = (opened: WidgetPage, script: string) => opened.page.evaluate(script);

  test('locked, read-only, hidden, renamed, replaced, occupied, too long, unknown option', async () => {
    const page = await open('plain');
    await alter(
      page,
      `cache.style.opacity = '0.05';
       document.querySelector('label[for=renomme]').textContent = 'Autre question';
       const copy = remplace.cloneNode(); copy.setAttribute('data-new', ''); remplace.replaceWith(copy);
       occupe.value = 'la personne a tapé';`,
    );
    expect(
      await page.statuses({
        'Champ verrouillé': 'non',
        'Champ en lecture': 'non',
        'Champ caché': 'non',
        'Champ à renommer': 'non',
        'Champ occupé': 'non',
        Notes: 'x'.repeat(41),
        'Forme juridique': 'Coopérative',
        Places: 'vingt',
        'Champ à remplacer': 'oui',
      }),
    ).toEqual({
      'Champ verrouillé': 'locked',
      'Champ en lecture': 'locked',
      'Champ caché': 'hidden',
      'Champ à renommer': 'vanished',
      'Champ occupé': 'user-changed',
      Notes: 'too-long',
      'Forme juridique': 'no-option',
      Places: 'forbidden',
      // The only one that looks the same stands in the same place.
      'Champ à remplacer': 'written',
    });
    expect(
      await alter(
        page,
        `[verrou, lecture, cache, renomme, occupe, notes, forme, places].map((one) => one.value).join()`,
      ),
    ).toBe(',,,,la personne a tapé,,,');
    expect(await alter(page, `document.querySelector('[data-new]').value`)).toBe('oui');
  });

  test('a field that an earlier write of the same call locks, hides, renames or fills', async () => {
    const page = await open('plain');
    await alter(
      page,
      `nom.addEventListener('change', () => { lecture; mail.disabled = true; siret.parentElement.hidden = true;
         document.querySelector('label[for=renomme]').firstChild.data = 'Autre question'; rebelle.value = 'rempli par la page'; })`,
    );
    expect(
      await page.statuses({
        'Nom de l’organisme': 'déclencheur',
        Courriel: 'a@b.example',
        'N° SIRET masqué': '1',
        'Champ à renommer': 'non',
        'Champ récrit': 'non',
        'Montant demandé': '12',
      }),
    ).toEqual({
      'Nom de l’organisme': 'written',
      Courriel: 'locked',
      'N° SIRET masqué': 'hidden',
      'Champ à renommer': 'vanished',
      'Champ récrit': 'user-changed',
      'Montant demandé': 'written',
    });
  });

  test('a page that writes again 300 ms later is seen by the second reading, a rebuilt field too', async () => {
    const page = await open('plain');
    await page.write({ 'Champ récrit': 'le mien', 'Nom de l’organisme': 'Les Glycines' });
    await alter(page, `const other = nom.cloneNode(); other.value = nom.value; nom.replaceWith(other)`);
    const labels = ['Champ récrit', 'Nom de l’organisme'];
    expect(await page.readBack(labels, 0)).toMatchObject({
      'Nom de l’organisme': { present: true, value: 'Les Glycines' },
    });
    expect(await page.readBack(labels, 450)).toMatchObject({
      'Champ récrit': { present: true, value: 'VALEUR DE LA PAGE' },
    });
  });
});

/** Half of a fill by a panel of the extension: one field of three is written, and the panel says so. */
const HALF_A_FILL = `(async () => {
  const tabs = await chrome.tabs.query({});
  const tab = tabs.find(({ url }) => url?.endsWith('/components'));
  const port = chrome.tabs.connect(tab.id, { frameId: 0, name: 'assistant-galis' });
  let id = 0;
  const ask = (call, argument) => new Promise((resolve) => {
    const own = ++id;
    port.onMessage.addListener((answer) => answer.id === own && resolve(answer.result));
    port.postMessage({ id: own, call, argument });
  });
  const { fields: [field] } = await ask('snapshot');
  await ask('filling', { done: 0, total: 3 });
  await ask('write', { instructions: [{ ref: field.ref, fingerprint: field.fingerprint, kind: field.kind, text: 'valeur confidentielle', expected: '', guard: null }] });
  await ask('filling', { done: 1, total: 3 });
  globalThis.halfPort = port;
  globalThis.halfAsk = ask;
})()`;

const noticeIn = async (page: Page): Promise<string> => {
  for (let turn = 0; turn < 60; turn++) {
    const nodes = await ownNodes(page);
    const own = nodes.filter(({ host, place }) => host === 'assistant-galis-avis' && place === 'closed');
    if (own.length > 0) return own.map(({ name, text }) => (name === '#text' ? text : '')).join(' ');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return '';
};

describe('a panel that goes away in the middle of a fill', () => {
  const said = ['1 champ sur 3 a été écrit', 'Racine ouverte', 'rouvrez le panneau'];

  test('is said in the page, closed or with its extension reloaded', async () => {
    const { page } = await open('components');
    const panel = await extension.open('profil.html');
    await panel.evaluate(HALF_A_FILL);
    expect(await page.$('assistant-galis-avis')).toBeNull();
    await panel.evaluate('halfPort.disconnect()');
    const closed = await noticeIn(page);
    for (const words of said) expect(closed).toContain(words);
    expect(closed).not.toContain('confidentielle');
    await page.evaluate(`document.querySelector('assistant-galis-avis').click()`);
    expect(await page.$('assistant-galis-avis')).not.toBeNull();

    await page.reload();
    await panel.evaluate(HALF_A_FILL);
    await panel.evaluate('setTimeout(() => chrome.runtime.reload(), 0)').catch(() => undefined);
    const reloaded = await noticeIn(page);
    for (const words of said) expect(reloaded).toContain(words);
  });
});
