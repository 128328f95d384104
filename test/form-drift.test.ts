import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { driftOf } from '@/knowledge/form/drift';
import { signatureOf } from '@/knowledge/form/signature';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { closeDatabase, lastStep, stepSeen } from '@/utils/database';
import { cellOf } from './pages/cells';
import { fieldOf } from './pages/snapshots';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const DAY = 86_400_000;
const SECOND = 1000;
const at = (ms: number) => new Date(Date.UTC(2026, 10, 1, 8) + ms).toISOString();
const KEY = '/aides/#/cnsa/demande/identification identification';
const NOM = fieldOf('Nom');
const SIGLE = fieldOf('Sigle');
const AUTRE = fieldOf('Autre nom');

const see = (fields: FieldSnapshot[], ms: number, filled = false) =>
  stepSeen(KEY, fields.map(signatureOf), at(ms), filled);
const drift = async (fields: FieldSnapshot[], ms: number) => driftOf(await lastStep(KEY, at(ms)), fields);

describe('a step that changed', () => {
  test('says nothing on a first visit, nor when nothing changed', async () => {
    expect(await drift([NOM, SIGLE], 0)).toBeNull();
    for (let day = 0; day < 3; day++) {
      await see([NOM, SIGLE], day * DAY);
      expect(await drift([NOM, SIGLE], day * DAY)).toBeNull();
    }
  });

  test('names what came and what left, since the last earlier visit', async () => {
    await see([NOM, SIGLE], 0);
    await see([NOM, SIGLE], DAY);
    expect(await drift([NOM, AUTRE], 2 * DAY)).toEqual({
      added: ['Autre nom'],
      removed: ['sigle'],
      since: at(DAY),
    });
  });

  test('goes on saying it during the visit, and no more at the next one', async () => {
    for (const day of [0, 1]) await see([NOM, SIGLE], day * DAY);
    await see([NOM, AUTRE], 2 * DAY);
    expect(await drift([NOM, AUTRE], 2 * DAY + 5 * 60 * SECOND)).toMatchObject({
      added: ['Autre nom'],
      removed: ['sigle'],
    });
    expect(await drift([NOM, AUTRE], 3 * DAY)).toBeNull();
  });

  test('says nothing of a field dressed otherwise, locked, or that became a list', async () => {
    for (const day of [0, 1]) await see([NOM, SIGLE], day * DAY);
    const dressed = [fieldOf('1.1 NOM * :', { kind: 'locked' }), fieldOf('Sigle', { kind: 'select' })];
    expect(await drift(dressed, 2 * DAY)).toBeNull();
  });

  test('trusts one visit when the step was filled in it, for what comes only', async () => {
    await see([NOM, SIGLE], 0);
    expect(await drift([NOM, AUTRE], DAY)).toBeNull();
    await see([NOM, SIGLE], 60 * SECOND, true);
    expect(await drift([NOM, AUTRE], DAY)).toMatchObject({ added: ['Autre nom'], removed: [] });
  });
});

describe('fields that come and go do not cry wolf', () => {
  test('one that was not there at every visit', async () => {
    await see([NOM, SIGLE], 0);
    await see([NOM], DAY);
    await see([NOM, SIGLE], 2 * DAY);
    expect(await drift([NOM], 3 * DAY)).toBeNull();
  });

  test('one called by an answer, or sent away by one, though it was there each time', async () => {
    for (const day of [0, 1]) {
      await see([NOM, SIGLE], day * DAY);
      await see([NOM, AUTRE], day * DAY + 60 * SECOND);
    }
    expect(await drift([NOM], 2 * DAY)).toBeNull();
    await see([NOM], 2 * DAY);
    expect(await drift([NOM, SIGLE, AUTRE], 3 * DAY)).toBeNull();
  });

  test('one that the page was slow to show is no conditional field', async () => {
    for (const day of [0, 1]) {
      await see([NOM], day * DAY);
      await see([NOM, SIGLE], day * DAY + 4 * SECOND);
    }
    expect(await drift([NOM], 2 * DAY)).toMatchObject({ removed: ['sigle'] });
  });

  test('one that waits for its answer in another draft, unless another took its place', async () => {
    for (const day of [0, 1]) await see([NOM, SIGLE], day * DAY);
    const known = await lastStep(KEY, at(2 * DAY));
    expect(driftOf(known, [NOM], true)).toBeNull();
    expect(driftOf(known, [NOM, AUTRE], true)).toMatchObject({ added: ['Autre nom'], removed: ['sigle'] });
  });

  test('cells of a table, whose rows come and go', async () => {
    for (const day of [0, 1]) await see([NOM, cellOf('Capacité', 0)], day * DAY);
    expect(await drift([NOM], 2 * DAY)).toBeNull();
    expect(await drift([NOM, cellOf('Commune', 0)], 2 * DAY)).toBeNull();
  });

  test('a page of which nothing is read', async () => {
    for (const day of [0, 1]) await see([NOM], day * DAY);
    await see([], 2 * DAY);
    expect(await drift([], 2 * DAY)).toBeNull();
  });
});

describe('what is kept of steps', () => {
  test('is words only, and the steps not seen for longest leave', async () => {
    await see([fieldOf('Nom', { value: 'Petit (fictif)' })], 0);
    for (let i = 0; i < 300; i++) await stepSeen(`autre ${i}`, ['saisie|champ|nom|'], at(DAY + i));
    const db = await openDB('assistant-galis');
    expect(await db.count('steps')).toBe(300);
    expect(JSON.stringify(await db.getAll('steps'))).not.toContain('Petit');
    db.close();
    expect(await lastStep(KEY)).toBeNull();
  });

  test('is forgotten when it cannot be read', async () => {
    await see([NOM], 0);
    const db = await openDB('assistant-galis');
    await db.put('steps', { key: KEY, visits: 'trois' });
    db.close();
    expect(await lastStep(KEY)).toBeNull();
    await see([NOM], DAY);
    expect(await lastStep(KEY, at(2 * DAY))).toMatchObject({ visits: 1, lastAt: at(DAY) });
  });
});
