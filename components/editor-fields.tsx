import type { EditPath } from '@/knowledge/profile/edit';
import type { Field } from '@/knowledge/profile/fields';
import type { Editor } from './editor';
import { EditorField } from './editor-field';

interface Props<Row> {
  editor: Editor;
  fields: readonly Field<Row>[];
  row: Row;
  base: EditPath;
  subject: string;
}

/** The fields that arise for a row, group by group. */
export function EditorFields<Row extends object>({ editor, fields, row, base, subject }: Props<Row>) {
  const asked = fields.filter(({ when }) => when?.(row, editor.grappe) ?? true);
  return (
    <>
      {[...Map.groupBy(asked, ({ group }) => group)].map(([group, inside]) => (
        <fieldset key={group} class="field-group">
          <legend>{group}</legend>
          <div class="field-grid">
            {inside.map((field) => (
              <EditorField
                key={`${base.join('/')}/${field.path}`}
                editor={editor}
                field={field}
                row={row}
                base={base}
                subject={subject}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
