import { searchable } from './normalise';
import { NEIGHBOURING_SUBJECTS } from './words/neighbouring-subjects';

/** Apostrophes, hyphens and the like read as spaces. */
const spaced = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

// Between spaces, the ends of a word need no classes of letters: with those, the browser takes a fifth of
// a second to make the whole expression ready.

const subjects = NEIGHBOURING_SUBJECTS.split(',').map((written) => {
  const subject = spaced(searchable(written));
  const plural = subject.replaceAll(' ', 's? ');
  const ending = written.trim().endsWith('*') ? '[^ ]*' : '[sx]?';
  return { subject, pattern: new RegExp(` ${plural}${ending} `) };
});

const anySubject = new RegExp(subjects.map(({ pattern }) => pattern.source).join('|'));

/** The neighbouring subjects that a folded text names. */
export function subjectsIn(folded: string): string[] {
  const text = ` ${spaced(folded)} `;
  if (!anySubject.test(text)) return [];
  return subjects.filter(({ pattern }) => pattern.test(text)).map(({ subject }) => subject);
}
