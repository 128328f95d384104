import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** What may be dropped or pasted, and who takes it. */
interface Catch {
  disabled: boolean;
  onFile(file: File): void;
  /** Text pasted outside of any box. */
  onText?(text: string): void;
}

const isBox = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Files dropped anywhere, files and texts pasted anywhere but in a box, while the view is shown. */
function useCatch({ disabled, onFile, onText }: Catch): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      event.preventDefault(); // the browser would open the file in place of the page
      setOver(!disabled);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!holdsFile(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file && !disabled) onFile(file);
    };
    const paste = (event: ClipboardEvent) => {
      if (disabled) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // A cell copied from a spreadsheet also comes as an image: its text is what is wanted.
      if (text.trim() === '' && file) onFile(file);
      else if (text.trim() !== '' && onText && !isBox(event.target)) onText(text);
      else return;
      event.preventDefault();
    };
    const page = document;
    page.addEventListener('dragover', drag);
    page.addEventListener('dragleave', leave);
    page.addEventListener('drop', drop);
    page.addEventListener('paste', paste);
    return () => {
      page.removeEventListener('dragover', drag);
      page.removeEventListener('dragleave', leave);
      page.removeEventListener('drop', drop);
      page.removeEventListener('paste', paste);
    };
  }, [disabled, onFile, onText]);
  return over;
}

interface Props {
  /** What to drop here, in a few words. */
  title: string;
  button: string;
  /** Kinds the picker offers, as an `accept` attribute. */
  accept: string;
  /** Name of the hidden file control. */
  inputLabel: string;
  disabled?: boolean;
  primary?: boolean;
  onFile(file: File): void;
  onText?(text: string): void;
  children?: ComponentChildren;
}

/** A large place to drop a file, with the button that does the same. */
export function DropZone({
  title,
  button,
  accept,
  inputLabel,
  disabled = false,
  primary = true,
  ...rest
}: Props) {
  const { onFile, onText, children } = rest;
  const input = useRef<HTMLInputElement>(null);
  const over = useCatch({ disabled, onFile, ...(onText ? { onText } : {}) });
  return (
    <div class={`drop-zone${over ? ' over' : ''}`}>
      <p class="lead">{over ? 'Lâchez le fichier' : title}</p>
      {children}
      <button
        type="button"
        class={primary ? 'primary' : ''}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {button}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={inputLabel}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </div>
  );
}

/** Keeps a file dropped from taking the place of the page, and of the work under way: it is only told. */
export function DropGuard({ onFile }: Pick<Catch, 'onFile'>) {
  useCatch({ disabled: false, onFile });
  return null;
}
