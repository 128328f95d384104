import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { PanelDriver } from '../../scripts/browser/panel';
import { type HostileName, type HostilePortal, startHostile } from '../galis/hostile/server';
import { shiftingRows } from '../galis/hostile/shifting';
import { trapId, tricks } from '../galis/hostile/traps';
import { type Bench, openBench } from './support/bench';
import { type Act, spyOn } from './support/dom';
import { becomes, fieldOf, fill, panelText, says } from './support/panel';

let hostile: HostilePortal;
let bench: Bench;
let page: Page;
let panel: PanelDriver;
let acts: Act[] = [];

beforeAll(async () => {
  hostile = await startHostile();
  bench = await openBench(hostile.port);
  ({ page, panel } = await bench.scene('/aides/hostile/aucune', {
    before: async (tab) => {
      acts = await spyOn(tab);
    },
  }));
});
afterAll(async () => {
  await bench?.close();
  await hostile?.close();
});

const { bank, organismes, porteurId } = sampleGrappe();
const porteur = organismes.find(({ id }) => id === porteurId);

/** What the honest fields of these pages must hold. */
const RIGHT = {
  sigle: 'ALT',
  siren: '000130013',
  siret: '00013001300014',
  rna: 'W139990001',
  finess: '130980014',
  courriel: 'contact@tamaris.example.org',
  site: porteur?.website ?? '',
  iban: bank.iban,
  bic: bank.bic,
};

/** Opens a page in the same tab and waits for the panel to know a field of it. */
const visit = async (name: HostileName, awaited = 'Sigle', state = 'to-fill'): Promise<void> => {
  await page.goto('about:blank');
  await says(panel, 'Ouvrez une page de GALIS');
  hostile.reset();
  acts.length = 0;
  await page.goto(new URL(hostile.path(name), 'https://galis-subventions.cnsa.fr').href);
  await becomes(panel, awaited, state);
};

/** Makes the page tell its last values to its server. */
const tell = (): Promise<void> =>
  page.evaluate(() => {
    const spy: { tell(): void } = Reflect.get(window, 'espion');
    spy.tell();
  });

const lasts = (ids: string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id) => [id, hostile.last(id)]));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Clicks a fill needs: radios, boxes, the items of a list. */
const NEEDED = /^(?:input (?:radio|checkbox)|li option)/;

/** Nothing in a trap, nothing sent, nowhere gone, no button pressed and no key sent by us. */
const expectCalm = async (name: HostileName): Promise<void> => {
  await tell();
  const pressed = acts.filter(({ type, target }) => !(type === 'click' && NEEDED.test(target)));
  expect({ caught: hostile.caught(), sent: hostile.sent(), loads: hostile.loads(name), pressed }).toEqual({
    caught: [],
    sent: [],
    loads: 1,
    pressed: [],
  });
};

describe('fields hidden from the person', () => {
  test('none of the traps ever holds a value, and what is asked in plain sight is filled', async () => {
    expect(tricks.length).toBeGreaterThanOrEqual(12);
    await visit('traps', 'Sigle');
    await panel.confirmBank();
    await fill(panel);
    await tell();
    expect(hostile.caught()).toEqual([]);
    expect(lasts(Object.keys(RIGHT))).toEqual(RIGHT);
    expect(tricks.map(({ name }) => hostile.last(trapId(name))).join('')).toBe('');
    await expectCalm('traps');
  });
});

describe('fields hidden from the person, asked nowhere else', () => {
  test.each(['lures1', 'lures2'] as const)('%s: none of them ever holds a value', async (name) => {
    await visit(name);
    await panel.confirmBank();
    await fill(panel);
    await expectCalm(name);
    expect(hostile.last('sigle')).toBe(RIGHT.sigle);
  });
});

describe('a page that spoils what programs lean on', () => {
  const honest = ['sigle', 'siren', 'forme', 'oui', 'non'];

  test('controls named like properties of their form and of the document are only names', async () => {
    await visit('names');
    await fill(panel);
    await expectCalm('names');
    expect(lasts(honest)).toEqual({
      sigle: RIGHT.sigle,
      siren: RIGHT.siren,
      forme: 'Association déclarée',
      oui: 'true',
      non: '',
    });
  });
});

describe('a page that changes between the preview and the write', () => {
  test('a clone is filled; a field moved away, reused or turned into a consent gets nothing', async () => {
    await visit('shifting');
    await fill(panel);
    await expectCalm('shifting');
    expect(lasts(['sigle', 'rna', 'site'])).toEqual({ sigle: RIGHT.sigle, rna: RIGHT.rna, site: RIGHT.site });
    const chosen = await page.evaluate(() => ({
      'Forme juridique': document.querySelector<HTMLSelectElement>('#forme')?.selectedOptions[0]?.text ?? '',
      'Êtes-vous établi en France ?':
        document.querySelector('fieldset input:checked')?.nextElementSibling?.textContent ?? '',
    }));
    // Written before the swap, the answer now reads as another one: then it is not told as verified.
    for (const [label, shown] of Object.entries(chosen))
      if (shown === 'Fondation' || shown === 'Non')
        expect((await fieldOf(panel, label)).state).not.toBe('verified');
    expect((await fieldOf(panel, 'N° SIREN')).reason).not.toBe('');
  });

  test('a chosen option whose text becomes another is said to have been changed', async () => {
    await visit('options');
    await fill(panel);
    expect(await panel.page.evaluate(() => document.body.innerText)).toContain('Fondation');
    expect(['changed-by-page', 'different']).toContain((await fieldOf(panel, 'Forme juridique')).state);
    await expectCalm('options');
  });

  test.each(['rowsMoved', 'rowsRewritten'] as const)('%s: no row ever speaks of two ESSMS', async (name) => {
    await visit(name, 'Dénomination', 'to-fill').catch(() => undefined);
    await fill(panel);
    await expectCalm(name);
    const rows = await page.$$eval('tbody tr', (all) =>
      all.map((row) => [...row.querySelectorAll('input')].map((input) => input.value)),
    );
    for (const [finess = '', label, capacity] of rows) {
      const truth = shiftingRows.find((one) => one.finess === finess);
      expect([truth?.name, '']).toContain(label);
      expect([truth?.capacity, '']).toContain(capacity);
    }
    if (name === 'rowsMoved') expect(rows.map(([, label]) => label).includes('')).toBe(false);
  });
});

describe('a page that fights', () => {
  test('rewriting, clearing on blur, fighting back, stealing the focus and never quiet: each is told', async () => {
    await visit('restless');
    await fill(panel);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#siren')?.value === '999999999',
    );
    await expectCalm('restless');
    expect(lasts(['sigle', 'site', 'forme', 'voleur'])).toEqual({
      sigle: RIGHT.sigle,
      site: RIGHT.site,
      forme: '0',
      voleur: '',
    });
    expect((await fieldOf(panel, 'N° SIREN')).state).toBe('changed-by-page');
    for (const label of ['N° RNA', 'N° FINESS juridique'])
      expect((await fieldOf(panel, label)).state).toBe('refused');
  });

  test('a value changed nearly a second after the write is not told « rempli et vérifié »', async () => {
    await visit('patient');
    await fill(panel);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#siren')?.value === '999999999',
    );
    expect((await becomes(panel, 'N° SIREN', 'changed-by-page')).status).toBe('modifié par la page');
    await expectCalm('patient');
  });

  test('pressing our button, removing our marks and imitating our messages do nothing', async () => {
    const before = (await bench.extension.browser.pages()).length;
    await visit('mimic');
    await pause(1000);
    await tell();
    expect(hostile.seen()).toEqual({});
    await fill(panel);
    expect(lasts(['sigle', 'siren', 'rna'])).toEqual({
      sigle: RIGHT.sigle,
      siren: RIGHT.siren,
      rna: RIGHT.rna,
    });
    expect((await bench.extension.browser.pages()).length).toBe(before);
    const removals = await page.evaluate(() => Number(Reflect.get(window, 'retraits')));
    expect(removals).toBeLessThan(40);
    acts = acts.filter(({ target }) => !target.startsWith('assistant-galis-ouvrir'));
    await expectCalm('mimic');
  });

  test('a page under an opaque sheet is not written, and it is said', async () => {
    await visit('sheet');
    await page.evaluate(() => Reflect.get(window, 'couvrir')());
    if (await panel.offers(/^Remplir cette étape$/)) await fill(panel);
    await tell();
    expect(hostile.seen()).toEqual({});
    expect((await fieldOf(panel, 'Sigle')).reason).toContain('pas visible');
    await expectCalm('sheet');
  });

  test('a cover named like our own elements hides a field all the same', async () => {
    await visit('namesake');
    await fill(panel);
    await expectCalm('namesake');
    expect(lasts(['sigle', 'siren', 'rna'])).toEqual({ sigle: RIGHT.sigle, siren: '', rna: '' });
    expect((await fieldOf(panel, 'N° RNA')).reason).toContain('pas visible');
  });

  test.each(['hasty', 'postback'] as const)(
    '%s, that sends its form as soon as a value changes, sends nothing and is left to the person',
    async (name) => {
      await visit(name);
      await fill(panel);
      await tell();
      expect([hostile.sent(), hostile.loads(name)]).toEqual([[], 1]);
      const held = lasts(['sigle', 'siren', 'rna']);
      expect(held.sigle).toBe(RIGHT.sigle);
      // `form.submit()` is only known once the browser starts to leave: what was written by then is right.
      const known = name === 'hasty' ? [''] : ['', RIGHT.siren];
      expect(known).toContain(held.siren);
      if (held.rna === '')
        expect((await fieldOf(panel, 'N° RNA')).reason).toContain('envoie le formulaire dès qu’on y écrit');
      else expect([name, held.rna]).toEqual(['postback', RIGHT.rna]);
    },
  );
});

describe('what would commit the person', () => {
  test('a consent under the name of a datum stays unticked', async () => {
    await visit('consents');
    await fill(panel);
    await expectCalm('consents');
    expect(hostile.last('sigle')).toBe(RIGHT.sigle);
  });

  test('« Ajouter une ligne » that transmits sends nothing', async () => {
    await visit('addButtons', 'Indicateur', 'to-fill').catch(() => undefined);
    const offered = await panel.page.$$eval('button', (all) =>
      all.map(({ textContent }) => textContent.trim()).filter((words) => /^Ajouter \d+ ligne/.test(words)),
    );
    expect(offered.length).toBeGreaterThan(1);
    for (const words of offered) {
      if (hostile.sent().length > 0) break;
      await panel.press(words);
      await panel.done();
      await pause(500);
    }
    expect([hostile.sent(), hostile.loads('addButtons')]).toEqual([[], 1]);
    expect(page.url()).toContain('addButtons');
  });

  test('a button that becomes « Transmettre » once it added a row is not pressed again', async () => {
    await visit('turncoat', 'Indicateur', 'to-fill').catch(() => undefined);
    const add = await panel.offers(/^Ajouter \d+ lignes? vides?$/);
    expect(add).not.toBeNull();
    await panel.press(add ?? '');
    await says(panel, 'ajoutez les autres à la main');
    await tell();
    expect([hostile.sent(), hostile.loads('turncoat')]).toEqual([[], 1]);
  });

  test('items of a list that are links are not chosen', async () => {
    await visit('items');
    await fill(panel);
    await expectCalm('items');
    expect(hostile.last('sigle')).toBe(RIGHT.sigle);
    expect((await fieldOf(panel, 'NAF')).state).toBe('by-hand');
  });
});

describe('texts and frames that deceive', () => {
  test('invisible characters do not hide a label, reversed ones do not make one, a megabyte is only read in part', async () => {
    await visit('texts');
    await fill(panel);
    await expectCalm('texts');
    expect(lasts(['sigle', 'siren', 'rna'])).toEqual({
      sigle: RIGHT.sigle,
      siren: RIGHT.siren,
      rna: RIGHT.rna,
    });
    expect((await panelText(panel)).length).toBeLessThan(20_000);
  });

  test('a frame behind another port, without an origin or written by the page gets nothing', async () => {
    await visit('frames');
    await page.waitForFrame((frame) => frame.url().includes(':8443'));
    await fill(panel);
    await expectCalm('frames');
    expect(hostile.last('sigle')).toBe(RIGHT.sigle);
    const texts = await Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.$$eval('input', (all) => all.map(({ value }) => value).join(''))),
    );
    expect(texts.join('')).toBe('');
  });
});

describe('a page of fifty thousand elements and three thousand fields', () => {
  // How long its tasks are is measured by `npm run bench`.
  test('is read and filled, and the panel can be used', async () => {
    await visit('sheet');
    hostile.reset();
    await page.goto(new URL(hostile.path('crowd'), page.url()).href);
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    await tell();
    expect(hostile.caught()).toEqual([]);
    expect(lasts(['sigle', 'siren', 'rna'])).toEqual({
      sigle: RIGHT.sigle,
      siren: RIGHT.siren,
      rna: RIGHT.rna,
    });
    await panel.tab('Dossiers');
    await says(panel, 'Échéances');
    await panel.tab('Formulaire');
    await becomes(panel, 'Sigle', 'verified');
  });
});

describe('a page whose primitives lie and fail', () => {
  test('they are neither used nor believed', async () => {
    hostile.reset();
    // A tab without our spy, which lives in the world of the page and would use them.
    ({ page, panel } = await bench.scene(hostile.path('prototypes')));
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    const stolen = await page.evaluate(() => ({ ...Object(Reflect.get(window, 'vole')) }));
    await tell();
    expect(lasts(['sigle', 'siren', 'forme', 'oui', 'non'])).toEqual({
      sigle: RIGHT.sigle,
      siren: RIGHT.siren,
      forme: 'Association déclarée',
      oui: 'true',
      non: '',
    });
    expect(stolen).toEqual({});
    expect([hostile.caught(), hostile.sent(), hostile.loads('prototypes')]).toEqual([[], [], 1]);
  });
});
