import { sentences } from '../sentences';

/** A citation a model wrote: « [[P3: "extrait"]] », « [[R1]] ». */
export interface Mark {
  /** « P3 », « R1 »; empty when it cannot be read. */
  id: string;
  /** As written; empty when it gave none. */
  quote: string;
}

/** One sentence a model wrote, its citations taken out of the text. */
export interface Claim {
  text: string;
  marks: Mark[];
}

export interface Draft {
  claims: Claim[];
  /** It wrote « [[AUCUN]] »: the passages do not answer. */
  silent: boolean;
}

/** Whether more is to come, all has come, or the rest was lost. */
export type Ending = 'more' | 'end' | 'cut';

/** Stands for a citation while the text is cut into sentences. */
const HOLE = '\uFFFC';
/** A citation longer than this is none: its quotation has thirty words. */
const LONGEST_MARK = 800;
const MARK = new RegExp(`\\[\\[([\\s\\S]{0,${LONGEST_MARK}}?)\\]\\]`, 'g');
/** What some small models think aloud before they answer. */
const THOUGHTS = /<think>[\s\S]*?(?:<\/think>|$)/gi;
const SILENT = /^\s*AUCUN\s*$/i;
/** Sentences kept of one answer: a hundred and twenty words make ten. */
const MOST_CLAIMS = 40;

function markOf(inside: string): Mark {
  const found = /^\s*([PR]\d{1,2})\s*(?::\s*([\s\S]*?))?\s*$/i.exec(inside);
  const quote = (found?.[2] ?? '').replace(/^["«“”\s]+|["»“”\s]+$/gu, '');
  return { id: found?.[1]?.toUpperCase() ?? '', quote };
}

/** The text without what may still become a citation: `[`, or `[[` and what follows. */
function withoutHalfMark(text: string): string {
  const open = text.lastIndexOf('[[');
  if (open !== -1 && text.length - open <= LONGEST_MARK) return text.slice(0, open);
  return text.endsWith('[') ? text.slice(0, -1) : text;
}

/** The claims of a line or more, with the ranks of their citations. */
function claimsOf(holed: string, marks: readonly Mark[]): Claim[] {
  // A citation written after the full stop belongs to the sentence before it.
  const gathered = holed.replace(new RegExp(`([.!?…]+)((?:\\s*${HOLE})+)`, 'gu'), '$2$1');
  const claims: Claim[] = [];
  let next = 0;
  for (const slice of sentences(gathered)) {
    const own = slice.text.split(HOLE).length - 1;
    const cited = marks.slice(next, next + own);
    next += own;
    const text = slice.text
      .replaceAll(HOLE, '')
      .replace(/\s+([.,])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim();
    const last = claims.at(-1);
    if (/[\p{L}\p{N}]/u.test(text)) claims.push({ text, marks: cited });
    else if (last) last.marks.push(...cited);
    else if (cited.length > 0) claims.push({ text: '', marks: cited });
  }
  return claims;
}

/** Without its citation yet, or without its end, the last sentence may still change. */
function settled(claims: Claim[], ending: Ending): Claim[] {
  if (ending === 'end') return claims;
  const whole = ending === 'cut' && /[.!?…][»”"')\]]*$/u.test(claims.at(-1)?.text ?? '');
  return whole ? claims : claims.slice(0, -1);
}

/**
 * Reads what a model has written so far: its sentences, each with what it cites. The same text gives
 * the same sentences however it was cut on the way; a citation that is not closed is not shown.
 */
export function readDraft(written: string, ending: Ending): Draft {
  const plain = written.replace(THOUGHTS, ' ').replaceAll(HOLE, '');
  const marks: Mark[] = [];
  let silent = false;
  const holed = plain.replace(MARK, (_, inside: string) => {
    if (SILENT.test(inside)) {
      silent = true;
      return '';
    }
    marks.push(markOf(inside));
    return HOLE;
  });
  const claims = claimsOf(withoutHalfMark(holed).replaceAll('[[', ''), marks);
  return { claims: settled(claims, ending).slice(0, MOST_CLAIMS), silent };
}
