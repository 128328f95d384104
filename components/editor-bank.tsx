import { BANK_FIELDS } from '@/knowledge/profile/fields';
import type { Editor } from './editor';
import { EditorFields } from './editor-fields';

/** Bank details of the porteur, the account hidden until it is asked for. */
export function EditorBank({ editor }: { editor: Editor }) {
  return (
    <section class="stack" id="banque" aria-labelledby="banque-title">
      <h2 id="banque-title">Coordonnées bancaires</h2>
      <p class="muted">
        Celles du porteur. Recopiez-les depuis le relevé d’identité bancaire, jamais depuis un courriel.
      </p>
      <div class="card stack">
        <EditorFields
          editor={editor}
          fields={BANK_FIELDS}
          row={editor.grappe.bank}
          base={['bank']}
          subject=""
        />
      </div>
    </section>
  );
}
