import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { parseBackup, serializeBackup } from '@/knowledge/profile/backup';
import { sameJson } from '@/knowledge/profile/edit';
import { isRecord, parseProfile } from '@/knowledge/profile/parse';
import { profile as profileSchema, SCHEMA_VERSION } from '@/knowledge/profile/schema';
import {
  closeDatabase,
  deleteProfile,
  editProfile,
  getProfile,
  listProfiles,
  listSnapshots,
  saveProfiles,
} from '@/utils/database';

const read = (name: string): string => readFileSync(`${import.meta.dirname}/profiles/${name}`, 'utf8');
const V1 = read('sauvegarde-v1.json');
const V2 = read('sauvegarde-v2.json');

/** Everything that was written is still there, under the same keys; only more may have come. */
function holds(after: unknown, before: unknown, path = ''): string[] {
  if (Array.isArray(before))
    return before.flatMap((item, i) =>
      holds(Array.isArray(after) ? after[i] : undefined, item, `${path}[${i}]`),
    );
  if (isRecord(before))
    return Object.entries(before)
      .filter(([key]) => key !== 'schemaVersion')
      .flatMap(([key, value]) => holds(isRecord(after) ? after[key] : undefined, value, `${path}.${key}`));
  return Object.is(after, before) ? [] : [path];
}

describe('a backup of every released version is read whole', () => {
  test.each([
    ['version 1', V1],
    ['version 2', V2],
  ])('%s', (_name, text) => {
    const { profiles } = parseBackup(text);
    const rows: unknown[] = JSON.parse(text).profiles;
    expect(profiles).toHaveLength(rows.length);
    for (const [i, row] of rows.entries()) expect(holds(profiles[i], row)).toEqual([]);
    for (const one of profiles) expect(one.schemaVersion).toBe(SCHEMA_VERSION);
  });
  test('what version 1 did not know is unknown, never invented', () => {
    const [, south] = parseBackup(V1).profiles;
    const [row] = south?.essms ?? [];
    expect(row).toMatchObject({ sources: {}, closedOn: '', open: null, capacity: null });
    expect(south?.bank.sources).toEqual({});
    expect(south?.organismes[0]?.sources).toEqual({});
  });
  test('version 2 keeps where each value comes from, and says what it could not read', () => {
    const { profiles, warnings } = parseBackup(V2);
    expect(profiles[0]?.essms[0]?.sources.finess).toEqual({
      from: 'sheet',
      name: 'membres.xlsx, feuille ESSMS',
      on: '2026-11-20',
      verified: { by: 'finess', on: '2026-11-21' },
    });
    expect(warnings).toEqual([expect.stringContaining('Grappe abîmée (exemple fictif)')]);
  });
  test('writing what was read and reading it again changes nothing', () => {
    for (const text of [V1, V2]) {
      const { profiles } = parseBackup(text);
      expect(parseBackup(serializeBackup(profiles, '2026-11-21T08:00:00.000Z')).profiles).toEqual(profiles);
    }
  });
});

/** A value of the kind the frozen file holds at some place, or another that may be wrong there. */
const anyValue = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
);

/** The keys of one part of a profile, without those that version 1 did not have. */
const keysOf = (part: unknown): string[] =>
  isRecord(part) ? Object.keys(part).filter((key) => key !== 'sources' && key !== 'closedOn') : [];

/** Lists whose rows are told apart by a new id rather than refused: theirs are never the same here. */
const TOLD_APART = new Set(['expenses', 'resources', 'indicators', 'pieces']);
const idOf = (row: unknown): unknown => (isRecord(row) ? row.id : undefined);

/** A part of a version 1 profile: some of its keys, some of them wrong. */
const partLike = (part: unknown, name = ''): fc.Arbitrary<unknown> => {
  if (Array.isArray(part)) {
    const [row] = part;
    if (row === undefined) return fc.constant([]);
    return TOLD_APART.has(name)
      ? fc.uniqueArray(partLike(row), { maxLength: 3, selector: idOf })
      : fc.array(partLike(row), { maxLength: 3 });
  }
  if (!isRecord(part))
    return fc.oneof({ arbitrary: fc.constant(part), weight: 60 }, { arbitrary: anyValue, weight: 1 });
  const model = Object.fromEntries(keysOf(part).map((key) => [key, partLike(part[key], key)]));
  return fc.record(model, { requiredKeys: 'id' in model ? ['id'] : [] });
};

describe('any profile of version 1 migrates whole or is refused in French', () => {
  const [model] = JSON.parse(V2).profiles;
  const rows = partLike(model).map((part) => ({ ...Object(part), schemaVersion: 1 }));
  let migrated = 0;
  let refused = 0;

  test('never half', () => {
    fc.assert(
      fc.property(rows, (row) => {
        try {
          const profile = parseProfile(row);
          migrated += 1;
          return holds(profile, row).length === 0 && profileSchema.safeParse(profile).success;
        } catch (error) {
          refused += 1;
          return error instanceof Error && /^Dans (?:la grappe|«).*[:«].*/.test(error.message);
        }
      }),
      { numRuns: 600 },
    );
    expect(Math.min(migrated, refused)).toBeGreaterThan(50);
  });
  test('the row itself is left as it was', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const before = structuredClone(row);
        try {
          parseProfile(row);
        } catch {
          // refused: it must be untouched all the same
        }
        return sameJson(row, before);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a stored profile of another version', () => {
  const [, v1Row]: { id: string }[] = JSON.parse(V1).profiles;
  const now = '2026-11-22T08:00:00.000Z';

  beforeEach(async () => {
    await closeDatabase();
    vi.stubGlobal('indexedDB', new IDBFactory());
    await listProfiles(); // creates the stores
  });
  async function put(row: unknown): Promise<void> {
    const db = await openDB('assistant-galis');
    await db.put('profiles', row);
    db.close();
  }
  async function raw(id: string): Promise<unknown> {
    const db = await openDB('assistant-galis');
    const row: unknown = await db.get('profiles', id);
    db.close();
    return row;
  }

  test('version 1 is read, and is not written until something changes', async () => {
    await put(v1Row);
    expect((await listProfiles()).profiles.map(({ name }) => name)).toEqual([
      'Grappe du Sud (exemple fictif)',
    ]);
    expect(await raw('g2')).toEqual(v1Row);
  });
  test.each([
    [
      'an edit',
      () =>
        editProfile(
          'g2',
          [{ kind: 'set', path: ['name'], before: 'Grappe du Sud (exemple fictif)', after: 'Autre' }],
          now,
        ),
    ],
    ['an import', async () => saveProfiles(parseBackup(V1).profiles)],
  ])('%s over version 1 keeps it first, exactly as it was', async (_name, change) => {
    await put(v1Row);
    await change();
    const [snapshot, ...others] = await listSnapshots('g2');
    expect(others).toEqual([]);
    expect(snapshot?.row).toEqual(v1Row);
    expect(snapshot?.reason).toContain('nouvelle version');
    expect(await raw('g2')).toMatchObject({ schemaVersion: SCHEMA_VERSION });
    await change();
    expect(await listSnapshots('g2')).toHaveLength(1);
  });
  test('a version of tomorrow is said so, apart, and nothing touches it', async () => {
    const future = {
      id: 'demain',
      schemaVersion: 99,
      name: 'Grappe de demain (exemple fictif)',
      essms: 'autre forme',
    };
    await put(future);
    await put(v1Row);
    const { profiles, damaged } = await listProfiles();
    expect(profiles).toHaveLength(1);
    expect(damaged).toEqual([
      { id: 'demain', reason: expect.stringContaining('vient d’une version plus récente'), row: future },
    ]);
    await expect(getProfile('demain')).rejects.toThrow('Mettez l’extension à jour');
    await expect(editProfile('demain', [], now)).rejects.toThrow('Mettez l’extension à jour');
    await deleteProfile('g2');
    expect(await raw('demain')).toEqual(future);
  });
  test('a database of tomorrow is said so, and nothing touches it', async () => {
    await closeDatabase();
    const newer = await openDB('assistant-galis', 99, { upgrade: () => {} });
    await newer.put('profiles', v1Row);
    newer.close();
    await expect(listProfiles()).rejects.toThrow('version plus récente de l’assistant');
    await expect(saveProfiles([])).rejects.toThrow('Mettez l’extension à jour');
    expect(await raw('g2')).toEqual(v1Row);
  });
});
