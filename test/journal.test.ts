import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import {
  allFills,
  closeDatabase,
  deleteFill,
  deleteProfile,
  fillsOfStep,
  journalCsv,
  journalFile,
  lastFill,
  listFills,
  listProfiles,
  saveFill,
  saveProfiles,
} from '@/utils/database';
import { sampleWith } from './profiles/build';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 10, 21, 8);
const at = (offset: number) => new Date(START + offset).toISOString();
const URL_OF_STEP = 'https://galis-subventions.cnsa.fr/aides/#/cnsa/demande/identification';
const STEP = { step: 'Identification', url: URL_OF_STEP, dossierId: 'grappe' };
const ENTRY = {
  ref: 'r1',
  fingerprint: 'text|Sigle',
  label: 'Sigle',
  kind: 'text',
  format: 'text',
  guard: { ref: 'r0', value: '750000001' },
  before: 'ancien sigle',
  after: 'ALT',
  status: 'verified',
  pass: 0,
};
const fill = (
  key: string,
  offset = 0,
  changes: { profileId?: string; url?: string; step?: string } = {},
) => ({
  key,
  at: at(offset),
  profileId: 'grappe-exemple',
  ...STEP,
  ...changes,
  entries: [ENTRY],
});
const other = () =>
  sampleWith((draft) => {
    draft.id = 'autre';
    draft.name = 'Autre grappe (exemple fictif)';
  });

/** Writes behind the back of the module, as a bug or an older version would. */
async function tamper(value: object): Promise<void> {
  const db = await openDB('assistant-galis');
  await db.put('fills', value);
  db.close();
}
const rows = async (): Promise<unknown[]> => {
  const db = await openDB('assistant-galis');
  const all = await db.getAll('fills');
  db.close();
  return all;
};

describe('fills that can be undone', () => {
  test('the last fill of a step comes back until it is deleted', async () => {
    await saveFill(fill('d1 identification', 0));
    await saveFill(fill('d1 budget', MINUTE));
    const id = await saveFill(fill('d1 identification', 2 * MINUTE));
    expect(await lastFill('d1 identification')).toEqual({
      id,
      held: true,
      ...fill('d1 identification', 2 * MINUTE),
    });
    await deleteFill(id);
    expect((await lastFill('d1 identification'))?.at).toBe(at(0));
    expect(await lastFill('d2 identification')).toBeNull();
  });

  test('a fill saved with its id is changed in place', async () => {
    const id = await saveFill(fill('a', MINUTE));
    expect(await saveFill({ id, ...fill('a', 2 * MINUTE) })).toBe(id);
    expect((await lastFill('a'))?.at).toBe(at(2 * MINUTE));
    expect(await listFills()).toHaveLength(1);
  });

  test('a fill whose instant is none is refused', async () => {
    await expect(saveFill({ ...fill('a'), at: 'hier' })).rejects.toThrow();
    expect(await lastFill('a')).toBeNull();
  });

  test('what an older version did not say is empty', async () => {
    await saveFill({ key: 'a', at: at(0), entries: [] });
    expect(await lastFill('a')).toMatchObject({ profileId: '', step: '', url: '', dossierId: '' });
  });
});

describe('fills of a step', () => {
  test('come the latest first, of this address, title and grappe only', async () => {
    await saveFill(fill('load 1', 0));
    await saveFill(fill('load 2', MINUTE));
    await saveFill(fill('load 3', 0, { profileId: 'autre' }));
    await saveFill(fill('load 4', 0, { url: `${URL_OF_STEP}/2` }));
    await saveFill(fill('load 5', 0, { step: 'Budget' }));
    const found = await fillsOfStep(URL_OF_STEP, 'Identification', 'grappe-exemple');
    expect(found.map(({ key }) => key)).toEqual(['load 2', 'load 1']);
  });
});

describe('what age takes', () => {
  test('after a week the values leave, and the line stays', async () => {
    await saveFill(fill('old', 0));
    await saveFill(fill('new', 7 * DAY + MINUTE));
    expect(await lastFill('old')).toBeNull();
    expect(await fillsOfStep(URL_OF_STEP, 'Identification', 'grappe-exemple')).toHaveLength(1);
    const [recent, old] = await allFills();
    expect(recent).toMatchObject({ key: 'new', held: true, entries: [ENTRY] });
    expect(old).toMatchObject({ key: 'old', held: false, ...STEP });
    expect(old?.entries).toEqual([
      { label: 'Sigle', kind: 'text', format: 'text', status: 'verified', pass: 0 },
    ]);
    expect(JSON.stringify((await rows())[0])).not.toMatch(/ancien sigle|ALT|750000001/);
  });

  test('a week to the minute keeps them', async () => {
    await saveFill(fill('week', 0));
    await saveFill(fill('new', 7 * DAY));
    expect((await lastFill('week'))?.entries).toEqual([ENTRY]);
  });

  test('after a year the line leaves, like one whose instant cannot be read', async () => {
    await saveFill(fill('old', 0));
    await saveFill(fill('year', 2 * DAY));
    await tamper({ id: 900, ...fill('undated'), at: 'hier' });
    await saveFill(fill('new', 367 * DAY));
    expect((await allFills()).map(({ key }) => key)).toEqual(['new', 'year']);
    expect(await rows()).toHaveLength(2);
  });

  test('the last two thousand lines are kept', async () => {
    await saveFill(fill('first'));
    await saveFill(fill('second'));
    const db = await openDB('assistant-galis');
    const tx = db.transaction('fills', 'readwrite');
    for (let i = 0; i < 1999; i++) tx.store.put({ ...fill('filler'), heldAt: at(0) });
    await tx.done;
    db.close();
    await saveFill(fill('last', MINUTE));
    expect(await lastFill('second')).toBeNull();
    expect(await rows()).toHaveLength(2000);
    expect((await listFills())[0]).toMatchObject({ at: at(MINUTE), fields: 1, held: true });
  });
});

describe('a deleted grappe', () => {
  test('leaves nothing in the journal, the fills of the others stay', async () => {
    await saveProfiles([sampleGrappe(), other()]);
    await saveFill(fill('of the deleted'));
    await saveFill(fill('of the other', 0, { profileId: 'autre' }));
    await saveFill(fill('of nobody known', 0, { profileId: '' }));
    await deleteProfile('grappe-exemple');
    const keys = ['of the deleted', 'of the other', 'of nobody known'];
    const kept = await Promise.all(keys.map(lastFill));
    expect(kept.map((one) => one?.key)).toEqual([undefined, 'of the other', undefined]);
  });

  test('and its fills leave together, or not at all', async () => {
    await saveProfiles([sampleGrappe()]);
    await saveFill(fill('a'));
    const remove = IDBObjectStore.prototype.delete;
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'fills') throw new DOMException('broken', 'UnknownError');
      return remove.call(this, key);
    });
    await expect(deleteProfile('grappe-exemple')).rejects.toThrow('rien n’a été modifié');
    vi.restoreAllMocks();
    expect((await listProfiles()).profiles).toEqual([sampleGrappe()]);
    expect((await lastFill('a'))?.key).toBe('a');
  });

  test('an import that only replaces leaves the journal alone', async () => {
    await saveProfiles([sampleGrappe()]);
    await saveFill(fill('a'));
    await saveProfiles([sampleGrappe()]);
    expect((await lastFill('a'))?.key).toBe('a');
  });
});

describe('the file of the journal', () => {
  const IBAN = 'FR7630006000011234567890189';
  const fills = [
    {
      ...fill('a', 0, { step: '=cmd|calc' }),
      held: true,
      entries: [
        { ...ENTRY, label: 'Sigle « ; »', before: '+33 1 "00"', at: at(MINUTE) },
        {
          ...ENTRY,
          label: 'IBAN',
          format: 'iban',
          sensitive: true,
          before: '',
          after: IBAN,
          status: 'refused',
        },
        { ...ENTRY, label: 'Code', sensitive: true, before: '123', after: '123', status: 'inconnu' },
      ],
    },
    { ...fill('b', DAY), held: false, entries: [{ label: 'Sigle', status: 'verified' }] },
  ];

  test('says in JSON when, where, which field, what and how it ended', () => {
    const { format, version, remplissages } = JSON.parse(journalFile(fills));
    expect([format, version, remplissages.length]).toEqual(['assistant-galis-journal', 1, 2]);
    expect(remplissages[0]).toMatchObject({ date: at(0), grappe: 'grappe-exemple', dossier: 'grappe' });
    expect(remplissages[0].champs[0]).toEqual({
      date: at(MINUTE),
      etape: '=cmd|calc',
      adresse: URL_OF_STEP,
      champ: 'Sigle « ; »',
      avant: '+33 1 "00"',
      apres: 'ALT',
      resultat: 'rempli et vérifié',
    });
    expect(remplissages[1].champs[0]).toMatchObject({
      avant: '(valeur non conservée)',
      apres: '(valeur non conservée)',
    });
  });

  test('shows of what is sensitive the last four characters only, none of a short one', () => {
    for (const file of [journalFile(fills), journalCsv(fills)]) {
      expect(file).toContain('••••0189');
      expect(file).not.toContain('123456789');
      expect(file).not.toContain('FR76');
      expect(file).not.toMatch(/\b123\b/);
    }
  });

  test('opens in a French spreadsheet, and no cell of it is a formula', () => {
    const lines = journalCsv(fills).split('\r\n');
    expect(lines[0]).toBe('\uFEFFDate;Étape;Adresse;Champ;Avant;Après;Résultat');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toBe(
      `"${at(MINUTE)}";"'=cmd|calc";"${URL_OF_STEP}";"Sigle « ; »";"'+33 1 ""00""";"ALT";"rempli et vérifié"`,
    );
    expect(lines[3]).toContain('"inconnu"');
  });
});
