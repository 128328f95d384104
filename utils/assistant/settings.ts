import { z } from 'zod';
import { run, write } from '../connection';
import { lockText, readLock, unlockText, WrongPassphrase } from '../encryption';
import { PROVIDER_IDS } from './providers';

/** What the user chose for the written answers. Kept in this browser only, and in no backup. */
const settingsSchema = z.object({
  on: z.boolean().catch(false),
  provider: z.enum(PROVIDER_IDS).catch('mistral'),
  address: z.string().max(300).catch(''),
  model: z.string().max(120).catch(''),
  /** The model may ask what the rules and the amounts say of the grappe. */
  grappe: z.boolean().catch(false),
  /** Address and model for which the user has read what leaves, and agreed. */
  agreed: z.string().max(500).catch(''),
});
export type AssistantSettings = z.infer<typeof settingsSchema>;

const keySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plain'), value: z.string().max(500) }),
  z.object({ kind: z.literal('locked'), text: z.string().max(5000) }),
]);

/** How the key is kept; never the key itself. */
export type KeyState = 'none' | 'plain' | 'locked';

const SETTINGS = 'settings';
const KEY = 'key';

/** What is absent or unreadable is off. */
const readSettings = (row: unknown): AssistantSettings =>
  settingsSchema.safeParse(row).data ?? settingsSchema.parse({});

const readKeyRow = async () => keySchema.safeParse(await run((db) => db.get('assistant', KEY))).data ?? null;

/** The choices of the user; off when there are none, or when they cannot be read. */
export async function getAssistant(): Promise<AssistantSettings> {
  return readSettings(await run((db) => db.get('assistant', SETTINGS)));
}

/** Changes some choices, in one transaction, and leaves the others. */
export async function saveAssistant(changes: Partial<AssistantSettings>): Promise<void> {
  await write(['assistant'], async (tx) => {
    const store = tx.objectStore('assistant');
    const stored = readSettings(await store.get(SETTINGS));
    await store.put(settingsSchema.parse({ ...stored, ...changes }), SETTINGS);
  });
}

/** Keeps that the user has read what leaves for a model; every page that asks reads it by itself. */
export async function agree(agreed: string): Promise<void> {
  await write([], async (tx) => {
    const store = tx.objectStore('assistant');
    const stored = readSettings(await store.get(SETTINGS));
    await store.put({ ...stored, agreed }, SETTINGS);
  });
}

/** How the key is kept. */
export const keyState = async (): Promise<KeyState> => (await readKeyRow())?.kind ?? 'none';

/** Keeps the key, locked by a passphrase when there is one; half a second then. */
export async function saveKey(value: string, passphrase: string): Promise<void> {
  const row =
    passphrase === ''
      ? { kind: 'plain' as const, value }
      : { kind: 'locked' as const, text: await lockText(value, passphrase) };
  await write(['assistant'], (tx) => tx.objectStore('assistant').put(row, KEY));
}

const WRONG =
  'Cette phrase de passe n’ouvre pas la clé : vérifiez les majuscules, les accents et les espaces.';

/**
 * The key; empty when there is none. Rejects with `WrongPassphrase`, in French, when it is locked and
 * the phrase does not open it.
 */
export async function readKey(passphrase = ''): Promise<string> {
  const row = await readKeyRow();
  if (row === null) return '';
  if (row.kind === 'plain') return row.value;
  const locked = await readLock(row.text);
  if (locked === null) return '';
  return unlockText(locked, passphrase).catch((error: unknown) => {
    throw error instanceof WrongPassphrase ? new WrongPassphrase(WRONG, { cause: error }) : error;
  });
}

/** Forgets the key. */
export async function forgetKey(): Promise<void> {
  await write(['assistant'], (tx) => tx.objectStore('assistant').delete(KEY));
}

/** Forgets the key and every choice. */
export async function forgetAssistant(): Promise<void> {
  await write(['assistant'], (tx) => tx.objectStore('assistant').clear());
}
