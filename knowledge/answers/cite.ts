/** A text in the form quotations are compared in, with the place of each character in the source. */
interface Comparable {
  text: string;
  /** `at[i]` and `until[i]`: where character `i` starts and ends in the source. */
  at: number[];
  until: number[];
}

/** A part of a source text: `source.slice(start, end)`. */
export interface Range {
  start: number;
  end: number;
}

/** Shortest part of a quotation that can be checked, in characters. */
const SHORTEST_PART = 12;
/** Most characters that « […] » may stand for. */
const LONGEST_GAP = 300;

const INVISIBLE = /^[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]$/u;

/** Harmless typography only: nothing that could change a figure, a negation or a word. */
function plain(character: string): string {
  if (INVISIBLE.test(character)) return '';
  const compatible = character.normalize('NFKC').toLowerCase();
  if (/^\s+$/.test(compatible)) return ' ';
  if (/^[’ʼ‘´`′]$/u.test(compatible)) return "'";
  if (/^[«»“”„‟″‹›]$/u.test(compatible)) return '"';
  if (/^[‐‑‒–—−]$/u.test(compatible)) return '-';
  return compatible.replace(/\s/g, ' ');
}

/** Whether a space between two characters is only typography: inside quotes, before « ; : ! ? ». */
function isLoose(before: string, after: string): boolean {
  return before === '' || before === '"' || /^["';:!?.,)]/.test(after);
}

function comparable(source: string): Comparable {
  const result: Comparable = { text: '', at: [], until: [] };
  let space: Range | null = null;
  const push = (text: string, { start, end }: Range) => {
    result.text += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      result.at.push(start);
      result.until.push(end);
    }
  };
  // A hyphen at a line end joins the two halves of a word; marks stay with their letter.
  for (const match of source.matchAll(/-\r?\n[ \t]*(?=\p{Ll})|\P{M}\p{M}*|\p{M}+/gu)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const text = /^-\s/.test(match[0]) ? '' : plain(match[0]);
    if (text === '') continue;
    if (text === ' ') {
      space ??= place;
      continue;
    }
    if (space && !isLoose(result.text.slice(-1), text)) push(' ', space);
    space = null;
    push(text, place);
  }
  return result;
}

/** The parts of a quotation on either side of « … », « [...] » or « (…) ». */
function partsOf(quote: string): string[] {
  return quote
    .split(/[[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3}/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A figure cut in two is another figure: `5 septembre` does not quote `15 septembre`. */
function cutsFigure(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  const opens = /^\d/.test(text.slice(start)) && (/\d[.,]?$/.test(before) || thousands(text, start));
  const closes = /\d$/.test(text.slice(start, end)) && (/^[.,]?\d/.test(after) || thousands(text, end + 1));
  return opens || closes;
}

/** Whether `start` begins a group of three digits after « 25 ». */
function thousands(text: string, start: number): boolean {
  return /\d $/.test(text.slice(Math.max(0, start - 2), start)) && /^\d{3}(?!\d)/.test(text.slice(start));
}

function indexOfWhole(text: string, part: string, from: number): number {
  let index = text.indexOf(part, from);
  while (index !== -1 && cutsFigure(text, index, index + part.length)) index = text.indexOf(part, index + 1);
  return index;
}

/**
 * Where a quotation stands in a source, or null when it is not there word for word. Typography may
 * differ (quotes, dashes, spaces, case, soft hyphens); a digit, a negation or a word may not.
 * « […] » stands for up to 300 characters, and each part has at least 12 characters.
 */
export function verify(quote: string, source: string): Range[] | null {
  const passage = comparable(source);
  const parts = partsOf(quote).map((part) => comparable(part).text);
  const bare = parts.map((part) => part.replace(/[.;:,]$/, ''));
  if (parts.length === 0 || bare.some((part) => part.length < SHORTEST_PART)) return null;
  return placesFrom(passage, parts, 0, true) ?? placesFrom(passage, bare, 0, true);
}

function placesFrom(passage: Comparable, parts: string[], from: number, first: boolean): Range[] | null {
  const [part, ...others] = parts;
  if (part === undefined) return [];
  for (let index = indexOfWhole(passage.text, part, from); index !== -1; ) {
    if (!first && index - from > LONGEST_GAP) return null;
    const end = index + part.length;
    const rest = placesFrom(passage, others, end, false);
    const range = rangeOf(passage, index, end);
    if (rest && range) return [range, ...rest];
    index = indexOfWhole(passage.text, part, index + 1);
  }
  return null;
}

function rangeOf(passage: Comparable, from: number, to: number): Range | null {
  const start = passage.at[from];
  const end = passage.until[to - 1];
  return start === undefined || end === undefined ? null : { start, end };
}
