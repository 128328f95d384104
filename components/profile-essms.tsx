import { useState } from 'preact/hooks';
import { formatFiness } from '@/knowledge/identifiers';
import { FIELD_NAMES, formatCents, formatCount, formatPlural } from '@/knowledge/profile/format';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { Unknown } from './profile-facts';

type Key = 'name' | 'finess' | 'field' | 'organisme' | 'commune' | 'capacity' | 'requested';
interface Row {
  essms: Essms;
  category: string;
  organisme: string;
}

const COLUMNS: { key: Key; label: string; number?: true; value: (row: Row) => string | number | null }[] = [
  { key: 'name', label: 'Nom et catégorie', value: (r) => r.essms.name },
  { key: 'finess', label: 'FINESS', value: (r) => r.essms.finess },
  { key: 'field', label: 'Champ', value: (r) => r.essms.field },
  { key: 'organisme', label: 'Organisme', value: (r) => r.organisme },
  { key: 'commune', label: 'Commune', value: (r) => r.essms.address.commune },
  { key: 'capacity', label: 'Places', number: true, value: (r) => r.essms.capacity },
  { key: 'requested', label: 'Demandé', number: true, value: (r) => r.essms.requestedCents },
];

const categoryLabel = (code: string): string => {
  if (code === '') return '';
  const category = categoryOf(code);
  return category ? `${category.shortLabel ?? category.label} (${code})` : `catégorie ${code} non reconnue`;
};

const rowsOf = ({ essms, organismes }: Profile): Row[] => {
  const names = new Map(organismes.map((o) => [o.id, o.sigle || o.raisonSociale]));
  return essms.map((e) => ({
    essms: e,
    category: categoryLabel(e.category),
    organisme: names.get(e.organismeId) ?? '',
  }));
};

const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

const matches = ({ essms, category, organisme }: Row, query: string): boolean =>
  plainText(
    [
      essms.name,
      essms.finess,
      formatFiness(essms.finess),
      essms.field ?? '',
      essms.address.commune,
      essms.departement,
      category,
      organisme,
    ].join(' '),
  ).includes(query);

const isBlank = (value: string | number | null): boolean => value === null || value === '';

/** Unknown values come last in both directions. */
function sortRows(rows: Row[], key: Key, down: boolean): Row[] {
  const cell = COLUMNS.find((c) => c.key === key)?.value ?? (() => null);
  return rows.toSorted((a, b) => {
    const [x, y] = [cell(a), cell(b)];
    if (isBlank(x) || isBlank(y)) return Number(isBlank(x)) - Number(isBlank(y));
    const order =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : String(x).localeCompare(String(y), 'fr', { numeric: true });
    return down ? -order : order;
  });
}

/** What a reader should notice about an ESSMS. */
function attention({ open, segurOrder, earlierFunding }: Essms): string[] {
  return [
    ...(open === false ? ['fermé'] : []),
    ...(segurOrder.ordered ? [`commande Ségur : ${segurOrder.software || 'logiciel inconnu'}`] : []),
    ...(earlierFunding.received
      ? [`déjà financé${earlierFunding.year === null ? '' : ` en ${earlierFunding.year}`}`]
      : []),
  ];
}

function EssmsRow({ row: { essms, category, organisme } }: { row: Row }) {
  const marks = attention(essms);
  return (
    <tr>
      <th scope="row">
        {essms.name || <Unknown />}
        <span class="small muted block">{category || 'catégorie non renseignée'}</span>
        {marks.map((mark) => (
          <span key={mark} class="badge warn wrap">
            {mark}
          </span>
        ))}
      </th>
      <td data-label="FINESS" class="nowrap">
        {formatFiness(essms.finess) || <Unknown />}
      </td>
      <td data-label="Champ">
        {essms.field ? <abbr title={FIELD_NAMES[essms.field]}>{essms.field}</abbr> : <Unknown />}
      </td>
      <td data-label="Organisme">{organisme || <Unknown />}</td>
      <td data-label="Commune">
        {essms.address.commune || <Unknown />}
        {essms.departement !== '' && <span class="muted"> ({essms.departement})</span>}
      </td>
      <td data-label="Places" class="number">
        {essms.capacity === null ? <Unknown /> : formatCount(essms.capacity)}
      </td>
      <td data-label="Demandé" class="number">
        {essms.requestedCents === null ? <Unknown /> : formatCents(essms.requestedCents)}
      </td>
    </tr>
  );
}

interface HeaderProps {
  label: string;
  number: boolean;
  state: 'ascending' | 'descending' | 'none';
  onSort(): void;
}

const SortableHeader = ({ label, number, state, onSort }: HeaderProps) => (
  <th scope="col" aria-sort={state} class={number ? 'number' : ''}>
    <button type="button" class="sort" onClick={onSort}>
      {label}
      {state !== 'none' && <span aria-hidden="true">{state === 'ascending' ? '↑' : '↓'}</span>}
    </button>
  </th>
);

/** Every ESSMS of the grappe: a table, or one card each on a narrow screen. */
export function ProfileEssms({ grappe }: { grappe: Profile }) {
  const [sort, setSort] = useState<{ key: Key; down: boolean } | null>(null);
  const [query, setQuery] = useState('');
  const wanted = plainText(query.trim());
  const found = rowsOf(grappe).filter((row) => matches(row, wanted));
  const shown = sort ? sortRows(found, sort.key, sort.down) : found;
  const stateOf = (key: Key) => (sort?.key !== key ? 'none' : sort.down ? 'descending' : 'ascending');
  return (
    <section class="card stack" id="essms" aria-labelledby="essms-title">
      <div class="section-head">
        <h2 id="essms-title">{formatCount(grappe.essms.length)} ESSMS</h2>
        <label class="filter">
          <span class="visually-hidden">Filtrer les ESSMS</span>
          <input
            type="search"
            placeholder="Nom, FINESS, commune…"
            value={query}
            onInput={(e) => setQuery(e.currentTarget.value)}
          />
        </label>
      </div>
      <p class="small muted" role="status">
        {wanted === '' ? '' : `${formatPlural(shown.length, 'ESSMS trouvé', 'ESSMS trouvés')}`}
      </p>
      {grappe.essms.length === 0 ? (
        <p class="muted">Aucun ESSMS dans cette grappe.</p>
      ) : (
        <table class="essms-table" aria-labelledby="essms-title">
          <thead>
            <tr>
              {COLUMNS.map(({ key, label, number }) => (
                <SortableHeader
                  key={key}
                  label={label}
                  number={number ?? false}
                  state={stateOf(key)}
                  onSort={() => setSort({ key, down: sort?.key === key && !sort.down })}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <EssmsRow key={row.essms.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
