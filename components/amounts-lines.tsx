import type { AmountLine } from '@/knowledge/amounts';
import { trancheWords } from '@/knowledge/amounts/tranches';
import { formatCents, formatPlural } from '@/knowledge/profile/format';
import type { Reference } from '@/knowledge/source';
import { AmountsOwn } from './amounts-own';
import { confidenceWords, type PassageOf, Source } from './eligibility-source';

interface Props {
  lines: AmountLine[];
  passageOf: PassageOf;
  onOwnRate: (rateId: string, cents: number | null) => void;
}

/** The lines of the family, each with its tranche, its formula, its result and its text. */
export const AmountsLines = ({ lines, passageOf, onOwnRate }: Props) => (
  <ul class="amounts-lines">
    {lines.map((line) => (
      <li key={line.id} class="amounts-line">
        <AmountHead line={line} />
        <p class="small">
          <span class="badge">{trancheWords(line.tranche)}</span>{' '}
          {line.ceiling && <span class="badge">maximum</span>}{' '}
          {line.own && <span class="badge warn">votre chiffre</span>}{' '}
          {!line.complete && line.unitCents !== null && <span class="badge warn">en partie inconnu</span>}
        </p>
        <AmountChildren line={line} passageOf={passageOf} />
        <Source
          reference={line.source}
          words={confidenceWords(line.confidence, line.source)}
          passageOf={passageOf}
        />
        {line.remarks.map((remark) => (
          <div key={remark.text} class="small">
            <p>{remark.text}</p>
            {!isSame(remark.source, line.source) && (
              <Source
                reference={remark.source}
                words={confidenceWords(remark.confidence, remark.source)}
                passageOf={passageOf}
              />
            )}
          </div>
        ))}
        {line.confidence === 'not-found' && line.count > 0 && (
          <AmountsOwn key={line.unitCents} line={line} onOwnRate={onOwnRate} />
        )}
      </li>
    ))}
  </ul>
);

/** What, how it is computed, and what it comes to. */
export const AmountHead = ({ line }: { line: AmountLine }) => (
  <>
    <p class="amounts-head">
      <span>{line.label}</span>
      <strong class="number">{formatCents(line.resultCents)}</strong>
    </p>
    <p class="small muted">{line.formula}</p>
  </>
);

/** A home service has a line of its own; past that many, only their number is told. */
const SHOWN = 30;

const AmountChildren = ({ line, passageOf }: Pick<Props, 'passageOf'> & { line: AmountLine }) => {
  const { children, source } = line;
  if (children.length === 0) return null;
  const hidden = children.length - SHOWN;
  const other = children.find((child) => !isSame(child.source, source));
  return (
    <details class="small">
      <summary>Détail du calcul ({formatPlural(children.length, 'ligne')})</summary>
      <ul class="amounts-children">
        {children.slice(0, SHOWN).map((child) => (
          <li key={child.id}>
            <AmountHead line={child} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p>Et {formatPlural(hidden, 'autre ligne', 'autres lignes')}, comptées dans le total.</p>
      )}
      {other && (
        <Source
          reference={other.source}
          words={confidenceWords(other.confidence, other.source)}
          passageOf={passageOf}
        />
      )}
    </details>
  );
};

const isSame = (one: Reference, other: Reference): boolean =>
  one.text === other.text && one.anchor === other.anchor;
