import { useEffect, useState } from 'preact/hooks';
import { formatFiness, formatSiren } from '@/knowledge/identifiers';
import { type Edit, type EditPath, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { type Field, ORGANISME_FIELDS } from '@/knowledge/profile/fields';
import { formatPlural } from '@/knowledge/profile/format';
import { type Organisme, organisme as organismeSchema, type Profile } from '@/knowledge/profile/schema';
import type { Editor } from './editor';
import { EditorField } from './editor-field';
import { EditorFields } from './editor-fields';

interface Props {
  editor: Editor;
  /** Datum to show: its organisme is opened. */
  focus: EditPath | null;
}

const PORTEUR: Field<Profile> = {
  path: 'porteurId',
  label: 'Porteur',
  kind: 'organisme',
  help: 'L’organisme qui dépose les dossiers et reçoit l’argent pour toute la grappe.',
  example: '',
  group: '',
};

const nameOf = ({ raisonSociale, sigle }: Organisme): string =>
  raisonSociale || sigle || 'Organisme sans nom';

/** Takes an organisme away, and every link to it: none is left pointing at nothing. */
function withdraw(grappe: Profile, id: string): Edit[] {
  const orphans = grappe.essms.filter((essms) => essms.organismeId === id);
  return [
    ...(grappe.porteurId === id ? setValue(grappe, ['porteurId'], '') : []),
    ...orphans.flatMap((essms) => setValue(grappe, ['essms', essms.id, 'organismeId'], '')),
    ...removeRow(grappe, ['organismes'], id),
  ];
}

interface CardProps {
  editor: Editor;
  organisme: Organisme;
  open: boolean;
  onToggle(): void;
}

function Card({ editor, organisme, open, onToggle }: CardProps) {
  const { grappe } = editor;
  const { id, siren, finessJuridique, address } = organisme;
  const count = grappe.essms.filter((essms) => essms.organismeId === id).length;
  const facts = [
    siren && `SIREN ${formatSiren(siren)}`,
    finessJuridique && `FINESS ${formatFiness(finessJuridique)}`,
    address.commune,
  ].filter(Boolean);
  return (
    <li class="card stack">
      <div class="section-head">
        <h3>
          <button
            type="button"
            class="fold"
            aria-expanded={open}
            aria-controls={`fiche-${id}`}
            onClick={onToggle}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> {nameOf(organisme)}
          </button>
        </h3>
        {id === grappe.porteurId && <span class="badge accent">Porteur</span>}
        <span class="badge">{count} ESSMS</span>
      </div>
      {facts.length > 0 && <p class="small muted">{facts.join(' · ')}</p>}
      <div id={`fiche-${id}`} class="stack" hidden={!open}>
        {open && (
          <>
            <EditorFields
              editor={editor}
              fields={ORGANISME_FIELDS}
              row={organisme}
              base={['organismes', id]}
              subject={nameOf(organisme)}
            />
            <div>
              <button
                type="button"
                class="danger"
                onClick={() => editor.remove(withdraw(grappe, id), `Retrait de ${nameOf(organisme)}`)}
              >
                Retirer cet organisme
              </button>
            </div>
          </>
        )}
      </div>
    </li>
  );
}

/** The porteur and the member organismes, the porteur first; one form open at a time. */
export function EditorOrganismes({ editor, focus }: Props) {
  const { grappe } = editor;
  const { organismes, porteurId } = grappe;
  const [opened, setOpened] = useState(organismes.length === 1 ? (organismes[0]?.id ?? '') : '');
  useEffect(() => {
    if (focus?.[0] === 'organismes' && focus[1] !== undefined) setOpened(focus[1]);
  }, [focus]);
  const ordered = organismes.toSorted((a, b) => Number(b.id === porteurId) - Number(a.id === porteurId));
  const add = () => {
    const id = editor.newId();
    const edits = insertRows(grappe, ['organismes'], [organismeSchema.parse({ id })]);
    // The first one is the porteur until somebody says otherwise.
    const first = organismes.length === 0 ? setValue(grappe, ['porteurId'], id) : [];
    editor.edit([...edits, ...first], 'Ajout d’un organisme');
    setOpened(id);
  };
  return (
    <section class="stack" id="organismes" aria-labelledby="organismes-title">
      <h2 id="organismes-title">{formatPlural(organismes.length, 'organisme')}</h2>
      {organismes.length === 0 ? (
        <p class="muted">Commencez par le porteur : l’organisme qui dépose les dossiers.</p>
      ) : (
        <div class="card">
          <EditorField editor={editor} field={PORTEUR} row={grappe} base={[]} subject="" />
        </div>
      )}
      <ul class="stack">
        {ordered.map((organisme) => (
          <Card
            key={organisme.id}
            editor={editor}
            organisme={organisme}
            open={opened === organisme.id}
            onToggle={() => setOpened(opened === organisme.id ? '' : organisme.id)}
          />
        ))}
      </ul>
      <div>
        <button
          type="button"
          data-path="organismes"
          class={organismes.length === 0 ? 'primary' : ''}
          onClick={add}
        >
          Ajouter un organisme
        </button>
      </div>
    </section>
  );
}
