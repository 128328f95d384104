import './amounts-card.css';
import { useCallback, useMemo } from 'preact/hooks';
import { type Amounts, amounts } from '@/knowledge/amounts';
import { type Change, whatIf } from '@/knowledge/amounts/what-if';
import { formatCents, formatPlural } from '@/knowledge/profile/format';
import type { MissingDatum, Situation } from '@/knowledge/rules/rule';
import { AmountsDossiers } from './amounts-dossiers';
import { AmountsLines } from './amounts-lines';
import { AmountsPayments } from './amounts-schedule';
import { AmountsTranches } from './amounts-tranches';
import { AmountsUnknown } from './amounts-unknown';
import { AmountsWhatIf } from './amounts-what-if';
import { confidenceWords, type PassageOf, Source } from './eligibility-source';

export interface AmountsCardProps {
  situation: Situation;
  passageOf: PassageOf;
  /** The user's figure for a rate no text gives, in cents; null forgets it. */
  onOwnRate: (rateId: string, cents: number | null) => void;
  /** Opens the place where a missing datum is typed. */
  onCorrect: (datum: MissingDatum) => void;
}

/** What the call pays: each line with its formula and its text, dossier by dossier, and what no text says. */
export const AmountsCard = ({ situation, passageOf, onOwnRate, onCorrect }: AmountsCardProps) => {
  const computed = useMemo(() => amounts(situation), [situation]);
  const { realCost } = computed;
  const compare = useCallback((change: Change) => whatIf(situation, change), [situation]);
  return (
    <section class="card stack amounts-card" aria-label="Montants">
      <h2>Montants</h2>
      <Total computed={computed} />
      <AmountsTranches tranches={computed.tranches} />
      <AmountsLines lines={computed.lines} passageOf={passageOf} onOwnRate={onOwnRate} />
      {realCost && (
        <div class="notice small stack">
          <p>{realCost.text}</p>
          <Source
            reference={realCost.source}
            words={confidenceWords(realCost.confidence, realCost.source)}
            passageOf={passageOf}
          />
        </div>
      )}
      <AmountsPayments part={computed} passageOf={passageOf} />
      <AmountsDossiers parts={computed.dossiers} />
      <AmountsUnknown computed={computed} campaign={situation.campaign} onCorrect={onCorrect} />
      <AmountsWhatIf compare={compare} count={computed.count} />
      {computed.notes.map((note) => (
        <p class="small muted" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
};

/** The figures of the texts first; the user's own never melt into them. */
const Total = ({ computed }: { computed: Amounts }) => {
  const { lines, knownCents, firmCents, ownCents, unknown, count } = computed;
  const counted = formatPlural(count, 'ESSMS compté', 'ESSMS comptés');
  if (lines.every(({ resultCents }) => resultCents === null))
    return (
      <p>Aucun montant ne peut être calculé pour l’instant ({counted}) : voir plus bas ce qui manque.</p>
    );
  return (
    <div class="amounts-total">
      <p>
        D’après les textes : <strong class="number">{formatCents(knownCents)}</strong>
        {firmCents !== knownCents && `, dont ${formatCents(firmCents)} hors plafonds`}
      </p>
      {ownCents > 0 && (
        <p>
          Avec vos chiffres, qu’aucun texte trouvé ne donne :{' '}
          <strong class="number">{formatCents(knownCents + ownCents)}</strong>
        </p>
      )}
      <p class="small muted">
        {counted}.{unknown.length > 0 && ' Ce n’est pas toute l’aide : une partie reste inconnue.'}
      </p>
    </div>
  );
};
