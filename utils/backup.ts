import {
  type BackupContent,
  MAX_BACKUP_LENGTH,
  parseBackup,
  serializeBackup,
} from '@/knowledge/profile/backup';
import type { Profile } from '@/knowledge/profile/schema';

/**
 * Reads a backup file chosen by the user. Rejects with a French message, without reading a file
 * over the cap.
 */
export async function readBackupFile(file: File): Promise<BackupContent> {
  if (file.size > MAX_BACKUP_LENGTH)
    throw new Error('Ce fichier dépasse 30 Mo : ce n’est pas une sauvegarde de l’assistant.');
  const text = await file.text().catch(() => {
    throw new Error('Le navigateur n’a pas pu lire ce fichier. Il a peut-être été déplacé ou supprimé.');
  });
  return parseBackup(text);
}

/** Name of a backup file written at `now`: « assistant-galis-2026-11-21-0915.json », local time. */
export function backupName(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `assistant-galis-${day}-${two(now.getHours())}${two(now.getMinutes())}.json`;
}

/** Makes the browser save a backup of these grappes and returns the name of the file. */
export function downloadBackup(profiles: Profile[], now: Date): string {
  const blob = new Blob([serializeBackup(profiles, now.toISOString())], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = backupName(now);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return link.download;
}
