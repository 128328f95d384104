import './questions-tab.css';
import { useState } from 'preact/hooks';
import type { Answer } from '@/knowledge/answers/answer';
import { quoted } from '@/knowledge/answers/wording';
import type { Reference } from '@/knowledge/source';
import type { PassageView } from './eligibility-tab';
import { QuestionsAnswer } from './questions-answer';
import { QuestionsForm } from './questions-form';

export interface QuestionsTabProps {
  /** The answer on screen; null before the first question. */
  answer: Answer | null;
  pending: boolean;
  /** Questions to try, shown while there is no answer. */
  suggestions: string[];
  /** Earlier answers, latest first. */
  history?: Answer[];
  /** The call the answers are limited to; empty when none is chosen. */
  campaignTitle: string;
  passageOf: (reference: Reference) => PassageView | null;
  onAsk: (question: string) => void;
  /** Receives the answer with its sources, as text. */
  onCopy: (text: string) => void;
}

/** Questions answered from the texts: quotations first, and what the texts do not say said plainly. */
export const QuestionsTab = (props: QuestionsTabProps) => {
  const { answer, pending, suggestions, history = [], campaignTitle, onAsk } = props;
  const [text, setText] = useState('');
  const ask = (question: string) => {
    setText(question);
    onAsk(question);
  };
  return (
    <div class="stack questions">
      <QuestionsForm text={text} pending={pending} onInput={setText} onAsk={ask} />
      <p class="small muted">
        {campaignTitle === ''
          ? 'Réponses tirées des textes de tous les appels à projets connus.'
          : `Réponses tirées des textes qui valent pour ${quoted(campaignTitle)}.`}
      </p>
      <div aria-live="polite" aria-busy={pending}>
        {pending && <p class="muted">Recherche dans les textes…</p>}
        {!pending && answer && (
          <QuestionsAnswer answer={answer} passageOf={props.passageOf} onCopy={props.onCopy} />
        )}
      </div>
      {!answer && <QuestionList title="Pour commencer" questions={suggestions} onAsk={ask} />}
      <QuestionList title="Déjà posées" questions={history.map(({ question }) => question)} onAsk={ask} />
    </div>
  );
};

interface ListProps {
  title: string;
  questions: string[];
  onAsk: (question: string) => void;
}

const QuestionList = ({ title, questions, onAsk }: ListProps) => {
  const distinct = [...new Set(questions)];
  if (distinct.length === 0) return null;
  return (
    <section class="stack" aria-label={title}>
      <h2>{title}</h2>
      <ul class="question-list">
        {distinct.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
