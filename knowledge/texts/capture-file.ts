import { z } from 'zod';
import { type CapturedText, capturedSchema, cleansed, MAX_PASSAGES } from './captured';

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

/** The stored text a new one would double: the same page, the same words, or a file of the same name. */
export function twinOf(
  text: CapturedText,
  stored: readonly CapturedText[],
): { twin: CapturedText; identical: boolean } | null {
  const { url, capture } = text;
  const same = stored.find((one) => one.capture.hash === capture.hash);
  if (same) return { twin: same, identical: true };
  const twin = stored.find(
    (one) =>
      (url !== '' && one.url === url) ||
      (url === '' &&
        one.url === '' &&
        capture.fileName !== undefined &&
        one.capture.fileName === capture.fileName),
  );
  return twin ? { twin, identical: false } : null;
}
