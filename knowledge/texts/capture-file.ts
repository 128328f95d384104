import { z } from 'zod';
import { isAddressed } from './addressed';
import { type CapturedText, capturedSchema, MAX_PASSAGES } from './captured';
import { visibleText, withoutInvisible } from './clean';
import type { Passage } from './text';

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
function* cleansed(text: CapturedText): Generator<void, CapturedText> {
  const passages: Passage[] = [];
  for (const { addressed: _addressed, ...passage } of text.passages) {
    const heading = visibleText(passage.heading);
    const body = withoutInvisible(passage.body);
    const isFlagged = isAddressed(`${heading}\n${body}`);
    passages.push({ ...passage, heading, body, ...(isFlagged ? { addressed: true } : {}) });
    yield;
  }
  return { ...text, title: visibleText(text.title) || text.id, issuer: visibleText(text.issuer), passages };
}

function contentOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/**
 * What a file holds: the texts that can be read, and how many cannot. Null when it is no such file. A page
 * can be drawn after each step: 10,000 passages take a second.
 */
export function* readCaptureFile(
  json: string,
): Generator<void, { texts: CapturedText[]; unreadable: number } | null> {
  const file = fileSchema.safeParse(json.length > MAX_FILE_LENGTH ? null : contentOf(json));
  if (!file.success) return null;
  const texts: CapturedText[] = [];
  for (const one of file.data.texts) {
    const text = capturedSchema.safeParse(one).data;
    if (text) texts.push(yield* cleansed(text));
    yield;
  }
  return { texts, unreadable: file.data.texts.length - texts.length };
}
