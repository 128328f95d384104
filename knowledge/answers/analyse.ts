import { fold, normalise } from './normalise';
import { stem } from './stems';
import { isAcronym } from './words/lexicon';
import { stopWords } from './words/stop-words';

/** Set phrases in which « place », or a courtesy, is no subject. */
const IDIOMS =
  /(?<!\p{L})(?:[àa] (?:la|sa|leur) place|en place|sur place|(?:bonne|belle) (?:journ[ée]e|soir[ée]e)|(?:merci|bravo) beaucoup)(?!\p{L})/giu;

/** Forms of être, avoir, pouvoir, devoir, vouloir, falloir, faire and aller that ask and say no subject. */
const AUXILIARIES = new RegExp(
  `^(?:(?:et|av|pouv|dev|voul|all|fais|dis)(?:ais|ait|ions|iez|aient|ons|ez)|${[
    '(?:au|se|pour|dev|voud|fe|i|di)r(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)',
    'fu(?:t|rent)|eu(?:t|rent)|peuven?t|peux|doi[st]|doivent|veu[xt]|veulent|faud(?:ra|rait)|fall(?:ait|u)',
  ].join('|')})$`,
);

/** One word that counts. */
export interface Word {
  /** As typed, after normalisation: case and accents kept. */
  surface: string;
  /** Folded. */
  exact: string;
  /** Folded stem; the exact form for figures and the acronyms of the table. */
  stem: string;
  /** Never corrected, and the answer must speak of it. */
  acronym: boolean;
}

function isShouted(surface: string, allCaps: boolean): boolean {
  return !allCaps && /^\p{Lu}{2,8}$/u.test(surface);
}

/** The family of a folded word; an acronym of the table is its own. */
export const stemOf = (exact: string): string => (isAcronym(exact) ? exact : stem(exact));

/**
 * The words of a French text that carry meaning, in order, the same way for passages and
 * questions. Figures are kept; letters alone, function words and question words are not.
 */
export function analyse(text: string, kind: 'passage' | 'question'): Word[] {
  const normal = normalise(text).replace(IDIOMS, ' ');
  const allCaps = normal === normal.toUpperCase();
  const dropped = stopWords(kind);
  const words: Word[] = [];
  for (const [surface] of normal.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const exact = fold(surface);
    const isWord = exact.length >= 4 && dropped.has(exact);
    const acronym = isAcronym(exact) || (isShouted(surface, allCaps) && !isWord);
    if (!acronym && dropped.has(exact)) continue;
    if (!acronym && kind === 'question' && AUXILIARIES.test(exact)) continue;
    if (exact.length < 2 && !/\d/.test(exact)) continue;
    words.push({ surface, exact, stem: stemOf(exact), acronym });
  }
  return words;
}
