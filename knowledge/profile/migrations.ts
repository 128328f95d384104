import { SCHEMA_VERSION } from './schema';

type Row = Record<string, unknown>;

/**
 * What turns a profile of version n into one of version n + 1, by n. A step only adds or renames:
 * the schema fills what is new with « unknown ». Never change a released step: add one, and freeze
 * a backup of the version it starts from in `test/profiles/`.
 */
const STEPS: Record<number, (row: Row) => Row> = {
  // v2 keeps where each value came from, and the day an ESSMS closed: unknown for what v1 held.
  1: (row) => ({ ...row, schemaVersion: 2 }),
};

/** Version a stored profile says it has, or null when it says none. */
export const versionOf = (row: Row): number | null =>
  typeof row.schemaVersion === 'number' && Number.isInteger(row.schemaVersion) ? row.schemaVersion : null;

/** True for a profile this version reads after a change of form: it is worth a snapshot first. */
export const needsMigration = (row: Row): boolean => {
  const version = versionOf(row);
  return version !== null && version >= 1 && version < SCHEMA_VERSION;
};

/** The profile in the form of this version; anything that is no older profile comes back untouched. */
export function migrate(row: Row): Row {
  let current = row;
  for (let step = stepOf(current); step !== undefined; step = stepOf(current)) current = step(current);
  return current;
}

const stepOf = (row: Row) => (needsMigration(row) ? STEPS[versionOf(row) ?? 0] : undefined);
