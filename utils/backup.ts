import { z } from 'zod';
import {
  type BackupContent,
  MAX_BACKUP_LENGTH,
  parseBackup,
  serializeBackup,
} from '@/knowledge/profile/backup';
import { parseProfile } from '@/knowledge/profile/parse';
import type { Profile } from '@/knowledge/profile/schema';

/** What a backup is made of: the grappes, and the stored rows that this version cannot read. */
interface Stored {
  profiles: Profile[];
  damaged: { reason: string; row: unknown }[];
}

/** A backup with grappes set apart: `damaged` holds the JSON text of each, so that none spoils the file. */
const withDamaged = z.looseObject({
  profiles: z.array(z.unknown()),
  damaged: z.array(z.string()).min(1).max(500),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // refused as any other value that is no grappe
  }
}

function readRow(text: string): { profile: Profile } | { reason: string } {
  try {
    return { profile: parseProfile(jsonOf(text)) };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

/**
 * Puts the grappes set apart that this version can read (a later one may) with the others, and says
 * why the rest stays in the file.
 */
function recover(text: string): { text: string; unread: string[] } {
  const file = withDamaged.safeParse(jsonOf(text)).data;
  if (file === undefined) return { text, unread: [] };
  const rows = file.damaged.map(readRow);
  const profiles = [...file.profiles, ...rows.flatMap((row) => ('profile' in row ? [row.profile] : []))];
  const unread = rows.flatMap((row) => ('reason' in row ? [row.reason] : []));
  if (profiles.length === 0)
    throw new Error(`Ce fichier ne contient aucune grappe lisible. ${unread.join(' ')}`);
  return {
    text: profiles.length > file.profiles.length ? JSON.stringify({ ...file, profiles }) : text,
    unread,
  };
}

/**
 * Reads a backup file chosen by the user. Rejects with a French message, without reading a file
 * over the cap. A grappe that was already unreadable when the file was written is a warning.
 */
export async function readBackupFile(file: File): Promise<BackupContent> {
  if (file.size > MAX_BACKUP_LENGTH)
    throw new Error('Ce fichier dépasse 30 Mo : ce n’est pas une sauvegarde de l’assistant.');
  const written = await file.text().catch(() => {
    throw new Error('Le navigateur n’a pas pu lire ce fichier. Il a peut-être été déplacé ou supprimé.');
  });
  const { text, unread } = recover(written);
  const content = parseBackup(text);
  const left = unread.map(
    (reason) => `Une grappe illisible reste dans ce fichier, sans être importée : ${reason}`,
  );
  return { ...content, warnings: [...content.warnings, ...left] };
}

/** Name of a backup file written at `now`: « assistant-galis-2026-11-21-0915.json », local time. */
export function backupName(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `assistant-galis-${day}-${two(now.getHours())}${two(now.getMinutes())}.json`;
}

/** JSON text of a row, or null when it holds what JSON cannot say: the others must still be saved. */
function rawText(row: unknown): string | null {
  try {
    return JSON.stringify(row);
  } catch {
    return null;
  }
}

function contentOf(profiles: Profile[], damaged: string[], now: Date): string {
  const text = serializeBackup(profiles, now.toISOString());
  if (damaged.length === 0) return text;
  return `${JSON.stringify({ ...z.looseObject({}).parse(JSON.parse(text)), damaged }, null, 2)}\n`;
}

/**
 * Makes the browser save a backup and returns the name of the file, with a French sentence for each
 * grappe that cannot be read: it is in the file as it is stored, for a version that could.
 */
export function downloadBackup({ profiles, damaged }: Stored, now: Date): { name: string; apart: string[] } {
  const raw = damaged.map(({ reason, row }) => ({ reason, text: rawText(row) }));
  const texts = raw.flatMap(({ text }) => (text === null ? [] : [text]));
  const blob = new Blob([contentOf(profiles, texts, now)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = backupName(now);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const apart = raw.map(({ reason, text }) =>
    text === null
      ? `Grappe illisible, non sauvegardée (elle reste dans ce navigateur) : ${reason}`
      : `Grappe illisible, jointe au fichier telle quelle : ${reason}`,
  );
  return { name: link.download, apart };
}
