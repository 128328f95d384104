import { sameMeaning } from '@/knowledge/form/format';
import type { JournalEntry } from '@/knowledge/form/journal';
import { isVerified, type Outcome, outcomeOf } from '@/knowledge/form/outcome';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import type { WriteInstruction, WriteResult } from '@/knowledge/form/write';

/** The page as a fill sees it. */
export interface FillPage {
  /** Reads the page again and answers what is proposed now; throws when the step is no longer on screen. */
  review(): Promise<Review>;
  write(frameId: number, instructions: WriteInstruction[], drivers: boolean): Promise<WriteResult[]>;
  /** Keeps what was written so far, so that an interrupted fill can be undone. */
  journal(entries: JournalEntry[]): Promise<void>;
}

/** What the person approved. */
export interface Approval {
  /** Only these fields; null for the whole step. */
  only: ReadonlySet<string> | null;
  /** Values the person agreed to replace, by key: another value there is another question. */
  replace: ReadonlyMap<string, string>;
  /** Bank details the person confirmed, last characters shown, as told by `consentKey`. */
  confirmed: ReadonlySet<string>;
  /** Fields already filled on this step: a box unticked since is the person's answer. */
  filled: ReadonlySet<string>;
}

/** What a confirmation binds: this field and this value, and no other. */
export const consentKey = ({ key, instruction }: PlannedField): string => `${key} ${instruction?.text ?? ''}`;

export interface FillReport {
  outcomes: Outcome[];
  journal: JournalEntry[];
}

/** Fields appear as others are filled; more passes than this is a page that never settles. */
const MAX_PASSES = 10;

/**
 * Fills what was approved: what others depend on first, then the rest, reading the page again after
 * each pass since look-ups and conditions change it. Each field is written at most once.
 */
export const fillStep = async (
  page: FillPage,
  approval: Approval,
  progress: (done: number, total: number) => void,
): Promise<FillReport> => {
  const attempted = new Set<string>();
  const report: FillReport = { outcomes: [], journal: [] };
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const { fields } = await page.review();
    const wanted = fields.filter((field) => isApproved(field, approval) && !attempted.has(field.key));
    progress(attempted.size, attempted.size + wanted.length);
    if (wanted.length === 0) break;
    const drivers = wanted.filter((field) => field.driver);
    const batch = drivers.length > 0 ? drivers : wanted;
    for (const field of batch) attempted.add(field.key);
    await writeBatch(page, batch, drivers.length > 0, pass, report);
  }
  const now = new Map((await page.review()).fields.map((field) => [field.key, field]));
  return { ...report, outcomes: report.outcomes.map((outcome) => drift(outcome, now.get(outcome.key))) };
};

/** Whether the approval covers a field as it stands now. */
export const isApproved = (field: PlannedField, approval: Approval): boolean => {
  const { only, replace, confirmed, filled } = approval;
  if (!field.instruction || (field.sensitive && !confirmed.has(consentKey(field)))) return false;
  if (only) return only.has(field.key) && (field.state === 'to-fill' || mayReplace(field, replace));
  const box = field.field.kind === 'checkbox' || field.field.kind === 'switch';
  if (box && filled.has(field.key)) return false;
  return field.state === 'to-fill' || mayReplace(field, replace);
};

const mayReplace = ({ key, state, field }: PlannedField, replace: ReadonlyMap<string, string>): boolean =>
  state === 'different' && replace.get(key) === field.value;

const writeBatch = async (
  page: FillPage,
  batch: PlannedField[],
  drivers: boolean,
  pass: number,
  report: FillReport,
): Promise<void> => {
  for (const [frameId, fields] of Map.groupBy(batch, (field) => field.frameId)) {
    const planned = fields.flatMap(({ field, format, instruction }) =>
      instruction ? [{ field, format, instruction }] : [],
    );
    const earlier = report.journal;
    const expected = planned.map((one) => entryOf(frameId, one, pass));
    // Kept before writing: should the page vanish half way, the old values are not lost with it.
    await page.journal([...earlier, ...expected]);
    const results = await page.write(
      frameId,
      planned.map(({ instruction }) => instruction),
      drivers,
    );
    const entries = expected.flatMap((entry, at) => written(entry, results[at]));
    report.journal = [...earlier, ...entries];
    await page.journal(report.journal);
    planned.forEach(({ field, format, instruction }, at) => {
      const result = results[at];
      if (!result) return;
      const key = `${frameId}:${field.ref}`;
      const { kind, label } = field;
      report.outcomes.push(outcomeOf({ key, label, kind, format, wanted: instruction.text }, result));
    });
  }
};

type Writing = Pick<PlannedField, 'field' | 'format'> & { instruction: WriteInstruction };

const entryOf = (frameId: number, { field, format, instruction }: Writing, pass: number): JournalEntry => {
  const { kind, label } = field;
  const { ref, fingerprint, guard, expected, text } = instruction;
  return { frameId, ref, fingerprint, kind, label, format, guard, before: expected, after: text, pass };
};

/**
 * The entry as the page answered it, or nothing when the value did not move. What means something else
 * than what we wrote is not ours: the page or the person put it there, and undo must leave it.
 */
const written = (entry: JournalEntry, result: WriteResult | undefined): JournalEntry[] => {
  if (!result || result.after === result.before) return [];
  const ours = sameMeaning(result.after, entry.after, entry.format, entry.kind);
  return [{ ...entry, before: result.before, after: ours ? result.after : entry.after }];
};

/** A page may have changed a value after it was verified. */
const drift = (outcome: Outcome, now: PlannedField | undefined): Outcome => {
  if (!now || !isVerified(outcome)) return outcome;
  const { value, kind } = now.field;
  if (sameMeaning(value, outcome.value, now.format, kind)) return outcome;
  const message = 'Le portail a changé la valeur après le remplissage : à vérifier.';
  return { ...outcome, kind: 'changed-by-page', value, message };
};

export interface UndoReport {
  outcomes: Outcome[];
  /** What could not be put back yet and still can be. */
  remaining: JournalEntry[];
}

/** Puts the old values back, except where the person or the page changed the value since. */
export const undoFill = async (page: FillPage, journal: JournalEntry[]): Promise<UndoReport> => {
  const report: UndoReport = { outcomes: [], remaining: [] };
  const passes = [...new Set(journal.map(({ pass }) => pass))].toSorted((a, b) => b - a);
  for (const pass of passes) {
    const current = new Map((await page.review()).fields.map((field) => [field.key, field.field.value]));
    const entries = journal.filter((entry) => entry.pass === pass);
    for (const [frameId, group] of Map.groupBy(entries, (entry) => entry.frameId)) {
      const instructions = group.map((entry) => backwards(entry, current.get(`${frameId}:${entry.ref}`)));
      const results = await page.write(frameId, instructions, false);
      group.forEach((entry, at) => {
        const result = results[at];
        if (!result) return;
        const outcome = undone(entry, result);
        report.outcomes.push(outcome);
        if (outcome.kind !== 'undone' && !FINAL.has(result.status)) report.remaining.push(entry);
      });
    }
  }
  return report;
};

/** After these, trying again would change nothing, or would change what the person wrote since. */
const FINAL = new Set<WriteResult['status']>(['user-changed', 'not-undoable', 'forbidden']);

/** The write that puts the old value back; only while the page still holds what was filled. */
const backwards = (entry: JournalEntry, now: string | undefined): WriteInstruction => {
  const { ref, fingerprint, kind, before, after, format, guard } = entry;
  const untouched = now !== undefined && sameMeaning(now, after, format, kind);
  return {
    ref,
    fingerprint,
    kind,
    text: before,
    expected: untouched ? now : after,
    guard,
    sameElement: true,
  };
};

const undone = (entry: JournalEntry, result: WriteResult): Outcome => {
  const { frameId, ref, label, kind, format, before } = entry;
  const key = `${frameId}:${ref}`;
  const outcome = outcomeOf({ key, label, kind, format, wanted: before }, { ...result, error: '' });
  return isVerified(outcome) ? { ...outcome, kind: 'undone', message: 'Ancienne valeur remise.' } : outcome;
};
