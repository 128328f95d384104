import { formatCents, formatCount, formatPlural } from '@/knowledge/profile/format';
import type { Budget, Share, Summary } from '@/knowledge/profile/summary';

interface Props {
  summary: Summary;
  porteur: string;
}

/** Where a budget stands, in words and as a state. */
export function budgetState({ gapCents, unknownLines }: Budget): { tone: string; text: string } {
  const partial =
    unknownLines > 0 ? ` (${formatPlural(unknownLines, 'montant inconnu', 'montants inconnus')})` : '';
  if (gapCents === null) return { tone: 'warn', text: 'Budget incomplet' };
  if (gapCents === 0) return { tone: partial ? 'warn' : 'ok', text: `Budget équilibré${partial}` };
  const missing = gapCents < 0 ? 'Il manque' : 'Il y a en trop';
  return { tone: 'bad', text: `${missing} ${formatCents(Math.abs(gapCents))} de ressources${partial}` };
}

const Figure = ({ value, label }: { value: string; label: string }) => (
  <li class="figure">
    <strong>{value}</strong>
    <span class="small muted">{label}</span>
  </li>
);

function Shares({ title, shares, total }: { title: string; shares: Share[]; total: number }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul class="shares">
        {shares.map((share) => (
          <li key={share.key} class={share.key === '' ? 'unknown' : ''}>
            <span class="share-label">
              {share.label}
              {share.key !== '' && share.key !== share.label && <span class="muted"> ({share.key})</span>}
            </span>
            <span class="share-bar" aria-hidden="true">
              <span style={{ width: `${(100 * share.count) / total}%` }} />
            </span>
            <span class="share-count">{formatCount(share.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The figures of a grappe: how many, of which kind, where, for how much. */
export function ProfileSummary({ summary, porteur }: Props) {
  const { essms, organismes, capacity, unknownCapacities, requestedCents, budget } = summary;
  const places =
    unknownCapacities > 0
      ? `places connues (${formatCount(unknownCapacities)} ESSMS sans capacité)`
      : 'places';
  const state = budgetState(budget);
  return (
    <section class="card stack" id="synthese" aria-labelledby="synthese-title">
      <div class="section-head">
        <h2 id="synthese-title">Synthèse</h2>
        <span class={`badge ${state.tone}`}>{state.text}</span>
      </div>
      <p>
        Porteur : <strong>{porteur || 'non désigné'}</strong>
      </p>
      <ul class="figures">
        <Figure value={formatCount(essms)} label="ESSMS" />
        <Figure value={formatCount(organismes)} label={organismes > 1 ? 'organismes' : 'organisme'} />
        <Figure value={capacity === null ? '?' : formatCount(capacity)} label={places} />
        <Figure value={formatCents(requestedCents)} label="demandés" />
        <Figure value={formatCents(budget.expensesCents)} label="de dépenses" />
      </ul>
      {essms > 0 && (
        <div class="columns">
          <Shares title="Par champ" shares={summary.byField} total={essms} />
          <Shares title="Par département" shares={summary.byDepartement} total={essms} />
        </div>
      )}
    </section>
  );
}
