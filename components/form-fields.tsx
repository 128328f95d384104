import { useState } from 'preact/hooks';
import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import { type CardProps, FieldCard, type Recovered } from './field-card';
import { OUTCOME_WORDS, STATE_WORDS } from './field-state';

/** Everything a card needs besides its field. */
export interface FieldsProps {
  fields: PlannedField[];
  outcomes: ReadonlyMap<string, Outcome>;
  replaced: ReadonlySet<string>;
  undoable: ReadonlySet<string>;
  recovered: ReadonlyMap<string, Recovered>;
  picked: string;
  busy: boolean;
  brokenBy: (planned: PlannedField) => CardProps['broken'];
  actions: CardProps['actions'];
}

/** Above this many fields, cards are only drawn once the row, or the block of fields, is open. */
const MANY = 600;
/** Fields of one folded block of a very long step. */
const BLOCK = 25;

/** Fields in the order of the page, the cells of one row together. */
export const FieldList = (props: FieldsProps) => {
  const lazy = props.fields.length > MANY;
  return (
    <ul class="stack fields" aria-label="Champs de l’étape">
      {groupsOf(props.fields, lazy).map((group) =>
        group.rowKey === null && !lazy ? (
          group.fields.map((planned) => <Card key={planned.key} planned={planned} {...props} />)
        ) : (
          <Row key={group.rowKey ?? group.title} group={group} lazy={lazy} {...props} />
        ),
      )}
    </ul>
  );
};

const Card = ({ planned, ...props }: FieldsProps & { planned: PlannedField }) => (
  <FieldCard
    planned={planned}
    outcome={props.outcomes.get(planned.key)}
    broken={props.brokenBy(planned)}
    replaced={props.replaced.has(planned.key)}
    undoable={props.undoable.has(planned.key)}
    recovered={props.recovered.get(planned.key)}
    picked={props.picked === planned.key}
    busy={props.busy}
    actions={props.actions}
  />
);

interface Group {
  rowKey: string | null;
  title: string;
  fields: PlannedField[];
}

const groupsOf = (fields: PlannedField[], lazy: boolean): Group[] => {
  const groups: Group[] = [];
  fields.forEach((planned, rank) => {
    const { row } = planned.field;
    const rowKey = row && `${planned.frameId}.${row.table}.${row.index}`;
    const last = groups.at(-1);
    const sameRow = rowKey !== null && last?.rowKey === rowKey;
    const sameBlock = lazy && rowKey === null && last?.rowKey === null && last.fields.length < BLOCK;
    if (last && (sameRow || sameBlock)) last.fields.push(planned);
    else
      groups.push({ rowKey, title: row ? rowTitle(planned) : blockTitle(planned, rank), fields: [planned] });
  });
  return groups;
};

const blockTitle = ({ field }: PlannedField, rank: number): string =>
  `À partir du champ ${rank + 1} — ${field.label || 'sans libellé'}`;

const rowTitle = ({ field, row }: PlannedField): string =>
  `Ligne ${(field.row?.index ?? 0) + 1}${row ? ` — ${row.label}` : ''}`;

const Row = ({ group, lazy, ...props }: FieldsProps & { group: Group; lazy: boolean }) => {
  const [opened, setOpened] = useState(false);
  const pointed = group.fields.some(({ key }) => key === props.picked);
  const open = opened || pointed;
  return (
    <li class="field-row">
      <details open={open} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>
          <span>{group.title}</span> <RowState fields={group.fields} outcomes={props.outcomes} />
        </summary>
        <ul class="stack">
          {group.fields.map((planned) =>
            lazy && !open ? (
              <Line key={planned.key} planned={planned} outcome={props.outcomes.get(planned.key)} />
            ) : (
              <Card key={planned.key} planned={planned} {...props} />
            ),
          )}
        </ul>
      </details>
    </li>
  );
};

/** A card in a closed row of a large table: its label and its state. */
const Line = ({ planned, outcome }: Pick<CardProps, 'planned' | 'outcome'>) => {
  const { field, state } = planned;
  const words = outcome ? OUTCOME_WORDS[outcome.kind] : STATE_WORDS[state];
  return (
    <li
      class="field"
      data-key={planned.key}
      data-field={planned.id ?? ''}
      data-confidence={planned.confidence.toFixed(2)}
      data-state={outcome?.kind ?? state}
      data-value={outcome?.value ?? field.value}
    >
      <span data-part="label">{field.label}</span>
      <span data-part="status">
        {words.icon} {words.word}
      </span>
    </li>
  );
};

const RowState = ({
  fields,
  outcomes,
}: {
  fields: PlannedField[];
  outcomes: ReadonlyMap<string, Outcome>;
}) => {
  const trouble = fields.filter(({ key, state }) => {
    const outcome = outcomes.get(key);
    return outcome
      ? !isVerified(outcome) && outcome.kind !== 'undone'
      : ['different', 'to-choose', 'too-long'].includes(state);
  }).length;
  const toFill = fields.filter(({ state }) => state === 'to-fill').length;
  if (trouble > 0) return <span class="badge warn">? {trouble} à vérifier</span>;
  if (toFill > 0) return <span class="badge accent">→ {toFill} à remplir</span>;
  if (fields.every(({ row }) => row === null)) return <span class="badge">? inconnue de votre grappe</span>;
  return <span class="badge ok">✓ complète</span>;
};
