import type { Essms, Profile } from '@/knowledge/profile/schema';
import { type Column, columnOf } from './columns';
import { originOf, verificationOf, warningOf } from './findings';
import type { Options } from './options';
import type { Place } from './places';
import { cellValue, display, optionOf } from './values';

interface Props {
  active: Place;
  grappe: Profile;
  rows: readonly Essms[];
  duplicates: ReadonlySet<string>;
  options: Options;
  onOpen(id: string): void;
}

/** The whole value of a cell, in words: what a narrow column cuts. */
function fullText(essms: Essms, column: Column, options: Options): string {
  const value = cellValue(essms, column);
  const text = optionOf(value, column, options)?.label ?? display(value, column, options);
  return text === '' ? 'non renseigné' : text;
}

/** The line under the grid: the active cell in full, what is wrong with it, where it comes from. */
export function CellDetails({ active, grappe, rows, duplicates, options, onOpen }: Props) {
  const essms = rows.find((e) => e.id === active.row);
  const column = columnOf(active.column);
  if (!essms) return null;
  const warning = column ? warningOf(essms, column, duplicates.has(essms.finess)) : null;
  const facts = column
    ? [
        column.field.warn?.(essms, grappe) ?? '',
        verificationOf(essms, column) ?? '',
        originOf(essms, column),
      ].filter((fact) => fact !== '')
    : [];
  return (
    <div class="eg-details">
      <p>
        <strong>{essms.name || 'ESSMS sans nom'}</strong>
        {column && ` · ${column.label} : ${fullText(essms, column, options)}`}
        {warning !== null && <span class="eg-wrong">{` ⚠ ${warning}`}</span>}
        {facts.length > 0 && <span class="muted">{` · ${facts.join(' · ')}`}</span>}
      </p>
      <button type="button" onClick={() => onOpen(essms.id)}>
        Ouvrir la fiche
      </button>
    </div>
  );
}
