import { sameMeaning } from '@/knowledge/form/format';
import type { JournalEntry } from '@/knowledge/form/journal';
import { isVerified, type Outcome, outcomeOf } from '@/knowledge/form/outcome';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import type { WriteInstruction, WriteResult } from '@/knowledge/form/write';

/** The page as a fill sees it. */
export interface FillPage {
  /** Reads the page again and answers what is proposed now. */
  review(): Promise<Review>;
  write(frameId: number, instructions: WriteInstruction[], drivers: boolean): Promise<WriteResult[]>;
}

/** What the person approved. */
export interface Approval {
  /** Only these fields; null for the whole step. */
  only: ReadonlySet<string> | null;
  /** Different values the person chose to replace. */
  replace: ReadonlySet<string>;
  /** Bank details were confirmed, last characters shown. */
  sensitive: boolean;
}

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
  return recheck(report, (await page.review()).fields);
};

/** Whether the approval covers a field as it stands now. */
export const isApproved = (field: PlannedField, { only, replace, sensitive }: Approval): boolean => {
  if (!field.instruction || (field.sensitive && !sensitive)) return false;
  if (only && !only.has(field.key)) return false;
  return field.state === 'to-fill' || (field.state === 'different' && replace.has(field.key));
};

const writeBatch = async (
  page: FillPage,
  batch: PlannedField[],
  drivers: boolean,
  pass: number,
  report: FillReport,
): Promise<void> => {
  for (const [frameId, fields] of Map.groupBy(batch, (field) => field.frameId)) {
    const instructions = fields.flatMap(({ instruction }) => instruction ?? []);
    const results = await page.write(frameId, instructions, drivers);
    results.forEach((result, at) => {
      const planned = fields[at];
      if (!planned?.instruction) return;
      const { field, format, key, instruction } = planned;
      const { kind, label } = field;
      report.outcomes.push(outcomeOf({ key, label, kind, format, wanted: instruction.text }, result));
      if (result.status !== 'written' || result.after === result.before) return;
      const { ref, before, after } = result;
      const { fingerprint } = instruction;
      report.journal.push({ frameId, ref, fingerprint, kind, label, format, before, after, pass });
    });
  }
};

/** Reads everything once more at the end: a page may have changed a value after it was verified. */
const recheck = (report: FillReport, fields: PlannedField[]): FillReport => {
  const now = new Map(fields.map((field) => [field.key, field]));
  return {
    journal: report.journal.map((entry) => ({
      ...entry,
      after: now.get(`${entry.frameId}:${entry.ref}`)?.field.value ?? entry.after,
    })),
    outcomes: report.outcomes.map((outcome) => drift(outcome, now.get(outcome.key))),
  };
};

const drift = (outcome: Outcome, now: PlannedField | undefined): Outcome => {
  if (!now || !isVerified(outcome)) return outcome;
  const { value, kind } = now.field;
  if (sameMeaning(value, outcome.value, now.format, kind)) return outcome;
  const message = 'Le portail a changé la valeur après le remplissage : à vérifier.';
  return { ...outcome, kind: 'changed-by-page', value, message };
};

/** Puts the old values back, except where the person or the page changed the value since. */
export const undoFill = async (page: FillPage, journal: JournalEntry[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  const passes = [...new Set(journal.map(({ pass }) => pass))].toSorted((a, b) => b - a);
  for (const pass of passes) {
    const current = new Map((await page.review()).fields.map((field) => [field.key, field.field.value]));
    const entries = journal.filter((entry) => entry.pass === pass);
    for (const [frameId, group] of Map.groupBy(entries, (entry) => entry.frameId)) {
      const instructions = group.map((entry) => backwards(entry, current.get(`${frameId}:${entry.ref}`)));
      const results = await page.write(frameId, instructions, false);
      results.forEach((result, at) => {
        const entry = group[at];
        if (entry) outcomes.push(undone(entry, result));
      });
    }
  }
  return outcomes;
};

/** The write that puts the old value back; only while the page still holds what was filled. */
const backwards = (entry: JournalEntry, now: string | undefined): WriteInstruction => {
  const { ref, fingerprint, kind, before, after, format } = entry;
  const untouched = now !== undefined && sameMeaning(now, after, format, kind);
  return { ref, fingerprint, kind, text: before, expected: untouched ? now : after, guard: null };
};

const undone = (entry: JournalEntry, result: WriteResult): Outcome => {
  const { frameId, ref, label, kind, format, before } = entry;
  const outcome = outcomeOf(
    { key: `${frameId}:${ref}`, label, kind, format, wanted: before },
    { ...result, error: '' },
  );
  return isVerified(outcome) ? { ...outcome, kind: 'undone', message: 'Ancienne valeur remise.' } : outcome;
};
