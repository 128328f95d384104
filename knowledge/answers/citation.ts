import type { Citation } from './answer';
import { verify } from './cite';
import type { Entry } from './corpus';
import { searchable } from './normalise';
import { sentences } from './sentences';

/** A quotation of a passage with its source; null unless it stands there word for word. */
export function citationOf({ text, passage }: Entry, quote: string): Citation | null {
  if (!passage.body.includes(quote) || verify(quote, passage.body) === null) return null;
  const { id, title, date, url, dateNote, urlNote, capture } = text;
  return {
    text: id,
    anchor: passage.anchor,
    title,
    date,
    ...(dateNote && { dateNote }),
    url,
    ...(urlNote && { urlNote }),
    quote,
    ...(capture && {
      capture: { ...capture, ...(passage.page !== undefined && { page: passage.page }) },
    }),
  };
}

/** Whether a folded sentence holds a value whole: 15 is not in 2015, nor in « 15,5 ». */
function holds(folded: string, value: string): boolean {
  const plain = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${plain}(?![\\p{L}\\p{N}_])`, 'u').test(folded);
}

/**
 * The sentence of a passage that gives one of the values, as a person writes them, or else its first
 * sentence. Null when nothing of the passage can be quoted.
 */
export function citationFor(entry: Entry, values: string[]): Citation | null {
  const folded = values.map(searchable).filter((value) => value !== '');
  const list = sentences(entry.passage.body);
  const giving = list.find(({ text }) => folded.some((value) => holds(searchable(text), value)));
  for (const sentence of [...(giving ? [giving] : []), ...list]) {
    const citation = citationOf(entry, sentence.text);
    if (citation) return citation;
  }
  return null;
}
