import type { Column } from './columns';
import { memo } from './memo';
import { HEADER, SELECT } from './places';
import type { Sort } from './view';

interface Props {
  columns: readonly Column[];
  sort: Sort | null;
  /** Column of the active cell when it is a header. */
  active: string | null;
  allSelected: boolean;
}

const stateOf = (sort: Sort | null, key: string): 'ascending' | 'descending' | 'none' =>
  sort?.key !== key ? 'none' : sort.descending ? 'descending' : 'ascending';

const ARROWS = { ascending: '↑', descending: '↓', none: '' };

interface CellProps extends Pick<Props, 'sort' | 'active'> {
  column: Column;
  rank: number;
}

function HeaderCell({ column, rank, sort, active }: CellProps) {
  const { key, label } = column;
  const state = stateOf(sort, key);
  const number = column.number ? ' eg-number' : '';
  return (
    <th
      scope="col"
      class={`eg-cell eg-sort${number}${key === 'name' ? ' eg-frozen' : ''}${active === key ? ' eg-active' : ''}`}
      tabIndex={active === key ? 0 : -1}
      aria-colindex={rank + 1}
      aria-sort={state}
      title="Trier (Entrée)"
      data-active={active === key ? '' : undefined}
      data-row={HEADER}
      data-column={key}
    >
      <span class="eg-text">{label}</span>
      <span aria-hidden="true">{ARROWS[state]}</span>
    </th>
  );
}

/** The headers: the arrows reach them, Enter sorts. */
export const Header = memo(function Header({ columns, sort, active, allSelected }: Props) {
  return (
    <tr class="eg-header" aria-rowindex={1}>
      <th
        scope="col"
        class={`eg-cell eg-check${active === SELECT ? ' eg-active' : ''}`}
        tabIndex={active === SELECT ? 0 : -1}
        aria-colindex={1}
        data-active={active === SELECT ? '' : undefined}
        data-row={HEADER}
        data-column={SELECT}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          checked={allSelected}
          data-check={HEADER}
          aria-label="Sélectionner tous les ESSMS affichés"
        />
      </th>
      {columns.map((column, i) => (
        <HeaderCell key={column.key} sort={sort} active={active} column={column} rank={i + 1} />
      ))}
    </tr>
  );
});
