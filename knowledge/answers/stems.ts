import { stemmer } from '@orama/stemmers/french';
import { STEM_OVERRIDES } from './words/stem-overrides';

/** Stem of a folded word: the override table, else Snowball; short words and figures are kept. */
export function stem(folded: string): string {
  if (folded.length < 4 || /\d/.test(folded)) return folded;
  const override = STEM_OVERRIDES.find(([pattern]) => pattern.test(folded));
  return override ? override[1] : stemmer(folded);
}
