import { changedCell, type Given, isChange, newCell, placeOf, saysTheSame } from './cells';
import type { Context } from './context';
import { type Entry, labelOf } from './entries';
import { entityFacts, type Facts } from './facts';
import { type Party, partyName, partyNumber } from './parties';
import type { ProposedLine, Remark, TargetId } from './proposal';
import { organismeConflict } from './remarks';
import { listOf, targetOf } from './targets';

const CONFLICT = 'Les lignes se contredisent : à vous de choisir.';

function givenOf(party: Party, facts: Facts): Map<TargetId, Given> {
  const all = new Map<TargetId, Given>();
  for (const [id, value] of party.values) {
    const confirmed = facts.has(id) && saysTheSame(targetOf(id)?.kind ?? 'text', value, facts.get(id));
    all.set(id, {
      value,
      from: 'sheet',
      confirmed,
      doubt: party.conflicts.has(id) ? CONFLICT : '',
      blocked: false,
    });
  }
  for (const [id, value] of facts)
    if (!all.has(id)) all.set(id, { value, from: 'register', confirmed: true, doubt: '', blocked: false });
  return all;
}

function remarksOf(party: Party): Remark[] {
  const own = party.ownLine ? party.entries.flatMap(({ remarks }) => remarks) : [];
  const isIdentity =
    party.conflicts.has('organisme.siren') || party.conflicts.has('organisme.finessJuridique');
  const conflicts = [...party.conflicts].map(labelOf);
  return conflicts.length > 0 ? [...own, organismeConflict(conflicts, isIdentity)] : own;
}

const titleOf = (party: Party): string =>
  [partyName(party), partyNumber(party)].filter((part) => part !== '').join(', ');

/**
 * The line of an organisme. A new one is added along with the establishments the user accepts; of one
 * of the profile, identity is never ticked. Null when there is nothing to say of it.
 */
export function organismeLine(party: Party, isNeeded: boolean, { origins }: Context): ProposedLine | null {
  const given = givenOf(party, party.entity ? entityFacts(party.entity) : new Map());
  const remarks = remarksOf(party);
  const place = party.existing ? placeOf('organismes', party.existing) : null;
  const cells = [...given].flatMap(([id, value]) =>
    place
      ? (changedCell(place, id, value, origins) ?? [])
      : newCell('organismes', party.id, id, value, origins),
  );
  if (place && cells.length === 0 && !party.ownLine && remarks.length === 0) return null;
  const changes = cells.some(isChange);
  const refused = remarks.some(({ level }) => level === 'refused');
  const action = refused ? 'refused' : place ? (changes ? 'change' : 'same') : 'add';
  return {
    id: party.id,
    line: party.ownLine ? party.line : 0,
    title: titleOf(party),
    kind: 'organisme',
    action,
    accepted:
      (action !== 'add' || party.ownLine || isNeeded) && remarks.every(({ level }) => level === 'note'),
    remarks,
    cells,
    raw: party.raw,
  };
}

/** Values of the bank or of the project that the lines agree upon, and those they do not. */
function gathered(
  entries: readonly Entry[],
  list: string,
): { values: Map<TargetId, unknown>; conflicts: Set<TargetId> } {
  const values = new Map<TargetId, unknown>();
  const conflicts = new Set<TargetId>();
  for (const entry of entries)
    for (const [id, value] of entry.values) {
      if (listOf(id) !== list) continue;
      const kept = values.get(id);
      if (kept !== undefined && !saysTheSame(targetOf(id)?.kind ?? 'text', kept, value)) conflicts.add(id);
      if (kept === undefined || JSON.stringify(value) > JSON.stringify(kept)) values.set(id, value);
    }
  return { values, conflicts };
}

/** The line of the bank details or of the project, or null when the sheet says nothing of it. */
export function singleLine(
  kind: 'bank' | 'project',
  entries: readonly Entry[],
  { index, origins }: Context,
): ProposedLine | null {
  const { values, conflicts } = gathered(entries, kind);
  const first = entries.find((entry) => [...entry.values.keys()].some((id) => listOf(id) === kind));
  if (!first) return null;
  const { profile } = index;
  const place = { path: [kind], row: profile[kind], sources: profile.bank.sources };
  const cells = [...values].flatMap(([id, value]) => {
    const doubt = conflicts.has(id) ? CONFLICT : '';
    return (
      changedCell(place, id, { value, from: 'sheet', confirmed: false, doubt, blocked: false }, origins) ?? []
    );
  });
  const changes = cells.some(isChange);
  return {
    id: kind,
    line: first.line,
    title: kind === 'bank' ? 'Coordonnées bancaires' : 'Projet',
    kind,
    action: changes ? 'change' : 'same',
    accepted: kind === 'project' || !changes,
    remarks: entries.length === 1 && !hasRows(first) ? first.remarks : [],
    cells,
    raw: first.raw,
  };
}

const hasRows = ({ values, finessText }: Entry): boolean =>
  finessText !== '' || [...values.keys()].some((id) => ['essms', 'organisme'].includes(listOf(id)));
