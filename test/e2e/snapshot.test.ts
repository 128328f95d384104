import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldSnapshot, FrameSnapshot, TextSource } from '@/knowledge/form/snapshot';
import { findChromium } from '../../scripts/browser/find';

/** Reading a frame, from the very modules the extension ships, in pages of our own. All data is invented. */
const root = join(import.meta.dirname, '../..');
/** A module that exists for this test only. */
const ENTRY = join(root, 'reading.ts');
const CODE = `
import { observeChanges, Registry, readFrame } from '@/utils/page';
import { sameField } from '@/utils/page/snapshot';
import { isReachable } from '@/utils/page/visible';
const registry = new Registry();
let frame, stop = observeChanges(() => globalThis.told = (globalThis.told ?? 0) + 1);
globalThis.reading = {
  async read() { frame = await readFrame(registry); return frame.snapshot; },
  same: (label) => { const field = [...frame.fields.values()].find((one) => one.snapshot.label === label); return sameField(field, field.snapshot.fingerprint); },
  reachable: (id) => isReachable(document.getElementById(id)),
  stop: () => stop(),
};`;

const bundle = async (): Promise<string> => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    plugins: [
      {
        name: 'reading',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? CODE : undefined),
      },
    ],
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['iife'], name: 'lib' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
};

let browser: Browser;
let page: Page;
let code: string;
let html = '';
let pages = 0;

beforeAll(async () => {
  code = await bundle();
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    defaultViewport: { width: 1000, height: 700 },
  });
  page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><body>${html}</body></html>`;
    void request.respond({ contentType: 'text/html; charset=utf-8', body });
  });
});
afterAll(() => browser?.close());

const again = async (): Promise<FrameSnapshot> => (await page.evaluate('reading.read()')) as FrameSnapshot;

/** Reads a page of that body, once its script has run. */
const read = async (body: string, script = ''): Promise<FrameSnapshot> => {
  html = script === '' ? body : `${body}<script>${script}</script>`;
  await page.goto(`https://essai.example/aides/?page=${++pages}#/cnsa/etape?jeton=1`);
  await page.addScriptTag({ content: code });
  return again();
};

const labels = ({ fields }: FrameSnapshot): string[] => fields.map(({ label }) => label);

const field = ({ fields }: FrameSnapshot, label: string): FieldSnapshot => {
  const found = fields.find((one) => one.label === label);
  if (!found) throw new Error(`« ${label} » was not read, among ${fields.map((one) => one.label)}`);
  return found;
};

const texts = (one: FieldSnapshot, source: TextSource): string[] =>
  one.texts.filter((text) => text.source === source).map(({ text }) => text);

describe('texts of a field', () => {
  test('label, group, headings, each with its distance; advice and refusals apart', async () => {
    const frame = await read(`<h1>Votre structure</h1><h2>Siège</h2><fieldset><legend>Adresse *</legend>
      <label for="a">Code postal * <small>5 chiffres</small></label><input id="a" name="cp" maxlength="5" inputmode="tel">
      <div><label for="b">Début</label><input id="b" aria-describedby="m"><p id="m" class="hint">Format : jj/mm/aaaa</p>
      <p class="field-error">Date trop ancienne.</p></div></fieldset>`);
    const postcode = field(frame, 'Code postal');
    expect(postcode.texts.map(({ source, text, distance }) => `${source} ${text} ${distance}`)).toEqual([
      'label Code postal 0',
      'section Adresse 1',
      'name cp 0',
      'section Siège 2',
      'section Votre structure 3',
      'help 5 chiffres 0',
    ]);
    expect([postcode.required, postcode.maxLength, postcode.format.type]).toEqual([true, 5, 'tel']);
    const start = field(frame, 'Début');
    expect([start.format.placeholder, start.error]).toEqual(['jj/mm/aaaa', 'Date trop ancienne.']);
    expect([frame.step, frame.url]).toEqual(['Votre structure', 'https://essai.example/aides/#/cnsa/etape']);
  });

  test('labels by name, by aria, by the box on the left, by what stands before or after', async () => {
    const frame = await read(`<label for="siglename">Sigle</label><input name="siglename">
      <span id="x">N° SIREN</span><input aria-labelledby="x"><table><tr><td>Ville</td><td><input></td></tr></table>
      <p>Téléphone : <input></p><p><input type="checkbox"> Même adresse</p><dl><dt>RNA</dt><dd><input></dd></dl>`);
    expect(labels(frame)).toEqual(['Sigle', 'N° SIREN', 'Ville', 'Téléphone', 'Même adresse', 'RNA']);
  });

  test('blocks alike are told apart by their title, and the step by the progress bar', async () => {
    const block = (n: number) =>
      `<div class="panel"><div class="panel-heading">Représentant ${n}</div><div><label>Nom <input></label></div></div>`;
    const frame =
      await read(`<header><h1>Portail</h1></header><ol><li>Un</li><li aria-current="step">Représentants</li></ol>
      <form>${block(1)}${block(2)}</form><label>Ailleurs <input></label>`);
    expect(frame.fields.map((one) => texts(one, 'section')[0])).toEqual([
      'Représentant 1',
      'Représentant 2',
      'Portail',
    ]);
    expect(frame.step).toBe('Représentants');
  });
});

describe('shadow roots', () => {
  const define = (tag: string, inside: string, mode = 'open') =>
    `customElements.define('${tag}', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: '${mode}' }).innerHTML = \`${inside}\`; } });`;

  test('a control in the light of a nested component, its title beside it (layout G3)', async () => {
    const frame = await read(
      '<mg-input-text></mg-input-text><mg-input-radio></mg-input-radio><mg-input-date></mg-input-date>',
      define('mg-input', '<div><slot name="label"></slot><slot></slot></div>') +
        define(
          'mg-input-text',
          '<mg-input><mg-input-title slot="label"><span class="mg-c-input-title__text">Raison sociale *</span></mg-input-title><input id="rs" aria-describedby="rs-e"><p slot="error" id="rs-e" class="mg-c-input__error">Ce champ est obligatoire.</p></mg-input>',
        ) +
        define(
          'mg-input-radio',
          '<mg-input role="group" aria-labelledby="t-title"><mg-input-title slot="label" id="t-title">Même adresse ?</mg-input-title><ul role="list"><li><input type="radio" name="t" id="t0" checked><label for="t0">Oui</label></li><li><input type="radio" name="t" id="t1"><label for="t1">Non</label></li></ul></mg-input>',
        ) +
        define(
          'mg-input-date',
          '<mg-input><mg-input-title slot="label">Créée le</mg-input-title><b>01/02/2001</b></mg-input>',
        ),
    );
    expect(frame.fields.map(({ kind, label, value }) => [kind, label, value])).toEqual([
      ['text', 'Raison sociale', ''],
      ['radio', 'Même adresse ?', 'Oui'],
      ['locked', 'Créée le', '01/02/2001'],
    ]);
  });

  test('labels slotted into the host, or written on it', async () => {
    const frame = await read(
      '<x-input><b slot="label">Fonction</b></x-input><x-input label="Courriel"></x-input><label for="h">Portable</label><x-input id="h"></x-input>',
      define('x-input', '<div><label><slot name="label"></slot></label><input></div>'),
    );
    expect(labels(frame)).toEqual(['Fonction', 'Courriel', 'Portable']);
  });

  test('a component without content yet means the page is loading; read once it is there', async () => {
    const first = await read('<mg-input-text></mg-input-text>');
    expect([first.loading, first.fields.length]).toEqual([true, 0]);
    await page.evaluate(define('mg-input-text', '<label>Sigle <input></label>'));
    const then = await again();
    expect([then.loading, labels(then)]).toEqual([false, ['Sigle']]);
  });
});

describe('kinds of fields', () => {
  test('lists that the page draws, editors, drawn radios, values without control', async () => {
    const frame =
      await read(`<span id="l1">Région</span><div role="combobox" aria-labelledby="l1" tabindex="0">Bretagne</div>
      <p>Département</p><button aria-haspopup="listbox" data-placeholder>Sélectionnez</button>
      <p>Forme</p><div class="ui-select-container"><span class="ui-select-match-text">SAS</span><input class="ui-select-search"></div>
      <p>Résumé</p><div contenteditable="true">Un<div contenteditable="true">deux</div></div>
      <div role="radiogroup" aria-label="Statut"><span role="radio" aria-checked="true">Public</span><span role="radio">Privé</span></div>
      <form><input aria-label="Nom"><dl><dt>SIREN</dt><dd>552100554</dd></dl></form>
      <select aria-label="Publics" multiple><option selected>Enfants</option><option>Adultes</option><option selected>Aînés</option></select>
      <select aria-label="Caché" tabindex="-1" hidden></select>
      <nav class="pagination"><select aria-label="Page"><option>1</option><option>2</option></select></nav><input type="hidden" value="x">`);
    expect(frame.fields.map(({ kind, label, value }) => [kind, label, value])).toEqual([
      ['combobox', 'Région', 'Bretagne'],
      ['combobox', 'Département', ''],
      ['combobox', 'Forme', 'SAS'],
      ['editable', 'Résumé', 'Un\ndeux'],
      ['radio', 'Statut', 'Public'],
      ['text', 'Nom', ''],
      ['locked', 'SIREN', '552100554'],
      ['select', 'Publics', 'Enfants | Aînés'],
    ]);
  });

  test('what a list invites to is not what it holds', async () => {
    const chooser = (label: string, match: string) =>
      `<p>${label}</p><div class="ui-select-container">${match}</div>`;
    const hidden = 'style="display:none"';
    const frame = await read(
      chooser(
        'Bootstrap',
        `<div class="ui-select-match"><span ng-show="e" class="ui-select-placeholder ng-binding">Pays ou région</span><span ${hidden} class="ui-select-match-text" ng-transclude><span class="ng-binding"></span></span></div>`,
      ) +
        chooser(
          'Select2',
          `<a class="ui-select-match"><span ng-show="e" class="select2-chosen ng-binding">Pays ou région</span><span ${hidden} class="select2-chosen" ng-transclude></span></a>`,
        ) +
        chooser(
          'Choisi',
          `<a class="ui-select-match"><span ng-show="e" ${hidden} class="select2-chosen ng-binding">Pays ou région</span><span class="select2-chosen" ng-transclude>Bretagne</span></a>`,
        ),
    );
    expect(frame.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Bootstrap', ''],
      ['Select2', ''],
      ['Choisi', 'Bretagne'],
    ]);
  });
});

describe('pages of old', () => {
  test('a menu beside is no label; a title of lines is a heading; parts share their label; words follow radios', async () => {
    const frame = await read(`<table><tr><td>Accueil<br>Adresse</td><td><form>
      <dl><dt>Téléphone :</dt><dd><input name="t1" size="2"> <input name="t2" size="2"></dd></dl>
      <table><tr><td colspan="2" class="titre"><b>Signature</b></td></tr>
        <tr><td>Date</td><td><select name="j"><option value="">Jour</option></select><select name="m"><option value="">Mois</option></select></td></tr>
        <tr><td>Civilité</td><td><input type="radio" name="c"> Madame &nbsp; <input type="radio" name="c" checked> Monsieur</td></tr>
        <tr><td>Référence</td><td><input type="checkbox"><br><i class="aide">Cochez si oui</i></td></tr></table>
      </form></td></tr></table>`);
    const section = (at: number) => frame.fields[at]?.texts.find(({ source }) => source === 'section')?.text;
    expect(frame.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Téléphone', ''],
      ['Téléphone', ''],
      ['Date', ''],
      ['Date', ''],
      ['Civilité', 'Monsieur'],
      ['Référence', 'false'],
    ]);
    expect(frame.fields.slice(2, 4).map(({ format }) => format.placeholder)).toEqual(['Jour', 'Mois']);
    expect([section(0), section(2), section(5)]).toEqual([undefined, 'Signature', 'Signature']);
  });

  test('the button of a table is its own, whatever lays out the page beside; of two tables, none', async () => {
    const data =
      '<table summary="Structures"><tr><th>Nom</th><th>Ville</th></tr><tr><td><input></td><td><input></td></tr></table>';
    const layout = '<table><tr><td colspan="2"><b>Vos structures</b></td></tr></table>';
    const button = '<button type="button">Ajouter une structure</button>';
    const one = await read(`<div>${layout}${data}${button}</div>`);
    expect(one.tables.map(({ caption, addLabel }) => [caption, addLabel])).toEqual([
      ['Structures', 'Ajouter une structure'],
    ]);
    const two = await read(`<div>${data}${data}${button}</div>`);
    expect(two.tables.map(({ addRef }) => addRef)).toEqual([null, null]);
  });
});

describe('tables', () => {
  const inputs = (count: number) => '<td><input></td>'.repeat(count);

  test('two rows of headers, cells over several columns and rows, headers named by the cells', async () => {
    const frame =
      await read(`<table><thead><tr><th rowspan="2">Structure</th><th colspan="2">Capacité</th></tr><tr><th>Autorisée</th><th>Installée</th></tr></thead>
      <tbody><tr><td rowspan="2">EHPAD A</td>${inputs(2)}</tr><tr>${inputs(2)}</tr></tbody></table>
      <table><tr><th id="c1">Poste</th><th id="c2">Montant</th></tr><tr><td id="r1">Achats</td><td headers="r1 c2"><input></td></tr></table>`);
    expect(
      frame.fields.map((one) => [one.label, texts(one, 'row')[0], one.row?.index, one.row?.column]),
    ).toEqual([
      ['Capacité – Autorisée', 'EHPAD A', 0, 1],
      ['Capacité – Installée', 'EHPAD A', 0, 2],
      ['Capacité – Autorisée', 'EHPAD A', 1, 1],
      ['Capacité – Installée', 'EHPAD A', 1, 2],
      ['Montant', 'Achats', 0, 1],
    ]);
  });

  test('an ARIA grid is a table, and says which rows of how many it shows', async () => {
    const row = '<div role="row"><span role="gridcell">A</span><span role="gridcell"><input></span></div>';
    const grid = `<div role="grid" aria-label="Structures"><div role="row"><span role="columnheader">Nom</span><span role="columnheader">Places</span></div>${row}${row}</div>`;
    const pager = (text: string) => `<section>${grid}<nav aria-label="Pagination">${text}</nav></section>`;
    const frame = await read(
      pager('1 à 2 sur 200') +
        pager('Page 2 sur 10') +
        pager('<a>1</a> <a>2</a>') +
        pager('1 à 2 sur 2') +
        pager(''),
    );
    expect(labels(frame).slice(0, 2)).toEqual(['Places', 'Places']);
    expect(frame.tables.map(({ caption, columns, rows }) => [caption, columns, rows])[0]).toEqual([
      'Structures',
      ['Nom', 'Places'],
      2,
    ]);
    const unknown = { from: null, to: null, total: null };
    expect(frame.tables.map(({ paging }) => paging)).toEqual([
      { from: 1, to: 2, total: 200 },
      unknown,
      unknown,
      null,
      null,
    ]);
  });
});

describe('a page already read', () => {
  const BODY =
    '<h2>Un</h2><div id="box"><label id="l" for="a">Nom</label><input id="a"></div><p id="p">Ville</p><input id="b"><fieldset id="f"><legend id="g">Q ?</legend><label><input type="radio" name="r"> Oui</label><label><input type="radio" name="r"> Non</label></fieldset>';

  test.each([
    ['its text', 'l.textContent = "Prénom"', ['Prénom', 'Ville', 'Q ?']],
    ['the text of a node', 'l.firstChild.data = "Prénom"', ['Prénom', 'Ville', 'Q ?']],
    ['its binding', 'l.htmlFor = "b"', ['a', 'Nom', 'Q ?']],
    ['an attribute', 'a.setAttribute("aria-label", "x"); l.remove()', ['x', 'Ville', 'Q ?']],
    ['what stands before', 'p.remove()', ['Nom', 'b', 'Q ?']],
    ['what comes before', 'b.insertAdjacentHTML("beforebegin", "<p>Pays</p>")', ['Nom', 'Pays', 'Q ?']],
    ['the question', 'g.textContent = "R ?"', ['Nom', 'Ville', 'R ?']],
    [
      'a label from elsewhere',
      'p.innerHTML = "<label for=a>Sigle</label>"; l.remove()',
      ['Sigle', 'Sigle', 'Q ?'],
    ],
    ['a style', 'box.style.display = "none"', ['Ville', 'Q ?']],
    [
      'a class above',
      'document.head.innerHTML += "<style>.off #f { visibility: hidden }</style>"; document.body.className = "off"',
      ['Nom', 'Ville'],
    ],
    ['a style of what stands before', 'p.hidden = true', ['Nom', 'b', 'Q ?']],
  ])('is never told wrong after a change of %s', async (_, change, expected) => {
    await read(BODY);
    await again();
    await page.evaluate(change);
    expect(labels(await again())).toEqual(expected);
  });

  test('values, locks and headings are those of the moment; a field that changed its label is another', async () => {
    await read(BODY);
    await page.evaluate(
      'a.value = "Martin"; b.disabled = true; document.querySelector("h2").textContent = "Deux"',
    );
    const frame = await again();
    expect([field(frame, 'Nom').value, field(frame, 'Ville').disabled]).toEqual(['Martin', true]);
    expect(texts(field(frame, 'Nom'), 'section')).toEqual(['Deux']);
    expect(await page.evaluate('reading.same("Nom")')).toBe(true);
    expect(await page.evaluate('l.textContent = "IBAN"; reading.same("Nom")')).toBe(false);
  });

  test('nothing observes, listens or waits once nobody watches', async () => {
    await read(BODY);
    await page.evaluate(
      'reading.stop(); told = 0; a.remove(); b.dispatchEvent(new Event("input", { bubbles: true }))',
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await page.evaluate('told')).toBe(0);
    expect(labels(await again())).toEqual(['Ville', 'Q ?']);
  });
});

describe('pages that resist', () => {
  test('50 000 elements and more fields than are read: cut and said, and never a long wait', async () => {
    const lines = Array.from(
      { length: 8100 },
      (_, n) => `<p><i>${n}</i><b></b><u></u><label>Champ ${n} <input></label></p>`,
    );
    await read('<p>Vide</p>');
    await page.evaluate((body) => {
      document.body.innerHTML = body;
      // Its first layout is the page's own work.
      document.body.getBoundingClientRect();
    }, lines.join(''));
    const { fields, truncated, turns } = (await page.evaluate(`(async () => {
      const beats = []; let on = true;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { beats.push(0); if (on) port2.postMessage(0); };
      port2.postMessage(0);
      const { fields, truncated } = await reading.read();
      on = false;
      return { fields: fields.length, truncated, turns: beats.length };
    })()`)) as { fields: number; truncated: boolean; turns: number };
    expect([fields, truncated]).toEqual([8000, true]);
    // How long each wait is belongs to the bench: here, that the page got its turn many times.
    expect(turns).toBeGreaterThan(10);
  });

  test('a page that changes while it is read is read again', async () => {
    await read('<div id="all"></div>');
    const count = await page.evaluate(`(async () => {
      all.innerHTML = '<p><label>Avant <input></label></p>'.repeat(5000);
      const reading1 = reading.read();
      setTimeout(() => { all.innerHTML = '<label>Après <input></label>'; });
      return (await reading1).fields.map(({ label }) => label);
    })()`);
    expect(count).toEqual(['Après']);
  });

  test('fields that nobody can see are not reachable; a mere header over them hides nothing', async () => {
    await read(`<style>.box { position: relative; width: 200px; height: 30px } .box > * { position: absolute; inset: 0 } .cover { background: #fff }</style>
      <div class="box"><input id="open"></div>
      <div class="box"><input id="covered"><div class="cover"></div></div>
      <div class="box"><input id="untouchable"><div class="cover" style="pointer-events:none"></div></div>
      <div class="box"><input id="glass"><div></div></div>
      <div style="background:#fff;position:relative;z-index:0"><input id="behind" style="position:relative;z-index:-1"></div>
      <div style="height:0;overflow:hidden"><input id="folded"></div><input id="faint" style="filter:opacity(0)">
      <input id="away" style="position:absolute;left:-999px"><input id="tiny" style="width:1px;height:1px;border:0;padding:0">
      <div style="position:fixed;inset:0 0 auto 0;height:40px;background:#fff">En-tête</div>`);
    const ids = ['open', 'covered', 'untouchable', 'glass', 'folded', 'faint', 'away', 'tiny'];
    const reachable = (await page.evaluate(
      `${JSON.stringify(ids)}.filter((id) => reading.reachable(id))`,
    )) as string[];
    expect(reachable).toEqual(['open', 'glass']);
  });
});
