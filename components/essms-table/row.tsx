import type { Essms } from '@/knowledge/profile/schema';
import type { Actions } from './actions';
import { Cell } from './cell';
import type { Column } from './columns';
import { memo } from './memo';
import type { Options } from './options';
import { SELECT } from './places';
import type { Editing } from './state';

export const ROW_HEIGHT = 36;

interface Props {
  essms: Essms;
  /** Rank among the rows shown. */
  rank: number;
  columns: readonly Column[];
  options: Options;
  duplicate: boolean;
  selected: boolean;
  /** Column of the active cell when it is in this row. */
  active: string | null;
  /** Ranks of the first and the last column of the range in this row; none when `from` is -1. */
  from: number;
  to: number;
  editing: Editing | null;
  actions: Actions;
}

/** One ESSMS of the grid, at its own height in the page whatever rows are drawn around it. */
export const Row = memo(function Row(props: Props) {
  const { essms, rank, columns, selected, active, from, to, editing } = props;
  const shared = { essms, options: props.options, duplicate: props.duplicate, actions: props.actions };
  return (
    <tr
      class={`eg-row${selected ? ' eg-selected' : ''}`}
      style={{ top: `${rank * ROW_HEIGHT}px` }}
      aria-rowindex={rank + 2}
      aria-selected={selected}
    >
      <td
        class={`eg-cell eg-check${active === SELECT ? ' eg-active' : ''}`}
        tabIndex={active === SELECT ? 0 : -1}
        aria-colindex={1}
        data-active={active === SELECT ? '' : undefined}
        data-row={essms.id}
        data-column={SELECT}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          data-check={essms.id}
          aria-label={`Sélectionner ${essms.name || `la ligne ${rank + 1}`}`}
        />
      </td>
      {columns.map((column, i) => (
        <Cell
          key={column.key}
          {...shared}
          column={column}
          rank={i + 1}
          active={active === column.key}
          inRange={from >= 0 && i + 1 >= from && i + 1 <= to}
          editing={editing?.column === column.key ? editing : null}
        />
      ))}
    </tr>
  );
});
