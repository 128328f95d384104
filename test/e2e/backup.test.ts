import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { nationalGrappe, sampleWith } from '../profiles/build';
import { type Bench, openBench, storedProfiles } from './support/bench';
import { plain, says } from './support/panel';
import { formPage, type Site, startSite } from './support/site';

const PHRASE = 'quatre mots sans aucun rapport';
const frozen = join(import.meta.dirname, '..', 'profiles', 'sauvegarde-v1.json');

let site: Site;
let bench: Bench;
let downloads: string;

beforeAll(async () => {
  site = await startSite();
  bench = await openBench(site.port);
  downloads = join(bench.folder, 'downloads');
  await mkdir(downloads);
  const session = await bench.extension.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
});
afterAll(async () => {
  await bench?.close();
  await site?.close();
});
afterEach(async () => {
  for (const name of await readdir(downloads)) await rm(join(downloads, name));
});

/** The full page on a browser with nothing stored, at the section « Vos données ». */
const emptyPage = async (): Promise<Page> => {
  await wipe();
  return bench.extension.open('profil.html#donnees');
};
const wipe = async (): Promise<void> => {
  const { browser, origin } = bench.extension;
  const blank = await browser.newPage();
  for (const other of await browser.pages()) if (other !== blank) await other.close();
  const session = await blank.createCDPSession();
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
};

const reads = async (page: Page, words: string): Promise<void> => {
  await page
    .waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout: 40_000, polling: 50 },
      words,
    )
    .catch(async () => {
      throw new Error(`no « ${words} » in: ${plain(await page.evaluate(() => document.body.innerText))}`);
    });
};
const press = async (page: Page, name: string): Promise<void> => {
  await page.bringToFront();
  await page.locator(`::-p-xpath(//button[starts-with(normalize-space(), "${name}")])`).click();
};
const give = async (page: Page, path: string): Promise<void> => {
  const input = await page.waitForSelector('input[type="file"][accept*="json"]');
  await input?.uploadFile(path);
};
/** Types a passphrase in the fields of the form on screen, as many times as it has fields. */
const typePhrase = async (page: Page, phrase: string): Promise<void> => {
  for (const field of await page.$$('.passphrase input')) {
    await field.click({ count: 3 });
    await field.type(phrase);
  }
};
/** The file the browser has just saved. */
const saved = async (): Promise<string> => {
  for (let tries = 0; tries < 100; tries++) {
    const [name] = (await readdir(downloads)).filter((one) => one.endsWith('.json'));
    if (name !== undefined) return join(downloads, name);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing was saved');
};

const grappes = [
  sampleWith((draft) => {
    draft.id = 'mienne';
    draft.name = 'Grappe « à moi » (exemple fictif)';
    draft.updatedAt = '2026-11-20T07:08:09.123Z';
    draft.bank.sources = { iban: { from: 'typed', name: '', on: '2026-11-20', verified: null } };
  }),
  nationalGrappe(60),
];
const byId = <T extends { id: string }>(rows: T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const given = async (page: Page): Promise<void> => {
  await give(page, await bench.file('depart.json', serializeBackup(grappes, '2026-11-20T09:00:00.000Z')));
  await reads(page, 'Ajouté : « Grappe « à moi » (exemple fictif) » (18 ESSMS), « Grappe nationale');
};

const exportLocked = async (page: Page): Promise<string> => {
  await press(page, 'Exporter une sauvegarde chiffrée');
  await typePhrase(page, PHRASE);
  await press(page, 'Exporter le fichier chiffré');
  await reads(page, '2 grappes exportées dans « assistant-galis-chiffree-');
  return saved();
};

describe('a backup gives everything back', () => {
  test('export, wipe, import: the same grappes, dates of writing and sources included', async () => {
    const page = await emptyPage();
    await given(page);
    expect(await storedProfiles(page)).toEqual(byId(grappes));
    await press(page, 'Exporter une sauvegarde');
    await reads(page, '2 grappes exportées dans « assistant-galis-2');
    const file = await saved();

    const fresh = await emptyPage();
    await reads(fresh, 'Aucune grappe n’est encore sur cet ordinateur.');
    await give(fresh, file);
    await reads(fresh, 'Ajouté :');
    expect(await storedProfiles(fresh)).toEqual(byId(grappes));
  });

  test('through the encrypted file, a wrong passphrase being said and changing nothing', async () => {
    const page = await emptyPage();
    await given(page);
    const file = await exportLocked(page);
    expect(file).toContain('chiffree');
    const text = await readFile(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ kdf: 'PBKDF2-SHA-256', rounds: 600_000 });
    for (const secret of ['Tamaris', 'FR7699', '130990013']) expect(text).not.toContain(secret);

    const fresh = await emptyPage();
    await give(fresh, file);
    await reads(fresh, 'Cette sauvegarde est chiffrée');
    await typePhrase(fresh, `${PHRASE}s`);
    await press(fresh, 'Ouvrir la sauvegarde');
    await reads(fresh, 'Cette phrase de passe n’ouvre pas ce fichier.');
    expect(await storedProfiles(fresh)).toEqual([]);
    await typePhrase(fresh, PHRASE);
    await press(fresh, 'Ouvrir la sauvegarde');
    await reads(fresh, 'Ajouté :');
    expect(await storedProfiles(fresh)).toEqual(byId(grappes));
  });

  test('a file of the first version is read', async () => {
    const page = await emptyPage();
    await give(page, frozen);
    await reads(page, 'Ajouté : « Grappe du Nord (exemple fictif) » (0 ESSMS), « Grappe du Sud');
    expect(await storedProfiles(page)).toMatchObject([
      { id: 'g1', schemaVersion: 2 },
      { id: 'g2', schemaVersion: 2, essms: [{ finess: '2A0990016' }] },
    ]);
  });
});

describe('a bad file changes nothing, and is told for what it is', () => {
  test('cut short, edited, or made to hang the page', async () => {
    const page = await emptyPage();
    await given(page);
    const text = await readFile(await exportLocked(page), 'utf8');
    const faults: [string, string, string][] = [
      ['coupe.json', text.slice(0, -50), 'Ce fichier chiffré est abîmé'],
      ['modifie.json', text.replace('600000', '600001'), 'Ce fichier chiffré est abîmé'],
      ['hostile.json', text.replace('600000', '4000000000'), 'demande un calcul que l’assistant refuse'],
      ['clair.json', serializeBackup(grappes, '').slice(0, -50), 'ce n’est pas du JSON complet'],
    ];
    for (const [name, content, words] of faults) {
      await give(page, await bench.file(name, content));
      await reads(page, words);
      await reads(page, `Le fichier « ${name} » n’a pas été importé.`);
    }
    expect(await storedProfiles(page)).toEqual(byId(grappes));
  });
});

describe('a grappe already here', () => {
  const changed = grappes.map((one) => ({
    ...one,
    bank: { ...one.bank, iban: 'FR1420041010050500013M02606' },
  }));
  const proposed = async (): Promise<Page> => {
    const page = await emptyPage();
    await given(page);
    await give(page, await bench.file('autre.json', serializeBackup(changed, '2026-11-21T09:00:00.000Z')));
    await reads(page, 'Les coordonnées bancaires changent.');
    return page;
  };

  test('is compared value by value; nothing is chosen for the user when money could go elsewhere', async () => {
    const page = await proposed();
    await reads(page, 'FR76 9999 9000 0100 0123 4567 809');
    await reads(page, 'FR14 2004 1010 0505 0001 3M02 606');
    await reads(page, 'Choisissez d’abord que faire de chaque grappe.');
    expect(await storedProfiles(page)).toEqual(byId(grappes));
  });

  test('is kept beside the copy of the file, or replaced and given back by its earlier version', async () => {
    const page = await proposed();
    const [replace, copy] = ['Remplacer celle', 'Garder les deux'].map(
      (words) => `::-p-xpath(//label[contains(normalize-space(), "${words}")])`,
    );
    const [first] = await page.$$(replace ?? '');
    const [, second] = await page.$$(copy ?? '');
    await first?.click();
    await second?.click();
    await press(page, 'Importer');
    await reads(page, 'Remplacé : « Grappe « à moi » (exemple fictif) »');
    const stored = await storedProfiles(page);
    expect(stored).toHaveLength(3);
    expect(stored).toContainEqual(changed[0]);
    expect(stored).toContainEqual(grappes[1]);

    await reads(page, 'avant l’import de autre.json');
    await press(page, 'Revenir à cette version');
    await press(page, 'Revenir à cette version');
    await reads(page, 'C’est la version du');
    const restored = (await storedProfiles(page)).find((row) => Object(row).id === 'mienne');
    expect({ ...Object(restored), updatedAt: grappes[0]?.updatedAt }).toEqual(grappes[0]);
  });
});

describe('the first run from the side panel', () => {
  test('takes a locked file once its passphrase is given', async () => {
    const page = await emptyPage();
    await given(page);
    const file = await exportLocked(page);
    const { panel } = await bench.scene(site.put(formPage({ body: '' })), { profile: null });
    await panel.tab('Dossiers');
    await says(panel, 'Aucune grappe sur cet ordinateur');
    await give(panel.page, file);
    await says(panel, 'Cette sauvegarde est chiffrée');
    await typePhrase(panel.page, 'pas du tout celle-là');
    await press(panel.page, 'Ouvrir la sauvegarde');
    await says(panel, 'Cette phrase de passe n’ouvre pas ce fichier.');
    await typePhrase(panel.page, PHRASE);
    await press(panel.page, 'Ouvrir la sauvegarde');
    await says(panel, '2 grappes ajoutées.');
    expect(await storedProfiles(panel.page)).toEqual(byId(grappes));
  });

  test('takes a plain file, and gives one', async () => {
    const { panel } = await bench.scene(site.put(formPage({ body: '' })), { profile: null });
    const file = await bench.file(
      'grappe.json',
      serializeBackup([sampleGrappe()], '2026-11-20T09:00:00.000Z'),
    );
    await panel.importFile(file);
    await says(panel, '1 grappe ajoutée.');
    await press(panel.page, 'Exporter une sauvegarde');
    await says(panel, 'enregistrée dans vos téléchargements.');
    expect(JSON.parse(await readFile(await saved(), 'utf8')).profiles).toEqual([sampleGrappe()]);
  });
});
