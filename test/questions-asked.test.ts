import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reply } from '@/knowledge/answers/reply';
import { sampleGrappe } from '@/knowledge/profile/sample';
import {
  keepAsked,
  keepWritten,
  listAsked,
  MAX_ASKED,
  removeAsked,
  reportAsked,
  restoreAsked,
  type Written,
} from '@/utils/asked';
import { closeDatabase, deleteProfile, onDatabaseChange, saveProfiles } from '@/utils/database';
import { inventedCorpus } from './questions/corpus';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const answer = reply('forfait par ESSMS', { corpus: inventedCorpus });
const given = (question: string, profileId = 'p', campaignId = 'c') => ({
  profileId,
  campaignId,
  askedAt: '2026-11-22T10:00:00.000Z',
  question,
  answer,
});
const questions = async (profileId = 'p') => (await listAsked(profileId)).map(({ question }) => question);

test('what is kept comes back latest first, each grappe its own, after the database was closed too', async () => {
  await keepAsked(given('Première ?'));
  await keepAsked(given('Sans grappe ?', ''));
  await keepAsked(given('Seconde ?'));
  await closeDatabase();
  expect(await questions()).toEqual(['Seconde ?', 'Première ?']);
  expect(await questions('')).toEqual(['Sans grappe ?']);
  expect((await listAsked('p'))[0]?.answer).toEqual(answer);
});

test('asked again on the same call a question is kept once; on another call, or once reported, twice', async () => {
  const { id } = await keepAsked(given('Combien ?'));
  await keepAsked(given('Combien ?'));
  await keepAsked(given('Combien ?', 'p', 'autre'));
  expect(await questions()).toEqual(['Combien ?', 'Combien ?']);
  expect((await listAsked('p')).map((one) => one.id)).not.toContain(id);
  const [other] = await listAsked('p');
  await reportAsked(other?.id ?? 0, { reason: 'missing', expected: '', note: '' });
  await keepAsked(given('Combien ?', 'p', 'autre'));
  expect(await questions()).toHaveLength(3);
});

test(`beyond ${MAX_ASKED} the oldest leave, those that were reported last, and other grappes are left alone`, async () => {
  await keepAsked(given('Ailleurs ?', 'q'));
  const first = await keepAsked(given('Signalée ?'));
  await reportAsked(first.id, { reason: 'incomplete', expected: '', note: '' });
  for (let n = 1; n <= MAX_ASKED; n++) await keepAsked(given(`Question ${n} ?`));
  const kept = await questions();
  expect(kept).toHaveLength(MAX_ASKED);
  expect(kept).toContain('Signalée ?');
  expect(kept).not.toContain('Question 1 ?');
  expect(kept).toContain('Question 2 ?');
  expect(await questions('q')).toEqual(['Ailleurs ?']);
});

test('one question or all of them leave and come back exactly, and the windows are told', async () => {
  const heard: string[] = [];
  const stop = onDatabaseChange(({ store }) => heard.push(store));
  const { id } = await keepAsked(given('Une ?'));
  await keepAsked(given('Deux ?'));
  const before = await listAsked('p');
  const one = await removeAsked('p', id);
  expect(await questions()).toEqual(['Deux ?']);
  await restoreAsked(one);
  expect(await listAsked('p')).toEqual(before);
  const all = await removeAsked('p');
  expect(await listAsked('p')).toEqual([]);
  await restoreAsked(all);
  expect(await listAsked('p')).toEqual(before);
  await vi.waitFor(() => expect(heard).toEqual(Array(6).fill('asked')));
  stop();
});

test('a report is kept with its question and can be taken back', async () => {
  const { id } = await keepAsked(given('Une ?'));
  const report = { reason: 'wrong-source' as const, expected: '15 ESSMS', note: 'date de 2022' };
  await reportAsked(id, report);
  expect((await listAsked('p'))[0]?.report).toEqual(report);
  await reportAsked(id, null);
  expect((await listAsked('p'))[0]).not.toHaveProperty('report');
  await reportAsked(999, report);
  expect(await listAsked('p')).toHaveLength(1);
});

test('what a model wrote is kept beside the answer, replaced, restored and erased with its question', async () => {
  const { id } = await keepAsked(given('Une ?'));
  const written: Written = {
    writtenAt: '2026-11-23T09:00:00.000Z',
    answer: {
      provider: 'Essai',
      status: 'done',
      sentences: [
        { text: 'Le forfait est fixé.', citations: answer.citations, state: 'verified', reason: '' },
      ],
      tools: [],
      problem: '',
    },
  };
  await keepWritten(id, { ...written, answer: { ...written.answer, sentences: [] } });
  await keepWritten(id, written);
  await reportAsked(id, { reason: 'missing', expected: '', note: '' });
  expect((await listAsked('p'))[0]).toMatchObject({ answer, written, report: { reason: 'missing' } });
  const rows = await removeAsked('p', id);
  expect(await listAsked('p')).toEqual([]);
  await keepWritten(id, written);
  expect(await listAsked('p')).toEqual([]);
  await restoreAsked(rows);
  expect((await listAsked('p'))[0]?.written).toEqual(written);
  const db = await openDB('assistant-galis');
  await db.put('asked', { ...given('Abîmée ?'), id: 60, written: { status: 'sûr' } });
  db.close();
  const [damaged] = await listAsked('p');
  expect(damaged).toMatchObject({ question: 'Abîmée ?', answer });
  expect(damaged?.written).toBeUndefined();
});

test('asked again, a question keeps what was written of it when its answer is the same, and only then', async () => {
  const { id } = await keepAsked(given('Une ?'));
  const blank = { provider: 'Essai', status: 'done' as const, sentences: [], tools: [], problem: '' };
  const written: Written = { writtenAt: '2026-11-23T09:00:00.000Z', answer: blank };
  await keepWritten(id, written);
  expect((await keepAsked(given('Une ?'))).written).toEqual(written);
  expect((await listAsked('p')).map((one) => one.written)).toEqual([written]);
  expect((await keepAsked(given('Une ?', 'p', 'autre'))).written).toBeUndefined();
  const changed = { ...answer, answer: 'Autre réponse.' };
  expect((await keepAsked({ ...given('Une ?'), answer: changed })).written).toBeUndefined();
});

test('an unreadable row is left out and stays; an unreadable answer leaves its question', async () => {
  const { id } = await keepAsked(given('Bonne ?'));
  const db = await openDB('assistant-galis');
  await db.put('asked', { ...given('Réponse abîmée ?'), id: 50, answer: { band: 'certain' } });
  await db.put('asked', { profileId: 'p', question: 12, id: 51 });
  db.close();
  const rows = await listAsked('p');
  expect(rows.map((row) => [row.id, row.answer !== undefined])).toEqual([
    [50, false],
    [id, true],
  ]);
  const removed = await removeAsked('p');
  expect(removed.map((row) => row.id)).toEqual([id, 50, 51]);
});

test('what a later version adds to an answer is kept', async () => {
  const later = { ...answer, expansions: [{ typed: 'AAP', also: ['appel à projets'] }] };
  await keepAsked({ ...given('Une ?'), answer: later });
  expect((await listAsked('p'))[0]?.answer).toEqual(later);
});

test('a full disk says so and keeps what was there', async () => {
  await keepAsked(given('Avant ?'));
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(keepAsked(given('Avant ?'))).rejects.toThrow('Il n’y a plus de place');
  expect(await questions()).toEqual(['Avant ?']);
});

test('the questions of a grappe leave with it', async () => {
  const grappe = sampleGrappe();
  await saveProfiles([grappe]);
  await keepAsked(given('À elle ?', grappe.id));
  await keepAsked(given('À personne ?', ''));
  await deleteProfile(grappe.id);
  expect(await questions(grappe.id)).toEqual([]);
  expect(await questions('')).toEqual(['À personne ?']);
});
