import { dictionary, type Entry } from './dictionary';
import { asksFor, type Told, told } from './likeness';
import { ownerWords } from './place-score';
import type { Place } from './places';
import { remembered } from './recognise-memory';
import { partsOf, wordsOf } from './words';

/** An entry of the dictionary with the words of its wordings, made once. */
export interface EntryWords {
  entry: Entry;
  labels: string[][];
  owner: ReadonlySet<string>;
}

const owners = new Map<Place, ReadonlySet<string>>();

const ownerOf = (place: Place): ReadonlySet<string> => {
  const owner = owners.get(place) ?? ownerWords(place);
  owners.set(place, owner);
  return owner;
};

export const entryWords: readonly EntryWords[] = dictionary.map((entry) => ({
  entry,
  labels: entry.labels.map(wordsOf),
  owner: ownerOf(entry.place),
}));

/** A text of the page and the entries it is like, 0 to 1. */
export interface Likes extends Told {
  likes: ReadonlyMap<EntryWords, number>;
}

interface Wording {
  of: EntryWords;
  words: string[];
}

/** Wordings by each of their words: a text is only compared with those it shares enough with. */
const wordingsByWord = Map.groupBy(
  entryWords.flatMap((of) =>
    of.labels.flatMap((words) => words.map((word) => ({ word, wording: { of, words } satisfies Wording }))),
  ),
  ({ word }) => word,
);

/** Most texts remembered with what they are like. */
const TEXTS = 3000;

/** Share of a wording a text must hold to be compared with it. */
const LEAST_SHARED = 0.55;

/** What each word of a wording adds: of two labels word for word ours, the fuller one says more. */
const FULLER = 0.004;

/** What a text asks: its likeness to every entry it is like at all. Remembered by text. */
export const likesOf = remembered(TEXTS, (text): Likes => {
  const one = told(text);
  const shared = new Map<string[], { wording: Wording; count: number }>();
  for (const word of new Set([...one.words, ...one.readings.flatMap(({ words }) => words)]))
    for (const { wording } of wordingsByWord.get(word) ?? []) {
      const known = shared.get(wording.words);
      if (known) known.count++;
      else shared.set(wording.words, { wording, count: 1 });
    }
  const likes = new Map<EntryWords, number>();
  for (const { wording, count } of shared.values()) {
    const { of, words } = wording;
    if (count < words.length * LEAST_SHARED) continue;
    if (of.entry.format === 'yes-no' && !sameNumbers(one.words, words)) continue;
    const like = asksFor(one, words, of.owner) * (1 + words.length * FULLER);
    if (like > (likes.get(of) ?? 0)) likes.set(of, like);
  }
  return { ...one, likes };
});

/** « Au moins 30 ESSMS » is another question than « au moins 15 ESSMS (8 en Corse) ». */
const sameNumbers = (found: string[], wording: string[]): boolean => {
  const known = wording.filter((word) => /^\d+$/.test(word));
  return found.filter((word) => /^\d+$/.test(word)).every((number, at) => number === known[at]);
};

const nameOf = (words: readonly string[]): string => words.toSorted().join(' ');

/** Data by the words of their wordings, for each place: whose they are is not counted. */
const exact = new Map(
  [...owners.keys()].map((place) => [
    place,
    Map.groupBy(
      entryWords
        .filter(({ entry }) => entry.place === place)
        .flatMap(({ entry, labels }) =>
          labels.map((words) => ({ name: nameOf(words), datum: entry.id.split('.')[1] ?? '' })),
        ),
      ({ name }) => name,
    ),
  ]),
);

/** Data whose wording these words are, whoever they are of. */
const askedExactly = (words: string[]): string[] =>
  [...exact].flatMap(([place, byName]) => {
    const owner = ownerOf(place);
    const own = words.filter((word) => !owner.has(word));
    return own.length === 0 ? [] : (byName.get(nameOf(own)) ?? []).map(({ datum }) => datum);
  });

/** « Nom et prénom » in one field asks two things at once: no single answer is right. */
export const asksSeveral = remembered(TEXTS, (label): boolean => {
  if (askedExactly(wordsOf(label)).length > 0) return false;
  const asked = partsOf(label).map((part) => new Set(askedExactly(wordsOf(part))));
  const clear = asked.filter((found) => found.size > 0);
  return clear.some((found, at) => at > 0 && clear[0]?.isDisjointFrom(found));
});
