import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackupPassphrase, BackupUnlock } from '@/components/backup-passphrase';
import { ProfileData } from '@/components/profile-data';
import { Backups } from '@/entrypoints/profil/backups';
import { Calls } from '@/entrypoints/profil/calls';
import { DataImport, DataReminder, DataSection } from '@/entrypoints/profil/data-section';
import { Editing } from '@/entrypoints/profil/editing';
import { serializeBackup } from '@/knowledge/profile/backup';
import { setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import {
  closeDatabase,
  editProfile,
  getSettings,
  listProfiles,
  listSnapshots,
  replaceProfiles,
  saveProfiles,
  saveSettings,
  takeSnapshot,
} from '@/utils/database';
import { nationalGrappe, sampleWith } from './profiles/build';

let stops: (() => void)[] = [];
let files: Blob[] = [];

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', BroadcastChannel); // happy-dom has none
  files = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) files.push(blob);
    return 'blob:test';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  for (const stop of stops) stop();
  stops = [];
  vi.restoreAllMocks();
});

async function open(...stored: Profile[]): Promise<Backups> {
  if (stored.length > 0) await saveProfiles(stored);
  const editing = new Editing();
  const backups = new Backups({ editing, calls: new Calls(editing) });
  stops = [editing.start(), backups.start()];
  await vi.waitFor(() => expect(editing.stored.value).not.toBeNull());
  await backups.load();
  return backups;
}
const fileOf = (...profiles: Profile[]): File =>
  new File([serializeBackup(profiles, '2026-11-20T08:00:00.000Z')], 'sauvegarde.json');
const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ');
const said = (backups: Backups): string => plain(backups.editing.notice.value?.text);
const stored = async () => (await listProfiles()).profiles;
const renamed = () =>
  sampleWith((draft) => {
    draft.name = 'Renommée (exemple fictif)';
  });
const richer = () =>
  sampleWith((draft) => {
    draft.bank.iban = 'FR1420041010050500013M02606';
  });

describe('importing over a grappe already here', () => {
  test('replacing keeps the state before, and can be undone', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(renamed()));
    await backups.imports.confirm();
    expect(await stored()).toEqual([renamed()]);
    const [snapshot] = await listSnapshots(sampleGrappe().id);
    expect(snapshot?.reason).toBe('avant l’import de sauvegarde.json');
    expect(snapshot?.row).toEqual(sampleGrappe());
    backups.editing.notice.value?.action?.run();
    await vi.waitFor(() => expect(said(backups)).toContain('C’est annulé'));
    expect(await stored()).toEqual([sampleGrappe()]);
  });
  test('undoing refuses to erase what was written since', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(renamed()));
    await backups.imports.confirm();
    const undo = backups.editing.notice.value?.action;
    const change = { kind: 'set' as const, path: ['name'], before: renamed().name, after: 'Corrigée' };
    await editProfile(sampleGrappe().id, [change], '2026-11-22T08:00:00.000Z');
    undo?.run();
    await vi.waitFor(() => expect(said(backups)).toContain('annuler effacerait ces changements'));
    expect((await stored())[0]?.name).toBe('Corrigée');
  });
  test('what changed during the comparison is compared again', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(renamed()));
    const change = {
      kind: 'set' as const,
      path: ['name'],
      before: sampleGrappe().name,
      after: 'Autre fenêtre',
    };
    await editProfile(sampleGrappe().id, [change], '2026-11-22T08:00:00.000Z');
    await backups.imports.confirm();
    expect(said(backups)).toContain('a changé pendant que vous compariez');
    expect(backups.imports.pending.value?.plan.replaced[0]?.before.name).toBe('Autre fenêtre');
    expect((await stored())[0]?.name).toBe('Autre fenêtre');
  });
  test('what another window writes at that very moment is not written over', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(renamed()));
    const before = await stored();
    const change = {
      kind: 'set' as const,
      path: ['name'],
      before: sampleGrappe().name,
      after: 'Entre-temps',
    };
    await editProfile(sampleGrappe().id, [change], '2026-11-22T08:00:00.000Z');
    await expect(replaceProfiles([renamed()], [], { expected: before })).rejects.toThrow('vient de changer');
    expect((await stored())[0]?.name).toBe('Entre-temps');
  });
  test('bank details that change are never replaced without a choice', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(richer()));
    await backups.imports.confirm();
    expect(await stored()).toEqual([sampleGrappe()]);
    render(<DataImport backups={backups} />);
    const confirm = screen.getByRole('button', { name: 'Importer' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: /^Garder les deux/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Importer' }));
    await waitFor(async () => expect(await stored()).toHaveLength(2));
    expect((await stored()).find(({ id }) => id === sampleGrappe().id)).toEqual(sampleGrappe());
  });
});

describe('the first import', () => {
  test('a file given where there was nothing counts as the backup of what it brings', async () => {
    const backups = await open();
    await backups.importFile(fileOf(nationalGrappe(15)));
    expect(await getSettings()).toMatchObject({
      lastBackupAt: '2026-11-20T08:00:00.000Z',
      changesSinceBackup: 0,
    });
  });
  test('added to others, it does not', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(nationalGrappe(15)));
    expect(await getSettings()).toMatchObject({ lastBackupAt: '', changesSinceBackup: 2 });
  });
});

describe('earlier versions', () => {
  test('going back keeps the present one, and can be undone', async () => {
    await saveProfiles([sampleGrappe()]);
    await takeSnapshot(sampleGrappe().id, '2026-11-20T08:00:00.000Z', 'avant un essai');
    const backups = await open(renamed());
    await saveSettings({ currentProfileId: sampleGrappe().id });
    const [version] = backups.snapshots.value;
    await backups.restoreSnapshot(version?.id ?? 0);
    expect((await stored())[0]?.name).toBe(sampleGrappe().name);
    expect((await listSnapshots(sampleGrappe().id)).map(({ reason }) => plain(reason))).toEqual([
      expect.stringContaining('avant le retour à la version du 20 novembre 2026'),
      'avant un essai',
    ]);
    backups.editing.notice.value?.action?.run();
    await vi.waitFor(async () => expect(await stored()).toEqual([renamed()]));
  });
  test('one that is saved in a file can be imported', async () => {
    await saveProfiles([sampleGrappe()]);
    await takeSnapshot(sampleGrappe().id, '2026-11-20T08:00:00.000Z', 'avant un essai');
    const backups = await open(renamed());
    await backups.downloadSnapshot(backups.snapshots.value[0]?.id ?? 0);
    expect(said(backups)).toContain('assistant-galis-version-du-2026-11-20');
    await backups.importFile(new File([(await files[0]?.text()) ?? ''], 'version.json'));
    expect(backups.imports.pending.value?.plan.replaced[0]?.after).toEqual(sampleGrappe());
  });
});

describe('the reminder and the export', () => {
  test('twenty changes bring the strip; the export ends it, and counts from zero', async () => {
    await saveSettings({ changesSinceBackup: 19 });
    const backups = await open(sampleGrappe());
    render(<DataReminder backups={backups} />);
    expect(plain(screen.getByRole('region', { name: 'Rappel de sauvegarde' }).textContent)).toContain(
      'Aucune sauvegarde n’existe encore : 20 changements',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Exporter une sauvegarde' }));
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
    expect((await getSettings()).changesSinceBackup).toBe(0);
    expect((await getSettings()).lastBackupAt).not.toBe('');
  });
  test('the file holds what could not be saved here yet', async () => {
    const backups = await open(sampleGrappe());
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { editing } = backups;
    const edits = setValue(sampleGrappe(), ['project', 'title'], 'Pas encore enregistré (fictif)');
    void editing.edit(edits, 'Intitulé');
    await vi.waitFor(() => expect(editing.status.value.state).toBe('failed'));
    await backups.exportAll();
    put.mockRestore();
    const [file] = files;
    expect(await file?.text()).toContain('Pas encore enregistré (fictif)');
  });
  test('« Plus tard » puts it off', async () => {
    await saveSettings({ changesSinceBackup: 30 });
    const backups = await open(sampleGrappe());
    render(<DataReminder backups={backups} />);
    fireEvent.click(screen.getByRole('button', { name: 'Plus tard' }));
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  });
});

describe('what is shown', () => {
  const nothing = () => {};
  test('little room is told with what to do', () => {
    render(
      <ProfileData
        name={null}
        storage="protected"
        room={{ used: 12_000_000, free: 3_000_000 }}
        lastBackup={null}
        onProtect={nothing}
        onLoadSample={nothing}
        onDelete={nothing}
      />,
    );
    const alert = plain(screen.getByRole('alert').textContent);
    expect(alert).toContain('Il reste peu de place : 12 Mo utilisés, 3 Mo encore disponibles');
    expect(alert).toContain('Exportez une sauvegarde maintenant');
  });
  test('a passphrase is only taken long enough and typed twice the same', () => {
    const chosen: string[] = [];
    render(<BackupPassphrase busy={false} onChoose={(phrase) => chosen.push(phrase)} onCancel={nothing} />);
    const [first, again] = ['Phrase de passe (au moins 12 caractères)', 'La même, encore une fois'].map(
      (name) => screen.getByLabelText(name),
    );
    if (!first || !again) throw new Error('no field');
    const send = () => fireEvent.submit(screen.getByRole('form'));
    const type = (one: string, two: string) => {
      fireEvent.input(first, { target: { value: one } });
      fireEvent.input(again, { target: { value: two } });
      send();
    };
    type('court', 'court');
    type('quatre mots sans rapport', 'quatre mots sans raport');
    expect(chosen).toEqual([]);
    expect(screen.getByText('Les deux phrases diffèrent.')).toBeTruthy();
    type('quatre mots sans rapport', 'quatre mots sans rapport');
    expect(chosen).toEqual(['quatre mots sans rapport']);
  });
  test('nothing serious for a screen reader', async () => {
    const backups = await open(sampleGrappe());
    await backups.importFile(fileOf(richer()));
    const { container } = render(
      <main>
        <h1>Ma grappe</h1>
        <DataImport backups={backups} />
        <BackupUnlock fileName="a.json" error="Non." busy={false} onUnlock={nothing} onCancel={nothing} />
        <BackupPassphrase busy onChoose={nothing} onCancel={nothing} />
        <DataSection backups={backups} />
      </main>,
    );
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});
