import type { AmountsPart } from '@/knowledge/amounts';
import { formatCents, formatPlural } from '@/knowledge/profile/format';
import { AmountHead } from './amounts-lines';
import { AmountsSchedule } from './amounts-schedule';

/** The share of each dossier, folded under the total of the family they add up to. */
export const AmountsDossiers = ({ parts }: { parts: AmountsPart[] }) => {
  if (parts.length === 0) return null;
  return (
    <div class="stack">
      <h3>Par dossier</h3>
      {parts.map((part) => (
        <details key={part.id} class="amounts-dossier">
          <summary>
            <span class="amounts-head">
              <span>
                {part.label} ({formatPlural(part.count, 'ESSMS', 'ESSMS')})
              </span>
              <strong class="number">{totalOf(part)}</strong>
              {part.ownCents > 0 && <span>dont {formatCents(part.ownCents)} de votre chiffre</span>}
              {isPartial(part) && <span class="badge warn">en partie inconnu</span>}
            </span>
          </summary>
          <ul class="amounts-lines">
            {part.lines.map((line) => (
              <li key={line.id} class="amounts-line">
                <AmountHead line={line} />
              </li>
            ))}
          </ul>
          {part.lines.length === 0 && <p class="small">Aucun ESSMS de ce dossier ne compte.</p>}
          <AmountsSchedule part={part} />
        </details>
      ))}
      <p class="small muted">
        Le rang d’un ESSMS est celui qu’il a dans toute la grappe, quel que soit son dossier.
      </p>
    </div>
  );
};

/** No line of it can be computed. */
const isSilent = ({ lines }: AmountsPart): boolean =>
  lines.length > 0 && lines.every(({ resultCents }) => resultCents === null);

const isPartial = (part: AmountsPart): boolean =>
  !isSilent(part) && part.lines.some(({ complete }) => !complete);

const totalOf = (part: AmountsPart): string =>
  formatCents(isSilent(part) ? null : part.knownCents + part.ownCents);
