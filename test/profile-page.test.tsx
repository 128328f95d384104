import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProfileBank } from '@/components/profile-bank';
import { ProfileData } from '@/components/profile-data';
import { ProfileEssms } from '@/components/profile-essms';
import { App } from '@/entrypoints/profil/app';
import { Grappes } from '@/entrypoints/profil/state';
import { serializeBackup } from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { closeDatabase, getSettings, listProfiles, saveProfiles } from '@/utils/database';
import { nationalGrappe, sampleWith } from './profiles/build';

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

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ');
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

let stop = () => {};
function show() {
  const grappes = new Grappes();
  stop = grappes.start();
  return render(<App grappes={grappes} />);
}

/** Chooses a file in the page, as the picker of the browser would. */
function choose(text: string, name = 'sauvegarde.json'): void {
  const input = document.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
  Object.defineProperty(input, 'files', { value: [new File([text], name)], configurable: true });
  fireEvent.change(input);
}
const backupOf = (...profiles: Profile[]): string => serializeBackup(profiles, '2026-11-21T08:00:00.000Z');
const stored = async (): Promise<string[]> => (await listProfiles()).profiles.map((p) => p.name);

const renamed = () =>
  sampleWith((draft) => {
    draft.name = 'Grappe renommée (exemple fictif)';
    draft.bank.iban = 'FR1420041010050500013M02606';
  });

describe('the page « Ma grappe »', () => {
  test('starts by saying what to do, then shows the sample grappe, and can go back', async () => {
    show();
    await screen.findByRole('heading', { name: 'Commencez par charger une grappe' });
    click('Charger la grappe d’exemple');
    await screen.findByRole('heading', { name: '18 ESSMS' });
    expect(await stored()).toEqual(['Grappe des Tamaris (exemple fictif)']);
    click('Annuler l’import');
    await screen.findByRole('heading', { name: 'Commencez par charger une grappe' });
    expect(await stored()).toEqual([]);
  });
  test('every section of the grappe is there, with its figures', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    const synthese = await screen.findByRole('region', { name: 'Synthèse' });
    expect(textOf(synthese)).toContain('Porteur : Association Les Tamaris (exemple fictif)');
    expect(textOf(synthese)).toContain('153 000 €demandés');
    expect(textOf(screen.getByRole('region', { name: 'Budget' }))).toContain('240 000 €');
    expect(textOf(screen.getByRole('region', { name: 'Ce qui manque' }))).toContain('3 données manquantes');
    expect(textOf(screen.getByRole('region', { name: '3 organismes' }))).toContain(
      'accord national manquant',
    );
    for (const name of ['Projet', 'Coordonnées bancaires', '2 dossiers', 'Vos données'])
      expect(screen.getByRole('region', { name })).toBeTruthy();
  });
  test('a new grappe is added at once and comes forward', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    choose(backupOf(nationalGrappe(15)));
    await screen.findByRole('heading', { name: '15 ESSMS' });
    expect((await getSettings()).currentProfileId).toBe('grappe-nationale');
    expect(await stored()).toHaveLength(2);
  });
  test('a stored grappe is only replaced after it was shown and agreed, and can be put back', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    choose(backupOf(renamed()));
    const review = await screen.findByRole('region', { name: /Remplacer 1 grappe/ });
    expect(textOf(review)).toContain('coordonnées bancaires modifiées');
    expect(textOf(review)).toContain('Les coordonnées bancaires changent.');
    expect(await stored()).toEqual(['Grappe des Tamaris (exemple fictif)']);
    click('Remplacer et importer');
    await waitFor(async () => expect(await stored()).toEqual(['Grappe renommée (exemple fictif)']));
    fireEvent.click(await screen.findByRole('button', { name: 'Annuler l’import' }));
    await waitFor(async () => expect((await listProfiles()).profiles).toEqual([sampleGrappe()]));
  });
  test('declining a replacement changes nothing', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    choose(backupOf(renamed(), nationalGrappe(15)));
    fireEvent.click(await screen.findByRole('button', { name: 'Ne rien importer' }));
    expect(screen.queryByRole('region', { name: /Remplacer/ })).toBeNull();
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
  });
  test('a bad file is refused in an alert that says what was kept', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    choose('{"format":"assistant-galis"', 'coupé.json');
    const alert = screen.getByRole('alert');
    await waitFor(() => expect(textOf(alert)).toContain('ce n’est pas du JSON complet'));
    expect(textOf(alert)).toContain('Le fichier « coupé.json » n’a pas été importé.');
    expect(textOf(alert)).toContain('vos grappes sont telles qu’elles étaient');
  });
  test('deleting asks first, and can be undone', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    click('Supprimer cette grappe…');
    click('Supprimer');
    await screen.findByRole('heading', { name: 'Commencez par charger une grappe' });
    click('Annuler la suppression');
    await screen.findByRole('heading', { name: '18 ESSMS' });
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
  });
  test('exporting writes every grappe in a file named with the day, and notes it', async () => {
    await saveProfiles([sampleGrappe(), nationalGrappe(15)]);
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) blobs.push(blob);
      return 'blob:test';
    });
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show();
    await screen.findByRole('region', { name: 'Synthèse' });
    click('Exporter une sauvegarde');
    await screen.findByText(/2 grappes exportées/);
    expect(clicked).toHaveBeenCalledOnce();
    expect(await blobs[0]?.text()).toContain('"format": "assistant-galis"');
    expect(JSON.parse((await blobs[0]?.text()) ?? '').profiles).toHaveLength(2);
    expect(screen.getByText(/assistant-galis-\d{4}-\d\d-\d\d-\d{4}\.json/)).toBeTruthy();
    await screen.findByText(/Dernière sauvegarde/);
  });
  test('a grappe that cannot be read is told, the others are shown', async () => {
    await saveProfiles([sampleGrappe()]);
    const db = await openDB('assistant-galis');
    await db.put('profiles', { id: 'abimee', name: 'Abîmée (exemple fictif)' });
    db.close();
    show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    expect(textOf(screen.getByRole('alert'))).toContain('Dans la grappe « Abîmée (exemple fictif) »');
  });
  test('an unreadable grappe is only replaced after it was said', async () => {
    await saveProfiles([nationalGrappe(15)]);
    const db = await openDB('assistant-galis');
    await db.put('profiles', { id: 'grappe-exemple' });
    db.close();
    show();
    await screen.findByRole('heading', { name: '15 ESSMS' });
    choose(backupOf(sampleGrappe()));
    const review = await screen.findByRole('region', { name: /Remplacer 1 grappe/ });
    expect(textOf(review)).toContain('prendra la place d’une grappe illisible');
    expect((await listProfiles()).damaged).toHaveLength(1);
    click('Remplacer et importer');
    await waitFor(async () => expect((await listProfiles()).damaged).toEqual([]));
    await screen.findByRole('heading', { name: '18 ESSMS' });
  });
  test('undoing the import that replaced an unreadable grappe puts it back as it was', async () => {
    await saveProfiles([nationalGrappe(15)]);
    const row = { id: 'grappe-exemple', schemaVersion: 99, novelty: ['gardée'] };
    const db = await openDB('assistant-galis');
    await db.put('profiles', row);
    db.close();
    show();
    await screen.findByRole('heading', { name: '15 ESSMS' });
    choose(backupOf(sampleGrappe()));
    fireEvent.click(await screen.findByRole('button', { name: 'Remplacer et importer' }));
    await screen.findByRole('heading', { name: '18 ESSMS' });
    click('Annuler l’import');
    await screen.findByRole('heading', { name: '15 ESSMS' });
    const { profiles, damaged } = await listProfiles();
    expect(profiles.map(({ id }) => id)).toEqual(['grappe-nationale']);
    expect(damaged.map((one) => one.row)).toEqual([row]);
  });
  test('when every grappe is unreadable, the page does not say there is none, and exports them', async () => {
    await saveProfiles([]);
    const db = await openDB('assistant-galis');
    await db.put('profiles', { id: 'abimee', name: 'Abîmée (exemple fictif)' });
    db.close();
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) blobs.push(blob);
      return 'blob:test';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const { container } = show();
    await screen.findByText(/Aucune grappe de cet ordinateur n’est lisible/);
    expect(textOf(container)).not.toContain('Aucune grappe n’est encore');
    click('Exporter une sauvegarde');
    await screen.findByText(/jointe au fichier telle quelle/);
    expect(JSON.parse((await blobs[0]?.text()) ?? '').damaged).toHaveLength(1);
  });
  test('what another page writes appears here', async () => {
    show();
    await screen.findByRole('heading', { name: 'Commencez par charger une grappe' });
    await saveProfiles([nationalGrappe(15)]);
    await screen.findByRole('heading', { name: '15 ESSMS' });
  });
  test('no accessibility violation', async () => {
    await saveProfiles([sampleGrappe(), nationalGrappe(15)]);
    const { container } = show();
    await screen.findByRole('heading', { name: '18 ESSMS' });
    choose(backupOf(renamed()));
    await screen.findByRole('region', { name: /Remplacer/ });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  }, 20_000);
});

describe('the table of ESSMS', () => {
  const namesIn = (): string[] =>
    screen.getAllByRole('rowheader').map((cell) => cell.firstChild?.textContent ?? '');

  test('sorts by a column, both ways, the unknown last', () => {
    const grappe = sampleWith((draft) => {
      draft.essms = draft.essms.slice(0, 3);
      const [first] = draft.essms;
      if (first) first.capacity = null;
    });
    render(<ProfileEssms grappe={grappe} />);
    click('Places');
    expect(namesIn()).toEqual([
      'EHPAD La Rade (fictif)',
      'EHPAD L’Étang Bleu (fictif)',
      'EHPAD Les Micocouliers (fictif)',
    ]);
    click(/Places/);
    expect(namesIn()[0]).toBe('EHPAD L’Étang Bleu (fictif)');
    expect(namesIn()[2]).toBe('EHPAD Les Micocouliers (fictif)');
    expect(screen.getByRole('columnheader', { name: /Places/ }).getAttribute('aria-sort')).toBe('descending');
  });
  test('filters on names without accents, numbers with or without spaces, communes', () => {
    render(<ProfileEssms grappe={sampleGrappe()} />);
    const filter = screen.getByLabelText('Filtrer les ESSMS');
    for (const [query, found] of [
      ['etang', 1],
      ['13 099 001', 1],
      ['130990013', 1],
      ['Avignon', 2],
      ['rien de tel', 0],
    ] as const) {
      fireEvent.input(filter, { target: { value: query } });
      expect(screen.queryAllByRole('rowheader')).toHaveLength(found);
    }
  });
  test('shows five hundred rows, each with its FINESS', () => {
    render(<ProfileEssms grappe={nationalGrappe(500)} />);
    expect(screen.getAllByRole('rowheader')).toHaveLength(500);
  });
  test('what deserves attention is said in words', () => {
    render(<ProfileEssms grappe={sampleGrappe()} />);
    const row = screen.getByText('EHPAD Le Ventoux (fictif)').closest('tr');
    expect(row && textOf(row)).toContain('commande Ségur : Romarin Soins');
  });
  test('an unknown category is shown raw, never guessed', () => {
    const grappe = sampleWith((draft) => {
      draft.essms = draft.essms.slice(0, 1);
      const [first] = draft.essms;
      if (first) first.category = '999';
    });
    render(<ProfileEssms grappe={grappe} />);
    expect(screen.getByText('catégorie 999 non reconnue')).toBeTruthy();
  });
});

describe('bank details and storage', () => {
  test('the IBAN is hidden until it is asked for', () => {
    const { container } = render(<ProfileBank bank={sampleGrappe().bank} />);
    expect(textOf(container)).not.toContain('0001');
    fireEvent.click(screen.getByRole('button', { name: 'Afficher l’IBAN' }));
    expect(textOf(container)).toContain('FR76 9999 9000 0100 0123 4567 809');
    fireEvent.click(screen.getByRole('button', { name: 'Masquer l’IBAN' }));
    expect(textOf(container)).not.toContain('0001');
  });
  test('a wrong IBAN is flagged without being shown', () => {
    const bank = { ...sampleGrappe().bank, iban: 'FR7699999000010001234567808' };
    const { container } = render(<ProfileBank bank={bank} />);
    expect(textOf(container)).toContain('clé');
    expect(textOf(container)).not.toContain('0001');
  });
  test('an old backup and an unprotected storage are said', () => {
    const nothing = () => {};
    render(
      <ProfileData
        name="Grappe (exemple fictif)"
        storage="unprotected"
        lastBackup={{ day: '2026-11-01', daysAgo: 20 }}
        onProtect={nothing}
        onLoadSample={nothing}
        onDelete={nothing}
      />,
    );
    const data = screen.getByRole('region', { name: 'Vos données' });
    expect(textOf(data)).toContain('Stockage non protégé');
    expect(textOf(data)).toContain('Dernière sauvegarde : 1 novembre 2026, il y a 20 jours');
    expect(within(data).getByRole('button', { name: 'Protéger le stockage' })).toBeTruthy();
  });
});
