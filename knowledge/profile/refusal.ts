import type { Edit } from './edit';
import { parseProfile } from './parse';
import type { Profile } from './schema';

const LISTS = ['organismes', 'essms', 'dossiers'] as const;

/** The grappe with only the rows that the edits touch: as quick to check for 5,000 ESSMS as for 10. */
function touched(profile: Profile, edits: readonly Edit[]): Profile {
  const ids = new Set(
    edits.flatMap((edit) =>
      edit.kind === 'set' ? edit.path.slice(1, 2) : [edit.row.id, ...edit.path.slice(1, 2)],
    ),
  );
  const rows = LISTS.map((list) => [list, profile[list].filter(({ id }) => ids.has(id))]);
  return { ...profile, ...Object.fromEntries(rows) };
}

/**
 * Why the store would refuse what these edits have written, in French and without a full stop
 * (« la valeur est trop longue ou trop grande »); null when it takes it. `profile` is the result.
 */
export function refusalOf(profile: Profile, edits: readonly Edit[]): string | null {
  try {
    parseProfile(touched(profile, edits));
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The rank of the row in the message is the one among those touched: the label already names it.
    return (/\s:\s([^:]+)$/.exec(message)?.[1] ?? message).replace(/\.$/, '');
  }
}
