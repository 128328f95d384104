import { useEffect, useState } from 'preact/hooks';
import { type EditPath, insertRows } from '@/knowledge/profile/edit';
import { formatPlural } from '@/knowledge/profile/format';
import { dossier as dossierSchema } from '@/knowledge/profile/schema';
import type { Editor } from './editor';
import { type CampaignChoice, EditorDossier } from './editor-dossier';

interface Props {
  editor: Editor;
  campaigns: readonly CampaignChoice[];
  focus: EditPath | null;
}

/** The family of dossiers of the grappe; one form open at a time. */
export function EditorDossiers({ editor, campaigns, focus }: Props) {
  const { grappe } = editor;
  const { dossiers } = grappe;
  const [opened, setOpened] = useState('');
  useEffect(() => {
    if (focus?.[0] === 'dossiers' && focus[1] !== undefined) setOpened(focus[1]);
  }, [focus]);
  const add = () => {
    const id = editor.newId();
    const campaign = dossiers.at(-1)?.campaign ?? campaigns.at(-1)?.id ?? '';
    editor.edit(
      insertRows(grappe, ['dossiers'], [dossierSchema.parse({ id, campaign })]),
      'Ajout d’un dossier',
    );
    setOpened(id);
  };
  return (
    <section class="stack" id="dossiers" aria-labelledby="dossiers-title">
      <h2 id="dossiers-title">{formatPlural(dossiers.length, 'dossier')}</h2>
      <p class="muted">
        Un dossier pour chaque type de projet et chaque champ : un projet mixte sur deux champs en fait
        quatre.
      </p>
      <ul class="stack">
        {dossiers.map((dossier) => (
          <EditorDossier
            key={dossier.id}
            editor={editor}
            dossier={dossier}
            campaigns={campaigns}
            open={opened === dossier.id}
            onToggle={() => setOpened(opened === dossier.id ? '' : dossier.id)}
          />
        ))}
      </ul>
      <div>
        <button type="button" data-path="dossiers" onClick={add}>
          Ajouter un dossier
        </button>
      </div>
    </section>
  );
}
