import { type Block, readBlock, writeBlock } from './clipboard';
import { columnOf } from './columns';
import { type Consent, needsNoConsent, type PastePlan, pasteEdits, pasteOutcome, planPaste } from './paste';
import { rangeBetween, SELECT } from './places';
import { done, plural } from './state';
import type { Handle, Table } from './use-table';
import { cellValue, plainValue } from './values';

/** Copy to a spreadsheet, paste from one. */
export function clipboardActions(handle: Handle) {
  const { now, set, refocus } = handle;

  /** Rows and columns to copy: the rows chosen when the active one is among them, else the range. */
  function copied(table: Table): { rows: readonly string[]; columns: readonly string[] } {
    const { sheet, selected, active, anchor } = table;
    const data = sheet.columns.slice(1);
    const whole = anchor === null && (selected.has(active.row) || active.column === SELECT);
    if (whole)
      return {
        rows: sheet.rows.filter((id) => (selected.size > 0 ? selected.has(id) : id === active.row)),
        columns: data,
      };
    const { top, bottom, left, right } = rangeBetween(sheet, anchor ?? active, active);
    return {
      rows: sheet.rows.slice(top, bottom + 1),
      columns: sheet.columns.slice(left, right + 1).filter((c) => c !== SELECT),
    };
  }

  function copy(): string {
    const table = now();
    const { rows, columns } = copied(table);
    const byId = new Map(table.rows.map((e) => [e.id, e]));
    const block: Block = rows.flatMap((id) => {
      const essms = byId.get(id);
      if (!essms) return [];
      const shown = columns.flatMap((key) => columnOf(key) ?? []);
      return [shown.map((column) => plainValue(cellValue(essms, column), column, table.options))];
    });
    const size = `${plural(rows.length, 'ligne', 'lignes')} × ${plural(columns.length, 'colonne', 'colonnes')}`;
    set({ outcome: done(`Copié\u00a0: ${size}`) });
    return writeBlock(block);
  }

  /** One cell pasted on a range fills it; a block starts at the first cell of the range. */
  function pasteBlock(text: string, table: Table): { block: Block; top: number; left: number } {
    const { sheet, active, anchor } = table;
    const { top, bottom, left, right } = rangeBetween(sheet, anchor ?? active, active);
    const from = Math.max(1, left);
    const block = readBlock(text);
    const only = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined;
    if (only === undefined || anchor === null) return { block, top, left: from };
    const line = Array.from({ length: right - from + 1 }, () => only);
    return { block: Array.from({ length: bottom - top + 1 }, () => line), top, left: from };
  }

  function paste(text: string): void {
    const table = now();
    const { block, top, left } = pasteBlock(text, table);
    const target = { rows: table.sheet.rows.slice(top), columns: table.columns.slice(left - 1) };
    const plan = planPaste(table.props.grappe, block, target, table.options);
    if (needsNoConsent(plan)) finishPaste(plan, { replace: false, add: false });
    else set({ question: { kind: 'paste', plan }, outcome: null });
  }

  function finishPaste(plan: PastePlan, consent: Consent): void {
    const { props } = now();
    const edits = pasteEdits(props.grappe, plan, consent);
    const text = pasteOutcome(props.grappe, plan, consent);
    if (edits.length > 0) props.onEdit(edits, `Collage\u00a0: ${text}`);
    const { refused } = plan;
    set({ question: null, outcome: { text, tone: refused.length > 0 ? 'warn' : 'ok', refused } });
    refocus();
  }

  return { copy, paste, finishPaste };
}
