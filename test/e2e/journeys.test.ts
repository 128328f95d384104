import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { serializeBackup } from '@/knowledge/profile/backup';
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
    expect(await fill(panel)).toBe('6 champs remplis et vérifiés. N’oubliez pas « Enregistrer » dans le portail.');
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
    expect(await panelText(panel)).toMatch(/≠ 2 différents.*Nom ≠ différent Portail : Tapée Fictif/);
    await fill(panel);
    expect(await save(page, 'contact')).toMatchObject({ nom: 'Tapée', prenom: 'Ada', civilite: 'Monsieur' });
    await pressIn(panel, 'Nom', 'Remplacer la valeur du portail');
    await pressIn(panel, 'Nom', 'Remplir ce champ');
    await becomes(panel, 'Nom', 'verified');
    expect(await save(page, 'contact')).toMatchObject({ nom: 'Fictif', prenom: 'Ada' });
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
    const filled = await valuesOf(page);
    expect(filled).toMatchObject({ adresse_complement: 'Bâtiment B', adresse_codePostal: '13400', adresse_commune: 'Aubagne' });
    await panel.press('Annuler le remplissage');
    await says(panel, 'comme avant');
    expect(await valuesOf(page)).toEqual(before);

    await becomes(panel, 'Code postal', 'undone');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ ...filled, adresse_complement: 'Porte tapée' });
    await panel.page.close();
    const again = await bench.openPanel(page);
    await becomes(again, 'Code postal', 'same');
    await again.press('Annuler le remplissage');
    await says(again, 'comme avant');
    expect(await valuesOf(page)).toEqual(before);
    expect(await save(page, 'adresse')).toEqual({ pays: 'FRANCE', complement: 'Porte tapée' });
  });

  test('says which choice cannot be taken back', async () => {
    const { page, panel } = await openStep('contact', 'Nom');
    await fill(panel);
    await panel.press('Annuler le remplissage');
    await says(panel, '5 champs remis comme avant, 1 à vérifier à la main.');
    expect((await fieldOf(panel, 'Civilité')).reason).toContain('ne peut pas être retiré');
    expect(await save(page, 'contact')).toMatchObject({ civilite: 'Monsieur', nom: '' });
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
    expect(await panelText(panel)).toContain(`Remplir aussi les coordonnées bancaires : IBAN •••• ${iban.slice(-4)}, BIC •••• ${bic.slice(-4)}`);
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
  const { essms } = sampleGrappe();
  const nameOf = new Map(essms.map(({ finess, name }) => [finess, name]));

  test('each row gets the ESSMS of its FINESS, whatever the order, and typed values stay', async () => {
    const typed = [essms[7], essms[2], essms[0]].map((one, at) => ({ finess: one?.finess, ...(at === 1 && { capacite: 999 }) }));
    portal.setDraft('structures', { structures: [typed[0], { finess: '' }, typed[1], {}, typed[2]] });
    const { page, panel } = await bench.scene('/aides/#/cnsa/demande/structures');
    await says(panel, '5 lignes dans le portail, 18 dans votre grappe.');
    await panel.addRows();
    await fill(panel);
    const rows = structuresOf(await save(page, 'structures'));
    expect(rows.map(({ finess }) => finess).toSorted()).toEqual(essms.map(({ finess }) => finess).toSorted());
    expect(rows.map(({ denomination }) => denomination)).toEqual(rows.map(({ finess }) => nameOf.get(finess)));
    expect([0, 2, 4].map((at) => rows[at]?.finess)).toEqual(typed.map(({ finess }) => finess));
    expect(rows[2]?.capacite).toBe(999);
  });

  test('a row the person added for an ESSMS of nobody is left alone', async () => {
    portal.setDraft('structures', { structures: [{ finess: '750999999', denomination: 'Tapée à la main' }, {}] });
    const { page, panel } = await bench.scene('/aides/#/cnsa/demande/structures');
    await says(panel, 'lignes dans le portail');
    await fill(panel);
    const rows = structuresOf(await save(page, 'structures'));
    expect(rows[0]).toEqual({ finess: '750999999', denomination: 'Tapée à la main' });
    expect(rows[1]?.denomination).toBe(nameOf.get(rows[1]?.finess ?? ''));
  });
});
