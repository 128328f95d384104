import { type Choices, cellKey, isCellAccepted, isLineAccepted } from '@/knowledge/import';
import { isChange } from '@/knowledge/import/cells';
import type { ProposedCell, ProposedLine, Remark } from '@/knowledge/import/proposal';
import { formatCount, formatPlural } from '@/knowledge/profile/format';

/** How the lines are told apart, those that ask something of the user first. */
export type Group = 'confirm' | 'refused' | 'change' | 'add' | 'same';
export const GROUPS: readonly Group[] = ['confirm', 'refused', 'change', 'add', 'same'];

export const GROUP_WORDS: Record<
  Group,
  { icon: string; word: string; tone: string; chip(n: number): string }
> = {
  confirm: { icon: '?', word: 'À confirmer', tone: 'warn', chip: (n) => `${formatCount(n)} à confirmer` },
  refused: { icon: '✕', word: 'Refusée', tone: 'bad', chip: (n) => formatPlural(n, 'refusée') },
  change: { icon: '✎', word: 'À modifier', tone: 'accent', chip: (n) => `${formatCount(n)} à modifier` },
  add: { icon: '✓', word: 'À ajouter', tone: 'ok', chip: (n) => `${formatCount(n)} à ajouter` },
  same: { icon: '=', word: 'Déjà là', tone: '', chip: (n) => `${formatCount(n)} déjà là` },
};

const needsEyes = ({ level }: Remark): boolean => level === 'confirm';

/** Where a line stands; something to confirm comes before what would be done with it. */
export function groupOf({ action, remarks }: ProposedLine): Group {
  if (action === 'refused') return action;
  return remarks.some(needsEyes) ? 'confirm' : action;
}

/** The cells that change something; the others only note that a register confirms the value. */
export const changesOf = ({ cells }: ProposedLine): ProposedCell[] => cells.filter(isChange);

/** True for a line that would write something new. */
export const isOffered = ({ action }: ProposedLine): boolean => action === 'add' || action === 'change';

/** Bank details alone are ticked one by one: a box for the whole line would do it unseen. */
export const hasBox = (line: ProposedLine): boolean =>
  line.action === 'add' || (line.action === 'change' && changesOf(line).some(({ sensitive }) => !sensitive));

/** The choices with some boxes ticked or not; a cell accepted means its line is. */
export function withCells(
  { lines, cells }: Choices,
  some: readonly { line: ProposedLine; cell: ProposedCell }[],
  ticked: boolean,
): Choices {
  return {
    lines: ticked ? { ...lines, ...Object.fromEntries(some.map(({ line }) => [line.id, true])) } : lines,
    cells: { ...cells, ...Object.fromEntries(some.map(({ line, cell }) => [cellKey(line, cell), ticked])) },
  };
}

/**
 * The choices with some lines ticked or not. A change ticked with nothing ticked in it takes all that
 * is not sensitive: a box must do something.
 */
export function withLines(choices: Choices, some: readonly ProposedLine[], ticked: boolean): Choices {
  const lines = { ...choices.lines, ...Object.fromEntries(some.map(({ id }) => [id, ticked])) };
  const empty = some.filter(
    (line) =>
      ticked &&
      line.action === 'change' &&
      !changesOf(line).some((cell) => isCellAccepted(line, cell, choices)),
  );
  const taken = empty.flatMap((line) =>
    changesOf(line).flatMap((cell) => (cell.sensitive ? [] : [{ line, cell }])),
  );
  return withCells({ ...choices, lines }, taken, true);
}

/** Lines by group, in the order of the groups, then of the sheet. */
export function byGroup(lines: readonly ProposedLine[]): Map<Group, ProposedLine[]> {
  const found = Map.groupBy(lines, groupOf);
  return new Map(GROUPS.map((group) => [group, found.get(group) ?? []]));
}

/** A set of boxes that can be ticked together: the lines of one remark, or the cells of one column. */
export interface Bulk {
  key: string;
  label: string;
  lines: ProposedLine[];
  cells: { line: ProposedLine; cell: ProposedCell }[];
}

/** What the lines of a remark to confirm have in common. */
const REMARK_LABELS: Record<string, string> = {
  'finess-missing': 'Lignes sans FINESS',
  unknown: 'Numéros que le registre ne connaît pas',
  closed: 'Établissements fermés',
  'category-unknown': 'Catégories inconnues',
  'excluded-category': 'Catégories hors programme',
  'matched-by-name': 'Rapprochements par le nom',
  'siret-mismatch': 'SIRET d’un autre organisme',
  'organisme-mismatch': 'Organismes qui ne sont pas ceux du registre',
  duplicate: 'Lignes qui se contredisent',
  siret: 'SIRET à la place du FINESS',
};

const pushTo = (bulks: Map<string, Bulk>, key: string, label: string): Bulk => {
  const bulk = bulks.get(key) ?? { key, label, lines: [], cells: [] };
  bulks.set(key, bulk);
  return bulk;
};

/** What can be ticked in one go: each kind of remark to confirm, each column that changes something. */
export function bulksOf(lines: readonly ProposedLine[]): Bulk[] {
  const bulks = new Map<string, Bulk>();
  for (const line of lines.filter(hasBox)) {
    const codes = new Set(line.remarks.filter(needsEyes).map(({ code }) => code));
    for (const code of codes)
      pushTo(bulks, `remark ${code}`, REMARK_LABELS[code] ?? `Remarque « ${code} »`).lines.push(line);
    if (line.action !== 'change') continue;
    // Bank details and identity are looked at one by one.
    for (const cell of changesOf(line).filter(({ sensitive, blocked }) => !sensitive && !blocked))
      pushTo(bulks, `column ${cell.target}`, `Colonne « ${cell.label} »`).cells.push({ line, cell });
  }
  return [...bulks.values()].filter(({ lines: some, cells }) => some.length + cells.length > 1);
}

/** How many rows would be added and changed, as the boxes stand. */
export interface Tally {
  addedEssms: number;
  addedOrganismes: number;
  changed: number;
  /** Rows that stay as they are, where only the register's confirmation is noted. */
  confirmed: number;
  /** Lines that could write something and are left. */
  left: number;
}

/** What the boxes say would be done. */
export function tallyOf(lines: readonly ProposedLine[], choices: Choices): Tally {
  const tally: Tally = { addedEssms: 0, addedOrganismes: 0, changed: 0, confirmed: 0, left: 0 };
  for (const line of lines) {
    const accepted = isLineAccepted(line, choices);
    if (line.action === 'same') tally.confirmed += accepted && line.cells.length > 0 ? 1 : 0;
    if (!isOffered(line)) continue;
    const writes =
      line.action === 'add' || changesOf(line).some((cell) => isCellAccepted(line, cell, choices));
    if (!accepted || !writes) tally.left += 1;
    else if (line.action === 'change') tally.changed += 1;
    else if (line.kind === 'organisme') tally.addedOrganismes += 1;
    else tally.addedEssms += 1;
  }
  return tally;
}

/** « Ajouter 52 ESSMS et 3 organismes et modifier 4 »; empty when nothing would be written. */
export function applyLabel(
  { addedEssms, addedOrganismes, changed, confirmed }: Tally,
  withChecks = false,
): string {
  const added = [
    ...(addedEssms > 0 ? [`${formatCount(addedEssms)} ESSMS`] : []),
    ...(addedOrganismes > 0 ? [formatPlural(addedOrganismes, 'organisme')] : []),
  ].join(' et ');
  const parts = [
    ...(added ? [`ajouter ${added}`] : []),
    ...(changed > 0 ? [`modifier ${formatPlural(changed, 'ligne')}`] : []),
  ];
  if (parts.length === 0 && withChecks && confirmed > 0)
    parts.push(`noter ${formatPlural(confirmed, 'vérification')}`);
  const label = parts.join(' et ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
