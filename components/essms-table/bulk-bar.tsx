import { useState } from 'preact/hooks';
import { formatPlural } from '@/knowledge/profile/format';
import type { Actions } from './actions';
import { COLUMNS, columnOf } from './columns';
import { memo } from './memo';
import type { Options } from './options';

/** Columns whose value several ESSMS may share. */
const SHARED = COLUMNS.filter((c) => !['name', 'finess', 'siret', 'address.street'].includes(c.key));

interface Props {
  selected: ReadonlySet<string>;
  /** How many of them are on screen. */
  shown: number;
  options: Options;
  actions: Actions;
}

/** What to do with the rows chosen: one value for all, or their removal. */
export const BulkBar = memo(function BulkBar({ selected, shown, options, actions }: Props) {
  const [key, setKey] = useState('field');
  const [text, setText] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const column = columnOf(key);
  if (selected.size === 0 || !column) return null;
  const choices = column.options ? options[column.options] : null;
  const label = `Valeur pour « ${column.label} »`;
  const apply = (e: SubmitEvent) => {
    e.preventDefault();
    setReason(actions.setAll(column, text));
  };
  return (
    <form class="eg-bulk" aria-label="ESSMS sélectionnés" onSubmit={apply}>
      <strong role="status">
        {formatPlural(selected.size, 'ESSMS sélectionné', 'ESSMS sélectionnés')}
        {shown < selected.size && ` dont ${selected.size - shown} masqués par le filtre`}
      </strong>
      <label class="eg-list">
        <span class="visually-hidden">Donnée à changer</span>
        <select
          value={key}
          onChange={(e) => {
            setKey(e.currentTarget.value);
            setText('');
            setReason(null);
          }}
        >
          {SHARED.map((c) => (
            <option key={c.key} value={c.key}>
              {c.label}
            </option>
          ))}
        </select>
      </label>
      <div class="eg-list">
        {choices ? (
          <select aria-label={label} value={text} onChange={(e) => setText(e.currentTarget.value)}>
            <option value="">Non renseigné</option>
            {choices.map((o) => (
              <option key={String(o.value)} value={o.words[0]}>
                {o.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            aria-label={label}
            value={text}
            placeholder="vide pour effacer"
            aria-invalid={reason !== null}
            onInput={(e) => setText(e.currentTarget.value)}
          />
        )}
      </div>
      <button type="submit" class="primary">
        Appliquer à tous
      </button>
      <button
        type="button"
        class="danger"
        onClick={() => actions.set({ question: { kind: 'delete', ids: selected } })}
      >
        Supprimer…
      </button>
      <button type="button" class="link" onClick={() => actions.set({ selected: new Set() })}>
        Désélectionner
      </button>
      {reason !== null && (
        <p role="alert" class="eg-bulk-reason">
          ⚠ {reason}
        </p>
      )}
    </form>
  );
});
