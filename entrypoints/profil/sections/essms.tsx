import { draftKey } from '@/components/editor';
import { EssmsForm } from '@/components/editor-essms';
import { EssmsTable } from '@/components/essms-table';
import { formatCount } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import { editorOf } from '../editor';
import type { Page } from '../page';

/** The table of the ESSMS, and over it the form of the one that is opened. */
export function EssmsSection({ page: { editing, place }, grappe }: { page: Page; grappe: Profile }) {
  const opened = place.essmsId.value;
  return (
    <section class="stack" id="essms" aria-labelledby="essms-title">
      <h2 id="essms-title">{formatCount(grappe.essms.length)} ESSMS</h2>
      <EssmsTable
        grappe={grappe}
        onEdit={(edits, label) => void editing.edit(edits, label, { profileId: grappe.id })}
        onDraft={(path, text) => editing.keepDraft(draftKey(grappe, path), text)}
        onOpen={place.openEssms}
        focus={place.focus.value}
      />
      {opened !== '' && (
        <EssmsForm
          editor={editorOf(editing, grappe)}
          essmsId={opened}
          onOpen={place.openEssms}
          onClose={place.closeEssms}
        />
      )}
    </section>
  );
}
