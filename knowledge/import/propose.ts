import { formatCount, formatDay } from '@/knowledge/profile/format';
import { saysTheSame } from './cells';
import { type Against, type Context, contextOf } from './context';
import { type Entry, labelOf, readEntries } from './entries';
import { type Case, essmsLine } from './essms-line';
import { judgeFiness, type Verdict } from './judge';
import { organismeLine, singleLine } from './other-lines';
import { partiesOf } from './parties';
import { nameKey } from './profile-index';
import type { Proposal, ProposedLine, Table, TargetId } from './proposal';
import { contradicted, duplicate, lostZero, noKey, tooMany } from './remarks';
import type { Sheet } from './table';
import { listOf, targetOf } from './targets';

/** A table of a sheet to import. */
export interface Part {
  sheet: Sheet;
  table: Table;
}

/** A line and what its number is; the lines of numbers alone are judged before. */
export interface Judged {
  entry: Entry;
  verdict: Verdict;
}

const NOTHING: Verdict = { finess: '', establishment: null, remarks: [], lostZero: false };

const textAt = ({ values }: Entry, id: TargetId): string => {
  const value = values.get(id);
  return typeof value === 'string' ? value : '';
};

const isEssms = ({ values, blocked, finessText, remarks }: Entry): boolean =>
  finessText !== '' ||
  [...values.keys(), ...blocked.keys()].some((id) => listOf(id) === 'essms') ||
  remarks.some(({ target }) => target !== undefined && listOf(target) === 'essms');

/** What the number of a line is; without one, its SIRET may lead to the establishment. */
function verdictOn(entry: Entry, context: Context): Verdict {
  if (entry.finessText === '') {
    const found = context.registry.bySiret(textAt(entry, 'essms.siret'));
    const only = found.length === 1 ? found[0] : undefined;
    return only ? { ...NOTHING, finess: only.finess, establishment: only } : NOTHING;
  }
  const verdict = judgeFiness(entry.finessText, context, false, textAt(entry, 'essms.name'));
  const isBoth = verdict.finess !== '' && verdict.finess === textAt(entry, 'organisme.finessJuridique');
  return isBoth && !verdict.establishment
    ? { ...NOTHING, remarks: [sameAsJuridique(verdict.finess)] }
    : verdict;
}

/** The line with what its number is, and one note for every zero put back. */
function judge(entry: Entry, context: Context): Judged {
  const verdict = verdictOn(entry, context);
  const zeros = verdict.lostZero ? [labelOf('essms.finess'), ...entry.zeros] : entry.zeros;
  if (zeros.length > 0) entry.remarks.push(lostZero(zeros));
  return { entry, verdict };
}

const sameAsJuridique = (finess: string) => ({
  code: 'finess-juridique',
  level: 'refused' as const,
  target: 'essms.finess' as const,
  text: `${finess} est donné comme FINESS géographique et comme FINESS juridique : ce ne peut pas être les deux. Indiquez celui de l’établissement.`,
});

/** What tells that two lines speak of one establishment; empty when nothing does. */
function keyOf({ entry, verdict }: Judged): string {
  if (verdict.finess !== '') return `f:${verdict.finess}`;
  if (entry.finessText !== '') return '';
  const siret = textAt(entry, 'essms.siret');
  return siret !== ''
    ? `s:${siret}`
    : nameKey(textAt(entry, 'essms.name'), textAt(entry, 'essms.address.commune'));
}

/** Targets on which two lines disagree. */
const differences = (a: Entry, b: Entry): TargetId[] =>
  [...b.values].flatMap(([id, value]) => {
    const other = a.values.get(id);
    return other === undefined || saysTheSame(targetOf(id)?.kind ?? 'text', other, value) ? [] : [id];
  });

const DOUBT = 'Une autre ligne dit autre chose.';

/** Lines that repeat an establishment are one case; where they disagree, a person chooses. */
function merged([head, ...others]: [Judged, ...Judged[]]): { first: Omit<Case, 'party'>; repeats: Judged[] } {
  const { entry, verdict } = head;
  const doubts = new Map<TargetId, string>();
  const lines: number[] = [];
  for (const { entry: other } of others) {
    const differing = differences(entry, other);
    for (const id of differing) doubts.set(id, DOUBT);
    if (differing.length > 0) lines.push(other.line);
    for (const [id, value] of other.values) if (!entry.values.has(id)) entry.values.set(id, value);
    other.remarks.push(duplicate(entry.line, differing.map(labelOf)));
  }
  if (doubts.size > 0)
    entry.remarks.push(contradicted(lines, [...doubts.keys()].map(labelOf), doubts.has('essms.name')));
  return { first: { entry, verdict, doubts }, repeats: others };
}

function casesOf(judged: readonly Judged[]): Omit<Case, 'party'>[] {
  const groups = new Map<string, [Judged, ...Judged[]]>();
  const cases: (() => Omit<Case, 'party'>)[] = [];
  const repeated = new Map<Entry, Omit<Case, 'party'>>();
  for (const one of judged) {
    const key = keyOf(one);
    const group = key === '' ? undefined : groups.get(key);
    if (group) group.push(one);
    else if (key !== '') groups.set(key, [one]);
    cases.push(() => repeated.get(one.entry) ?? { ...one, doubts: new Map() });
  }
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const { first, repeats } = merged(group);
    repeated.set(first.entry, first);
    for (const one of repeats) repeated.set(one.entry, { ...one, doubts: new Map() });
  }
  return cases.map((build) => build());
}

/** Most rows a profile holds (its schema refuses more). */
const MOST: Partial<Record<ProposedLine['kind'], number>> = { essms: 5000, organisme: 1000 };

/** Additions beyond what a profile holds are refused, in the order of the sheet. */
function withinLimits(lines: ProposedLine[], { index }: Context): ProposedLine[] {
  const room = {
    essms: index.profile.essms.length,
    organisme: index.profile.organismes.length,
    bank: 0,
    project: 0,
  };
  return lines.map((line) => {
    if (line.action !== 'add') return line;
    room[line.kind] += 1;
    const most = MOST[line.kind] ?? Number.POSITIVE_INFINITY;
    return room[line.kind] <= most
      ? line
      : {
          ...line,
          action: 'refused',
          accepted: false,
          remarks: [...line.remarks, tooMany(most, line.kind === 'essms' ? 'ESSMS' : 'organismes')],
        };
  });
}

/** A number the register could not be asked about must not pass for a verified one. */
function unaskedNote(judged: readonly Judged[], { registry }: Context): string[] {
  const count = judged.filter(
    ({ verdict: { finess, establishment } }) => finess !== '' && !establishment && !registry.wasAsked(finess),
  ).length;
  return registry.source === null || count === 0
    ? []
    : [
        `${formatCount(count)} numéro${count > 1 ? 's n’ont' : ' n’a'} pas pu y être vérifié${count > 1 ? 's' : ''}.`,
      ];
}

function notesOf(lines: readonly ProposedLine[], { registry }: Context): string[] {
  const over = lines.filter(({ remarks }) => remarks.some(({ code }) => code === 'too-many')).length;
  return [
    registry.source === null
      ? 'Aucun registre n’a été consulté : les clés des numéros sont vérifiées, pas leur existence.'
      : `Vérifié avec « ${registry.source.name} » du ${formatDay(registry.source.on)}.`,
    ...(over > 0
      ? [
          `Une grappe tient au plus ${formatCount(5000)} ESSMS : ${formatCount(over)} ligne${over > 1 ? 's' : ''} au-delà ne ser${over > 1 ? 'ont' : 'a'} pas ajoutée${over > 1 ? 's' : ''}. Répartissez-les en plusieurs grappes.`,
        ]
      : []),
  ];
}

const unkeyed = (entry: Entry): ProposedLine => ({
  id: entry.id,
  line: entry.line,
  title: entry.raw.slice(0, 80),
  kind: 'organisme',
  action: 'refused',
  accepted: false,
  remarks: [...entry.remarks, noKey()],
  cells: [],
  raw: entry.raw,
});

/**
 * Compares lines whose numbers are judged with the profile and the register; `lists` are those the
 * columns speak of.
 */
export function assemble(
  judged: readonly Judged[],
  context: Context,
  notes: readonly string[] = [],
  lists: ReadonlySet<string> = new Set(),
): Proposal {
  const { parties, of } = partiesOf(
    judged.map(({ entry, verdict }) => ({ entry, establishment: verdict.establishment })),
    context,
  );
  const establishments = judged.filter(({ entry, verdict }) => verdict.finess !== '' || isEssms(entry));
  const essms = casesOf(establishments).map((one) =>
    essmsLine({ ...one, party: of.get(one.entry) ?? null }, context),
  );
  const limited = withinLimits(essms, context);
  const needed = new Set(
    limited.flatMap(({ accepted, cells }) =>
      accepted ? [cells.findLast(({ target }) => target === 'essms.organismeId')?.after] : [],
    ),
  );
  const organismes = parties.flatMap(
    (party) => organismeLine(party, needed.has(`new:${party.id}`), context) ?? [],
  );
  const entries = judged.map(({ entry }) => entry);
  const singles = (['bank', 'project'] as const).flatMap((kind) =>
    lists.has(kind) ? (singleLine(kind, entries, context) ?? []) : [],
  );
  const lost = entries.filter(
    (entry) =>
      !isEssms(entry) && !of.has(entry) && [...entry.values.keys()].every((id) => listOf(id) === 'organisme'),
  );
  const lines = [...withinLimits(organismes, context), ...limited, ...singles, ...lost.map(unkeyed)];
  return {
    name: context.name,
    lines,
    register: context.registry.source,
    notes: [...notesOf(lines, context), ...unaskedNote(judged, context), ...notes],
  };
}

const skippedNote = ({ sheet, table: { skipped = [] } }: Part): string[] =>
  skipped.length === 0
    ? []
    : [
        `Feuille « ${sheet.name} » : ${skipped.length} ligne${skipped.length > 1 ? 's' : ''} sans données laissée${skipped.length > 1 ? 's' : ''} de côté (${skipped
          .slice(0, 5)
          .map(({ line, why }) => `ligne ${line}, ${why}`)
          .join(' ; ')}${skipped.length > 5 ? '…' : ''}).`,
      ];

/** A second table of the same sheet is never read under the columns of the first. */
const otherTablesNote = ({ sheet, table: { otherTables = [] } }: Part): string[] =>
  otherTables.map(
    (line) =>
      `Feuille « ${sheet.name} » : la ligne ${line} commence un autre tableau, avec d’autres colonnes. Il n’est pas lu : copiez-le dans une feuille à part, ou copiez-collez-le ici.`,
  );

/** What importing several tables together would do: the organismes of one are those of the others. */
export function proposeTables({ parts, ...against }: Against & { parts: readonly Part[] }): Proposal {
  const context = contextOf(against);
  const entries = parts.flatMap(({ sheet, table }, i) =>
    readEntries(sheet, table, parts.length > 1 ? `s${i + 1}l` : 'l'),
  );
  const judged = entries.map((entry) => judge(entry, context));
  const lists = new Set(parts.flatMap(({ table }) => table.columns.map(({ target }) => listOf(target))));
  return assemble(
    judged,
    context,
    parts.flatMap((part) => [...otherTablesNote(part), ...skippedNote(part)]),
    lists,
  );
}

/** What importing one table would do, line by line; nothing is written. */
export const propose = ({ sheet, table, ...against }: Against & Part): Proposal =>
  proposeTables({ ...against, parts: [{ sheet, table }] });
