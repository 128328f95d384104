import { useState } from 'preact/hooks';
import { type DraftPath, rowsIn } from '@/knowledge/campaigns/personal-draft';
import type { CallRows } from '@/knowledge/campaigns/personal-rows';
import { CallControl, type CallForm, CallSource, Fault, listFault, pathKey } from './campaign-controls';

interface Props {
  form: CallForm;
  rows: CallRows;
  base: DraftPath;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface RowProps extends Props {
  path: DraftPath;
  rank: number;
  onRemove(): void;
}

function Row({ form, rows, path, rank, onRemove }: RowProps) {
  const title = `${capitalised(rows.noun)} n°\u00a0${rank + 1}`;
  return (
    <li class="call-row">
      <fieldset class="field-group stack">
        <legend>{title}</legend>
        <div class="field-grid">
          {rows.fields.map((field) => (
            <CallControl key={field.key} form={form} field={field} base={path} />
          ))}
        </div>
        {rows.sourced && <CallSource form={form} base={path} of={title} />}
        {(rows.rows ?? []).map((inner) => (
          <CallRowsEditor key={inner.key} form={form} rows={inner} base={path} />
        ))}
        <div>
          <button type="button" onClick={onRemove}>
            {rows.remove}
            <span class="visually-hidden"> ({title})</span>
          </button>
        </div>
      </fieldset>
    </li>
  );
}

/** A list of rows of a call, each with its data, and the way to add or remove one. */
export function CallRowsEditor({ form, rows, base }: Props) {
  const holder = [...base, rows.key];
  const path = rows.said ? [...holder, 'value'] : holder;
  const held = rowsIn(form.draft, path);
  // A row that goes renumbers the next ones: their boxes are made again.
  const [removals, setRemovals] = useState(0);
  const fault = listFault(form, path) || listFault(form, holder);
  const add = () => form.onSet(path, [...held, { ...rows.fresh }]);
  const remove = (rank: number) => {
    form.onSet(path, held.toSpliced(rank, 1));
    setRemovals(removals + 1);
  };
  return (
    <fieldset class="field-group stack call-rows">
      <legend>{rows.label}</legend>
      {rows.help && <p class="field-help">{rows.help}</p>}
      {held.length > 0 && (
        <ul class="stack">
          {held.map((_, rank) => (
            <Row
              key={`${removals}-${rank}`}
              form={form}
              rows={rows}
              base={base}
              path={[...path, rank]}
              rank={rank}
              onRemove={() => remove(rank)}
            />
          ))}
        </ul>
      )}
      <Fault id={`call-${path.join('-')}-avis`} reason={fault} />
      {rows.said && held.length > 0 && <CallSource form={form} base={holder} of={rows.label} />}
      <div>
        <button type="button" data-call={pathKey(path)} onClick={add}>
          {rows.add}
        </button>
      </div>
    </fieldset>
  );
}
