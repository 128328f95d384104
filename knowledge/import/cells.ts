import { sameJson, valueAt } from '@/knowledge/profile/edit';
import { describePath } from '@/knowledge/profile/labels';
import type { Essms, Organisme, ValueSource } from '@/knowledge/profile/schema';
import type { RegisterSource } from '@/knowledge/register/record';
import type { Day } from '@/knowledge/source';
import { displayOf } from './display';
import { labelOf } from './entries';
import { plain } from './profile-index';
import type { ProposedCell, TargetId } from './proposal';
import { keysOf, pathOf, targetOf, type ValueKind } from './targets';

/** A value a line would write, and what is known of it. */
export interface Given {
  value: unknown;
  /** `derived`: worked out from the others; only fills what is empty. */
  from: 'sheet' | 'register' | 'derived';
  /** The register says the same. */
  confirmed: boolean;
  /** In French, why the box is not ticked; empty when nothing speaks against it. */
  doubt: string;
  blocked: boolean;
}

/** Where values come from, made once for an import. */
export interface Origins {
  sheet: ValueSource;
  /** Read in the sheet and confirmed by the register. */
  confirmed: ValueSource;
  register: ValueSource;
  verified: ValueSource['verified'];
}

/** Sources of the values of an import of this name, on this day, beside this register. */
export function originsOf(name: string, register: RegisterSource | null, today: Day): Origins {
  const verified = register === null ? null : { by: register.by, on: register.on };
  const sheet: ValueSource = { from: 'sheet', name: name.slice(0, 200), on: today, verified: null };
  return {
    sheet,
    confirmed: { ...sheet, verified },
    register:
      register === null
        ? sheet
        : { from: register.by, name: register.name.slice(0, 200), on: register.on, verified },
    verified,
  };
}

/** Unknown is the empty string or null. */
export const isUnknown = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Two texts that only differ by their case, accents or punctuation say the same thing. */
export const saysTheSame = (kind: ValueKind, a: unknown, b: unknown): boolean =>
  sameJson(a, b) ||
  ((kind === 'text' || kind === 'long-text') &&
    typeof a === 'string' &&
    typeof b === 'string' &&
    plain(a) === plain(b));

const sourceOf = ({ from, confirmed }: Given, origins: Origins): ValueSource =>
  from === 'register' ? origins.register : confirmed ? origins.confirmed : origins.sheet;

const LINK: TargetId = 'essms.organismeId';
const LINK_LABEL = describePath(['organismeId']);

const PERSON = 'organisme.representative.';

/** In French, why a value of a new row is not ticked: something speaks against it, or it names who signs. */
const whyNotNew = (id: TargetId, { doubt }: Given): string =>
  doubt || (id.startsWith(PERSON) ? 'Identité du représentant légal : à cocher vous-même.' : '');

/**
 * A cell of a row that does not exist yet. Everything is new and ticked with its line, names and numbers
 * of the organisme included, unless something speaks against it; who represents it is never ticked.
 */
export function newCell(
  list: string,
  lineId: string,
  id: TargetId,
  given: Given,
  origins: Origins,
): ProposedCell {
  const target = targetOf(id);
  const why = whyNotNew(id, given);
  const cell: ProposedCell = {
    target: id,
    path: [list, lineId, ...keysOf(id)],
    label: id === LINK ? LINK_LABEL : labelOf(id),
    before: undefined,
    after: given.value,
    beforeText: '',
    afterText: displayOf(target?.kind ?? 'text', given.value),
    source: sourceOf(given, origins),
    accepted: why === '',
    sensitive: target?.sensitive === true,
    why,
  };
  if (given.blocked) cell.blocked = true;
  return cell;
}

const IDENTITY: ReadonlySet<TargetId> = new Set<TargetId>(['essms.finess']);

const whyNot = (given: Given, sensitive: boolean, fills: boolean): string => {
  if (given.doubt !== '') return given.doubt;
  if (!fills) return 'Différent de ce que vous avez.';
  return sensitive ? 'Identité ou compte bancaire : à cocher vous-même.' : '';
};

/** Row of a profile a line is compared with, and where it is. */
export interface Place {
  path: string[];
  row: unknown;
  sources: Record<string, ValueSource>;
}

/** The place of a row of a list that keeps the sources of its values. */
export const placeOf = (list: 'essms' | 'organismes', row: Essms | Organisme): Place => ({
  path: [list, row.id],
  row,
  sources: row.sources,
});

const TYPED: ValueSource = { from: 'typed', name: '', on: '', verified: null };

/** The same value, that a register confirms and that nobody had marked so; null when there is nothing to do. */
function verification(place: Place, id: TargetId, given: Given, origins: Origins): ValueSource | null {
  if (!given.confirmed || origins.verified === null) return null;
  const old = place.sources[pathOf(id)] ?? TYPED;
  return sameJson(old.verified, origins.verified) ? null : { ...old, verified: origins.verified };
}

/**
 * A cell of a row of the profile, or null when there is nothing to write: the same value is already
 * there, or a mere deduction would replace what somebody wrote.
 */
export function changedCell(place: Place, id: TargetId, given: Given, origins: Origins): ProposedCell | null {
  const keys = keysOf(id);
  const kind = targetOf(id)?.kind ?? 'text';
  const before = valueAt(place.row, keys);
  const isSame = saysTheSame(kind, before, given.value);
  const fills = isUnknown(before);
  if (!isSame && !fills && given.from === 'derived') return null;
  if (!isSame && !fills && given.from === 'register' && kind === 'text') return null;
  const source = isSame ? verification(place, id, given, origins) : sourceOf(given, origins);
  if (source === null) return null;
  const sensitive = targetOf(id)?.sensitive === true || IDENTITY.has(id);
  const why = isSame ? '' : whyNot(given, sensitive, fills);
  return {
    target: id,
    path: [...place.path, ...keys],
    label: id === LINK ? LINK_LABEL : labelOf(id),
    before,
    after: isSame ? before : given.value,
    beforeText: displayOf(kind, before),
    afterText: displayOf(kind, isSame ? before : given.value),
    source,
    accepted: why === '',
    sensitive: !isSame && sensitive,
    why,
    ...(given.blocked ? { blocked: true } : {}),
  };
}

/** True for a cell that writes a value, not only that a register confirmed it. */
export const isChange = ({ before, after }: ProposedCell): boolean => !sameJson(before, after);
