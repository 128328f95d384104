import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { PanelDriver } from '../../scripts/browser/panel';
import { find, press } from '../galis/hand';
import { type Portal, startPortal } from '../galis/server';
import { sampleWith } from '../profiles/build';
import { type Bench, openBench, storedProfiles } from './support/bench';
import { type Mark, marksIn, valuesOf } from './support/dom';
import { becomes, fieldOf, fill, panelText, plain, pressIn, says, simulate } from './support/panel';

let portal: Portal;
let bench: Bench;

beforeAll(async () => {
  const directory = sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
    siret,
    raisonSociale: raisonSociale.toUpperCase(),
    formeJuridique,
  }));
  portal = await startPortal({ directory });
  bench = await openBench(portal.port);
});
afterAll(async () => {
  await bench?.close();
  await portal?.close();
});
beforeEach(() => portal.reset());

/** Opens one step of the portal with the sample grappe in the panel. */
const openStep = async (id: string, awaited: string, state = 'to-fill') => {
  const scene = await bench.scene(`/aides/#/cnsa/demande/${id}`);
  await becomes(scene.panel, awaited, state);
  return scene;
};

/** Clicks « Enregistrer » as the person does, and answers what the portal's server then holds. */
const save = async (page: Page, id: string): Promise<unknown> => {
  await page.bringToFront();
  const kept = page.waitForResponse((response) => response.url().endsWith(`/etapes/${id}/enregistrer`));
  await press(page, 'Enregistrer');
  expect((await kept).status()).toBe(200);
  return portal.drafts()[id];
};

const type = async (page: Page | Frame, selector: string, text: string) => {
  const control = await find(page, selector);
  await control.click({ count: 3 });
  await control.type(text);
  await control.press('Tab');
};

describe('filling a step', () => {
  test('shows what it would write, writes it once asked, and the portal keeps it once the person saves', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    expect(await panelText(panel)).toContain('6 reconnus sur 6 → 6 à remplir');
    expect(new Set(Object.values(await valuesOf(page)))).toEqual(new Set(['', 'false']));
    expect(await fill(panel)).toBe(
      '6 champs remplis et vérifiés. N’oubliez pas « Enregistrer » dans le portail.',
    );
    expect(await panelText(panel)).toContain('✓ 6 remplis et vérifiés');
    expect((await panel.fields()).map(({ state }) => state)).toEqual(Array(6).fill('verified'));
    expect(portal.drafts()).toEqual({});
    expect(await save(page, 'contact')).toEqual({
      civilite: 'Monsieur',
      nom: 'Fictif',
      prenom: 'Paul',
      fonction: 'Responsable du système d’information',
      courriel: 'projet.dui@tamaris.example.org',
      telephone: '06 39 98 00 21',
    });
  });

  test('keeps what the person typed, and replaces one value when asked', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    await page.bringToFront();
    await type(page, '#contact_nom', 'Tapée');
    await type(page, '#contact_prenom', 'Ada');
    await becomes(panel, 'Nom', 'different');
    await becomes(panel, 'Prénom', 'different');
    expect(await panelText(panel)).toMatch(/≠ 2 différents.*Nom ≠ différent Portail : Tapée Grappe : Fictif/);
    await fill(panel);
    expect(await save(page, 'contact')).toMatchObject({ nom: 'Tapée', prenom: 'Ada', civilite: 'Monsieur' });
    await pressIn(panel, 'Nom', 'Remplacer la valeur du portail');
    await pressIn(panel, 'Nom', 'Remplir ce champ');
    await becomes(panel, 'Nom', 'verified');
    expect(await save(page, 'contact')).toMatchObject({ nom: 'Fictif', prenom: 'Ada' });
  });

  test('a consent to replace one value does not cover the next one typed', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    await page.bringToFront();
    await type(page, '#contact_nom', 'Première');
    await becomes(panel, 'Nom', 'different');
    await pressIn(panel, 'Nom', 'Remplacer la valeur du portail');
    await pressIn(panel, 'Nom', 'Remplir ce champ');
    await becomes(panel, 'Nom', 'verified');
    await page.bringToFront();
    await type(page, '#contact_nom', 'Seconde');
    await fill(panel);
    expect(await save(page, 'contact')).toMatchObject({ nom: 'Seconde', prenom: 'Paul' });
  });

  test('a field the person changes after the fill is no longer told « rempli et vérifié »', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    await fill(panel);
    await page.bringToFront();
    await type(page, '#contact_nom', 'Autre');
    await becomes(panel, 'Nom', 'different');
    expect(await panelText(panel)).toContain('Portail : Autre');
  });

  test('fills one field only', async () => {
    const { page, panel } = await openStep('contact', 'Prénom');
    await pressIn(panel, 'Prénom', 'Remplir ce champ');
    await becomes(panel, 'Prénom', 'verified');
    expect(await save(page, 'contact')).toEqual({ prenom: 'Paul' });
    expect((await fieldOf(panel, 'Nom')).state).toBe('to-fill');
  });

  test('puts everything back, also after the panel was closed and opened again', async () => {
    const { page, panel } = await openStep('adresse', 'Commune');
    await page.bringToFront();
    await type(page, '#adresse_complement', 'Porte tapée');
    await becomes(panel, 'Complément(s), point de remise', 'different');
    await pressIn(panel, 'Complément(s), point de remise', 'Remplacer la valeur du portail');
    const before = await valuesOf(page);
    await fill(panel);
    expect(await valuesOf(page)).toMatchObject({
      adresse_complement: 'Bâtiment B',
      adresse_codePostal: '13400',
      adresse_commune: 'Aubagne',
    });
    await panel.page.close();
    const again = await bench.openPanel(page);
    await becomes(again, 'Code postal', 'same');
    await again.press('Annuler le remplissage');
    await again.done();
    expect(await valuesOf(page)).toEqual(before);
    const kept = Object.entries(Object(await save(page, 'adresse'))).filter(([, value]) => value !== '');
    expect(kept).toEqual([
      ['pays', 'FRANCE'],
      ['complement', 'Porte tapée'],
    ]);
  });

  test('puts back all but what the person changed since, and says which choice cannot be taken back', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    await fill(panel);
    await page.bringToFront();
    await type(page, '#contact_prenom', 'Ada');
    await panel.press('Annuler le remplissage');
    await says(panel, '4 champs remis comme avant, 2 à vérifier à la main.');
    expect((await fieldOf(panel, 'Civilité')).reason).toContain('ne peut pas être retiré');
    expect(await save(page, 'contact')).toEqual({
      civilite: 'Monsieur',
      nom: '',
      prenom: 'Ada',
      fonction: '',
      courriel: '',
      telephone: '',
    });
  });

  test('writes the SIRET first: the portal finds the raison sociale and locks it', async () => {
    const { page, panel } = await openStep('identification', 'Type de structure');
    await fill(panel);
    const locked = await becomes(panel, 'Raison sociale', 'locked');
    expect(locked.value).toBe('ASSOCIATION LES TAMARIS (EXEMPLE FICTIF)');
    expect(await save(page, 'identification')).toMatchObject({
      typeStructure: 'Association',
      enFrance: true,
      aSiret: true,
      siret: '00013001300014',
      raisonSociale: 'ASSOCIATION LES TAMARIS (EXEMPLE FICTIF)',
      sigle: 'ALT',
      siren: '000130013',
      naf: '87.10A - Hébergement médicalisé pour personnes âgées',
      rna: 'W139990001',
      finessJuridique: '130980014',
    });
  });

  test('writes the bank details only after they were confirmed', async () => {
    const { page, panel } = await openStep('banque', 'IBAN');
    const { iban, bic, holder } = sampleGrappe().bank;
    expect(await panelText(panel)).toContain(
      `Remplir aussi les coordonnées bancaires : IBAN •••• ${iban.slice(-4)}, BIC •••• ${bic.slice(-4)}`,
    );
    expect(await panelText(panel)).not.toContain(iban.slice(0, -4));
    await fill(panel);
    expect(await save(page, 'banque')).toEqual({ titulaire: holder, banque: 'Banque d’exemple (fictive)' });
    expect(await panel.confirmBank()).toBe(true);
    await fill(panel);
    expect(await save(page, 'banque')).toMatchObject({ iban, bic });
    expect(await panelText(panel)).not.toContain(iban.slice(0, -4));
  });
});

interface Row {
  finess: string;
  denomination: string;
  capacite?: number;
  logicielActuel?: string;
}

const structuresOf = (draft: unknown): Row[] => Object(draft).structures;

describe('rows', () => {
  const eight = sampleWith((draft) => {
    draft.essms = draft.essms.slice(0, 8);
  });
  const { essms } = eight;
  const nameOf = new Map(essms.map(({ finess, name }) => [finess, name]));

  test('each row gets the ESSMS of its FINESS, whatever the order, and typed values stay', async () => {
    const typed = [essms[7], essms[2], essms[0]].map((one, at) => ({
      finess: one?.finess,
      ...(at === 1 && { capacite: 999 }),
    }));
    portal.setDraft('structures', { structures: [typed[0], { finess: '' }, typed[1], {}, typed[2]] });
    const { page, panel } = await bench.scene('/aides/#/cnsa/demande/structures', { profile: eight });
    await says(panel, '5 lignes dans le portail, 8 dans votre grappe.');
    await panel.addRows();
    await fill(panel);
    const rows = structuresOf(await save(page, 'structures'));
    expect(rows.map(({ finess }) => finess).toSorted()).toEqual(essms.map(({ finess }) => finess).toSorted());
    expect(rows.map(({ denomination }) => denomination)).toEqual(
      rows.map(({ finess }) => nameOf.get(finess)),
    );
    expect([0, 2, 4].map((at) => rows[at]?.finess)).toEqual(typed.map(({ finess }) => finess));
    expect(rows[2]?.capacite).toBe(999);
  });

  test('a row the person added for an ESSMS of nobody is left alone', async () => {
    portal.setDraft('structures', {
      structures: [{ finess: '750999999', denomination: 'Tapée à la main' }, {}],
    });
    const { page, panel } = await bench.scene('/aides/#/cnsa/demande/structures');
    await says(panel, 'lignes dans le portail');
    await fill(panel);
    const rows = structuresOf(await save(page, 'structures'));
    expect(rows[0]).toEqual({ finess: '750999999', denomination: 'Tapée à la main' });
    expect(rows[1]?.denomination).toBe(nameOf.get(rows[1]?.finess ?? ''));
  });
});

/** Box of a control of the page, in the coordinates of the marks. */
const boxOf = async (page: Page, selector: string) =>
  (await find(page, selector)).evaluate((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { left, top, right, bottom };
  });

const surrounds = (mark: Mark, box: { left: number; top: number; right: number; bottom: number }): boolean =>
  mark.left <= box.left &&
  mark.top <= box.top &&
  mark.left + mark.width >= box.right &&
  mark.top + mark.height >= box.bottom;

/** Waits for a mark of that tone around a control; answers the marks then drawn. */
const marked = async (page: Page, tone: string, selector: string): Promise<Mark[]> => {
  for (let tries = 0; ; tries++) {
    const [marks, box] = [await marksIn(page), await boxOf(page, selector)];
    if (marks.some((mark) => mark.tone === tone && surrounds(mark, box))) return marks;
    if (tries === 40)
      throw new Error(`no « ${tone} » mark around ${selector}: ${JSON.stringify({ box, marks })}`);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  }
};

/** One broken rule as the panel shows it. */
const brokenIn = (panel: PanelDriver) =>
  panel.page.$$eval('.verdict[data-status="broken"]', (cards) =>
    cards.map((card) => ({
      title: card.querySelector('h4')?.textContent ?? '',
      severity: card.querySelector('.badge')?.textContent ?? '',
      text: (card.textContent ?? '').replace(/\s+/g, ' '),
      source: (card.querySelector('summary')?.textContent ?? '').replace(/\s+/g, ' '),
    })),
  );

describe('showing what breaks a rule', () => {
  test('in the panel with its citation, beside the field in the page, and « Voir dans la page »', async () => {
    const { page, panel } = await openStep('complements', 'Logiciel cible (DUI)');
    await simulate(panel, '2023-03-15');
    await panel.tab('Éligibilité');
    await says(panel, 'au 15 mars 2023 (date simulée)');
    const broken = await brokenIn(panel);
    const order = broken.find(({ text }) => text.includes('Prestation Ségur commandée'));
    expect(order?.text).toContain('EHPAD Le Ventoux (fictif)');
    expect(order?.source).toMatch(/^.+, \d{1,2}(?:er)? \p{L}+ \d{4}.* — texte officiel$/u);
    const card = `::-p-xpath(//li[contains(@class,"verdict")][contains(., "Prestation Ségur commandée")]`;
    await panel.page.locator(`${card}//summary)`).click();
    await panel.page.locator(`${card}//blockquote/p)`).wait();

    await page.bringToFront();
    await marked(page, 'broken', '#complements_logiciel');
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await panel.page.bringToFront();
    await panel.page.locator(`${card}//button[normalize-space()="Voir dans la page"])`).click();
    await page.bringToFront();
    await page.waitForFunction(
      (node) => node.getBoundingClientRect().top >= 0 && node.getBoundingClientRect().bottom <= innerHeight,
      { timeout: 3000 },
      await find(page, '#complements_logiciel'),
    );
    const marks = await marked(page, 'here', '#complements_logiciel');
    expect(marks.filter(({ tone }) => tone === 'here')).toHaveLength(1);
  });

  test('the list follows « Simuler au »: after the closing day, the filing window is broken too', async () => {
    const { panel } = await openStep('complements', 'Éditeur du logiciel');
    await simulate(panel, '2023-03-15');
    await panel.tab('Éligibilité');
    const open = await brokenIn(panel);
    expect(open.map(({ title }) => title)).not.toContain('Période de dépôt');
    await simulate(panel, '2023-09-16');
    await panel.tab('Éligibilité');
    await says(panel, 'au 16 septembre 2023 (date simulée)');
    const closed = await brokenIn(panel);
    expect(closed.length).toBeGreaterThan(open.length);
    const late = closed.find(({ title }) => title === 'Période de dépôt');
    expect(late?.text).toContain('le dépôt est clos depuis le 15 septembre 2023');
    expect(late?.source).toContain('31 janvier 2023');
    const blocking = closed.filter(({ severity }) => severity === 'bloquant');
    expect(await panel.page.$eval('[role="tab"] .tab-badge', (badge) => badge.textContent)).toBe(
      String(blocking.length),
    );
  });

  test('the row of the ESSMS concerned is marked, not its neighbours', async () => {
    const [first, broken] = ['130990013', '840990121'];
    portal.setDraft('structures', { structures: [{ finess: first }, { finess: broken }] });
    const { page, panel } = await bench.scene('/aides/#/cnsa/demande/structures');
    await says(panel, '2 lignes dans le portail');
    await page.bringToFront();
    const marks = await marked(page, 'broken', '#structures_1_logicielActuel');
    const neighbour = await boxOf(page, '#structures_0_logicielActuel');
    expect(marks.filter((mark) => surrounds(mark, neighbour)).map(({ tone }) => tone)).toEqual(['known']);
  });
});

const ask = async (panel: PanelDriver, question: string) => {
  await panel.tab('Questions');
  await panel.page.locator('textarea').fill(question);
  await panel.press('Poser la question');
  await panel.page.locator('article.answer').wait();
};

describe('asking', () => {
  test('an answer is a quotation, and its passage opens with the quotation marked in it', async () => {
    const { panel } = await bench.scene('/aides/');
    await ask(panel, 'Jusqu’à quand peut-on déposer un projet régional en PACA en 2023 ?');
    const quote = await panel.page.$eval('article.answer blockquote', (block) => block.textContent ?? '');
    expect(plain(quote)).toContain('jusqu’au 15 septembre 2023');
    await panel.page.locator('details.citation-passage summary').click();
    await panel.page.locator('details.citation-passage mark').wait();
    const marked = await panel.page.$$eval('details.citation-passage[open] mark', (marks) =>
      marks.map((mark) => mark.textContent ?? ''),
    );
    expect(marked.map(plain).join(' ')).toContain(plain(quote));
    expect(await panel.page.$eval('details.citation-passage a', (link) => link.getAttribute('href'))).toMatch(
      /^https:\/\/www\.paca\.ars\.sante\.fr\//,
    );
  });

  test('a question the texts do not speak of is told so, without a quotation', async () => {
    const { panel } = await bench.scene('/aides/');
    await ask(panel, 'Quel temps fera-t-il demain à Marseille ?');
    await says(panel, 'Les textes dont je dispose ne le disent pas');
    expect(await panel.page.$$('blockquote')).toEqual([]);
  });
});

/** Chooses a file in the page « Ma grappe ». */
const importInPage = async (page: Page, path: string) => {
  const input = await page.waitForSelector('input[type="file"]');
  await input?.uploadFile(path);
};

/** Presses « Exporter une sauvegarde » and answers the file the browser saved. */
const exported = async (page: Page): Promise<string> => {
  const session = await bench.extension.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: bench.folder,
    eventsEnabled: true,
  });
  const name = new Promise<string>((resolve) => {
    session.once('Browser.downloadWillBegin', ({ suggestedFilename }) => resolve(suggestedFilename));
  });
  const done = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve());
  });
  await page.locator('::-p-aria([name="Exporter une sauvegarde"][role="button"])').click();
  const path = join(bench.folder, await name);
  await done;
  await session.detach();
  return path;
};

describe('importing and exporting', () => {
  const other = sampleWith((draft) => {
    draft.id = 'autre';
    draft.name = 'Autre grappe (exemple fictif)';
  });
  const instant = '2023-03-01T09:00:00.000Z';

  test('a backup comes in through the panel; the same file twice changes nothing', async () => {
    const { panel } = await bench.scene('/aides/', { profile: null });
    const path = await bench.file('deux.json', serializeBackup([sampleGrappe(), other], instant));
    await panel.importFile(path);
    await says(panel, '2 grappes ajoutées.');
    const before = await storedProfiles(panel.page);
    expect(before).toEqual([other, sampleGrappe()]);
    await panel.importFile(path);
    await says(panel, 'Rien de nouveau dans ce fichier.');
    expect(await storedProfiles(panel.page)).toEqual(before);
  });

  test('a backup comes in through the full page, differences are shown before anything is replaced', async () => {
    const { panel } = await bench.scene('/aides/', { profile: null });
    const page = await bench.extension.open('profil.html');
    const path = await bench.file('une.json', serializeBackup([sampleGrappe()], instant));
    await importInPage(page, path);
    await page.locator('::-p-text(Ajouté)').wait();
    const before = await storedProfiles(page);
    expect(before).toEqual([sampleGrappe()]);
    await importInPage(page, path);
    await page.locator('::-p-text(Rien à importer)').wait();
    expect(await storedProfiles(page)).toEqual(before);

    const changed = sampleWith((draft) => {
      draft.bank.bankName = 'Autre banque (fictive)';
    });
    await importInPage(page, await bench.file('changée.json', serializeBackup([changed], instant)));
    await page.locator('::-p-text(Les coordonnées bancaires changent)').wait();
    expect(await storedProfiles(page)).toEqual(before);
    await page.locator('::-p-text(Remplacer celle de cet ordinateur)').click();
    await page.locator('::-p-aria([name="Importer"][role="button"])').click();
    await page.locator('::-p-text(Remplacé)').wait();
    expect(await storedProfiles(page)).toEqual([changed]);
    expect(panel.page.isClosed()).toBe(false);
  });

  test('the file exported comes back equal on an empty computer', async () => {
    const first = await bench.scene('/aides/', { profile: null });
    await first.panel.importFile(
      await bench.file('deux.json', serializeBackup([sampleGrappe(), other], instant)),
    );
    const before = await storedProfiles(first.panel.page);
    const files = [
      await exported(first.panel.page),
      await exported(await bench.extension.open('profil.html')),
    ];
    for (const path of files) {
      expect(path).toMatch(/assistant-galis-\d{4}-\d{2}-\d{2}-\d{4}(?: \(\d+\))?\.json$/);
      expect(JSON.parse(await readFile(path, 'utf8')).profiles).toEqual(before);
    }
    const second = await bench.scene('/aides/', { profile: null });
    expect(await storedProfiles(second.panel.page)).toEqual([]);
    await second.panel.importFile(files[0] ?? '');
    await says(second.panel, '2 grappes ajoutées.');
    expect(await storedProfiles(second.panel.page)).toEqual(before);
  });
});
