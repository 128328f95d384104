import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from './actions';
import type { Column } from './columns';
import { useFloating } from './floating';
import { exitOf } from './keys';

interface Props {
  column: Column;
  /** « FINESS, EHPAD La Rade ». */
  label: string;
  value: string;
  /** What the first key typed, null to start from the value. */
  typed: string | null;
  actions: Actions;
}

/** Types the value of a cell: a text, a number, an amount. What cannot be kept is said, and kept in hand. */
export function TextEditor({ column, label, value, typed, actions }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const over = useRef(false);
  const [reason, setReason] = useState<string | null>(null);
  const reasonId = useId();
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    const end = typed?.length ?? 0;
    input.current?.setSelectionRange(typed === null ? 0 : end, input.current.value.length);
    return () => {
      over.current = true;
    };
  }, []);
  useFloating(input, box, reason !== null);
  const onKeyDown = (e: KeyboardEvent) => {
    e.stopPropagation();
    const exit = exitOf(e);
    if (exit === null || e.isComposing) return;
    e.preventDefault();
    if (exit === 'cancel') actions.cancel();
    else setReason(actions.commit(input.current?.value ?? '', exit));
  };
  const onBlur = () => {
    if (!over.current) actions.leave(input.current?.value ?? '');
  };
  return (
    <>
      <input
        ref={input}
        class="eg-editor"
        aria-label={label}
        aria-invalid={reason !== null}
        aria-describedby={reason === null ? undefined : reasonId}
        inputMode={column.field.inputMode ?? (column.number ? 'decimal' : 'text')}
        maxLength={400}
        defaultValue={typed ?? value}
        onInput={() => reason !== null && setReason(null)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {reason !== null && (
        <div ref={box} id={reasonId} popover="manual" class="eg-reason" role="alert">
          <span aria-hidden="true">⚠ </span>
          {reason} <span class="muted">Échap pour abandonner.</span>
        </div>
      )}
    </>
  );
}
