import type { Essms } from '@/knowledge/profile/schema';
import type { Actions } from './actions';
import { COLUMNS, columnOf } from './columns';
import { findingsOf, warningOf } from './findings';
import { memo } from './memo';
import type { Options } from './options';
import { cellValue, display } from './values';
import type { Sort } from './view';

/** What a card tells after the name. */
const FACTS = ['finess', 'category', 'field', 'organismeId', 'address.commune', 'capacity', 'requestedCents'];

interface CardProps {
  essms: Essms;
  options: Options;
  duplicate: boolean;
  selected: boolean;
  actions: Actions;
  onOpen(id: string): void;
}

function CardFact({ essms, name, options, duplicate }: CardProps & { name: string }) {
  const column = columnOf(name);
  if (!column) return null;
  const text = display(cellValue(essms, column), column, options);
  const warning = warningOf(essms, column, duplicate);
  return (
    <div data-path={['essms', essms.id, ...column.path].join('/')}>
      <dt>{column.label}</dt>
      <dd class={text === '' ? 'unknown' : ''}>{text === '' ? '—' : text}</dd>
      {warning !== null && <dd class="eg-wrong">⚠ {warning}</dd>}
    </div>
  );
}

const Card = memo(function Card(props: CardProps) {
  const { essms, selected, actions, onOpen } = props;
  const missing = findingsOf(essms).missing.size;
  const name = essms.name || 'ESSMS sans nom';
  return (
    <li class={`card eg-card${selected ? ' eg-selected' : ''}`}>
      <div class="eg-card-head">
        <input
          type="checkbox"
          checked={selected}
          aria-label={`Sélectionner ${name}`}
          onChange={() => actions.toggle(essms.id)}
        />
        <button
          type="button"
          class="link"
          data-path={`essms/${essms.id}/name`}
          onClick={() => onOpen(essms.id)}
        >
          {name}
        </button>
      </div>
      <dl class="eg-facts">
        {FACTS.map((fact) => (
          <CardFact key={fact} {...props} name={fact} />
        ))}
      </dl>
      {essms.open === false && <span class="badge warn">fermé</span>}
      {missing > 0 && <p class="small muted">{`${missing} à compléter`}</p>}
    </li>
  );
});

interface Props {
  rows: readonly Essms[];
  options: Options;
  duplicates: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  sort: Sort | null;
  actions: Actions;
  onOpen(id: string): void;
}

/** The table on a narrow screen: a card for each ESSMS, opened by its name. */
export function Cards({ rows, options, duplicates, selected, sort, actions, onOpen }: Props) {
  const all = rows.length > 0 && rows.every((e) => selected.has(e.id));
  const sortBy = (key: string) => actions.set({ sort: key === '' ? null : { key, descending: false } });
  return (
    <>
      <div class="row eg-card-tools">
        <label class="row">
          <input type="checkbox" checked={all} onChange={actions.toggleAll} /> Tout sélectionner
        </label>
        <label class="eg-list">
          <span class="visually-hidden">Trier par</span>
          <select value={sort?.key ?? ''} onChange={(e) => sortBy(e.currentTarget.value)}>
            <option value="">Ordre de la grappe</option>
            {COLUMNS.map((c) => (
              <option key={c.key} value={c.key}>{`Trier par ${c.label}`}</option>
            ))}
          </select>
        </label>
      </div>
      <ul class="eg-cards">
        {rows.map((essms) => (
          <Card
            key={essms.id}
            essms={essms}
            options={options}
            duplicate={duplicates.has(essms.finess)}
            selected={selected.has(essms.id)}
            actions={actions}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </>
  );
}
