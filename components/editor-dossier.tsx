import { type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import { DOSSIER_FIELDS, type Field } from '@/knowledge/profile/fields';
import { FIELD_NAMES, formatPlural, STATUS_NAMES, TYPE_NAMES } from '@/knowledge/profile/format';
import { type Dossier, piece as pieceSchema } from '@/knowledge/profile/schema';
import { type Editor, pathKey } from './editor';
import { EditorField } from './editor-field';
import { EditorFields } from './editor-fields';
import { EditorPerimeter } from './editor-perimeter';
import { EditorRows } from './editor-rows';

/** A call for projects: its name and the pieces its texts name. */
export interface CampaignChoice {
  id: string;
  title: string;
  pieces: readonly { label: string }[];
}

interface Props {
  editor: Editor;
  dossier: Dossier;
  campaigns: readonly CampaignChoice[];
  open: boolean;
  onToggle(): void;
}

type Piece = Dossier['pieces'][number];

const PIECE_FIELDS: readonly Field<Piece>[] = [
  { path: 'label', label: 'Pièce', kind: 'text', help: '', example: '', group: '', maxLength: 300 },
  { path: 'present', label: 'Prête à joindre', kind: 'flag', help: '', example: '', group: '' },
];

const campaignField = (campaigns: readonly CampaignChoice[]): Field<Dossier> => ({
  path: 'campaign',
  label: 'Campagne',
  kind: 'choice',
  help: 'L’appel à projets auquel ce dossier répond.',
  example: '',
  group: '',
  choices: campaigns.map(({ id, title }) => ({ value: id, label: title })),
});

const titleOf = ({ type, field }: Dossier): string =>
  [type ? TYPE_NAMES[type] : 'Type à choisir', field ? FIELD_NAMES[field] : 'champ à choisir'].join(' · ');

function Pieces({ editor, dossier, campaigns }: Pick<Props, 'editor' | 'dossier' | 'campaigns'>) {
  const path = ['dossiers', dossier.id, 'pieces'];
  const known = new Set(dossier.pieces.map(({ label }) => label));
  const asked = campaigns.find(({ id }) => id === dossier.campaign)?.pieces ?? [];
  const absent = asked.filter(({ label }) => !known.has(label));
  const add = () => {
    const rows = absent.map(({ label }) => pieceSchema.parse({ id: editor.newId(), label }));
    editor.edit(insertRows(editor.grappe, path, rows), 'Ajout des pièces de la campagne');
  };
  return (
    <fieldset class="field-group">
      <legend>Pièces</legend>
      <EditorRows
        editor={editor}
        path={path}
        rows={dossier.pieces}
        fields={PIECE_FIELDS}
        noun="pièce"
        addLabel="Ajouter une pièce"
        newRow={(id) => pieceSchema.parse({ id })}
        titleOf={({ label }) => label}
      >
        {absent.length > 0 && (
          <button type="button" onClick={add}>
            Ajouter {formatPlural(absent.length, 'pièce demandée', 'pièces demandées')} par la campagne
          </button>
        )}
      </EditorRows>
    </fieldset>
  );
}

/** One dossier: its campaign, type and field, whom it covers, what it asks, its pieces, where it stands. */
export function EditorDossier({ editor, dossier, campaigns, open, onToggle }: Props) {
  const { id, status, essmsIds } = dossier;
  const base = ['dossiers', id];
  const title = titleOf(dossier);
  const setEssms = (ids: string[]): void => {
    const edits: Edit[] = setValue(editor.grappe, [...base, 'essmsIds'], ids);
    editor.edit(edits, `ESSMS du dossier ${title}`, { mergeKey: `${pathKey(base)}/essmsIds` });
  };
  return (
    <li class="card stack">
      <div class="section-head">
        <h3>
          <button
            type="button"
            class="fold"
            aria-expanded={open}
            aria-controls={`dossier-${id}`}
            onClick={onToggle}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> {title}
          </button>
        </h3>
        <span class="badge">{STATUS_NAMES[status]}</span>
        <span class="badge">{essmsIds.length} ESSMS</span>
      </div>
      <div id={`dossier-${id}`} class="stack" hidden={!open}>
        {open && (
          <>
            <EditorField
              editor={editor}
              field={campaignField(campaigns)}
              row={dossier}
              base={base}
              subject={`dossier ${title}`}
            />
            <EditorFields
              editor={editor}
              fields={DOSSIER_FIELDS}
              row={dossier}
              base={base}
              subject={`dossier ${title}`}
            />
            <EditorPerimeter
              path={pathKey([...base, 'essmsIds'])}
              grappe={editor.grappe}
              dossier={dossier}
              onChange={setEssms}
            />
            <Pieces editor={editor} dossier={dossier} campaigns={campaigns} />
            <div>
              <button
                type="button"
                class="danger"
                onClick={() =>
                  editor.remove(removeRow(editor.grappe, ['dossiers'], id), `Retrait du dossier ${title}`)
                }
              >
                Retirer ce dossier
              </button>
            </div>
          </>
        )}
      </div>
    </li>
  );
}
