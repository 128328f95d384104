import type { Reference } from '@/knowledge/source';
import { parseText } from './parse';
import type { Passage, SourceText } from './text';

const files = import.meta.glob<string>('./*.md', { query: '?raw', import: 'default', eager: true });

/** Every source text of the corpus with its passages, in the order of the file names. */
export const texts: SourceText[] = Object.entries(files).map(([path, raw]) =>
  parseText(path.replace('./', ''), raw),
);

/** Every passage of the corpus, text by text, in the order of the files. */
export const passages: Passage[] = texts.flatMap((text) => text.passages);

const textById = new Map(texts.map((text) => [text.id, text]));
const passageByKey = new Map(passages.map((passage) => [`${passage.text}#${passage.anchor}`, passage]));

/** The text and the passage a reference points at, or null when the corpus holds no such passage. */
export function resolve(reference: Reference): { text: SourceText; passage: Passage } | null {
  const text = textById.get(reference.text);
  const passage = passageByKey.get(`${reference.text}#${reference.anchor}`);
  return text && passage ? { text, passage } : null;
}
