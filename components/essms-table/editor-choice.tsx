import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions } from './actions';
import type { Column } from './columns';
import { useFloating } from './floating';
import { exitOf } from './keys';
import { type Option, searchOptions } from './options';
import { blankOf, type Value } from './values';

interface Props {
  column: Column;
  label: string;
  value: Value;
  options: readonly Option[];
  typed: string | null;
  actions: Actions;
}

interface Item {
  value: Value;
  label: string;
}

/** The options a typed text means, and « non renseigné » while nothing is typed. */
const itemsOf = (options: readonly Option[], typed: string, column: Column): Item[] =>
  typed.trim() === ''
    ? [{ value: blankOf(column), label: 'Non renseigné' }, ...options]
    : [...searchOptions(options, typed)];

/** Chooses the value of a cell in a list, by its code, its name or a part of it. */
export function ChoiceEditor({ column, label, value, options, typed, actions }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const over = useRef(false);
  const id = useId();
  const [text, setText] = useState(typed ?? '');
  const [at, setAt] = useState<number | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const items = itemsOf(options, text, column);
  const own = items.findIndex((item) => item.value === value);
  const current = at ?? (text.trim() === '' ? Math.max(0, own) : 0);
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.setSelectionRange(text.length, text.length);
    return () => {
      over.current = true;
    };
  }, []);
  useFloating(input, box, true);
  useLayoutEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current, text]);
  const exact = (): string | null => {
    const item = items[current];
    if (!item) return actions.commit(text, null);
    actions.commitValue(item.value, null);
    return null;
  };
  const onKeyDown = (e: KeyboardEvent) => {
    e.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[e.key];
    const exit = exitOf(e);
    if (e.isComposing || (step === undefined && exit === null)) return;
    e.preventDefault();
    if (step !== undefined) setAt(Math.max(0, Math.min(items.length - 1, current + step)));
    else if (exit === 'cancel') actions.cancel();
    else if (exit !== null) {
      const refused = exact();
      setReason(refused);
      if (refused === null) actions.move(exit);
    }
  };
  // What was typed is kept when it names one value, and said when it does not.
  const onBlur = () => {
    if (over.current) return;
    if (text.trim() === '') actions.cancelQuietly();
    else actions.leave(text);
  };
  return (
    <>
      <input
        ref={input}
        class="eg-editor"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
        aria-invalid={reason !== null}
        placeholder={options.find((o) => o.value === value)?.short ?? 'Chercher…'}
        value={text}
        onInput={(e) => {
          setText(e.currentTarget.value);
          setAt(null);
          setReason(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <div ref={box} popover="manual" class="eg-options">
        {items.length === 0 && (
          <p role={reason ? 'alert' : 'status'}>{reason ?? 'Aucune valeur ne correspond.'}</p>
        )}
        <div id={`${id}-list`} role="listbox" aria-label={column.label}>
          {items.map((item, i) => (
            <Choice
              key={String(item.value)}
              id={`${id}-${i}`}
              label={item.label}
              current={i === current}
              onPick={() => actions.commitValue(item.value, 'down')}
            />
          ))}
        </div>
      </div>
    </>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  current: boolean;
  onPick(): void;
}

const Choice = ({ id, label, current, onPick }: ChoiceProps) => (
  <div
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={current}
    class="eg-option"
    // The focus stays in the input; a list that closed on the press would let the cell under it take it.
    onMouseDown={(e) => e.preventDefault()}
    onPointerUp={onPick}
  >
    {label}
  </div>
);
