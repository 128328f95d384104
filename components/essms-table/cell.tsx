import type { Essms } from '@/knowledge/profile/schema';
import type { Actions } from './actions';
import type { Column } from './columns';
import { ChoiceEditor } from './editor-choice';
import { TextEditor } from './editor-text';
import { verificationOf, warningOf } from './findings';
import type { Options } from './options';
import type { Editing } from './state';
import { cellValue, display, plainValue } from './values';

interface Props {
  essms: Essms;
  column: Column;
  rank: number;
  options: Options;
  duplicate: boolean;
  active: boolean;
  inRange: boolean;
  editing: Editing | null;
  actions: Actions;
}

function Editor({ essms, column, options, editing, actions }: Props & { editing: Editing }) {
  const value = cellValue(essms, column);
  const label = `${column.label}, ${essms.name || 'ESSMS sans nom'}`;
  const shared = { column, label, typed: editing.text, actions };
  return column.options ? (
    <ChoiceEditor {...shared} value={value} options={options[column.options]} />
  ) : (
    <TextEditor {...shared} place={editing} value={plainValue(value, column, options)} />
  );
}

/** What a cell shows: its value, and a mark with words when it is wrong or confirmed by a register. */
function Content({ essms, column, options, duplicate }: Props) {
  const text = display(cellValue(essms, column), column, options);
  const warning = warningOf(essms, column, duplicate);
  const verified = text === '' ? null : verificationOf(essms, column);
  return (
    <>
      {warning !== null && (
        <span class="eg-warning" title={warning}>
          <span aria-hidden="true">⚠</span>
        </span>
      )}
      <span class={text === '' ? 'eg-text unknown' : 'eg-text'} title={text.length > 12 ? text : undefined}>
        {text === '' ? (
          <>
            <span aria-hidden="true">—</span>
            <span class="visually-hidden">non renseigné</span>
          </>
        ) : (
          text
        )}
      </span>
      {verified !== null && (
        <span class="eg-verified" title={verified}>
          <span aria-hidden="true">✓</span>
          <span class="visually-hidden">{verified}</span>
        </span>
      )}
      {warning !== null && <span class="visually-hidden">{`Attention : ${warning}`}</span>}
    </>
  );
}

const classOf = ({ column, active, inRange, editing }: Props, isName: boolean): string =>
  [
    'eg-cell',
    column.number ? 'eg-number' : '',
    isName ? 'eg-frozen' : '',
    inRange ? 'eg-in-range' : '',
    active ? 'eg-active' : '',
    editing ? 'eg-editing' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');

/** One cell of the grid; the name is the header of its row. */
export function Cell(props: Props) {
  const { essms, column, rank, active, inRange, editing, duplicate } = props;
  const isName = column.key === 'name';
  const content = editing ? <Editor {...props} editing={editing} /> : <Content {...props} />;
  const shared = {
    class: classOf(props, isName),
    tabIndex: active ? 0 : -1,
    'aria-colindex': rank + 1,
    'aria-selected': inRange ? true : undefined,
    'aria-invalid': warningOf(essms, column, duplicate) === null ? undefined : true,
    'data-active': active ? '' : undefined,
    'data-row': essms.id,
    'data-column': column.key,
    'data-path': ['essms', essms.id, ...column.path].join('/'),
  };
  return isName ? (
    <th scope="row" {...shared}>
      {content}
    </th>
  ) : (
    <td {...shared}>{content}</td>
  );
}
