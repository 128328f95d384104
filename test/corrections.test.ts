import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Correction, MAX_CORRECTIONS } from '@/knowledge/form/correction';
import {
  closeDatabase,
  deleteCorrection,
  exportCorrections,
  importCorrections,
  listCorrections,
  saveCorrection,
} from '@/utils/database';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString();
const said = (label: string, fieldId: string | null, minute = 0): Correction => ({
  signature: `saisie|champ|${label}|votre structure`,
  likeness: `champ|${label}`,
  fieldId,
  label,
  section: 'Votre structure',
  at: at(minute),
});
const fileOf = (...corrections: unknown[]): string =>
  JSON.stringify({ format: 'assistant-galis-corrections', version: 1, corrections });

describe('corrections', () => {
  test('are kept per field, the latest said first, and can be taken back', async () => {
    await saveCorrection(said('nom usuel', 'porteur.sigle', 0));
    await saveCorrection(said('objet', null, 1));
    await saveCorrection(said('nom usuel', 'porteur.raisonSociale', 2));
    expect(await listCorrections()).toEqual([
      said('nom usuel', 'porteur.raisonSociale', 2),
      said('objet', null, 1),
    ]);
    await deleteCorrection(said('objet', null).signature);
    expect((await listCorrections()).map(({ label }) => label)).toEqual(['nom usuel']);
  });

  test('of a field without a word, or of a datum nobody knows, are refused in French', async () => {
    const mute = { ...said('', 'porteur.sigle'), signature: 'saisie|champ||', likeness: 'champ|' };
    await expect(saveCorrection(mute)).rejects.toThrow('aucun libellé');
    await expect(saveCorrection(said('objet', 'porteur.inconnu'))).rejects.toThrow('ne connaît pas');
    expect(await listCorrections()).toEqual([]);
  });

  test('that cannot be read are left alone, the others still come', async () => {
    await saveCorrection(said('objet', null));
    const db = await openDB('assistant-galis');
    await db.put('corrections', { signature: 'abîmée' });
    expect(await listCorrections()).toEqual([said('objet', null)]);
    expect(await db.count('corrections')).toBe(2);
    db.close();
  });
});

describe('the file of corrections', () => {
  test('brings them to another computer, and once is as good as twice', async () => {
    await saveCorrection(said('nom usuel', 'porteur.sigle'));
    await saveCorrection(said('capacité', 'essms.capacity', 1));
    const file = exportCorrections(await listCorrections());
    await closeDatabase();
    vi.stubGlobal('indexedDB', new IDBFactory());
    expect(await importCorrections(file)).toEqual({ added: 2, replaced: 0, refused: [] });
    expect(await importCorrections(file)).toEqual({ added: 0, replaced: 0, refused: [] });
    expect((await listCorrections()).map(({ fieldId }) => fieldId)).toEqual([
      'essms.capacity',
      'porteur.sigle',
    ]);
  });

  test('holds nothing but what a correction is made of', () => {
    const more = { ...said('nom usuel', 'porteur.sigle'), value: 'secret', before: 'secret' };
    expect(exportCorrections([more])).not.toContain('secret');
  });

  test('wins over what was said of the same field, and says so; the others stay', async () => {
    await saveCorrection(said('nom usuel', 'porteur.sigle'));
    await saveCorrection(said('objet', null, 1));
    const file = fileOf(said('nom usuel', 'porteur.raisonSociale', 5), said('objet social', null));
    expect(await importCorrections(file)).toEqual({ added: 1, replaced: 1, refused: [] });
    expect((await listCorrections()).map(({ label, fieldId }) => [label, fieldId])).toEqual([
      ['nom usuel', 'porteur.raisonSociale'],
      ['objet', null],
      ['objet social', null],
    ]);
  });

  test('says line by line what is refused and why, and keeps the rest', async () => {
    const lying = { ...said('montant demandé', 'bank.iban'), likeness: 'champ|autre chose' };
    const outcome = await importCorrections(
      fileOf(said('objet', null), { label: 'incomplet' }, said('nom', 'porteur.inconnu'), lying),
    );
    expect(outcome).toMatchObject({ added: 1, replaced: 0 });
    expect(outcome.refused.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(outcome.refused.map(({ reason }) => reason).join('\n')).toMatch(
      /incomplète[^\n]*\n[^\n]*«\sporteur\.inconnu\s»[^\n]*ne connaît pas\n[^\n]*se contredit/,
    );
  });

  test.each(['', 'Bonjour', '[]', '{"format":"autre","version":1,"corrections":[]}', `${fileOf()}}`])(
    'is refused whole when it is something else: %s',
    async (text) => {
      await saveCorrection(said('objet', null));
      const { added, refused } = await importCorrections(text);
      expect([added, refused.map(({ line }) => line)]).toEqual([0, [0]]);
      expect(await listCorrections()).toEqual([said('objet', null)]);
    },
  );

  test('disguises no label with invisible characters', async () => {
    await importCorrections(fileOf({ ...said('objet', null), label: 'ob\u202Ejet\u0000' }));
    expect((await listCorrections())[0]?.label).toBe('objet');
  });

  test('never brings more than is kept, and loses none that is there', async () => {
    await saveCorrection(said('la première', null));
    const many = Array.from({ length: MAX_CORRECTIONS + 5 }, (_, i) => said(`champ ${i} bis`, null));
    const { added, refused } = await importCorrections(fileOf(...many));
    expect(added).toBe(MAX_CORRECTIONS - 1);
    expect(refused).toMatchObject([{ line: 0, reason: expect.stringContaining('6 de trop') }]);
    expect((await listCorrections()).map(({ label }) => label)).toContain('la première');
    await expect(saveCorrection(said('encore une', null))).rejects.toThrow('retirez-en');
  });
});
