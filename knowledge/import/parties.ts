import { formatFiness, formatSiren } from '@/knowledge/identifiers';
import { sameJson, valueAt } from '@/knowledge/profile/edit';
import type { Organisme } from '@/knowledge/profile/schema';
import type { Entity, Establishment } from '@/knowledge/register/record';
import type { Entry } from './entries';
import type { Bench } from './judge';
import { plain, sirenOf } from './profile-index';
import type { TargetId } from './proposal';
import { ambiguousOrganisme, clash, geographique } from './remarks';
import { listOf, keysOf as pathKeys } from './targets';

/** An organisme some lines name, known of the profile or not. */
export interface Party {
  /** Id of its line in the proposal. */
  id: string;
  line: number;
  raw: string;
  /** What the lines say of it; where they disagree, the target is in `conflicts`. */
  values: Map<TargetId, unknown>;
  conflicts: Set<TargetId>;
  existing: Organisme | null;
  entity: Entity | null;
  /** True when a line of its own speaks of it, and no establishment does. */
  ownLine: boolean;
  entries: Entry[];
}

/** An entry and the establishment the register has for it. */
export interface Placed {
  entry: Entry;
  establishment: Establishment | null;
}

const textAt = ({ values }: Entry, id: TargetId): string => {
  const value = values.get(id);
  return typeof value === 'string' ? value : '';
};

const NAME: TargetId = 'organisme.raisonSociale';
const FINESS: TargetId = 'organisme.finessJuridique';

/** The numbers that name the organisme of a line: FINESS juridique, then SIREN. */
function tokensOf(entry: Entry): string[] {
  const finess = textAt(entry, FINESS);
  const siren = textAt(entry, 'organisme.siren') || textAt(entry, 'organisme.siret').slice(0, 9);
  return [...(finess ? [`f:${finess}`] : []), ...(siren ? [`s:${siren}`] : [])];
}

/** Groups of numbers that name the same organisme. */
class Groups {
  readonly #parent = new Map<string, string>();

  rootOf(token: string): string {
    let root = token;
    for (
      let next = this.#parent.get(root);
      next !== undefined && next !== root;
      next = this.#parent.get(root)
    )
      root = next;
    return root;
  }

  join(tokens: string[]): void {
    const roots = tokens.map((token) => this.rootOf(token)).toSorted();
    for (const root of roots) this.#parent.set(root, roots[0] ?? root);
  }
}

/** Joins the numbers that the profile and the register know to be of one organisme. */
function joinKnown(groups: Groups, tokens: string[], { index, registry }: Bench): void {
  for (const token of tokens) {
    const number = token.slice(2);
    const isFiness = token.startsWith('f:');
    const entity = isFiness ? registry.entity(number) : registry.bySiren(number);
    const mine = isFiness ? index.organismeByFiness.get(number) : index.organismeBySiren.get(number);
    for (const [finess, siren] of [
      [entity?.finess, entity?.siren],
      [mine?.finessJuridique, mine ? sirenOf(mine) : ''],
    ] as const)
      if (finess && siren) groups.join([`f:${finess}`, `s:${siren}`]);
  }
}

/** The register may know the number of the « FINESS juridique » column as an establishment's. */
function dropWrongFiness({ entry }: Placed, { registry }: Bench): void {
  const number = textAt(entry, FINESS);
  const found = number === '' ? undefined : registry.establishment(number);
  if (!found || registry.entity(number)) return;
  entry.values.delete(FINESS);
  entry.remarks.push(geographique(number, found.name));
}

const isNamedAs = (entry: Entry, { raisonSociale, sigle }: Organisme): boolean => {
  const name = plain(textAt(entry, NAME));
  return name === '' || name === plain(raisonSociale) || name === plain(sigle);
};

/**
 * A SIREN and a FINESS juridique known to be of two organismes: the SIREN is kept, and it is said. A
 * SIREN nobody knows beside the FINESS and the name of an organisme of the profile is only a change
 * of its SIREN, right or wrong.
 */
function dropClash({ entry }: Placed, { index, registry }: Bench): void {
  const finess = textAt(entry, FINESS);
  const siren = textAt(entry, 'organisme.siren');
  const mine = index.organismeByFiness.get(finess);
  const known = registry.entity(finess)?.siren || (mine ? sirenOf(mine) : '');
  if (finess === '' || siren === '' || known === '' || known === siren) return;
  const isForeign = index.organismeBySiren.has(siren) || registry.bySiren(siren) !== undefined;
  if (mine && !isForeign && isNamedAs(entry, mine)) return;
  entry.values.delete(FINESS);
  entry.remarks.push(clash(siren, finess, registry.entity(finess)?.name || mine?.raisonSociale || ''));
}

/** The legal person of an establishment, when somebody can name it. */
function registered({ establishment }: Placed, { index, registry }: Bench): string[] {
  const finess = establishment?.finessJuridique ?? '';
  const isNamed =
    finess !== '' && (registry.entity(finess) !== undefined || index.organismeByFiness.has(finess));
  return isNamed ? [`f:${finess}`] : [];
}

const sameText = (a: unknown, b: unknown): boolean =>
  sameJson(a, b) || (typeof a === 'string' && typeof b === 'string' && plain(a) === plain(b));

/** One value for all the lines; which of two writings is kept does not depend on their order. */
function merge(party: Party, { values }: Entry): void {
  for (const [id, value] of values) {
    if (listOf(id) !== 'organisme') continue;
    const kept = party.values.get(id);
    if (kept === value) continue;
    if (kept === undefined) party.values.set(id, value);
    else if (!sameText(kept, value)) party.conflicts.add(id);
    if (kept !== undefined && JSON.stringify(value) > JSON.stringify(kept)) party.values.set(id, value);
  }
}

const numbersUnder = (tokens: Set<string>, letter: string): string[] =>
  [...tokens].filter((token) => token.startsWith(letter)).map((token) => token.slice(2));

function identify(party: Party, tokens: Set<string>, { index, registry }: Bench): void {
  const finess = numbersUnder(tokens, 'f:');
  const siren = numbersUnder(tokens, 's:');
  const name = party.values.get(NAME);
  const named = typeof name === 'string' ? index.organismeByName.get(plain(name)) : undefined;
  const agrees = named && !(siren.length > 0 && sirenOf(named) !== '' && !siren.includes(sirenOf(named)));
  party.existing =
    finess.map((one) => index.organismeByFiness.get(one)).find((one) => one) ??
    siren.map((one) => index.organismeBySiren.get(one)).find((one) => one) ??
    (named && agrees ? named : null);
  party.entity =
    finess.map((one) => registry.entity(one)).find((one) => one) ??
    siren.map((one) => registry.bySiren(one)).find((one) => one) ??
    null;
}

/** Where lines disagree on an organisme of the profile, what differs from it is what a person must see. */
function showDifferences({ existing, conflicts, entries, values }: Party): void {
  if (!existing) return;
  for (const id of conflicts) {
    const before = valueAt(existing, pathKeys(id));
    const others = entries
      .flatMap((entry) => entry.values.get(id) ?? [])
      .filter((one) => !sameText(one, before));
    const [shown] = others.toSorted((a, b) => (JSON.stringify(a) > JSON.stringify(b) ? -1 : 1));
    if (shown !== undefined) values.set(id, shown);
  }
}

/** The legal person of all its establishments, for a party known by its name only. */
function enrich(party: Party, establishments: Establishment[], { index, registry }: Bench): void {
  const all = new Set(
    establishments.map(({ finessJuridique }) => finessJuridique).filter((one) => one !== ''),
  );
  const [only] = all;
  if (party.entity || only === undefined || all.size > 1) return;
  const known = party.existing?.finessJuridique ?? '';
  if (known !== '' && known !== only) return;
  const entity = registry.entity(only) ?? null;
  const siren = party.existing ? sirenOf(party.existing) : '';
  if (entity && siren !== '' && entity.siren !== '' && entity.siren !== siren) return;
  party.entity = entity;
  party.existing ??= index.organismeByFiness.get(only) ?? null;
}

interface Keyed {
  placed: Placed;
  key: string;
  tokens: string[];
}

interface Read {
  placed: Placed;
  tokens: string[];
  name: string;
}

const isKnown = (token: string, { index }: Bench): boolean =>
  (token.startsWith('f:') ? index.organismeByFiness : index.organismeBySiren).has(token.slice(2));

/**
 * The numbers each name goes with. An organisme that is new and doubtful, which is not ticked, does
 * not make ambiguous a name that another one bears.
 */
function rootsByName(read: readonly Read[], groups: Groups, bench: Bench): Map<string, Set<string>> {
  const sure = new Set<string>();
  for (const { placed, tokens } of read)
    if (
      tokens[0] &&
      (tokens.some((token) => isKnown(token, bench)) ||
        placed.entry.remarks.every(({ level }) => level === 'note'))
    )
      sure.add(groups.rootOf(tokens[0]));
  const byName = new Map<string, Set<string>>();
  for (const { name, tokens } of read)
    if (name !== '' && tokens[0])
      byName.set(name, (byName.get(name) ?? new Set()).add(groups.rootOf(tokens[0])));
  for (const [name, roots] of byName) {
    const kept = roots.intersection(sure);
    if (kept.size > 0) byName.set(name, kept);
  }
  return byName;
}

/** The key of the organisme of each line; a name alone stands for the one number it goes with. */
function keysOf(all: readonly Placed[], bench: Bench): Keyed[] {
  const groups = new Groups();
  const read = all.map((placed) => {
    const own = tokensOf(placed.entry);
    const name = plain(textAt(placed.entry, NAME));
    const tokens = own.length > 0 || name !== '' ? own : registered(placed, bench);
    if (tokens.length > 1) groups.join(tokens);
    joinKnown(groups, tokens, bench);
    return { placed, tokens, name };
  });
  const byName = rootsByName(read, groups, bench);
  return read.map(({ placed, tokens, name }) => {
    if (tokens[0]) return { placed, tokens, key: groups.rootOf(tokens[0]) };
    const roots = byName.get(name);
    if (roots && roots.size > 1) {
      placed.entry.remarks.push(ambiguousOrganisme(textAt(placed.entry, NAME)));
      return { placed, tokens, key: '' };
    }
    return { placed, tokens, key: [...(roots ?? [])][0] ?? (name === '' ? '' : `n:${name}`) };
  });
}

const hasEssms = ({ values, finessText }: Entry): boolean =>
  finessText !== '' || [...values.keys()].some((id) => listOf(id) === 'essms');

interface Gathered {
  party: Party;
  tokens: Set<string>;
  establishments: Establishment[];
}

/** The organismes that lines name, each once, and the one of each line. */
export function partiesOf(all: readonly Placed[], bench: Bench): { parties: Party[]; of: Map<Entry, Party> } {
  for (const placed of all) {
    dropWrongFiness(placed, bench);
    dropClash(placed, bench);
  }
  const of = new Map<Entry, Party>();
  const byKey = new Map<string, Gathered>();
  for (const { placed, key, tokens } of keysOf(all, bench)) {
    if (key === '') continue;
    const { entry, establishment } = placed;
    const found: Gathered = byKey.get(key) ?? {
      party: {
        id: `o:${key}`,
        line: entry.line,
        raw: entry.raw,
        values: new Map(),
        conflicts: new Set(),
        existing: null,
        entity: null,
        ownLine: true,
        entries: [],
      },
      tokens: new Set<string>(),
      establishments: [],
    };
    byKey.set(key, found);
    merge(found.party, entry);
    found.party.entries.push(entry);
    if (establishment || hasEssms(entry)) found.party.ownLine = false;
    for (const token of tokens) found.tokens.add(token);
    if (establishment) found.establishments.push(establishment);
    of.set(entry, found.party);
  }
  const parties = [...byKey.values()].map(({ party, tokens, establishments }) => {
    identify(party, tokens, bench);
    enrich(party, establishments, bench);
    showDifferences(party);
    return party;
  });
  return { parties: united(parties, of), of };
}

/** Two keys may lead to one row of the profile: its number in a line, its name in another. */
function united(parties: Party[], of: Map<Entry, Party>): Party[] {
  const byRow = new Map<string, Party>();
  return parties.filter((party) => {
    const id = party.existing?.id;
    const first = id === undefined ? undefined : byRow.get(id);
    if (id === undefined || first === undefined) {
      if (id !== undefined) byRow.set(id, party);
      return true;
    }
    for (const entry of party.entries) {
      merge(first, entry);
      first.entries.push(entry);
      of.set(entry, first);
    }
    first.ownLine &&= party.ownLine;
    first.entity ??= party.entity;
    return false;
  });
}

/** Name of a party for a person. */
export const partyName = ({ values, existing, entity }: Party): string => {
  const name = values.get(NAME);
  return existing?.raisonSociale || (typeof name === 'string' && name) || entity?.name || '';
};

/** FINESS juridique of a party: that of the profile, else of the lines, else of the register. */
export const partyFiness = ({ values, existing, entity }: Party): string => {
  const finess = values.get(FINESS);
  return existing?.finessJuridique || (typeof finess === 'string' ? finess : '') || (entity?.finess ?? '');
};

/** SIREN of a party, else its FINESS juridique, as a person reads it. */
export function partyNumber(party: Party): string {
  const siren = party.values.get('organisme.siren') ?? party.entity?.siren;
  return typeof siren === 'string' && siren !== '' ? formatSiren(siren) : formatFiness(partyFiness(party));
}

/** Name of a party, or the number it is only known by. */
export const partyTitle = (party: Party): string => partyName(party) || partyNumber(party);
