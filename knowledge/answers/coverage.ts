import { type Entry, mentionsYear, viewOf } from './corpus';
import { subjectsIn } from './neighbours';
import { fold } from './normalise';
import type { Constraint, Question } from './question';
import { LEXICON } from './words/lexicon';

/** How far each word of a question is said by a set of stems: 1 as it is, less in other words, 0 not at all. */
function sayingOf(question: Question, stems: ReadonlySet<string>): number[] {
  const found = question.words.map((word): number => (stems.has(word.stem) ? 1 : 0));
  for (const { start, end, stems: other, weight } of question.expansions) {
    if (!other.every((key) => stems.has(key))) continue;
    for (let index = start; index < end; index += 1) {
      found[index] = Math.max(found[index] ?? 0, 0.5 + weight / 2);
    }
  }
  return found;
}

/** Whether each word of a question is said by a set of stems, in its own words or in others. */
export function isSaid(question: Question, stems: ReadonlySet<string>): boolean[] {
  return sayingOf(question, stems).map((said) => said > 0);
}

/** How much of the question a set of stems says, 0 to 1, each word counting by its worth. */
export function coverage(question: Question, stems: ReadonlySet<string>): number {
  const total = question.worths.reduce((sum, worth) => sum + worth, 0);
  if (total === 0) return 0;
  return (
    sayingOf(question, stems).reduce((sum, share, index) => sum + share * (question.worths[index] ?? 0), 0) /
    total
  );
}

/**
 * How much of a line the question says, 0 to 1: a line about more than what is asked is less apt.
 * The words of the title of its text, such as the call and the year, are not more.
 */
export function aptness(question: Question, line: ReadonlySet<string>, title: ReadonlySet<string>): number {
  const said = new Set([
    ...question.words.map((word) => word.stem),
    ...question.expansions.flatMap(({ stems }) => stems),
  ]);
  const own = [...line].filter((key) => said.has(key) || !title.has(key));
  return own.length === 0 ? 0 : own.filter((key) => said.has(key)).length / own.length;
}

function hasWord(folded: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u').test(folded);
}

/** The ways to say an acronym, folded: itself and the other forms of its row. */
function sayings(acronym: string): string[] {
  const rows = LEXICON.filter(
    ({ kind, forms }) => kind !== 'narrower' && forms.some((form) => fold(form) === acronym),
  );
  return [acronym, ...rows.flatMap((row) => row.forms.map((form) => fold(form).replaceAll('’', "'")))];
}

/** Whether a passage speaks of what a constraint names, in its words or by its campaign. */
export function satisfies(entry: Entry, constraint: Constraint): boolean {
  switch (constraint.kind) {
    case 'year':
      return mentionsYear(entry, Number(constraint.key));
    case 'region':
      return entry.regions.includes(constraint.key) || entry.index.regions.includes(constraint.key);
    case 'acronym':
      return sayings(constraint.key).some((saying) => viewOf(entry).folded.includes(saying));
    case 'subject':
      return subjectsIn(viewOf(entry).folded).includes(constraint.key);
    case 'amount':
    case 'article':
      return hasWord(viewOf(entry).folded, constraint.key);
  }
}
