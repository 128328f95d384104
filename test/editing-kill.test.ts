import 'fake-indexeddb/auto';
import { IDBFactory, IDBIndex, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Editing } from '@/entrypoints/profil/editing';
import { applyEdits, type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms as essmsSchema, type Profile } from '@/knowledge/profile/schema';
import { closeDatabase, getProfile, listSnapshots, saveProfiles } from '@/utils/database';

const ID = sampleGrappe().id;
const POINTS = 200;
const METHODS = ['get', 'put', 'add', 'delete', 'getAll', 'getAllKeys'] as const;

/** Same numbers at each run: a failure can be looked at again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** What stops a save: the page is closed (its transaction aborts), or the browser refuses a request. */
type Fault = 'abort' | 'QuotaExceededError' | 'UnknownError';
const FAULTS: Fault[] = ['abort', 'QuotaExceededError', 'UnknownError'];

/** Makes the n-th request of the database fail, and every one after it: the worker is gone. */
function killAt(n: number, fault: Fault): { reached: () => boolean } {
  let seen = 0;
  const patch = (prototype: object, owner: (self: object) => IDBTransaction) => {
    for (const method of METHODS) {
      const real: unknown = Reflect.get(prototype, method);
      if (typeof real !== 'function') continue;
      vi.spyOn(Object(prototype), method).mockImplementation(function (this: object, ...args: unknown[]) {
        seen += 1;
        if (seen < n) return Reflect.apply(real, this, args);
        if (fault === 'abort') owner(this).abort();
        throw new DOMException('killed', fault === 'abort' ? 'AbortError' : fault);
      });
    }
  };
  patch(IDBObjectStore.prototype, (self) => Reflect.get(self, 'transaction'));
  patch(IDBIndex.prototype, (self) => Reflect.get(Reflect.get(self, 'objectStore'), 'transaction'));
  return { reached: () => seen >= n };
}

/** A few changes of every kind, some of them in several places at once. */
function randomEdits(grappe: Profile, random: () => number, rank: number): Edit[] {
  const id = grappe.essms[Math.floor(random() * grappe.essms.length)]?.id ?? '';
  const rows = Array.from({ length: 1 + Math.floor(random() * 40) }, (_, i) =>
    essmsSchema.parse({ id: `k${rank}-${i}`, name: `Ajouté n° ${i} (fictif)` }),
  );
  const kinds: Edit[][] = [
    setValue(grappe, ['essms', id, 'capacity'], 1000 + rank),
    removeRow(grappe, ['essms'], id),
    insertRows(grappe, ['essms'], rows),
    [
      ...setValue(grappe, ['project', 'title'], `Titre ${rank}`),
      ...setValue(grappe, ['bank', 'holder'], `Titulaire ${rank} (fictif)`),
      ...insertRows(grappe, ['essms'], rows),
    ],
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? [];
}

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const content = (grappe: Profile | null): unknown => {
  if (!grappe) throw new Error('the grappe is gone');
  const { updatedAt: _instant, ...rest } = grappe;
  return rest;
};

test(`a save interrupted at ${POINTS} points leaves the old grappe or the new one`, async () => {
  const random = randomFrom(20_261_122);
  const outcomes = { old: 0, new: 0 };
  await saveProfiles([sampleGrappe()]);
  for (let rank = 0; rank < POINTS; rank++) {
    const before = await getProfile(ID);
    if (!before) throw new Error('the grappe is gone');
    const snapshots = (await listSnapshots(ID)).length;
    const editing = new Editing();
    const stop = editing.start();
    await vi.waitFor(() => expect(editing.stored.value).not.toBeNull());
    const edits = randomEdits(before, random, rank);
    const outcome = applyEdits(before, edits);
    if (!outcome.ok) throw new Error('edits that do not hold');

    const withSnapshot = random() < 0.5;
    // A save makes four to twelve requests: some points are past its end.
    const kill = killAt(1 + Math.floor(random() * 14), FAULTS[rank % FAULTS.length] ?? 'abort');
    const options = withSnapshot ? { snapshot: `avant l’essai ${rank}` } : {};
    void editing.edit(edits, 'Essai', options);
    await vi.waitFor(() => expect(editing.status.value.state).toMatch(/failed|saved/));
    stop();
    vi.restoreAllMocks();
    await closeDatabase();

    const after = content(await getProfile(ID));
    const isNew = editing.status.value.state === 'saved';
    expect(after).toEqual(isNew ? content(outcome.profile) : content(before));
    expect(isNew || kill.reached()).toBe(true);
    // The snapshot goes with the save: both, or neither.
    if (snapshots < 5)
      expect((await listSnapshots(ID)).length).toBe(snapshots + Number(isNew && withSnapshot));
    outcomes[isNew ? 'new' : 'old'] += 1;
  }
  // Both ends were met many times: the points were not all on one side.
  expect(outcomes.old).toBeGreaterThan(POINTS / 5);
  expect(outcomes.new).toBeGreaterThan(POINTS / 20);
}, 120_000);
