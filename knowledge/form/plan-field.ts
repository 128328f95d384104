import { isBlank } from './align';
import { type FillContext, fillContext } from './context';
import type { Correction } from './correction';
import type { Answer, Entry, Format } from './dictionary';
import { sameMeaning, type Unwritable, type Written, writtenFor } from './format';
import type { Part } from './part';
import type { PlannedField, ReviewedFrame } from './plan';
import { isNever, leftAlone, type Recognition } from './recognise';
import type { FieldSnapshot } from './snapshot';
import { subjectOf } from './subject';

/** A field that stands alone: what it was recognised as and what the profile would write there. */
export const planField = (
  frame: ReviewedFrame,
  field: FieldSnapshot,
  found: Recognition | null,
  context: FillContext | null,
  corrections: readonly Correction[],
): PlannedField => {
  const base = blankPlan(frame.frameId, field);
  if (isNever(field)) return { ...base, state: 'yours' };
  if (!found) return { ...base, evidence: unasked(field, corrections) };
  const { entry, part } = found;
  const { answer, said } = answered(entry, field, frame, context);
  const format = formatOf(entry.format, part);
  const plan = plannedAs(field, writtenFor(answer, entry.format, field, part), format);
  return {
    ...base,
    ...plan,
    id: entry.id,
    name: entry.name,
    format,
    part,
    confidence: found.confidence,
    evidence: [...found.evidence, ...said, ...plan.evidence],
    driver: entry.driver ?? false,
    sensitive: entry.sensitive ?? false,
  };
};

/** Why a field is left aside, when the person said so. */
const unasked = (field: FieldSnapshot, corrections: readonly Correction[]): string[] => {
  const said = corrections.length === 0 || field.row !== null ? '' : leftAlone(field, corrections);
  return said === '' ? [] : [said];
};

/** A day, a month or a year alone is compared as a number. */
const formatOf = (format: Format, part: Part | null): Format => (part && 'date' in part ? 'count' : format);

interface Told {
  answer: Answer;
  /** Whom the answer is of, or why there is none. */
  said: string[];
}

/** Data of an organisme; the others are of the project, of the grappe or of the porteur alone. */
const OF_ORGANISME = /^(?:porteur|address|representative|contact)\.|^project\.nationalEntity/;

/** The answer for whom the section names: another organisme of the grappe, or another dossier. */
const answered = (
  entry: Entry,
  field: FieldSnapshot,
  { snapshot }: ReviewedFrame,
  context: FillContext | null,
): Told => {
  if (!context) return { answer: null, said: [] };
  const { profile, campaign } = context;
  const subject = subjectOf(field, snapshot, profile);
  if (subject.unknown)
    return {
      answer: null,
      said: ['la section parle d’un organisme ou d’un dossier que votre grappe ne connaît pas'],
    };
  const own = subject.dossierId === null ? context : fillContext(profile, campaign, subject.dossierId);
  const said = subject.dossierId === null ? [] : ['dossier nommé par la section'];
  const organisme = profile.organismes.find(({ id }) => id === subject.organismeId);
  if (!organisme || organisme.id === profile.porteurId) return { answer: entry.answer(own), said };
  const name = `organisme « ${organisme.raisonSociale} » nommé par la section`;
  if (!OF_ORGANISME.test(entry.id)) return { answer: null, said: [name, 'connu pour le porteur seulement'] };
  return { answer: entry.answer({ ...own, porteur: organisme }), said: [...said, name] };
};

/** A field of which nothing is known. */
export const blankPlan = (frameId: number, field: FieldSnapshot): PlannedField => ({
  key: `${frameId}:${field.ref}`,
  frameId,
  field,
  id: null,
  name: '',
  format: 'text',
  confidence: 0,
  evidence: [],
  state: 'unrecognised',
  proposed: '',
  instruction: null,
  driver: false,
  sensitive: false,
  part: null,
  merge: null,
  row: null,
});

type Planned = Pick<PlannedField, 'state' | 'proposed' | 'instruction' | 'evidence'>;

/** State of a recognised field, from what the page holds and what the profile would write. */
export const plannedAs = (field: FieldSnapshot, written: Written, format: Format): Planned => {
  const locked = field.kind === 'locked' || field.disabled || field.readOnly;
  if ('problem' in written) return problem(written, locked);
  const { text } = written;
  const known = { proposed: text, instruction: null, evidence: [] };
  if (sameMeaning(field.value, text, format, field.kind)) return { ...known, state: 'same' };
  if (locked) return { ...known, state: 'locked' };
  const { ref, fingerprint, kind, value } = field;
  const instruction = { ref, fingerprint, kind, text, expected: value, guard: null };
  return { ...known, state: isBlank(field) ? 'to-fill' : 'different', instruction };
};

const STATES = { 'no-value': 'no-value', choose: 'to-choose', 'too-long': 'too-long' } as const;

const problem = (written: Unwritable, locked: boolean): Planned => ({
  state: locked ? 'locked' : STATES[written.problem],
  proposed: 'wanted' in written ? written.wanted : '',
  instruction: null,
  evidence: 'reason' in written && written.reason ? [written.reason] : [],
});
