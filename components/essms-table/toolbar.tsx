import { useMemo } from 'preact/hooks';
import { FIELD_NAMES } from '@/knowledge/profile/format';
import { essmsField, type Profile } from '@/knowledge/profile/schema';
import { departementOf } from '@/knowledge/reference/territories';
import type { Actions } from './actions';
import { COLUMNS, DEFAULT_KEYS } from './columns';
import { memo } from './memo';
import { CHIPS, type Chip, chipCounts, type Filter, isFiltering, NO_FILTER, NONE } from './view';

interface Props {
  grappe: Profile;
  filter: Filter;
  keys: readonly string[];
  narrow: boolean;
  actions: Actions;
}

interface Choice {
  value: string;
  label: string;
}

interface ListProps {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange(value: string): void;
}

const List = ({ label, value, choices, onChange }: ListProps) => (
  <label class="eg-list">
    <span class="visually-hidden">{label}</span>
    <select value={value} onChange={(e) => onChange(e.currentTarget.value)}>
      <option value="">{`${label} : tous`}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
      <option value={NONE}>Non renseigné</option>
    </select>
  </label>
);

const FIELDS = essmsField.options.map((value) => ({ value, label: `${value} — ${FIELD_NAMES[value]}` }));

const departementsOf = ({ essms }: Profile): Choice[] =>
  [...new Set(essms.map((e) => e.departement))]
    .filter((code) => code !== '')
    .toSorted()
    .map((code) => ({ value: code, label: `${code} — ${departementOf(code)?.name ?? 'inconnu'}` }));

const organismesOf = ({ organismes }: Profile): Choice[] =>
  organismes.map((o) => ({ value: o.id, label: o.sigle || o.raisonSociale || 'organisme sans nom' }));

function Chips({ grappe, filter, actions }: Props) {
  const counts = useMemo(() => chipCounts(grappe), [grappe]);
  const flip = (chip: Chip) =>
    actions.setFilter({
      chips: filter.chips.includes(chip) ? filter.chips.filter((c) => c !== chip) : [...filter.chips, chip],
    });
  return CHIPS.map(({ key, label }) => (
    <button
      key={key}
      type="button"
      class="eg-chip"
      aria-pressed={filter.chips.includes(key)}
      disabled={counts[key] === 0 && !filter.chips.includes(key)}
      onClick={() => flip(key)}
    >
      {label} <span class="eg-chip-count">{counts[key]}</span>
    </button>
  ));
}

function ColumnChooser({ keys, actions }: { keys: readonly string[]; actions: Actions }) {
  const flip = (key: string) =>
    actions.set({ keys: keys.includes(key) ? keys.filter((k) => k !== key) : [...keys, key] });
  return (
    <details class="eg-columns">
      <summary>{`Colonnes (${keys.length} sur ${COLUMNS.length})`}</summary>
      <fieldset class="eg-columns-list">
        <legend class="visually-hidden">Colonnes affichées</legend>
        {COLUMNS.map(({ key, label }) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={keys.includes(key)}
              disabled={key === 'name'}
              onChange={() => flip(key)}
            />
            {label}
          </label>
        ))}
        <div class="row">
          <button type="button" class="link" onClick={() => actions.set({ keys: COLUMNS.map((c) => c.key) })}>
            Toutes
          </button>
          <button type="button" class="link" onClick={() => actions.set({ keys: DEFAULT_KEYS })}>
            Celles du départ
          </button>
        </div>
      </fieldset>
    </details>
  );
}

/** Search, quick filters, choice of columns, and the button that adds a row. */
export const Toolbar = memo(function Toolbar(props: Props) {
  const { grappe, filter, keys, narrow, actions } = props;
  return (
    <search class="eg-toolbar" aria-label="Filtrer les ESSMS">
      <div class="row">
        <label class="eg-search">
          <span class="visually-hidden">Filtrer les ESSMS par un texte</span>
          <input
            type="search"
            placeholder="Nom, FINESS, commune…"
            value={filter.text}
            onInput={(e) => actions.setFilter({ text: e.currentTarget.value })}
          />
        </label>
        <button type="button" class="primary" onClick={() => actions.add(narrow)}>
          + Ajouter un ESSMS
        </button>
        {!narrow && <ColumnChooser keys={keys} actions={actions} />}
      </div>
      <div class="row">
        <Chips {...props} />
        <List
          label="Champ"
          value={filter.field}
          choices={FIELDS}
          onChange={(field) => actions.setFilter({ field })}
        />
        <List
          label="Organisme"
          value={filter.organismeId}
          choices={organismesOf(grappe)}
          onChange={(organismeId) => actions.setFilter({ organismeId })}
        />
        <List
          label="Département"
          value={filter.departement}
          choices={departementsOf(grappe)}
          onChange={(departement) => actions.setFilter({ departement })}
        />
        {isFiltering(filter) && (
          <button type="button" class="link" onClick={() => actions.setFilter(NO_FILTER)}>
            Tout afficher
          </button>
        )}
      </div>
    </search>
  );
});
