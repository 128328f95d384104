import { useId, useState } from 'preact/hooks';

interface Props {
  text: string;
  pending: boolean;
  onInput: (text: string) => void;
  onAsk: (question: string) => void;
}

/** Longest question read, in characters. */
const LONGEST = 2000;

/** The question and its button; Enter asks, Shift and Enter go to the next line. */
export const QuestionsForm = ({ text, pending, onInput, onAsk }: Props) => {
  const id = useId();
  const [empty, setEmpty] = useState(false);
  const send = () => {
    const question = text.trim();
    setEmpty(question === '');
    if (question !== '' && !pending) onAsk(question);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    send();
  };
  return (
    <form class="stack" onSubmit={onSubmit}>
      <label for={id}>Votre question</label>
      <textarea
        id={id}
        rows={2}
        maxLength={LONGEST}
        value={text}
        aria-invalid={empty}
        aria-describedby={`${id}-aide`}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p id={`${id}-aide`} class={empty ? 'small question-error' : 'small muted'}>
        {empty ? 'Écrivez d’abord une question.' : 'Entrée pour poser, Maj + Entrée pour aller à la ligne.'}
      </p>
      <div class="row">
        <button type="submit" class="primary" disabled={pending}>
          Poser la question
        </button>
      </div>
    </form>
  );
};
