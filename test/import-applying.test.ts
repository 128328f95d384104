import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Editing } from '@/entrypoints/profil/editing';
import { ImportState } from '@/entrypoints/profil/import-state';
import { Registers } from '@/entrypoints/profil/register-state';
import { setValue } from '@/knowledge/profile/edit';
import { closeDatabase, editProfile, getProfile, listProfiles } from '@/utils/database';
import { keyed } from './sheets/invented';

/** The last step of an import, « Ajouter ». Every number and name here is invented. */

const [FIRST, SECOND] = [keyed('13100001'), keyed('13100002')];
const SHEET = `FINESS;Nom;Places\n${FIRST};EHPAD fictif A;10\n${SECOND};EHPAD fictif B;20`;
let stop = () => {};

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const { fakeBrowser } = await import('wxt/testing/fake-browser');
  fakeBrowser.permissions.contains = () => Promise.resolve(false);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

async function reviewOf(name: string): Promise<{ editing: Editing; state: ImportState }> {
  const editing = new Editing();
  stop = editing.start();
  await vi.waitFor(() => expect(editing.stored.value).not.toBeNull());
  if (name !== '') await editing.create(name);
  const state = new ImportState(editing, new Registers());
  await state.givePaste(SHEET);
  await state.verify();
  expect(state.step.value).toBe('review');
  return { editing, state };
}

const said = (state: ImportState): string => state.task.notice.value?.text ?? '';
const finessOf = async (id: string): Promise<string[]> =>
  ((await getProfile(id))?.essms ?? []).map(({ finess }) => finess);

test('the first import makes the grappe, and nothing is stored before', async () => {
  const { editing, state } = await reviewOf('');
  expect((await listProfiles()).profiles).toEqual([]);
  state.newName.value = 'Var';
  expect(await state.apply()).toBe(true);
  const { profiles } = await listProfiles();
  expect(profiles).toMatchObject([{ name: 'Var', essms: [{ finess: FIRST }, { finess: SECOND }] }]);
  expect(state.canUndo.value).toBe(true);
  expect(await state.undo()).toBe(true);
  expect(editing.grappe.value?.essms).toEqual([]);
});

test('another grappe put on screen meanwhile receives nothing nobody reviewed', async () => {
  const { editing, state } = await reviewOf('Une');
  const reviewed = editing.grappe.value?.id ?? '';
  const other = await editing.create('Autre');
  expect(await state.apply()).toBe(false);
  expect(said(state)).toContain('« Autre »');
  expect([await finessOf(reviewed), await finessOf(other)]).toEqual([[], []]);
  expect(await state.apply()).toBe(true);
  expect([await finessOf(reviewed), await finessOf(other)]).toEqual([[], [FIRST, SECOND]]);
});

test('what another window wrote meanwhile refuses the import; the choices stay for the new review', async () => {
  const { editing, state } = await reviewOf('Ma grappe');
  const grappe = editing.grappe.value;
  const unticked = state.proposal.value?.lines[1];
  if (!grappe || !unticked) throw new Error('nothing to review');
  state.review.onLine(unticked, false);
  // Written under the page: it has not heard of it yet when it saves.
  const renamed = setValue(grappe, ['name'], 'Renommée ailleurs');
  state.newName.value = 'Var';
  const writing = editProfile(grappe.id, renamed, new Date().toISOString());
  const applying = state.apply();
  await writing;
  expect(await applying).toBe(false);
  expect(said(state)).toMatch(/changer dans une autre fenêtre.* vos choix gardés/);
  expect(editing.conflicts.value).toEqual([]);
  expect(await finessOf(grappe.id)).toEqual([]);
  expect(await state.apply()).toBe(true);
  expect(await getProfile(grappe.id)).toMatchObject({
    name: 'Renommée ailleurs',
    essms: [{ finess: FIRST }],
  });
  expect(await finessOf(grappe.id)).toEqual([FIRST]);
});
