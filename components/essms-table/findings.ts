import { formatDay } from '@/knowledge/profile/format';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { COLUMNS, type Column } from './columns';
import { cellValue, isBlank } from './values';

/** What is to be noticed in a row, whatever the others hold. */
export interface Findings {
  /** Columns a dossier asks for and that are blank. */
  missing: ReadonlySet<string>;
  /** Why a value is probably wrong, in French, by column. */
  wrong: ReadonlyMap<string, string>;
}

function wrongReason(essms: Essms, column: Column): string | null {
  const value = cellValue(essms, column);
  if (typeof value !== 'string' || value === '') return null;
  return column.field.check?.(value).reason ?? null;
}

/** Hours are those of home services. */
const isAsked = (essms: Essms, { key }: Column): boolean =>
  !key.startsWith('hours.') || essms.field === 'DOM';

function inspect(essms: Essms): Findings {
  const asked = COLUMNS.filter((column) => isAsked(essms, column));
  const wrong = COLUMNS.flatMap((column) => {
    const reason = wrongReason(essms, column);
    return reason === null ? [] : [[column.key, reason] as const];
  });
  return {
    missing: new Set(asked.filter((c) => isBlank(cellValue(essms, c))).map((c) => c.key)),
    wrong: new Map(wrong),
  };
}

// A row that did not change is the same object after an edit: its checks run once.
const known = new WeakMap<Essms, Findings>();

/** What is to be noticed in a row. */
export function findingsOf(essms: Essms): Findings {
  const found = known.get(essms) ?? inspect(essms);
  known.set(essms, found);
  return found;
}

/** FINESS numbers that several rows of the grappe hold. */
export function duplicatesOf(essms: readonly Essms[]): ReadonlySet<string> {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const { finess } of essms) if (finess !== '') (seen.has(finess) ? twice : seen).add(finess);
  return twice;
}

/** Why the value of a cell should be looked at again, or null. */
export const warningOf = (essms: Essms, column: Column, duplicate: boolean): string | null => {
  if (column.key === 'finess' && duplicate) return 'Ce FINESS est porté par plusieurs lignes.';
  return findingsOf(essms).wrong.get(column.key) ?? null;
};

const REGISTERS = { finess: 'FINESS', sirene: 'Sirene' };

/** Which register confirmed the value of a cell and when; null when none did. */
export function verificationOf(essms: Essms, column: Column): string | null {
  const verified = essms.sources[column.key]?.verified;
  if (!verified) return null;
  return `Vérifié dans ${REGISTERS[verified.by]}${verified.on === '' ? '' : ` le ${formatDay(verified.on)}`}`;
}

const ORIGINS = {
  typed: 'Saisi ici',
  sheet: 'Lu dans',
  finess: 'Repris de FINESS',
  sirene: 'Repris de Sirene',
};

/** Where the value of a cell comes from, in French; empty when nobody wrote it down. */
export function originOf(essms: Essms, column: Column): string {
  const source = essms.sources[column.key];
  if (!source) return '';
  const name = source.name === '' ? '' : ` ${source.name}`;
  return `${ORIGINS[source.from]}${source.from === 'sheet' && name === '' ? ' un fichier' : name}`;
}

/** Name of a row in a sentence. */
export const nameOf = (essms: Essms, { essms: rows }: Profile): string =>
  essms.name || `ESSMS n°\u00a0${rows.indexOf(essms) + 1}`;
