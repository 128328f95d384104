import type { Field } from '@/knowledge/profile/fields';
import type { Profile } from '@/knowledge/profile/schema';
import type { Editor } from './editor';
import { EditorField } from './editor-field';

interface Props {
  editor: Editor;
  onCreate(): void;
  onDuplicate(): void;
}

const NAME: Field<Profile> = {
  path: 'name',
  label: 'Nom de la grappe',
  kind: 'text',
  help: 'Pour vous y retrouver ; il n’est pas envoyé au portail.',
  example: 'Grappe des Tamaris',
  group: '',
  maxLength: 300,
};

/** The name of the grappe on screen, and the ways to have another one beside it. */
export function EditorGrappe({ editor, onCreate, onDuplicate }: Props) {
  return (
    <section class="card stack" aria-labelledby="grappe-title">
      <h2 id="grappe-title">Cette grappe</h2>
      <EditorField editor={editor} field={NAME} row={editor.grappe} base={[]} subject="" />
      <div class="row">
        <button type="button" onClick={onCreate}>
          Nouvelle grappe vide
        </button>
        <button type="button" onClick={onDuplicate}>
          Dupliquer cette grappe
        </button>
      </div>
    </section>
  );
}
