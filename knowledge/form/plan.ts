import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import { type AlignedRow, alignRows, isBlank } from './align';
import { type FillContext, fillContext } from './context';
import type { Format } from './dictionary';
import type { FieldId } from './field-id';
import { sameMeaning, type Unwritable, type Written, writtenFor } from './format';
import { isNever, recogniseFields } from './recognise';
import { recogniseTables, type TableRecognition } from './recognise-tables';
import type { FieldSnapshot, FrameSnapshot } from './snapshot';
import type { WriteInstruction } from './write';

/** Where a field of the step stands. */
export type FieldState =
  /** Recognised, empty in the page, and the profile knows. */
  | 'to-fill'
  /** The page already holds the profile's value. */
  | 'same'
  /** The page holds something else: kept unless the person says otherwise. */
  | 'different'
  /** Shown or locked by the portal. */
  | 'locked'
  /** No option clearly matches. */
  | 'to-choose'
  | 'too-long'
  /** Recognised, and the profile does not know. */
  | 'no-value'
  /** Attestation, file, password: for the person alone. */
  | 'yours'
  | 'unrecognised';

export interface PlannedField {
  /** Unique over the frames of the page. */
  key: string;
  frameId: number;
  field: FieldSnapshot;
  /** What it was recognised as, or null. */
  id: FieldId | null;
  /** French name of the datum, or empty. */
  name: string;
  format: Format;
  confidence: number;
  evidence: string[];
  state: FieldState;
  /** What would be written, as it would be written; for `to-choose`, what to look for. */
  proposed: string;
  /** Ready to be written, after approval; null when nothing can be. */
  instruction: WriteInstruction | null;
  /** Other fields depend on it. */
  driver: boolean;
  /** Needs an explicit confirmation. */
  sensitive: boolean;
  /** Record of the profile its row stands for. */
  row: { family: string; recordId: string; label: string } | null;
}

/** A table the profile can fill, and the rows it lacks. */
export interface PlannedTable {
  key: string;
  frameId: number;
  name: string;
  rows: number;
  records: number;
  /** Rows that would have to be added; the person decides. */
  missing: number;
  addRef: string | null;
  addLabel: string;
}

export interface Review {
  step: string;
  loading: boolean;
  truncated: boolean;
  fields: PlannedField[];
  tables: PlannedTable[];
}

/** One frame of the page under review. */
export interface ReviewedFrame {
  frameId: number;
  snapshot: FrameSnapshot;
}

/**
 * What the assistant proposes for the step on screen: every field of every frame with its state,
 * and the instruction that would write it. Writes nothing, decides nothing for the person.
 */
export const review = (
  frames: ReviewedFrame[],
  profile: Profile | null,
  campaign: Campaign | null,
  dossierId?: string,
): Review => {
  const context = profile ? fillContext(profile, campaign, dossierId) : null;
  // The page names the step; a frame that holds its fields only names a part of it.
  const titled = frames.find(({ snapshot }) => snapshot.headings.length > 0) ?? frames[0];
  return {
    step: titled?.snapshot.step ?? '',
    loading: frames.some(({ snapshot }) => snapshot.loading),
    truncated: frames.some(({ snapshot }) => snapshot.truncated),
    fields: frames.flatMap((frame) => reviewFields(frame, context)),
    tables: frames.flatMap((frame) => reviewTables(frame, context)),
  };
};

const reviewFields = (frame: ReviewedFrame, context: FillContext | null): PlannedField[] => {
  const recognised = recogniseFields(frame.snapshot);
  const cells = new Map(
    recogniseTables(frame.snapshot).flatMap((table) =>
      planCells(frame, table, context).map((cell) => [cell.field.ref, cell]),
    ),
  );
  return frame.snapshot.fields.map((field) => {
    const cell = cells.get(field.ref);
    if (cell) return cell;
    const found = recognised.get(field.ref);
    const base = blank(frame.frameId, field);
    if (isNever(field)) return { ...base, state: 'yours' };
    if (!found) return base;
    const { entry } = found;
    const answer = context ? entry.answer(context) : null;
    return {
      ...base,
      ...planned(field, writtenFor(answer, entry.format, field), entry.format),
      id: entry.id,
      name: entry.name,
      format: entry.format,
      confidence: found.confidence,
      evidence: found.evidence,
      driver: entry.driver ?? false,
      sensitive: entry.sensitive ?? false,
    };
  });
};

const blank = (frameId: number, field: FieldSnapshot): PlannedField => ({
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
  row: null,
});

type Planned = Pick<PlannedField, 'state' | 'proposed' | 'instruction'>;

/** State of a recognised field, from what the page holds and what the profile would write. */
const planned = (field: FieldSnapshot, written: Written, format: Format): Planned => {
  const locked = field.kind === 'locked' || field.disabled || field.readOnly;
  if ('problem' in written) return problem(written, locked);
  const { text } = written;
  if (isSame(field, text, format)) return { state: 'same', proposed: text, instruction: null };
  if (locked) return { state: 'locked', proposed: text, instruction: null };
  const instruction = {
    ref: field.ref,
    fingerprint: field.fingerprint,
    kind: field.kind,
    text,
    expected: field.value,
    guard: null,
  };
  return { state: isBlank(field) ? 'to-fill' : 'different', proposed: text, instruction };
};

const STATES = { 'no-value': 'no-value', choose: 'to-choose', 'too-long': 'too-long' } as const;

const problem = (written: Unwritable, locked: boolean): Planned => ({
  state: locked ? 'locked' : STATES[written.problem],
  proposed: 'wanted' in written ? written.wanted : '',
  instruction: null,
});

const isSame = (field: FieldSnapshot, text: string, format: Format): boolean =>
  sameMeaning(field.value, text, format, field.kind);

/** Cells of a recognised table: each row is aligned with a record by its key, never by its rank. */
const planCells = (
  frame: ReviewedFrame,
  table: TableRecognition,
  context: FillContext | null,
): PlannedField[] => {
  const { snapshot, frameId } = frame;
  const records = context ? table.family.records(context) : [];
  return alignRows(snapshot, table, records).flatMap((row) =>
    row.cells.map((cell) => planCell(frameId, cell, row, table)),
  );
};

const planCell = (
  frameId: number,
  field: FieldSnapshot,
  row: AlignedRow,
  { columns, family, table }: TableRecognition,
): PlannedField => {
  const base = blank(frameId, field);
  const found = columns.get(field.row?.column ?? -1);
  if (!found) return base;
  const { record } = row;
  const { column, confidence } = found;
  const known = {
    ...base,
    id: column.id,
    name: column.name,
    format: column.format,
    confidence,
    evidence: [`colonne « ${table.columns[field.row?.column ?? 0] ?? ''} »`],
    row: record && { family: family.name, recordId: record.id, label: record.label },
  };
  if (!record) return { ...known, state: 'no-value' };
  const plan = planned(
    field,
    writtenFor(record.answers[column.id] ?? null, column.format, field),
    column.format,
  );
  const isKey = row.key?.ref === field.ref;
  // The key is written first; the rest of the row then checks that it is still the same row.
  const guard = isKey || !row.key ? null : { ref: row.key.ref, value: row.key.value };
  const instruction = plan.instruction && { ...plan.instruction, guard };
  return { ...known, ...plan, instruction, driver: isKey };
};

const reviewTables = ({ frameId, snapshot }: ReviewedFrame, context: FillContext | null): PlannedTable[] =>
  recogniseTables(snapshot).map((recognition) => {
    const { table, family } = recognition;
    const records = context ? family.records(context) : [];
    const covered = new Set(alignRows(snapshot, recognition, records).flatMap(({ covers }) => covers));
    const missing = records.filter((record) => !covered.has(record)).length;
    return {
      key: `${frameId}:${table.key}`,
      frameId,
      name: family.name,
      rows: table.rows,
      records: records.length,
      missing,
      addRef: table.addRef,
      addLabel: table.addLabel,
    };
  });
