import { analyse, type Word } from './analyse';
import { type Corpus, postedOf } from './corpus';
import { type Correction, correct, isKnown, worth } from './correct';
import { type Kind, kindOf } from './cues';
import { type Expansion, expand, isTranslated } from './expansions';
import { fold, searchable } from './normalise';
import { regionsIn } from './regions';
import { isLight } from './words/light-words';

/** Something the question names that an answer must speak of: otherwise it may be beside the point. */
export interface Constraint {
  kind: 'year' | 'region' | 'amount' | 'acronym' | 'article' | 'subject';
  /** As shown to the reader. */
  shown: string;
  /** Folded text to find, a year in figures, or an INSEE code. */
  key: string;
}

export interface Question {
  /** The whole text, folded. */
  folded: string;
  words: Word[];
  /** Worth of each word, same order. */
  worths: number[];
  expansions: Expansion[];
  corrections: Correction[];
  constraints: Constraint[];
  years: number[];
  regions: string[];
  kind: Kind;
  /** Words that no text holds, as typed. */
  unknown: Word[];
}

const RELATIVE_YEARS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:cette annee|annee en cours)\b/, 0],
  [/\b(?:annee prochaine|an prochain)\b/, 1],
  [/\b(?:annee derniere|an dernier|annee passee|an passe)\b/, -1],
];

/** Years written in the question, and those it says by reference to the day it is asked. */
function yearsOf(folded: string, date: string | undefined): number[] {
  const written = [...folded.matchAll(/(?<![\d/])20[1-4]\d(?!\d)/g)].map(([year]) => Number(year));
  const today = Number(date?.slice(0, 4));
  const relative = Number.isNaN(today)
    ? []
    : RELATIVE_YEARS.filter(([pattern]) => pattern.test(folded)).map(([, shift]) => today + shift);
  return [...new Set([...written, ...relative])];
}

/** The words of « cette année » and its like, which name a year and no subject. */
function relativeWords(folded: string): Set<string> {
  const phrases = RELATIVE_YEARS.flatMap(([pattern]) => pattern.exec(folded)?.[0] ?? []);
  return new Set(phrases.flatMap((phrase) => phrase.split(' ')));
}

/** An acronym of many passages, such as ARS or DUI, tells no passage from another. */
function isCommon(word: Word, corpus: Corpus): boolean {
  return postedOf(corpus, 'exact', word.exact).holders > 0.1 * corpus.entries.length;
}

function constraintsOf(
  corpus: Corpus,
  folded: string,
  words: Word[],
  years: number[],
  regions: { code: string; name: string }[],
): Constraint[] {
  const named = new Set(regions.flatMap(({ name }) => name.split(' ')));
  const amounts = [...folded.matchAll(/(?<!\d)(\d{3,}) +euros/g)].flatMap(([, figure]) => figure ?? []);
  return [
    ...years.map((year): Constraint => ({ kind: 'year', shown: String(year), key: String(year) })),
    ...regions.map(({ code, name }): Constraint => ({ kind: 'region', shown: name, key: code })),
    ...amounts.map((figure): Constraint => ({ kind: 'amount', shown: `${figure} €`, key: figure })),
    ...words
      .filter((word) => word.acronym && !named.has(word.exact) && !isCommon(word, corpus))
      .map((word): Constraint => ({ kind: 'acronym', shown: word.surface, key: word.exact })),
    ...words
      .filter((word) => word.exact.includes('_'))
      .map((word): Constraint => ({ kind: 'article', shown: word.exact.replace('_', '-'), key: word.exact })),
  ];
}

/** « on est 12 ESSMS »: the figure is the asker's own, and rarely that of a text. */
const FIGURE_SHARE = 0.5;

/**
 * What each word is worth. Years and regions are worth nothing here: they are constraints, met or
 * not by the campaign of a passage, whatever words it uses.
 */
function worthsOf(words: Word[], placed: ReadonlySet<string>, corpus: Corpus): number[] {
  const subject = words.some((word) => !placed.has(word.exact));
  return words.map((word) => {
    if (subject && placed.has(word.exact)) return 0;
    return (/^\d{1,3}$/.test(word.exact) ? FIGURE_SHARE : 1) * worth(word, corpus);
  });
}

/** The words that name a year or a region. */
export function placedWords(constraints: Constraint[]): Set<string> {
  const places = constraints.filter(({ kind }) => kind === 'year' || kind === 'region');
  return new Set(places.flatMap(({ shown }) => shown.split(' ')));
}

/** Orders to a machine, in folded words: they ask nothing of the texts. */
const ORDER =
  /\btu es (?:desormais|maintenant|un |une )|\b(?:oublie|ignore|disregard|forget)[rz]? (?:tes|toutes?|tout|les|all|previous|your|ce qui precede)\b|\b(?:instructions? preced|system prompt|invite systeme|jailbreak|reponds? (?:seulement|uniquement|juste))/;

/** Of a message of several sentences, those that ask; the others set the scene. Empty when it only gives orders. */
function asking(text: string): string {
  const questions = text.match(/[^.!?\n]+\?/g) ?? [];
  if (questions.length > 0) return questions.join(' ');
  return ORDER.test(fold(text)) ? '' : text;
}

/**
 * The campaign a question is about: the one chosen, unless the question names another year. Then the
 * year leads, and no campaign is imposed.
 */
export function campaignOf({ years }: Question, corpus: Corpus, chosen: string | null): string | null {
  const year = chosen === null ? undefined : corpus.years.get(chosen);
  return year === undefined || years.length === 0 || years.includes(year) ? chosen : null;
}

/** Words left under which everyday talk is kept: a message of nothing else asks nothing of the texts. */
const FEWEST_TELLING = 2;

/** The words without everyday talk that neither a text nor the domain table holds. */
function tellingOf(words: Word[], corpus: Corpus): Word[] {
  const named = expand(words);
  const telling = words.filter(
    (word, rank) => isKnown(word, corpus) || !isLight(word.exact) || isTranslated(rank, named),
  );
  return telling.length < FEWEST_TELLING ? words : telling;
}

/** Reads a question against a corpus; `date` is the day it is asked, for « cette année ». */
export function readQuestion(text: string, corpus: Corpus, date?: string): Question {
  const folded = searchable(text);
  const asked = asking(text);
  const relative = relativeWords(folded);
  const typed = tellingOf(
    analyse(asked, 'question').filter(({ exact }) => !relative.has(exact)),
    corpus,
  );
  const { words, corrections } = correct(typed, corpus);
  const expansions = expand(words);
  const regions = regionsIn(folded);
  const years = yearsOf(folded, date);
  const constraints = constraintsOf(corpus, folded, words, years, regions);
  const placed = placedWords(constraints);
  return {
    folded,
    words,
    worths: worthsOf(words, placed, corpus),
    expansions,
    corrections,
    constraints,
    years,
    regions: regions.map(({ code }) => code),
    kind: kindOf(searchable(asked)),
    unknown: words.filter(
      (word, rank) => !isKnown(word, corpus) && !isTranslated(rank, expansions) && !placed.has(word.exact),
    ),
  };
}
