import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import { type FillContext, fillContext } from './context';
import type { Correction } from './correction';
import type { Format } from './dictionary';
import type { FieldId } from './field-id';
import { withMerge } from './merge';
import type { Part } from './part';
import { planField } from './plan-field';
import { planTables } from './plan-table';
import { recogniseFields } from './recognise';
import type { FieldSnapshot, FrameSnapshot, Paging } from './snapshot';
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

/** Since the assistant last wrote the field: the grappe changed, the page did, both did, or nobody knows. */
export type Merge = 'profile-changed' | 'page-changed' | 'both-changed' | 'never-written';

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
  /** Part of the datum this control asks, when several controls share it. */
  part: Part | null;
  /** Who moved, when the page and the grappe differ: three-way, against what was last written. */
  merge: Merge | null;
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
  /** The page shows the table a few rows at a time; null when all its rows are on screen. */
  paging: Paging | null;
  /** Rows of other pages nobody has opened yet; at least one when the page does not say how many there are. */
  unseen: number;
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

/** What a review draws on besides the page. */
export interface ReviewInput {
  profile: Profile | null;
  campaign: Campaign | null;
  /** `WHOLE_GRAPPE`, a dossier of the profile, or empty while nothing is chosen. */
  dossierId?: string;
  /** What the person said of fields of this or of other steps. */
  corrections?: readonly Correction[];
  /** What the assistant last wrote in this step for this grappe, by `writtenKey`: the base of the merge. */
  written?: ReadonlyMap<string, string>;
  /** Keys of it written in this very load of the page; absent: all, as far as one knows. */
  writtenHere?: ReadonlySet<string>;
  /** Keys of rows seen so far in this step on other pages of a table shown a few rows at a time, by family. */
  seenRows?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ranks of the rows seen so far on other pages of such a table, by family. */
  seenRanges?: ReadonlyMap<string, readonly RowRange[]>;
  /** Families whose table had no row before the assistant added some: no other page hides one. */
  ownTables?: ReadonlySet<string>;
  /** The step is not the one known: what is less than sure is left to a click field by field. */
  drifted?: boolean;
}

/** Rows of a table, from 1, both included. */
export interface RowRange {
  from: number;
  to: number;
}

/** In a step that changed, a recognition under this is only acted on field by field. */
export const SURE = 0.7;

/**
 * What the assistant proposes for the step on screen: every field of every frame with its state,
 * and the instruction that would write it. Writes nothing, decides nothing for the person.
 */
export const review = (frames: ReviewedFrame[], input: ReviewInput): Review => {
  const { profile, campaign, dossierId, written = new Map(), writtenHere, drifted = false } = input;
  const context = profile ? fillContext(profile, campaign, dossierId) : null;
  // The page names the step; a frame that holds its fields only names a part of it.
  const titled = frames.find(({ snapshot }) => snapshot.headings.length > 0) ?? frames[0];
  const planned = frames.map((frame) => planFrame(frame, context, input));
  const fields = withMerge(
    planned.flatMap((one) => one.fields),
    written,
    writtenHere,
  );
  return {
    step: titled?.snapshot.step ?? '',
    loading: frames.some(({ snapshot }) => snapshot.loading),
    truncated: frames.some(({ snapshot }) => snapshot.truncated),
    fields: drifted ? fields.map(doubted) : fields,
    tables: planned.flatMap((one) => one.tables),
  };
};

const planFrame = (
  frame: ReviewedFrame,
  context: FillContext | null,
  input: ReviewInput,
): Pick<Review, 'fields' | 'tables'> => {
  const { corrections = [] } = input;
  const recognised = recogniseFields(frame.snapshot, corrections);
  const { cells, tables } = planTables(frame, context, input);
  const fields = frame.snapshot.fields.map(
    (field) =>
      cells.get(field.ref) ??
      planField(frame, field, recognised.get(field.ref) ?? null, context, corrections),
  );
  return { fields, tables };
};

/** The state is kept; the reason says why the whole step leaves the field aside. */
const doubted = (planned: PlannedField): PlannedField =>
  planned.instruction && planned.confidence < SURE
    ? { ...planned, evidence: [...planned.evidence, 'cette étape a changé : à remplir champ par champ'] }
    : planned;
