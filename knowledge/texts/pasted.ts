import type { Block } from './blocks';
import { withoutInvisible } from './clean';

/**
 * A pasted text as blocks: the blank lines, the bullets, the tabulations and the look of the lines say
 * what is a paragraph, an item, a table or a heading.
 */

const BULLET = /^\s*(?:[-–—•*▪‣◦·✓➢►]|\(?(?:\d{1,2}|[a-h])[.)°])\s+(?=\S)/;
const NUMBERED =
  /^\s*(?:(?:article|chapitre|titre|annexe|partie|section)\s+\S+|[IVX]{1,5}\s*[.)–-]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\p{Lu}/iu;
const ENDED = /[.!?…;:,]["»”)]?$/u;
const MAX_HEADING = 110;
/** A line this much shorter than the longest of its paragraph ends it. */
const FULL = 0.7;

/** Level of the heading a line is, 0 when it is none; `alone`: with a blank line on both sides. */
function levelOf(line: string, alone: boolean): number {
  const mark = /^(#{1,6})\s+\S/.exec(line)?.[1];
  if (mark) return mark.length;
  const text = line.trim();
  if (text.length > MAX_HEADING || text.length < 3 || !/\p{L}{2}/u.test(text)) return 0;
  if (NUMBERED.test(text) && !/[.;,]$/.test(text)) return /^\d+\.\d/.test(text) ? 3 : 2;
  if (BULLET.test(line) || text.includes('\t')) return 0;
  if (text.length > 6 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) return 2;
  const asks = /\?$/.test(text);
  return alone && (asks || !ENDED.test(text)) && /^[\p{Lu}\d«]/u.test(text) ? 3 : 0;
}

/** A word cut at the end of a line is made whole; else the lines are joined by a space. */
export function joinLines(before: string, after: string): string {
  if (/\p{L}-$/u.test(before) && /^\p{Ll}/u.test(after)) {
    // « médico-sociaux » keeps its hyphen.
    const keeps =
      /(?:^|[^\p{L}])(?:médico|socio|sous|non|celui|celle|ceux|c’est|est|auto|contre|vice|mi|ci|là|peut|rendez|au|par|grand|chef|lieu|demi|co|e|ex|inter|multi|pluri|post|pré|semi|psycho)-$/iu;
    return keeps.test(before) ? before + after : before.slice(0, -1) + after;
  }
  return before === '' ? after : `${before} ${after}`;
}

const cellsOf = (line: string): string[] => line.split('\t').map((cell) => cell.trim());

/** Whether a line is cut in the middle of a sentence, or of a word. */
const goesOver = (before: string, after: string): boolean =>
  /[\p{L},’-]$/u.test(before) && /^\p{Ll}/u.test(after);

/** Lines wrapped by what they were copied from become whole paragraphs. */
function paragraphsOf(lines: readonly string[]): Block[] {
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const blocks: Block[] = [];
  let joins = false;
  for (const line of lines) {
    const isItem = BULLET.test(line);
    const text = line.trim();
    const last = blocks.at(-1);
    const goesOn = !isItem && last && last.kind !== 'table' && (joins || goesOver(last.text, text));
    if (goesOn) last.text = joinLines(last.text, text);
    else blocks.push({ kind: isItem ? 'item' : 'paragraph', text: text.replace(BULLET, '') });
    joins = longest > 40 && line.length >= longest * FULL && !/[.!?;:]$/.test(text);
  }
  return blocks;
}

/** A group of lines with a blank one on both sides: headings and tables, and paragraphs between them. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let plain: string[] = [];
  let rows: string[][] = [];
  const close = () => {
    for (const block of plain.length > 0 ? paragraphsOf(plain) : []) blocks.push(block);
    if (rows.length > 0) blocks.push({ kind: 'table', caption: '', header: [], rows });
    plain = [];
    rows = [];
  };
  for (const line of lines) {
    const level = plain.length === 0 ? levelOf(line, lines.length === 1) : 0;
    const isRow = level === 0 && line.includes('\t');
    if (level > 0 || isRow !== rows.length > 0) close();
    if (level > 0) blocks.push({ kind: 'heading', level, text: line.replace(/^#+\s+/, '').trim() });
    else if (isRow) rows.push(cellsOf(line));
    else plain.push(line);
  }
  close();
  return blocks;
}

/** The blocks of a pasted text, empty when it holds nothing to read. */
export function pastedBlocks(text: string): Block[] {
  const lines = withoutInvisible(text).replace(/\r\n?/g, '\n').split('\n');
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') groups.push([]);
    else groups.at(-1)?.push(line.trimEnd());
  }
  return groups.filter((group) => group.length > 0).flatMap(blocksOf);
}

/** First words of a text, to name it: its first heading, else the beginning of what comes first. */
export function titleOf(blocks: readonly Block[]): string {
  const first = blocks.find(({ kind }) => kind === 'heading') ?? blocks[0];
  if (!first) return '';
  const words = first.kind === 'table' ? first.rows.flat().join(' ') : first.text;
  return words.length > 120 ? `${words.slice(0, 119).trimEnd()}…` : words;
}
