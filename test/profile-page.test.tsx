import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProfileData } from '@/components/profile-data';
import { App } from '@/entrypoints/profil/app';
import { openPage } from '@/entrypoints/profil/page';
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
function show(section = 'synthese') {
  location.hash = section;
  const { page, stop: end } = openPage();
  stop = end;
  return render(<App page={page} />);
}

/** Goes to a section as a click on its link does; happy-dom follows no link. */
function go(section: string): void {
  location.hash = section;
  dispatchEvent(new Event('hashchange'));
}

const EMPTY = 'Commencez ici : vos établissements, une seule fois';

/** Chooses a file in the page, as the picker of the browser would. */
function choose(text: string, name = 'sauvegarde.json'): void {
  const input = document.querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
  Object.defineProperty(input, 'files', { value: [new File([text], name)], configurable: true });
  fireEvent.change(input);
}
/** Waits for a grappe of so many ESSMS to be on screen. */
const hasEssms = (count: number) =>
  waitFor(() => expect(textOf(screen.getByRole('region', { name: 'Synthèse' }))).toContain(`${count}ESSMS`));
/** Agrees to the replacement that the page asks about. */
function accept(): void {
  fireEvent.click(screen.getByRole('radio', { name: /^Remplacer/ }));
  click('Importer');
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
    await screen.findByRole('heading', { name: EMPTY });
    click('Voir une grappe d’exemple');
    await hasEssms(18);
    expect(await stored()).toEqual(['Grappe des Tamaris (exemple fictif)']);
    click('Annuler l’import');
    await screen.findByRole('heading', { name: EMPTY });
    expect(await stored()).toEqual([]);
  });
  test('every section of the grappe is there, with its figures', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    const synthese = await screen.findByRole('region', { name: 'Synthèse' });
    expect(textOf(synthese)).toContain('Porteur : Association Les Tamaris (exemple fictif)');
    expect(textOf(synthese)).toContain('153 000 €demandés');
    expect(textOf(screen.getByRole('region', { name: 'Ce qui manque' }))).toContain('3 données manquantes');
    for (const [section, name] of [
      ['organismes', '3 organismes'],
      ['essms', '18 ESSMS'],
      ['projet', 'Projet'],
      ['budget', 'Budget'],
      ['banque', 'Coordonnées bancaires'],
      ['dossiers', '2 dossiers'],
      ['importer', 'Importer un tableau'],
      ['donnees', 'Vos données'],
    ] as const) {
      go(section);
      await screen.findByRole('region', { name });
      expect(screen.queryByRole('region', { name: 'Synthèse' })).toBeNull();
    }
  });
  test('a new grappe is added at once and comes forward', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await hasEssms(18);
    choose(backupOf(nationalGrappe(15)));
    await hasEssms(15);
    expect((await getSettings()).currentProfileId).toBe('grappe-nationale');
    expect(await stored()).toHaveLength(2);
  });
  test('a stored grappe is only replaced after it was shown and agreed, and can be put back', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await hasEssms(18);
    choose(backupOf(renamed()));
    const review = await screen.findByRole('region', { name: /Remplacer 1 grappe/ });
    expect(textOf(review)).toContain('coordonnées bancaires modifiées');
    expect(textOf(review)).toContain('Les coordonnées bancaires changent.');
    expect(await stored()).toEqual(['Grappe des Tamaris (exemple fictif)']);
    accept();
    await waitFor(async () => expect(await stored()).toEqual(['Grappe renommée (exemple fictif)']));
    fireEvent.click(await screen.findByRole('button', { name: 'Annuler l’import' }));
    await waitFor(async () => expect((await listProfiles()).profiles).toEqual([sampleGrappe()]));
  });
  test('declining a replacement changes nothing', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await hasEssms(18);
    choose(backupOf(renamed(), nationalGrappe(15)));
    fireEvent.click(await screen.findByRole('button', { name: 'Ne rien importer' }));
    expect(screen.queryByRole('region', { name: /Remplacer/ })).toBeNull();
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
  });
  test('a bad file is refused in an alert that says what was kept', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await hasEssms(18);
    choose('{"format":"assistant-galis"', 'coupé.json');
    const alert = screen.getByRole('alert');
    await waitFor(() => expect(textOf(alert)).toContain('ce n’est pas du JSON complet'));
    expect(textOf(alert)).toContain('Le fichier « coupé.json » n’a pas été importé.');
    expect(textOf(alert)).toContain('vos grappes sont telles qu’elles étaient');
  });
  test('deleting asks first, and can be undone', async () => {
    await saveProfiles([sampleGrappe()]);
    show();
    await hasEssms(18);
    go('donnees');
    fireEvent.click(await screen.findByRole('button', { name: 'Supprimer cette grappe…' }));
    click('Supprimer');
    await screen.findByRole('heading', { name: EMPTY });
    fireEvent.click(await screen.findByRole('button', { name: 'Annuler la suppression' }));
    go('synthese');
    await hasEssms(18);
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
    go('donnees');
    await screen.findByText(/Dernière sauvegarde/);
  });
  test('a grappe that cannot be read is told, the others are shown', async () => {
    await saveProfiles([sampleGrappe()]);
    const db = await openDB('assistant-galis');
    await db.put('profiles', { id: 'abimee', name: 'Abîmée (exemple fictif)' });
    db.close();
    show();
    await hasEssms(18);
    expect(textOf(screen.getByRole('alert'))).toContain('Dans la grappe « Abîmée (exemple fictif) »');
  });
  test('an unreadable grappe is only replaced after it was said', async () => {
    await saveProfiles([nationalGrappe(15)]);
    const db = await openDB('assistant-galis');
    await db.put('profiles', { id: 'grappe-exemple' });
    db.close();
    show();
    await hasEssms(15);
    choose(backupOf(sampleGrappe()));
    const review = await screen.findByRole('region', { name: /Remplacer 1 grappe/ });
    expect(textOf(review)).toContain('prendrait la place d’une grappe illisible');
    expect((await listProfiles()).damaged).toHaveLength(1);
    accept();
    await waitFor(async () => expect((await listProfiles()).damaged).toEqual([]));
    await hasEssms(18);
  });
  test('undoing the import that replaced an unreadable grappe puts it back as it was', async () => {
    await saveProfiles([nationalGrappe(15)]);
    const row = { id: 'grappe-exemple', schemaVersion: 99, novelty: ['gardée'] };
    const db = await openDB('assistant-galis');
    await db.put('profiles', row);
    db.close();
    show();
    await hasEssms(15);
    choose(backupOf(sampleGrappe()));
    await screen.findByRole('region', { name: /Remplacer 1 grappe/ });
    accept();
    await hasEssms(18);
    fireEvent.click(await screen.findByRole('button', { name: 'Annuler l’import' }));
    await hasEssms(15);
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
    await screen.findByRole('heading', { name: EMPTY });
    await saveProfiles([nationalGrappe(15)]);
    await hasEssms(15);
  });
  test('no accessibility violation', async () => {
    await saveProfiles([sampleGrappe(), nationalGrappe(15)]);
    const { container } = show();
    await hasEssms(18);
    choose(backupOf(renamed()));
    await screen.findByRole('region', { name: /Remplacer/ });
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  }, 20_000);
});

describe('storage', () => {
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
    expect(textOf(data)).toContain('Dernière sauvegarde : 1er novembre 2026, il y a 20 jours');
    expect(within(data).getByRole('button', { name: 'Protéger le stockage' })).toBeTruthy();
  });
});
