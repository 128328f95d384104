import type { RefObject } from 'preact';
import { useId, useState } from 'preact/hooks';

interface Props {
  text: string;
  pending: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onInput: (text: string) => void;
  onAsk: (question: string) => void;
}

/** Longest question read, in characters. */
const LONGEST = 2000;
/** Length from which the count is shown. */
const NEAR = 1800;

const count = new Intl.NumberFormat('fr-FR');

/** The question and its button; Enter asks, Shift and Enter go to the next line. */
export const QuestionsForm = ({ text, pending, field, onInput, onAsk }: Props) => {
  const id = useId();
  const [refused, setRefused] = useState(false);
  const isEmpty = text.trim() === '';
  const send = () => {
    setRefused(isEmpty);
    if (!isEmpty && !pending) onAsk(text.trim());
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
  const wrong = refused && isEmpty;
  return (
    <form class="stack" onSubmit={onSubmit}>
      <label for={id}>Votre question</label>
      <textarea
        ref={field}
        id={id}
        rows={2}
        value={text}
        aria-invalid={wrong}
        aria-describedby={`${id}-aide`}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p id={`${id}-aide`} class={wrong ? 'small question-error' : 'small muted'}>
        {wrong ? 'Écrivez d’abord une question.' : help(text.trim().length)}
      </p>
      <div class="row">
        {/* Never disabled: the focus would be lost each time. */}
        <button type="submit" class="primary" aria-disabled={pending}>
          Poser la question
        </button>
      </div>
    </form>
  );
};

/** Nothing is cut while it is typed: what would not be read is told instead. */
const help = (length: number): string => {
  if (length > LONGEST)
    return `${count.format(length)} caractères\u00A0: seuls les ${count.format(LONGEST)} premiers seront lus.`;
  if (length > NEAR) return `${count.format(length)} caractères sur ${count.format(LONGEST)}.`;
  return 'Entrée pour poser, Maj + Entrée pour aller à la ligne.';
};
