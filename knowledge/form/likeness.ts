import { dictionary } from './dictionary';
import { families } from './rows';
import { linkedWords, wordsOf } from './words';

/** Number of wordings of the dictionary that hold each word. */
const seen = new Map<string, number>();

/** How rare each word is among the wordings of the dictionary: a rare word says more. */
const rarity = (() => {
  const all = [
    ...dictionary.map((entry) => entry.labels),
    ...families.flatMap((f) => f.columns.map((c) => c.labels)),
  ];
  for (const labels of all)
    for (const word of new Set(labels.flatMap(wordsOf))) seen.set(word, (seen.get(word) ?? 0) + 1);
  return (word: string): number => {
    const count = seen.get(word);
    return count === undefined ? 1.6 : 1 + Math.log(all.length / count) / 2;
  };
})();

const weigh = (words: string[]): number => words.reduce((sum, word) => sum + rarity(word), 0);

/** A word nearly as rare as the rarest of its wording tells it from the others. */
const TELLING = 0.85;

/** Words that tell a wording from the others: « début » in « Date de début ». */
const tellingWords = (wording: string[]): string[] => {
  const rarest = Math.max(0, ...wording.map(rarity));
  return wording.filter((word) => rarity(word) >= rarest * TELLING);
};

/**
 * Likeness of two word lists, 0 to 1: what of the wording is there, and how much else is. Nothing
 * without half of the telling words: « Date de mise en service » is no « Date de début ».
 */
export const likeness = (found: string[], wording: string[]): number => {
  const telling = tellingWords(wording);
  if (telling.filter((word) => found.includes(word)).length * 2 < telling.length) return 0;
  const shared = weigh(wording.filter((word) => found.includes(word)));
  const recall = shared / weigh(wording);
  const precision = shared / weigh(found);
  return (recall * precision * 2) / (recall + precision);
};

/** Share of the wording's words that a text holds, 0 to 1. */
export const coverage = (found: string[], wording: string[]): number =>
  wording.length === 0 ? 0 : wording.filter((word) => found.includes(word)).length / wording.length;

/** Words that make a label ask something else than the same label without them. */
const OTHER_THING = new Set(
  'ht accorde obtenu obtenue percu percue recu recue verse attribue notifie realise deduit actuel actuelle existant existante ancien ancienne precedent precedente anterieur anterieure autre second deuxieme supplementaire secondaire technique scientifique medical naissance confirmation confirmez confirmer'.split(
    ' ',
  ),
);

/** Words a label may put before or after « de » without changing what it asks. */
const NEUTRAL = new Set(['numero', 'nom', 'libelle', 'intitule', 'code', 'choix', 'social']);

/** What is left of a likeness when the label says « X of Y » and the wording knows nothing of X or of Y. */
const FOREIGN = 0.45;

/** What is left of a likeness when the label holds a word no wording has: « Nom de l’établissement scolaire ». */
const UNHEARD = 0.8;

/** A text of the page, ready to be compared with many wordings. */
export interface Told {
  text: string;
  words: string[];
  linked: string[];
}

/** Prepares a text once for `asksFor`. */
export const told = (text: string): Told => ({ text, words: wordsOf(text), linked: linkedWords(text) });

/**
 * Likeness of a label to a wording, 0 to 1. `owner` are the words that only say whose field it is:
 * neutral in « Nom du représentant légal ». « SIRET de l’éditeur » is no « SIRET ».
 */
export const asksFor = ({ words, linked }: Told, wording: string[], owner: ReadonlySet<string>): number => {
  const known = (word: string) => wording.includes(word) || owner.has(word);
  if (words.some((word) => OTHER_THING.has(word) && !known(word))) return 0;
  const own = words.filter((word) => !owner.has(word));
  const like = Math.max(likeness(words, wording), own.length > 0 ? likeness(own, wording) * 0.98 : 0);
  if (!linked.every((word) => known(word) || NEUTRAL.has(word))) return like * FOREIGN;
  return words.every((word) => known(word) || NEUTRAL.has(word) || seen.has(word)) ? like : like * UNHEARD;
};
