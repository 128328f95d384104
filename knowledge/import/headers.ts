import { likeness } from '@/knowledge/form/likeness';
import { fold, wordsOf } from '@/knowledge/form/words';
import { MEMBER_HEADERS } from '@/knowledge/sheets/columns';
import type { TargetId } from './proposal';
import { listOf, TARGETS, type Target, type ValueKind } from './targets';

/** What the rows of a sheet are: the same « Adresse » is that of an ESSMS or of an organisme. */
export type Subject = 'essms' | 'organisme' | 'bank' | 'project';

/** How much a header says a target, 0 to 1. */
type HeaderScores = ReadonlyMap<Target, { own: number; generic: number }>;

/** Words that change nothing to what a header asks. */
const LIGHT = new Set(
  wordsOf('numéro nombre code libellé chiffre date année obligatoire facultatif colonne cf'),
);

const heavy = (words: string[]): string[] => {
  const kept = words.filter((word) => !LIGHT.has(word));
  return kept.length > 0 ? kept : words;
};

interface Wording {
  target: Target;
  generic: boolean;
  words: string[];
}

const wordings: Wording[] = TARGETS.flatMap((target) => [
  ...[target.label, ...target.headers].map((text) => ({
    target,
    generic: false,
    words: heavy(wordsOf(text)),
  })),
  ...(target.generic ?? []).map((text) => ({ target, generic: true, words: heavy(wordsOf(text)) })),
]);

const byWord = new Map<string, Wording[]>();
for (const wording of wordings)
  for (const word of wording.words) byWord.set(word, [...(byWord.get(word) ?? []), wording]);

const members = new Map(Object.entries(MEMBER_HEADERS).map(([header, target]) => [fold(header), target]));

/** The target of a column of a sheet made by this tool, or undefined. */
export const memberTarget = (header: string): TargetId | undefined => members.get(fold(header));

/** Words that say the column is about somebody else. */
const FOREIGN =
  /\b(?:editeur|prestataire|fournisseur|fax|telecopie|agence|departement du siege|direct(?:eur|rice)|responsable|referente?|chefs? de)\b/;

/** Words that say the column holds another figure, or another side of the thing, by kind. */
const OTHER_SIDE: Partial<Record<ValueKind, RegExp>> = {
  cents: /\b(?:accorde|obtenu|notifie|verse|percu|recu|attribue|mensuel|unitaire|reste|ht)/,
  count: /%|\b(?:taux|part|occupe|vacant|libre|aj|hp|hc|ht|uhr|pasa|temporaire|utilisateurs?|etp)/,
  text: /\b(?:version|cout|prix|budget|licences?|contrat)\b/,
};

/** « Référent DUI » is about the software: only what holds a software asks it. */
const SOFTWARE = /\b(?:dui|logiciels?)\b/;

const isAboutAnother = (header: string, { kind, headers, generic = [] }: Target): boolean => {
  const folded = fold(header);
  return [FOREIGN, SOFTWARE, OTHER_SIDE[kind]].some(
    (words) => words?.test(folded) && ![...headers, ...generic].some((one) => words.test(fold(one))),
  );
};

const GENERIC = 0.3;

/** « Tél. » in a sheet of establishments is not the phone of their organisme: nobody keeps it. */
const isOfAnotherList = (header: string, subject: Subject): boolean => {
  const lists = [...headerScores(header)].flatMap(([{ id }, { generic }]) =>
    generic >= 0.95 ? [listOf(id)] : [],
  );
  return lists.length > 0 && !lists.includes(subject);
};

/** The header as written, without what is in brackets, and its first line. */
const readingsOf = (header: string): string[][] => {
  const plain = header.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const first = plain.split(/\n|\s:\s/)[0] ?? '';
  return [...new Set([header, plain, first].map((text) => heavy(wordsOf(text)).join(' ')))]
    .filter((text) => text !== '')
    .map((text) => text.split(' '));
};

const known = new Map<string, HeaderScores>();

/** Longest header worth comparing: beyond, it is a sentence. */
const LONGEST = 160;

/** How much a header says each target it resembles. Remembered: sheets repeat their headers. */
export function headerScores(header: string): HeaderScores {
  const cached = known.get(header);
  if (cached) return cached;
  const scores = new Map<Target, { own: number; generic: number }>();
  const readings = header.length > LONGEST ? [] : readingsOf(header);
  readings.forEach((words, at) => {
    const near = new Set(words.flatMap((word) => byWord.get(word) ?? []));
    for (const { target, generic, words: wording } of near) {
      const like = likeness(words, wording) * (at === 0 ? 1 : 0.97);
      const best = scores.get(target) ?? { own: 0, generic: 0 };
      if (generic) best.generic = Math.max(best.generic, like);
      else best.own = Math.max(best.own, like);
      scores.set(target, best);
    }
  });
  if (known.size > 5000) known.clear();
  known.set(header, scores);
  return scores;
}

/** A header that is word for word the one of a target is not nearly the one of its neighbour. */
const saysAnother = (header: string): boolean => {
  for (const { own } of headerScores(header).values()) if (own > 0.99) return true;
  return false;
};

/** How much a header says a target when the rows are of a subject, 0 to 1. */
export function headerScore(header: string, target: Target, subject: Subject): number {
  const member = memberTarget(header);
  if (member !== undefined) return member === target.id ? 1 : 0;
  const { own, generic } = headerScores(header).get(target) ?? { own: 0, generic: 0 };
  if (isAboutAnother(header, target)) return 0;
  const isOwnList = listOf(target.id) === subject;
  const like = Math.max(own, generic * (isOwnList ? 0.95 : GENERIC));
  const said = own < 0.9 && saysAnother(header) ? 0.6 * like : like;
  return !isOwnList && own < 0.95 && isOfAnotherList(header, subject) ? Math.min(said, GENERIC) : said;
}

/** Best score a header gets for anything: is it a header at all? */
export function headerLikeness(header: string): number {
  if (memberTarget(header) !== undefined) return 1;
  let best = 0;
  for (const { own, generic } of headerScores(header).values()) best = Math.max(best, own, generic);
  return best;
}
