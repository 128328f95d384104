import 'fake-indexeddb/auto';
import { IDBFactory, IDBIndex, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Editing } from '@/entrypoints/profil/editing';
import { cellKey, editsOf, propose, tablesOf } from '@/knowledge/import';
import { applyEdits, type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms as essmsSchema, type Profile } from '@/knowledge/profile/schema';
import { closeDatabase, getProfile, listSnapshots, replaceProfiles, saveProfiles } from '@/utils/database';
import { keyed } from './sheets/invented';

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

/** What the import of a sheet writes: a datum of every ESSMS that has a number, and 300 new ESSMS. */
function importEdits(grappe: Profile): Edit[] {
  const known = grappe.essms.flatMap(({ finess }) => (finess === '' ? [] : [finess]));
  const added = Array.from({ length: 300 }, (_, i) => keyed(`1308${String(i).padStart(4, '0')}`));
  const rows = [...known, ...added].map((finess) => [finess, `Logiciel de ${finess} (fictif)`]);
  const sheet = { name: 'ESSMS', rows: [['FINESS', 'Logiciel actuel'], ...rows] };
  const [table] = tablesOf({ name: 'membres.xlsx', kind: 'xlsx', sheets: [sheet], notes: [] });
  if (!table) throw new Error('no table');
  const proposal = propose({
    name: 'membres.xlsx',
    profile: grappe,
    answers: new Map(),
    register: null,
    today: '2026-11-21',
    sheet,
    table,
  });
  const lines = Object.fromEntries(proposal.lines.map(({ id }) => [id, true]));
  const keys = proposal.lines.flatMap((line) => line.cells.map((cell) => cellKey(line, cell)));
  const cells = Object.fromEntries(keys.map((key) => [key, true]));
  let rank = 0;
  return editsOf(proposal, grappe, { lines, cells }, () => `i${++rank}`);
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

async function storedNow(): Promise<Profile> {
  const grappe = await getProfile(ID);
  if (!grappe) throw new Error('the grappe is gone');
  return grappe;
}

/** The result of edits that hold. */
function edited(grappe: Profile, edits: readonly Edit[]): Profile {
  const outcome = applyEdits(grappe, edits);
  if (!outcome.ok) throw new Error('edits that do not hold');
  return outcome.profile;
}

interface Attempt {
  edits: readonly Edit[];
  snapshot: string;
  point: number;
  fault: Fault;
}

/** Writes edits as the page does, until they are saved or failed; true when the page says saved. */
async function saveInPage({ edits, snapshot, point, fault }: Attempt): Promise<boolean> {
  const editing = new Editing();
  const stop = editing.start();
  await editing.load();
  const kill = killAt(point, fault);
  void editing.edit(edits, 'Essai', { snapshot });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const unsubscribe = editing.status.subscribe(({ state }) => {
    if (state === 'failed' || state === 'saved') resolve(state === 'saved');
  });
  const saved = await promise;
  unsubscribe();
  stop();
  vi.restoreAllMocks();
  await closeDatabase();
  expect(saved || kill.reached()).toBe(true);
  return saved;
}

/** How a write ended at each point: met on both sides, or the points prove nothing. */
class Outcomes {
  old = 0;
  new = 0;

  add(isNew: boolean): void {
    this[isNew ? 'new' : 'old'] += 1;
  }

  check(): void {
    expect(this.old + this.new).toBe(POINTS);
    expect(this.old).toBeGreaterThan(POINTS / 5);
    expect(this.new).toBeGreaterThan(POINTS / 20);
  }
}

/** Some points are past the end of the write, which makes four to twelve requests. */
const pointOf = (random: () => number): number => 1 + Math.floor(random() * 14);
const faultOf = (rank: number): Fault => FAULTS[rank % FAULTS.length] ?? 'abort';

describe(`interrupted at ${POINTS} points, the grappe is the old one or the new one`, () => {
  test('a save: a value, a row, several places at once', async () => {
    const random = randomFrom(20_261_122);
    const outcomes = new Outcomes();
    for (let rank = 0; rank < POINTS; rank++) {
      // Small again from time to time: what is tried is the point, not the size.
      if (rank % 10 === 0) await saveProfiles([sampleGrappe()]);
      const before = await storedNow();
      const snapshots = (await listSnapshots(ID)).length;
      const edits = randomEdits(before, random, rank);
      const snapshot = random() < 0.5 ? `avant l’essai ${rank}` : '';
      const isNew = await saveInPage({ edits, snapshot, point: pointOf(random), fault: faultOf(rank) });
      expect(content(await storedNow())).toEqual(content(isNew ? edited(before, edits) : before));
      // The snapshot goes with the save: both, or neither.
      if (snapshots < 5)
        expect((await listSnapshots(ID)).length).toBe(snapshots + Number(isNew && snapshot !== ''));
      outcomes.add(isNew);
    }
    outcomes.check();
  }, 60_000);

  test('the import of a sheet: 300 rows added, others changed, the state before kept apart', async () => {
    const random = randomFrom(20_261_123);
    const outcomes = new Outcomes();
    const before = sampleGrappe();
    const edits = importEdits(before);
    const after = edited(before, edits);
    expect(after.essms.length).toBe(before.essms.length + 300);
    expect(edits.some(({ kind }) => kind === 'set')).toBe(true);
    for (let rank = 0; rank < POINTS; rank++) {
      await closeDatabase();
      vi.stubGlobal('indexedDB', new IDBFactory());
      await saveProfiles([before]);
      const snapshot = 'avant l’import de membres.xlsx';
      const isNew = await saveInPage({ edits, snapshot, point: pointOf(random), fault: faultOf(rank) });
      expect(content(await storedNow())).toEqual(content(isNew ? after : before));
      expect((await listSnapshots(ID)).map(({ row }) => row)).toEqual(isNew ? [before] : []);
      outcomes.add(isNew);
    }
    outcomes.check();
  }, 60_000);

  test('the restoring of a backup over what is there', async () => {
    const random = randomFrom(20_261_124);
    const outcomes = new Outcomes();
    const before = sampleGrappe();
    const after = { ...edited(before, setValue(before, ['name'], 'Restaurée (fictive)')), essms: [] };
    const added = { ...after, id: 'autre' };
    for (let rank = 0; rank < POINTS; rank++) {
      await closeDatabase();
      vi.stubGlobal('indexedDB', new IDBFactory());
      await saveProfiles([before]);
      const kill = killAt(pointOf(random), faultOf(rank));
      const isNew = await replaceProfiles([after, added], [], { snapshot: 'avant', expected: [before] }).then(
        () => true,
        () => false,
      );
      vi.restoreAllMocks();
      await closeDatabase();
      expect(await storedNow()).toEqual(isNew ? after : before);
      expect(await getProfile('autre')).toEqual(isNew ? added : null);
      expect(isNew || kill.reached()).toBe(true);
      expect(await listSnapshots(ID)).toHaveLength(Number(isNew));
      outcomes.add(isNew);
    }
    outcomes.check();
  }, 60_000);
});
