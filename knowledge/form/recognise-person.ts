import type { FieldSnapshot } from './snapshot';
import { wordsOf } from './words';

/** How far from a « Civilité » the name it goes with stands. */
const NEAR = 3;

const TITLE = /^(representative|contact)\.civilite$/;

/** « Nom » and « Prénom » alone: « Nom et prénom » is never filled and tells nothing. */
const isName = ({ label }: FieldSnapshot): boolean => /^(?:nom|prenom)s?$/.test(wordsOf(label).join(' '));

const blockOf = ({ texts }: FieldSnapshot): string =>
  texts.find(({ source }) => source === 'section')?.text ?? '';

/**
 * Refs of the titles (« Madame ») recognised as one person's while the name beside them, in the same
 * block, is another's or nobody's we know. `idOf` answers what a field was recognised as.
 */
export const strayTitles = (
  fields: readonly FieldSnapshot[],
  idOf: (ref: string) => string | undefined,
): string[] =>
  fields.flatMap((field, at) => {
    const person = TITLE.exec(idOf(field.ref) ?? '')?.[1];
    if (person === undefined) return [];
    const names = fields
      .slice(Math.max(0, at - NEAR), at + NEAR + 1)
      .filter((one) => isName(one) && blockOf(one) === blockOf(field));
    const isTheirs = ({ ref }: FieldSnapshot) => idOf(ref)?.startsWith(`${person}.`) ?? false;
    return names.length > 0 && !names.some(isTheirs) ? [field.ref] : [];
  });
