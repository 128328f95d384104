import { type Edit, insertRows, sameJson, setSource, setValue, valueAt } from '@/knowledge/profile/edit';
import { isRecord } from '@/knowledge/profile/parse';
import {
  type Essms,
  essms,
  type Organisme,
  organisme,
  type Profile,
  type ValueSource,
} from '@/knowledge/profile/schema';
import { isChange } from './cells';
import type { Proposal, ProposedCell, ProposedLine } from './proposal';
import { keysOf, pathOf } from './targets';

/** What the user ticked, over the boxes of the proposal. Cells are keyed `${line.id} ${target}`. */
export interface Choices {
  lines: Readonly<Record<string, boolean>>;
  cells: Readonly<Record<string, boolean>>;
}

/** No choice made yet: the proposal's own boxes. */
export const NO_CHOICE: Choices = { lines: {}, cells: {} };

/** Key of a cell in the choices. */
export const cellKey = (line: Pick<ProposedLine, 'id'>, cell: Pick<ProposedCell, 'target'>): string =>
  `${line.id} ${cell.target}`;

const chosen = (map: Readonly<Record<string, boolean>>, key: string): boolean | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** True when the box of a line is ticked; a refused line never is. */
export const isLineAccepted = (line: ProposedLine, choices: Choices): boolean =>
  line.action !== 'refused' && (chosen(choices.lines, line.id) ?? line.accepted);

/** True when the box of a cell is ticked, that of its line apart. */
export const isCellAccepted = (line: ProposedLine, cell: ProposedCell, choices: Choices): boolean =>
  cell.blocked !== true && (chosen(choices.cells, cellKey(line, cell)) ?? cell.accepted);

const acceptedCells = (line: ProposedLine, choices: Choices): ProposedCell[] =>
  choices.cells === NO_CHOICE.cells
    ? line.cells.filter((cell) => cell.accepted && cell.blocked !== true)
    : line.cells.filter((cell) => isCellAccepted(line, cell, choices));

/** Writes a value in a fresh row, in place: nobody else holds it yet. */
function put(row: unknown, keys: readonly string[], value: unknown): void {
  const [key, ...rest] = keys;
  if (key === undefined || !isRecord(row)) return;
  if (rest.length > 0) put(row[key], rest, value);
  else row[key] = value;
}

/** A new row with the accepted values and where each comes from. */
function filled<Row extends { sources: Record<string, ValueSource> }>(
  row: Row,
  cells: readonly ProposedCell[],
  ids: ReadonlyMap<string, string>,
): Row {
  for (const { target, after, source } of cells) {
    const keys = keysOf(target);
    const value = linked(target, after, ids);
    if (value === null) continue;
    put(row, keys, value);
    row.sources[pathOf(target)] = source;
  }
  return row;
}

/** The id of a new organisme is only known once it is added; null when it is not. */
function linked(target: string, value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (target !== 'essms.organismeId' || typeof value !== 'string' || !value.startsWith('new:')) return value;
  return ids.get(value.slice('new:'.length)) ?? null;
}

/** The edits of one cell; a value that changed since the proposal is a conflict, told when applied. */
function editsOfCell(profile: Profile, cell: ProposedCell, ids: ReadonlyMap<string, string>): Edit[] {
  if (!isChange(cell)) return setSource(profile, cell.path, cell.source);
  const after = linked(cell.target, cell.after, ids);
  if (after === null) return [];
  const current = valueAt(profile, cell.path);
  return sameJson(current, cell.before) || sameJson(current, after)
    ? setValue(profile, cell.path, after, cell.source)
    : [{ kind: 'set', path: cell.path, before: cell.before, after }];
}

/** A profile reduced to the row a line changes: looking for it among thousands is done once. */
function around(
  profile: Profile,
  { path }: ProposedCell,
  rows: ReadonlyMap<string, Essms | Organisme>,
): Profile {
  const row = rows.get(`${path[0]} ${path[1]}`);
  if (!row) return profile;
  return 'finess' in row ? { ...profile, essms: [row] } : { ...profile, organismes: [row] };
}

/** Organismes another import added meanwhile are not added twice. */
function knownOrganisme(profile: Profile, { cells }: ProposedLine): string | null {
  const said = (target: string) => cells.find((cell) => cell.target === target)?.after;
  const [finess, siren] = [said('organisme.finessJuridique'), said('organisme.siren')];
  return (
    profile.organismes.find(
      (one) => (finess && one.finessJuridique === finess) || (siren && one.siren === siren),
    )?.id ?? null
  );
}

/**
 * The edits that write what is accepted: organismes first, so that new establishments can be linked
 * to them. `newId` gives the id of each row added. Nothing to write answers an empty list.
 */
export function editsOf(proposal: Proposal, profile: Profile, choices: Choices, newId: () => string): Edit[] {
  const lines = proposal.lines.filter((line) => isLineAccepted(line, choices));
  const ids = new Map<string, string>();
  const organismes: Organisme[] = [];
  for (const line of lines) {
    if (line.kind !== 'organisme' || line.action !== 'add') continue;
    const known = knownOrganisme(profile, line);
    const id = known ?? newId();
    ids.set(line.id, id);
    if (known === null) organismes.push(filled(organisme.parse({ id }), acceptedCells(line, choices), ids));
  }
  const present = new Set(profile.essms.map(({ finess }) => finess).filter((finess) => finess !== ''));
  const added = lines.flatMap((line) => {
    if (line.kind !== 'essms' || line.action !== 'add') return [];
    const row = filled(essms.parse({ id: newId() }), acceptedCells(line, choices), ids);
    return present.has(row.finess) ? [] : [row];
  });
  const rows = new Map<string, Essms | Organisme>([
    ...profile.essms.map((row): [string, Essms] => [`essms ${row.id}`, row]),
    ...profile.organismes.map((row): [string, Organisme] => [`organismes ${row.id}`, row]),
  ]);
  const changes = lines.flatMap((line) =>
    line.action === 'add'
      ? []
      : acceptedCells(line, choices).flatMap((cell) => editsOfCell(around(profile, cell, rows), cell, ids)),
  );
  return [
    ...insertRows(profile, ['organismes'], organismes),
    ...insertRows(profile, ['essms'], added),
    ...changes,
  ];
}
