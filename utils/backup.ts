import { z } from 'zod';
import {
  type BackupContent,
  MAX_BACKUP_LENGTH,
  parseBackup,
  serializeBackup,
  TOO_LARGE,
} from '@/knowledge/profile/backup';
import type { Snoozed } from '@/knowledge/profile/backup-reminder';
import type { Profile } from '@/knowledge/profile/schema';
import { listCampaigns } from './campaigns';
import { run, write } from './connection';
import { getSettings, listProfiles, saveSettings } from './database';
import { downloadFile } from './download';
import { type LockedText, lockText, readLock, unlockText } from './encryption';

/** What a backup is made of: the grappes, the calls of the user, and the stored rows that this version cannot read. */
interface Stored {
  profiles: Profile[];
  campaigns: { id: string }[];
  damaged: { reason: string; row: unknown }[];
}

/** A locked file is written in base64, four characters for three; accents take two bytes or three. */
const MAX_FILE_BYTES = Math.ceil((MAX_BACKUP_LENGTH * 4) / 3) * 1.5;

/**
 * Reads a backup file chosen by the user: its content, or the lock that a passphrase opens with
 * `unlockBackup`. Rejects with a French message, without reading a file over the cap.
 */
export async function readBackupFile(file: File): Promise<BackupContent | LockedText> {
  if (file.size > MAX_FILE_BYTES) throw new Error(TOO_LARGE);
  const text = await file.text().catch(() => {
    throw new Error('Le navigateur n’a pas pu lire ce fichier. Il a peut-être été déplacé ou supprimé.');
  });
  return (await readLock(text)) ?? parseBackup(text);
}

/** The content of a locked backup. Rejects with `WrongPassphrase`, or in French as `parseBackup`. */
export const unlockBackup = async (locked: LockedText, passphrase: string): Promise<BackupContent> =>
  parseBackup(await unlockText(locked, passphrase));

/** A file the assistant would refuse to read again is no backup. */
const TOO_MUCH =
  'Vos grappes réunies sont trop grandes pour un seul fichier de sauvegarde. Supprimez celles qui ne servent plus, puis recommencez.';

const two = (n: number): string => String(n).padStart(2, '0');

/** Local day and time, as a name of file holds them: « 2026-11-21-0915 ». */
const stampOf = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}-${two(at.getHours())}${two(at.getMinutes())}`;

/** Name of a backup file written at `now`, local time: « assistant-galis-chiffree-2026-11-21-0915.json ». */
export const backupName = (now: Date, locked = false): string =>
  `assistant-galis-${locked ? 'chiffree-' : ''}${stampOf(now)}.json`;

/** JSON text of a row, or null when it holds what JSON cannot say: the others must still be saved. */
function rawText(row: unknown): string | null {
  try {
    return JSON.stringify(row);
  } catch {
    return null;
  }
}

/**
 * Makes the browser save a backup, locked when there is a passphrase, and returns the name of the
 * file, with a French sentence for each grappe that cannot be read: it is in the file as it is
 * stored, for a version that could.
 */
async function downloadBackup(
  { profiles, campaigns, damaged }: Stored,
  now: Date,
  passphrase = '',
): Promise<{ name: string; apart: string[] }> {
  const raw = damaged.map(({ reason, row }) => ({ reason, text: rawText(row) }));
  const texts = raw.flatMap(({ text }) => (text === null ? [] : [text]));
  const content = serializeBackup(profiles, now.toISOString(), texts, campaigns);
  if (content.length > MAX_BACKUP_LENGTH) throw new Error(TOO_MUCH);
  const name = backupName(now, passphrase !== '');
  downloadFile(passphrase === '' ? content : await lockText(content, passphrase), name, 'application/json');
  const apart = raw.map(({ reason, text }) =>
    text === null
      ? `Grappe illisible, non sauvegardée (elle reste dans ce navigateur) : ${reason}`
      : `Grappe illisible, jointe au fichier telle quelle : ${reason}`,
  );
  return { name, apart };
}

/**
 * Makes the browser save everything stored, as `downloadBackup`, and notes when: the changes made
 * while the file was written still count. `current` adds to a stored grappe what still waits to be
 * saved. Null, and no file, when nothing is stored.
 */
export async function exportStored(
  now: Date,
  passphrase = '',
  current: (stored: Profile) => Profile = (stored) => stored,
): Promise<{ name: string; apart: string[]; count: number; calls: number } | null> {
  const before = await getSettings();
  const { profiles, damaged } = await listProfiles();
  const calls = await listCampaigns();
  // A call that cannot be read is in the file as it is stored.
  const campaigns = [...calls.campaigns, ...calls.damaged.map(({ row }) => row)];
  const stored = { profiles: profiles.map(current), campaigns, damaged };
  if (profiles.length + damaged.length + campaigns.length === 0) return null;
  const written = await downloadBackup(stored, now, passphrase);
  const { changesSinceBackup } = await getSettings();
  await saveSettings({
    lastBackupAt: now.toISOString(),
    changesSinceBackup: Math.max(0, changesSinceBackup - before.changesSinceBackup),
  });
  return { ...written, count: stored.profiles.length, calls: campaigns.length };
}

/** Makes the browser save an earlier state of a grappe as a backup file; answers its name. */
export function downloadSnapshot(row: unknown, profile: Profile | null, takenAt: string): string {
  const at = new Date(takenAt);
  const name = `assistant-galis-version-du-${Number.isNaN(at.getTime()) ? 'inconnu' : stampOf(at)}.json`;
  const raw = profile === null ? rawText(row) : null;
  const content = serializeBackup(profile === null ? [] : [profile], takenAt, raw === null ? [] : [raw]);
  downloadFile(content, name, 'application/json');
  return name;
}

const SNOOZED = 'backupReminderSnoozed';
const snoozedSchema = z.object({ at: z.string().max(40), changes: z.number().int().min(0) });

/** When the reminder of a backup was put off, and how many changes there were then; null when never. */
export async function getSnoozed(): Promise<Snoozed | null> {
  const stored = await run((db) => db.get('settings', SNOOZED));
  return snoozedSchema.safeParse(stored).data ?? null;
}

/** Puts the reminder of a backup off. */
export async function saveSnoozed(snoozed: Snoozed): Promise<void> {
  await write(['settings'], (tx) => tx.objectStore('settings').put(snoozed, SNOOZED));
}
