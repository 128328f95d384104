import { type Edit, type EditPath, sameJson, valueAt } from '@/knowledge/profile/edit';
import type { Profile } from '@/knowledge/profile/schema';
import { joinEdits } from './history';

/** One value that two windows wrote: both are shown, the person chooses. */
export interface ConflictItem {
  path: EditPath;
  mine: unknown;
  /** What the other window saved; undefined when it removed the row. */
  theirs: unknown;
}

/** Edits that could not be saved because another window had written in between. */
export interface Conflict {
  id: string;
  profileId: string;
  label: string;
  edits: Edit[];
  items: ConflictItem[];
  /** False when what was edited is no longer there: it can only be read and left. */
  canKeepMine: boolean;
}

/** True when a grappe already holds what the edits write: they were saved, the answer was lost. */
export const alreadyThere = (profile: Profile, edits: readonly Edit[]): boolean =>
  edits.every((edit) => {
    if (edit.kind === 'set') return sameJson(valueAt(profile, edit.path), edit.after);
    const row = valueAt(profile, [...edit.path, edit.row.id]);
    return edit.kind === 'insert' ? sameJson(row, edit.row) : row === undefined;
  });

const isSource = (path: EditPath): boolean => path.includes('sources');

const parentOf = (profile: Profile, path: EditPath): unknown => valueAt(profile, path.slice(0, -1));

/** The value each side wants at the path of an edit. */
function itemOf(edit: Edit, profile: Profile): ConflictItem {
  if (edit.kind === 'set') return { path: edit.path, mine: edit.after, theirs: valueAt(profile, edit.path) };
  const path = [...edit.path, edit.row.id];
  return { path, mine: edit.kind === 'insert' ? edit.row : undefined, theirs: valueAt(profile, path) };
}

/** What to ask the user when edits do not fit what is stored now. `earlier` are those already asked. */
export function conflictOf(
  id: string,
  label: string,
  profile: Profile,
  edits: readonly Edit[],
  earlier: readonly Edit[],
): Conflict {
  const joined = joinEdits(earlier, edits);
  const items = joined
    .filter((edit) => !isSource(edit.path) && !alreadyThere(profile, [edit]))
    .map((edit) => itemOf(edit, profile));
  const canKeepMine = joined.every(
    (edit) => edit.kind !== 'set' || parentOf(profile, edit.path) !== undefined,
  );
  return { id, profileId: profile.id, label, edits: joined, items, canKeepMine };
}

/** The same edits written over what is stored now: the user chose his own. */
export function rebase(profile: Profile, edits: readonly Edit[]): Edit[] {
  return edits.flatMap((edit): Edit[] => {
    if (alreadyThere(profile, [edit])) return [];
    if (edit.kind === 'set') return [{ ...edit, before: valueAt(profile, edit.path) }];
    const list = valueAt(profile, edit.path);
    const rows: unknown[] = Array.isArray(list) ? list : [];
    const stored = valueAt(profile, [...edit.path, edit.row.id]);
    // A row the other window changed is removed as it is now; one that is there again is left.
    if (edit.kind === 'insert' || stored === undefined) return edit.kind === 'insert' && stored ? [] : [edit];
    return [{ ...edit, at: rows.indexOf(stored), row: { ...edit.row, ...stored } }];
  });
}
