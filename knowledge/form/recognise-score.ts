import { dictionary, type Entry } from './dictionary';
import type { FieldId } from './field-id';
import { isNeutral } from './likeness';
import { type PageSaid, type PlaceFit, placeFit } from './place-fit';
import { placeScore } from './place-score';
import { formatScore, isProof, kindFits } from './recognise-kind';
import { asksSeveral, type EntryWords, entryWords, type Likes, likesOf } from './recognise-label';
import { optionsSay } from './recognise-options';
import { asksAnother } from './recognise-other';
import { askedByQuestion, asksOtherSide } from './recognise-questions';
import type { Asked } from './sequences';
import type { TextSource } from './snapshot';

/** Under this confidence nothing is proposed: a wrong value is worse than an empty field. */
export const THRESHOLD = 0.5;

/** How much each source of text counts: what stands nearest to the field counts most. */
const SOURCE_WEIGHT: Partial<Record<TextSource, number>> = {
  label: 1,
  group: 1,
  column: 1,
  title: 0.75,
  placeholder: 0.65,
  name: 0.6,
  help: 0.4,
};

/** Under this likeness of label no other evidence can make up for it. */
const LABEL_FLOOR = 0.56;
/** What a label without a word of its own is worth once the value or the answers tell. */
const TOLD_OTHERWISE = 0.62;
/** Weights of the kinds of evidence; the label decides, the rest separates look-alikes. */
const LABEL_WEIGHT = 0.72;
const OPTIONS_BONUS = 0.2;
/** A technical name that says the same: of two « Tél. », `tel` is the one and `fax` is not. */
const NAME_BONUS = 0.02;

/** What is asked, with the texts around it compared with every wording, and its place. */
export interface FieldWords extends Asked {
  bySource: (Likes & { weight: number; source: TextSource })[];
  place: PlaceFit;
  /** Formats its value has that no other value of the frame has. */
  aloneInForm: ReadonlySet<string>;
}

/** Reads once all that the scores of one field need. */
export const readingOf = (asked: Asked, page: PageSaid, aloneInForm: ReadonlySet<string>): FieldWords => ({
  ...asked,
  aloneInForm,
  place: placeFit(asked.field, page),
  bySource: asked.field.texts.flatMap(({ source, text }) => {
    const weight = SOURCE_WEIGHT[source];
    return weight === undefined ? [] : [{ weight, source, ...likesOf(text) }];
  }),
});

/** What is assigned once: two entries of one datum share a column. */
export const ids: readonly FieldId[] = [...new Set(dictionary.map(({ id }) => id))];
/** Column of the assignment of each datum, from 0. */
export const columnOf = new Map(ids.map((id, at) => [id, at]));

const plausibleFor = ({ bySource, field, aloneInForm }: FieldWords): Iterable<EntryWords> =>
  // A list or a value may tell what a poor label does not.
  field.options.length > 1 || aloneInForm.size > 0
    ? entryWords
    : new Set(bySource.flatMap(({ likes }) => [...likes.keys()]));

/** One thing a field may be. */
export interface Candidate {
  entry: Entry;
  column: number;
  confidence: number;
  evidence: string[];
}

/** What a field may be, each datum once, from the threshold up; nothing when it asks several things. */
export const candidatesFor = (words: FieldWords): Candidate[] => {
  if (words.field.label !== '' && asksSeveral(words.field.label)) return [];
  const best = new Map<number, Candidate>();
  for (const one of plausibleFor(words)) {
    const scored = score(words, one);
    const column = columnOf.get(one.entry.id) ?? -1;
    if (scored && scored.confidence > (best.get(column)?.confidence ?? 0))
      best.set(column, { entry: one.entry, column, ...scored });
  }
  return [...best.values()].filter(({ confidence }) => confidence >= THRESHOLD);
};

type Scored = Pick<Candidate, 'confidence' | 'evidence'>;

const score = (words: FieldWords, one: EntryWords): Scored | null => {
  const { entry, owner } = one;
  const { field } = words;
  if (!kindFits(field, entry.format) || isProof(field, entry.format)) return null;
  if (asksAnother(words, entry)) return null;
  const options = entry.format === 'yes-no' ? 'nothing' : optionsSay(field, entry.id);
  if (options === 'other') return null;
  const read = labelScore(words, one);
  const label = read.score >= LABEL_FLOOR ? read : toldOtherwise(words, entry, owner, options === 'telling');
  if (!label) return null;
  const place = placeScore(entry, words.place, words.bySource[0]?.words ?? []);
  const format = formatScore(field, entry.format);
  const answers = options === 'fits' || options === 'telling' ? OPTIONS_BONUS : 0;
  const named = words.bySource.some(
    ({ source, likes }) => source === 'name' && (likes.get(one) ?? 0) >= LABEL_FLOOR,
  );
  const sum = label.score * LABEL_WEIGHT + place.score + format.score + answers + (named ? NAME_BONUS : 0);
  const said = answers > 0 ? `réponses proposées` : '';
  return {
    confidence: Math.max(0, Math.min(1, sum)),
    evidence: [label.evidence, place.evidence, format.evidence, said].filter((text) => text !== ''),
  };
};

/** A label that says nothing of its own, where the answers or the value in place say it all. */
const toldOtherwise = (
  { bySource, field, place, aloneInForm }: FieldWords,
  { format, place: own }: Entry,
  owner: ReadonlySet<string>,
  byOptions: boolean,
): { score: number; evidence: string } | null => {
  const words = bySource.filter(({ weight }) => weight === 1).flatMap((text) => text.words);
  const bare = words.every((word) => isNeutral(word) || owner.has(word));
  const byValue = bare && aloneInForm.has(format) && (place.places.get(own) ?? 0) > 0;
  if (!byValue && !(byOptions && (bare || words.some((word) => owner.has(word))))) return null;
  return { score: TOLD_OTHERWISE, evidence: field.label === '' ? '' : `libellé « ${field.label} »` };
};

/** What a question that speaks of all that a datum is about is worth as a label. */
const ASKED = 0.95;

/** Best likeness of any text of the field to any wording of the entry. */
const labelScore = ({ bySource, field: { label } }: FieldWords, one: EntryWords) => {
  let best = { score: 0, evidence: '' };
  if (one.entry.format === 'yes-no') {
    if (asksOtherSide(label, one.entry.id)) return best;
    if (askedByQuestion(label).includes(one.entry.id))
      best = { score: ASKED, evidence: `libellé « ${label} »` };
  }
  for (const { likes, weight, text } of bySource) {
    const score = (likes.get(one) ?? 0) * weight;
    if (score > best.score) best = { score, evidence: `libellé « ${text} »` };
  }
  return best;
};
