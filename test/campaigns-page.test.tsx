import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '@/entrypoints/profil/app';
import { openPage } from '@/entrypoints/profil/page';
import { campaigns as shipped } from '@/knowledge/campaigns';
import { parsePersonalCampaign } from '@/knowledge/campaigns/personal';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { listCampaigns, saveCampaign } from '@/utils/campaigns';
import { closeDatabase, listProfiles, saveProfiles } from '@/utils/database';
import { CALL_FILE, callOf } from './campaigns/build';

const written = vi.hoisted(() => ({ text: '', name: '' }));
vi.mock('@/utils/download', () => ({
  downloadFile: (text: string, name: string) => Object.assign(written, { text, name }),
}));

// The form is long: on a busy machine its hundred boxes take their time.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

let stop = () => {};
beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', BroadcastChannel); // happy-dom has none
});
afterEach(() => {
  cleanup();
  stop();
  vi.restoreAllMocks();
});

async function show(section = 'appels'): Promise<void> {
  location.hash = section;
  const { page, stop: end } = openPage();
  stop = end;
  render(<App page={page} />);
  if (section === 'appels') await screen.findByRole('heading', { name: 'Appels à projets' });
}
const textOf = (element: Element): string => (element.textContent ?? '').replace(/[\s\u00a0\u202f]+/g, ' ');
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string) => {
  const [box] = screen.getAllByLabelText(label);
  if (!box) throw new Error(`no box ${label}`);
  fireEvent.input(box, { target: { value } });
};
/** Chooses a file as the picker of the browser would; the last picker of the page is the section's. */
function choose(content: string | File, name = 'appel.json', where: 'section' | 'page' = 'section'): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input[type="file"]')];
  const input =
    where === 'section'
      ? inputs.find((one) => one.closest('main'))
      : inputs.find((one) => one.closest('aside'));
  if (!input) throw new Error('no file input');
  const file = typeof content === 'string' ? new File([content], name) : content;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
}
const stored = async () => (await listCampaigns()).campaigns;
const region = (name: string | RegExp) => screen.findByRole('region', { name });

describe('the section « Appels à projets »', () => {
  test('shows what is shipped, and says what to do when nothing is described', async () => {
    await show();
    expect(textOf(await region('Appels à projets'))).toContain('Aucun appel décrit par vous.');
    for (const { title } of shipped) expect(screen.getByRole('heading', { name: title })).toBeDefined();
    expect(textOf(document.body)).toContain('sans montant trouvé');
  });
  test('a shipped call is copied, changed and saved whole, then taken back', async () => {
    const [first] = shipped;
    if (!first) throw new Error('no shipped call');
    await saveProfiles([sampleGrappe()]);
    await show();
    click(`Copier ${first.title}`);
    const form = await screen.findByRole('form', { name: 'Copier un appel à projets' });
    expect(textOf(form)).toContain('campagne personnelle');
    type(/^Titre/, 'Appel copié (inventé)');
    type('Nombre minimum d’ESSMS', '9');
    fireEvent.change(screen.getByLabelText('Guichet que ce maximum concerne'), { target: { value: '' } });
    expect(await stored()).toEqual([]);
    fireEvent.submit(form);
    await screen.findByRole('button', { name: 'Annuler l’enregistrement' });
    expect(await stored()).toMatchObject([
      {
        id: 'appel-copie-invente',
        title: 'Appel copié (inventé)',
        minEssms: { value: 9 },
        origin: first.title,
      },
    ]);
    expect(textOf(await region('Appels à projets'))).toContain('Appel copié (inventé)campagne personnelle');
    click('Annuler l’enregistrement');
    await waitFor(async () => expect(await stored()).toEqual([]));
  });
  test('a call is described by the form, with its periods, amounts, rules and sources', async () => {
    await show();
    click('Décrire un appel');
    const form = await screen.findByRole('form', { name: 'Décrire un appel à projets' });
    type(/^Titre/, 'Appel de 2029 (inventé)');
    type(/^Financeur/, 'ARS d’exemple');
    type('Nombre maximum d’ESSMS', '45');
    const [quote] = within(form).getAllByLabelText('Phrase du texte');
    expect(quote).toBeDefined();
    click('Ajouter une période');
    type('Ouverture', '2029-02-01');
    type('Clôture', '2029-05-31');
    type('Heure de clôture', '12:00');
    click('Ajouter un forfait');
    type(/^Nom du forfait/, 'Socle');
    type('Montant par ESSMS, en euros', '1 500,50');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Chaque ESSMS a son propre FINESS/ }));
    type('Questions posées ou critères de choix', 'Maturité\n\nCalendrier\n');
    fireEvent.submit(form);
    await screen.findByRole('button', { name: 'Annuler l’enregistrement' });
    expect(await stored()).toMatchObject([
      {
        id: 'appel-de-2029-invente',
        maxEssms: { value: 45 },
        windows: [
          {
            label: 'Dépôt',
            scope: 'regional',
            opens: { value: '2029-02-01' },
            closes: { value: '2029-05-31' },
            closingHour: { value: '12:00' },
          },
        ],
        rates: [{ label: 'Socle', amountCents: { value: 150_050 }, types: ['acquisition', 'conformite'] }],
        principles: [{ rule: 'own-finess' }],
        criteria: { value: ['Maturité', 'Calendrier'] },
      },
    ]);
  });
  test('what is wrong is said together, beside each datum, and nothing is saved', async () => {
    await show();
    click('Décrire un appel');
    const form = await screen.findByRole('form', { name: 'Décrire un appel à projets' });
    type(/^Financeur/, 'ARS d’exemple');
    type('Nombre maximum d’ESSMS', 'beaucoup');
    click('Ajouter une période');
    type('Ouverture', '2029-05-31');
    type('Clôture', '2029-02-01');
    type('Adresse du texte', 'javascript:alert(1)');
    fireEvent.submit(form);
    const alert = await within(form).findByRole('alert');
    expect(textOf(alert)).toContain('4 données sont à corriger : rien n’est encore enregistré.');
    for (const words of [
      'Titre : cette donnée manque',
      'Nombre maximum d’ESSMS : un nombre est attendu',
      'Période de dépôt n° 1, clôture : la clôture vient avant l’ouverture',
      'Adresse du texte : une adresse complète commence par https://',
    ])
      expect(textOf(alert)).toContain(words);
    expect(document.activeElement).toBe(alert);
    const box = screen.getByLabelText('Clôture');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(
      document.getElementById(box.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent,
    ).toContain('avant l’ouverture');
    click(/^Période de dépôt n°.1, clôture/);
    expect(document.activeElement).toBe(box);
    type('Clôture', '2029-06-30');
    expect(textOf(alert)).toContain('3 données sont à corriger');
    expect(await stored()).toEqual([]);
  });
  test('a row is removed, the next ones keep what they hold', async () => {
    await saveCampaign(callOf(), null);
    await show();
    click('Modifier Appel inventé 2028');
    await screen.findByRole('form', { name: 'Modifier l’appel à projets' });
    click(/^Retirer ce forfait \(Forfait n°.1/);
    expect(screen.getByLabelText<HTMLInputElement>(/^Nom du forfait/).value).toBe('Complément');
    fireEvent.submit(screen.getByRole('form'));
    await screen.findByRole('button', { name: 'Annuler l’enregistrement' });
    expect((await stored())[0]?.rates.map(({ id, label }) => [id, label])).toEqual([
      ['forfait-1', 'Complément'],
    ]);
    click('Annuler l’enregistrement');
    await waitFor(async () => expect(await stored()).toEqual([callOf()]));
  });
  test('leaving the form writes nothing, and what was typed can be taken up again', async () => {
    await show();
    click('Décrire un appel');
    type(/^Titre/, 'Appel commencé (inventé)');
    click(/^Abandonner/);
    await screen.findByRole('heading', { name: 'Vos appels' });
    expect(await stored()).toEqual([]);
    click('Reprendre la description');
    expect((await screen.findByLabelText<HTMLInputElement>(/^Titre/)).value).toBe('Appel commencé (inventé)');
  });
  test('a call is removed, and put back', async () => {
    await saveCampaign(callOf(), null);
    await show();
    await screen.findByRole('button', { name: 'Supprimer Appel inventé 2028' });
    click('Supprimer Appel inventé 2028');
    await screen.findByRole('button', { name: 'Annuler la suppression' });
    expect(await stored()).toEqual([]);
    click('Annuler la suppression');
    await waitFor(async () => expect(await stored()).toEqual([callOf()]));
  });
  test('a call that another window changed is not written over without a word', async () => {
    await saveCampaign(callOf(), null);
    await show();
    await screen.findByRole('button', { name: 'Modifier Appel inventé 2028' });
    click('Modifier Appel inventé 2028');
    type(/^Financeur/, 'Mon financeur');
    await saveCampaign(callOf({ issuer: 'Un autre' }), callOf());
    fireEvent.submit(screen.getByRole('form'));
    expect(textOf((await screen.findByText(/vient de changer dans une autre fenêtre/)) as Element)).toContain(
      'rien n’a été écrit',
    );
    expect((await stored())[0]?.issuer).toBe('Un autre');
    fireEvent.submit(screen.getByRole('form'));
    await waitFor(async () => expect((await stored())[0]?.issuer).toBe('Mon financeur'));
  });
});

describe('a file that describes a call', () => {
  test('goes out and comes back the same', async () => {
    await saveCampaign(callOf(), null);
    await show();
    await screen.findByRole('button', { name: 'Exporter Appel inventé 2028' });
    click('Exporter Appel inventé 2028');
    expect(written.name).toBe('appel-appel-invente-2028.json');
    expect(parsePersonalCampaign(written.text)).toEqual({ campaign: callOf() });
    choose(written.text);
    await screen.findByText(/est déjà là, identique/);
    expect(await stored()).toEqual([callOf()]);
  });
  test('is added, and taken back', async () => {
    await show();
    choose(CALL_FILE);
    await screen.findByRole('heading', { name: 'Appel inventé 2028' });
    expect(await stored()).toEqual([callOf()]);
    click('Annuler l’ajout');
    await waitFor(async () => expect(await stored()).toEqual([]));
  });
  test('with a fault is explained line by line, and nothing is loaded', async () => {
    await show();
    choose(CALL_FILE.replace('"2028-05-31"', '"2028-02-30"').replace('"minEssms": 12', '"minEssms": -1'));
    const faults = await region(/n’a pas été importé/);
    const rows = within(faults).getAllByRole('row').slice(1).map(textOf);
    expect(rows[0]).toMatch(/^16période de dépôt n° 1, clôturecette date n’existe pas/);
    expect(rows[1]).toMatch(/^21nombre minimum d’ESSMSce nombre doit être au moins égal à 0/);
    expect(await stored()).toEqual([]);
    click('Fermer');
    await waitFor(() => expect(screen.queryByRole('region', { name: /n’a pas été importé/ })).toBeNull());
  });
  test('of five megabytes is refused without being read', async () => {
    const file = new File(['x'.repeat(5_000_000)], 'gros.json');
    const read = vi.spyOn(file, 'text');
    await show();
    choose(file);
    expect(textOf(await region(/gros\.json/))).toContain('trop grand');
    expect(read).not.toHaveBeenCalled();
  });
  test('holding hostile words shows them as words', async () => {
    const hostile = '<img src=x onerror="document.title=1"><script>1</script>';
    await show();
    choose(JSON.stringify({ ...JSON.parse(CALL_FILE), title: hostile, issuer: hostile }));
    await screen.findByRole('heading', { name: hostile });
    expect(document.querySelector('main img, main script')).toBeNull();
  });
  test.each([
    ['Remplacer', ['ARS changée']],
    ['Garder les deux', ['ARS d’exemple (inventée)', 'ARS changée']],
    ['Ne pas importer', ['ARS d’exemple (inventée)']],
  ])('of an id already here asks: %s', async (choice, issuers) => {
    await saveCampaign(callOf(), null);
    await show();
    choose(JSON.stringify({ ...JSON.parse(CALL_FILE), issuer: 'ARS changée' }));
    await region(/Remplacer l’appel/);
    expect(await stored()).toEqual([callOf()]);
    click(choice);
    await waitFor(() => expect(screen.queryByRole('region', { name: /Remplacer l’appel/ })).toBeNull());
    expect((await stored()).map(({ issuer }) => issuer).toSorted()).toEqual(issuers.toSorted());
  });
});

test('a backup brings the calls back with the grappes, and its undo takes both away', async () => {
  await saveProfiles([{ ...sampleGrappe(), id: 'autre', name: 'Autre grappe (exemple fictif)' }]);
  await show('organismes');
  await screen.findByRole('button', { name: 'Exporter une sauvegarde' });
  const backup = serializeBackup([sampleGrappe()], '2026-11-22T08:00:00.000Z', [], [callOf()]);
  choose(backup, 'sauvegarde.json', 'page');
  await screen.findByText('1 appel personnel ajouté.');
  expect(await stored()).toEqual([callOf()]);
  click('Annuler l’import');
  await waitFor(async () => expect(await stored()).toEqual([]));
  expect((await listProfiles()).profiles).toHaveLength(1);
});

test.each(['list', 'form'])('the %s has no accessibility fault', async (view) => {
  await saveCampaign(callOf(), null);
  await show();
  await screen.findByRole('heading', { name: 'Appel inventé 2028' });
  if (view === 'form') {
    click('Modifier Appel inventé 2028');
    fireEvent.submit(await screen.findByRole('form'));
  }
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
