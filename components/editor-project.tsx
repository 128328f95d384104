import { INDICATOR_FIELDS, PROJECT_FIELDS } from '@/knowledge/profile/fields';
import { indicator } from '@/knowledge/profile/schema';
import type { Editor } from './editor';
import { EditorFields } from './editor-fields';
import { EditorRows } from './editor-rows';

/** What the project is, its texts and its indicators. */
export function EditorProject({ editor }: { editor: Editor }) {
  const { project } = editor.grappe;
  return (
    <section class="stack" id="projet" aria-labelledby="projet-title">
      <h2 id="projet-title">Projet</h2>
      <div class="card stack">
        <EditorFields editor={editor} fields={PROJECT_FIELDS} row={project} base={['project']} subject="" />
      </div>
      <div class="card stack">
        <h3>Indicateurs</h3>
        <p class="field-help">Ce qui montrera que le projet a réussi, et le chiffre visé.</p>
        <EditorRows
          editor={editor}
          path={['project', 'indicators']}
          rows={project.indicators}
          fields={INDICATOR_FIELDS}
          noun="indicateur"
          addLabel="Ajouter un indicateur"
          newRow={(id) => indicator.parse({ id })}
          titleOf={({ label }) => label}
        />
      </div>
    </section>
  );
}
