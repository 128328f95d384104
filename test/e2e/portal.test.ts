import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Field, Format, Step, Value } from '../galis/definition';
import { enter, find, press } from '../galis/hand';
import { steps } from '../galis/screens';
import { type Portal, type PortalOptions, startPortal } from '../galis/server';
import { stepsOf, type Variant } from '../galis/variant';

let portal: Portal;
let browser: Browser;
let page: Page;
let folder: string;
const troubles: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galis-'));
  portal = await startPortal();
  browser = await puppeteer.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    env: { ...process.env, LANGUAGE: 'fr' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--lang=fr-FR',
      '--ignore-certificate-errors',
      `--host-resolver-rules=MAP galis-subventions.cnsa.fr 127.0.0.1:${portal.port}`,
    ],
  });
  page = await browser.newPage();
  page.setDefaultTimeout(90_000);
  await page.setViewport({ width: 1200, height: 900 });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()));
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (step: string) => {
  await page.goto('about:blank');
  await page.goto(`${portal.origin}/aides/#/cnsa/demande/${step}`);
  await page.waitForSelector('main:not(:has([aria-busy]))');
};

const samples: Record<Format, Value> = {
  siret: '00000000000018',
  siren: '000000000',
  finess: '990000018',
  rna: 'W990000001',
  naf: '88.10A - Aide à domicile',
  postcode: '13600',
  phone: '0199000001',
  email: 'essai@grappe.example',
  url: 'https://grappe.example',
  iban: 'FR7699999000010001234567809',
  bic: 'EXEMFRPPXXX',
  day: '2027-03-14',
  number: 1234.5,
};

/** A value for any field of the definition, as its draft will hold it. */
const sampleOf = (field: Field): Value => {
  if (field.suggests === 'communes') return 'Ceyreste';
  if (field.widget === 'checkbox' || field.widget === 'mg-toggle') return true;
  if (field.widget === 'number') return 42;
  if (field.widget === 'mg-integer') return 18;
  if (field.format) return samples[field.format];
  const option = field.options?.[0];
  if (option !== undefined) return typeof option === 'string' ? option : option.value;
  return `Essai ${field.key}`;
};

const enterFile = async (id: string) => {
  const path = join(folder, `${id}.pdf`);
  writeFileSync(path, 'document inventé');
  const control = await page.waitForSelector(`input[type=file]#${id}`);
  await control?.uploadFile(path);
  return { name: `${id}.pdf`, size: 17 };
};

/** Ticks the second box of a group and answers the whole array. */
const enterBoxes = async (place: Page | Frame, id: string, { options = [] }: Field) => {
  await (await find(place, `#${id}_1`)).click();
  return options.map((option, rank) => ({
    title: typeof option === 'string' ? option : option.title,
    value: rank === 1,
  }));
};

const enterField = async (place: Page | Frame, id: string, field: Field): Promise<unknown> => {
  if (field.widget === 'file') return enterFile(id);
  if (field.widget === 'mg-checkbox' || field.widget === 'checkboxes') return enterBoxes(place, id, field);
  // answering « Oui » here would hide the section of the identity
  const value = field.key === 'estRepresentant' ? false : sampleOf(field);
  await enter(place, id, field, value);
  return value;
};

/** Goes through a step as a person does and answers the draft it should leave. */
const fillStep = async (
  step: Step,
  place: Page | Frame,
  idPrefix: string,
): Promise<Record<string, unknown>> => {
  const expected: Record<string, unknown> = {};
  for (const { fields = [], table } of step.sections) {
    for (const field of fields)
      expected[field.key] = await enterField(place, `${idPrefix}${step.id}_${field.key}`, field);
    if (!table) continue;
    const add = await find(place, `.add::-p-text(${table.addLabel})`);
    if (table.startsWith === 0) await add.click();
    const prefix = idPrefix + (table.editor === 'modal' ? table.key : `${table.key}_0`);
    const row: Record<string, unknown> = {};
    for (const column of table.columns)
      row[column.key] = await enterField(place, `${prefix}_${column.key}`, column);
    if (table.editor === 'modal') await press(page, 'Valider');
    expected[table.key] = [row];
  }
  return expected;
};

const placeOf = async (step: Step): Promise<Page | Frame> => {
  if (!step.framed) return page;
  const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
  if (!frame) throw new Error('no frame');
  return frame;
};

/** From the home page to the receipt; compares what each step kept with what was typed. */
const goThrough = async (form: Step[], idPrefix = '') => {
  await page.goto('about:blank');
  await page.goto(`${portal.origin}/`);
  await (await find(page, 'a.button')).click();
  await (await find(page, 'ul.choices a')).click();
  for (const step of form.filter(({ sections }) => sections.length > 0)) {
    await page.waitForSelector(`::-p-xpath(//h1[.="${step.title}"])`);
    await page.waitForSelector('main:not(:has([aria-busy]))');
    const expected = await fillStep(step, await placeOf(step), idPrefix);
    await press(page, step.screen === 'summary' ? 'Transmettre' : 'Suivant');
    await page.waitForFunction(
      (title) => document.querySelector('h1')?.textContent !== title,
      {},
      step.title,
    );
    expect(portal.drafts()[step.id], step.id).toMatchObject(expected);
  }
  expect(portal.submissions()).toHaveLength(1);
  await page.waitForSelector('::-p-text(PAI-DEMO-000001)', { timeout: 5_000 });
  expect(troubles).toEqual([]);
};

/** Another replica at the same address. */
const restart = async (options: PortalOptions) => {
  const { port } = portal;
  await portal.close();
  portal = await startPortal({ ...options, port });
};

describe('the whole request by hand', () => {
  test('every step keeps what was typed', { timeout: 240_000 }, () => goThrough(steps));

  const variants: [string, Variant][] = [
    [
      'the later layout, its comboboxes, representatives in a dialog, other wordings and identifiers',
      { layout: 'G3', recentWidgets: true, representatives: 'dialog', labels: 1, idPrefix: 'uic-12-' },
    ],
    [
      'native and older widgets only, without a frame, in an English browser',
      { nativeOnly: true, legacyWidgets: true, frames: false, labels: 2, lang: 'en', labelAs: 'attribute' },
    ],
  ];
  test.each(variants)('also with %s', { timeout: 240_000 }, async (_, variant) => {
    await restart(variant);
    await goThrough(stepsOf(steps, variant), variant.idPrefix).finally(() => restart({}));
  });
});

/** Model of a field of the screen shown, as AngularJS holds it. */
const modelOf = (place: Page | Frame, key: string) =>
  place.evaluate((name) => {
    const scope = Reflect.get(window, 'angular').element('galis-screen').isolateScope();
    const value = scope.$ctrl.entries[name];
    return value === undefined ? 'undefined' : JSON.parse(JSON.stringify(value));
  }, key);

/** Long enough for a component to render again, hidden tab included. */
const settle = (place: Page | Frame) =>
  place.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));

/** Writes like a content script: native setter on the inner control, then the events named. */
const write = async (place: Page | Frame, id: string, value: string, events: string[]) => {
  const control = await find(place, `#${id}`);
  await control.evaluate(
    (node, text, names) => {
      const prototype = Object.getPrototypeOf(node);
      Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(node, text);
      for (const name of names) node.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
    },
    value,
    events,
  );
  await settle(place);
};

const shown = async (place: Page | Frame, id: string) =>
  (await find(place, `#${id}`)).evaluate((node) => String(Reflect.get(node, 'value')));

const all = ['input', 'change', 'blur'];

describe('the contract of the components', () => {
  test('« input » updates the model with exactly one « value-change », « change » alone does not', async () => {
    await open('projet');
    await find(page, '#projet_intitule');
    await page.evaluate(() => {
      Reflect.set(window, 'heard', []);
      document.addEventListener('value-change', (event) => {
        if (event instanceof CustomEvent) Reflect.get(window, 'heard').push(event.detail);
      });
    });
    await write(page, 'projet_intitule', 'Ignoré', ['change']);
    expect(await modelOf(page, 'intitule')).toBe('undefined');
    await write(page, 'projet_intitule', 'Lu', ['input']);
    expect(await modelOf(page, 'intitule')).toBe('Lu');
    expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual(['Lu']);
    await write(page, 'projet_thematique', 'Télésanté', ['change']);
    expect(await modelOf(page, 'thematique')).toBe('undefined');
    await write(page, 'projet_thematique', 'Télésanté', ['input']);
    expect(await modelOf(page, 'thematique')).toBe('Télésanté');
  });

  test('a number is filtered, kept raw on the host, shown as a French amount after blur', async () => {
    await open('projet');
    const id = 'projet_montantDemande';
    await write(page, id, '98765.43', ['input']);
    expect(await shown(page, id)).toBe('98765.43');
    await write(page, id, '1234,5', all);
    expect(await modelOf(page, 'montantDemande')).toBe(1234.5);
    expect(await shown(page, id)).toBe('1\u202f234,50\u00a0€');
    expect(await page.$eval('>>> mg-input-numeric', (host) => host.getAttribute('value'))).toBe('1234,5');
    for (const refused of ['1 234,50 €', '10.123', 'abc']) {
      await write(page, id, refused, all);
      expect(await modelOf(page, 'montantDemande')).toBe(1234.5);
    }
    await write(page, id, '-3', all);
    expect(await modelOf(page, 'montantDemande')).toBe(-3);
    expect(await page.$eval(`>>> #${id}-error`, (error) => error.textContent)).toContain('inférieure à 0,00');
  });

  test('a date takes ISO text only, a legacy datepicker French text only', async () => {
    await open('financement');
    await write(page, 'financement_debutRealisation', '2027-09-01', all);
    expect(await modelOf(page, 'debutRealisation')).toBe('2027-09-01');
    await write(page, 'financement_debutRealisation', '01/09/2027', all);
    expect(await modelOf(page, 'debutRealisation')).toBeNull();
    await open('projet');
    await write(page, 'projet_dateDebut', '2027-09-01', all);
    expect(await modelOf(page, 'dateDebut')).toBe('undefined');
    await write(page, 'projet_dateDebut', '01/09/2027', all);
    expect(new Date(await modelOf(page, 'dateDebut')).getTime()).toBe(new Date(2027, 8, 1).getTime());
  });

  test('a label is a property only, the first render is asynchronous, ids are inside', async () => {
    await open('projet');
    const seen = await page.evaluate(async () => {
      const host = Object.assign(document.createElement('mg-input-text'), {
        identifier: 'x',
        label: 'Essai',
      });
      document.body.append(host);
      const before = host.classList.contains('hydrated');
      await new Promise((resolve) => setTimeout(resolve, 150));
      const label = host.shadowRoot?.querySelector<HTMLInputElement>('#x')?.labels?.[0]?.textContent;
      return {
        before,
        after: host.classList.contains('hydrated'),
        label,
        shownOn: host.getAttribute('label'),
      };
    });
    expect(seen).toEqual({ before: false, after: true, label: 'Essai', shownOn: null });
  });

  test('« maxlength » and « disabled » do not stop a programmatic write; an empty field says so after blur', async () => {
    await open('complements');
    const id = 'complements_logiciel';
    await write(page, id, '', ['blur']);
    expect(await page.$eval(`>>> #${id}-error`, (error) => error.textContent)).toBe(
      'Ce champ est obligatoire.',
    );
    const long = 'x'.repeat(500);
    await write(page, id, long, all);
    expect(await modelOf(page, 'logiciel')).toBe(long);
    expect(await page.$(`>>> #${id}-error`)).toBeNull();
    await (await find(page, `mg-input-text`)).evaluate((host) => Reflect.set(host, 'disabled', true));
    await settle(page);
    expect(await (await find(page, `#${id}`)).evaluate((node) => node.matches(':disabled'))).toBe(true);
    await write(page, id, 'Écrit quand même', all);
    expect(await modelOf(page, 'logiciel')).toBe('Écrit quand même');
  });

  test('a switch updates the model at once and « aria-checked » at the next frame', async () => {
    await open('complements');
    const control = await find(page, '#complements_referenceSegur');
    const states = await control.evaluate(async (node) => {
      if (node instanceof HTMLElement) node.click();
      const at = [node.getAttribute('aria-checked')];
      await new Promise((resolve) => setTimeout(resolve, 150));
      return [...at, node.getAttribute('aria-checked')];
    });
    expect(states).toEqual(['false', 'true']);
    expect(await modelOf(page, 'referenceSegur')).toBe(true);
  });
});

describe('what happens from one field to another', () => {
  test('« updateOn: blur », a list that refuses typed text, a list that follows the postcode', async () => {
    await open('adresse');
    await write(page, 'adresse_telephone', '0199000001', ['input', 'change']);
    expect(await modelOf(page, 'telephone')).toBe('undefined');
    await write(page, 'adresse_telephone', '0199000001', all);
    expect(await modelOf(page, 'telephone')).toBe('0199000001');
    await write(page, 'adresse_codePostal', '13600', all);
    await write(page, 'adresse_commune', 'Ceyreste', all);
    expect(await modelOf(page, 'commune')).toBe('undefined');
    await write(page, 'adresse_commune', 'Ceyr', ['input']);
    await (await find(page, '.dropdown-menu li a')).click();
    expect(await modelOf(page, 'commune')).toBe('Ceyreste');
    await write(page, 'adresse_codePostal', '13400', all);
    expect(await modelOf(page, 'commune')).toBe('undefined');
  });

  test('a known SIRET locks the raison sociale, which has no control any more', async () => {
    portal.setDraft('identification', {});
    await open('identification');
    const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
    if (!frame) throw new Error('no frame');
    await (await find(frame, '#identification_aSiret_0')).click();
    await write(frame, 'identification_siret', '11111111100006', all);
    expect(await frame.$('>>> #identification_raisonSociale')).not.toBeNull();
    await find(frame, 'strong.mg-input__value');
    expect(await frame.$('>>> #identification_raisonSociale')).toBeNull();
    expect(await modelOf(frame, 'raisonSociale')).toBe('Association Les Trois Rivières (invention)');
    await (await find(frame, '#identification_aSiret_1')).click();
    await find(frame, '#identification_raisonSociale');
    expect(await frame.$('>>> #identification_siret')).toBeNull();
  });

  test('an unexpected criterion warns without blocking', async () => {
    await open('criteres');
    await (await find(page, '#criteres_nombreMinimal_1')).click();
    expect(await page.$eval('.warning', (warning) => warning.textContent)).toContain(
      'peut-être pas éligible',
    );
  });

  test('totals and the gap of the financing plan are live', async () => {
    portal.setDraft('financement', { depenses: [{ poste: 'Formation', libelle: '', montant: 100 }] });
    await open('financement');
    await write(page, 'recettes_0_montant', '40,5', all);
    expect(await page.$eval('.gap', (gap) => gap.textContent)).toMatch(/59,50/);
    await write(page, 'recettes_0_montant', '100', all);
    expect(await page.$('.gap')).toBeNull();
    expect(await page.$$eval('.total strong', (nodes) => nodes.map((node) => node.textContent))).toEqual([
      '100,00\u00a0€',
      '100,00\u00a0€',
    ]);
  });

  test('« Suivant » with a missing field shows the summary and stays; « Enregistrer » keeps', async () => {
    portal.setDraft('contact', { nom: 'Inventée' });
    await open('contact');
    expect(await shown(page, 'contact_nom')).toBe('Inventée');
    await press(page, 'Suivant');
    const errors = await find(page, '#erreurs');
    expect(await errors.evaluate((node) => node.textContent)).toContain('ce champ est obligatoire');
    expect(page.url()).toContain('/demande/contact');
    await write(page, 'contact_prenom', 'Ada', all);
    await press(page, 'Enregistrer');
    await find(page, '.saved');
    expect(portal.drafts().contact).toMatchObject({ nom: 'Inventée', prenom: 'Ada' });
  });

  test('a row is removed with its button', async () => {
    portal.setDraft('structures', { structures: [{ finess: '990000018' }, { finess: '990000026' }] });
    await open('structures');
    await (await find(page, '[aria-label="Supprimer la ligne 1"]')).click();
    expect(await shown(page, 'structures_0_finess')).toBe('990000026');
    expect(await page.$('#structures_1_finess')).toBeNull();
  });
});
