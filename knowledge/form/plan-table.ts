import { type AlignedRow, alignRows, type Elsewhere } from './align';
import { type FillContext, fillContext } from './context';
import { writtenFor } from './format';
import type { PlannedField, PlannedTable, ReviewedFrame, ReviewInput } from './plan';
import { blankPlan, plannedAs } from './plan-field';
import { isNever } from './recognise';
import { recogniseTables, type TableRecognition } from './recognise-tables';
import type { RowRecord } from './rows';
import { otherPages } from './seen';
import type { FieldSnapshot } from './snapshot';
import { subjectOf } from './subject';

/** The tables of a frame that the profile can fill, and the plan of each of their cells, by reference. */
export const planTables = (
  frame: ReviewedFrame,
  context: FillContext | null,
  input: ReviewInput,
): { cells: Map<string, PlannedField>; tables: PlannedTable[] } => {
  const cells = new Map<string, PlannedField>();
  const tables = recogniseTables(frame.snapshot, input.corrections ?? []).map((table) => {
    const own = context && contextOf(frame, table, context);
    const records = own ? table.family.records(own) : [];
    const elsewhere = otherPages(table, input);
    const rows = alignRows(frame.snapshot, table, records, elsewhere);
    for (const row of rows)
      for (const cell of row.cells) {
        const planned = planCell(frame.frameId, cell, row, table);
        cells.set(
          cell.ref,
          own || !context ? planned : { ...planned, evidence: [...planned.evidence, UNKNOWN] },
        );
      }
    return summary(frame.frameId, table, records, rows, elsewhere);
  });
  return { cells, tables };
};

const UNKNOWN = 'le tableau parle d’un organisme ou d’un dossier que votre grappe ne connaît pas';

/** What a table draws on: its title may name one organisme or one dossier; null when nobody knows it. */
const contextOf = (
  { snapshot }: ReviewedFrame,
  { table }: TableRecognition,
  context: FillContext,
): FillContext | null => {
  const cell = snapshot.fields.find(({ row }) => row?.table === table.key);
  if (!cell) return context;
  const { profile, campaign } = context;
  // The words of one cell name its column or its row, not whom the table is about.
  const texts = cell.texts.filter(({ source }) => source === 'section' || source === 'group');
  const { unknown, dossierId, organismeId } = subjectOf({ ...cell, texts }, snapshot, profile);
  if (unknown) return null;
  const own = dossierId === null ? context : fillContext(profile, campaign, dossierId);
  if (organismeId === null || organismeId === profile.porteurId) return own;
  return { ...own, essms: own.essms.filter((one) => one.organismeId === organismeId) };
};

const OPEN_PAGES = 'ouvrez d’abord les autres pages du tableau : une ligne à votre nom peut s’y trouver';

const planCell = (
  frameId: number,
  field: FieldSnapshot,
  row: AlignedRow,
  { table, columns, family }: TableRecognition,
): PlannedField => {
  const base = blankPlan(frameId, field);
  const found = columns.get(field.row?.column ?? -1);
  if (isNever(field)) return { ...base, state: 'yours' };
  if (!found) return base;
  const { record } = row;
  const { column, confidence, evidence: said } = found;
  const evidence = [said || `colonne « ${table.columns[field.row?.column ?? 0] ?? ''} »`];
  const isKey = row.key?.ref === field.ref;
  const known = {
    ...base,
    id: column.id,
    name: column.name,
    format: column.format,
    confidence,
    evidence,
    driver: isKey,
    row: record && { family: family.name, recordId: record.id, label: record.label },
  };
  if (!record)
    return { ...known, state: 'no-value', evidence: row.waits ? [...evidence, OPEN_PAGES] : evidence };
  const written = writtenFor(record.answers[column.id] ?? null, column.format, field);
  const plan = plannedAs(field, written, column.format);
  // The key is written first; the rest of the row then checks that it is still the same row.
  const guard = isKey || !row.key ? null : { ref: row.key.ref, value: row.key.value };
  const instruction = plan.instruction && { ...plan.instruction, guard };
  return { ...known, ...plan, instruction, evidence: [...evidence, ...plan.evidence] };
};

const summary = (
  frameId: number,
  { table, family }: TableRecognition,
  records: RowRecord[],
  rows: AlignedRow[],
  { isSeen, unseen }: Elsewhere,
): PlannedTable => {
  const covered = new Set(rows.flatMap(({ covers }) => covers));
  return {
    key: `${frameId}:${table.key}`,
    frameId,
    name: family.name,
    rows: table.rows,
    records: records.length,
    missing: records.filter((record) => !covered.has(record) && !isSeen(record)).length,
    addRef: table.addRef,
    addLabel: table.addLabel,
    paging: table.paging,
    unseen,
  };
};
