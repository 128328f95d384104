import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Establishment } from '@/knowledge/register/record';
import { jsonExtract } from '../register/build';
import { entity, establishment, keyed, smallRegister } from '../sheets/invented';
import { type Bench, openBench, storedProfiles } from './support/bench';
import { extractOf } from './support/extract';
import { ImportPage } from './support/import-page';
import { type Site, startSite } from './support/site';

/** Every number, name and sheet here is invented. */

const sheets = join(import.meta.dirname, '..', 'sheets');

let site: Site;
let bench: Bench;
let ui: ImportPage;

beforeAll(async () => {
  site = await startSite();
  bench = await openBench(site.port);
});
afterAll(async () => {
  await bench?.close();
  await site?.close();
});

/** A page of its own for each test, with an empty grappe; the register of this computer stays. */
beforeEach(async () => {
  const page = await bench.extension.open('profil.html');
  for (const other of await bench.extension.browser.pages()) if (other !== page) await other.close();
  await page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  await page.goto(`${bench.extension.origin}/profil.html`);
  ui = new ImportPage(page);
  await ui.says('Coller ou déposer mon tableau');
  await ui.press('Coller ou déposer mon tableau');
  await ui.says('Donnez votre tableau');
});

const essmsOf = async (): Promise<unknown[]> => {
  const [grappe] = await storedProfiles(ui.page);
  const list: unknown = typeof grappe === 'object' && grappe !== null ? Reflect.get(grappe, 'essms') : [];
  return Array.isArray(list) ? list : [];
};

const written = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(bench.folder, name);
  await writeFile(path, content);
  return path;
};

async function giveRegister(content: Uint8Array): Promise<void> {
  await ui.open('registre');
  await ui.give(await written('finess-structures-mensuel-202610.json.gz', content), 'Fichier FINESS');
  await ui.says('Le répertoire est prêt');
  await ui.open('importer');
}

const small = (): Uint8Array => {
  const answers = [...smallRegister().values()];
  const entities = [...new Set(answers.flatMap((answer) => answer.entities))];
  const establishments = [...new Set(answers.flatMap((answer) => answer.establishments))];
  return extractOf(entities, establishments);
};

interface Expected {
  withRegister?: boolean;
  columns: Record<string, string>;
  remarks: Record<string, string[]>;
  accepted: Record<string, unknown>;
}
const expectedOf = (sheet: string): Expected =>
  JSON.parse(readFileSync(join(sheets, `${sheet}.expected.json`), 'utf8'));
const numbered = (keys: string[]): number[] => keys.filter((key) => /^\d+$/.test(key)).map(Number);

describe('a sheet, as it is', () => {
  test.each([
    'plain.xlsx',
    'plain.ods',
    'utf16-le-bom.csv',
    'windows-1252.csv',
    'decimal-comma.csv',
    'lost-zeros.xlsx',
    'header-on-line-6.xlsx',
    'merged-organisme.xlsx',
    'columns-in-disorder.csv',
    'no-header.csv',
    'sideways.xlsx',
    'duplicates.csv',
    'scientific.csv',
    'closed-and-excluded.csv',
    'juridique-for-finess.csv',
  ])('%s: the columns, the boxes and the remarks are those expected', async (sheet) => {
    const expected = expectedOf(sheet);
    if (expected.withRegister) await giveRegister(small());
    await ui.give(join(sheets, sheet));
    await ui.says('Voici ce que j’ai compris');
    expect(await ui.columns()).toEqual(Object.values(expected.columns));
    await ui.press('Vérifier');
    await ui.says('Relisez');
    const lines = await ui.lines();
    const own = lines.filter(({ line, title }) => line > 0 && !title.startsWith('Organisme'));
    const ticked = own.flatMap(({ line, ticked: box }) => (box === true ? [line] : []));
    expect(ticked.toSorted((a, b) => a - b)).toEqual(numbered(Object.keys(expected.accepted)));
    const remarks = own
      .filter(({ codes }) => codes.length > 0)
      .map(({ line, codes }) => [String(line), codes]);
    const wanted = Object.entries(expected.remarks).filter(([key]) => /^\d+$/.test(key));
    expect(Object.fromEntries(remarks)).toEqual(Object.fromEntries(wanted));
  });

  test.each([
    ['bomb.xlsx', 'démesuré'],
    ['truncated.xlsx', 'abîmé'],
    ['password.xlsx', 'mot de passe'],
    ['macro.xlsm', 'macros'],
    ['legacy.xls', 'ancien classeur'],
    ['pdf-renamed.xlsx', 'PDF'],
    ['empty.csv', 'aucune donnée'],
  ])('%s is refused in words, nothing changes, and another file can be given', async (sheet, words) => {
    await ui.give(join(sheets, sheet));
    await ui.page.waitForSelector('[role="alert"] .notice');
    await ui.says(words);
    expect((await ui.text()).match(/Rien n’a été modifié/g)).toHaveLength(1);
    expect(await essmsOf()).toEqual([]);
    await ui.give(join(sheets, 'plain.xlsx'));
    await ui.says('Voici ce que j’ai compris');
  });

  test('the choice of a column is remembered for the next import of the same ones', async () => {
    const path = join(sheets, 'plain.xlsx');
    await ui.give(path);
    await ui.says('Voici ce que j’ai compris');
    await ui.page.select('[data-target="essms.capacity"] select', '');
    await ui.page.waitForFunction(() => !document.querySelector('[data-target="essms.capacity"]'));
    await ui.press('Vérifier');
    await ui.says('Relisez');
    await ui.startOver();
    await ui.give(path);
    await ui.says('repris de votre dernier import');
    expect(await ui.columns()).not.toContain('essms.capacity');
  });
});

describe('a whole import', () => {
  test('applied, undone, done again, and the second time there is nothing to change', async () => {
    const path = join(sheets, 'plain.xlsx');
    await giveRegister(small());
    await ui.give(path);
    await ui.press('Vérifier');
    await ui.says('Relisez');
    await ui.press('Ajouter');
    await ui.says('C’est fait');
    expect(await essmsOf()).toHaveLength(3);
    await ui.press('Annuler l’import');
    await ui.says('Votre grappe est comme avant');
    expect(await essmsOf()).toEqual([]);
    for (const rank of [1, 2]) {
      await ui.press('Importer un autre tableau');
      await ui.give(path);
      await ui.press('Vérifier');
      await ui.says('Relisez');
      if (rank === 1) {
        await ui.press('Ajouter');
        await ui.says('C’est fait');
      }
    }
    await ui.says('Rien à changer');
    expect((await ui.lines()).map(({ action }) => action)).not.toContain('add');
    expect(await ui.page.$('.import-apply button.primary:not(:disabled)')).toBeNull();
    expect(await essmsOf()).toHaveLength(3);
  });

  test('an import under way waits while another section is on screen', async () => {
    await ui.give(join(sheets, 'plain.xlsx'));
    await ui.press('Vérifier');
    await ui.says('Relisez');
    await ui.page.locator('.import-line-head input').click();
    const before = await ui.lines();
    await ui.open('registre');
    await ui.open('importer');
    await ui.says('Relisez');
    expect(await ui.lines()).toEqual(before);
    await ui.press('Retour');
    await ui.says('Voici ce que j’ai compris');
    await ui.press('Vérifier');
    await ui.says('Relisez');
    expect(await ui.lines()).toEqual(before);
  });

  test('another file waits, and a register added meanwhile is used at a press', async () => {
    await ui.page.evaluate(
      () =>
        new Promise((resolve) => {
          const forgetting = indexedDB.deleteDatabase('assistant-galis-registre');
          forgetting.onsuccess = forgetting.onblocked = resolve;
        }),
    );
    await ui.startOver();
    await ui.paste('130990013\n130990021\n130990088');
    await ui.says('par leur clé seulement');
    await ui.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['FINESS'], 'autre.csv'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await ui.says('« autre.csv » n’a pas été lu : un import est en cours');
    expect(await ui.lines()).toHaveLength(3);
    await ui.press('Donner le répertoire FINESS');
    await giveRegister(small());
    await ui.press('Vérifier de nouveau');
    await ui.says('ont été cherchés dans finess-structures-mensuel-202610');
    expect((await ui.lines()).flatMap(({ codes }) => codes)).toEqual(['closed']);
  });

  test('by keyboard only', async () => {
    await giveRegister(small());
    const { page } = ui;
    await ui.tabTo('Choisir un fichier');
    const choosing = page.waitForFileChooser();
    await page.evaluate(() => document.readyState); // keys go another way: the page must know first
    await page.keyboard.press('Enter');
    await (await choosing).accept([join(sheets, 'closed-and-excluded.csv')]);
    await ui.says('Voici ce que j’ai compris');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H3');
    expect(await focused()).toContain('Voici ce que j’ai compris');
    await ui.tabTo('Vérifier les');
    await page.keyboard.press('Enter');
    await ui.says('Relisez');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Relisez'));
    const waiting = (await ui.lines()).find(({ codes }) => codes.includes('closed'));
    await ui.tabTo(waiting?.title ?? 'no closed line');
    await page.keyboard.press('Space');
    await ui.tabTo('Ajouter');
    const wanted = Number(/Ajouter (\d+)/.exec(await focused())?.[1]);
    await page.keyboard.press('Enter');
    await ui.says('C’est fait');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('C’est fait'));
    expect(await essmsOf()).toHaveLength(wanted);
    await ui.tabTo('Annuler l’import');
    await page.keyboard.press('Enter');
    await ui.says('Votre grappe est comme avant');
  });
});

describe('200 pasted lines, a tenth of them wrong', () => {
  const EJ = keyed('13098001');
  const SIREN = keyed('00099001');
  const departementOf = (rank: number): string => ['13', '84', '01', '2A'][rank % 4] ?? '13';
  const numbers = Array.from({ length: 190 }, (_, rank) =>
    keyed(`${departementOf(rank)}${100_000 + rank * 7}`),
  );
  /** Two neighbours exchanged; the key cannot tell a 0 from a 9, nor two equal digits. */
  const swapped = (finess: string): string => {
    const at = [...finess].findIndex((char, i) => i > 2 && char !== finess[i + 1] && !/[09]/.test(char));
    return `${finess.slice(0, at)}${finess[at + 1]}${finess[at]}${finess.slice(at + 2)}`;
  };
  /** As people write numbers: groups, spaces that break or not. */
  const dressed = (finess: string, rank: number): string =>
    [finess, finess.replace(/(..)(...)(...)(.)/, '$1\u00a0$2\u00a0$3 $4'), ` ${finess} `][rank % 3] ?? finess;

  interface Row {
    text: string;
    codes: string[];
  }
  const rowsOf = (texts: readonly string[], code: string): Row[] =>
    texts.map((text) => ({ text, codes: [code] }));

  test('every fault is flagged with its reason, no good line is', async () => {
    const good = numbers.slice(0, 180);
    const [closed, uslds] = [numbers.slice(180, 183), numbers.slice(183, 186)];
    const all: Establishment[] = numbers.map((finess) =>
      establishment(finess, {
        finessJuridique: EJ,
        ...(closed.includes(finess) ? { open: false, closedOn: '2020-03-31' } : {}),
        ...(uslds.includes(finess) ? { category: '362' } : {}),
      }),
    );
    await giveRegister(extractOf([entity(EJ, numbers, { siren: SIREN })], all));
    const faults = [
      ...rowsOf([EJ, EJ, EJ], 'finess-juridique'),
      ...rowsOf([SIREN, SIREN, SIREN], 'siren'),
      ...rowsOf(good.slice(20, 25).map(swapped), 'finess-key'),
      ...rowsOf(closed, 'closed'),
      ...rowsOf(uslds, 'excluded-category'),
    ];
    const rows: Row[] = good.map((finess, rank) => ({ text: dressed(finess, rank), codes: [] }));
    const zero = rows.findIndex(({ text }) => /^01\d{7}$/.test(text));
    rows[zero] = { text: good[zero]?.slice(1) ?? '', codes: ['lost-zero'] };
    for (const [rank, fault] of faults.entries()) rows.splice(7 + rank * 10, 0, fault);
    rows.push(...rowsOf(good.slice(30, 33), 'duplicate'));
    expect(rows).toHaveLength(200);
    await ui.paste(rows.map(({ text }) => text).join('\n'));
    await ui.says('Relisez');
    const codes = new Map((await ui.lines()).map(({ line, codes: found }) => [line, found]));
    const said = rows.map(({ text }, rank) => ({ text, codes: codes.get(rank + 1) ?? ['absent'] }));
    expect(said).toEqual(rows);
  }, 90_000);

  test('an establishment picked joins the organisme its sheet already adds', async () => {
    await giveRegister(small());
    const rows = ['130980014;EHPAD La Rade (fictif)', '130990021;EHPAD L’Étang Bleu (fictif)'];
    const named = rows.map((row) => `${row};Les Tamaris (fictif)`);
    await ui.give(await written('membres.csv', ['FINESS;Nom;Gestionnaire', ...named].join('\n')));
    await ui.press('Vérifier');
    await ui.says('Relisez');
    await ui.page.locator('.import-pick li:first-child input').click();
    await ui.press('Prendre cet établissement');
    await ui.press('Ajouter 2 ESSMS et 1 organisme');
    await ui.says('C’est fait');
    const owners = (await essmsOf()).map((row) =>
      row instanceof Object ? Reflect.get(row, 'organismeId') : '',
    );
    expect(new Set(owners).size).toBe(1);
    expect(owners[0]).not.toBe('');
  });

  test('the legal person’s open establishments take its place', async () => {
    await giveRegister(small());
    await ui.paste('130980014\n130990013');
    await ui.says('Relisez');
    await ui.page.locator('.import-pick li:nth-child(2) input').click();
    await ui.press('Prendre cet établissement');
    await ui.page.waitForFunction(() => !document.querySelector('[data-action="refused"]'));
    await ui.press('Ajouter 2 ESSMS');
    await ui.says('C’est fait');
    expect(await essmsOf()).toHaveLength(2);
  });
});

describe('the register', () => {
  test('a reading stopped half-way says so, keeps what was read, and goes on with the same file', async () => {
    const path = await written('finess-structures-mensuel-202609.json', jsonExtract({ count: 20_000 }));
    await ui.open('registre');
    await ui.says('Répertoire FINESS sur cet ordinateur');
    await ui.page.evaluate(() => {
      const look = new MutationObserver(() => {
        const card = document.querySelector('.import-progress');
        const button = card?.querySelector('button');
        const read = /([\d\s]+) établissements/.exec(card?.textContent ?? '')?.[1] ?? '';
        if (!button || Number(read.replace(/\s/g, '')) < 5000) return;
        look.disconnect();
        button.click();
      });
      look.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await ui.give(path, 'Fichier FINESS');
    await ui.says('Arrêté à votre demande');
    await ui.says('reprendra là où elle s’est arrêtée');
    await ui.give(path, 'Fichier FINESS');
    await ui.says('Le répertoire est prêt : 30 000 établissements', 60_000);
  }, 120_000);

  test('fills the blanks of a grappe made of bare numbers, and says what closed', async () => {
    await ui.paste('130990013\n130990021\n130990088');
    await ui.says('Relisez');
    await ui.press('Ajouter 3 ESSMS');
    await ui.says('C’est fait');
    await giveRegister(small());
    await ui.open('registre');
    await ui.press('Vérifier la grappe');
    await ui.says('Ce que le registre dit de votre grappe');
    const lines = await ui.lines();
    expect(lines.find(({ codes }) => codes.includes('closed'))?.ticked).toBe(false);
    await ui.press('Ajouter 1 organisme et modifier 2 lignes');
    await ui.says('C’est fait');
    expect(JSON.stringify(await essmsOf())).toContain('EHPAD LA RADE (FICTIF)');
  });

  test('lists the open establishments of an organisme, by its SIREN, to add them', async () => {
    await giveRegister(small());
    await ui.open('registre');
    await ui.page.type('#entity-number', '000 130 013');
    await ui.press('Chercher ses établissements');
    await ui.says('Les établissements ouverts de LES TAMARIS (FICTIF)');
    expect((await ui.lines()).filter(({ title }) => title.includes('FERME'))).toEqual([]);
    await ui.press('Ajouter 3 ESSMS');
    await ui.says('C’est fait');
    expect(await essmsOf()).toHaveLength(3);
  });
});

test('axe finds nothing serious on any state, wide or narrow', async () => {
  const defects: string[] = [];
  const look = async (state: string) => {
    for (const [width, value] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await ui.page.setViewport({ width, height: 900 });
      await ui.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      defects.push(...(await ui.defects()).map((defect) => `${state} ${width}: ${defect}`));
      const overflow = await ui.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) defects.push(`${state} ${width}: ${overflow} px too wide`);
    }
  };
  await look('give');
  await ui.open('registre');
  await ui.says('Répertoire FINESS sur cet ordinateur');
  await look('no register');
  await giveRegister(small());
  await ui.open('registre');
  await look('register ready');
  await ui.open('importer');
  await ui.give(join(sheets, 'legacy.xls'));
  await ui.page.waitForSelector('[role="alert"] .notice');
  await look('refused file');
  await ui.give(join(sheets, 'several-sheets.xlsx'));
  await ui.says('Voici ce que j’ai compris');
  await look('columns');
  await ui.press('Retour');
  await ui.give(join(sheets, 'juridique-for-finess.csv'));
  await ui.press('Vérifier');
  await ui.says('Relisez');
  await look('review');
  await ui.press('Ajouter');
  await ui.says('C’est fait');
  await look('result');
  expect(defects).toEqual([]);
}, 120_000);
