import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseProfileFile, serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { sampleWith } from '../profiles/build';
import { type Bench, openBench, type Scene, storedProfiles } from './support/bench';
import { valuesOf } from './support/dom';
import { becomes, fieldOf, fill, panelText, plain, says } from './support/panel';
import { box, formPage, type Site, startSite } from './support/site';

let site: Site;
let bench: Bench;

beforeAll(async () => {
  site = await startSite();
  bench = await openBench(site.port);
});
afterAll(async () => {
  await bench?.close();
  await site?.close();
});

const show = (html: string, options?: Parameters<Bench['scene']>[1]): Promise<Scene> =>
  bench.scene(site.put(html), options);

/** Three fields of the porteur that the sample grappe answers. */
const SIGLE = box('sigle', 'Sigle');
const SIREN = box('siren', 'N° SIREN');
const RAISON = box('raison', 'Raison sociale');
const RIGHT = { sigle: 'ALT', siren: '000130013', raison: 'Association Les Tamaris (exemple fictif)' };
const THREE = SIGLE + SIREN + RAISON;

/** Script of a page that does something as soon as the first of its fields is written. */
const onFirstWrite = (work: string): string =>
  `let done = false; addEventListener('input', () => { if (done) return; done = true; ${work} }, true);`;

describe('a page that is not a form, or not yet', () => {
  test('says that there is nothing to fill', async () => {
    const { page, panel } = await show(
      '<!doctype html><html lang="fr"><title>Aide</title><h1>Aide</h1><p>Bonjour</p>',
    );
    await says(panel, 'Il n’y a rien à remplir sur cette page.');
    expect(await panel.offers(/^Remplir cette étape$/)).toBeNull();
    expect(await valuesOf(page)).toEqual({});
  });

  test('says that the step is loading, completes the list by itself, and fills what is there', async () => {
    const { page, panel } = await show(
      formPage({ body: `<div id="late" aria-busy="true">Chargement…</div>${SIGLE}` }),
    );
    await says(panel, 'La page se charge : la liste se complète toute seule.');
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ sigle: 'ALT' });
    await page.$eval('#late', (node, html) => node.insertAdjacentHTML('afterend', html), SIREN + RAISON);
    await becomes(panel, 'Raison sociale', 'to-fill');
    await page.$eval('#late', (node) => node.remove());
    await becomes(panel, 'N° SIREN', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual(RIGHT);
    expect(await panelText(panel)).not.toContain('La page se charge');
  });
});

describe('a page that changes between the preview and the write', () => {
  test('a field that vanishes is told, the others are filled', async () => {
    const { page, panel } = await show(
      formPage({
        body: THREE,
        script: onFirstWrite(`document.getElementById('siren').parentElement.remove()`),
      }),
    );
    await becomes(panel, 'N° SIREN', 'to-fill');
    expect(await fill(panel)).toMatch(/^2 champs remplis et vérifiés/);
    await says(panel, 'Ce champ a disparu ou a changé depuis l’aperçu : rien n’a été écrit.');
    expect(await panelText(panel)).toContain('N° SIREN');
    expect(await valuesOf(page)).toEqual({ sigle: RIGHT.sigle, raison: RIGHT.raison });
  });

  test('fields whose labels are swapped are left alone', async () => {
    const swap = `const [a, b] = ['siren', 'raison'].map((id) => document.querySelector('label[for=' + id + ']'));
      [a.textContent, b.textContent] = [b.textContent, a.textContent];`;
    const { page, panel } = await show(formPage({ body: THREE, script: onFirstWrite(swap) }));
    await becomes(panel, 'N° SIREN', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ sigle: RIGHT.sigle, siren: '', raison: '' });
    for (const label of ['N° SIREN', 'Raison sociale'])
      expect((await becomes(panel, label, 'by-hand')).reason).toContain('a changé depuis l’aperçu');
  });

  test('fields moved with their labels are filled right', async () => {
    const move = `document.querySelector('form').prepend(document.getElementById('raison').parentElement)`;
    const { page, panel } = await show(formPage({ body: THREE, script: onFirstWrite(move) }));
    await becomes(panel, 'N° SIREN', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual(RIGHT);
  });

  test('a field renamed after the preview never gets the value that was previewed for it', async () => {
    const { page, panel } = await show(formPage({ body: box('a', 'Sigle') + box('b', 'N° SIREN') }));
    await becomes(panel, 'N° SIREN', 'to-fill');
    await page.$eval('label[for=b]', (label) => {
      label.textContent = 'Numéro de votre agrément';
    });
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ a: RIGHT.sigle, b: '' });
    expect((await fieldOf(panel, 'Numéro de votre agrément')).status).toBe('non reconnu');
  });

  test('fields locked meanwhile are told', async () => {
    const lock = `document.getElementById('siren').disabled = true; document.getElementById('raison').readOnly = true;`;
    const { page, panel } = await show(formPage({ body: THREE, script: onFirstWrite(lock) }));
    await becomes(panel, 'N° SIREN', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ sigle: RIGHT.sigle, siren: '', raison: '' });
    for (const label of ['N° SIREN', 'Raison sociale'])
      expect((await becomes(panel, label, 'by-hand')).reason).toBe(
        'Le portail a verrouillé ce champ : rien n’a été écrit.',
      );
  });

  test('a value typed meanwhile stays', async () => {
    const typed = `document.getElementById('raison').value = 'Tapée';`;
    const { page, panel } = await show(formPage({ body: THREE, script: onFirstWrite(typed) }));
    await becomes(panel, 'Raison sociale', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ ...RIGHT, raison: 'Tapée' });
    expect((await becomes(panel, 'Raison sociale', 'by-hand')).reason).toContain('elle a été conservée');
  });

  test('the page reloads in the middle: it is said, nothing is lost, and filling again works', async () => {
    const script = `if (!sessionStorage.reloaded) addEventListener('input', () => { sessionStorage.reloaded = '1'; location.reload(); }, true);`;
    const { page, panel } = await show(formPage({ body: THREE, script }));
    await becomes(panel, 'N° SIREN', 'to-fill');
    await panel.press('Remplir cette étape');
    await says(panel, 'La page a changé pendant l’opération : vérifiez-la, puis recommencez.');
    await becomes(panel, 'N° SIREN', 'to-fill');
    expect(await storedProfiles(panel.page)).toEqual([sampleGrappe()]);
    await fill(panel);
    expect(await valuesOf(page)).toEqual(RIGHT);
  });

  test('the tab goes elsewhere and comes back: the panel follows', async () => {
    const path = site.put(formPage({ body: THREE }));
    const { page, panel } = await bench.scene(path);
    await becomes(panel, 'N° SIREN', 'to-fill');
    const address = page.url();
    await page.goto('about:blank');
    await says(panel, 'Ouvrez une page de GALIS');
    expect(await panel.fields()).toEqual([]);
    await page.goto(address);
    await becomes(panel, 'N° SIREN', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual(RIGHT);
  });
});

describe('a page that does not take the value', () => {
  test('locked and over-long fields are told before, and left as they are', async () => {
    const body = `${box('sigle', 'Sigle', 'disabled value="Ancien"')}${box('siren', 'N° SIREN', 'readonly')}${box('raison', 'Raison sociale', 'maxlength="10"')}
      <mg-input-text></mg-input-text>${box('rna', 'N° RNA')}`;
    const script = `customElements.define('mg-input-text', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<mg-input-title>N° FINESS juridique</mg-input-title><strong>999999999</strong>'; } });`;
    const { page, panel } = await show(formPage({ body, script }));
    await becomes(panel, 'N° RNA', 'to-fill');
    for (const label of ['Sigle', 'N° SIREN', 'N° FINESS juridique'])
      expect((await fieldOf(panel, label)).status).toBe('verrouillé');
    expect((await fieldOf(panel, 'Raison sociale')).status).toBe('trop long');
    expect(await panelText(panel)).toContain(`${RIGHT.raison.length} caractères pour 10 admis`);
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ sigle: 'Ancien', siren: '', raison: '', rna: 'W139990001' });
    expect(await page.$eval('mg-input-text', (host) => host.shadowRoot?.textContent)).toContain('999999999');
  });

  test('a list without the right option is left to the person', async () => {
    const body = `<p><label for="forme">Forme juridique</label> <select id="forme"><option value=""></option><option>Syndicat</option><option>Fondation</option></select></p>
      <p><label for="naf">NAF</label> <input id="naf" role="combobox" aria-controls="liste"></p><ul id="liste" role="listbox"><li role="option">01.11Z - Culture de céréales</li></ul>${SIGLE}`;
    const { page, panel } = await show(formPage({ body }));
    await becomes(panel, 'Sigle', 'to-fill');
    expect((await fieldOf(panel, 'Forme juridique')).status).toBe('à choisir');
    expect(await panelText(panel)).toContain('À chercher dans la liste : Association déclarée');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ forme: '', naf: '', sigle: 'ALT' });
    expect((await becomes(panel, 'NAF', 'by-hand')).reason).toBe(
      'Aucun choix de la liste ne correspond : à choisir à la main.',
    );
  });

  test('a page that empties the field, or that shows an error, is said to refuse', async () => {
    const body = `${SIGLE}${box('siren', 'N° SIREN', 'aria-describedby="siren-erreur"')}<p id="siren-erreur" class="error"></p>${RAISON}`;
    const script = `sigle.addEventListener('change', () => { sigle.value = ''; });
      siren.addEventListener('change', () => { document.getElementById('siren-erreur').textContent = 'Numéro inconnu du répertoire.'; });`;
    const { page, panel } = await show(formPage({ body, script }));
    await becomes(panel, 'Raison sociale', 'to-fill');
    expect(await fill(panel)).toMatch(/^1 champ rempli et vérifié, 2 à voir ci-dessus/);
    expect((await becomes(panel, 'Sigle', 'refused')).reason).toContain('n’a pas gardé la valeur');
    expect((await becomes(panel, 'N° SIREN', 'refused')).reason).toBe(
      'Le portail signale : « Numéro inconnu du répertoire. »',
    );
    expect(await valuesOf(page)).toEqual({ ...RIGHT, sigle: '' });
  });

  test.each(['silently', 'with its events'])(
    'a page that rewrites a value 300 ms later %s is found out',
    async (how) => {
      const tell = how === 'silently' ? '' : `siren.dispatchEvent(new Event('input', { bubbles: true }));`;
      const script = `let once = true; siren.addEventListener('change', () => once && setTimeout(() => { once = false; siren.value = '999999999'; ${tell} }, 300));`;
      const { page, panel } = await show(formPage({ body: THREE, script }));
      await becomes(panel, 'N° SIREN', 'to-fill');
      await fill(panel);
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('#siren')?.value === '999999999',
      );
      expect((await becomes(panel, 'N° SIREN', 'changed-by-page')).status).toBe('modifié par la page');
      expect(await valuesOf(page)).toEqual({ ...RIGHT, siren: '999999999' });
    },
  );
});

describe('fields a person cannot see', () => {
  const traps: [string, string][] = [
    ['opacity', 'style="opacity:0"'],
    ['pixel', 'style="width:1px;height:1px;padding:0;border:0"'],
    ['left', 'style="position:absolute;left:-9999px"'],
    ['inert', 'inert'],
    ['none', 'style="display:none"'],
    ['hidden', 'style="visibility:hidden"'],
    ['clip', 'style="clip-path:inset(100%)"'],
    ['faint', 'style="opacity:0.01"'],
  ];
  const labels = [
    'N° SIREN',
    'N° RNA',
    'N° FINESS juridique',
    'Code NAF',
    'Téléphone',
    'Courriel',
    'Site internet',
    'Raison sociale',
  ];

  test('each trap stays empty', async () => {
    const body = traps.map(([id, style], at) => box(id, labels[at] ?? '', style)).join('');
    const { page, panel } = await show(
      formPage({ body: `${SIGLE}${body}<div style="opacity:0">${box('inside', 'Forme juridique')}</div>` }),
    );
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    const empty = Object.fromEntries([...traps.map(([id]) => [id, '']), ['inside', '']]);
    expect(await valuesOf(page)).toEqual({ ...empty, sigle: 'ALT' });
    // What is inert is shown and refuses the hand: it is told locked before anything is tried.
    expect((await fieldOf(panel, 'Code NAF')).state).toBe('locked');
    for (const at of [1, 2, 6, 7])
      expect((await fieldOf(panel, labels[at] ?? '')).reason).toBe(
        'Ce champ n’est pas visible : rien n’a été écrit.',
      );
  });

  test('what is only scrolled away is filled', async () => {
    const wide = `<div id="wide" style="overflow:auto;width:300px;height:60px"><div style="width:3000px;height:900px">${THREE}</div></div>`;
    const script = `document.getElementById('wide').scrollTo(2500, 800)`;
    const { page, panel } = await show(formPage({ body: wide, script }));
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual(RIGHT);
  });

  test('a hidden twin does not keep the true field from being filled', async () => {
    const body = `<div style="opacity:0;height:0">${box('twin', 'N° SIREN')}</div>${SIREN}${SIGLE}`;
    const { page, panel } = await show(formPage({ body }));
    await becomes(panel, 'Sigle', 'to-fill');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({ twin: '', siren: RIGHT.siren, sigle: RIGHT.sigle });
  });
});

/** A table whose rows show a list of records, written again from the list at each change, as frameworks do. */
const tablePage = (script: string): string => {
  const row =
    '<tr><td><input class="finess"></td><td><input class="nom"></td><td><input class="capacite"></td></tr>';
  const body = `<table><caption>Structures engagées</caption><thead><tr><th>N° FINESS géographique</th><th>Dénomination</th><th>Capacité</th></tr></thead>
    <tbody>${row.repeat(4)}</tbody></table>`;
  const library = `
    const rows = () => [...document.querySelectorAll('tbody tr')];
    const remove = (at) => {
      const values = rows().map((one) => [...one.querySelectorAll('input')].map((input) => input.value));
      values.splice(at, 1);
      rows().at(-1).remove();
      rows().forEach((one, rank) => one.querySelectorAll('input').forEach((input, column) => { input.value = values[rank][column]; }));
    };
    const once = (type, selector, work) => { let done = false; addEventListener(type, ({ target }) => { if (done || !target.matches(selector)) return; done = true; work(); }, true); };
    ${script}`;
  return formPage({
    title: 'Structures engagées',
    section: 'Établissements et services',
    body,
    script: library,
  });
};

const rowsOf = (page: Page): Promise<string[][]> =>
  page.$$eval('tbody tr', (rows) =>
    rows.map((row) => [...row.querySelectorAll('input')].map((input) => input.value)),
  );

/** Every row speaks of one ESSMS only. */
const expectAligned = (rows: string[][]) => {
  const { essms } = sampleGrappe();
  for (const [finess, name, capacity] of rows) {
    const one = essms.find((candidate) => candidate.finess === finess);
    expect([one?.name ?? '', '']).toContain(name);
    expect([String(one?.capacity ?? ''), '']).toContain(capacity);
  }
};

describe('rows deleted between the preview and the write', () => {
  test('by the person, before the fill', async () => {
    const { page, panel } = await show(tablePage(''));
    await says(panel, '4 lignes dans le portail, 18 dans votre grappe.');
    await page.evaluate(() => Reflect.get(window, 'eval')('remove(1)'));
    await fill(panel);
    const rows = await rowsOf(page);
    expect(rows).toHaveLength(3);
    expect(rows.every(([finess, name]) => finess !== '' && name !== '')).toBe(true);
    expectAligned(rows);
  });

  test.each(['.finess', '.nom'])('by the page, as soon as a %s is written', async (selector) => {
    const { page, panel } = await show(tablePage(`once('change', '${selector}', () => remove(0));`));
    await says(panel, '4 lignes dans le portail, 18 dans votre grappe.');
    expect(await fill(panel)).toMatch(/à voir ci-dessus|rien n’a été écrit/);
    const rows = await rowsOf(page);
    expect(rows).toHaveLength(3);
    expectAligned(rows);
    if (await panel.offers(/^Remplir cette étape$/)) await fill(panel);
    expectAligned(await rowsOf(page));
  });
});

describe('a grappe with holes', () => {
  test('what it knows is filled, what it does not is named', async () => {
    const profile = parseProfileFile(
      await readFile(join(import.meta.dirname, '../profiles/grappe-a-trous.json'), 'utf8'),
    );
    const { page, panel } = await show(formPage({ body: THREE + box('naf', 'Code NAF') }), { profile });
    await becomes(panel, 'Raison sociale', 'to-fill');
    expect((await fieldOf(panel, 'Sigle')).status).toBe('inconnu du profil');
    expect(await panelText(panel)).toContain('« Code NAF » n’est pas dans votre grappe.');
    await fill(panel);
    expect(await valuesOf(page)).toEqual({
      sigle: '',
      siren: '000130013',
      raison: 'Association de la Garrigue (exemple fictif)',
      naf: '',
    });
    await panel.tab('Éligibilité');
    await says(panel, 'Il manque une information');
  });

  test('an empty grappe fills nothing and says why', async () => {
    const profile = sampleWith((draft) => {
      Object.assign(draft, { porteurId: '', organismes: [], essms: [], dossiers: [] });
    });
    const { page, panel } = await show(formPage({ body: THREE }), { profile });
    await becomes(panel, 'Sigle', 'no-value');
    expect(await panel.offers(/^Remplir cette étape$/)).toBeNull();
    expect(await valuesOf(page)).toEqual({ sigle: '', siren: '', raison: '' });
  });
});

const backup = (): string => serializeBackup([sampleGrappe()], '2023-03-01T09:00:00.000Z');

/** Chooses a file and answers the alert it ends in. */
const refusalOf = async ({ page }: { page: Page }, path: string): Promise<string> => {
  const input = await page.waitForSelector('input[type="file"]');
  await input?.uploadFile(path);
  const alert = await page.waitForSelector(
    '[role="alert"]::-p-text(ichier), [role="alert"]::-p-text(auvegarde)',
    { timeout: 30_000 },
  );
  const text = await alert?.evaluate((node) => node.closest('[role="alert"]')?.textContent ?? '');
  return plain(text ?? '');
};

describe('a file that is no backup', () => {
  const files: [string, string, () => string][] = [
    ['coupée', 'ce n’est pas du JSON complet', () => backup().slice(0, 2000)],
    ['autre', 'n’est pas une sauvegarde de l’assistant', () => '{"nom":"autre chose"}'],
    ['récente', 'Mettez l’extension à jour', () => backup().replace('"version": 1', '"version": 2')],
    ['abîmée', 'abîmée', () => backup().replace('"profiles"', '"profils"')],
    ['énorme', 'dépasse 100 Mo', () => `${backup()}${' '.repeat(101 * 1024 * 1024)}`],
    ['vide', 'est vide', () => ''],
  ];

  test('is refused in words by the panel, and changes nothing', async () => {
    const { panel } = await bench.scene('/aides/');
    await panel.tab('Dossiers');
    for (const [name, words, content] of files) {
      expect(await refusalOf(panel, await bench.file(`${name}.json`, content()))).toContain(words);
      expect(await storedProfiles(panel.page)).toEqual([sampleGrappe()]);
    }
  });

  test('is refused in words by the full page, and changes nothing', async () => {
    await bench.scene('/aides/');
    const page = await bench.extension.open('profil.html');
    for (const [name, words, content] of files) {
      const alert = await refusalOf({ page }, await bench.file(`${name}.json`, content()));
      expect(alert).toContain(words);
      expect(alert).toContain('Rien n’a été modifié : vos grappes sont telles qu’elles étaient.');
      await page.locator('::-p-text(Fermer ce message)').click();
      expect(await storedProfiles(page)).toEqual([sampleGrappe()]);
    }
  });
});
