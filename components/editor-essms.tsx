import { useEffect, useRef } from 'preact/hooks';
import { type Edit, removeRow, setValue } from '@/knowledge/profile/edit';
import { ESSMS_FIELDS } from '@/knowledge/profile/fields';
import type { Profile } from '@/knowledge/profile/schema';
import type { Editor } from './editor';
import { EditorFields } from './editor-fields';

interface Props {
  editor: Editor;
  essmsId: string;
  onOpen(essmsId: string): void;
  onClose(): void;
}

/** Takes an ESSMS away, from the dossiers too. */
function withdraw(grappe: Profile, id: string): Edit[] {
  const held = grappe.dossiers.filter(({ essmsIds }) => essmsIds.includes(id));
  return [
    ...held.flatMap((dossier) =>
      setValue(
        grappe,
        ['dossiers', dossier.id, 'essmsIds'],
        dossier.essmsIds.filter((one) => one !== id),
      ),
    ),
    ...removeRow(grappe, ['essms'], id),
  ];
}

/** Everything about one ESSMS, over the table: opened from it, closed with Escape. */
export function EssmsForm({ editor, essmsId, onOpen, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { grappe } = editor;
  const rank = grappe.essms.findIndex(({ id }) => id === essmsId);
  const essms = grappe.essms[rank];
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  // Undone or removed by another window while it was open.
  useEffect(() => {
    if (!essms) onClose();
  }, [essms]);
  if (!essms) return null;
  const name = essms.name || `ESSMS n° ${rank + 1}`;
  const step = (by: number) => {
    const other = grappe.essms[rank + by];
    return (
      <button type="button" disabled={!other} onClick={() => other && onOpen(other.id)}>
        {by < 0 ? 'Précédent' : 'Suivant'}
      </button>
    );
  };
  const remove = () => {
    onClose();
    editor.remove(withdraw(grappe, essmsId), `Retrait de ${name}`);
  };
  return (
    <dialog ref={dialog} class="essms-form" aria-labelledby="essms-form-title" onClose={onClose}>
      <div class="section-head essms-form-head">
        <h2 id="essms-form-title">{name}</h2>
        {step(-1)}
        {step(1)}
        <button type="button" class="primary" onClick={onClose}>
          Fermer la fiche
        </button>
      </div>
      <div class="stack" key={essmsId}>
        <EditorFields
          editor={editor}
          fields={ESSMS_FIELDS}
          row={essms}
          base={['essms', essmsId]}
          subject={name}
        />
        <div>
          <button type="button" class="danger" onClick={remove}>
            Retirer cet ESSMS de la grappe
          </button>
        </div>
      </div>
    </dialog>
  );
}
