import type { Severity } from '@/knowledge/rules/rule';
import type { VerdictCard } from './eligibility-groups';
import { type PassageOf, VerdictSources } from './eligibility-source';
import { type SubjectActions, SubjectDetails } from './eligibility-subject';
import { SubjectsFold } from './eligibility-subjects';

export interface CardProps extends SubjectActions {
  passageOf: PassageOf;
}

/** Severities in words, and the tone of their badge. */
export const SEVERITY: Record<Severity, { word: string; tone: string }> = {
  bloquant: { word: 'bloquant', tone: 'bad' },
  'a-verifier': { word: 'à vérifier', tone: 'warn' },
  information: { word: 'information', tone: '' },
};

/** One rule with one outcome: what it says, of whom, the data and the text behind it. */
export const EligibilityCard = ({ card, ...props }: CardProps & { card: VerdictCard }) => {
  const { verdicts } = card;
  const [verdict, ...others] = verdicts;
  const { word, tone } = SEVERITY[verdict.severity];
  const sameMessage = others.every(({ message }) => message === verdict.message);
  return (
    <li class="card verdict stack" data-status={verdict.status} data-rule={verdict.rule}>
      <div class="row">
        <h4 class="grow">{verdict.title}</h4>
        {verdict.status !== 'met' && <span class={`badge ${tone}`}>{word}</span>}
      </div>
      {others.length === 0 ? (
        <>
          {verdict.subject.kind !== 'grappe' && <p class="small muted">{verdict.subject.label}</p>}
          <p>{verdict.message}</p>
          <SubjectDetails {...props} verdict={verdict} />
        </>
      ) : (
        <>
          {sameMessage && <p>{verdict.message}</p>}
          <SubjectsFold {...props} verdicts={verdicts} sameMessage={sameMessage} />
        </>
      )}
      <VerdictSources verdict={verdict} passageOf={props.passageOf} />
    </li>
  );
};
