import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalisePassphrase, passphraseAdvice } from '@/knowledge/profile/passphrase';
import { readBackupFile, unlockBackup } from '@/utils/backup';
import { type LockedText, lockText, readLock, unlockText, WrongPassphrase } from '@/utils/encryption';

/** The passphrase of the frozen file; « é » and « ﬁ » are typed in two ways below. */
const PHRASE = 'cinq éclairs au café, ﬁnement glacés';
const SECRET = 'FR7699999000010001234567809 — Madame Exemple';
const folder = `${import.meta.dirname}/profiles`;
const frozen = readFileSync(`${folder}/sauvegarde-chiffree-v1.json`, 'utf8');
const plain = readFileSync(`${folder}/sauvegarde-v2.json`, 'utf8');

const lockOf = async (text: string): Promise<LockedText> => {
  const lock = await readLock(text);
  if (lock === null) throw new Error('no lock');
  return lock;
};
const changed = (text: string, change: Record<string, unknown>): string =>
  JSON.stringify({ ...JSON.parse(text), ...change });
const asFile = (text: string) => new File([text], 'sauvegarde.json');

describe('a locked text', () => {
  test('comes back, and nothing of it can be read in the file', async () => {
    const locked = await lockText(SECRET, PHRASE);
    expect(locked).not.toContain('99999');
    expect(locked).not.toContain('Exemple');
    expect(await unlockText(await lockOf(locked), PHRASE)).toBe(SECRET);
  });
  test('says in clear how it is locked: what OWASP asks, and nothing used twice', async () => {
    const [one, two] = [
      JSON.parse(await lockText(SECRET, PHRASE)),
      JSON.parse(await lockText(SECRET, PHRASE)),
    ];
    expect(one).toMatchObject({ kdf: 'PBKDF2-SHA-256', rounds: 600_000, cipher: 'AES-256-GCM' });
    expect(Uint8Array.fromBase64(one.salt)).toHaveLength(16);
    expect(Uint8Array.fromBase64(one.nonce)).toHaveLength(12);
    for (const key of ['salt', 'nonce', 'content']) expect(one[key]).not.toBe(two[key]);
  });
  test('opens however the keyboard composed the passphrase', async () => {
    const lock = await lockOf(frozen);
    const other = 'cinq e\u0301clairs au cafe\u0301, finement glace\u0301s';
    expect(other).not.toBe(PHRASE);
    expect(await unlockText(lock, other)).toBe(plain);
  });
});

describe('the first encrypted format stays readable', () => {
  test('as a backup', async () => {
    const read = await readBackupFile(asFile(frozen));
    if ('profiles' in read) throw new Error('the file is not locked');
    const { profiles, exportedAt } = await unlockBackup(read, PHRASE);
    expect(profiles.map(({ id }) => id)).toEqual(['grappe-gelee-v2', 'grappe-vide-v2']);
    expect(exportedAt).toBe('2026-11-21T17:00:00.000Z');
  });
});

describe('what is wrong is said, before a passphrase is asked when it can be', () => {
  test('a wrong passphrase', async () => {
    const opening = unlockText(await lockOf(frozen), `${PHRASE} `);
    await expect(opening).rejects.toThrow(WrongPassphrase);
    await expect(opening).rejects.toThrow('n’ouvre pas ce fichier');
  });
  const refused: [string, (text: string) => string, string][] = [
    ['cut short', (text) => text.slice(0, -30), 'abîmé'],
    ['cut to its head', (text) => text.slice(0, 60), 'abîmé'],
    [
      'one character of the content edited',
      (text) => text.replace(/"content": "(.)/, (all, c) => all.slice(0, -1) + (c === 'A' ? 'B' : 'A')),
      'abîmé',
    ],
    ['a number of rounds edited', (text) => changed(text, { rounds: 600_001 }), 'abîmé'],
    ['another nonce', (text) => changed(text, { nonce: btoa('twelve bytes') }), 'abîmé'],
    ['a key added', (text) => changed(text, { hint: 'le nom du chien' }), 'abîmé'],
    ['a content that is not text', (text) => changed(text, { content: 12 }), 'abîmé'],
    ['rounds that would hang the page', (text) => changed(text, { rounds: 4_000_000_000 }), 'refuse'],
    ['rounds that a guess would find', (text) => changed(text, { rounds: 1000 }), 'refuse'],
    ['a format of tomorrow', (text) => changed(text, { version: 2 }), 'version plus récente'],
  ];
  test.each(refused)('%s', async (_name, edit, message) => {
    await expect(readLock(edit(frozen))).rejects.toThrow(message);
  });
  test('a header forged with its digest does not open either: it is authenticated', async () => {
    const lock = await lockOf(frozen);
    const { digest: _digest, content: _content, ...header } = { ...lock, salt: btoa('sixteen bytes ok') };
    const { format, version, kdf, rounds, cipher, salt, nonce } = header;
    const signed = `${JSON.stringify([format, version, kdf, rounds, cipher, salt, nonce])}${lock.content}`;
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(signed));
    const forged = changed(frozen, { salt, digest: new Uint8Array(hash).toBase64() });
    await expect(unlockText(await lockOf(forged), PHRASE)).rejects.toThrow(WrongPassphrase);
  });
  test('what is not locked is left to others', async () => {
    for (const text of [plain, '', '{}', 'finess;nom']) expect(await readLock(text)).toBeNull();
  });
  test('behind the right passphrase, a text that is no backup is refused as such', async () => {
    const read = await readBackupFile(asFile(await lockText('[]', PHRASE)));
    if ('profiles' in read) throw new Error('the file is not locked');
    await expect(unlockBackup(read, PHRASE)).rejects.toThrow('n’est pas une sauvegarde de l’assistant');
  });
});

describe('advice on a passphrase', () => {
  test.each([
    ['', false, 'Trop courte : 0 caractère,'],
    ['onze lettre', false, 'Trop courte : 11 caractères'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', false, 'répète les mêmes caractères'],
    ['douze lettres', true, 'Acceptable : 13 caractères'],
    ['cheval pile agrafe correcte', true, 'Longue, 27 caractères'],
  ])('« %s »', (phrase, ok, text) => {
    expect(passphraseAdvice(phrase).ok).toBe(ok);
    expect(passphraseAdvice(phrase).text.replace(/\s/g, ' ')).toContain(text);
  });
  test('a picture counts as one character, and writings of one text are one', () => {
    expect(passphraseAdvice('🐝'.repeat(11)).text).toContain('11 caractères');
    expect(normalisePassphrase('e\u0301\u00a0ﬁ')).toBe('é fi');
  });
});
