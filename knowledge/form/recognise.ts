import { assign } from './assignment';
import type { Correction } from './correction';
import type { Entry, Format } from './dictionary';
import type { Part } from './part';
import type { PageSaid } from './place-fit';
import { isDemande } from './place-told';
import { type Corrections, entriesOf, indexOf, type Said, saidOf } from './recognise-corrected';
import { formatsOfValue, kindFits } from './recognise-kind';
import { forgetHalf } from './recognise-memory';
import { isNever } from './recognise-never';
import { strayTitles } from './recognise-person';
import { type Candidate, candidatesFor, columnOf, ids, readingOf } from './recognise-score';
import { type Asked, askedOf } from './sequences';
import type { FieldSnapshot, FrameSnapshot } from './snapshot';
import { isEnglish } from './words';

export { isNever } from './recognise-never';

/** A field and what it was recognised as, with the reasons, in French, for the person. */
export interface Recognition {
  entry: Entry;
  /** 0 to 1. */
  confidence: number;
  evidence: string[];
  /** Part of the datum this control asks, when several controls share it. */
  part: Part | null;
}

/** The frame is of another language than ours: nothing in it is recognised. */
export const isForeign = (frame: FrameSnapshot): boolean =>
  isEnglish([...frame.headings, ...frame.fields.map(({ label }) => label)]);

/**
 * Recognises the fields of one frame that stand alone, by one global assignment: each datum is
 * asked once. What a person corrected is what they said.
 *
 * Pure, but remembers: the candidates of each field by everything recognition looks at, and the
 * assignments of the last frames. Both are bounded.
 */
export const recogniseFields = (
  frame: FrameSnapshot,
  corrections: readonly Correction[] = [],
): Map<string, Recognition> => {
  const open = frame.fields.filter((field) => field.row === null && !isNever(field));
  const said = correctedIn(open, indexOf(corrections));
  const recognised = new Map<string, Recognition>();
  const taken = new Set<number>();
  for (const [ref, { recognition, exact }] of said) {
    if (recognition) recognised.set(ref, recognition);
    if (recognition && exact) taken.add(columnOf.get(recognition.entry.id) ?? -1);
  }
  if (isForeign(frame)) return recognised;
  const found = recognisedIn(open, pageSaid(frame, open), said, taken);
  open.forEach(({ ref }, at) => {
    const like = said.get(ref);
    const one = found[at];
    // What was said of another field with the same words only speaks where nothing else does.
    if (!one || like?.exact || like?.recognition === null) return;
    recognised.set(ref, one);
  });
  for (const ref of strayTitles(open, (one) => recognised.get(one)?.entry.id))
    if (!said.get(ref)?.exact) recognised.delete(ref);
  return recognised;
};

const FIRST_NAME = /^\s*pr[ée]nom/i;

const sectionOf = ({ texts }: FieldSnapshot): string[] =>
  texts
    .filter(({ source }) => source === 'section')
    .slice(0, 1)
    .map(({ text }) => text);

const pageSaid = ({ step, headings }: FrameSnapshot, open: readonly FieldSnapshot[]): PageSaid => ({
  step,
  isDemande: isDemande(
    [step, ...headings],
    open.map(({ label }) => label),
  ),
  peopled: new Set(open.filter(({ label }) => FIRST_NAME.test(label)).flatMap(sectionOf)),
});

const pageKey = ({ step, isDemande: ours, peopled }: PageSaid): string =>
  `${step}\n${ours}\n${[...peopled].join('\t')}`;

type Found = Recognition | undefined;

/** What each field is recognised as on its own merits, in order. Remembered for a frame that did not change. */
const recognisedIn = (
  open: readonly FieldSnapshot[],
  page: PageSaid,
  said: ReadonlyMap<string, Corrected>,
  taken: ReadonlySet<number>,
): readonly Found[] => {
  const held = open.map(formatsOfValue);
  const keys = open.map((field, at) => keyOf(field, held[at] ?? [], said.get(field.ref)?.exact === true));
  const key = `${pageKey(page)}\n${[...taken]}\n${keys.join('\n\n')}`;
  const known = knownFrames.get(key);
  if (known) return known;
  const found = recognisedAnew(open, page, said, taken, held);
  if (knownFrames.size >= FRAMES) forgetHalf(knownFrames);
  knownFrames.set(key, found);
  return found;
};

const recognisedAnew = (
  open: readonly FieldSnapshot[],
  page: PageSaid,
  said: ReadonlyMap<string, Corrected>,
  taken: ReadonlySet<number>,
  held: readonly Format[][],
): Found[] => {
  const at = new Map(open.map(({ ref }, rank) => [ref, rank]));
  const rest = askedOf(open).filter(({ members }) => !members.some(({ ref }) => said.get(ref)?.exact));
  const candidates = candidatesOf(rest, page, held.flat());
  const best = assigned(candidates, taken);
  const found = new Array<Found>(open.length).fill(undefined);
  rest.forEach(({ members }, row) => {
    const one = best[row];
    for (const { ref, part } of members)
      if (one)
        found[at.get(ref) ?? -1] = {
          entry: one.entry,
          confidence: one.confidence,
          evidence: one.evidence,
          part,
        };
  });
  return found;
};

interface Corrected {
  recognition: Recognition | null;
  exact: boolean;
}

/** What a person said of each field, where it can be: the kind must be able to hold it. */
const correctedIn = (fields: readonly FieldSnapshot[], corrections: Corrections): Map<string, Corrected> => {
  const found = new Map<string, Corrected>();
  for (const field of fields) {
    const said = saidOf(field, corrections);
    const one = said && correctedAs(field, said);
    if (one) found.set(field.ref, one);
  }
  return found;
};

const correctedAs = (field: FieldSnapshot, said: Said): Corrected | null => {
  const { fieldId, confidence, evidence, exact } = said;
  if (fieldId === null) return { recognition: null, exact };
  const entries = entriesOf(fieldId);
  const fitting = entries.find(({ format }) => kindFits(field, format));
  const isBox = field.kind === 'checkbox' || field.kind === 'switch';
  const entry = fitting ?? (exact && !isBox ? entries[0] : undefined);
  return entry ? { recognition: { entry, confidence, evidence: [evidence], part: null }, exact } : null;
};

/** Says why nothing is proposed for a field the person asked to leave alone; empty when nobody did. */
export const leftAlone = (field: FieldSnapshot, corrections: readonly Correction[]): string => {
  const said = saidOf(field, indexOf(corrections));
  return said && said.fieldId === null ? `laissé de côté : ${said.evidence}` : '';
};

/** Most fields and frames whose answer is remembered. */
const FIELDS = 3000;
const FRAMES = 12;

const knownCandidates = new Map<string, Candidate[]>();
const knownFrames = new Map<string, Found[]>();

const candidatesOf = (rest: readonly Asked[], page: PageSaid, held: readonly Format[]): Candidate[][] =>
  rest.map((asked) => {
    // A value tells most when no other field holds one of the same form.
    const own = formatsOfValue(asked.field);
    const alone = own.filter((format) => held.indexOf(format) === held.lastIndexOf(format));
    const { besideFirstName, splitStreet, members } = asked;
    const beside = `${pageKey(page)}${besideFirstName}${splitStreet}${members.length}${alone}`;
    const key = `${beside}\n${keyOf(asked.field, own, false)}`;
    const known = knownCandidates.get(key);
    if (known) return known;
    const list = candidatesFor(readingOf(asked, page, new Set(alone)));
    if (knownCandidates.size >= FIELDS) forgetHalf(knownCandidates);
    knownCandidates.set(key, list);
    return list;
  });

/** Everything recognition looks at in a field, and nothing of its value but the formats it has. */
const keyOf = (field: FieldSnapshot, held: readonly Format[], corrected: boolean): string => {
  const { kind, label, texts, options, maxLength, format, value } = field;
  let key = `${kind}\n${label}\n${maxLength}\n${format.type}\n${format.placeholder}\n${format.pattern}`;
  key += `\n${corrected}${value !== ''}${held}`;
  for (const { source, text } of texts) key += `\n${source}:${text}`;
  for (const { text } of options) key += `\n-${text}`;
  return key;
};

/** Best candidate of each field, each datum given once. */
const assigned = (
  candidates: readonly Candidate[][],
  taken: ReadonlySet<number>,
): (Candidate | undefined)[] => {
  const matrix = candidates.map((list) => {
    const row = new Array<number>(ids.length).fill(0);
    for (const { column, confidence } of list) if (!taken.has(column)) row[column] = confidence;
    return row;
  });
  const columns = assign(matrix);
  return columns.map((column, row) => {
    const best = candidates[row]?.find((candidate) => candidate.column === column);
    const isTied = matrix.some(
      (other, at) => at !== row && columns[at] === -1 && best && other[column] === best.confidence,
    );
    // Two fields ask the same thing equally well: neither is told from the other by its rank.
    return isTied ? undefined : best;
  });
};
