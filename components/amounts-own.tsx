import { useId, useState } from 'preact/hooks';
import type { AmountLine } from '@/knowledge/amounts';
import { typedOwnRate } from '@/knowledge/amounts/own-rates';
import { formatCents } from '@/knowledge/profile/format';

interface Props {
  /** A line whose figure no text gives. */
  line: AmountLine;
  onOwnRate: (rateId: string, cents: number | null) => void;
}

/** The user's own figure for a flat rate, marked as such; another line starts afresh by its key. */
export const AmountsOwn = ({ line, onOwnRate }: Props) => {
  const id = useId();
  const stored = line.own && line.unitCents !== null ? formatCents(line.unitCents).replace(/\s*€$/, '') : '';
  const [text, setText] = useState(stored);
  const [fault, setFault] = useState('');
  const keep = (event: Event) => {
    event.preventDefault();
    const typed = typedOwnRate(text);
    setFault('reason' in typed ? typed.reason : '');
    if (!('reason' in typed)) onOwnRate(line.id, typed.cents);
  };
  return (
    <form class="amounts-own small" onSubmit={keep} noValidate>
      <label for={id}>
        Votre chiffre par ESSMS, en euros<span class="visually-hidden"> : {line.label}</span>
      </label>
      <div class="row">
        <input
          id={id}
          class="grow"
          inputMode="decimal"
          autocomplete="off"
          value={text}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-aide`}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit">Garder</button>
        {line.own && (
          <button type="button" onClick={() => onOwnRate(line.id, null)}>
            Oublier
          </button>
        )}
      </div>
      <p id={`${id}-aide`} class={fault === '' ? 'muted' : 'amounts-fault'} aria-live="polite">
        {fault || 'Il sera marqué partout comme le vôtre\u202f: aucun texte trouvé ne le donne.'}
      </p>
    </form>
  );
};
