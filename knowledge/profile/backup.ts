import { type PersonalCampaign, readPersonalCampaign } from '@/knowledge/campaigns/personal';
import { describeCall } from '@/knowledge/campaigns/personal-words';
import { firstDuplicate, isRecord, parseProfile, warningsOf } from './parse';
import type { Profile } from './schema';

/**
 * Largest backup read and written, in characters: eight of the largest grappes with the source of
 * each value, about 12 million characters each. A guard against a file that is something else.
 */
export const MAX_BACKUP_LENGTH = 100 * 1024 * 1024;
/** Why a larger file is refused, in French. */
export const TOO_LARGE = 'Ce fichier dépasse 100 Mo : ce n’est pas une sauvegarde de l’assistant.';
/** From so many characters on, a backup is written without indentation: half the size. */
const MAX_INDENTED = 5_000_000;
const FORMAT = 'assistant-galis';
const VERSION = 1;
const MAX_PROFILES = 500;
const MAX_NODES = 5_000_000;
const POISONED = new Set(['__proto__', 'constructor', 'prototype']);

const MAX_DAMAGED = 500;
const MAX_CAMPAIGNS = 500;

/** What a backup holds. `exportedAt` is an ISO instant, empty for a lone profile. */
export interface BackupContent {
  profiles: Profile[];
  /** Calls for projects described by the user. */
  campaigns: PersonalCampaign[];
  /** In French: what is odd in the file and was accepted all the same. */
  warnings: string[];
  exportedAt: string;
}

function parseJson(text: string): unknown {
  if (text.length > MAX_BACKUP_LENGTH) throw new Error(TOO_LARGE);
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

/** What a file holds, not read yet: the profiles of a backup, or the lone one. */
interface Rows {
  rows: unknown[];
  /** JSON text of each grappe that could not be read when the file was written. */
  damaged: unknown[];
  campaigns: unknown[];
  exportedAt: string;
}

function rowsOf(json: unknown): Rows {
  if (isRecord(json) && json.format === undefined && json.schemaVersion !== undefined)
    return { rows: [json], damaged: [], campaigns: [], exportedAt: '' };
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
  const said = typeof json.exportedAt === 'string' ? json.exportedAt.slice(0, 40) : '';
  const exportedAt = Number.isNaN(Date.parse(said)) ? '' : said;
  const damaged = Array.isArray(json.damaged) ? json.damaged.slice(0, MAX_DAMAGED) : [];
  const campaigns = Array.isArray(json.campaigns) ? json.campaigns.slice(0, MAX_CAMPAIGNS) : [];
  return { rows: json.profiles, damaged, campaigns, exportedAt };
}

/** Reads a grappe set apart: a later version than the one that wrote the file may know how. */
function readApart(text: unknown): { profile: Profile } | { reason: string } {
  try {
    return { profile: parseProfile(JSON.parse(String(text))) };
  } catch (error) {
    return { reason: error instanceof SyntaxError ? 'elle n’est pas complète.' : messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Reads the text of a backup file (or of a lone profile). All or nothing: throws an `Error` whose
 * French message says what is wrong, and where, as soon as one profile is not valid. A grappe that
 * was already unreadable when the file was written is a warning only.
 */
export function parseBackup(text: string): BackupContent {
  const json = parseJson(text);
  refusePoisonedKeys(json);
  const { rows, damaged, campaigns: calls, exportedAt } = rowsOf(json);
  const { campaigns, unreadCalls } = readCalls(calls);
  const apart = damaged.map(readApart);
  const recovered = apart.flatMap((one) => ('profile' in one ? [one.profile] : []));
  const unread = apart.flatMap((one) => ('reason' in one ? [one.reason] : []));
  refuseCount(rows.length + recovered.length, unread, campaigns.length);
  const profiles = [...rows.map((row, rank) => parseProfile(row, rank)), ...recovered];
  if (firstDuplicate(profiles.map((p) => p.id)) !== undefined)
    throw new Error('Deux grappes de cette sauvegarde portent le même identifiant.');
  const odd = rows.flatMap((row, rank) => {
    const profile = profiles[rank];
    return profile ? warningsOf(row, profile, rank) : [];
  });
  const warnings = [...odd, ...unread.map(leftInFile), ...unreadCalls];
  return { profiles, campaigns, warnings, exportedAt };
}

/** The calls of a backup; one that cannot be read stays in the file and does not hold the grappes back. */
function readCalls(rows: unknown[]): { campaigns: PersonalCampaign[]; unreadCalls: string[] } {
  const read = rows.map(readPersonalCampaign);
  const campaigns = read.flatMap((one) => ('campaign' in one ? [one.campaign] : []));
  return {
    campaigns: [...new Map(campaigns.map((one) => [one.id, one])).values()],
    unreadCalls: read.flatMap((one, rank) =>
      'issues' in one
        ? `L’appel personnel n°\u00a0${rank + 1} de ce fichier n’est pas lisible, et n’est pas importé (${describeCall(one.issues[0]?.at ?? [])}\u202f: ${one.issues[0]?.reason}).`
        : [],
    ),
  };
}

const leftInFile = (reason: string): string =>
  `Une grappe illisible reste dans ce fichier, sans être importée : ${reason}`;

function refuseCount(readable: number, unread: string[], calls: number): void {
  if (readable === 0 && calls === 0 && unread.length > 0)
    throw new Error(`Ce fichier ne contient aucune grappe lisible. ${unread.join(' ')}`);
  if (readable === 0 && calls === 0) throw new Error('Cette sauvegarde ne contient aucune grappe.');
  if (readable > MAX_PROFILES) throw new Error(`Cette sauvegarde contient plus de ${MAX_PROFILES} grappes.`);
}

/** Reads a file that must hold exactly one profile, alone or in a backup. Throws as `parseBackup`. */
export function parseProfileFile(text: string): Profile {
  const { profiles } = parseBackup(text);
  const [only, ...others] = profiles;
  if (only === undefined || others.length > 0)
    throw new Error(`Ce fichier contient ${profiles.length} grappes : il en faut une seule.`);
  return only;
}

/**
 * Text of a backup file. `exportedAt` is an ISO instant; `damaged` holds the JSON text of each stored
 * grappe that cannot be read, apart and as text so that none spoils the file; `campaigns` the calls that
 * the user described.
 */
export function serializeBackup(
  profiles: Profile[],
  exportedAt: string,
  damaged: string[] = [],
  campaigns: readonly { id: string }[] = [],
): string {
  const apart = damaged.length > 0 ? { damaged } : {};
  const calls = campaigns.length > 0 ? { campaigns } : {};
  const content = { format: FORMAT, version: VERSION, exportedAt, profiles, ...calls, ...apart };
  const compact = JSON.stringify(content);
  return `${compact.length > MAX_INDENTED ? compact : JSON.stringify(content, null, 2)}\n`;
}
