import './questions-tab.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '@/knowledge/answers/answer';
import { quoted } from '@/knowledge/answers/wording';
import { useFocusKept } from './focus-kept';
import { type AnswerProps, QuestionsAnswer } from './questions-answer';
import { QuestionsForm } from './questions-form';
import { type HistoryProps, QuestionsHistory } from './questions-history';
import { type QuestionNotice, QuestionsNotice } from './questions-notice';
import { QuestionsSuggestions, type Suggestion } from './questions-suggestions';
import { spoken } from './questions-words';

type FromAnswer = Pick<AnswerProps, 'extent' | 'passageOf' | 'onReport' | 'onCopy' | 'report' | 'given'>;

export interface QuestionsTabProps extends FromAnswer, HistoryProps {
  /** The question being typed. */
  draft: string;
  /** The answer on screen; null before the first question. */
  answer: Answer | null;
  pending: boolean;
  /** The texts are being made ready. */
  preparing: boolean;
  notice: QuestionNotice | null;
  /** Null until they have been looked for once. */
  suggestions: Suggestion[] | null;
  /** The call the answers are limited to; empty when none is chosen. */
  campaignTitle: string;
  /** The same, for the answer on screen. */
  answerCampaign: string;
  onDraft: (text: string) => void;
  onAsk: (question: string) => void;
  onCloseNotice: () => void;
  /** Absent when no page can be taken in from here. */
  onCapture?: (() => void) | undefined;
  /** Under the answer. */
  children?: ComponentChildren;
}

/** Questions answered from the texts: quotations first, and what the texts do not say said plainly. */
export const QuestionsTab = (props: QuestionsTabProps) => {
  const { answer, pending, campaignTitle, draft, notice, onDraft } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const goes = useRef(false);
  useEffect(() => {
    // Somebody who pressed a question is taken to its answer; somebody who types stays where she is.
    if (goes.current && answer) heading.current?.focus();
    goes.current = false;
  }, [answer]);
  const told = useRef<HTMLDivElement>(null);
  useFocusKept(told, notice, true);
  const goTo = (act: () => void) => {
    goes.current = true;
    act();
  };
  const press = (question: string) =>
    goTo(() => {
      onDraft(question);
      props.onAsk(question);
    });
  const onErase = (id: number) => {
    if (props.history.length === 1) field.current?.focus();
    props.onErase(id);
  };
  return (
    <div class="stack questions">
      <QuestionsForm text={draft} pending={pending} field={field} onInput={onDraft} onAsk={props.onAsk} />
      <p class="small muted">
        {campaignTitle === ''
          ? 'Réponses tirées des textes de tous les appels à projets connus.'
          : `Réponses tirées des textes qui valent pour ${quoted(campaignTitle)}.`}
      </p>
      <Status answer={answer} pending={pending} />
      {answer && (
        <QuestionsAnswer
          key={`${props.answerCampaign} ${answer.question}`} // what was unfolded was so for another question
          {...props}
          answer={answer}
          campaignTitle={props.answerCampaign}
          heading={heading}
          actions={{
            onRephrase: () => {
              onDraft(answer.question);
              field.current?.focus();
            },
            onCapture: props.onCapture,
            onContact: () => press('À qui adresser une question\u202F?'),
          }}
        />
      )}
      {props.children}
      {/* Above the suggestions, which come and change a moment later: nothing moves under a hand. */}
      <QuestionsHistory
        {...props}
        onErase={onErase}
        onEraseAll={() => {
          field.current?.focus();
          props.onEraseAll();
        }}
        onReopen={(id) => goTo(() => props.onReopen(id))}
      />
      {props.preparing && <Preparing />}
      {props.suggestions && (
        <QuestionsSuggestions suggestions={props.suggestions} open={!answer} onAsk={press} />
      )}
      <div ref={told} class="questions-told" tabIndex={-1}>
        {notice && <QuestionsNotice notice={notice} onClose={props.onCloseNotice} />}
      </div>
    </div>
  );
};

/** What happens, for who does not see it: always there, so that a reader of screens follows it. */
const Status = ({ answer, pending }: Pick<QuestionsTabProps, 'answer' | 'pending'>) => (
  <p role="status" aria-live="polite" aria-busy={pending} class={pending ? 'muted' : 'visually-hidden'}>
    {pending ? 'Recherche dans les textes…' : answer && spoken(answer)}
  </p>
);

/** Drawn at once and seen after a second: what is quick shows nothing. */
const Preparing = () => (
  <p class="preparing small muted">
    <span class="preparing-bar" aria-hidden="true" /> Préparation des textes…
  </p>
);
