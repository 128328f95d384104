import { formatFiness } from '@/knowledge/identifiers';
import type { Essms } from '@/knowledge/profile/schema';
import type { Establishment } from '@/knowledge/register/record';
import { changedCell, type Given, isChange, newCell, placeOf, saysTheSame } from './cells';
import type { Context } from './context';
import type { Entry } from './entries';
import { departementsDiffer, derivedFacts, establishmentFacts, type Facts } from './facts';
import type { Verdict } from './judge';
import { type Party, partyFiness, partyName, partyTitle } from './parties';
import { nameKey, sirenOf } from './profile-index';
import type { ProposedCell, ProposedLine, Remark, TargetId } from './proposal';
import { isOpen } from './registry';
import {
  categoryMismatch,
  categoryRemark,
  closed,
  departementMismatch,
  matchedByName,
  noFiness,
  noKey,
  organismeMismatch,
  siretMismatch,
} from './remarks';
import { listOf, targetOf } from './targets';

/** An establishment a line speaks of, with all that was found about it. */
export interface Case {
  entry: Entry;
  verdict: Verdict;
  party: Party | null;
  /** In French, why a value is not ticked, by target: other lines say otherwise. */
  doubts: ReadonlyMap<TargetId, string>;
}

const LINK: TargetId = 'essms.organismeId';
const FINESS: TargetId = 'essms.finess';
const NO_FACTS: Facts = new Map();

const textOfValue = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The row of the profile a line is about: by FINESS, then by SIRET, then by name and commune. */
export function matchOf(
  { entry, verdict }: Pick<Case, 'entry' | 'verdict'>,
  { index }: Context,
): { row: Essms | null; byName: boolean } {
  const found = index.byFiness.get(verdict.finess);
  if (found) return { row: found, byName: false };
  const isFree = (row: Essms | undefined) =>
    row !== undefined && (row.finess === '' || verdict.finess === '');
  const bySiret = index.bySiret.get(textOfValue(entry.values.get('essms.siret')));
  if (bySiret && isFree(bySiret)) return { row: bySiret, byName: false };
  if (index.byName.size === 0) return { row: null, byName: false };
  const key = nameKey(
    textOfValue(entry.values.get('essms.name')),
    textOfValue(entry.values.get('essms.address.commune')),
  );
  const byName = index.byName.get(key);
  return byName && isFree(byName) ? { row: byName, byName: true } : { row: null, byName: false };
}

/**
 * Everything a line would write: what it says, what the register adds, what follows from both. Told
 * one by one: thousands of lines would otherwise be held twice.
 */
function eachGiven(
  { entry, verdict, party, doubts }: Case,
  facts: Facts,
  take: (id: TargetId, given: Given) => void,
): void {
  const give = (id: TargetId, value: unknown, from: Given['from'], blocked = false) => {
    const fact = facts.get(id);
    const confirmed = fact !== undefined && saysTheSame(targetOf(id)?.kind ?? 'text', value, fact);
    const doubt = blocked ? 'Trop long pour être gardé en entier.' : (doubts.get(id) ?? '');
    take(id, { value, from, confirmed, doubt, blocked });
  };
  const isSaid = (id: TargetId) =>
    entry.values.has(id) || entry.blocked.has(id) || (id === FINESS && verdict.finess !== '');
  if (verdict.finess !== '') give(FINESS, verdict.finess, entry.finessText === '' ? 'register' : 'sheet');
  for (const [id, value] of entry.values) if (listOf(id) === 'essms') give(id, value, 'sheet');
  for (const [id, value] of entry.blocked) if (listOf(id) === 'essms') give(id, value, 'sheet', true);
  for (const [id, value] of facts) if (!isSaid(id)) give(id, value, 'register');
  const known = (id: TargetId) => (id === FINESS ? verdict.finess : (entry.values.get(id) ?? facts.get(id)));
  for (const [id, value] of derivedFacts(known))
    if (!isSaid(id) && !facts.has(id)) give(id, value, 'derived');
  if (!party) return;
  const declared = verdict.establishment?.finessJuridique ?? '';
  const confirmed = declared !== '' && declared === partyFiness(party);
  const value = party.existing?.id ?? `new:${party.id}`;
  take(LINK, { value, from: 'sheet', confirmed, doubt: '', blocked: false });
}

/** The cells of a line, each made from what is given for it. */
function cellsOf(
  one: Case,
  facts: Facts,
  context: Context,
  make: (id: TargetId, given: Given) => ProposedCell | null,
): ProposedCell[] {
  const cells: ProposedCell[] = [];
  eachGiven(one, facts, (id, given) => {
    const cell = make(id, given);
    if (cell) cells.push(id === LINK ? withNames(cell, one.party, context) : cell);
  });
  return cells;
}

function organismeRemark(party: Party, establishment: Establishment, { registry }: Context): Remark | null {
  const registered = registry.entity(establishment.finessJuridique);
  const name = registered?.name || formatFiness(establishment.finessJuridique);
  const finess = partyFiness(party);
  if (establishment.finessJuridique !== '' && finess !== '' && finess !== establishment.finessJuridique)
    return organismeMismatch(partyName(party) || formatFiness(finess), name);
  const siren =
    (party.existing && sirenOf(party.existing)) || textOfValue(party.values.get('organisme.siren'));
  return registered && registered.siren !== '' && siren !== '' && siren !== registered.siren
    ? organismeMismatch(partyName(party) || siren, name)
    : null;
}

/** What the register, or the lack of it, makes doubtful in a line. */
function remarksOf({ entry, verdict, party }: Case, context: Context): Remark[] {
  const { establishment, finess } = verdict;
  const category = textOfValue(entry.values.get('essms.category'));
  const siret = textOfValue(entry.values.get('essms.siret'));
  const postcode = textOfValue(entry.values.get('essms.address.postcode'));
  const remarks: (Remark | null)[] = [];
  const code = establishment?.category || category;
  if (code !== '') remarks.push(categoryRemark(code, establishment?.categoryLabel ?? ''));
  if (establishment) {
    if (!isOpen(establishment)) remarks.push(closed(establishment, context.registry.source));
    if (category !== '' && establishment.category !== '' && category !== establishment.category)
      remarks.push(categoryMismatch(category, establishment.category));
    if (siret !== '' && establishment.siret !== '' && siret !== establishment.siret)
      remarks.push(siretMismatch(siret, establishment.siret));
    if (party) remarks.push(organismeRemark(party, establishment, context));
  } else if (postcode !== '' && departementsDiffer(finess, postcode))
    remarks.push(departementMismatch(finess, postcode, verdict.lostZero));
  return remarks.filter((remark) => remark !== null);
}

const titleOf = (entry: Entry, { finess, establishment }: Verdict, row: Essms | null): string => {
  const name = textOfValue(entry.values.get('essms.name')) || row?.name || establishment?.name || '';
  const number = finess === '' ? entry.finessText : formatFiness(finess);
  return [name, number].filter((part) => part !== '').join(', ') || entry.raw.slice(0, 80);
};

/** An organisme is shown by its name, not by its id. */
function withNames(cell: ProposedCell, party: Party | null, { index }: Context): ProposedCell {
  const before = typeof cell.before === 'string' ? index.organismeById.get(cell.before) : undefined;
  cell.beforeText = before?.raisonSociale ?? '';
  cell.afterText = party ? partyTitle(party) : '';
  return cell;
}

const needsPerson = (remarks: readonly Remark[]): boolean => remarks.some(({ level }) => level !== 'note');

/** A line that cannot be imported keeps what it says, for the establishment picked instead. */
function refusedLine(one: Case, remarks: Remark[], context: Context): ProposedLine {
  const { entry, verdict } = one;
  const cells = cellsOf(one, NO_FACTS, context, (id, given) => ({
    ...newCell('essms', entry.id, id, given, context.origins),
    accepted: false,
  }));
  return lineOf(entry, titleOf(entry, verdict, null), 'refused', remarks, cells);
}

const lineOf = (
  entry: Entry,
  title: string,
  action: ProposedLine['action'],
  remarks: Remark[],
  cells: ProposedCell[],
): ProposedLine => ({
  id: entry.id,
  line: entry.line,
  title,
  kind: 'essms',
  action,
  accepted: action !== 'refused' && !needsPerson(remarks),
  remarks,
  cells,
  raw: entry.raw,
});

/** Compares one establishment with the profile and the register. */
export function essmsLine(one: Case, context: Context): ProposedLine {
  const { entry, verdict } = one;
  const said = [...verdict.remarks, ...entry.remarks];
  if (said.some(({ level }) => level === 'refused')) return refusedLine(one, said, context);
  const { row, byName } = matchOf(one, context);
  const named =
    verdict.finess !== '' ||
    textOfValue(entry.values.get('essms.siret')) !== '' ||
    textOfValue(entry.values.get('essms.name')) !== '';
  if (row === null && !named) return refusedLine(one, [...said, noKey()], context);
  const facts = verdict.establishment ? establishmentFacts(verdict.establishment) : NO_FACTS;
  const remarks = [...said, ...remarksOf(one, context)];
  const title = titleOf(entry, verdict, row);
  if (row === null) {
    if (verdict.finess === '') remarks.push(noFiness());
    const cells = cellsOf(one, facts, context, (id, given) =>
      newCell('essms', entry.id, id, given, context.origins),
    );
    return lineOf(entry, title, 'add', remarks, cells);
  }
  const place = placeOf('essms', row);
  const cells = cellsOf(one, facts, context, (id, given) => changedCell(place, id, given, context.origins));
  const changes = cells.some(isChange);
  if (byName && changes) remarks.push(matchedByName(row.name));
  return lineOf(entry, title, changes ? 'change' : 'same', remarks, cells);
}
