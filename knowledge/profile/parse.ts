import type { z } from 'zod';
import { describePath } from './labels';
import { migrate } from './migrations';
import { type Profile, profile as profileSchema, SCHEMA_VERSION } from './schema';

/** True for a plain JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** First id met twice, or undefined. */
export const firstDuplicate = (ids: string[]): string | undefined =>
  ids.length === new Set(ids).size ? undefined : ids.find((id, i) => ids.indexOf(id) !== i);

const refusals: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'la valeur n’est pas du type attendu',
  too_big: 'la valeur est trop longue ou trop grande',
  too_small: 'la valeur est vide ou trop petite',
  invalid_value: 'la valeur ne fait pas partie des valeurs prévues',
  invalid_format: 'la date n’existe pas ou n’est pas écrite AAAA-MM-JJ',
  invalid_union: 'la date n’existe pas ou n’est pas écrite AAAA-MM-JJ',
};

const explain = (issue: z.core.$ZodIssue): string =>
  `${describePath(issue.path)} : ${refusals[issue.code] ?? 'la valeur n’est pas acceptée'}`;

function explainAll({ issues }: z.ZodError): string {
  const shown = issues.slice(0, 3).map(explain).join(' ; ');
  const more = issues.length - 3;
  return more > 0 ? `${shown} ; et ${more} autre${more > 1 ? 's' : ''}` : shown;
}

const nameOf = (input: unknown, rank: number): string =>
  isRecord(input) && typeof input.name === 'string' && input.name.trim() !== ''
    ? `la grappe « ${input.name.slice(0, 80)} »`
    : `la grappe n° ${rank + 1}`;

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A profile that is refused; the message says in French what is wrong, and where. */
export class ProfileError extends Error {
  override name = 'ProfileError';
}

/** Rows are aligned by id: two rows with one id would be taken for each other. */
function refuseDuplicateIds({ organismes, essms, dossiers }: Profile, name: string): void {
  const lists: [{ id: string }[], string][] = [
    [organismes, 'organismes'],
    [essms, 'ESSMS'],
    [dossiers, 'dossiers'],
  ];
  for (const [rows, what] of lists) {
    const id = firstDuplicate(rows.map((row) => row.id));
    if (id !== undefined)
      throw new ProfileError(`Dans ${name}, deux ${what} portent le même identifiant interne (« ${id} »).`);
  }
}

/** An id of its own for each row, always the same for the same rows: what is edited is found by it. */
function distinct<Row extends { id: string }>(rows: Row[]): Row[] {
  if (firstDuplicate(rows.map(({ id }) => id)) === undefined) return rows;
  const taken = new Set(rows.map(({ id }) => id));
  const seen = new Set<string>();
  return rows.map((row, rank) => {
    if (!seen.has(row.id)) {
      seen.add(row.id);
      return row;
    }
    let id = `${row.id.slice(0, 40)}-${rank}`;
    while (taken.has(id)) id = `${id}x`;
    taken.add(id);
    return { ...row, id };
  });
}

/** Nothing points at the lines of a budget, the indicators and the pieces: two of one id are told apart. */
function tellApart(profile: Profile): Profile {
  const { project, dossiers } = profile;
  const { expenses, resources, indicators, ownRates } = project;
  return {
    ...profile,
    project: {
      ...project,
      expenses: distinct(expenses),
      resources: distinct(resources),
      indicators: distinct(indicators),
      ownRates: distinct(ownRates),
    },
    dossiers: dossiers.map((dossier) => ({ ...dossier, pieces: distinct(dossier.pieces) })),
  };
}

/**
 * Reads one profile out of untrusted data. Throws a `ProfileError` in French that names the datum that is
 * wrong; an older profile is migrated, one written by a newer extension is refused as such. `rank`
 * names a nameless one.
 */
export function parseProfile(input: unknown, rank = 0): Profile {
  const name = nameOf(input, rank);
  const version = isRecord(input) ? input.schemaVersion : undefined;
  if (typeof version === 'number' && version > SCHEMA_VERSION)
    throw new ProfileError(
      `${capitalise(name)} vient d’une version plus récente de l’assistant (profil v${version}, celle-ci lit la v${SCHEMA_VERSION}). Mettez l’extension à jour.`,
    );
  const result = profileSchema.safeParse(isRecord(input) ? migrate(input) : input);
  if (!result.success) throw new ProfileError(`Dans ${name}, ${explainAll(result.error)}.`);
  refuseDuplicateIds(result.data, name);
  return tellApart(result.data);
}

/** Data the schema of this version dropped, as French paths. */
function unknownParts(input: unknown, read: unknown, path: PropertyKey[] = []): string[] {
  if (Array.isArray(input) && Array.isArray(read))
    return input.flatMap((item, i) => unknownParts(item, read[i], [...path, i]));
  if (!isRecord(input) || !isRecord(read)) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    Object.hasOwn(read, key)
      ? unknownParts(value, read[key], [...path, key])
      : [describePath([...path, key])],
  );
}

/** Links of a profile towards rows it does not hold, in French. */
function brokenLinks({ porteurId, organismes, essms, dossiers }: Profile): string[] {
  const organismeIds = new Set(organismes.map((o) => o.id));
  const essmsIds = new Set(essms.map((e) => e.id));
  const orphans = essms.filter((e) => e.organismeId !== '' && !organismeIds.has(e.organismeId)).length;
  const lost = dossiers.flatMap((d) => d.essmsIds).filter((id) => !essmsIds.has(id)).length;
  return [
    ...(porteurId !== '' && !organismeIds.has(porteurId) ? ['l’organisme porteur désigné n’existe pas'] : []),
    ...(orphans > 0 ? [`${orphans} ESSMS sans organisme connu`] : []),
    ...(lost > 0 ? [`${lost} ligne(s) de dossier désignent un ESSMS absent`] : []),
  ];
}

/** What is odd in a profile that was read all the same, in French. `input` is what it was read from. */
export function warningsOf(input: unknown, profile: Profile, rank: number): string[] {
  const name = capitalise(nameOf(input, rank));
  const dropped = unknownParts(input, profile);
  const shown = dropped.slice(0, 3).join(' ; ') + (dropped.length > 3 ? '…' : '');
  const ignored = `${dropped.length} information(s) inconnue(s) de cette version n’ont pas été reprises (${shown})`;
  return [...(dropped.length > 0 ? [ignored] : []), ...brokenLinks(profile)].map(
    (text) => `${name} : ${text}.`,
  );
}
