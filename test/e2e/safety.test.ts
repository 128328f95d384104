import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import { PanelDriver } from '../../scripts/browser/panel';
import { type Portal, startPortal } from '../galis/server';
import { type Bench, openBench } from './support/bench';
import { type Act, marksIn, ownNodes, spyOn, valuesOf } from './support/dom';
import { becomes, fieldOf, fill, says } from './support/panel';
import { box, formPage, type Site, startSite } from './support/site';

const root = join(import.meta.dirname, '../..');
const LOOK_ALIKE = `${PORTAL_HOST}.evil.test`;

let portal: Portal;
let site: Site;
/** The replica, and pages of ours: one browser for each. */
let replica: Bench;
let bench: Bench;

beforeAll(async () => {
  portal = await startPortal();
  site = await startSite();
  replica = await openBench(portal.port);
  bench = await openBench(site.port, [LOOK_ALIKE]);
});
afterAll(async () => {
  await replica?.close();
  await bench?.close();
  await site?.close();
  await portal?.close();
});
beforeEach(() => portal.reset());

const SIGLE = box('sigle', 'Sigle');
const SIREN = box('siren', 'N° SIREN');

describe('the built manifest', () => {
  const common = {
    manifest_version: 3,
    host_permissions: [`${PORTAL_ORIGIN}/*`],
    optional_host_permissions: ['http://*/*', 'https://*/*', 'https://recherche-entreprises.api.gouv.fr/*'],
    content_scripts: [
      {
        matches: [`${PORTAL_ORIGIN}/*`],
        all_frames: true,
        run_at: 'document_idle',
        js: ['content-scripts/overlay.js'],
      },
    ],
    content_security_policy: {
      extension_pages:
        "default-src 'self'; connect-src 'self' https://recherche-entreprises.api.gouv.fr https: http://localhost:* http://127.0.0.1:*; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  };
  const chromium = {
    ...common,
    permissions: ['activeTab', 'scripting', 'sidePanel', 'unlimitedStorage'],
    optional_permissions: ['notifications', 'alarms'],
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'sidepanel.html' },
  };
  const firefox = {
    ...common,
    permissions: ['activeTab', 'alarms', 'scripting', 'unlimitedStorage'],
    optional_permissions: ['notifications'],
    background: { scripts: ['background.js'] },
  };
  /** What says who the extension is and how it looks, and gives it no power. */
  const harmless = new Set([
    'name',
    'short_name',
    'description',
    'version',
    'icons',
    'action',
    'minimum_chrome_version',
    'sidebar_action',
    'browser_specific_settings',
  ]);
  const manifestOf = (browser: string) => join(root, '.output', `${browser}-mv3`, 'manifest.json');

  test.each(
    [
      { browser: 'chrome', expected: chromium },
      { browser: 'edge', expected: chromium },
      { browser: 'firefox', expected: firefox },
    ].filter(({ browser }) => browser === 'chrome' || existsSync(manifestOf(browser))),
  )(
    'asks $browser for the portal, two services and the reminders on request, and nothing else',
    async ({ browser, expected }) => {
      const manifest = JSON.parse(await readFile(manifestOf(browser), 'utf8'));
      manifest.permissions.sort();
      const powers = Object.fromEntries(Object.entries(manifest).filter(([key]) => !harmless.has(key)));
      expect(powers).toEqual(expected);
    },
  );
});

/** Clicks a fill needs: boxes, radios and switches, items of a list, and the button that adds a row. */
const NEEDED = /^(?:input (?:radio|checkbox)|button button switch|a \S|(?:mg-button|button button) Ajouter)/;

describe('during a fill', () => {
  const steps = {
    criteres: 'Critères d’éligibilité',
    identification: 'Identification',
    complements: 'Informations complémentaires',
    financement: 'Plan de financement',
    banque: 'Domiciliation bancaire',
  };

  test('nothing is sent, and no button of the portal is pressed but the one that adds a row', async () => {
    let acts: Act[] = [];
    const { page, panel } = await replica.scene('/aides/#/cnsa/demande/criteres', {
      before: async (tab) => {
        acts = await spyOn(tab);
      },
    });
    let verified = 0;
    for (const [id, title] of Object.entries(steps)) {
      await page.evaluate((step) => {
        location.hash = `#/cnsa/demande/${step}`;
      }, id);
      await panel.onStep(title);
      await panel.addRows();
      await panel.confirmBank();
      await fill(panel);
      verified += (await panel.fields()).filter(({ state }) => state === 'verified').length;
    }
    expect(verified).toBeGreaterThan(40);
    expect(acts.filter(({ type, target }) => type !== 'click' || !NEEDED.test(target))).toEqual([]);
    expect(acts.length).toBeGreaterThan(5);
    expect(portal.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect([portal.submissions(), portal.drafts()]).toEqual([[], {}]);
  });

  test('a plain form with a submit button is filled and never submitted', async () => {
    let acts: Act[] = [];
    const body = `${SIGLE}${SIREN}<p><label for="forme">Forme juridique</label> <select id="forme"><option value=""></option><option>Association déclarée</option></select></p>
      <fieldset><legend>Êtes-vous établi en France ?</legend><label><input type="radio" name="france" id="oui">Oui</label><label><input type="radio" name="france" id="non">Non</label></fieldset>
      <textarea id="objectifs" aria-label="Objectifs du projet"></textarea><input type="image" alt="Envoyer" src="data:,"><button>Transmettre</button>`;
    const path = site.put(formPage({ body }));
    const { page, panel } = await bench.scene(path, {
      before: async (tab) => {
        acts = await spyOn(tab);
      },
    });
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toMatchObject({
      sigle: 'ALT',
      forme: 'Association déclarée',
      oui: 'true',
      non: 'false',
    });
    expect(acts).toEqual([{ type: 'click', target: 'input radio' }]);
    expect(site.requests.filter(({ method, path: asked }) => method !== 'GET' || asked === '/envoi')).toEqual(
      [],
    );
  });

  test('a worker killed just before changes nothing', async () => {
    const own = await openBench(site.port);
    try {
      const { page, panel } = await own.scene(site.put(formPage({ body: SIGLE + SIREN })));
      await becomes(panel, 'Sigle', 'to-fill');
      const workers = () =>
        own.extension.browser.targets().filter((target) => target.type() === 'service_worker');
      const [worker] = workers();
      await (await worker?.worker())?.close();
      await expect.poll(() => workers().length).toBe(0);
      await fill(panel);
      expect(await valuesOf(page)).toEqual({ sigle: 'ALT', siren: '000130013' });
      await panel.press('Annuler le remplissage');
      await says(panel, '2 champs remis comme avant.');
    } finally {
      await own.close();
    }
  });
});

/** Words a mark or the button may show: constants, so that nothing of a grappe can be in them. */
const OUR_WORDS = new Set(['✓', '? à vérifier', '! règle non respectée', 'ici', 'Assistant GALIS']);

describe('what we leave in the page', () => {
  test('is closed to it, carries no datum, and holds one button only', async () => {
    const { page, panel } = await replica.scene('/aides/#/cnsa/demande/complements');
    await becomes(panel, 'Éditeur du logiciel', 'to-fill');
    await fill(panel);
    await expect.poll(async () => new Set((await marksIn(page)).map(({ tone }) => tone))).toContain('filled');
    const nodes = await ownNodes(page);
    expect(new Set(nodes.map(({ host }) => host))).toEqual(
      new Set(['assistant-galis-reperes', 'assistant-galis-ouvrir']),
    );
    expect(new Set(nodes.map(({ place }) => place))).toEqual(new Set(['host', 'closed']));
    const names = (host: string) =>
      new Set(nodes.filter((node) => node.host === host && node.place === 'closed').map(({ name }) => name));
    expect(names('assistant-galis-reperes')).toEqual(new Set(['style', '#text', 'div', 'span']));
    expect(names('assistant-galis-ouvrir')).toEqual(new Set(['style', '#text', 'button']));
    expect(nodes.filter(({ name }) => name === 'button')).toHaveLength(1);
    const words = nodes.map(({ text }) => text).filter((text) => text !== '' && !text.includes(':host{'));
    expect(words.filter((word) => !OUR_WORDS.has(word))).toEqual([]);
    const attributes = new Set(nodes.flatMap((node) => Object.keys(node.attributes)));
    expect(
      [...attributes].filter(
        (name) => !['class', 'style', 'aria-hidden', 'hidden', 'type', 'title'].includes(name),
      ),
    ).toEqual([]);
    const classes = new Set(nodes.flatMap((node) => (node.attributes.class ?? '').split(' ')));
    expect(
      [...classes].filter((name) => !/^(?:|mark|tag|beside|known|filled|check|broken|here)$/.test(name)),
    ).toEqual([]);
  });

  test('cannot be reached by the mouse or the keyboard, except the button that opens the panel', async () => {
    const { page, panel } = await replica.scene('/aides/#/cnsa/demande/complements');
    await becomes(panel, 'Éditeur du logiciel', 'to-fill');
    await page.bringToFront();
    await expect.poll(async () => (await marksIn(page)).length).toBeGreaterThan(5);
    const points = (await marksIn(page)).map(({ left, top, width, height }) => [
      left + width / 2,
      top + height / 2,
    ]);
    const hit = await page.evaluate(
      (places) =>
        places.flatMap(([x = 0, y = 0]) =>
          document.elementsFromPoint(x, y).map((element) => element.localName),
        ),
      points,
    );
    expect(hit.filter((name) => name.startsWith('assistant-galis'))).toEqual([]);
    const seen = await page.evaluate(() =>
      [...document.querySelectorAll('assistant-galis-reperes, assistant-galis-ouvrir')].map((host) => ({
        root: host.shadowRoot === null ? 'closed' : 'open',
        tabIndex: host instanceof HTMLElement ? host.tabIndex : 0,
      })),
    );
    expect(seen).toEqual([
      { root: 'closed', tabIndex: -1 },
      { root: 'closed', tabIndex: -1 },
    ]);
  });
});

describe('addresses that are not the portal', () => {
  const html = formPage({ body: SIGLE });
  const ours = (page: Page) =>
    page.$$eval('*', (all) => all.filter(({ localName }) => localName.startsWith('assistant-galis')).length);

  test('the portal itself has our button', async () => {
    const { page, panel } = await bench.scene(site.put(html), { profile: null });
    await says(panel, 'Commencez par votre grappe');
    expect(await ours(page)).toBeGreaterThan(0);
  });

  test.each([`https://${LOOK_ALIKE}`, `https://${PORTAL_HOST}:8443`])(
    '%s gets nothing of ours',
    async (origin) => {
      const { page, panel } = await bench.scene(origin + site.put(html), { profile: null });
      expect(await page.title()).toBe('Identification');
      await says(panel, 'Ouvrez une page de GALIS');
      expect(await ours(page)).toBe(0);
    },
  );

  test('the portal without encryption gets nothing of ours', async () => {
    const { page, panel } = await bench.scene(`http://${PORTAL_HOST}/aides/`, {
      profile: null,
      before: async (tab) => {
        await tab.setRequestInterception(true);
        // Refused over https, the browser falls back on what was asked for.
        tab.on('request', (request) =>
          request.url().startsWith('http:')
            ? request.respond({ contentType: 'text/html', body: html })
            : request.abort(),
        );
      },
    });
    expect(page.url()).toMatch(/^http:/);
    expect(await page.title()).toBe('Identification');
    await says(panel, 'Ouvrez une page de GALIS');
    expect(await ours(page)).toBe(0);
  });

  test('a frame of another site inside a page of the portal is neither read nor written', async () => {
    const inner = site.put(html);
    const path = site.put(
      formPage({ body: `${SIREN}<iframe src="https://${LOOK_ALIKE}${inner}"></iframe>` }),
    );
    const { page, panel } = await bench.scene(path);
    await becomes(panel, 'N° SIREN', 'to-fill');
    await page.waitForFrame((frame) => frame.url().includes(LOOK_ALIKE));
    await fill(panel);
    expect((await panel.fields()).map(({ label }) => label)).toEqual(['N° SIREN']);
    const frame = page.frames().find((one) => one.url().includes(LOOK_ALIKE));
    expect(frame && (await valuesOf(frame))).toEqual({ sigle: '' });
  });
});

describe('fields that are the person’s alone', () => {
  test('stay as they are, and are told so', async () => {
    const tick = (id: string, label: string, attributes = '') =>
      `<p><label><input type="checkbox" id="${id}" ${attributes}> ${label}</label></p>`;
    const mine: [string, string][] = [
      [
        tick('attestation', 'J’atteste sur l’honneur l’exactitude des informations'),
        'J’atteste sur l’honneur l’exactitude des informations',
      ],
      [
        tick('conditions', 'J’accepte les conditions générales d’utilisation'),
        'J’accepte les conditions générales d’utilisation',
      ],
      [
        tick('certifie', 'Je certifie disposer d’un numéro SIRET', 'role="switch"'),
        'Je certifie disposer d’un numéro SIRET',
      ],
      [box('secret', 'N° SIREN', 'type="password"'), 'N° SIREN'],
      [box('rib', 'IBAN', 'type="file"'), 'IBAN'],
      [
        '<fieldset><legend>Autorisez-vous le projet de portée nationale à être publié ?</legend><label><input type="radio" name="a" id="a1">Oui</label><label><input type="radio" name="a" id="a2">Non</label></fieldset>',
        'Autorisez-vous le projet de portée nationale à être publié ?',
      ],
    ];
    const unknown = [
      box('captcha', 'Recopiez les caractères de l’image', 'name="captcha"'),
      box('robot', 'Combien font deux plus trois ?'),
      box('carte', 'Numéro de carte bancaire'),
      box('crypto', 'Code de sécurité de la carte'),
      '<textarea id="g-recaptcha-response" style="display:none"></textarea><input type="hidden" id="cache" name="siren">',
    ];
    const body = SIGLE + mine.map(([html]) => html).join('') + unknown.join('');
    const { page, panel } = await bench.scene(site.put(formPage({ body })));
    await becomes(panel, 'Sigle', 'to-fill');
    const before = await valuesOf(page);
    if (await panel.confirmBank()) throw new Error('a document is taken for bank details');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ ...before, sigle: 'ALT' });
    for (const [, label] of mine) expect((await fieldOf(panel, label)).status).toBe('à faire par vous');
    expect((await fieldOf(panel, 'Recopiez les caractères de l’image')).status).toBe('non reconnu');
  });

  test('the attestation of the portal is never ticked', async () => {
    const { page, panel } = await replica.scene('/aides/#/cnsa/demande/recapitulatif');
    await becomes(
      panel,
      'J’atteste sur l’honneur l’exactitude des informations de cette demande et être habilité à la transmettre',
      'yours',
    );
    expect(await panel.offers(/^Remplir cette étape$/)).toBeNull();
    expect(await valuesOf(page)).toEqual({ recapitulatif_attestation: 'false' });
  });
});

describe('a hostile page', () => {
  test('labels with markup, reversed text, NUL or a megabyte stay plain short text', async () => {
    const script = `const say = (id, text) => { document.querySelector('label[for=' + id + ']').textContent = text; };
      say('html', '<img src=x onerror="document.title=1"><script>1</' + 'script><b>Intitulé</b>');
      say('sigle', 'Si\\u202Egle\\u0000\\u200B'); say('long', 'N° '.repeat(350000));
      document.querySelector('h1').textContent = '<iframe src="https://${LOOK_ALIKE}"></iframe>Étape';
      document.querySelector('option').textContent = '</option><a href="javascript:1">x</a>';`;
    const body = `${box('html', '')}${SIGLE}${box('long', '')}${SIREN}<p><label for="liste">Forme juridique</label> <select id="liste"><option>x</option></select></p>`;
    const { page, panel } = await bench.scene(site.put(formPage({ body, script })));
    await becomes(panel, 'Sigle', 'to-fill');
    const shown = await panel.page.evaluate(() => ({
      markup: document.querySelectorAll('.form-tab :is(img, script, iframe, b, a, option a)').length,
      width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      text: document.body.textContent ?? '',
    }));
    expect(shown).toMatchObject({ markup: 0, width: 0 });
    expect(shown.text).toContain('<b>Intitulé</b>');
    expect(shown.text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(Math.max(...(await panel.fields()).map(({ label }) => label.length))).toBeLessThanOrEqual(300);
    await fill(panel);
    expect(await valuesOf(page)).toMatchObject({ html: '', sigle: 'ALT', long: '', siren: '000130013' });
    await panel.tab('Dossiers');
    await says(panel, 'Échéances');
  });

  test('a page can neither read nor frame a file of the extension, nor speak to it', async () => {
    const { page } = await bench.scene(site.put(formPage({ body: SIGLE })), { profile: null });
    const tried = await page.evaluate(async (origin) => {
      const files = [
        'sidepanel.html',
        'profil.html',
        'background.js',
        'content-scripts/overlay.js',
        'manifest.json',
      ];
      const read = await Promise.all(
        files.map((file) =>
          fetch(`${origin}/${file}`).then(
            () => file,
            () => '',
          ),
        ),
      );
      const frame = Object.assign(document.createElement('iframe'), { src: `${origin}/sidepanel.html` });
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const runtime: unknown = Reflect.get(Object(Reflect.get(window, 'chrome')), 'runtime');
      return { read: read.join(''), runtime: typeof runtime };
    }, bench.extension.origin);
    expect(tried).toEqual({ read: '', runtime: 'undefined' });
    expect(
      page
        .frames()
        .map((frame) => frame.url())
        .filter((url) => url.startsWith('chrome-extension:')),
    ).toEqual([]);
  });

  test('a page that overrides the primitives of its own world learns and breaks nothing', async () => {
    const script = `const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      window.truth = () => ['sigle', 'siren'].map((id) => value.get.call(document.getElementById(id)));
      window.stolen = [];
      Object.defineProperty(HTMLInputElement.prototype, 'value', { get: () => 'faux', set: (text) => stolen.push('value ' + text) });
      const steal = (owner, name) => { const real = owner[name]; owner[name] = function (...all) { stolen[stolen.length] = name; return real.apply(this, all); }; };
      for (const name of ['addEventListener', 'dispatchEvent']) steal(EventTarget.prototype, name);
      for (const name of ['querySelectorAll', 'querySelector', 'getElementById']) steal(Document.prototype, name);
      for (const name of ['attachShadow', 'getAttribute', 'closest']) steal(Element.prototype, name);
      for (const name of ['push', 'map', 'filter']) steal(Array.prototype, name);`;
    const { page, panel } = await bench.scene(site.put(formPage({ body: SIGLE + SIREN, script })));
    await becomes(panel, 'Sigle', 'to-fill');
    expect(await fill(panel)).toMatch(/^2 champs remplis et vérifiés\./);
    const seen = await page.evaluate(() => ({
      stolen: [...Reflect.get(window, 'stolen')],
      truth: Reflect.get(window, 'truth')(),
    }));
    expect(seen).toEqual({ truth: ['ALT', '000130013'], stolen: [] });
  });
});

/** Opens a page of the extension and records what its policy refuses and what it complains of. */
const watched = async ({ extension }: Bench, path: string): Promise<{ page: Page; troubles: string[] }> => {
  const troubles: string[] = [];
  const page = await extension.browser.newPage({ type: 'window' });
  await page.setViewport({ width: 360, height: 800 });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (line) => ['error', 'warn'].includes(line.type()) && troubles.push(line.text()));
  await page.exposeFunction('assistantTestRefused', (what: string) => troubles.push(what));
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Reflect.get(window, 'assistantTestRefused')(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(`${extension.origin}/${path}`);
  return { page, troubles };
};

/** Something the policy of the extension forbids, to be sure that it would have been seen. */
const provoke = (page: Page) =>
  page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('script'), { textContent: '1' }));
  });

const openAll = (page: Page) =>
  page.$$eval('details', (all) => {
    for (const details of all) details.open = true;
  });

describe('the pages of the extension', () => {
  test('the panel breaks no policy and logs no error over a whole session', async () => {
    const { panel: first } = await bench.scene(site.put(formPage({ body: SIGLE + SIREN })));
    const { page, troubles } = await watched(bench, `sidepanel.html${new URL(first.page.url()).search}`);
    const panel = new PanelDriver(page);
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    await openAll(page);
    await panel.press('Annuler le remplissage');
    await panel.tab('Éligibilité');
    await says(panel, 'Non respecté');
    await openAll(page);
    await panel.tab('Questions');
    await page.locator('textarea').fill('Quelles pièces faut-il joindre ?');
    await panel.press('Poser la question');
    await page.locator('blockquote').wait();
    await openAll(page);
    await panel.tab('Dossiers');
    await panel.press('Exporter une sauvegarde');
    await says(panel, 'enregistrée dans vos téléchargements');
    await panel.importFile(await bench.file('autre.json', '{}')).catch(() => undefined);
    await says(panel, 'n’est pas une sauvegarde');
    expect(troubles).toEqual([]);
    await provoke(page);
    await expect.poll(() => troubles.join()).toContain('script-src');
  });

  test('the page « Ma grappe » breaks no policy and logs no error over a whole session', async () => {
    await bench.scene(site.put(formPage({ body: SIGLE })));
    const { page, troubles } = await watched(bench, 'profil.html');
    await page.locator('::-p-aria([name="Exporter une sauvegarde"][role="button"])').click();
    await page.locator('::-p-text(1 grappe exportée)').wait();
    await openAll(page);
    const input = await page.waitForSelector('input[type="file"]');
    await input?.uploadFile(await bench.file('autre.json', '{}'));
    await page.locator('[role="alert"] ::-p-text(n’est pas une sauvegarde)').wait();
    expect(troubles).toEqual([]);
    await provoke(page);
    await expect.poll(() => troubles.join()).toContain('script-src');
  });
});

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { html: string }[] }[];
}

/** Serious defects of accessibility, in light and in dark. */
const defectsOf = async (page: Page, source: string): Promise<string[]> => {
  const found: string[] = [];
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await page.evaluate(source);
    const { violations }: AxeResult = await page.evaluate(() => Reflect.get(window, 'axe').run(document));
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${value} ${id}: ${nodes[0]?.html ?? ''}`);
  }
  return found;
};

describe('accessibility at 360 pixels, light and dark', () => {
  test('each tab of the panel, and the page « Ma grappe »', async () => {
    const axe = await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
    const body = `${SIGLE}${SIREN}${box('iban', 'IBAN')}${box('raison', 'Raison sociale', 'value="Tapée"')}`;
    const { panel } = await bench.scene(site.put(formPage({ body })));
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    const defects: Record<string, string[]> = { Formulaire: await defectsOf(panel.page, axe) };
    for (const tab of ['Éligibilité', 'Questions', 'Dossiers'] as const) {
      await panel.tab(tab);
      if (tab === 'Questions') {
        await panel.page.locator('textarea').fill('Quelles pièces faut-il joindre ?');
        await panel.press('Poser la question');
        await panel.page.locator('blockquote').wait();
      }
      defects[tab] = await defectsOf(panel.page, axe);
    }
    const profil = await bench.extension.open('profil.html');
    await profil.setViewport({ width: 360, height: 800 });
    await profil.locator('#synthese').wait();
    defects['Ma grappe'] = await defectsOf(profil, axe);
    expect(defects).toEqual({
      Formulaire: [],
      Éligibilité: [],
      Questions: [],
      Dossiers: [],
      'Ma grappe': [],
    });
  });
});

describe('the network', () => {
  test('was asked for nothing but the portal, the browser’s own calls apart', () => {
    const vendor =
      /^(?:accounts|clients\d?|update|optimizationguide-pa|android|content-autofill|redirector|www)\.(?:google|googleapis|gvt1)\.com(?::443)?$/;
    expect([...replica.proxy.refused, ...bench.proxy.refused].filter((host) => !vendor.test(host))).toEqual(
      [],
    );
  });
});
