import { z } from 'zod';
import { normalisePassphrase } from '@/knowledge/profile/passphrase';

/**
 * A text locked by a passphrase, with what every browser has: PBKDF2-SHA-256 then AES-GCM-256. The
 * file is readable JSON: how to open it, then the content nobody can read. All of what says how is
 * authenticated with the content; the digest only tells a damaged file before a phrase is asked.
 */
const FORMAT = 'assistant-galis-chiffre';
const VERSION = 1;
/** OWASP's figure for PBKDF2-SHA-256. */
const ROUNDS = 600_000;
/** A hostile file could ask for a key that takes hours, or for one that a guess would find. */
const MIN_ROUNDS = 100_000;
const MAX_ROUNDS = 10_000_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  kdf: z.literal('PBKDF2-SHA-256'),
  rounds: z.number().int(),
  cipher: z.literal('AES-256-GCM'),
  salt: base64.length(24),
  nonce: base64.length(16),
});
type Header = z.infer<typeof headerSchema>;
const fileSchema = headerSchema.extend({ digest: base64.max(64), content: base64 });

/** A file that a passphrase opens, whole as far as its digest tells. */
export type LockedText = z.infer<typeof fileSchema>;

/** Thrown when the passphrase does not open a file whose digest holds. */
export class WrongPassphrase extends Error {}

const DAMAGED =
  'Ce fichier chiffré est abîmé : il a été coupé ou modifié depuis qu’il a été écrit. Aucune phrase de passe ne peut plus l’ouvrir ; prenez une autre copie.';
const UNKNOWN_LOCK =
  'Ce fichier chiffré demande un calcul que l’assistant refuse : il n’a pas été écrit par lui, ou il a été modifié.';

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** The header in one fixed order: what is authenticated must be written the same way at both ends. */
const authenticated = ({
  format,
  version,
  kdf,
  rounds,
  cipher,
  salt,
  nonce,
}: Header): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify([format, version, kdf, rounds, cipher, salt, nonce]));

async function digestOf(header: Header, content: string): Promise<string> {
  const bytes = await new Blob([authenticated(header), content]).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toBase64();
}

async function keyOf(passphrase: string, salt: string, rounds: number): Promise<CryptoKey> {
  const phrase = utf8(normalisePassphrase(passphrase));
  const material = await crypto.subtle.importKey('raw', phrase, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.fromBase64(salt), iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false, // the key never leaves the browser's own memory
    ['encrypt', 'decrypt'],
  );
}

const random = (bytes: number): string => crypto.getRandomValues(new Uint8Array(bytes)).toBase64();

const cipher = (header: Header) => ({
  name: 'AES-GCM',
  iv: Uint8Array.fromBase64(header.nonce),
  additionalData: authenticated(header),
});

/** Locks a text: the JSON text of a file, with a new salt and a new nonce. Takes about half a second. */
export async function lockText(text: string, passphrase: string): Promise<string> {
  const header: Header = {
    format: FORMAT,
    version: VERSION,
    kdf: 'PBKDF2-SHA-256',
    rounds: ROUNDS,
    cipher: 'AES-256-GCM',
    salt: random(SALT_BYTES),
    nonce: random(NONCE_BYTES),
  };
  const key = await keyOf(passphrase, header.salt, ROUNDS);
  const locked = await crypto.subtle.encrypt(cipher(header), key, utf8(text));
  const content = new Uint8Array(locked).toBase64();
  return `${JSON.stringify({ ...header, digest: await digestOf(header, content), content }, null, 2)}\n`;
}

function looksLocked(text: string): boolean {
  return text.slice(0, 200).includes(`"${FORMAT}"`);
}

function parseFile(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null; // damaged, as any other value that is no locked file
  }
}

const versionSchema = z.looseObject({ version: z.number() });

/**
 * The lock of a text that holds one, or null when the text is not locked. Throws in French when the
 * file is damaged, comes from a newer version, or asks for a key it is not safe to compute.
 */
export async function readLock(text: string): Promise<LockedText | null> {
  if (!looksLocked(text)) return null;
  const json = parseFile(text);
  const version = versionSchema.safeParse(json).data?.version ?? VERSION;
  if (version > VERSION)
    throw new Error(
      `Ce fichier chiffré vient d’une version plus récente de l’assistant (format v${version}, celle-ci lit la v${VERSION}). Mettez l’extension à jour.`,
    );
  const file = fileSchema.safeParse(json).data;
  if (file === undefined) throw new Error(DAMAGED);
  if (file.rounds < MIN_ROUNDS || file.rounds > MAX_ROUNDS) throw new Error(UNKNOWN_LOCK);
  if ((await digestOf(file, file.content)) !== file.digest) throw new Error(DAMAGED);
  return file;
}

function bytesOf(content: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(content);
  } catch (error) {
    throw new Error(DAMAGED, { cause: error });
  }
}

/** The text behind a lock. Throws `WrongPassphrase`, in French, when the phrase does not open it. */
export async function unlockText(file: LockedText, passphrase: string): Promise<string> {
  const content = bytesOf(file.content);
  const key = await keyOf(passphrase, file.salt, file.rounds);
  const text = await crypto.subtle.decrypt(cipher(file), key, content).catch((error: unknown) => {
    throw new WrongPassphrase(
      'Cette phrase de passe n’ouvre pas ce fichier. Le fichier paraît entier : vérifiez les majuscules, les accents et les espaces, et que c’est bien la phrase de cette sauvegarde.',
      { cause: error },
    );
  });
  return new TextDecoder().decode(text);
}
