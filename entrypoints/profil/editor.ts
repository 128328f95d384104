import type { Editor } from '@/components/editor';
import type { Profile } from '@/knowledge/profile/schema';
import type { Editing } from './editing';

/** What the forms need, from the editing of the page. */
export const editorOf = (editing: Editing, grappe: Profile): Editor => ({
  grappe,
  drafts: editing.drafts,
  edit: (edits, label, options) => void editing.edit(edits, label, options),
  remove: editing.withdraw,
  keepDraft: editing.keepDraft,
  newId: () => crypto.randomUUID(),
});
