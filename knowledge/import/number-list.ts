import { checkFiness, checkSiren, checkSiret } from '@/knowledge/identifiers';
import { compact, isScientific } from '@/knowledge/identifiers/check';
import { isSirenOnly } from './judge';
import type { Remark } from './proposal';
import { rounded, wrongKey, wrongShape } from './remarks';
import { tidy } from './values';

/** A number found in a pasted text, before any register is asked. */
export interface ListedNumber {
  /** Line of the text, from 1. */
  line: number;
  /** As written. */
  text: string;
  /** Normalised; as compacted when it is not valid. */
  number: string;
  kind: 'finess' | 'siret' | 'siren' | 'unknown';
  /** What is wrong with it by itself. */
  remark?: Remark;
  /** Words beside it, when the line holds this number only: probably a name. */
  words: string;
}

/** Digits and what separates their groups; a Corsican number holds a letter. */
const RUN =
  /(?<![\p{L}\d])(?:2[ \u00A0\u202F.-]?[ABab](?=[ \u00A0\u202F.-]?\d)|\d)(?:[ \u00A0\u202F\u2009.-]*\d)+(?![\p{L}\d])/gu;
const DATES = /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)/g;
/** Stands beside the number of an establishment, and is none. */
const PHONE = /^0[1-9]\d{8}$/;
/** « 13O990013 » with a letter for a zero, or two numbers glued together: told rather than passed over. */
const MISTYPED = /(?<![\p{L}\d])(?:(?=(?:[A-Z]?\d){6})[\dOQILZSB]{9}|\d{15,})(?![\p{L}\d])/giu;
const SCIENTIFIC = /(?<![\p{L}\d])\d(?:[.,]\d+)?E\+?\d+(?![\p{L}\d])/giu;

const LENGTHS = new Set([8, 9, 13, 14]);
const SHORT = new Set([8, 13]);

const isValid = (digits: string): boolean =>
  checkFiness(digits).ok || checkSiret(digits.padStart(14, '0')).ok || checkSiren(digits).ok;

interface Cut {
  score: number;
  numbers: string[];
}

/** Whole groups are put together so that most digits end up in valid numbers of a known length. */
function cutRun(run: string): string[] {
  const groups = run.split(/[^\dABab]+/).filter((group) => group !== '');
  const best: Cut[] = [{ score: 0, numbers: [] }];
  for (let end = 1; end <= groups.length; end += 1) {
    const before = best[end - 1] ?? { score: 0, numbers: [] };
    let found: Cut = { score: before.score - (groups[end - 1]?.length ?? 0), numbers: before.numbers };
    for (let start = Math.max(0, end - 7); start < end; start += 1) {
      const joined = groups.slice(start, end).join('');
      const from = best[start];
      // A number short of its zero stands alone, or every spaced number would hold one.
      const alone = end - start === 1 || (start === 0 && end === groups.length);
      if (!from || !LENGTHS.has(joined.length) || (SHORT.has(joined.length) && !alone)) continue;
      const worth = isValid(joined)
        ? joined.length * 2
        : joined.length === 9 || joined.length === 14
          ? 1
          : -2;
      if (from.score + worth > found.score)
        found = { score: from.score + worth, numbers: [...from.numbers, joined] };
    }
    best.push(found);
  }
  const { numbers } = best[groups.length] ?? { numbers: [] };
  const whole = groups.join('');
  return numbers.length === 0 && whole.length >= 6 && whole.length <= 16 ? [whole] : numbers;
}

function kindOf(number: string, beside: string): ListedNumber['kind'] {
  if (number.length >= 13) return checkSiret(number.padStart(14, '0')).ok ? 'siret' : 'unknown';
  if (isSirenOnly(number) || (/\bsiren\b/i.test(beside) && checkSiren(number).ok)) return 'siren';
  return checkFiness(number).ok ? 'finess' : 'unknown';
}

function remarkOn(text: string, number: string): Remark {
  if (isScientific(text)) return rounded(checkFiness(text).reason ?? '');
  const check = number.length >= 13 ? checkSiret(number) : checkFiness(number);
  return /^(?:\d{9}|2[AB]\d{7})$/.test(number)
    ? wrongKey(check.reason ?? '', [])
    : wrongShape(text, check.reason ?? '');
}

const normalised = (number: string, kind: ListedNumber['kind']): string =>
  kind === 'siret'
    ? number.padStart(14, '0')
    : kind === 'finess'
      ? checkFiness(number).value
      : compact(number);

const LABELS = /\b(?:n[°o]|num[ée]ros?|finess|siret|siren|et|ej|g[ée]ographique|juridique)\b\s*[:.]?/giu;

/** What is left of a line without its number: « EHPAD La Rade ». */
function wordsBeside(line: string, text: string): string {
  const rest = line
    .replace(text, ' ')
    .replace(LABELS, ' ')
    .replace(/^[\s\p{P}\p{S}\d]+|[\s\p{P}\p{S}]+$/gu, '');
  return (rest.match(/\p{L}/gu)?.length ?? 0) >= 3 ? tidy(rest) : '';
}

function numbersOfLine(line: string, rank: number): ListedNumber[] {
  const scientific = [...line.matchAll(SCIENTIFIC)].map(([text]) => text);
  const runs = [...line.replace(SCIENTIFIC, ' ; ').replace(DATES, ' ; ').matchAll(RUN)].flatMap(([run]) =>
    PHONE.test(compact(run)) ? [] : cutRun(run).map((number) => ({ run, number })),
  );
  const isAlone = runs.length + scientific.length === 0;
  const mistyped = isAlone ? [...line.matchAll(MISTYPED)].map(([text]) => text) : [];
  const found = [
    ...mistyped.map((text) => ({ text, number: compact(text) })),
    ...scientific.map((text) => ({ text, number: text.trim() })),
    ...runs.map(({ run, number }) => ({
      text: compact(run) === compact(number) ? run.trim() : number,
      number: compact(number),
    })),
  ];
  return found.map(({ text, number }): ListedNumber => {
    const kind = isScientific(text) ? 'unknown' : kindOf(number, line);
    return {
      line: rank + 1,
      text,
      number: normalised(number, kind),
      kind,
      words: found.length === 1 ? wordsBeside(line, text) : '',
      ...(kind === 'unknown' ? { remark: remarkOn(text, number) } : {}),
    };
  });
}

/**
 * The numbers of a pasted text, of any kind and writing, several a line or one, with or without
 * words around. Nothing is looked up: a FINESS may still turn out to be a SIREN.
 */
export const numberList = (text: string): ListedNumber[] =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap(numbersOfLine);
