import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Editing } from '@/entrypoints/profil/editing';
import { newGrappe } from '@/entrypoints/profil/stored';
import { type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms as essmsSchema, type Profile } from '@/knowledge/profile/schema';
import { closeDatabase, getProfile, listProfiles, listSnapshots, saveProfiles } from '@/utils/database';
import { nationalGrappe } from './profiles/build';

const ID = sampleGrappe().id;
let stops: (() => void)[] = [];

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.restoreAllMocks();
});

/** The page of a window, once it has read the grappes. */
async function open(grappe: Profile | null = sampleGrappe()): Promise<Editing> {
  if (grappe) await saveProfiles([grappe]);
  const editing = new Editing();
  stops.push(editing.start());
  await vi.waitFor(() => expect(editing.stored.value).not.toBeNull());
  return editing;
}

function shown(editing: Editing): Profile {
  const grappe = editing.grappe.value;
  if (!grappe) throw new Error('no grappe');
  return grappe;
}

const setCapacity = (editing: Editing, after: number | null, id = 'e01') =>
  editing.edit(setValue(shown(editing), ['essms', id, 'capacity'], after), `Capacité de ${id}`);
const capacity = (grappe: Profile | null, id = 'e01'): unknown =>
  grappe?.essms.find((e) => e.id === id)?.capacity;
const content = ({ updatedAt: _instant, ...rest }: Profile) => rest;

/** Makes every write of a grappe fail, until the answer is called. */
function breakStorage(name = 'QuotaExceededError'): () => void {
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', name);
  });
  return () => spy.mockRestore();
}

describe('an edit', () => {
  test('is shown at once, then saved, and the line says so', async () => {
    const editing = await open();
    const saving = setCapacity(editing, 99);
    expect(capacity(shown(editing))).toBe(99);
    expect(editing.status.value.state).toBe('saving');
    expect(editing.unsaved()).toBe(true);
    expect(await saving).toBe(true);
    expect(editing.status.value).toMatchObject({ state: 'saved', at: expect.stringMatching(/^\d\d:\d\d$/) });
    expect(editing.unsaved()).toBe(false);
    expect(capacity(await getProfile(ID))).toBe(99);
  });
  test('leaves what it does not touch as the same objects: a table paints one row', async () => {
    const editing = await open();
    const before = shown(editing);
    await setCapacity(editing, 99);
    const after = shown(editing);
    expect(after.essms[0]).not.toBe(before.essms[0]);
    expect(after.essms[1]).toBe(before.essms[1]);
    expect(after.organismes).toBe(before.organismes);
  });
  test('many at once are all saved, in order', async () => {
    const editing = await open();
    const saving = [1, 2, 3, 4, 5].map((n) => setCapacity(editing, n, `e0${n}`));
    expect(await Promise.all(saving)).toEqual([true, true, true, true, true]);
    const stored = await getProfile(ID);
    expect([1, 2, 3, 4, 5].map((n) => capacity(stored, `e0${n}`))).toEqual([1, 2, 3, 4, 5]);
  });
  test('that the profile cannot keep is refused in words, and changes nothing', async () => {
    const editing = await open();
    const before = shown(editing);
    const edits = setValue(before, ['essms', 'e01', 'finess'], '1'.repeat(40));
    expect(await editing.edit(edits, 'FINESS de EHPAD')).toBe(false);
    expect(editing.notice.value).toMatchObject({
      tone: 'bad',
      text: 'FINESS de EHPAD : la valeur est trop longue ou trop grande.',
      kept: expect.stringContaining('Rien n’a été modifié'),
    });
    expect(shown(editing)).toBe(before);
    expect(editing.canUndo.value).toBe(false);
  });
  test('with a snapshot keeps the state before', async () => {
    const editing = await open();
    const edits = setValue(shown(editing), ['project', 'title'], 'Importé');
    await editing.edit(edits, 'Import', { snapshot: 'avant l’import de membres.xlsx' });
    const [kept] = await listSnapshots(ID);
    expect(kept?.reason).toBe('avant l’import de membres.xlsx');
    expect(kept?.row).toMatchObject({ project: { title: sampleGrappe().project.title } });
  });
});

describe('undo and redo', () => {
  test('name what they take back, and say it is saved', async () => {
    const editing = await open();
    const first = shown(editing);
    await setCapacity(editing, 99);
    expect(editing.undoLabel.value).toBe('Capacité de e01');
    expect(await editing.undo()).toBe(true);
    expect(content(shown(editing))).toEqual(content(first));
    expect([editing.undoLabel.value, editing.redoLabel.value]).toEqual(['', 'Capacité de e01']);
    expect(await editing.redo()).toBe(true);
    expect(capacity(await getProfile(ID))).toBe(99);
  });
  test('one word typed in pieces is one step', async () => {
    const editing = await open();
    const before = shown(editing).project.title;
    for (const title of ['U', 'Un', 'Un titre'])
      void editing.edit(setValue(shown(editing), ['project', 'title'], title), 'Intitulé', {
        mergeKey: 'title',
      });
    await vi.waitFor(() => expect(editing.status.value.state).toBe('saved'));
    expect((await getProfile(ID))?.project.title).toBe('Un titre');
    await editing.undo();
    expect(shown(editing).project.title).toBe(before);
    expect(editing.canUndo.value).toBe(false);
  });
  test('each grappe has its own, kept while another one is on screen', async () => {
    const other = nationalGrappe(15);
    await saveProfiles([other]);
    const editing = await open();
    await editing.choose(ID);
    await setCapacity(editing, 99);
    await editing.choose(other.id);
    expect(editing.canUndo.value).toBe(false);
    await editing.choose(ID);
    expect(editing.undoLabel.value).toBe('Capacité de e01');
  });

  const ids = shuffledIds();
  function shuffledIds(): string[] {
    return sampleGrappe().essms.map(({ id }) => id);
  }
  const step = fc.oneof(
    fc.record({ kind: fc.constant('count' as const), id: fc.constantFrom(...ids), n: fc.nat(900) }),
    fc.record({
      kind: fc.constant('name' as const),
      id: fc.constantFrom(...ids),
      text: fc.string({ maxLength: 20 }),
    }),
    fc.record({ kind: fc.constant('add' as const), key: fc.uuid() }),
    fc.record({ kind: fc.constant('remove' as const), at: fc.nat(30) }),
    fc.record({ kind: fc.constant('undo' as const) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function editsFor(grappe: Profile, one: Exclude<Step, { kind: 'undo' }>): Edit[] {
    if (one.kind === 'add') return insertRows(grappe, ['essms'], [essmsSchema.parse({ id: one.key })]);
    if (one.kind === 'remove') return removeRow(grappe, ['essms'], grappe.essms[one.at]?.id ?? '');
    if (!grappe.essms.some(({ id }) => id === one.id)) return [];
    return one.kind === 'count'
      ? setValue(grappe, ['essms', one.id, 'capacity'], one.n)
      : setValue(grappe, ['essms', one.id, 'name'], one.text);
  }

  test('random edits: undoing all gives the first grappe, redoing all the last', async () => {
    const editing = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        while (editing.canUndo.value) await editing.undo();
        const first = content(shown(editing));
        for (const one of steps) {
          if (one.kind === 'undo') void editing.undo();
          else void editing.edit(editsFor(shown(editing), one), one.kind, { mergeKey: one.kind });
        }
        await vi.waitFor(() => expect(editing.unsaved()).toBe(false));
        while (editing.canRedo.value) await editing.redo();
        const last = content(shown(editing));
        while (editing.canUndo.value) await editing.undo();
        expect(content(shown(editing))).toEqual(first);
        const stored = await getProfile(ID);
        expect(stored && content(stored)).toEqual(first);
        while (editing.canRedo.value) await editing.redo();
        expect(content(shown(editing))).toEqual(last);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('a save that fails', () => {
  test('keeps what was typed, says what to do, and goes through when there is room again', async () => {
    const editing = await open();
    const repair = breakStorage();
    const saving = setCapacity(editing, 99);
    await vi.waitFor(() => expect(editing.status.value.state).toBe('failed'));
    expect(editing.status.value).toMatchObject({
      message: expect.stringContaining('plus de place'),
    });
    void setCapacity(editing, 77, 'e02');
    expect([capacity(shown(editing)), capacity(shown(editing), 'e02')]).toEqual([99, 77]);
    expect(editing.unsaved()).toBe(true);
    expect(capacity(await getProfile(ID))).not.toBe(99);
    repair();
    editing.retry();
    expect(await saving).toBe(true);
    await vi.waitFor(() => expect(editing.status.value.state).toBe('saved'));
    const stored = await getProfile(ID);
    expect([capacity(stored), capacity(stored, 'e02')]).toEqual([99, 77]);
  });
  test('is tried again by itself', async () => {
    const editing = await open();
    const repair = breakStorage('UnknownError');
    const saving = setCapacity(editing, 99);
    await vi.waitFor(() => expect(editing.status.value.state).toBe('failed'));
    repair();
    expect(await saving).toBe(true);
  }, 10_000);
  test('can be given up: the grappe is again as it is stored', async () => {
    const editing = await open();
    const before = shown(editing);
    const repair = breakStorage();
    const saving = setCapacity(editing, 99);
    await vi.waitFor(() => expect(editing.status.value.state).toBe('failed'));
    editing.giveUp();
    repair();
    expect(await saving).toBe(false);
    expect(shown(editing)).toBe(before);
    expect([editing.unsaved(), editing.canUndo.value]).toEqual([false, false]);
  });
  test('a database closed by the browser is opened again', async () => {
    const editing = await open();
    await closeDatabase();
    expect(await setCapacity(editing, 99)).toBe(true);
  });
});

describe('two windows', () => {
  /** A second window: modules of its own, so a connection and a name of its own. */
  async function otherWindow(): Promise<Editing> {
    vi.resetModules();
    const module: { Editing: typeof Editing } = await import('@/entrypoints/profil/editing');
    const editing = new module.Editing();
    stops.push(editing.start());
    await vi.waitFor(() => expect(editing.stored.value).not.toBeNull());
    return editing;
  }

  test('what one saves appears in the other, whose history stays', async () => {
    const [here, there] = [await open(), await otherWindow()];
    await setCapacity(here, 11, 'e02');
    await vi.waitFor(() => expect(capacity(shown(there), 'e02')).toBe(11));
    await setCapacity(there, 99);
    await vi.waitFor(() => expect(capacity(shown(here))).toBe(99));
    expect(await here.undo()).toBe(true);
    await vi.waitFor(() => expect(capacity(shown(there), 'e02')).not.toBe(11));
    expect(capacity(shown(here))).toBe(99);
  });

  /** Both write the same capacity; the second one had not seen the first. */
  async function collide(): Promise<{ here: Editing; there: Editing }> {
    const [here, there] = [await open(), await otherWindow()];
    await setCapacity(there, 5, 'e03');
    await vi.waitFor(() => expect(capacity(shown(here), 'e03')).toBe(5));
    const saving = setCapacity(there, 22);
    void setCapacity(here, 33);
    await saving;
    await vi.waitFor(() => expect([...here.conflicts.value, ...there.conflicts.value]).toHaveLength(1));
    return here.conflicts.value.length > 0 ? { here, there } : { here: there, there: here };
  }

  test('the same value written twice is a question that shows both', async () => {
    const { here } = await collide();
    const [conflict] = here.conflicts.value;
    expect(conflict?.items).toHaveLength(1);
    expect(new Set([conflict?.items[0]?.mine, conflict?.items[0]?.theirs])).toEqual(new Set([22, 33]));
    expect(here.unsaved()).toBe(true);
    expect(here.canUndo.value).toBe(false);
  });
  test('keeping mine writes it over the other; keeping the other leaves it', async () => {
    for (const keepMine of [true, false]) {
      const { here } = await collide();
      const [conflict] = here.conflicts.value;
      if (!conflict) throw new Error('no conflict');
      await here.settle(conflict, keepMine);
      const expected = conflict.items[0]?.[keepMine ? 'mine' : 'theirs'];
      await vi.waitFor(() => expect(here.unsaved()).toBe(false));
      expect(capacity(await getProfile(ID))).toBe(expected);
      expect(capacity(shown(here))).toBe(expected);
      for (const stop of stops) stop();
      stops = [];
      await closeDatabase();
      vi.stubGlobal('indexedDB', new IDBFactory());
    }
  });
  test('a choice made while another grappe is on screen is about its own', async () => {
    const { here } = await collide();
    const [conflict] = here.conflicts.value;
    if (!conflict) throw new Error('no conflict');
    await here.create('Autre grappe (fictive)');
    await here.settle(conflict, true);
    expect(capacity(await getProfile(ID))).toBe(conflict.items[0]?.mine);
  });
  test('what is typed over a value that changed on screen meanwhile is a question, never dropped', async () => {
    const editing = await open();
    const late = setValue(shown(editing), ['essms', 'e01', 'capacity'], 33);
    await setCapacity(editing, 22);
    expect(await editing.edit(late, 'Capacité')).toBe(false);
    const [conflict] = editing.conflicts.value;
    expect(conflict?.items).toEqual([{ path: ['essms', 'e01', 'capacity'], mine: 33, theirs: 22 }]);
    if (conflict) await editing.settle(conflict, true);
    expect(capacity(await getProfile(ID))).toBe(33);
  });
  test('an edit says whose it is: one that comes after a switch goes to its own grappe', async () => {
    const editing = await open();
    const edits = setValue(shown(editing), ['project', 'otherAid'], 'Aucune autre aide (fictif)');
    const other = await editing.create('Autre grappe (fictive)');
    await editing.edit(edits, 'Autres aides', { profileId: ID });
    expect((await getProfile(ID))?.project.otherAid).toBe('Aucune autre aide (fictif)');
    expect((await getProfile(other))?.project.otherAid).toBe('');
    expect(editing.canUndo.value).toBe(false);
  });
  test('a grappe deleted in the other can be put back whole', async () => {
    const [here, there] = [await open(), await otherWindow()];
    const before = shown(here);
    await there.remove(before);
    await vi.waitFor(() => expect(here.notice.value?.text).toContain('supprimée dans une autre fenêtre'));
    expect(here.grappe.value).toBeNull();
    here.notice.value?.action?.run();
    await vi.waitFor(() => expect(here.grappe.value).toEqual(before));
    expect((await listProfiles()).profiles).toEqual([before]);
  });
});

describe('whole grappes', () => {
  test('one made by an import is stored whole in one transaction, and undone as one step', async () => {
    const editing = await open(null);
    const empty = newGrappe('Ma grappe');
    const [first] = sampleGrappe().essms;
    if (!first) throw new Error('no ESSMS');
    const edits = [...setValue(empty, ['name'], 'Var'), ...insertRows(empty, ['essms'], [first])];
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
    expect(await editing.createFrom(empty, edits, 'Import')).toBe(true);
    const grappes = puts.mock.calls.map(([row]) => row).filter((row) => Reflect.has(Object(row), 'essms'));
    expect(grappes).toEqual([expect.objectContaining({ name: 'Var', essms: [first] })]);
    expect(shown(editing)).toMatchObject({ id: empty.id, name: 'Var' });
    expect(editing.undoLabel.value).toBe('Import');
    expect(await editing.undo()).toBe(true);
    expect(await getProfile(empty.id)).toMatchObject({ name: 'Ma grappe', essms: [] });
    expect(await editing.redo()).toBe(true);
    expect(await getProfile(empty.id)).toMatchObject({ name: 'Var', essms: [first] });
  });

  test('one that cannot be stored leaves nothing', async () => {
    const editing = await open(null);
    const empty = newGrappe('Ma grappe');
    const mend = breakStorage();
    expect(await editing.createFrom(empty, setValue(empty, ['name'], 'Var'), 'Import')).toBe(false);
    mend();
    expect(editing.notice.value).toMatchObject({ tone: 'bad' });
    expect((await listProfiles()).profiles).toEqual([]);
  });

  test('an empty one is created, shown, renamed, copied, deleted and taken back', async () => {
    const editing = await open(null);
    const id = await editing.create('Ma grappe');
    expect(shown(editing)).toMatchObject({ id, name: 'Ma grappe', essms: [], porteurId: '' });
    await editing.edit(setValue(shown(editing), ['name'], 'Grappe du Sud (fictive)'), 'Nom de la grappe');
    expect((await getProfile(id))?.name).toBe('Grappe du Sud (fictive)');
    await editing.duplicate(shown(editing));
    expect(shown(editing).name).toBe('Grappe du Sud (fictive) (copie)');
    const edits = setValue(shown(editing), ['project', 'title'], 'Importé (fictif)');
    await editing.edit(edits, 'Import', { snapshot: 'avant un import' });
    const copy = shown(editing);
    const versions = await listSnapshots(copy.id);
    expect(versions).toHaveLength(1);
    await editing.remove(copy);
    expect(shown(editing).id).toBe(id);
    editing.notice.value?.action?.run();
    await vi.waitFor(() => expect(editing.grappe.value).toEqual(copy));
    expect(await listSnapshots(copy.id)).toEqual(versions);
  });
});
