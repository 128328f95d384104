import { type CapturedText, wordsOf } from '@/knowledge/texts/captured';

/** SHA-256 of what is read of a text, in hexadecimal. */
export async function hashOf(text: Pick<CapturedText, 'passages'>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(wordsOf(text)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
