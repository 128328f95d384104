import { z } from 'zod';
import { isAddressed } from './addressed';
import { type CapturedText, capturedSchema, MAX_PASSAGES } from './captured';
import { visibleText, withoutInvisible } from './clean';

/** The file captured texts are exported to and come back from. */
const FORMAT = 'assistant-galis/textes';
const VERSION = 1;
/** Characters above which a file is not read: 10,000 passages weigh about 12 million. */
export const MAX_FILE_LENGTH = 40_000_000;

const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  texts: z.array(z.unknown()).max(MAX_PASSAGES),
});

/** The file of some texts; `at` is the ISO instant of the export. */
export const captureFile = (texts: readonly CapturedText[], at: string): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, exportedAt: at, texts }, null, 1);

/**
 * A text that comes from a file: cleaned and flagged anew, since anybody may have written the file. When
 * that changes a word, its hash no longer answers to it, and whoever checks the hash refuses it.
 */
const cleansed = (text: CapturedText): CapturedText => ({
  ...text,
  title: visibleText(text.title) || text.id,
  issuer: visibleText(text.issuer),
  passages: text.passages.map(({ addressed: _addressed, ...passage }) => {
    const heading = visibleText(passage.heading);
    const body = withoutInvisible(passage.body);
    return { ...passage, heading, body, ...(isAddressed(`${heading}\n${body}`) ? { addressed: true } : {}) };
  }),
});

/** What a file holds: the texts that can be read, and how many cannot. Null when it is no such file. */
export function readCaptureFile(json: string): { texts: CapturedText[]; unreadable: number } | null {
  if (json.length > MAX_FILE_LENGTH) return null;
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return null;
  }
  const file = fileSchema.safeParse(content);
  if (!file.success) return null;
  const read = file.data.texts.map((one) => capturedSchema.safeParse(one).data);
  const texts = read.flatMap((one) => (one ? [cleansed(one)] : []));
  return { texts, unreadable: read.length - texts.length };
}
