import { EditorBank } from '@/components/editor-bank';
import { EditorBudget } from '@/components/editor-budget';
import { EditorDossiers } from '@/components/editor-dossiers';
import { EditorGaps } from '@/components/editor-gaps';
import { EditorOrganismes } from '@/components/editor-organismes';
import { EditorProject } from '@/components/editor-project';
import type { Section } from '@/knowledge/profile/completeness';
import type { Profile } from '@/knowledge/profile/schema';
import { DataSection } from '../data-section';
import { editorOf } from '../editor';
import { ImportSection } from '../import-section';
import type { Page } from '../page';
import { RegisterSection } from '../register-section';
import { CallsSection } from './appels';
import { AssistantSection } from './assistant';
import { EssmsSection } from './essms';
import { SyntheseSection } from './synthese';
import { TextsSection } from './textes';

interface Props {
  page: Page;
  grappe: Profile;
  sections: readonly Section[];
  /** What the section on screen lacks, for those that are counted. */
  gaps: Section | undefined;
}

function Body({ page, grappe, sections }: Props) {
  const { editing, place, backups, calls } = page;
  const editor = editorOf(editing, grappe);
  const focus = place.focus.value;
  switch (place.section.value) {
    case 'organismes':
      return <EditorOrganismes editor={editor} focus={focus} />;
    case 'essms':
      return <EssmsSection page={page} grappe={grappe} />;
    case 'projet':
      return <EditorProject editor={editor} />;
    case 'budget':
      return <EditorBudget editor={editor} />;
    case 'banque':
      return <EditorBank editor={editor} />;
    case 'dossiers':
      return <EditorDossiers editor={editor} campaigns={calls.all.value} focus={focus} />;
    case 'appels':
      return <CallsSection calls={calls} asked={place.call.value} />;
    case 'textes':
      return <TextsSection calls={calls} />;
    case 'assistant':
      return <AssistantSection />;
    case 'importer':
      return <ImportSection editing={editing} />;
    case 'registre':
      return <RegisterSection editing={editing} />;
    case 'donnees':
      return <DataSection backups={backups} />;
    default:
      return <SyntheseSection page={page} grappe={grappe} sections={sections} />;
  }
}

/** The section on screen, what it lacks above it. */
export function SectionBody(props: Props) {
  return (
    <>
      {props.gaps && <EditorGaps section={props.gaps} onJump={props.page.place.jump} />}
      <Body {...props} />
    </>
  );
}
