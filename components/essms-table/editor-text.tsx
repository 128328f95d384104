import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from './actions';
import type { Column } from './columns';
import { useFloating } from './floating';
import { exitOf } from './keys';
import type { Place } from './places';

interface Props {
  place: Place;
  column: Column;
  /** « FINESS, EHPAD La Rade ». */
  label: string;
  value: string;
  /** What the first key typed, null to start from the value. */
  typed: string | null;
  actions: Actions;
}

/** Types the value of a cell: a text, a number, an amount. What cannot be kept is said, and kept in hand. */
export function TextEditor({ place, column, label, value, typed, actions }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const over = useRef(false);
  /** What is typed, when it is not what the cell holds. */
  const draft = useRef(typed);
  const [reason, setReason] = useState<string | null>(null);
  const reasonId = useId();
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    const end = typed?.length ?? 0;
    input.current?.setSelectionRange(typed === null ? 0 : end, input.current.value.length);
    if (typed !== null) actions.keepDraft(place, typed);
    return () => {
      // Taken away before it was left: the section, the grappe or the width of the page has changed.
      if (!over.current && draft.current !== null) actions.rescue(place, draft.current);
      over.current = true;
      actions.keepDraft(place, null);
    };
  }, []);
  useFloating(input, box, reason !== null);
  const onKeyDown = (e: KeyboardEvent) => {
    e.stopPropagation();
    const exit = exitOf(e);
    if (exit === null || e.isComposing) return;
    e.preventDefault();
    if (exit === 'cancel') {
      over.current = true;
      actions.cancel();
      return;
    }
    const refused = actions.commit(input.current?.value ?? '', exit);
    over.current = refused === null;
    setReason(refused);
  };
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    draft.current = currentTarget.value;
    actions.keepDraft(place, currentTarget.value);
    setReason(null);
  };
  const onBlur = () => {
    if (over.current) return;
    over.current = true;
    actions.leave(input.current?.value ?? '');
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
        defaultValue={typed ?? value}
        onInput={onInput}
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
