import type { RefObject } from 'preact';
import type { Answer, Section } from '@/knowledge/answers/answer';
import { ALSO, DIVERGE, ELSEWHERE, searchedWith } from '@/knowledge/answers/wording';
import type { CitedPassageOf } from './citation';
import { Citations } from './citation-group';
import { PassageFold } from './citation-passage';
import { moveAmong, useKeys } from './questions-arrows';
import { QuestionsComputed } from './questions-computed';
import { QuestionsReport, type ReportView } from './questions-report';
import type { Extent } from './questions-searched';
import { QuestionsSources } from './questions-sources';
import {
  alsoWords,
  copied,
  isOnlyCaptured,
  quotedAddress,
  shortened,
  stateOf,
  unsaid,
} from './questions-words';

/** What the person can do when the texts do not answer. */
export interface AnswerActions {
  onRephrase: () => void;
  /** Absent when no page can be taken in from here. */
  onCapture?: (() => void) | undefined;
  /** Asks whom to write to. */
  onContact: () => void;
}

export interface AnswerProps {
  answer: Answer;
  /** « Répondu le 22/11/2026 10:13. » for an earlier answer; empty for a new one. */
  given: string;
  /** Title of the call it is limited to; empty when it is not. */
  campaignTitle: string;
  extent: Extent;
  passageOf: CitedPassageOf;
  /** What was reported of it, null when nothing was; absent when it is not kept. */
  report?: ReportView | null | undefined;
  onReport: (report: ReportView | null) => void;
  /** Receives the answer with its sources, as text. */
  onCopy: (text: string) => void;
  actions: AnswerActions;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** An answer: how sure it is, what is computed, the quotations with their passages, and what was not found. */
export const QuestionsAnswer = (props: AnswerProps) => {
  const { answer, given, passageOf } = props;
  const {
    question,
    band,
    computed = [],
    sections = [],
    opening = [],
    closing = [],
    corrections = [],
  } = answer;
  const { word, tone } = stateOf(answer);
  const lacking = unsaid(answer);
  const article = useKeys<HTMLElement>((event, element) =>
    moveAmong(event, element, '.citation-passage > summary', 'row'),
  );
  return (
    <article
      ref={article}
      class="card stack answer"
      data-band={band}
      aria-label={`Réponse à\u00A0: ${shortened(question)}`}
    >
      <div class="row">
        <h2 class="answer-question" ref={props.heading} tabIndex={-1}>
          {shortened(question)}
        </h2>
        <span class={`badge ${tone}`}>{word}</span>
      </div>
      {given !== '' && <p class="small muted">{given}</p>}
      {isOnlyCaptured(answer) && (
        <p class="notice warn small">
          Cette réponse ne repose que sur des textes que vous avez capturés. Aucun texte de la base vérifiée
          ne la confirme.
        </p>
      )}
      {computed.map((one) => (
        <QuestionsComputed key={one.title} computed={one} passageOf={passageOf} />
      ))}
      {corrections.map((correction) => (
        <p key={correction.typed} class="small muted">
          {searchedWith(correction)}
        </p>
      ))}
      {opening.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {lacking !== '' && <p class="small">{lacking}</p>}
      {sections.map((section) => (
        <AnswerSection key={section.lead} section={section} passageOf={passageOf} />
      ))}
      {band === 'none' && (
        <PassageFold
          words="Les titres les plus proches"
          references={answer.nearest ?? []}
          passageOf={passageOf}
        />
      )}
      {closing.map((sentence) =>
        sentence === ELSEWHERE ? (
          <PassageFold
            key={sentence}
            words={sentence}
            references={answer.elsewhere ?? []}
            passageOf={passageOf}
          />
        ) : (
          <p key={sentence}>{sentence}</p>
        ),
      )}
      {band !== 'found' && <Actions {...props} />}
      <QuestionsSources {...props} />
      <Foot {...props} />
    </article>
  );
};

interface SectionProps {
  section: Section;
  passageOf: CitedPassageOf;
}

/** What stands beside the nearest passage is folded; the two sides of a divergence never are. */
const AnswerSection = ({ section: { lead, citations }, passageOf }: SectionProps) =>
  lead === ALSO ? (
    <details class="answer-fold">
      <summary>
        <h3>{alsoWords(citations)}</h3>
      </summary>
      <div class="stack">
        <Citations citations={citations} passageOf={passageOf} />
      </div>
    </details>
  ) : (
    <section class={lead === DIVERGE ? 'stack diverge' : 'stack'} aria-label={lead}>
      <h3>{lead}</h3>
      <Citations citations={citations} passageOf={passageOf} />
    </section>
  );

/** The ways on when the texts do not answer. */
const Actions = ({ answer, actions }: AnswerProps) => {
  const address = quotedAddress(answer);
  return (
    <div class="row">
      <button type="button" onClick={actions.onRephrase}>
        Reformuler
      </button>
      {actions.onCapture && (
        <button type="button" onClick={actions.onCapture}>
          Capturer une page
        </button>
      )}
      {address === '' ? (
        <button type="button" onClick={actions.onContact}>
          Trouver qui contacter
        </button>
      ) : (
        <a class="button" href={`mailto:${address}`}>
          Écrire à {address}
        </a>
      )}
    </div>
  );
};

const Foot = ({ answer, report, onReport, onCopy }: AnswerProps) => (
  <>
    {(answer.citations.length > 0 || (answer.computed ?? []).length > 0) && (
      <div class="row">
        <button type="button" onClick={() => onCopy(copied(answer))}>
          Copier avec les sources
        </button>
      </div>
    )}
    {report !== undefined && <QuestionsReport key={answer.question} report={report} onReport={onReport} />}
  </>
);
