import type { Table, TargetId } from './proposal';
import { type Target, targetOf } from './targets';

/** What a mapping calls each column: its header, or its rank when it has none of its own. */
const keysOfColumns = ({ columns }: Table): string[] => {
  const times = new Map<string, number>();
  for (const { header } of columns) times.set(header, (times.get(header) ?? 0) + 1);
  return columns.map(({ header, index }) =>
    header !== '' && times.get(header) === 1 ? header : String(index),
  );
};

const asTarget = (id: string): Target['id'] | '' | null => (id === '' ? '' : (targetOf(id)?.id ?? null));

/**
 * The table with the columns a person named, now or at an earlier import. Keys are headers, or ranks
 * from 0; a target given to a column is taken from the one that had it. Unknown targets are ignored.
 */
export function withMapping(table: Table, mapping: Readonly<Record<string, string>>): Table {
  const keys = keysOfColumns(table);
  const chosen = table.columns.map(({ index }, i) => {
    const key = keys[i] ?? '';
    const named = Object.hasOwn(mapping, key)
      ? mapping[key]
      : Object.hasOwn(mapping, index)
        ? mapping[index]
        : undefined;
    return named === undefined ? null : asTarget(named);
  });
  const taken = new Set<TargetId>(chosen.flatMap((target) => (target ? [target] : [])));
  const columns = table.columns.map((column, i) => {
    const target = chosen[i] ?? null;
    if (target === null)
      return taken.has(column.target)
        ? { ...column, target: '' as const, confidence: 0, why: 'Une autre colonne a été choisie pour cela.' }
        : column;
    // Two columns cannot be the same thing: the first one keeps it.
    const first = chosen.indexOf(target) === i || target === '';
    return { ...column, target: first ? target : ('' as const), confidence: 1, why: 'Choisi par vous.' };
  });
  return { ...table, columns };
}

/** What is remembered of a table: the target of each of its columns, by header or by rank. */
export function mappingOf(table: Table): Record<string, TargetId> {
  const keys = keysOfColumns(table);
  return Object.fromEntries(table.columns.map(({ target }, i) => [keys[i] ?? '', target]));
}

/** Columns without which nothing can be imported: one of them at least must be there. */
const KEYS: readonly TargetId[] = [
  'essms.finess',
  'essms.siret',
  'essms.name',
  'organisme.siren',
  'organisme.siret',
  'organisme.finessJuridique',
  'organisme.raisonSociale',
];

/** In French, why a table cannot be imported as its columns stand, or null. */
export function tableProblem({ columns, rows }: Table): string | null {
  if (rows.length === 0) return 'Cette feuille ne contient aucune ligne de données.';
  const targets = columns.map(({ target }) => target);
  if (targets.every((target) => target === ''))
    return 'Aucune colonne n’a été reconnue : dites ci-dessous ce que contient au moins la colonne des numéros (FINESS, SIRET) ou celle des noms.';
  const others = targets.some((target) => target.startsWith('bank.') || target.startsWith('project.'));
  return others || targets.some((target) => KEYS.includes(target))
    ? null
    : 'Il manque une colonne qui dise de quel établissement ou de quel organisme parle chaque ligne : un numéro FINESS, SIRET ou SIREN, ou un nom.';
}

/** Numbers that name establishments or organismes, and what a sheet about one thing holds. */
const NUMBERS: readonly TargetId[] = [
  'essms.finess',
  'essms.siret',
  'organisme.siren',
  'organisme.siret',
  'organisme.finessJuridique',
];

const isSingle = ({ columns, transposed }: Table): boolean =>
  transposed === true && columns.some(({ target }) => /^(?:bank|project)\./.test(target));

/**
 * The tables to import together when nobody chose: those that name their rows by a number, and the
 * sheets about the project or the account; without any, the most telling one.
 */
export function mainTables(tables: readonly Table[]): Table[] {
  const found = tables.filter(
    (table) => isSingle(table) || table.columns.some(({ target }) => NUMBERS.includes(target)),
  );
  return found.length > 0 ? found : tables.slice(0, 1);
}
