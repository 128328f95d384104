import type { Reading } from '@/knowledge/texts/blocks';
import { lengthOf } from '@/knowledge/texts/blocks';
import {
  type CapturedText,
  capturedText,
  LEAST_TEXT,
  MAX_PASSAGES,
  type Origin,
  sealed,
  wordsOf,
} from '@/knowledge/texts/captured';
import { CaptureError } from './errors';

/** A text ready to be kept, and what to say of its reading. */
export interface Captured {
  text: CapturedText;
  /** Characters left out because nobody sees them. */
  hidden: number;
  /** In French. */
  notes: string[];
}

/** SHA-256 of what is read of a text, in hexadecimal. */
export async function hashOf(text: Pick<CapturedText, 'passages'>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(wordsOf(text)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Cuts a reading into the passages of a text, with its hash.
 * @throws {CaptureError} `empty`, `too-long`.
 */
export async function finish(reading: Reading, origin: Origin): Promise<Captured> {
  if (lengthOf(reading.blocks) < LEAST_TEXT) throw new CaptureError('empty');
  const text = capturedText(reading, origin);
  if (text.passages.length === 0) throw new CaptureError('empty');
  if (text.passages.length > MAX_PASSAGES) throw new CaptureError('too-long');
  return { text: sealed(text, await hashOf(text)), hidden: reading.hidden, notes: reading.notes };
}
