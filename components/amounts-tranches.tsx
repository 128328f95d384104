import type { Tranche } from '@/knowledge/amounts';
import { trancheWords } from '@/knowledge/amounts/tranches';
import { formatPlural } from '@/knowledge/profile/format';

const wordsOf = (tranche: Tranche): string =>
  `${trancheWords(tranche)}\u00a0: ${formatPlural(tranche.count, 'ESSMS', 'ESSMS')}${tranche.paid ? '' : ', non payés'}`;

/** How the ESSMS of the grappe fall into the tranches of the call, as a bar and in words. */
export const AmountsTranches = ({ tranches }: { tranches: Tranche[] }) =>
  tranches.length === 0 ? null : (
    <div class="amounts-tranches small">
      <div class="amounts-bar" aria-hidden="true">
        {tranches
          .filter(({ count }) => count > 0)
          .map(({ from, count, paid }, rank) => (
            <span key={from} data-paid={paid} data-rank={rank % 2} style={{ flexGrow: count }} />
          ))}
      </div>
      <ul>
        {tranches.map((tranche, rank) => (
          <li key={tranche.from} data-rank={rank % 2} data-paid={tranche.paid}>
            {wordsOf(tranche)}
          </li>
        ))}
      </ul>
    </div>
  );
