/** A question to try, and why it is offered. */
export interface Suggestion {
  question: string;
  /** In French: « règle non respectée : … ». */
  why: string;
}

interface Props {
  suggestions: Suggestion[];
  /** Unfolded while there is no answer. */
  open: boolean;
  onAsk: (question: string) => void;
}

/** Questions that fit what the person is doing. */
export const QuestionsSuggestions = ({ suggestions, open, onAsk }: Props) => {
  if (suggestions.length === 0) return null;
  return (
    <details class="questions-fold" open={open}>
      <summary>
        <h2>{open ? 'Pour commencer' : 'Autres questions'}</h2>
      </summary>
      <ul class="question-list">
        {suggestions.map(({ question, why }) => (
          <li key={question}>
            <button
              type="button"
              aria-describedby={`pourquoi-${idOf(question)}`}
              onClick={() => onAsk(question)}
            >
              {question}
            </button>
            <span id={`pourquoi-${idOf(question)}`} class="small muted">
              {why}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
};

const idOf = (question: string): string => question.replace(/[^\p{L}\p{N}]+/gu, '-');
