import type { EditPath } from '@/knowledge/profile/edit';
import {
  BANK_FIELDS,
  DOSSIER_FIELDS,
  ESSMS_FIELDS,
  type Field,
  LINE_FIELDS,
  ORGANISME_FIELDS,
  PROJECT_FIELDS,
} from '@/knowledge/profile/fields';
import { describePath } from '@/knowledge/profile/labels';
import { isRecord } from '@/knowledge/profile/parse';
import { shownValue } from '@/knowledge/profile/typed';

interface Conflict {
  id: string;
  label: string;
  items: { path: EditPath; mine: unknown; theirs: unknown }[];
  canKeepMine: boolean;
}

interface Props<C extends Conflict> {
  conflicts: readonly C[];
  onSettle(conflict: C, keepMine: boolean): void;
}

const found = <Row,>(fields: readonly Field<Row>[], path: string, value: unknown): string | null => {
  const field = fields.find((one) => one.path === path);
  return field ? shownValue(field, value) : null;
};

/** A value as its field shows it, wherever it is in the profile. */
function show(path: EditPath, value: unknown): string {
  if (value === undefined) return 'retiré';
  if (value === null || value === '') return 'rien';
  const [list = '', ...rest] = path;
  const inRow = rest.slice(1).join('.');
  const text =
    (list === 'essms' && found(ESSMS_FIELDS, inRow, value)) ||
    (list === 'organismes' && found(ORGANISME_FIELDS, inRow, value)) ||
    (list === 'dossiers' && found(DOSSIER_FIELDS, inRow, value)) ||
    (list === 'project' && found(PROJECT_FIELDS, rest.join('.'), value)) ||
    (list === 'project' && found(LINE_FIELDS, rest.at(-1) ?? '', value)) ||
    (list === 'bank' && found(BANK_FIELDS, rest.join('.'), value));
  if (text) return text;
  if (Array.isArray(value)) return `${value.length} élément(s)`;
  return isRecord(value)
    ? String(value.name || value.raisonSociale || value.label || 'présent')
    : String(value);
}

/** « adresse, code postal » : the ids of the rows mean nothing to a reader. */
const wordsOf = (path: EditPath): string =>
  describePath(path.slice(path.length > 2 && path[0] !== 'project' ? 2 : -1));

function Question<C extends Conflict>({
  conflict,
  onSettle,
}: {
  conflict: C;
  onSettle: Props<C>['onSettle'];
}) {
  const { label, items, canKeepMine } = conflict;
  return (
    <li class="notice warn stack">
      <p>
        <strong>{label} : deux fenêtres ont changé la même donnée.</strong>
      </p>
      {items.map(({ path, mine, theirs }) => (
        <dl key={path.join('/')} class="versus">
          {items.length > 1 && <dt class="versus-name">{wordsOf(path)}</dt>}
          <div>
            <dt>Votre saisie :</dt>
            <dd>{show(path, mine)}</dd>
          </div>
          <div>
            <dt>Enregistré depuis une autre fenêtre :</dt>
            <dd>{show(path, theirs)}</dd>
          </div>
        </dl>
      ))}
      {!canKeepMine && <p>La ligne a été retirée dans l’autre fenêtre : votre saisie n’a plus de place.</p>}
      <div class="row">
        {canKeepMine && (
          <button type="button" onClick={() => onSettle(conflict, true)}>
            Garder ma saisie
          </button>
        )}
        <button type="button" onClick={() => onSettle(conflict, false)}>
          Garder l’autre
        </button>
      </div>
    </li>
  );
}

/** Values that two windows wrote: both in sight, the person chooses. */
export function EditorConflicts<C extends Conflict>({ conflicts, onSettle }: Props<C>) {
  if (conflicts.length === 0) return null;
  return (
    <ul class="stack">
      {conflicts.map((conflict) => (
        <Question key={conflict.id} conflict={conflict} onSettle={onSettle} />
      ))}
    </ul>
  );
}
