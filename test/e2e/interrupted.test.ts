import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, openBench, type Scene } from './support/bench';
import { valuesOf } from './support/dom';
import { becomes, fill, says } from './support/panel';
import { box, formPage, type Site, startSite } from './support/site';

/** What happens when a fill does not go to its end: nothing goes on elsewhere, nothing is lost. */
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

const show = (html: string): Promise<Scene> => bench.scene(site.put(html));

/** The postcode goes first and its dependents wait: the page has a second to change meanwhile. */
const ADDRESS = `<h2>Adresse de correspondance</h2>${box('cp', 'Code postal')}${box('voie', 'N° et libellé de la voie')}`;

test('a fill stops when the portal goes to another step, and writes nothing there', async () => {
  const script = `addEventListener('input', () => setTimeout(() => {
    document.querySelector('h1').textContent = 'Étape suivante';
    document.querySelector('form').innerHTML = ${JSON.stringify(`<h2>Votre structure</h2>${box('sigle', 'Sigle')}${box('siren', 'N° SIREN')}`)};
  }, 200), { capture: true, once: true });`;
  const { page, panel } = await show(formPage({ body: ADDRESS, script }));
  await becomes(panel, 'Code postal', 'to-fill');
  await panel.press('Remplir cette étape');
  await says(
    panel,
    'Le portail est passé à une autre page pendant le remplissage : l’assistant s’est arrêté.',
  );
  await becomes(panel, 'N° SIREN', 'to-fill');
  expect(await valuesOf(page)).toEqual({ sigle: '', siren: '' });
});

test('what was written before a frame vanished can still be undone', async () => {
  const inner = site.put(formPage({ body: box('siren', 'N° SIREN') }));
  const script = `addEventListener('input', () => setTimeout(() => document.querySelector('iframe').remove(), 300), { capture: true, once: true });`;
  const body = `${ADDRESS}<iframe src="${inner}"></iframe>`;
  const { page, panel } = await show(formPage({ body, script }));
  await becomes(panel, 'N° SIREN', 'to-fill');
  await fill(panel);
  expect((await valuesOf(page)).cp).not.toBe('');
  await panel.press('Annuler le remplissage');
  await panel.done();
  expect(await valuesOf(page)).toEqual({ cp: '', voie: '' });
});

test('what the person typed during the fill is not taken for ours by the undo', async () => {
  const script = `addEventListener('input', () => setTimeout(() => { document.querySelector('#cp').value = '75011'; }, 900), { capture: true, once: true });`;
  const { page, panel } = await show(formPage({ body: ADDRESS, script }));
  await becomes(panel, 'Code postal', 'to-fill');
  await fill(panel);
  await becomes(panel, 'Code postal', 'changed-by-page');
  await panel.press('Annuler le remplissage');
  await panel.done();
  expect(await valuesOf(page)).toEqual({ cp: '75011', voie: '' });
});
