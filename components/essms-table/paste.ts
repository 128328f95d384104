import type { Edit } from '@/knowledge/profile/edit';
import { formatCount } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import { addRows, type Write, writeCells } from './changes';
import type { Block } from './clipboard';
import type { Column } from './columns';
import { nameOf } from './findings';
import type { Options } from './options';
import { cellValue, isBlank, readCell } from './values';

/** A cell that was not written, and why. `row` is the id of an ESSMS, or null for a line to add. */
export interface Refusal {
  row: string | null;
  column: string;
  /** « EHPAD La Rade, FINESS », or « ligne 12 du bloc, FINESS ». */
  where: string;
  reason: string;
}

/** What a paste would do, before anything is written. */
export interface PastePlan {
  /** Cells that are blank, or already hold the value. */
  free: Write[];
  /** Cells that hold something else. */
  conflicts: Write[];
  /** Cells of the lines to add, line by line. */
  added: Write[][];
  refused: Refusal[];
  /** Cells of the block right of the last column, and lines over the most a grappe holds. */
  outside: number;
}

/** Where a block lands: ids of the rows and columns from the active cell on, in the order on screen. */
export interface Target {
  rows: readonly string[];
  columns: readonly Column[];
}

/** The most ESSMS a grappe holds. */
const MOST_ROWS = 5000;

interface Line {
  write: Write[];
  refused: Refusal[];
  outside: number;
}

function readLine(
  cells: readonly string[],
  { columns }: Target,
  id: string,
  where: string,
  row: string | null,
  options: Options,
): Line {
  const line: Line = { write: [], refused: [], outside: 0 };
  cells.forEach((text, i) => {
    if (text.trim() === '') return;
    const column = columns[i];
    if (!column) {
      line.outside += 1;
      return;
    }
    const reading = readCell(text, column, options);
    if (reading.status === 'ok') line.write.push({ id, column, value: reading.value });
    else
      line.refused.push({
        row,
        column: column.key,
        where: `${where}, ${column.label}`,
        reason: reading.reason,
      });
  });
  return line;
}

/** Reads a block against the cells it lands on. Blank cells of the block write nothing. */
export function planPaste(grappe: Profile, block: Block, target: Target, options: Options): PastePlan {
  const plan: PastePlan = { free: [], conflicts: [], added: [], refused: [], outside: 0 };
  const byId = new Map(grappe.essms.map((e) => [e.id, e]));
  block.forEach((cells, i) => {
    const id = target.rows[i];
    const essms = id === undefined ? undefined : byId.get(id);
    const full = !essms && grappe.essms.length + plan.added.length >= MOST_ROWS;
    const where = essms ? nameOf(essms, grappe) : `ligne ${i + 1} du bloc`;
    const line = readLine(cells, target, essms?.id ?? crypto.randomUUID(), where, essms?.id ?? null, options);
    plan.outside += full ? line.write.length + line.outside : line.outside;
    plan.refused.push(...line.refused);
    if (!essms) {
      if (!full && line.write.length > 0) plan.added.push(line.write);
      return;
    }
    for (const write of line.write) {
      const old = cellValue(essms, write.column);
      (isBlank(old) || old === write.value ? plan.free : plan.conflicts).push(write);
    }
  });
  return plan;
}

/** What the reader chose: write over what is there or not, add the lines that go past the end or not. */
export interface Consent {
  replace: boolean;
  add: boolean;
}

/** True when nothing has to be asked. */
export const needsNoConsent = ({ conflicts, added }: PastePlan): boolean =>
  conflicts.length === 0 && added.length === 0;

/** The cells to write now: the grappe may have changed while the question was on screen. */
function chosenWrites(grappe: Profile, { free, conflicts }: PastePlan, { replace }: Consent): Write[] {
  const byId = new Map(grappe.essms.map((e) => [e.id, e]));
  return [...free, ...(replace ? conflicts : [])].filter(({ id, column, value }) => {
    const essms = byId.get(id);
    if (!essms) return false;
    const old = cellValue(essms, column);
    return replace || isBlank(old) || old === value;
  });
}

/** The edits of a paste. */
export const pasteEdits = (grappe: Profile, plan: PastePlan, consent: Consent): Edit[] => [
  ...writeCells(grappe, chosenWrites(grappe, plan, consent)),
  ...(consent.add ? addRows(grappe, plan.added) : []),
];

const count = (n: number, one: string, many: string): string =>
  `${formatCount(n)}\u00a0${n > 1 ? many : one}`;

/** « 38 cellules collées, 2 refusées, 3 lignes ajoutées »: what a paste did. */
export function pasteOutcome(grappe: Profile, plan: PastePlan, consent: Consent): string {
  const added = consent.add ? plan.added : [];
  const written = chosenWrites(grappe, plan, consent).length + added.flat().length;
  const kept = consent.replace ? 0 : plan.conflicts.length;
  const parts = [
    written === 0 ? 'Aucune cellule collée' : count(written, 'cellule collée', 'cellules collées'),
    ...(added.length > 0 ? [count(added.length, 'ligne ajoutée', 'lignes ajoutées')] : []),
    ...(kept > 0 ? [count(kept, 'laissée comme elle était', 'laissées comme elles étaient')] : []),
    ...(plan.refused.length > 0 ? [count(plan.refused.length, 'refusée', 'refusées')] : []),
    ...(plan.outside > 0 ? [`${formatCount(plan.outside)}\u00a0hors du tableau`] : []),
  ];
  return parts.join(', ');
}
