import type { ComponentChildren } from 'preact';
import { type EditPath, insertRows, removeRow } from '@/knowledge/profile/edit';
import type { Field } from '@/knowledge/profile/fields';
import { type Editor, pathKey } from './editor';
import { EditorField } from './editor-field';

interface Props<Row extends { id: string }> {
  editor: Editor;
  /** Path of the list. */
  path: EditPath;
  rows: readonly Row[];
  fields: readonly Field<Row>[];
  /** « dépense », « la dépense »… */
  noun: string;
  /** « Ajouter une dépense ». */
  addLabel: string;
  newRow(id: string): Row;
  titleOf(row: Row): string;
  /** Other ways to add rows, beside the first. */
  children?: ComponentChildren;
}

/** A short list of rows of a few fields each: lines of a budget, indicators, pieces. */
export function EditorRows<Row extends { id: string }>(props: Props<Row>) {
  const { editor, path, rows, fields, noun, addLabel, newRow, titleOf } = props;
  const nameOf = (row: Row, rank: number): string => titleOf(row) || `${noun} n° ${rank + 1}`;
  const add = () => editor.edit(insertRows(editor.grappe, path, [newRow(editor.newId())]), addLabel);
  return (
    <div class="stack">
      <ul class="rows">
        {rows.map((row, rank) => (
          <li key={row.id} class="row-form">
            {fields.map((field) => (
              <EditorField
                key={field.path}
                editor={editor}
                field={field}
                row={row}
                base={[...path, row.id]}
                subject={nameOf(row, rank)}
                brief
              />
            ))}
            <button
              type="button"
              class="row-remove"
              aria-label={`Retirer ${nameOf(row, rank)}`}
              onClick={() =>
                editor.remove(removeRow(editor.grappe, path, row.id), `Retrait de ${nameOf(row, rank)}`)
              }
            >
              Retirer
            </button>
          </li>
        ))}
      </ul>
      <div class="row">
        <button type="button" data-path={pathKey(path)} onClick={add}>
          {addLabel}
        </button>
        {props.children}
      </div>
    </div>
  );
}
