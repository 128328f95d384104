import { firstDuplicate, isRecord, parseProfile, warningsOf } from './parse';
import type { Profile } from './schema';

/** Largest backup read, in characters: a guard against a file that is something else. */
export const MAX_BACKUP_LENGTH = 30 * 1024 * 1024;
const FORMAT = 'assistant-galis';
const VERSION = 1;
const MAX_PROFILES = 500;
const MAX_NODES = 5_000_000;
const POISONED = new Set(['__proto__', 'constructor', 'prototype']);

/** What a backup holds. `exportedAt` is an ISO instant, empty for a lone profile. */
export interface BackupContent {
  profiles: Profile[];
  /** In French: what is odd in the file and was accepted all the same. */
  warnings: string[];
  exportedAt: string;
}

function parseJson(text: string): unknown {
  if (text.length > MAX_BACKUP_LENGTH)
    throw new Error('Ce fichier dépasse 30 Mo : ce n’est pas une sauvegarde de l’assistant.');
  const body = text.replace(/^\uFEFF/, '');
  if (body.trim() === '') throw new Error('Ce fichier est vide.');
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(
      'Ce fichier n’est pas lisible : ce n’est pas du JSON complet. Il a peut-être été coupé, ou enregistré par un autre logiciel.',
    );
  }
}

/** Walks without recursion (a file may nest deeper than the stack) and refuses poisoned keys. */
function refusePoisonedKeys(root: unknown): void {
  const pending: unknown[] = [root];
  for (let seen = 0; pending.length > 0; seen++) {
    if (seen > MAX_NODES) throw new Error('Ce fichier contient trop d’éléments pour être une sauvegarde.');
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      if (POISONED.has(key)) throw new Error(`Ce fichier contient une clé interdite (« ${key} »).`);
      if (typeof value === 'object' && value !== null) pending.push(value);
    }
  }
}

/** The profiles of the file, not read yet: those of a backup, or the lone one. */
function rowsOf(json: unknown): { rows: unknown[]; exportedAt: string } {
  if (isRecord(json) && json.format === undefined && json.schemaVersion !== undefined)
    return { rows: [json], exportedAt: '' };
  if (!isRecord(json) || json.format !== FORMAT)
    throw new Error(
      `Ce fichier JSON n’est pas une sauvegarde de l’assistant (mention « ${FORMAT} » absente).`,
    );
  if (typeof json.version === 'number' && json.version > VERSION)
    throw new Error(
      `Cette sauvegarde vient d’une version plus récente de l’assistant (format v${json.version}, celle-ci lit la v${VERSION}). Mettez l’extension à jour.`,
    );
  if (json.version !== VERSION || !Array.isArray(json.profiles))
    throw new Error('Cette sauvegarde est abîmée : son en-tête ou sa liste de grappes manque.');
  const exportedAt = typeof json.exportedAt === 'string' ? json.exportedAt.slice(0, 40) : '';
  return { rows: json.profiles, exportedAt };
}

/**
 * Reads the text of a backup file (or of a lone profile). All or nothing: throws an `Error` whose
 * French message says what is wrong, and where, as soon as one profile is not valid.
 */
export function parseBackup(text: string): BackupContent {
  const json = parseJson(text);
  refusePoisonedKeys(json);
  const { rows, exportedAt } = rowsOf(json);
  if (rows.length === 0) throw new Error('Cette sauvegarde ne contient aucune grappe.');
  if (rows.length > MAX_PROFILES)
    throw new Error(`Cette sauvegarde contient plus de ${MAX_PROFILES} grappes.`);
  const profiles = rows.map((row, rank) => parseProfile(row, rank));
  if (firstDuplicate(profiles.map((p) => p.id)) !== undefined)
    throw new Error('Deux grappes de cette sauvegarde portent le même identifiant.');
  const warnings = profiles.flatMap((profile, rank) => warningsOf(rows[rank], profile, rank));
  return { profiles, warnings, exportedAt };
}

/** Reads a file that must hold exactly one profile, alone or in a backup. Throws as `parseBackup`. */
export function parseProfileFile(text: string): Profile {
  const { profiles } = parseBackup(text);
  const [only, ...others] = profiles;
  if (only === undefined || others.length > 0)
    throw new Error(`Ce fichier contient ${profiles.length} grappes : il en faut une seule.`);
  return only;
}

/** Text of a backup file. `exportedAt` is an ISO instant. */
export const serializeBackup = (profiles: Profile[], exportedAt: string): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, exportedAt, profiles }, null, 2)}\n`;
