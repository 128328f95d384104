import type { Edit, EditPath } from '@/knowledge/profile/edit';
import type { Profile } from '@/knowledge/profile/schema';

/** What every form of the editor needs: the grappe, and how to change it. */
export interface Editor {
  grappe: Profile;
  /** Texts typed and not stored yet, by `draftKey`. */
  drafts: ReadonlyMap<string, string>;
  /** `label` names the step to undo; successive edits with one key are one step. */
  edit(edits: readonly Edit[], label: string, options?: { mergeKey?: string }): void;
  /** Edits that take something away: said, with a way back. */
  remove(edits: readonly Edit[], label: string): void;
  keepDraft(key: string, text: string | null): void;
  newId(): string;
}

/** Name of a datum in the page: `data-path` of its control. */
export const pathKey = (path: EditPath): string => path.join('/');

/** Key of a text typed and not stored yet. */
export const draftKey = (grappe: Profile, path: EditPath): string => `${grappe.id}/${pathKey(path)}`;
