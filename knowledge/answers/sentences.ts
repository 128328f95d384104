/** A slice of a passage's body; `text` is exactly `body.slice(start, end)`. */
export interface Slice {
  start: number;
  end: number;
  text: string;
}

/** A full stop after these does not end a sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:[A-Z]|art|cf|env|etc|ex|M|Mme|n|no|p|réf|resp|tél|vol)\.$/u;

/** « Non. » alone says nothing: it stays with the sentence that follows. */
const SHORTEST = 12;

function trimmed(body: string, start: number, end: number): Slice {
  const text = body.slice(start, end);
  const from = start + (text.length - text.trimStart().length);
  return { start: from, end: from + text.trim().length, text: text.trim() };
}

/** The sentences of a body, in order; a line end always closes one. Text is never changed. */
export function sentences(body: string): Slice[] {
  const slices: Slice[] = [];
  let start = 0;
  for (const match of body.matchAll(/[.!?…]+[»”"')\]]*(?=\s)|\n+/g)) {
    const end = match.index + match[0].length;
    const isLineEnd = match[0].startsWith('\n');
    const next = body.slice(end).trimStart()[0] ?? '';
    const sentence = body.slice(start, end).trim();
    const continues = ABBREVIATION.test(sentence) || /\p{Ll}/u.test(next) || sentence.length < SHORTEST;
    if (!isLineEnd && continues) continue;
    slices.push(trimmed(body, start, end));
    start = end;
  }
  slices.push(trimmed(body, start, body.length));
  return slices.filter(({ text }) => text !== '');
}
