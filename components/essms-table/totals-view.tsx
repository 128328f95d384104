import { useMemo, useState } from 'preact/hooks';
import { FIELD_NAMES, formatCents, formatCount, formatPlural } from '@/knowledge/profile/format';
import { type Essms, essmsField } from '@/knowledge/profile/schema';
import { departementOf } from '@/knowledge/reference/territories';
import { memo } from './memo';
import type { Options } from './options';
import { type GroupBy, groupTotals, type Totals, totalsOf } from './totals';

const GROUPINGS: { by: GroupBy; label: string }[] = [
  { by: 'field', label: 'Champ' },
  { by: 'organismeId', label: 'Organisme' },
  { by: 'departement', label: 'Département' },
];

const unknown = (n: number): string => (n === 0 ? '' : ` (${formatPlural(n, 'inconnu')})`);

function groupLabel(by: GroupBy, key: string, options: Options): string {
  if (key === '') return 'Non renseigné';
  if (by === 'departement') return `${key} — ${departementOf(key)?.name ?? 'inconnu'}`;
  if (by === 'organismeId')
    return options.organisme.find((o) => o.value === key)?.label ?? 'organisme inconnu';
  const field = essmsField.safeParse(key).data;
  return field ? FIELD_NAMES[field] : key;
}

const Line = ({ label, totals }: { label: string; totals: Totals }) => (
  <tr>
    <th scope="row">{label}</th>
    <td class="number">{formatCount(totals.count)}</td>
    <td class="number">
      {formatCount(totals.capacity)}
      <span class="muted">{unknown(totals.unknownCapacities)}</span>
    </td>
    <td class="number">
      {formatCents(totals.requestedCents)}
      <span class="muted">{unknown(totals.unknownRequests)}</span>
    </td>
  </tr>
);

interface Props {
  rows: readonly Essms[];
  options: Options;
}

function Breakdown({ rows, options }: Props) {
  const [by, setBy] = useState<GroupBy>('field');
  const groups = useMemo(() => groupTotals(rows, by), [rows, by]);
  return (
    <>
      <fieldset class="row eg-grouping">
        <legend class="visually-hidden">Totaux par</legend>
        {GROUPINGS.map((g) => (
          <label key={g.by} class="row">
            <input type="radio" name="eg-grouping" checked={by === g.by} onChange={() => setBy(g.by)} />
            {g.label}
          </label>
        ))}
      </fieldset>
      <table class="eg-totals" aria-label="Totaux des ESSMS affichés">
        <thead>
          <tr>
            <th scope="col">{GROUPINGS.find((g) => g.by === by)?.label}</th>
            <th scope="col" class="number">
              ESSMS
            </th>
            <th scope="col" class="number">
              Places
            </th>
            <th scope="col" class="number">
              Demandé
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Line key={group.key} label={groupLabel(by, group.key, options)} totals={group} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** The totals of the rows shown, and the same by champ, organisme or département. */
export const TotalsView = memo(function TotalsView({ rows, options }: Props) {
  const [open, setOpen] = useState(false);
  const totals = useMemo(() => totalsOf(rows), [rows]);
  return (
    <details class="eg-foot" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <strong>Totaux</strong>
        <span>{formatPlural(totals.count, 'ESSMS', 'ESSMS')}</span>
        <span>
          {formatPlural(totals.capacity, 'place')}
          <span class="muted">{unknown(totals.unknownCapacities)}</span>
        </span>
        <span>
          {formatCents(totals.requestedCents)} demandés
          <span class="muted">{unknown(totals.unknownRequests)}</span>
        </span>
      </summary>
      {open && <Breakdown rows={rows} options={options} />}
    </details>
  );
});
