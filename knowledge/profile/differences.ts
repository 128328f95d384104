import { formatIban } from '@/knowledge/identifiers';
import { sameJson } from './edit';
import { FIELD_NAMES, formatCents, formatDay, formatPlural, STATUS_NAMES, TYPE_NAMES } from './format';
import { describePath } from './labels';
import { isRecord } from './parse';
import type { Profile } from './schema';

/** One value that two states of a grappe do not share, in French. */
export interface Difference {
  /** Row it belongs to, for instance « ESSMS « EHPAD Le Ventoux » »; the section for the rest. */
  where: string;
  what: string;
  /** Both as a person reads them; « inconnu » for what is not known, « absent » for a whole row. */
  before: string;
  after: string;
  /** A bank detail: money may go elsewhere. */
  bank: boolean;
}

const LISTS = ['organismes', 'essms', 'dossiers'] as const;
const ROW_NAMES: Record<(typeof LISTS)[number], string> = {
  organismes: 'Organisme',
  essms: 'ESSMS',
  dossiers: 'Dossier',
};
/** Not content: identity of rows, form of the profile, dates of writing, where values come from. */
const SKIPPED = new Set(['id', 'schemaVersion', 'createdAt', 'updatedAt', 'sources']);
const LONGEST = 160;
/** Characters kept before the first that differs. */
const CONTEXT = 40;

/** Names behind the internal ids of both states, so that a link reads as what it points at. */
type Names = Map<string, string>;

const nameOf = (row: Record<string, unknown>): string =>
  ['name', 'raisonSociale', 'label', 'number', 'finess', 'siren', 'poste']
    .map((key) => row[key])
    .find((value): value is string => typeof value === 'string' && value !== '') ?? '';

const namesOf = (profiles: Profile[]): Names =>
  new Map(
    profiles.flatMap(({ organismes, essms }) =>
      [...organismes, ...essms].map((row): [string, string] => [row.id, nameOf(row) || row.id]),
    ),
  );

const WORDS: Record<string, string> = { ...FIELD_NAMES, ...TYPE_NAMES, ...STATUS_NAMES };
const CHOICES = new Set(['field', 'type', 'status']);
const LINKS = new Set(['porteurId', 'organismeId', 'essmsIds']);

function wordsOf(value: unknown, key: string, names: Names): string {
  if (value === undefined) return 'absent';
  if (value === null || value === '') return 'inconnu';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return key.endsWith('Cents') ? formatCents(value) : String(value);
  if (typeof value === 'string') {
    if (key === 'iban') return formatIban(value);
    if (LINKS.has(key)) return names.get(value) ?? value;
    return CHOICES.has(key) ? (WORDS[value] ?? value) : formatDay(value);
  }
  return listWords(Array.isArray(value) ? value : [], key, names);
}

function listWords(rows: unknown[], key: string, names: Names): string {
  const words = rows.map((row) => (isRecord(row) ? nameOf(row) : wordsOf(row, key, names)));
  return rows.length === 0 ? 'aucun' : `${formatPlural(rows.length, 'ligne')} : ${words.join(', ')}`;
}

/** Where two texts start to differ, a few words earlier: long narratives share their beginning. */
function clip(text: string, other: string): string {
  if (text.length <= LONGEST && other.length <= LONGEST) return text;
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const from = same <= CONTEXT ? 0 : text.lastIndexOf(' ', same - CONTEXT) + 1;
  const cut = text.slice(from, from + LONGEST);
  return `${from > 0 ? '…' : ''}${cut}${from + LONGEST < text.length ? '…' : ''}`;
}

const isRows = (value: unknown): value is { id: string }[] =>
  Array.isArray(value) && value.every((row) => isRecord(row) && typeof row.id === 'string');

interface Place {
  where: string;
  names: Names;
  bank: boolean;
}

/** Differences below one row or section; lists of rows are aligned by id. */
function valuesApart(before: unknown, after: unknown, path: string[], place: Place): Difference[] {
  if (sameJson(before, after)) return [];
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !SKIPPED.has(key))
      .flatMap((key) => valuesApart(before[key], after[key], [...path, key], place));
  const key = path.at(-1) ?? '';
  if (isRows(before) && isRows(after)) return rowsApart(before, after, path, place);
  const [old, next] = [wordsOf(before, key, place.names), wordsOf(after, key, place.names)];
  return [
    {
      where: place.where,
      what: describePath(path.length > 0 ? path : ['id']),
      before: clip(old, next),
      after: clip(next, old),
      bank: place.bank,
    },
  ];
}

/** Budget lines, indicators, pieces: small rows inside a section. */
function rowsApart(
  before: { id: string }[],
  after: { id: string }[],
  path: string[],
  place: Place,
): Difference[] {
  return pairs(before, after).flatMap(([old, next]) => {
    const name = `${describePath(path)} « ${nameOf({ ...(old ?? next) }) || 'sans nom'} »`;
    if (old && next)
      return valuesApart({ ...old }, { ...next }, [], place).map((one) => ({
        ...one,
        what: `${name}, ${one.what}`,
      }));
    return [rowDifference(place, name, old !== undefined)];
  });
}

const rowDifference = ({ where, bank }: Place, what: string, removed: boolean): Difference => ({
  where,
  what,
  before: removed ? 'présent' : 'absent',
  after: removed ? 'absent' : 'présent',
  bank,
});

type Pair<T> = [T | undefined, T | undefined];

/** Rows of the same id side by side: those of `before` in their order, then the new ones. */
function pairs<T extends { id: string }>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const next = new Map(after.map((row) => [row.id, row]));
  const known = new Set(before.map((row) => row.id));
  return [
    ...before.map((row): Pair<T> => [row, next.get(row.id)]),
    ...after.filter((row) => !known.has(row.id)).map((row): Pair<T> => [undefined, row]),
  ];
}

function mainRows(kind: (typeof LISTS)[number], before: Profile, after: Profile, names: Names): Difference[] {
  const [old, next]: [{ id: string }[], { id: string }[]] = [before[kind], after[kind]];
  return pairs(old, next).flatMap(([was, is]) => {
    const name = nameOf({ ...(was ?? is) }) || 'sans nom';
    const place: Place = { where: `${ROW_NAMES[kind]} « ${name} »`, names, bank: false };
    if (was && is) return valuesApart({ ...was }, { ...is }, [], place);
    return [rowDifference(place, 'la ligne entière', was !== undefined)];
  });
}

/** Every value that differs from one state of a grappe to another, the bank details first. */
export function differencesBetween(before: Profile, after: Profile): Difference[] {
  const names = namesOf([before, after]);
  const section = (where: string, bank = false): Place => ({ where, names, bank });
  return [
    ...valuesApart(before.bank, after.bank, [], section('Coordonnées bancaires', true)),
    ...valuesApart(before.name, after.name, ['name'], section('Grappe')),
    ...valuesApart(before.porteurId, after.porteurId, ['porteurId'], section('Grappe')),
    ...LISTS.flatMap((kind) => mainRows(kind, before, after, names)),
    ...valuesApart(before.project, after.project, [], section('Projet')),
  ];
}

/** How many values keep another origin, or another verification, than before. */
export function sourcesApart(before: Profile, after: Profile): number {
  const rows = (profile: Profile) => [profile.bank, ...profile.organismes, ...profile.essms];
  const known = new Map(rows(before).map((row) => ['id' in row ? row.id : 'bank', row.sources]));
  return rows(after).reduce((count, row) => {
    const old = known.get('id' in row ? row.id : 'bank');
    if (old === undefined) return count;
    const keys = new Set([...Object.keys(old), ...Object.keys(row.sources)]);
    return count + [...keys].filter((key) => !sameJson(old[key], row.sources[key])).length;
  }, 0);
}
