import { EditorOverview } from '@/components/editor-gaps';
import { EditorGrappe } from '@/components/editor-grappe';
import { ProfileSummary } from '@/components/profile-summary';
import type { Section } from '@/knowledge/profile/completeness';
import { type Profile, porteurOf } from '@/knowledge/profile/schema';
import { summarise } from '@/knowledge/profile/summary';
import { editorOf } from '../editor';
import type { Page } from '../page';

interface Props {
  page: Page;
  grappe: Profile;
  sections: readonly Section[];
}

/** The figures of the grappe, what it lacks, its name. */
export function SyntheseSection({ page: { editing, place }, grappe, sections }: Props) {
  return (
    <div class="stack">
      <ProfileSummary summary={summarise(grappe)} porteur={porteurOf(grappe)?.raisonSociale ?? ''} />
      <EditorOverview sections={sections} onJump={place.jump} />
      <EditorGrappe
        editor={editorOf(editing, grappe)}
        onCreate={() => void editing.create('Nouvelle grappe')}
        onDuplicate={() => void editing.duplicate(grappe)}
      />
    </div>
  );
}
