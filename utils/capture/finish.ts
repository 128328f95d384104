import type { Reading } from '@/knowledge/texts/blocks';
import { lengthOf } from '@/knowledge/texts/blocks';
import { type CapturedText, MAX_PASSAGES, sealed } from '@/knowledge/texts/captured';
import { capturedText, LEAST_TEXT, type Origin } from '@/knowledge/texts/taken';
import { CaptureError } from './errors';
import { hashOf } from './hash';

/** A text ready to be kept, and what to say of its reading. */
export interface Captured {
  text: CapturedText;
  /** Characters left out because nobody sees them. */
  hidden: number;
  /** In French. */
  notes: string[];
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
