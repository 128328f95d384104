import type { Editor } from '@/components/editor';
import type { Profile } from '@/knowledge/profile/schema';
import type { Editing } from './editing';

/** What the forms need, from the editing of the page. */
export const editorOf = (editing: Editing, grappe: Profile): Editor => ({
  grappe,
  drafts: editing.drafts,
  // Named: a box may be left, or saved by its timer, once another grappe is on screen.
  edit: (edits, label, options) => void editing.edit(edits, label, { ...options, profileId: grappe.id }),
  remove: (edits, label) => editing.withdraw(edits, label, { profileId: grappe.id }),
  keepDraft: editing.keepDraft,
  newId: () => crypto.randomUUID(),
});
